"""``scorer serve``."""

from __future__ import annotations

import logging
import re
import sys

import click

from scorer import __version__
from scorer.cli._complaints import complain
from scorer.cli._options import model_option
from scorer.errors import ScorerError

_SIZE = re.compile(r"(\d{1,9})([kKmM]?)")
_FACTORS = {"": 1, "k": 1024, "m": 1024 * 1024}


class _Size(click.ParamType[int]):
    """Bytes, as a number or with k or M."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        found = _SIZE.fullmatch(str(value))
        if not found or not int(found[1]):
            self.fail(f"{value!r} is no size; write 512k or 10M, for instance", param, ctx)
        return int(found[1]) * _FACTORS[found[2].lower()]


_SECONDS = click.FloatRange(min=0.1, max=3600)


@click.command(
    short_help="Score, check and report over HTTP, for a newsroom's CMS.",
    epilog="""\b
Examples:
  scorer serve
  scorer serve --port 9000 --jobs 4 --config scorer.toml
  SCORER_TOKEN=$(cat secret) scorer serve --host 0.0.0.0
  curl -H 'Content-Type: text/markdown' --data-binary @draft.md 'http://127.0.0.1:8008/score?name=draft.md'
\b
Addresses: POST /score, /check, /report; GET /health, /ready, /metrics, /openapi.json.
Exit codes: 0 stopped by SIGTERM or Ctrl-C, 2 wrong usage, configuration or address.""",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Where to listen; 0: any free one.")
@click.option("-j", "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Workers; 0: one a core.  [default: 0]")
@click.option("--queue", type=click.IntRange(0, 10_000), default=16, show_default=True, metavar="N", help="Drafts that may wait.")
@click.option("--max-body", type=_Size(), default="10M", show_default=True, help="The largest draft taken.")
@click.option("--timeout", type=_SECONDS, default=30, show_default=True, metavar="SECONDS", help="For the work on a draft.")
@click.option("--read-timeout", type=_SECONDS, default=15, show_default=True, metavar="SECONDS", help="For a request to arrive.")
@click.option(
    "--grace",
    type=click.IntRange(1, 3600),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="For what still runs at the end.",
)
@click.option(
    "--connections", type=click.IntRange(1, 100_000), default=1024, show_default=True, metavar="N", help="Open at once at most."
)
@click.option(
    "--token",
    envvar="SCORER_TOKEN",
    show_envvar=True,
    metavar="SECRET",
    help="Answer only who sends this as a Bearer token. Others can read it on a command line; better set the variable.",
)
@click.option("--insecure", is_flag=True, help="Listen where others can reach it without a token.")
@click.option("--config", type=click.Path(), metavar="FILE", help="Configuration of the checks; without it, none is read.")
@click.option("--access-log", is_flag=True, help="A line on stderr for each request: method, address, status, seconds.")
@model_option
def serve(
    host: str,
    port: int,
    jobs: int,
    queue: int,
    max_body: int,
    timeout: float,
    read_timeout: float,
    grace: int,
    connections: int,
    token: str | None,
    insecure: bool,
    config: str | None,
    access_log: bool,
    model: str | None,
) -> None:
    """Answer over HTTP with what scorer score, check and report write, until stopped.

    Drafts stay in memory and are in no log. Only this machine is answered, unless --host says otherwise.
    """
    try:
        from scorer.service import Terms, bind, count_cores, run_service
    except ImportError as error:
        raise ScorerError(f"scorer serve needs {error.name}; pip install 'attribution-scorer[serve]'") from None
    if token is not None and not (token.isascii() and token.isprintable() and token.strip() == token != ""):
        raise click.UsageError("--token: a token is made of visible ASCII characters; leave it out for none")
    bound, local = bind(host, port, insecure=insecure or bool(token))
    terms = Terms(
        local=local,
        token=token or "",
        config=config,
        model=model,
        jobs=jobs or count_cores(),
        queue=queue,
        max_body=max_body,
        timeout=timeout,
        read_timeout=read_timeout,
        grace=grace,
        connections=connections,
        version=__version__,
    )
    if access_log:
        logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(message)s")
        logging.getLogger("scorer.service").setLevel(logging.INFO)
    run_service(terms, bound, lambda address: complain(f"serving at {address} with {terms.jobs} workers; Ctrl-C stops it"))
