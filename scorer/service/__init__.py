"""Drafts scored, checked and reported on over HTTP, for the content management system of a newsroom.

Starlette and uvicorn carry it: both are small, well kept, and leave to us what is ours. FastAPI would bring pydantic (a third
of a second at every start) for two fields of JSON, and could describe neither bodies in a dozen media types nor answers whose
schemas exist already; so the OpenAPI document is written here and tested against the schema of OpenAPI 3.1. ``prometheus_client``
writes the metrics.

The work is done by processes of our own (``_pool``): the executors of the standard library and of joblib cannot stop one call
without stopping all.
"""

from __future__ import annotations

from scorer.service._server import bind, run_service
from scorer.service._terms import Terms, count_cores

__all__ = ["Terms", "bind", "count_cores", "run_service"]
