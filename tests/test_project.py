"""The project files agree with one another and with what is there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

import scorer
from scorer.resources import folder

ROOT = Path(__file__).resolve().parent.parent
DATA = {".csv", ".json", ".jsonl", ".md", ".svg", ".toml", ".txt", ".list"}
ONE_LINE = re.compile(r"^python3 -m venv .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def setup() -> ConfigParser:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    return config


def files_in(top: Path) -> set[Path]:
    """The data files below a folder, relative to it."""
    return {path.relative_to(top) for path in top.rglob("*") if path.suffix in DATA}


def test_ci_runs_the_commands_of_the_readme() -> None:
    readme = ONE_LINE.findall((ROOT / "README.md").read_text("utf-8"))
    ci = ONE_LINE.findall((ROOT / ".ci" / "run").read_text("utf-8"))
    assert len(readme) == 2
    assert readme == ci


def test_pyproject_is_only_the_build_system() -> None:
    assert set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))) == {"build-system"}


def test_every_folder_of_code_is_packaged(setup: ConfigParser) -> None:
    listed = set(setup["options"]["packages"].split())
    here = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "scorer").rglob("__init__.py")}
    assert {name for name in listed if not name.startswith("scorer._")} == here


def test_every_data_file_is_packaged(setup: ConfigParser) -> None:
    mapping = dict(line.split(" = ") for line in setup["options"]["package_dir"].strip().splitlines())
    for package, place in mapping.items():
        if not package.startswith("scorer._"):
            continue
        globs = [glob.strip() for glob in setup["options.package_data"][package].split(",")]
        packaged = {path for glob in globs for path in (ROOT / place).glob(glob)}
        assert files_in(ROOT / place) == {path.relative_to(ROOT / place) for path in packaged}, package


def test_version_is_in_the_changelog_or_unreleased() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{scorer.__version__}]" in changelog or "## [Unreleased]" in changelog


@pytest.mark.parametrize("name", ["seeds", "models", "training"])
def test_data_is_found_in_a_checkout(name: str) -> None:
    assert folder(name).is_dir()


def test_a_wheel_carries_code_and_data(tmp_path: Path) -> None:
    """An archive of what ``pip install .`` would install, made offline; skipped where this environment cannot build."""
    pytest.importorskip("setuptools", minversion="64")
    program = f"import os; os.chdir({str(ROOT)!r}); from setuptools import setup; setup()"
    command = [sys.executable, "-c", program, "-q", "build", "-b", str(tmp_path / "build"), "egg_info", "-e", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    library = tmp_path / "build" / "lib"
    for place, inside in (("seeds", "_seeds"), ("models", "_models"), ("training", "_training")):
        assert files_in(library / "scorer" / inside) == files_in(ROOT / place)
    look = "import scorer.resources as r; print(*(r.folder(n) for n in ('seeds', 'models', 'training')), sep='\\n')"
    found = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(library)!r}); {look}"],
                           check=True, capture_output=True, text=True).stdout.split()  # fmt: skip
    assert all(path.startswith(str(library)) for path in found)


NAMED = re.compile(r"(?<![\w.~])/(?:work|tmp|home|root|opt|Users)/\w")


def test_no_place_of_one_machine_is_named() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here")
    naming = [name for name in listed if name and _names_a_place(ROOT / name)]
    assert not naming


def _names_a_place(path: Path) -> bool:
    try:
        return bool(NAMED.search(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False
