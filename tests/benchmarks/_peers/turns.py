"""Turns: a tool in a process of its own, on a core of its own, works through the portions of a job after a sign.

A job is a JSON file: ``first`` (a short text), ``portions`` (lists of texts), ``words`` (how many each portion has), and
``least_words``, ``least_seconds``, ``most_seconds``: a turn goes on, round and round, until both leasts or the most is reached.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from _peers.environments import NotMeasured, Place, shorten
from _peers.known import Peer

LONGEST = 600
"""Seconds until a process that does not answer is ended."""


class Turn(NamedTuple):
    """What a turn gave: words, seconds, seconds of the processor's work, most KiB at the first result and in all, versions."""

    words: int
    seconds: float
    worked: float
    first_kib: int
    kib: int
    versions: dict[str, str]

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.seconds

    @property
    def worked_rate(self) -> float:
        """Words a second of the processor's work: what others do on the machine counts less."""
        return self.words / self.worked


def cores() -> list[int]:
    """The cores a process may be bound to; empty where the system cannot bind any."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


@contextlib.contextmanager
def bound_to(core: int | None) -> Iterator[None]:
    """What is started meanwhile runs on this core alone."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def measure_start(peer: Peer, place: Place, draft: Path, job: Path, core: int | None) -> float:
    """The seconds from the start of a new process to its end, with the results of one short draft between."""
    command = [*place.adapter, str(job)]
    if peer.command:
        name, *arguments = peer.command
        program = place.adapter[0] if name == "{python}" else str(place.commands / name)
        command = [program, *arguments, str(draft)]
    begin = time.perf_counter()
    with bound_to(core):
        process = _start(command, place, subprocess.DEVNULL, subprocess.DEVNULL)
    with process, _ended_in_time(process):
        assert process.stderr is not None
        said = process.stderr.read()
    seconds = time.perf_counter() - begin
    # Linters leave with a code of their own where they find something; only an adapter has to leave with none.
    if process.returncode < 0 or (not peer.command and process.returncode):
        raise NotMeasured(f"does not start: {shorten(said)}")
    return seconds


def take_turn(place: Place, jobs: list[Path], chosen: list[int | None]) -> Turn:
    """A turn of one process for each job, each on its core; they begin together. ``NotMeasured`` where one fails."""
    with contextlib.ExitStack() as stack:
        processes = []
        for job, core in zip(jobs, chosen, strict=True):
            errors = stack.enter_context(tempfile.TemporaryFile("w+"))
            with bound_to(core):
                process = _start([*place.adapter, str(job)], place, subprocess.PIPE, subprocess.PIPE, errors)
            stack.enter_context(process)
            stack.enter_context(_ended_in_time(process))
            processes.append((process, errors))
        firsts = [_hear(*one) for one in processes]
        for _ in ("warm up", "begin"):
            for process, _errors in processes:
                _sign(process)
            heard = [_hear(*one) for one in processes]
    seconds = max(one["end"] for one in heard) - min(one["begin"] for one in heard)
    kept = [sum(one["peak"] for one in said) for said in (firsts, heard)]
    words, worked, results = (sum(one[key] for one in heard) for key in ("words", "worked", "results"))
    if not results:
        raise NotMeasured(f"has no result in {words:,} words, so that it can hardly have worked")
    return Turn(words, seconds, worked, kept[0], kept[1], firsts[0]["versions"])


def _start(command: list[str], place: Place, given: int, out: int, errors: Any = subprocess.PIPE) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(command, stdin=given, stdout=out, stderr=errors, text=True, env=place.variables)
    except OSError as error:
        raise NotMeasured(f"does not start: {error.strerror}") from None


@contextlib.contextmanager
def _ended_in_time(process: subprocess.Popen[str]) -> Iterator[None]:
    """Ends a process that takes too long, or that is no longer waited for."""
    timer = threading.Timer(LONGEST, process.kill)
    timer.start()
    try:
        yield
    except BaseException:
        process.kill()
        raise
    finally:
        timer.cancel()


def _sign(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # it has failed, and the next hearing tells why
        process.stdin.write("go\n")
        process.stdin.flush()


def _hear(process: subprocess.Popen[str], errors: IO[str]) -> dict[str, Any]:
    """The next report of a process."""
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        return dict(json.loads(line))
    except ValueError:
        process.wait()
        errors.seek(0)
        raise NotMeasured(f"does not run: {shorten(errors.read())}") from None
