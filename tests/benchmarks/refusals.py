"""How files that are no drafts are refused, each by a command of its own: seconds, peak memory and the line that says so.

    python tests/benchmarks/refusals.py [FORMAT ...]

Asked: at most 2 s and 300 MB each, one line, and a good draft beside them all is still scored. Exit code 1 where that fails.
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
TRIES = 3
"""On a busy machine the fastest of so many counts."""
_CODE = """
import os, sys
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
    os.write(int(sys.argv[1]), str(kilobytes).encode())
"""
"""Runs the command, then tells the most memory it has held: that of the kernel's own count would include the parent's."""


class Ending(NamedTuple):
    """How a command ended: seconds, megabytes at the most, exit code, output and errors."""

    seconds: float
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
        kilobytes = int(os.read(there, 99) or 0)
    finally:
        os.close(there)
    return Ending(seconds, kilobytes / 1024, ended.returncode, ended.stdout, ended.stderr)


def main(formats: list[str]) -> int:
    """Write the table; how many attacks were not refused as asked."""
    failed = 0
    paths: list[Path] = []
    print(f"{'format':8} {'attack':26} {'s':>5} {'MB':>5}  message")
    with tempfile.TemporaryDirectory() as folder:
        for attack in attacks():
            if formats and attack.format not in formats:
                continue
            path = Path(folder, attack.name)
            attack.make(path)
            paths.append(path)
            ending = ending_of([path])
            for _ in range(TRIES - 1):
                if ending.seconds > MOST_SECONDS:
                    ending = min(ending, ending_of([path]))
            lines = ending.err.splitlines()
            message = lines[0].replace(f"{folder}{os.sep}", "") if lines else "(read)"
            right = ending.seconds <= MOST_SECONDS and ending.megabytes <= MOST_MEGABYTES and len(lines) == 1
            right = right and ending.code == 2 and attack.says in message
            failed += not right
            mark = "" if right else "  <-- not as asked"
            print(
                f"{attack.format:8} {attack.what:26} {ending.seconds:5.2f} {ending.megabytes:5.0f}  {message}{mark}", flush=True
            )
        ending = ending_of([*paths, EXAMPLE])
    beside = EXAMPLE.name in ending.out and ending.code == 2 and len(ending.err.splitlines()) == len(paths)
    said = "a good draft beside them is scored" if beside else "a good draft beside them is NOT scored as asked"
    print(f"all {len(paths)} in one run: {ending.seconds:.1f} s, {ending.megabytes:.0f} MB; {said}; {failed} not as asked")
    return failed + (not beside)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
