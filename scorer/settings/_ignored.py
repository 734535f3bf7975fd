"""What git ignores below a folder: `.gitignore` files from the repository's root down, and its `info/exclude`."""

from __future__ import annotations

import os
from pathlib import Path

from scorer.settings._globs import Globs, decide, usable


class Ignored:
    """What git ignores below ``top``, a folder to be walked from above; without a repository only files in it count."""

    def __init__(self, top: str):
        self._root = _root_above(top) or os.path.abspath(top)
        self._globs: dict[str, Globs] = {}
        self._of_repository = usable(_lines_of(os.path.join(_common_folder(self._root), "info", "exclude")))
        # Whoever names an ignored folder wants it read: then only what lies in it says what to leave out.
        if self._takes_above(os.path.abspath(top)):
            self._root, self._of_repository = os.path.abspath(top), ()

    def takes(self, path: str, is_folder: bool) -> bool:
        """Whether git ignores this file or folder; folders above it are known not to be ignored."""
        path = os.path.abspath(path)
        folder = os.path.dirname(path)
        while True:
            verdict = decide(self._globs_of(folder), _relative(path, folder), is_folder)
            if verdict is not None:
                return verdict
            if folder == self._root or folder == os.path.dirname(folder):
                return bool(decide(self._of_repository, _relative(path, self._root), is_folder))
            folder = os.path.dirname(folder)

    def _takes_above(self, top: str) -> bool:
        inside = [one for one in (Path(top), *Path(top).parents) if one.is_relative_to(self._root)][:-1]
        return any(self.takes(str(one), True) for one in inside)

    def _globs_of(self, folder: str) -> Globs:
        if folder not in self._globs:
            self._globs[folder] = usable(_lines_of(os.path.join(folder, ".gitignore")))
        return self._globs[folder]


def _root_above(top: str) -> str | None:
    folder = Path(os.path.abspath(top))
    return next((str(one) for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _common_folder(root: str) -> str:
    """Where a repository keeps what is its own; a worktree's `.git` is a file that says where."""
    git = Path(root, ".git")
    try:
        if git.is_file():
            git = Path(root, git.read_text("utf-8").removeprefix("gitdir:").strip())
            git = git / (git / "commondir").read_text("utf-8").strip()
    except (OSError, ValueError):
        pass  # a submodule has no common folder but its own
    return str(git)


def _relative(path: str, folder: str) -> str:
    """A path from a folder above it, both absolute."""
    return path[len(folder.rstrip(os.sep)) + 1 :].replace(os.sep, "/")


def _lines_of(name: str) -> list[str]:
    try:
        with open(name, "rb") as file:
            return file.read().decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").split("\n")
    except OSError:
        return []
