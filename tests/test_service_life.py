"""``scorer serve`` from its beginning to its end: who may ask it, what hinders it, how it stops, what it leaves."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import httpx
import psutil
import pytest
from service_load import Service, serving
from shell import Run
from test_service import SECRET, VAGUE, assert_problem, send
from test_service_limits import LONG, PATIENCE, metric, wait_for

from scorer.service import bind

TOKEN = "gull-7"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Service]:
    """A service that wants a token, and logs."""
    with serving("--jobs", "1", "--access-log", environment={"SCORER_TOKEN": TOKEN}) as begun:
        yield begun


def test_a_token_is_wanted(guarded: Service) -> None:
    address = guarded.address
    for given in (None, f"Bearer {TOKEN}x", "Bearer", f"Basic {TOKEN}", f"Bearer {TOKEN[:-1]}", TOKEN):
        answer = httpx.post(f"{address}/score", json={"text": VAGUE}, headers={"authorization": given} if given else {})
        assert TOKEN not in assert_problem(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"
    for path in ("/metrics", "/openapi.json", "/", "/nowhere"):
        assert_problem(httpx.get(address + path), 401)
    assert httpx.get(f"{address}/health").status_code == httpx.get(f"{address}/ready").status_code == 200
    assert httpx.post(f"{address}/score", json={"text": VAGUE}, headers={"authorization": f"bearer {TOKEN}"}).status_code == 200
    raw = HTTPConnection("127.0.0.1", guarded.port)
    raw.putrequest("GET", "/metrics")
    raw.putheader("Authorization", b"Bearer \xff\xfe")
    raw.endheaders()
    assert raw.getresponse().status == 401
    raw.close()


def test_the_log_holds_no_draft(guarded: Service) -> None:
    with httpx.Client(base_url=guarded.address, headers={"authorization": f"Bearer {TOKEN}"}) as client:
        send(client, f"/score?name={SECRET}", f"{SECRET} said so.", x_secret=SECRET)
        send(client, f"/{SECRET}", SECRET)
        client.post("/score", content=f'{{"{SECRET}"', headers={"content-type": "application/json"})
        guarded.process.send_signal(signal.SIGINT)
        assert guarded.process.wait(PATIENCE) == 0
        assert guarded.process.stderr is not None
        log = guarded.process.stderr.read()
    last = [line.split()[2:5] for line in log.splitlines()[-3:]]
    assert last == [["POST", "/score", "200"], ["POST", "other", "404"], ["POST", "/score", "400"]]
    assert SECRET not in log
    assert TOKEN not in log


def test_an_open_address_wants_a_token(run: Run) -> None:
    refused = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.code == 2
    assert (
        refused.err == "scorer: --host 0.0.0.0: others can reach this address; set SCORER_TOKEN to a secret, or say --insecure\n"
    )
    bound, local = bind("0.0.0.0", 0, insecure=True)
    bound.close()
    assert not local


def test_it_stops_in_good_order() -> None:
    with serving("--jobs", "1") as stopping, ThreadPoolExecutor(1) as sender:
        with httpx.Client(base_url=stopping.address, timeout=60) as client:
            running = sender.submit(send, client, "/check", LONG)
            wait_for(lambda: metric(stopping, "scorer_admitted") == 1)
            helpers = psutil.Process(stopping.process.pid).children(recursive=True)
            stopping.process.terminate()
            assert running.result().status_code == 200
        assert stopping.process.wait(PATIENCE) == 0
        assert stopping.process.stderr is not None
        assert stopping.process.stderr.read() == ""
        wait_for(lambda: not any(one.is_running() for one in helpers))
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", stopping.port))


def test_grace_has_an_end() -> None:
    with serving("--jobs", "1", "--grace", "1") as stopping, ThreadPoolExecutor(1) as sender:
        with httpx.Client(base_url=stopping.address, timeout=60) as client:
            running = sender.submit(send, client, "/report", LONG * 12)
            wait_for(lambda: metric(stopping, "scorer_admitted") == 1)
            stopping.process.terminate()
            assert "stopped" in assert_problem(running.result(), 503)
        assert stopping.process.wait(PATIENCE) == 0


def test_what_stands_in_the_way_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scorer.toml").write_text("select = 3\n")
    holding = socket.create_server(("127.0.0.1", 0))
    taken = str(holding.getsockname()[1])
    for options, words in {
        ("--port", taken): f"--port {taken}: cannot be listened at (Address already in use); try another one",
        ("--host", "no.such.invalid"): "--host no.such.invalid: no such address; try 127.0.0.1",
        ("--port", "0", "--jobs", "1", "--model", str(tmp_path / "none")): "no such model",
        ("--port", "0", "--jobs", "1", "--config", str(tmp_path / "scorer.toml")): "scorer.toml:1: select",
        ("--port", "0", "--token", " "): "a token is made of visible ASCII characters",
        ("--port", "0", "--max-body", "much"): "is no size; write 512k or 10M",
    }.items():
        ended = run("serve", *options)
        assert ended.code == 2
        assert words in ended.err
        assert ended.err.count("\n") == 1
    holding.close()


def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("scorer.service")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ended = run("serve", "--port", "0")
    assert ended.code == 2
    assert ended.err == "scorer: scorer serve needs uvicorn; pip install 'attribution-scorer[serve]'\n"


def test_what_is_configured_at_the_start_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(VAGUE)
    (tmp_path / "scorer.toml").write_text('ignore = ["AN101"]\n')
    assert run("check", tmp_path / "draft.txt", "--write-baseline", tmp_path / "known.json").code == 0
    (tmp_path / "scorer.toml").write_text('ignore = ["AN101"]\nbaseline = "known.json"\n')
    with serving("--jobs", "1", "--config", str(tmp_path / "scorer.toml")) as configured:
        for _ in range(2):  # what is known does not wear off
            found = httpx.post(f"{configured.address}/check", json={"text": VAGUE}).json()["documents"][0]
            assert found["findings"] == []
            assert found["in_baseline"] >= 1
        copy = "Sources said the bridge would be sold."
        found = httpx.post(f"{configured.address}/check", json={"text": copy}).json()["documents"][0]
        codes = [one["code"] for one in found["findings"]]
        assert "AN103" in codes
        assert "AN101" not in codes
        helpers = psutil.Process(configured.process.pid).children(recursive=True)
        configured.process.kill()
        wait_for(lambda: not any(one.is_running() for one in helpers))  # they do not outlive a service that is killed
