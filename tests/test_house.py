"""The house rules: imports run downwards, nothing goes round in circles, files stay short, verbs are functions."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 300

FLOORS = (
    {"types", "errors", "discover", "lazy", "resources", "whole_files"},
    {"terms", "text", "estimators", "repository"},
    {"pictures"},
    {"lexicon", "readers", "corpora", "model", "card", "reports", "recipes", "plots"},
    {"presence", "suppressions"},
    {"figures"},
    {"cues"},
    {"attributions"},
    {"ledger"},
    {"features"},
    {"measures", "agreement", "scope", "tables"},
    {"pipeline"},
    {"rules", "priorities", "improvements", "extraction", "changes", "frames"},
    {"settings"},
    {"checks", "archives"},
    {"draft_reports"},
    {"dataset"},
    {"fitting"},
    {"model_folder"},
    {"evaluation"},
    {"promotion", "curation"},
    {"arguments", "service"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
"""Rooms from the ground up. Dataset, fitting and evaluation stand on one another in this order."""
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
BEHIND = {("types", "errors"), ("resources", "errors"), ("discover", "errors")}
"""On the ground floor the vocabulary may be shared."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((ROOT / "scorer").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def room(module: str) -> str:
    """The room a module lies in: the name behind ``scorer.``."""
    return module.split(".")[1] if "." in module else "__init__"


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of the package that a module imports, wherever in it; what only type checkers read is no arrow."""
    names: set[str] = set()
    pending: list[ast.AST] = [modules()[module]]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            names.update(_targets(node))
        pending.extend(ast.iter_child_nodes(node))
    return frozenset("scorer.__init__" if name == "scorer" else name for name in names if name.split(".")[0] == "scorer")


def _targets(node: ast.ImportFrom) -> set[str]:
    """``from a import b`` names the module a.b where there is one, else the module a."""
    known = modules()
    inner = {f"{node.module}.{alias.name}" for alias in node.names}
    return {name if name in known else str(node.module) for name in inner}


def python_files() -> list[Path]:
    """All Python files that git tracks or would track; without git, all there are."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return [path for folder in ("scorer", "tests", "notebooks", "training") for path in (ROOT / folder).rglob("*.py")]
    return [path for name in listed.split("\0") if name and (path := ROOT / name).exists()]


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_run_downwards(module: str) -> None:
    here = room(module)
    assert here in FLOOR, f"{here} stands on no floor; give it one in {Path(__file__).name}"
    for target in imports(module):
        there = room(target)
        if there == here or (here, there) in BEHIND:
            continue
        assert FLOOR.get(there, len(FLOORS)) < FLOOR[here], f"{module} imports {target}, which is not below it"


def test_no_circles() -> None:
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, "circle: " + " -> ".join((*path[path.index(module) :], module))
        if module in done or module not in modules():
            return
        for target in sorted(imports(module)):
            walk(target, (*path, module))
        done.add(module)

    for module in modules():
        walk(module, ())


def test_files_are_short() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in python_files() if (lines := _lines(path)) > LONGEST}
    assert not long


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_name_is_both_module_and_function() -> None:
    nouns = {part for module in modules() for part in module.split(".")}
    verbs = {
        node.name: module
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    }
    both = {name: verbs[name] for name in nouns & verbs.keys()}
    assert not both


def test_public_functions_are_documented() -> None:
    silent = [
        f"{module}.{node.name}"
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_the_library_does_not_print() -> None:
    printing = [
        f"{module}:{node.lineno}"
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing
