"""Many threads and processes at once, forked or spawned: each says what one alone says."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from shell import EXAMPLE, ROOT, WIDE

import scorer
from scorer.lexicon import automaton
from scorer.reports._records import describe_document, write_line


def texts(number: int) -> list[str]:
    """So many different drafts."""
    pieces = [piece for piece in EXAMPLE.read_text("utf-8").split("\n\n") if piece.strip()]
    return ["\n\n".join((f"Day {at}. {WIDE}", *pieces[at % len(pieces) :][:2])) for at in range(number)]


def told(text: str) -> str:
    """All that is found in a draft and said of it."""
    stream = io.StringIO()
    write_line(stream, describe_document(scorer.score(text)))
    return stream.getvalue()


def test_64_threads_at_once_say_what_one_says() -> None:
    drafts = texts(64)
    code = "import sys, json, test_concurrency as t; print(json.dumps(list(map(t.told, t.texts(64)))))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, text=True, check=True, timeout=120)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(64) as pool:
            found = list(pool.map(told, drafts))
    finally:
        sys.setswitchinterval(interval)
    assert found == json.loads(alone.stdout)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_say_what_this_one_says(method: str) -> None:
    drafts = texts(6)
    told(drafts[0])  # so that a fork has an automaton in use already
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(told, drafts) == [told(draft) for draft in drafts]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_waits_for_the_thread_that_makes_a_state() -> None:
    drafts = texts(6)
    held, forks = threading.Event(), threading.Event()

    def make_a_state_slowly() -> None:
        with automaton._MAKING:
            held.set()
            forks.wait(1)

    maker = threading.Thread(target=make_a_state_slowly)
    maker.start()
    held.wait()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        forks.set()
        assert pool.map_async(told, drafts).get(timeout=60) == [told(draft) for draft in drafts]
    maker.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_children_forked_while_threads_read_say_what_this_process_says() -> None:
    drafts = texts(40)
    expected = [told(draft) for draft in drafts[:2]]
    with ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(told, draft) for draft in drafts]
        for _ in range(8):
            with multiprocessing.get_context("fork").Pool(1) as pool:
                assert pool.map_async(told, drafts[:2]).get(timeout=60) == expected
        assert all(one.result() for one in reading)
