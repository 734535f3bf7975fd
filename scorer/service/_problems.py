"""What is answered in place of a result: problem details (RFC 9457) of one sentence, never a word of the draft."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request is refused, or failed; ``headers`` go with the answer."""

    def __init__(self, status: int, detail: str, **headers: str):
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def respond(self) -> Response:
        """The answer."""
        return Response(describe_problem(self.status, self.detail), self.status, self.headers, MEDIA_TYPE)


def describe_problem(status: int, detail: str) -> bytes:
    """A problem as JSON."""
    record = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return json.dumps(record, separators=(",", ":")).encode()
