"""Globs as in `.gitignore`, over paths with forward slashes that start from the folder the globs stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

Globs = tuple[str, ...]
_FOLDER_MARK = "ps_d"
"""The group that the library's patterns match the slash behind a folder with."""


def doubt_glob(glob: str) -> str:
    """What is wrong with a glob, or nothing."""
    if not glob.strip() or glob.startswith("#"):
        return "is an empty glob; write e.g. 'opinion/**'"
    try:
        _compile((glob,))
    except ValueError:
        return f"{glob[:60]!r} is no glob; write e.g. 'opinion/**' or '*.md'"
    return ""


def usable(lines: list[str]) -> Globs:
    """The lines that are globs: as git does, the rest is passed over."""
    return tuple(line for line in lines if line.strip() and not line.startswith("#") and not doubt_glob(line))


def decide(globs: Globs, path: str, is_folder: bool) -> bool | None:
    """Whether globs take a path in or, with ``!``, out; None where they do not speak of it. The last one that does holds.

    Only what speaks of the path itself counts, not what speaks of a folder it lies in.
    """
    if not globs or not path:
        return None
    written = path + "/" if is_folder else path
    verdict = None
    for includes, regex in _compile(globs):
        if any(_whole(found, len(path)) for found in regex.finditer(written)):
            verdict = includes
    return verdict


def _whole(found: re.Match[str], end: int) -> bool:
    """Whether a match reaches to the end of the path; the library lets a folder's match reach over all that lies in it."""
    return _FOLDER_MARK not in found.re.groupindex or found[_FOLDER_MARK] is None or found.start(_FOLDER_MARK) == end


def takes(globs: Globs, path: str, is_folder: bool = False) -> bool:
    """Whether globs take in a path, or a folder it lies in: what lies in such a folder cannot be taken out again."""
    if not globs or not path:
        return False
    return _takes_folder(globs, path.rpartition("/")[0]) or bool(decide(globs, path, is_folder))


@lru_cache(maxsize=4096)
def _takes_folder(globs: Globs, path: str) -> bool:
    return takes(globs, path, is_folder=True)


@lru_cache(maxsize=256)
def _compile(globs: Globs) -> list[tuple[bool, re.Pattern[str]]]:
    """What each glob matches, and whether it takes that in or out."""
    from pathspec import GitIgnoreSpec

    # "a/**" is all that lies in a, and "a/**/" its folders, not a itself.
    lines = [re.sub(r"/\*\*(/?)\s*$", r"/**/*\1", glob) for glob in globs]
    patterns: list[Any] = list(GitIgnoreSpec.from_lines(lines).patterns)
    return [(one.include, one.regex) for one in patterns if one.include is not None]
