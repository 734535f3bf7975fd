"""One turn of a tool written in Python: load, work through a first text; at a sign, warm up; at another, do the portions; report.

An adapter gives ``take_turn`` a function that loads its tool; that one returns what works through a list of texts, and versions.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[list[str]], int]
"""Works through texts and returns how many results it has."""


def peak_kib() -> int:
    """The most memory this process ever held, in KiB, as the kernel counts it from the program's begin."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most // 1024 if sys.platform == "darwin" else most


def say(**report: Any) -> None:
    """One line for the one who waits."""
    print(json.dumps(report), flush=True)


def take_turn(load: Callable[[], tuple[Work, dict[str, str]]]) -> None:
    """Take the turn described in the file that the command line names; ``_peers/turns.py`` writes it and says what is in it."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    work, versions = load()
    first = work([job["first"]])
    say(versions=versions, results=first, peak=peak_kib())
    if not sys.stdin.readline():
        return
    portions, counts = job["portions"], job["words"]
    work(portions[0])
    say(ready=True)
    sys.stdin.readline()
    done = words = results = 0
    begin, worked = time.monotonic(), time.process_time()
    now = begin
    while (words < job["least_words"] or now - begin < job["least_seconds"]) and now - begin < job["most_seconds"]:
        at = done % len(portions)
        results += work(portions[at])
        words += counts[at]
        done += 1
        now = time.monotonic()
    worked = time.process_time() - worked
    say(begin=begin, end=now, worked=worked, words=words, results=results, peak=peak_kib())
