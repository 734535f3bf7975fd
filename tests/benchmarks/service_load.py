"""A service at twice its capacity: ``python tests/benchmarks/service_load.py [SECONDS]``.

Begins ``scorer serve``, measures how many drafts a second it answers when asked by as many clients as it has workers, then sends
twice as many for so long (60 seconds), each at its time whether or not others have been answered. Says what became of them, how
long those accepted took, and how much memory the service and its workers hold.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "training" / "drafts" / "example.md"


class Service:
    """A running ``scorer serve``."""

    def __init__(self, process: subprocess.Popen[str], port: int):
        self.process, self.port = process, port

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> int:
        """Bytes that it and all its workers hold."""
        held = 0
        for one in [whole := psutil.Process(self.process.pid), *whole.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                held += one.memory_info().rss
        return held


@contextlib.contextmanager
def serving(*options: str, environment: dict[str, str] | None = None) -> Iterator[Service]:
    """A service at a free port of this machine, ended with the block."""
    command = [sys.executable, "-m", "scorer", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        if "serving at http" not in line:
            raise RuntimeError(f"the service did not start: {line}{process.stderr.read()}")
        yield Service(process, int(line.split("serving at ")[1].split()[0].rpartition(":")[2]))
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


class Outcome(NamedTuple):
    """What became of requests: how many by status (0: none was given), and the seconds that those accepted took."""

    counts: Counter[int]
    seconds: list[float]

    def percentile(self, share: float) -> float:
        """The seconds within which so many of those accepted were answered."""
        ranked = sorted(self.seconds)
        return ranked[min(int(len(ranked) * share), len(ranked) - 1)] if ranked else float("nan")


class Client:
    """Sends a draft over connections that are kept."""

    def __init__(self, port: int, body: bytes, path: str = "/score"):
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/markdown\r\nContent-Length: {len(body)}\r\n\r\n"
        self._port, self._request = port, head.encode() + body
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.outcome = Outcome(Counter(), [])
        self.broken: Counter[str] = Counter()
        """Why there was no answer."""
        self.reopened = 0
        """Kept connections that the service had closed for idleness when they were used again."""

    async def send(self) -> None:
        """Send one draft and note what becomes of it."""
        begun = time.perf_counter()
        try:
            status = await self._exchange()
        except (OSError, EOFError, ValueError) as error:
            status = 0
            self.broken[repr(error)[:100]] += 1
        self.outcome.counts[status] += 1
        if status == 200:
            self.outcome.seconds.append(time.perf_counter() - begun)

    async def _exchange(self) -> int:
        while self._free:
            kept = self._free.pop()
            try:
                return await self._ask(*kept)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if isinstance(error, asyncio.IncompleteReadError) and error.partial:
                    raise
                self.reopened += 1
        return await self._ask(*await asyncio.open_connection("127.0.0.1", self._port))

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        try:
            writer.write(self._request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            await reader.readexactly(int(head.split("content-length: ")[1].split()[0]))
        except BaseException:
            writer.close()
            raise
        if "connection: close" in head:
            writer.close()
        else:
            self._free.append((reader, writer))
        return int(head.split()[1])


async def measure_capacity(port: int, body: bytes, clients: int, seconds: float) -> float:
    """Drafts a second that are answered when so many clients send one after another."""
    end = time.perf_counter() + seconds
    client = Client(port, body)

    async def send_many() -> None:
        while time.perf_counter() < end:
            await client.send()

    begun = time.perf_counter()
    await asyncio.gather(*(send_many() for _ in range(clients)))
    assert set(client.outcome.counts) == {200}, client.outcome.counts
    return client.outcome.counts[200] / (time.perf_counter() - begun)


async def put_under_load(port: int, body: bytes, rate: float, seconds: float) -> Client:
    """What becomes of so many drafts a second, sent at their time whatever becomes of the others."""
    client = Client(port, body)
    begun = time.perf_counter()
    sent: list[asyncio.Task[None]] = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(begun + number / rate - time.perf_counter(), 0))
        sent.append(asyncio.create_task(client.send()))
    await asyncio.gather(*sent)
    return client


def main(seconds: float) -> None:
    """Measure and print."""
    body = DRAFT.read_bytes()
    jobs = len(os.sched_getaffinity(0))
    with serving("--jobs", str(jobs)) as service:
        asyncio.run(measure_capacity(service.port, body, jobs, 3))
        capacity = asyncio.run(measure_capacity(service.port, body, jobs, 10))
        print(
            f"capacity: {capacity:.0f} drafts of {len(body)} bytes a second, {jobs} workers; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        before = service.memory()
        client = asyncio.run(put_under_load(service.port, body, 2 * capacity, seconds))
        outcome = client.outcome
        after = service.memory()
    print(f"sent {sum(outcome.counts.values())} in {seconds:g} s; by status: {dict(outcome.counts.most_common())}")
    print(f"broken: {dict(client.broken)}; idle connections opened anew: {client.reopened}")
    accepted = "  ".join(f"p{share * 100:g} {outcome.percentile(share) * 1000:.0f} ms" for share in (0.5, 0.95, 0.99))
    print(f"accepted: {accepted}")
    print(f"memory of all processes: {before / 1e6:.1f} MB before, {after / 1e6:.1f} MB after")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
