"""How long ``scorer check`` takes for 1,000 drafts and for one, beside `proselint check` and `write-good` if installed.

    python tests/benchmarks/check_speed.py --texts FOLDER [--rounds 3]

Cuts 1,000 drafts of 150 words on average out of the texts, whole paragraphs of at least 125 each. Tools take turns, so that a
busy machine is as busy for all; medians of wall time, starts included, by commands as a user types them.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Installed packages are compiled once; a start that compiles them anew tells nothing of the next."""
DRAFTS, LEAST = 1000, 125


def cut_drafts(texts: Path, folder: Path) -> int:
    """Write the drafts, whole paragraphs each; returns how many words they have."""
    words = number = 0
    draft: list[str] = []
    while number < DRAFTS:
        for path in sorted(texts.glob("*.txt")):
            for paragraph in filter(str.strip, path.read_text("utf-8").split("\n\n")):
                draft.append(paragraph)
                size = sum(len(one.split()) for one in draft)
                if size >= LEAST and number < DRAFTS:
                    (folder / f"draft-{number:04}.txt").write_text("\n\n".join(draft) + "\n", "utf-8")
                    words, number, draft = words + size, number + 1, []
    return words


def installed(name: str) -> str | None:
    """A tool beside this Python, or on the path."""
    return shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


def seconds_after_a_save(rounds: int) -> float:
    """The median time from a save to the last line of what ``--watch`` has to say of it."""
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / "draft.md"
        draft.write_text("The gate was shut.\n", "utf-8")
        command = [sys.executable, "-m", "scorer", "check", "--watch", "--isolated", "--format", "concise", str(draft)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            taken = []
            for number in range(rounds + 1):
                if number:
                    time.sleep(0.3)
                    start = time.perf_counter()
                    draft.write_text(f"Sources said gate {number} would be sold.\n" * 20, "utf-8")
                for line in process.stdout:
                    if " in 1 draft" in line:
                        break
                if number:
                    taken.append(time.perf_counter() - start)
            process.terminate()
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        words = cut_drafts(chosen.texts, folder)
        drafts = sorted(map(str, folder.glob("*.txt")))
        ours = [sys.executable, "-m", "scorer", "check", "--isolated", "--exit-zero", "--format", "concise"]
        commands = {
            f"scorer check, {DRAFTS} drafts, 2 workers": [*ours, "--jobs", "2", place],
            f"scorer check, {DRAFTS} drafts, 1 worker": [*ours, "--jobs", "1", place],
            "scorer check, one draft": [*ours, drafts[0]],
        }
        peers = {"proselint": ["check"], "write-good": []}
        for name, arguments in peers.items():
            if tool := installed(name):
                commands[f"{name}, {DRAFTS} drafts"] = [tool, *arguments, *drafts]
                commands[f"{name}, one draft"] = [tool, *arguments, drafts[0]]
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(chosen.rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
                taken[name].append(time.perf_counter() - start)
    print(f"{DRAFTS} drafts, {words:,} words, medians of {chosen.rounds}")
    for name, seconds in taken.items():
        print(f"{name:<40}{statistics.median(seconds):>8.2f} s")
    if importlib.util.find_spec("watchfiles"):
        print(f"{'scorer check --watch, after a save':<40}{seconds_after_a_save(5):>8.2f} s")


if __name__ == "__main__":
    main()
