"""Memory and time of a process and of all below it, as Linux counts them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

PAUSE = 0.2
TICK = os.sysconf("SC_CLK_TCK")


class Usage(NamedTuple):
    """The most megabytes at one time, and the seconds of work on all cores.

    Megabytes are of the process itself, of the largest one below it, and of all together, where what several share counts once.
    """

    own: float = 0
    below: float = 0
    all: float = 0
    seconds: float = 0

    def plus(self, other: Usage) -> Usage:
        """Two runs one after the other."""
        return Usage(*map(max, self[:3], other[:3]), self.seconds + other.seconds)


def run_measured(command: list[str], on_tick: Callable[[subprocess.Popen[str]], None] | None = None, **options: Any) -> Any:
    """Run a command to its end, or until ``on_tick`` ends it; what it wrote, its code, and what it used."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    process = subprocess.Popen(command, **pipes)
    usage = Usage()
    worked: dict[int, float] = {}
    while process.poll() is None:
        pids = _tree(process.pid)
        own, *below = map(_resident, pids)
        worked |= {pid: seconds for pid in pids if (seconds := _worked(pid))}
        together = sum(map(_share, pids))
        usage = usage.plus(Usage(own, max(below, default=0), together))
        if on_tick:
            on_tick(process)
        time.sleep(PAUSE)
    out, err = process.communicate()
    return out, err, process.returncode, usage._replace(seconds=sum(worked.values()))


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _resident(pid: int) -> float:
    """Megabytes of a process, with those that it shares."""
    return _megabytes(f"/proc/{pid}/status", "VmRSS:")


def _share(pid: int) -> float:
    """Megabytes of a process, with its part of those that it shares."""
    return _megabytes(f"/proc/{pid}/smaps_rollup", "Pss:")


def _megabytes(file: str, key: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path(file).read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
    return 0.0


def _worked(pid: int) -> float:
    """Seconds that a process has worked so far, for itself and for the system."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK
    return 0.0
