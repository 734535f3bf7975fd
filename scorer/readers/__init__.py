"""Read drafts: files, folders, standard input, bytes and text, each to a ``Document``.

A reader is a module of this package with ``SUFFIXES`` and ``read(data, name)``; a new format is one new file.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from scorer import discover
from scorer.errors import UnreadableInput
from scorer.readers import plain
from scorer.text.decoding import refusal
from scorer.types import Document

LARGEST = 200 * 1024 * 1024
"""Bytes beyond which an input is refused."""

LeaveOut = Callable[[str, bool], bool]

_CHUNK = 1024 * 1024


class Reader(Protocol):
    """What a module of this package offers."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """How the names of its files end."""
        ...

    def read(self, data: bytes, name: str) -> Document:
        """The draft in ``data``."""
        ...


def read_path(path: str | os.PathLike[str]) -> Document:
    """The draft in a file, read by its suffix; an unknown suffix is read as plain text, ``-`` is standard input."""
    name = os.fspath(path)
    if name == "-":
        return read_bytes(_bytes_of(sys.stdin.buffer, name), name, "")
    try:
        with open(name, "rb") as file:
            data = _bytes_of(file, name)
    except (OSError, ValueError) as error:
        raise _not_opened(name, error) from None
    return read_bytes(data, name, suffix_of(name))


def read_bytes(data: bytes, name: str, suffix: str) -> Document:
    """The draft in ``data``, read as files with this suffix are; an unknown one is read as plain text."""
    if len(data) > LARGEST:
        raise _too_large(name)
    return _reader_for(suffix.lower()).read(data, name)


def read_text(text: str, name: str = "-") -> Document:
    """The draft in a plain text already at hand."""
    return plain.read_text(text, name)


def suffixes() -> tuple[str, ...]:
    """Every suffix some reader knows, in alphabetical order."""
    return tuple(sorted(_readers()))


def suffix_of(name: str) -> str:
    """The longest known suffix a file name ends with, in lower case; "" where there is none."""
    base = os.path.basename(name).lower()
    if base.endswith(plain.SUFFIXES):
        return os.path.splitext(base)[1]
    fitting = [suffix for suffix in _readers() if base.endswith(suffix) and len(base) > len(suffix)]
    return max(fitting, key=len, default="")


def expand(paths: Iterable[str | os.PathLike[str]]) -> list[str | UnreadableInput]:
    """The files behind names of files and folders, in order; in place of what cannot be read, the error that says why.

    A folder yields the drafts in it and below, sorted, of known suffixes only, without hidden files and without links that
    lead out of it; ``-`` (standard input) and files named one by one are passed through.
    """
    return [found for path in paths for found in _expand(os.fspath(path))]


def _expand(name: str) -> Iterator[str | UnreadableInput]:
    if name == "-":
        yield name
        return
    try:
        mode = os.stat(name).st_mode
        if not stat.S_ISDIR(mode) and not os.access(name, os.R_OK):
            raise PermissionError
    except (OSError, ValueError) as error:
        yield _not_opened(name, error)
        return
    if not stat.S_ISDIR(mode):
        yield name
        return
    drafts = list(drafts_in(name))
    yield from drafts or [refusal(name, "this folder holds no drafts", f"known kinds of file: {', '.join(suffixes())}")]


def drafts_in(folder: str, leave_out: LeaveOut | None = None) -> Iterator[str | UnreadableInput]:
    """The drafts of a folder and the folders in it, by path; a folder that cannot be listed yields its error.

    ``leave_out(path, is_folder)`` is asked of every draft and every folder in it.
    """
    found: list[tuple[tuple[str, ...], str | UnreadableInput]] = []

    def refuse(error: OSError) -> None:
        found.append((Path(error.filename).parts, _not_opened(error.filename, error)))

    inside = os.path.join(os.path.realpath(folder), "")
    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if leave_out:
            folders[:] = [name for name in folders if not leave_out(os.path.join(top, name), True)]
        for name in files:
            path = os.path.join(top, name)
            if name.startswith(".") or not suffix_of(name) or not _stays_inside(path, inside):
                continue
            if not (leave_out and leave_out(path, False)):
                found.append((Path(path).parts, path))
    for _, draft in sorted(found, key=lambda pair: pair[0]):
        yield draft


def _stays_inside(path: str, folder: str) -> bool:
    """Whether this is a regular file, and no link out of ``folder``."""
    if os.path.islink(path) and not os.path.realpath(path).startswith(folder):
        return False
    return os.path.isfile(path)


def _bytes_of(file: BinaryIO, name: str) -> bytes:
    """All bytes of an open file, pipe or terminal, up to the largest size taken."""
    whole = BytesIO()
    while piece := file.read(_CHUNK):
        whole.write(piece)
        if whole.tell() > LARGEST:
            raise _too_large(name)
    return whole.getvalue()


def _too_large(name: str) -> UnreadableInput:
    return refusal(name, f"larger than {LARGEST // 1024**2} MB", "split it into several files")


def _not_opened(name: str, error: Exception) -> UnreadableInput:
    """The error for a file or folder that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return refusal(name, "no such file or folder", "check the spelling, or the folder you are in")
    if isinstance(error, PermissionError):
        return refusal(name, "no permission to read it", "change its permissions, or copy it to where you may read it")
    if isinstance(error, IsADirectoryError):
        return refusal(name, "this is a folder, not a file", "name the files in it")
    why = error.strerror if isinstance(error, OSError) and error.strerror else "not a usable file name"
    return refusal(name, f"cannot be read ({why})", "check the file and try again")


def _reader_for(suffix: str) -> Reader:
    """The reader of a suffix; for plain text no other reader is imported."""
    if not suffix or suffix in plain.SUFFIXES:
        return plain
    return _readers().get(suffix, plain)


@cache
def _readers() -> dict[str, Reader]:
    """Every suffix with the reader that claims it."""
    modules = cast("dict[str, Reader]", discover.members(__name__))
    return {suffix: module for module in modules.values() for suffix in module.SUFFIXES}


__all__ = [
    "LARGEST", "LeaveOut", "Reader", "drafts_in", "expand", "read_bytes", "read_path", "read_text", "suffix_of",
    "suffixes",
]  # fmt: skip
