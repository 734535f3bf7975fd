"""A folder that output goes into, one file a draft."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scorer.errors import ScorerError

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""What Windows keeps for itself."""


class FileNames:
    """Names of files after those of drafts, none given twice, also where upper and lower case are the same."""

    def __init__(self, suffix: str, taken: tuple[str, ...] = ()):
        self._suffix = suffix
        self._taken = {name.casefold() for name in taken}

    def name_after(self, draft: str) -> str:
        """The name of the file of a draft."""
        base = Path(draft).name
        stem = _UNFIT.sub("-", base if "#" in base else Path(base).stem).strip(".-")[:_LONGEST] or "draft"
        if stem.partition(".")[0].casefold() in _RESERVED:
            stem = f"draft-{stem}"
        number, name = 1, stem + self._suffix
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}{self._suffix}"
        self._taken.add(name.casefold())
        return name


def is_folder(path: str, many: bool) -> bool:
    """Whether output is meant for a folder: there is one, the path ends as one, or many files need one and it has no suffix."""
    if path == "-":
        return False
    return path.endswith(("/", os.sep)) or os.path.isdir(path) or (many and not os.path.splitext(path)[1])


def place_in(folder: Path, name: str) -> str:
    """Where a file of this name is written in a folder. Raises ``ScorerError`` where a link of that name leads out of it."""
    path = folder / name
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise ScorerError(f"{path}: is a link that leads out of the folder; remove it, or try another place for --output")
    return str(path)


def prepare_folder(path: str) -> Path:
    """The folder at a path, made if need be. Raises ``ScorerError`` where it cannot be."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScorerError(f"{path}: cannot be made a folder ({error.strerror}); try another place for --output") from None
    return folder
