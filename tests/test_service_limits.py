"""``scorer serve`` when it is asked for too much, too slowly, by too many, or to stop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pytest
from service_load import DRAFT, Service, measure_capacity, put_under_load, serving
from test_service import SECRET, VAGUE, assert_problem, send

PATIENCE = 20.0
LONG = (DRAFT.read_text("utf-8") + "\n\n") * 40
"""A draft that takes a worker seconds."""
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def strict() -> Iterator[Service]:
    """A service with little patience and little room."""
    options = ("--jobs", "1", "--queue", "1", "--max-body", "2M", "--read-timeout", "1", "--connections", "40")
    with serving(*options) as begun:
        yield begun


@pytest.fixture(scope="module")
def roomy() -> Iterator[Service]:
    """A service as it is begun by default."""
    with serving() as begun:
        yield begun


def wait_for(holds: Callable[[], bool]) -> None:
    """Until it holds; fails where it does not."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def metric(service: Service, name: str) -> float:
    """A number of the service's metrics."""
    lines = httpx.get(f"{service.address}/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.split()[0] == name)


def say(service: Service, words: bytes) -> socket.socket:
    """A connection on which only this was said."""
    opened = socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE)
    opened.sendall(words)
    return opened


def hear(opened: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    heard = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := opened.recv(65536):
            heard += piece
    opened.close()
    return heard


def head(path: str = "/score", **headers: object) -> bytes:
    """The head of a request with a body."""
    given = {"host": "localhost", "content-type": "text/plain", **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in given.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def answers(service: Service) -> bool:
    """Whether a short draft is answered as if nothing had been."""
    return httpx.post(f"{service.address}/score", json={"text": VAGUE}, timeout=PATIENCE).status_code == 200


def test_a_body_too_large_is_refused_by_its_length(strict: Service) -> None:
    heard = hear(say(strict, head(content_length=100 * MEGABYTE)))
    assert heard.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in heard


def test_a_hundred_megabytes_are_not_held(strict: Service) -> None:
    before = strict.memory()
    most = [before]
    opened = say(strict, head(transfer_encoding="chunked"))
    sent, piece = 0, b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with contextlib.suppress(OSError):
        while sent < 100 * MEGABYTE:
            opened.sendall(piece)
            sent += 65536
            if sent % (8 * MEGABYTE) == 0:
                most.append(strict.memory())
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_WR)
    assert hear(opened).startswith(b"HTTP/1.1 413 ")
    assert max(most) - before < 20 * MEGABYTE
    assert metric(strict, "scorer_bytes_held") == 0
    assert answers(strict)


def test_a_body_that_does_not_come(strict: Service) -> None:
    heard = hear(say(strict, head(content_length=1000) + b"only this"))
    assert heard.startswith(b"HTTP/1.1 408 ")
    assert metric(strict, "scorer_bytes_held") == 0


def test_bodies_cut_off_and_requests_that_are_none(strict: Service) -> None:
    for _ in range(20):
        say(strict, head(content_length=1000) + b"only this").close()
    for words in (
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"\0" * 1000,
        b"GET / HTTP/1.1\r\n" + b"a" * 40000,
    ):
        assert hear(say(strict, words)).startswith(b"HTTP/1.1 400 ")
    assert hear(say(strict, head(content_length="9" * 30))).split()[1] in (b"400", b"413")
    assert hear(say(strict, head(content_length="-1"))).startswith(b"HTTP/1.1 400 ")
    wait_for(lambda: metric(strict, "scorer_connections") < 5)
    assert answers(strict)


def test_slow_loris(strict: Service) -> None:
    begun = time.monotonic()
    dripping = [say(strict, b"POST /score HTTP/1.1\r\nHost: loc") for _ in range(30)]
    silent = [say(strict, b"") for _ in range(5)]
    assert answers(strict)
    with contextlib.suppress(OSError):
        while time.monotonic() < begun + 3:  # each letter in time, the head never
            time.sleep(0.25)
            for one in dripping:
                one.sendall(b"a")
    assert time.monotonic() < begun + 3
    assert answers(strict)
    assert {hear(one).split(b"\r\n")[0] for one in dripping} <= {b"HTTP/1.1 408 Request Timeout", b""}
    assert {hear(one) for one in silent} == {b""}
    late = say(strict, head(content_length=5) + b"Hello")
    late.recv(10 * MEGABYTE)
    late.sendall(b"POST /sc")  # a second request that stays a beginning
    assert b"HTTP/1.1 408 " in hear(late)
    wait_for(lambda: metric(strict, "scorer_connections") < 5)


def test_answers_that_nobody_reads(strict: Service) -> None:
    before = strict.memory()
    unread = say(strict, b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 500)
    assert metric(strict, "scorer_connections") == 2
    wait_for(lambda: metric(strict, "scorer_connections") == 1)
    assert len(hear(unread)) < 500 * len(httpx.get(f"{strict.address}/openapi.json").content)
    assert strict.memory() - before < 8 * MEGABYTE


def test_a_full_queue(strict: Service) -> None:
    with ThreadPoolExecutor(2) as senders, httpx.Client(base_url=strict.address, timeout=60) as client:
        long = [senders.submit(send, client, "/check", LONG) for _ in range(2)]
        wait_for(lambda: metric(strict, "scorer_admitted") == 2)
        refused = send(client, "/score", VAGUE)
        assert_problem(refused, 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert client.get("/health").status_code == 200
        assert [one.result().status_code for one in long] == [200, 200]
    assert answers(strict)


def test_a_draft_that_takes_too_long() -> None:
    with serving("--jobs", "1", "--timeout", "0.5") as hasty, httpx.Client(base_url=hasty.address, timeout=60) as client:
        answer = send(client, "/score", LONG * 4 + SECRET)
        assert "more than 0.5 seconds" in assert_problem(answer, 503)
        assert int(answer.headers["retry-after"]) >= 1
        wait_for(lambda: send(client, "/score", VAGUE).status_code == 200)
        assert metric(hasty, "scorer_workers_replaced") >= 1


def test_a_worker_that_is_killed(strict: Service) -> None:
    def kill_workers() -> None:
        wait_for(lambda: metric(strict, "scorer_admitted") == 1)
        server = psutil.Process(strict.process.pid)
        for helper in server.children():
            for worker in helper.children():
                worker.kill()

    killer = threading.Thread(target=kill_workers)
    killer.start()
    with httpx.Client(base_url=strict.address, timeout=60) as client:
        answer = send(client, "/check", LONG)
    killer.join()
    assert "killed" in assert_problem(answer, 503)
    assert answers(strict)


def open_many(service: Service, number: int) -> Counter[str]:
    """The status of each of so many requests on connections open at once."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))

    async def ask() -> Counter[str]:
        opened = await asyncio.gather(
            *(asyncio.open_connection("127.0.0.1", service.port) for _ in range(number)), return_exceptions=True
        )
        held = [one for one in opened if not isinstance(one, BaseException)]
        found: Counter[str] = Counter("no connection" for _ in range(number - len(held)))
        for _, writer in held:
            writer.write(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for reader, _ in held:
            try:
                found[(await asyncio.wait_for(reader.readline(), PATIENCE)).decode()[9:12]] += 1
            except ConnectionResetError:
                found[""] += 1
        for _, writer in held:
            writer.close()
        return found

    return asyncio.run(ask())


def test_a_thousand_connections(roomy: Service) -> None:
    assert open_many(roomy, 1000) == {"200": 1000}
    wait_for(lambda: metric(roomy, "scorer_connections") < 5)
    assert answers(roomy)


def test_more_connections_than_are_allowed(strict: Service) -> None:
    with httpx.Client(base_url=strict.address, timeout=PATIENCE) as early:
        early.get("/ready")
        crowd = [say(strict, b"") for _ in range(45)]
        assert early.get("/metrics").status_code == 200  # who was there before is answered
        refused = httpx.get(f"{strict.address}/metrics")
        assert_problem(refused, 503)
        assert refused.headers["retry-after"] == "1"
        assert httpx.get(f"{strict.address}/health").status_code == 200
        for one in crowd:
            one.close()
    wait_for(lambda: httpx.get(f"{strict.address}/metrics").status_code == 200)
    found = open_many(strict, 300)
    assert found.keys() <= {"200", "503", ""}
    assert found["200"]
    assert found[""]
    wait_for(lambda: metric(strict, "scorer_connections") < 5)
    assert answers(strict)


def test_overload(roomy: Service) -> None:
    body = DRAFT.read_bytes()
    capacity = asyncio.run(measure_capacity(roomy.port, body, os.cpu_count() or 1, 1))
    asyncio.run(put_under_load(roomy.port, body, capacity, 1))
    before = roomy.memory()
    client = asyncio.run(put_under_load(roomy.port, body, 2 * capacity, 5))
    outcome = client.outcome
    assert not client.broken
    assert outcome.counts[200] > 0
    assert outcome.counts.keys() <= {200, 429, 503}
    assert roomy.memory() - before < 16 * MEGABYTE
    assert answers(roomy)
