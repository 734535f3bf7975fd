"""Words per second of the scorer, and of `proselint check` where it is installed, on the same texts in the same run.

    python tests/benchmarks/speed.py --texts FOLDER [--rounds 3]

Prints medians: one process from text to scores, a cold start of the command on the example draft, and peak memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scorer.pipeline import score_document
from scorer.readers import read_text

EXAMPLE = Path(__file__).parent.parent.parent / "training" / "drafts" / "example.md"


def seconds(task, rounds: int) -> float:
    """The median time of a task."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def score_all(texts: list[str]) -> None:
    """Score every text in this process."""
    for text in texts:
        score_document(read_text(text))


def peak_memory() -> float:
    """The peak of a cold start in MiB, as the kernel counts it from the program's begin (Linux)."""
    code = (
        "import atexit, sys; from scorer.cli import main; sys.argv = ['scorer', 'score', sys.argv[1]]; "
        "atexit.register(lambda: sys.stderr.write(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')))); main()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLE)], capture_output=True, text=True, check=True)
    return int(done.stderr.split()[1]) / 1024


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(chosen.texts.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    score_all(texts[:1])
    ours = words / seconds(lambda: score_all(texts), chosen.rounds)
    print(f"scorer, one process    {ours:>10,.0f} words/s")
    command = [sys.executable, "-m", "scorer", "score", str(EXAMPLE)]
    cold = seconds(lambda: subprocess.run(command, capture_output=True, check=True), chosen.rounds)
    print(f"scorer, cold start     {cold:>10.2f} s")
    print(f"scorer, cold peak      {peak_memory():>10.0f} MiB")
    linter = shutil.which("proselint", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if linter:
        part = "\n\n".join(texts[:20])
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(part)
            file.flush()
            command = [linter, "check", file.name]
            theirs = len(part.split()) / seconds(lambda: subprocess.run(command, capture_output=True, check=False), chosen.rounds)
        print(f"proselint check        {theirs:>10,.0f} words/s, {ours / theirs:,.0f} times slower")


if __name__ == "__main__":
    main()
