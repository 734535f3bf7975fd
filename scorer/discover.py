"""Find plug-ins: the modules of a package, so that no list is edited when one is added."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def members(package: str) -> dict[str, ModuleType]:
    """The modules of a package by name, in alphabetical order; names that begin with ``_`` are helpers, not plug-ins."""
    parent = import_module(package)
    names = sorted(found.name for found in iter_modules(parent.__path__) if not found.name.startswith("_"))
    return {name: import_module(f"{package}.{name}") for name in names}


@cache
def member_names(package: str) -> tuple[str, ...]:
    """The names ``members`` would find, without importing any."""
    parent = import_module(package)
    return tuple(sorted(found.name for found in iter_modules(parent.__path__) if not found.name.startswith("_")))
