"""Fuzz with atheris: ``explore.py [--executions N] [--seconds S] [--seed S] [TARGET…]``, a process a target, one after the other.

A number of executions is shared out by how fast the targets are. Prints for each target executions, crashes, hangs and peak
memory; what fails is kept in ``--keep`` (move it to ``cases/TARGET/``, where a plain test replays it). Exits with 1 where
anything failed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
for place in (HERE.parent.parent, HERE.parent, HERE.parent / "benchmarks", HERE):
    sys.path.insert(0, str(place))

SHARES = {"readers": 0.15, "reports": 0.01, "models": 0.25, "corpora": 0.15, "settings": 0.25, "seeds": 0.19}
"""The parts of all executions that the targets get; a whole report takes a hundred times as long as a model file."""
_HANG, _MEGABYTES, _LONGEST = 25, 1500, 4096
_FAILED = re.compile(r"(crash|timeout|oom|leak|slow-unit)-[0-9a-f]+")


def main() -> int:
    """Fuzz every target asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--executions", type=int, default=0, help="of all targets together; 0 for any number")
    parser.add_argument("--seconds", type=int, default=0, help="time of each target; 0 for any")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="where failures, and what leads to new code, are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    given = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("fuzzing is skipped: atheris is not installed here (pip install 'attribution-scorer[fuzz]'; Python 3.11 to 3.13)")
        return 0
    if given.inside:
        _fuzz(given.inside, given)
        return 0
    from targets import TARGETS

    print(f"{'target':10} {'executions':>12} {'failures':>9} {'peak MB':>8} {'per second':>11}")
    total = failures = 0
    assert SHARES.keys() == TARGETS.keys()
    chosen = given.targets or list(TARGETS)
    for target in chosen:
        share = SHARES[target] / sum(SHARES[one] for one in chosen)
        runs, failed, peak, rate = _explore(target, round(given.executions * share), given)
        print(f"{target:10} {runs:12,} {len(failed):9} {peak:8,} {rate:11,.0f}", flush=True)
        for path in failed:
            print(f"  {path}")
        total, failures = total + runs, failures + len(failed)
    print(f"{'all':10} {total:12,} {failures:9}")
    return 1 if failures else 0


def _explore(target: str, executions: int, given: argparse.Namespace) -> tuple[int, list[Path], int, float]:
    """One target in a process of its own, which ends with the first failure."""
    failed_in = given.keep.absolute() / "failed" / target
    grown = given.keep.absolute() / "corpus" / target
    failed_in.mkdir(parents=True, exist_ok=True)
    grown.mkdir(parents=True, exist_ok=True)
    known = set(failed_in.iterdir())
    asked = [f"--executions={executions}", f"--seconds={given.seconds}", f"--keep={given.keep}", f"--seed={given.seed}"]
    with tempfile.TemporaryDirectory(prefix="scorer-fuzzing-") as scratch:
        ended = subprocess.run(
            [sys.executable, __file__, f"--inside={target}", *asked], stderr=subprocess.PIPE, text=True, errors="replace",
            env={**os.environ, "TMPDIR": scratch, "PYTHONHASHSEED": "0"}, check=False,
        )  # fmt: skip
    (given.keep / f"{target}.log").write_text(ended.stderr, "utf-8")
    counted = [int(number) for number in re.findall(r"^#(\d+)\t", ended.stderr, re.M)]
    runs = int(_stat(ended.stderr, "number_of_executed_units") or max(counted, default=0))
    failed = sorted(set(failed_in.iterdir()) - known)
    if ended.returncode and not failed:
        failed = [given.keep / f"{target}.log"]
    return runs, failed, int(_stat(ended.stderr, "peak_rss_mb") or 0), float(_stat(ended.stderr, "average_exec_per_sec") or 0)


def _stat(told: str, name: str) -> str:
    found = re.search(rf"stat::{name}:\s+(\d+)", told)
    return found[1] if found else ""


def _fuzz(target: str, given: argparse.Namespace) -> None:
    """Inside the process: everything of ours is imported under instrumentation, then libFuzzer takes over."""
    import atheris

    with atheris.instrument_imports(include=["scorer"]):
        from beginnings import beginnings
        from targets import CASES, TARGETS

        function = TARGETS[target]
        first = beginnings(target)
        for one in first:
            function(one)  # whatever is imported late is imported now
    grown = given.keep.absolute() / "corpus" / target
    for number, data in enumerate(first):
        (grown / f"begin-{number:03}").write_bytes(data)
    for case in (CASES / target).glob("*"):
        shutil.copy(case, grown / f"case-{case.name}")
    options = [
        f"-max_len={_LONGEST if target != 'corpora' else 4 * _LONGEST}", f"-timeout={_HANG}", f"-rss_limit_mb={_MEGABYTES}",
        "-print_final_stats=1", f"-artifact_prefix={given.keep.absolute() / 'failed' / target}/", f"-seed={given.seed}",
        "-report_slow_units=100",
    ]  # fmt: skip
    options += [f"-runs={given.executions}"] if given.executions else []
    options += [f"-max_total_time={given.seconds}"] if given.seconds else []
    atheris.Setup([sys.argv[0], *options, str(grown)], function)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
