"""The wheel: the same bytes wherever and whenever it is built, with all that is needed and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from shell import ROOT

PLACES = {"scorer": "scorer", "seeds": "scorer/_seeds", "models": "scorer/_models", "training": "scorer/_training"}
NEEDED = (
    "scorer/py.typed", "scorer/reports/score.schema.json", "scorer/reports/_pages/draft.html",
    "scorer/_models/default/model.json", "scorer/_seeds/states.list",
    "scorer/_training/default.toml", "scorer/rules/examples/AN101.toml",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The wheel, built twice: in other folders, at other times, with other habits."""
    pytest.importorskip("build", exc_type=ImportError)
    pytest.importorskip("setuptools", minversion="77")
    if not (ROOT / ".git").exists():
        pytest.skip("no git here")
    habits: tuple[tuple[int, dict[str, str]], ...] = (
        (0o022, {"TZ": "UTC", "PYTHONHASHSEED": "1"}),
        (0o077, {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}),
    )
    built = []
    for umask, habit in habits:
        folder = tmp_path_factory.mktemp("wheel")
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        command = [sys.executable, ROOT / ".ci" / "wheel.py", folder / "out"]
        subprocess.run(
            command, cwd=folder, env=environment | {"TMPDIR": str(folder)} | habit, umask=umask, check=True, capture_output=True
        )
        built += (folder / "out").glob("*.whl")
    assert len(built) == 2
    return built


def test_two_builds_are_the_same_to_the_byte(wheels: list[Path]) -> None:
    first, second = wheels
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_files_have_the_time_of_the_last_commit_and_plain_permissions(wheels: list[Path]) -> None:
    with ZipFile(wheels[0]) as archive:
        entries = archive.infolist()
    assert len({entry.date_time for entry in entries}) == 1
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} <= {0o644, 0o664}


def test_the_wheel_holds_what_is_tracked_and_nothing_else(wheels: list[Path]) -> None:
    command = ["git", "ls-files", "-z", *PLACES]
    tracked = filter(None, subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"))
    parts = [name.partition("/") for name in tracked if (ROOT / name).is_file()]
    wanted = {f"{PLACES[top]}/{rest}" for top, _, rest in parts}
    with ZipFile(wheels[0]) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == wanted
    assert names >= set(NEEDED)


def test_metadata_says_what_is_needed(wheels: list[Path]) -> None:
    with ZipFile(wheels[0]) as archive:
        metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    needed = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert len(needed) == 10
    assert all("<" in line and ">=" in line for line in needed)
    assert str(ROOT) not in metadata
