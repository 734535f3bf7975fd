"""What every request passes on its way in and out: who may ask, what is counted, and what every answer carries."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Collection
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scorer.service._metrics import Metrics
from scorer.service._problems import Problem
from scorer.service._terms import Terms

OPEN = ("/health", "/ready")
"""Paths that tell nothing, for whoever watches over the service: they want no token, and are answered in any rush."""
CROWDED = "crowded"
"""In the state of a request: too many connections had been open already when its own was opened."""
_LINGER = 1.0
"""Seconds in which what is left of a refused body is thrown away, since many clients listen only when they have sent all."""
_HEADERS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store"}
log = logging.getLogger("scorer.service")


class Gate:
    """Lets requests through to the application, and keeps count."""

    def __init__(self, app: ASGIApp, terms: Terms, metrics: Metrics, paths: Collection[str]):
        self._app, self._terms, self._metrics, self._paths = app, terms, metrics, frozenset(paths)
        self.stopping = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        begun, passage = time.perf_counter(), _Passage(scope, receive, send)
        app: ASGIApp = self._app
        try:
            self._examine(scope, Headers(scope=scope))
        except Problem as problem:
            app = problem.respond()
        try:
            await app(*passage.ways)
        except ClientDisconnect:
            passage.status = 499  # nobody is told, but it is counted
        except asyncio.CancelledError:
            if not self.stopping or passage.status:
                raise
            await Problem(503, "the service has stopped; send the draft again later", Retry_After="5").respond()(*passage.ways)
        except Exception as error:  # its message might hold words of the draft
            log.error("internal error (%s)", type(error).__name__)
            if not passage.status:
                detail = f"internal error ({type(error).__name__}); please report it"
                await Problem(500, detail).respond()(*passage.ways)
        finally:
            seconds = time.perf_counter() - begun
            path = scope["path"] if scope["path"] in self._paths else "other"
            self._metrics.note(path, passage.status, seconds)
            log.info("%s %s %d %.3f s", scope["method"], path, passage.status, seconds)

    def _examine(self, scope: Scope, headers: Headers) -> None:
        """Raise ``Problem`` where a request does not come in."""
        if scope["path"] in OPEN:
            return
        if self.stopping:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the service is stopping; try again later", Retry_After="5")
        if scope.get("state", {}).get(CROWDED):
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many connections are open; try again later", Retry_After="1")
        host = headers.get("host", "")
        if self._terms.local and not names_this_machine(host):
            detail = "the service is called by a name that is not of this machine; ask localhost or 127.0.0.1"
            raise Problem(HTTPStatus.MISDIRECTED_REQUEST, detail)
        origin = headers.get("origin")
        if scope["method"] == "POST" and origin is not None and origin.partition("://")[2].lower() != host.lower():
            raise Problem(HTTPStatus.FORBIDDEN, "pages of other sites may not ask; ask from a server")
        if self._terms.token and not _holds(headers.get("authorization", ""), self._terms.token):
            raise Problem(
                HTTPStatus.UNAUTHORIZED,
                "a token is wanted; send the header Authorization: Bearer TOKEN",
                WWW_Authenticate="Bearer",
            )


class _Passage:
    """The way of one request through the gate."""

    def __init__(self, scope: Scope, receive: Receive, send: Send):
        self._receive, self._send = receive, send
        self.ways = (scope, self.receive, self.send)
        headers = Headers(scope=scope)
        self._more = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        self.status = 0

    async def receive(self) -> Message:
        """What comes in."""
        message = await self._receive()
        self._more = self._more and message["type"] == "http.request" and bool(message.get("more_body"))
        return message

    async def send(self, message: Message) -> None:
        """What goes out; where a body has not been read, the connection is of no more use."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._more:
                headers["connection"] = "close"
        elif self._more and not message.get("more_body"):
            await self._send({**message, "more_body": True})
            await self._linger()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _linger(self) -> None:
        try:
            async with asyncio.timeout(_LINGER):
                while self._more:
                    await self.receive()
        except TimeoutError:
            return


def names_this_machine(host: str) -> bool:
    """Whether a Host header, with or without a port, is a loopback name: another one was made to lead here by somebody else."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _holds(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
