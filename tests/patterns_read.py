"""The regular expressions of the package: read from its syntax trees, evaluated where they stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
SEARCHING = FUNCTIONS - {"compile", "match", "fullmatch"}


@dataclass(frozen=True)
class Expression:
    """A regular expression, where it stands, and which methods are called on it; nothing if it is made of what comes in."""

    place: str
    pattern: re.Pattern[Any] | None
    methods: frozenset[str]

    @property
    def searched(self) -> bool:
        """Whether it is tried at every character."""
        return bool(self.methods & SEARCHING)

    @property
    def whole(self) -> bool:
        """Whether it is tried on whole texts only."""
        return self.methods == {"fullmatch"}


@cache
def trees() -> dict[str, tuple[Path, ast.Module]]:
    """Every module's file and syntax tree by dotted name."""
    found = {}
    for path in sorted((ROOT / "scorer").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name != "scorer.__main__":
            found[name] = (path, ast.parse(path.read_text("utf-8")))
    return found


def expressions() -> Iterator[Expression]:
    """Every call of ``re`` in the package."""
    for name, (path, tree) in trees().items():
        targets = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS):
                continue
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
                continue
            called = frozenset({node.func.attr}) if node.func.attr != "compile" else _called(name, targets.get(id(node), ""))
            yield Expression(f"{path.relative_to(ROOT / 'scorer').as_posix()}: {targets.get(id(node)) or node.func.attr}",
                             _evaluated(name, node), called or frozenset(SEARCHING))  # fmt: skip


def _evaluated(module: str, call: ast.Call) -> re.Pattern[Any] | None:
    names = vars(import_module(module))
    flags = next((one.value for one in call.keywords if one.arg == "flags"), None)
    if flags is None and call.func.attr == "compile" and len(call.args) > 1:  # type: ignore[attr-defined]  # of re.NAME
        flags = call.args[1]
    try:
        text, flag = (eval(compile(ast.Expression(one), module, "eval"), names) if one else 0 for one in (call.args[0], flags))
    except NameError:
        return None
    return re.compile(text, flag)


def _called(module: str, name: str) -> frozenset[str]:
    """The methods called on a pattern by its name, in its module and in those that import it."""
    if not name:
        return frozenset()
    found: set[str] = set()
    for other, (path, tree) in trees().items():
        if name not in path.read_text("utf-8"):
            continue
        names = {name} if other == module else _aliases(tree, module, name)
        for node in ast.walk(tree) if names else ():
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                found.add(node.attr)
            elif isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
                found.add("read")
    reads = sum(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) for node in ast.walk(trees()[module][1])
    )
    uses = sum(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
        for node in ast.walk(trees()[module][1])
    )
    methods = found & FUNCTIONS
    return frozenset(methods if reads == uses else methods | SEARCHING)  # handed on: who knows what is called


def _aliases(tree: ast.Module, module: str, name: str) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
        if alias.name == name
    }
