"""How files that are no drafts are refused, each by a command of its own: time, peak memory and the line that says so.

    python tests/benchmarks/refusals.py [FORMAT ...]

Asked: at most 2 s and 300 MB each, one line, and a good draft beside them all is still scored. Exit code 1 where that fails.
The time is that of the whole command, its start included. Processor time ("busy") is judged, as a machine at work on other
things does not change it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from attacks import attacks

EXAMPLE = Path(__file__).parent.parent.parent / "training" / "drafts" / "example.md"
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
LONGEST_WAIT = 10.0
"""Seconds that no command takes on any machine: it would be waiting for something."""
_CODE = """
import os, sys, time
from scorer.cli import main
try:
    main(sys.argv[2:])
finally:
    try:
        lines = open("/proc/self/status").read().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except OSError:
        import resource
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    os.write(int(sys.argv[1]), f"{kilobytes} {time.process_time()}".encode())
"""
"""Runs the command, then tells the most memory it has held, without its parent's, and its processor time."""


class Ending(NamedTuple):
    """How a command ended: seconds, those of the processor, megabytes at the most, exit code, output and errors."""

    seconds: float
    busy: float
    megabytes: float
    code: int
    out: str
    err: str


def ending_of(paths: Sequence[Path], patience: float = 120) -> Ending:
    """Score these files in a process of its own, with its most memory."""
    there, here = os.pipe()
    command = [sys.executable, "-c", _CODE, str(here), "score", "-f", "jsonl", *map(str, paths)]
    begin = time.perf_counter()
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=patience, pass_fds=[here])
        seconds = time.perf_counter() - begin
        os.close(here)
        kilobytes, busy = map(float, os.read(there, 99).split())
    finally:
        os.close(there)
    return Ending(seconds, busy, kilobytes / 1024, ended.returncode, ended.stdout, ended.stderr)


def main(formats: list[str]) -> int:
    """Write the table; how many attacks were not refused as asked."""
    failed = 0
    paths: list[Path] = []
    print(f"{'format':8} {'attack':26} {'s':>5} {'busy':>5} {'MB':>4}  message")
    with tempfile.TemporaryDirectory() as folder:
        for attack in attacks():
            if formats and attack.format not in formats:
                continue
            path = Path(folder, attack.name)
            attack.make(path)
            paths.append(path)
            ending = ending_of([path])
            lines = ending.err.splitlines()
            message = lines[0].replace(f"{folder}{os.sep}", "") if lines else "(read)"
            right = (
                ending.busy <= MOST_SECONDS
                and ending.seconds <= LONGEST_WAIT
                and ending.megabytes <= MOST_MEGABYTES
                and len(lines) == 1
            )
            right = right and ending.code == 2 and attack.says in message
            failed += not right
            timed = f"{ending.seconds:5.2f} {ending.busy:5.2f}"
            mark = "" if right else "  <-- not as asked"
            print(f"{attack.format:8} {attack.what:26} {timed} {ending.megabytes:4.0f}  {message}{mark}", flush=True)
        ending = ending_of([*paths, EXAMPLE])
    beside = EXAMPLE.name in ending.out and ending.code == 2 and len(ending.err.splitlines()) == len(paths)
    said = "a good draft beside them is scored" if beside else "a good draft beside them is NOT scored as asked"
    timed = f"{ending.seconds:.1f} s ({ending.busy:.1f} s busy), {ending.megabytes:.0f} MB"
    print(f"all {len(paths)} in one run: {timed}; {said}; {failed} not as asked")
    return failed + (not beside)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
