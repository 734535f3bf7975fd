"""What setup.cfg asks for, what is tried of it, what is locked, and what the code imports agree."""

from __future__ import annotations

import ast
import re
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from shell import ROOT

LOCK = ROOT / "requirements" / "dev.txt"
LOCKED = re.compile(r"^(?P<requirement>[^\s#][^\\\n]*?) \\\n(?P<hashes>(?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("linux", "darwin", "win32")


def asked(section: str, option: str) -> list[Requirement]:
    """The requirements under an option of setup.cfg."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    lines = config[section][option].splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


RUNTIME = asked("options", "install_requires")
DEVELOPMENT = [*RUNTIME, *asked("options.extras_require", "test"), *asked("options.extras_require", "dev")]
LOWEST = {
    canonicalize_name(requirement.name): requirement
    for requirement in map(
        Requirement, re.findall(r"^[^#\s].*$", (ROOT / "requirements" / "lowest.txt").read_text("utf-8"), re.MULTILINE)
    )
}


@pytest.fixture(scope="module")
def locked() -> list[Requirement]:
    """Every requirement of the lock, which has at least one hash and nothing but hashes behind it."""
    found = []
    for match in LOCKED.finditer(LOCK.read_text("utf-8")):
        assert HASH.search(match["hashes"])
        found.append(Requirement(match["requirement"]))
    return found


def pinned(locked: list[Requirement], name: str, python: str, platform: str) -> list[str]:
    """The versions that the lock holds of a library for an interpreter."""
    environment = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": platform}
    environment["platform_system"] = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform]
    same = [one for one in locked if canonicalize_name(one.name) == canonicalize_name(name)]
    return [next(iter(one.specifier)).version for one in same if one.marker is None or one.marker.evaluate(environment)]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_holds_one_version_of_everything_asked_for(locked: list[Requirement], python: str, platform: str) -> None:
    wrong = {}
    for requirement in DEVELOPMENT:
        versions = pinned(locked, requirement.name, python, platform)
        if len(versions) != 1 or not requirement.specifier.contains(versions[0]):
            wrong[str(requirement)] = versions
    assert not wrong, "make lock writes requirements/dev.txt again"


def test_everything_in_the_lock_is_pinned_with_its_hashes(locked: list[Requirement]) -> None:
    text = LOCK.read_text("utf-8")
    lines = [line for line in text.splitlines() if line[:1] not in ("", " ", "#")]
    assert len(lines) == len(locked) > len(DEVELOPMENT)
    assert all([specifier.operator for specifier in requirement.specifier] == ["=="] for requirement in locked)


def test_the_lock_names_no_index_and_no_place() -> None:
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|^#", LOCK.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("requirement", RUNTIME, ids=str)
def test_the_lowest_version_tried_is_the_lowest_let_in(requirement: Requirement) -> None:
    bounds = {specifier.operator: specifier.version for specifier in requirement.specifier}
    assert set(bounds) == {">=", "<"}, "a lower bound that is tried, and the next major version"
    tried = next(iter(LOWEST[canonicalize_name(requirement.name)].specifier))
    assert (tried.operator, [*map(int, tried.version.split("."))]) == ("==", _three(bounds[">="]))


def _three(version: str) -> list[int]:
    """A version in full: 3.1 is 3.1.0."""
    numbers = [*map(int, version.split("."))]
    return numbers + [0] * (3 - len(numbers))


def test_nothing_else_is_tried() -> None:
    assert set(LOWEST) == {canonicalize_name(requirement.name) for requirement in RUNTIME}


def test_what_the_code_imports_is_asked_for() -> None:
    """Directly, not by way of another library, which may drop it one day."""
    extras = [name for name in _extras() if name not in ("dev", "test")]
    declared = {canonicalize_name(one.name) for one in RUNTIME}
    declared |= {canonicalize_name(one.name) for extra in extras for one in asked("options.extras_require", extra)}
    distributions = packages_distributions()
    missing = {}
    for path in sorted((ROOT / "scorer").rglob("*.py")):
        for module in _imported(path):
            names = {canonicalize_name(name) for name in distributions.get(module, [module])}
            if not names & declared:
                missing[module] = path.relative_to(ROOT).as_posix()
    assert not missing


def _extras() -> list[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    return list(config["options.extras_require"])


def _imported(path: Path) -> set[str]:
    """The top-level packages of others that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"scorer"}
