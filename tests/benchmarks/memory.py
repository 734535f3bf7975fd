"""Memory of a process and of all below it while it runs, as Linux counts it."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Peak(NamedTuple):
    """The most megabytes at one time: of the process itself, of all together, and of the largest below it."""

    own: float
    all: float
    below: float


def run_measured(command: list[str], on_tick: Callable[[subprocess.Popen[str]], None] | None = None, **options: Any) -> Any:
    """Run a command to its end, or until ``on_tick`` ends it; what it wrote, its code, and its peak of memory."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    process = subprocess.Popen(command, **pipes)
    peak = Peak(0, 0, 0)
    while process.poll() is None:
        own, *below = [_resident(pid) for pid in _tree(process.pid)] or [0.0]
        peak = Peak(max(peak.own, own), max(peak.all, own + sum(below)), max(peak.below, max(below, default=0)))
        if on_tick:
            on_tick(process)
        time.sleep(0.05)
    out, err = process.communicate()
    return out, err, process.returncode, peak


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _resident(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0
