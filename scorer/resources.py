"""Find the data folders alike from a wheel, an editable install and a bare checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scorer.errors import ScorerError

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The folder ``seeds``, ``models`` or ``training``.

    A wheel carries them inside the package as ``_seeds`` and so on; a checkout has them beside it.
    """
    for candidate in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise ScorerError(f"the {name} folder is missing beside {_PACKAGE.name}; reinstall attribution-scorer")
