"""Worker processes, begun before the first request: one draft each at a time, a bounded queue, and a limit of time."""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect

from scorer.errors import ScorerError
from scorer.service._problems import Problem
from scorer.service._tasks import Answer, Task
from scorer.service._terms import Terms

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_WORK = "scorer.service._worker"
_START = 120
"""Seconds that a worker may take to load everything."""
_AGAIN = 1.0
_SMOOTHING = 0.1
_LONGEST_WAIT = 60
Returned = TypeVar("Returned")


def _begin(connection: Connection, config: str | None, model: str | None) -> None:
    from scorer.service._worker import attend  # here, not above: the service itself scores nothing and stays small

    attend(connection, config, model)


class Worker:
    """A process that answers one task after another."""

    def __init__(self, terms: Terms):
        context: Any = multiprocessing.get_context(_METHOD)  # the type of all contexts knows no Process
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_begin, args=(theirs, terms.config, terms.model), daemon=True)
        self._process.start()
        theirs.close()
        if not self._connection.poll(_START):
            self.kill()
            raise ScorerError(f"a worker was not ready after {_START} seconds; try fewer --jobs")
        try:
            complaint = self._connection.recv()
        except (EOFError, OSError):
            complaint = "a worker ended before it was ready, perhaps for want of memory; try fewer --jobs"
        if complaint:
            self.kill()
            raise ScorerError(complaint)

    def ask(self, task: Task) -> Answer:
        """Its answer; OSError or EOFError where it ended over the task."""
        try:
            self._connection.send(task)
            answer = self._connection.recv()
        except (EOFError, OSError):
            self._connection.close()  # by whoever waits at it, so that its number is given to nothing else meanwhile
            raise
        assert isinstance(answer, Answer)
        return answer

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()


class Pool:
    """The workers, and who waits for them."""

    def __init__(self, terms: Terms):
        self._terms = terms
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._threads = ThreadPoolExecutor(2 * terms.jobs, "worker")
        self._replacing: set[asyncio.Task[None]] = set()
        self._seconds = 0.0
        self.admitted = 0
        """Drafts that are worked on or wait."""
        self.replaced = 0

    async def start(self) -> None:
        """Begin all workers; ScorerError where they cannot be."""
        if _METHOD == "forkserver":
            multiprocessing.get_context("forkserver").set_forkserver_preload([_WORK])
        await asyncio.gather(*(self._add() for _ in range(self._terms.jobs)))

    def close(self) -> None:
        """End all workers."""
        for task in self._replacing:
            task.cancel()
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown()
        context: Any = multiprocessing.get_context(_METHOD)
        for process in multiprocessing.active_children():  # those that were just being begun
            if isinstance(process, context.Process):
                process.kill()

    @property
    def waiting(self) -> int:
        """Drafts that wait."""
        return max(self.admitted - self._terms.jobs, 0)

    @property
    def patience(self) -> int:
        """Seconds after which it is likely that another draft is taken."""
        return min(max(math.ceil(self._seconds * self.admitted / self._terms.jobs), 1), _LONGEST_WAIT)

    async def answer(self, task: Task, gone: Callable[[], Awaitable[bool]]) -> Answer:
        """The answer of the next free worker; nobody works for who has ``gone`` meanwhile. Raises ``Problem``."""
        if self.admitted >= self._terms.jobs + self._terms.queue:
            detail = "as many drafts as may wait are waiting; try again later"
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, Retry_After=str(self.patience))
        self.admitted += 1
        try:
            return await self._work(await self._next(), task, gone)
        finally:
            self.admitted -= 1

    async def _next(self) -> Worker:
        try:
            async with asyncio.timeout(self._terms.timeout):
                return await self._idle.get()
        except TimeoutError:
            detail = f"no worker was free for {self._terms.timeout:g} seconds; try again later"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, Retry_After=str(self.patience)) from None

    async def _work(self, worker: Worker, task: Task, gone: Callable[[], Awaitable[bool]]) -> Answer:
        try:
            if await gone():
                raise ClientDisconnect
        except BaseException:
            self._idle.put_nowait(worker)
            raise
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(self._terms.timeout):
                answer = await self._in_thread(lambda: worker.ask(task))
        except BaseException as error:
            self._replace(worker)
            if isinstance(error, TimeoutError):  # which is an OSError, too
                detail = f"the draft took more than {self._terms.timeout:g} seconds and was given up; send it in parts"
                raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, Retry_After=str(self.patience)) from None
            if isinstance(error, EOFError | OSError):
                detail = "the worker was killed over the draft, perhaps for want of memory; send it in parts"
                raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, Retry_After=str(self.patience)) from None
            raise
        self._seconds += _SMOOTHING * (time.perf_counter() - begun - self._seconds)
        self._idle.put_nowait(worker)
        return answer

    def _replace(self, worker: Worker) -> None:
        """Another worker in place of one that is stuck or dead."""
        self.replaced += 1
        task = asyncio.create_task(self._exchange(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _exchange(self, worker: Worker) -> None:
        await self._in_thread(worker.kill)
        self._workers.discard(worker)
        while True:
            try:
                return await self._add()
            except (ScorerError, OSError):
                await asyncio.sleep(_AGAIN)

    async def _add(self) -> None:
        worker = await self._in_thread(lambda: Worker(self._terms))
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def _in_thread(self, work: Callable[[], Returned]) -> Returned:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
