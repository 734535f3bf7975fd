"""How long a report takes on a draft as long as a book, to write and to read.

    python tests/benchmarks/report_speed.py [--words 40000] [--rounds 5]

The draft is put together from our own labelled drafts, so it needs no other texts. Writing is the command as a user types it,
start included; opening is from the address to a page that is laid out and answers; filtering is from a click to the next picture.
Medians of wall time. Opening and filtering need Playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NEXT_PICTURE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def write_book(path: Path, words: int) -> int:
    """Write a draft of at least so many words; returns how many paragraphs it has."""
    files = sorted((ROOT / "training").glob("*/*.jsonl"))
    records = [
        json.loads(line) for file in files if file.parent.name in ("drafts", "example") for line in file.open(encoding="utf-8")
    ]
    paragraphs: list[str] = []
    size = 0
    for paragraph in cycle([one for record in records for one in record["paragraphs"]]):
        paragraphs.append(" ".join(paragraph.split()))
        size += len(paragraph.split())
        if size >= words:
            break
    path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return len(paragraphs)


def median_of(rounds: int, work: Callable[[], object]) -> float:
    """The median seconds of some rounds, after one that is not counted."""
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def seconds_in_a_browser(page: Path, rounds: int) -> dict[str, float]:
    """Seconds to open a page and to apply filters; none where there is no browser."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        executable = None
    if executable is None:
        return {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, chromium_sandbox=os.name != "posix" or os.geteuid() != 0)
        opened = browser.new_page()

        def visit() -> None:
            opened.goto(page.as_uri())
            opened.evaluate(NEXT_PICTURE)

        def click(selector: str) -> Callable[[], None]:
            def act() -> None:
                opened.evaluate("(selector) => document.querySelector(selector).click()", selector)
                opened.evaluate(NEXT_PICTURE)

            return act

        found = {"open": median_of(rounds, visit)}
        found["filter by level"] = median_of(rounds, click("input[name=level]"))
        found["filter by evidence"] = median_of(rounds, click("input[name=family]"))
        browser.close()
        return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, default=40_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        draft, page = Path(place) / "book.txt", Path(place) / "book.html"
        paragraphs = write_book(draft, chosen.words)
        command = [sys.executable, "-m", "scorer", "report", str(draft), "-o", str(page)]
        write = median_of(chosen.rounds, lambda: subprocess.run(command, check=True, env=ENVIRONMENT))
        print(f"{chosen.words:,} words, {paragraphs:,} paragraphs, page of {page.stat().st_size / 1e6:.1f} MB; seconds (median)")
        for name, seconds in {"write the report": write, **seconds_in_a_browser(page, chosen.rounds)}.items():
            print(f"{name:<20}{seconds:>8.2f}")


if __name__ == "__main__":
    main()
