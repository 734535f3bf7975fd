"""HTTP/1.1 as uvicorn speaks it, with an end to patience: a request's head that does not come, an answer that nobody reads."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from scorer.service._gate import CROWDED
from scorer.service._problems import MEDIA_TYPE, describe_problem

_LEAST_READ = 64 * 1024


class PatientProtocol(H11Protocol):
    """A connection; a subclass sets the limits."""

    patience = 15.0
    """Seconds for the head of a request, and for an answer to be read."""
    many = 1024
    """Connections beyond which others are told to come again, and beyond twice as many closed without a word."""
    _waiting: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _said = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody has come."""
        super().connection_made(transport)
        if len(self.connections) > 2 * self.many:
            transport.abort()
            return
        self.app_state = {**self.app_state, CROWDED: len(self.connections) > self.many}
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Somebody says something."""
        self._said = True
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._waiting is None:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody has gone."""
        self._stop_waiting()
        self._stop_counting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer is on its way."""
        self._said = False
        super().on_response_complete()
        if unread := self.transport.get_write_buffer_size():
            self.loop.call_later(self.patience, self._give_up_unread, unread)

    def pause_writing(self) -> None:
        """An answer piles up."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        """It is being read."""
        self._stop_counting()
        super().resume_writing()

    def _stop_counting(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _await_head(self) -> None:
        self._waiting = self.loop.call_later(self.patience, self._give_up_waiting)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up_waiting(self) -> None:
        self._waiting = None
        if self._said and self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            body = describe_problem(408, f"the head of the request did not arrive within {self.patience:g} seconds")
            headers = [("content-type", MEDIA_TYPE), ("content-length", str(len(body))), ("connection", "close")]
            for event in (
                h11.Response(status_code=408, headers=headers, reason=b"Request Timeout"),
                h11.Data(body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _give_up_unread(self, before: int) -> None:
        """No more patience where hardly anything was read since this much was ``before`` the reader."""
        unread = self.transport.get_write_buffer_size()
        if unread and unread > before - _LEAST_READ:
            self.transport.abort()
        elif unread:
            self.loop.call_later(self.patience, self._give_up_unread, unread)
