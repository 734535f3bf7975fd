"""Globs as in `.gitignore`, over paths with forward slashes that start from the folder the globs stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Any

Globs = tuple[str, ...]
_FOLDER_MARK = "ps_d"
"""The group that the library's patterns match the slash behind a folder with."""
_STAR, _FOLDERS, _ANYWHERE = "[^/]*", "(?:/.+)?", "(?:.+/)?"
"""What the library writes for ``*``, for ``/**`` between names and for ``**/`` before all."""
_BOUNDS = frozenset("/()|")
"""What stands between names. As part of a class, or escaped, it is none: then a star is left as the library wrote it."""


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
    folders = accumulate(path.split("/")[:-1], "{}/{}".format)
    return any(_takes_folder(globs, folder) for folder in folders) or bool(decide(globs, path, is_folder))


@lru_cache(maxsize=4096)
def _takes_folder(globs: Globs, path: str) -> bool:
    return bool(decide(globs, path, is_folder=True))


@lru_cache(maxsize=256)
def _compile(globs: Globs) -> list[tuple[bool, re.Pattern[str]]]:
    """What each glob matches, and whether it takes that in or out."""
    from pathspec import GitIgnoreSpec

    # "a/**" is all that lies in a, and "a/**/" its folders, not a itself.
    lines = [re.sub(r"/\*\*(/?)\s*$", r"/**/*\1", glob) for glob in globs]
    patterns: list[Any] = list(GitIgnoreSpec.from_lines(lines).patterns)
    return [(one.include, _steady(one.regex)) for one in patterns if one.include is not None]


def _steady(regex: re.Pattern[str]) -> re.Pattern[str]:
    """The library's expression without second tries, of which a glob of many stars would need more than there is time for.

    A star that is not the last of its name, and a ``**`` that is not the last of its path, takes the first place that fits:
    no other leaves more to what follows.
    """
    first, *others = (_settle_names(part) for part in regex.pattern.split(_FOLDERS))
    if others:
        start = first.removeprefix("^")
        anywhere = start.startswith(_ANYWHERE)
        first = f"^(?>(?:.+?/)??{start.removeprefix(_ANYWHERE)}(?=/))" if anywhere else first
        between = "".join(f"(?>(?:/.+?)??{part}(?=/))" for part in others[:-1])
        first += between + _FOLDERS + others[-1]
    return re.compile(first, regex.flags)


def _settle_names(pattern: str) -> str:
    """The stars of names, all but the last of each as little as fits."""
    first, *others = pattern.split(_STAR)
    *inner, last = others or [""]
    settled = "".join(_settle_star(piece) for piece in inner)
    return first + settled + (_STAR + last if others else "")


def _settle_star(piece: str) -> str:
    if not piece:
        return ""  # two stars in a row are one
    ends_name = not _BOUNDS.isdisjoint(piece.replace("[^/]", ""))
    return f"{_STAR}{piece}" if ends_name else f"(?>[^/]*?{piece})"
