"""How many instructions scoring, checking and a start take, by callgrind: a guard against regressions that no busy machine blurs.

    python tests/benchmarks/instructions.py              # exit 1 if a figure is more than 5 % above the kept one
    python tests/benchmarks/instructions.py --within 2   # more than 2 %
    python tests/benchmarks/instructions.py --write      # keep today's figures in instructions.json

A figure is a share: instructions of the work by those of a fixed piece of plain Python (``counted_work.reference``), so that it
says the same on another machine. Between builds of Python even shares differ: they are compared only under the version they
were counted with. Without valgrind nothing is counted and nothing fails. How costs grow with length needs no kept figure: a
text four times as long may take ``GROWTH`` times as many instructions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from counted_work import MARK, SHAPES, TIMES, words_read

from scorer.resources import folder

KEPT = Path(__file__).with_suffix(".json")
WORK = Path(__file__).with_name("counted_work.py")
WRITE = f"python tests/benchmarks/{Path(__file__).name} --write"
WITHIN = 5.0
GROWTH = 4.4
"""What a text ``TIMES`` as long may take, in instructions of the short one: in proportion, and a tenth."""
SCORING, CHECKING, STARTING = "scoring 1,000 words", "checking 1,000 words", "cold start of scorer score"
AT_ONCE, PATIENCE = 2, 900


class Counted(NamedTuple):
    """What was counted: shares of the reference by the name of the work, and growth with length by the shape of the text."""

    shares: dict[str, float]
    growth: dict[str, float]


def interpreter() -> str:
    """What counts must have in common to be compared."""
    return f"{platform.python_implementation()} {'.'.join(platform.python_version_tuple()[:2])} on {platform.machine()}"


def count_parts(arguments: Sequence[str | Path]) -> list[int]:
    """The instructions of a run of Python between one mark and the next, from its start to its end.

    It runs first without being counted, to compile and cache what a first run leaves behind. Nothing of the user's
    environment is passed on, and hashes, threads and the length of every path are the same in every run.
    """
    with TemporaryDirectory() as home:
        environment = {"PATH": os.defpath, "HOME": home, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
        environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
        found = Path(home) / "callgrind.out"
        counter = [shutil.which("valgrind") or "valgrind", "--tool=callgrind", f"--callgrind-out-file={found}"]
        counter += ["--combine-dumps=yes", f"--dump-before={MARK}"]
        for before in [], counter:
            run = subprocess.run(
                [*before, sys.executable, *arguments], env=environment, cwd=home, capture_output=True, text=True, timeout=PATIENCE
            )
            if run.returncode:
                raise SystemExit(f"{run.stderr[-2000:]}\ncounting failed with exit code {run.returncode}")
        with found.open(encoding="utf-8") as lines:
            return [int(line.removeprefix("summary:")) for line in lines if line.startswith("summary:")]


def count_all() -> Counted:
    """Count all work, some of it at once."""
    short = folder("training") / "drafts" / "example.md"
    runs: list[list[str | Path]] = [[WORK, "drafts"], [WORK, "lengths"], ["-P", "-m", "scorer", "score", short]]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        drafts, lengths, start = pool.map(count_parts, runs)
    return describe(drafts, lengths, start, words_read())


def describe(drafts: Sequence[int], lengths: Sequence[int], start: Sequence[int], words: int) -> Counted:
    """The figures of three runs, each given as the instructions from mark to mark; what is counted stands at odd places."""
    reference, scoring, checking = drafts[1:-1:2]
    shares = {SCORING: 1000 * scoring / words, CHECKING: 1000 * checking / words, STARTING: sum(start)}
    parts_and_wholes = lengths[1:-1:2]
    growth = {
        shape: TIMES * whole / parts
        for shape, parts, whole in zip(SHAPES, parts_and_wholes[::2], parts_and_wholes[1::2], strict=True)
    }
    return Counted({name: round(share / reference, 3) for name, share in shares.items()}, growth)


def reason_to_skip(counted_with: str | None, valgrind: str | None) -> str:
    """Why nothing can be compared here; empty if it can."""
    if valgrind is None:
        return "valgrind is not installed"
    if counted_with not in (None, interpreter()):
        return f"the kept figures are those of {counted_with}, this is {interpreter()}"
    return ""


def judge_shares(kept: Mapping[str, float], counted: Mapping[str, float], within: float) -> tuple[list[str], bool]:
    """A line for each figure, and whether all may stay as they are."""
    lines, good = [], True
    for name in kept.keys() - counted.keys():
        lines.append(f"GONE    {name}: kept, but counted no longer; accept it: {WRITE}")
        good = False
    for name, now in counted.items():
        if (before := kept.get(name)) is None:
            lines.append(f"NEW     {name}: {now:.3f}, of which nothing is kept; accept it: {WRITE}")
            good = False
            continue
        change = 100 * (now / before - 1)
        said = f"{name}: {before:.3f} → {now:.3f} of the reference ({change:+.1f} %)"
        if change > within:
            lines.append(f"GREW    {said}, more than {within:g} % more instructions; if it is worth it, accept it: {WRITE}")
            good = False
        elif change < -within:
            lines.append(f"SHRANK  {said}; keep it, so that it stays so: {WRITE}")
        else:
            lines.append(f"as kept {said}")
    return lines, good


def judge_growth(growth: Mapping[str, float]) -> tuple[list[str], bool]:
    """A line for each shape of a text, and whether costs are in proportion to length. It cannot be accepted."""
    lines = []
    for shape, factor in growth.items():
        said = f"{shape}: {TIMES} times as long takes {factor:.2f} times as many instructions"
        lines.append(f"linear  {said}" if factor <= GROWTH else f"STEEP   {said}, {GROWTH:g} times are allowed")
    return lines, all(factor <= GROWTH for factor in growth.values())


def report(counted: Counted, kept: Mapping[str, float] | None, within: float) -> int:
    """Print what became of every figure; 1 if one of them may not stay so. Without kept figures only growth is judged."""
    lines, good = judge_growth(counted.growth)
    if kept is None:
        lines = [f"kept    {name}: {share:.3f} of the reference" for name, share in counted.shares.items()] + lines
    else:
        said, as_good = judge_shares(kept, counted.shares, within)
        lines, good = said + lines, good and as_good
    print(*lines, sep="\n")
    return 0 if good else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, then compare or write; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="keep the figures of this run, under this Python")
    options.add_argument("--within", type=float, default=WITHIN, metavar="PERCENT", help="how much is let pass (%(default)g)")
    chosen = options.parse_args(arguments)
    kept = {} if chosen.write else json.loads(KEPT.read_text("utf-8"))
    if reason := reason_to_skip(kept.get("counted_with"), shutil.which("valgrind")):
        print(f"instruction counts are skipped: {reason}")
        return 1 if chosen.write else 0
    counted = count_all()
    if chosen.write:
        text = json.dumps({"counted_with": interpreter(), "shares_of_the_reference": counted.shares}, indent=2)
        KEPT.write_text(text + "\n", "utf-8")
    return report(counted, None if chosen.write else kept["shares_of_the_reference"], chosen.within)


if __name__ == "__main__":
    sys.exit(main())
