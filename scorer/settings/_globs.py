"""Globs as in `.gitignore`, over paths with forward slashes that start from the folder the globs stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec, PathSpec

Globs = tuple[str, ...]


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
    """Whether globs take a path in or, with ``!``, out; None where they do not speak of it. The last one that does holds."""
    if not globs or not path:
        return None
    files, folders = _compile(globs)
    return folders.check_file(path + "/").include if is_folder else files.check_file(path).include


def takes(globs: Globs, path: str, is_folder: bool = False) -> bool:
    """Whether globs take in a path, or a folder it lies in: what lies in such a folder cannot be taken out again."""
    if not globs or not path:
        return False
    return _takes_folder(globs, path.rpartition("/")[0]) or bool(decide(globs, path, is_folder))


@lru_cache(maxsize=4096)
def _takes_folder(globs: Globs, path: str) -> bool:
    return takes(globs, path, is_folder=True)


@lru_cache(maxsize=256)
def _compile(globs: Globs) -> tuple[GitIgnoreSpec, PathSpec[Any]]:
    """How files are matched, and how folders: for a folder `*` and then `!*/` means that it is looked into."""
    from pathspec import GitIgnoreSpec, PathSpec

    # "a/**" is all that lies in a, not a itself.
    files = GitIgnoreSpec.from_lines([re.sub(r"/\*\*\s*$", "/**/*", glob) for glob in globs])
    return files, PathSpec(files.patterns)
