"""Every input that ever broke a fuzzing target is run again, and so is everything that fuzzing begins with."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from beginnings import beginnings
from targets import CASES, TARGETS, cases

EXPLORE = CASES.parent / "explore.py"


@pytest.mark.parametrize(("target", "path"), cases(), ids=[f"{target}-{path.name}" for target, path in cases()])
def test_what_once_failed_is_mended(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())


def test_every_case_belongs_to_a_target() -> None:
    assert {path.name for path in CASES.iterdir()} <= TARGETS.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_is_well(target: str) -> None:
    first = beginnings(target)
    assert len(first) > 2
    for data in (b"", *first):
        TARGETS[target](data)


def test_without_atheris_the_reason_is_told(tmp_path: Path) -> None:
    hidden = f"import runpy, sys; sys.modules['atheris'] = None; runpy.run_path({str(EXPLORE)!r}, run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("fuzzing is skipped: atheris is not installed here")


@pytest.mark.skipif(not find_spec("atheris"), reason="fuzzing is tried where atheris is installed: .[fuzz]")
def test_fuzzing_counts_what_it_does_and_keeps_what_fails(tmp_path: Path) -> None:
    command = [sys.executable, str(EXPLORE), "--executions", "300", "--keep", str(tmp_path), "settings"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout
    name, runs, failed, *_ = ended.stdout.splitlines()[1].split()
    assert (name, failed) == ("settings", "0")
    assert int(runs.replace(",", "")) >= 300
