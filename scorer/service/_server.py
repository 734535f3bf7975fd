"""The service as a process: where it listens, how it starts, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from ipaddress import ip_address
from types import FrameType

import uvicorn

from scorer.errors import ScorerError
from scorer.service._application import Application
from scorer.service._pool import Pool
from scorer.service._protocol import PatientProtocol
from scorer.service._terms import Terms

_LARGEST_HEAD = 32 * 1024
_KEEP_ALIVE = 10
_FILES_BESIDES = 64


def bind(host: str, port: int, *, insecure: bool) -> tuple[socket.socket, bool]:
    """A socket at this address that does not listen yet, and whether only this machine can reach it.

    An address that others can reach is refused unless ``insecure`` says that somebody wants it so, or guards it.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise ScorerError(f"--host {host}: no such address; try 127.0.0.1") from None
    local = ip_address(str(address[0]).partition("%")[0]).is_loopback
    if not local and not insecure:
        raise ScorerError(f"--host {host}: others can reach this address; set SCORER_TOKEN to a secret, or say --insecure")
    bound = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would share the port with whoever has it
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise ScorerError(f"--port {port}: cannot be listened at ({error.strerror}); try another one") from None
    return bound, local


def run_service(terms: Terms, bound: socket.socket, tell: Callable[[str], None]) -> None:
    """Serve at a socket until SIGTERM or SIGINT; ``tell`` is told once where, when all workers are ready."""
    _allow_connections(terms.connections)
    asyncio.run(_serve(terms, bound, tell))


async def _serve(terms: Terms, bound: socket.socket, tell: Callable[[str], None]) -> None:
    pool = Pool(terms)
    try:
        await pool.start()
        server = _Server(terms, pool, lambda: tell(_address_of(bound)))
        await server.serve(sockets=[bound])
    finally:
        pool.close()


class _Server(uvicorn.Server):
    """uvicorn, which ends in good order when it is told to."""

    def __init__(self, terms: Terms, pool: Pool, tell: Callable[[], None]):
        self._tell = tell
        self._application = Application(terms, pool, lambda: len(self.server_state.connections))
        protocol = type("Protocol", (PatientProtocol,), {"patience": terms.read_timeout, "many": terms.connections})
        super().__init__(
            uvicorn.Config(
                self._application.gate,
                http=protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=terms.grace,
                h11_max_incomplete_event_size=_LARGEST_HEAD,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self._tell()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop in good order; at once where it is said twice. Unlike uvicorn's, it ends with 0."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self._application.gate.stopping = True


def _address_of(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _allow_connections(number: int) -> None:
    """As many open files as connections need, as far as the system allows."""
    try:
        import resource
    except ImportError:  # as on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * number + _FILES_BESIDES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
