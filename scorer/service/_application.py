"""The addresses of the service, and what is done at each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from scorer.service._gate import Gate
from scorer.service._metrics import MEDIA_TYPE, Metrics
from scorer.service._openapi import describe_service
from scorer.service._pool import Pool
from scorer.service._problems import Problem
from scorer.service._tasks import JSON, LONGEST_NAME, NAMELESS, SUFFIXES, Answer, Task
from scorer.service._terms import Terms

_PIECE = 64 * 1024
_VERBS = ("score", "check", "report")
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>scorer</title>
<p>This is the scorer {version}: send a draft to /score, /check or /report by POST, as <a
href="openapi.json">openapi.json</a> says; see <a href="health">health</a>, <a href="ready">ready</a> and <a
href="metrics">metrics</a>. It measures traceability, not truth.</p>
"""


class Application:
    """The service without its server; ``gate`` is what a server calls."""

    def __init__(self, terms: Terms, pool: Pool, crowd: Callable[[], int]):
        self._terms, self._pool = terms, pool
        self._held = 0
        self._metrics = Metrics()
        self._metrics.watch("scorer_queue_length", "Drafts that wait for a worker.", lambda: pool.waiting)
        self._metrics.watch("scorer_admitted", "Drafts that are worked on or wait.", lambda: pool.admitted)
        self._metrics.watch("scorer_workers_replaced", "Workers that were stuck or died.", lambda: pool.replaced)
        self._metrics.watch("scorer_connections", "Open connections.", crowd)
        self._metrics.watch("scorer_bytes_held", "Bytes of drafts and results in memory.", lambda: self._held)
        self._description = json.dumps(describe_service(terms)).encode()
        answers = {
            "/": lambda: HTMLResponse(
                _PAGE.format(version=terms.version), headers={"content-security-policy": "default-src 'none'"}
            ),
            "/health": lambda: Response(b'{"status":"alive"}', media_type=JSON),
            "/ready": self._tell_ready,
            "/metrics": lambda: Response(self._metrics.write(), media_type=MEDIA_TYPE),
            "/openapi.json": lambda: Response(self._description, media_type=JSON),
        }
        routes = [Route(path, _answering(answer), methods=["GET"]) for path, answer in answers.items()]
        routes += [Route(f"/{verb}", self._working(verb), methods=["POST"]) for verb in _VERBS]
        handlers = {Problem: _tell_problem, HTTPException: _tell_exception}
        inner = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]  # each takes its own error
        inner.router.redirect_slashes = False
        self.gate = Gate(inner, terms, self._metrics, [route.path for route in routes])

    def _tell_ready(self) -> Response:
        if self.gate.stopping:
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the service is stopping").respond()
        return Response(b'{"status":"ready"}', media_type=JSON)

    def _working(self, verb: str) -> Callable[[Request], object]:
        async def work(request: Request) -> Response:
            media_type, charset = _read_type(request)
            name = request.query_params.get("name", "")[:LONGEST_NAME] or NAMELESS
            body = bytearray()
            try:
                await self._receive(request, body)
                task = Task(verb, media_type, charset, bytes(body), name)
                answer = await self._pool.answer(task, request.is_disconnected)
            finally:
                self._held -= len(body)
            self._held += len(answer.body)
            return _Result(answer, self._let_go)

        return work

    def _let_go(self, size: int) -> None:
        self._held -= size

    async def _receive(self, request: Request, body: bytearray) -> None:
        """The body of a request, no more of it than is taken, and no longer than is waited."""
        self._limit(int(request.headers.get("content-length", "0")))
        try:
            async with asyncio.timeout(self._terms.read_timeout):
                async for piece in request.stream():
                    self._limit(len(body) + len(piece))
                    self._make_room(len(piece))
                    body += piece
        except TimeoutError:
            detail = f"the body did not arrive within {self._terms.read_timeout:g} seconds"
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, detail) from None

    def _limit(self, size: int) -> None:
        if size > self._terms.max_body:
            detail = f"the body is larger than {self._terms.max_body} bytes; send the draft in parts"
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)

    def _make_room(self, size: int) -> None:
        if self._held + size > self._terms.most_held:
            detail = "no more drafts fit into the memory set aside for them and their results; try again later"
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, Retry_After=str(self._pool.patience))
        self._held += size


class _Result(Response):
    """The answer of a worker, which goes out piece by piece as it is read, and counts as held until then."""

    def __init__(self, answer: Answer, let_go: Callable[[int], None]):
        headers = {"content-security-policy": answer.policy} if answer.policy else None
        super().__init__(answer.body, answer.status, headers, answer.media_type)
        self._let_go = let_go

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for at in range(0, len(self.body), _PIECE):
                await send({"type": "http.response.body", "body": self.body[at : at + _PIECE], "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._let_go(len(self.body))


def _read_type(request: Request) -> tuple[str, str]:
    """The media type of a body and its charset, as far as they are taken."""
    media_type, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    media_type = media_type.lower()
    if media_type != JSON and media_type not in SUFFIXES:
        known = ", ".join(sorted([JSON, *SUFFIXES]))
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the media type is not one of {known}")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the body is compressed; send it as it is")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and media_type.startswith("text/") and media_type not in ("text/rtf", "text/xml"):
            return media_type, value.strip().strip('"').lower()
    return media_type, ""


def _answering(answer: Callable[[], Response]) -> Callable[[Request], object]:
    async def respond(request: Request) -> Response:
        return answer()

    return respond


async def _tell_problem(request: Request, problem: Problem) -> Response:
    return problem.respond()


async def _tell_exception(request: Request, error: HTTPException) -> Response:
    detail = {404: "there is nothing at this address; / says what there is", 405: "this address is asked by another method"}
    problem = Problem(error.status_code, detail.get(error.status_code, "the request cannot be answered"))
    problem.headers.update(error.headers or {})
    return problem.respond()
