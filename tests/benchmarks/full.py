"""Everything in its full size, the output kept: ``python tests/benchmarks/full.py [NAME…]`` (``make full``).

Runs the measurements one after the other, or those named, and puts what each prints into its section of RESULTS.md. One that
fails leaves its output and its exit code there, and the rest goes on. Exits with 1 where one failed.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("RESULTS.md")
INTRODUCTION = """# Results

What `make full` printed, one section a measurement, replaced when it runs again (`python tests/benchmarks/full.py NAME…` runs
some of them). Figures of one section come from one run and may be compared; those of two may not, since machines are noisy.
"""


class Measurement(NamedTuple):
    """What is measured by a command of the repository; ``table`` where it prints Markdown."""

    name: str
    title: str
    command: str
    table: bool = False


MEASUREMENTS = (
    Measurement("peers", "Speed beside others", "tests/benchmarks/peers.py", table=True),
    Measurement("linear", "Ten times the length, ten times the time", "tests/benchmarks/linear.py"),
    Measurement("instructions", "Instructions", "tests/benchmarks/instructions.py"),
    Measurement("report", "The report on a book", "tests/benchmarks/report_speed.py"),
    Measurement("refusals", "Files that are refused", "tests/benchmarks/refusals.py"),
    Measurement("service", "The service at twice its capacity", "tests/benchmarks/service_load.py 60"),
    Measurement("archive", "A million paragraphs on processes of one machine", "tests/benchmarks/archive.py"),
    Measurement("archive-dask", "A million paragraphs on a Dask cluster", "tests/benchmarks/archive.py --backend dask"),
    Measurement("archive-spark", "A million paragraphs in a Spark session", "tests/benchmarks/archive.py --backend spark"),
    Measurement("fuzz", "A million executions of the fuzzer", "tests/fuzz/explore.py --executions 1000000"),
)


def section_of(measurement: Measurement, printed: str, code: int, seconds: float) -> str:
    """The section of one measurement, as it stands in the file."""
    day = datetime.datetime.now(datetime.UTC).date()
    ended = "" if code == 0 else f", **failed with exit code {code}**"
    told = re.sub(r"\x1b\[[0-9;]*m", "", printed).replace(str(ROOT), ".").strip("\n")
    body = told if measurement.table else f"```text\n{told}\n```"
    return (
        f"## {measurement.title}\n\n`python {measurement.command}`, {day}, {seconds:,.0f} s on {machine()}{ended}.\n\n{body}\n"
    )


def machine() -> str:
    """The kind of machine, as far as figures depend on it."""
    return f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"


def put(results: str, title: str, section: str) -> str:
    """The file with one section replaced, or put where it belongs among the others."""
    _, *sections = re.split(r"^(?=## )", results, flags=re.M)
    by_title = {one.partition("\n")[0].removeprefix("## "): one.strip("\n") for one in sections}
    by_title[title] = section.strip("\n")
    order = [one.title for one in MEASUREMENTS]
    kept = sorted(by_title, key=lambda one: order.index(one) if one in order else len(order))
    return "\n\n".join([INTRODUCTION.strip("\n"), *(by_title[one] for one in kept)]) + "\n"


def run(measurement: Measurement) -> tuple[str, int, float]:
    """What a measurement prints, its exit code and the seconds it took; what it says of its progress goes to the terminal."""
    command = [sys.executable, *shlex.split(measurement.command)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8", errors="replace", check=False
    )
    return done.stdout, done.returncode, time.perf_counter() - began


def main() -> int:
    """Run what is asked for, and keep what it prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(one.name for one in MEASUREMENTS))
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file that keeps them (tests/benchmarks/RESULTS.md)")
    given = parser.parse_args()
    unknown = set(given.names) - {one.name for one in MEASUREMENTS}
    if unknown:
        parser.error(f"no measurement {', '.join(sorted(unknown))}; known: {', '.join(one.name for one in MEASUREMENTS)}")
    failed = []
    for measurement in MEASUREMENTS:
        if given.names and measurement.name not in given.names:
            continue
        print(f"{measurement.name}: python {measurement.command}", file=sys.stderr, flush=True)
        printed, code, seconds = run(measurement)
        before = given.results.read_text("utf-8") if given.results.exists() else ""
        given.results.write_text(put(before, measurement.title, section_of(measurement, printed, code, seconds)), "utf-8")
        print(f"{measurement.name}: exit code {code} after {seconds:,.0f} s", file=sys.stderr, flush=True)
        failed += [measurement.name] if code else []
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
