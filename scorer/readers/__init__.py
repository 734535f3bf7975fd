"""Read drafts: files, folders, standard input, bytes and text, each to a ``Document``.

A reader is a module of this package with ``SUFFIXES`` and ``read(data, name)``; a new format is one new file. What it may have
besides: ``read_many(data, name, field)`` where a file holds many drafts, ``LARGEST`` bytes that it takes, and ``ONLY_NAMED``,
those of its suffixes that other files have as well, so that folders are not searched for them.
"""

from __future__ import annotations

import os
import select
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
from scorer.readers._signs import suffix_by_signs
from scorer.text.decoding import refusal
from scorer.types import Document

LARGEST = 100 * 1024 * 1024
"""Bytes beyond which an input is refused."""

TEXT_FIELD = "text"
"""Where tables and JSON lines have the text, unless they are said to have it elsewhere."""

LeaveOut = Callable[[str, bool], bool]

_MARKDOWN = (".md", ".markdown")
_CHUNK = 1024 * 1024
_PATIENCE = 0.5
"""Seconds in which somebody must open a pipe to write into it."""


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
    """The draft in a file, read by its suffix, or that of standard input (``-``), read by how it begins; else as plain text."""
    name = os.fspath(path)
    data, suffix = _data_of(name)
    return read_bytes(data, name, suffix)


def read_documents(path: str | os.PathLike[str], field: str = TEXT_FIELD) -> Iterator[Document | UnreadableInput]:
    """All drafts in a file: many, called ``file#id``, of formats that hold many; in place of what cannot be read, the error.

    ``field`` is where a table or JSON lines have the text.
    """
    name = os.fspath(path)
    data, suffix = _data_of(name)
    read_many = getattr(_reader_for(suffix), "read_many", None)
    if read_many is None:
        yield read_bytes(data, name, suffix)
    else:
        yield from read_many(data, name, field)


def read_bytes(data: bytes, name: str, suffix: str) -> Document:
    """The draft in ``data``, read as files with this suffix are; an unknown one is read as plain text."""
    reader = _reader_for(suffix.lower())
    if len(data) > _largest(reader):
        raise _too_large(name, _largest(reader))
    return reader.read(data, name)


def read_text(text: str, name: str = "-") -> Document:
    """The draft in a plain text already at hand."""
    return plain.read_text(text, name)


def suffixes() -> tuple[str, ...]:
    """Every suffix some reader knows, in alphabetical order."""
    return tuple(sorted(_readers()))


def is_looked_for(name: str) -> bool:
    """Whether a file found in a folder is a draft by its name: a known suffix, and not one that other files have as well."""
    suffix = suffix_of(name)
    return bool(suffix) and suffix not in getattr(_reader_for(suffix), "ONLY_NAMED", ())


def suffix_of(name: str) -> str:
    """The longest known suffix a file name ends with, in lower case; "" where there is none."""
    base = os.path.basename(name).lower()
    if base.endswith(plain.SUFFIXES + _MARKDOWN):
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
    known = ", ".join(suffix for suffix in suffixes() if is_looked_for("a" + suffix))
    yield from drafts or [refusal(name, "this folder holds no drafts", f"known kinds of file: {known}")]


def drafts_in(
    folder: str, leave_out: LeaveOut | None = None, wanted: Callable[[str], bool] = is_looked_for
) -> Iterator[str | UnreadableInput]:
    """The drafts of a folder and the folders in it, by path; a folder that cannot be listed yields its error.

    ``leave_out(path, is_folder)`` is asked of every draft and every folder in it, ``wanted`` of the names of files.
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
            if name.startswith(".") or not wanted(name) or not _stays_inside(path, inside):
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


def _data_of(name: str) -> tuple[bytes, str]:
    """What is in a file, or comes by standard input, and the suffix of its format."""
    if name == "-":
        data = _bytes_of(sys.stdin.buffer, name, LARGEST)
        return data, suffix_by_signs(data)
    suffix = suffix_of(name)
    return _bytes_at(name, suffix), suffix


def _bytes_at(name: str, suffix: str) -> bytes:
    """All bytes of the file ``name``; one too large for its reader is not read."""
    most = _largest(_reader_for(suffix))
    try:
        with open(name, "rb", opener=_open_at_once) as file:
            begun = BytesIO()
            if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode) and not _is_written(file.fileno(), begun):
                raise refusal(
                    name, "nobody writes into this pipe", "start the program that does, or save what it writes as a file"
                )
            if os.fstat(file.fileno()).st_size > most:
                raise _too_large(name, most)
            return _bytes_of(file, name, most, begun)
    except (OSError, ValueError) as error:
        raise _not_opened(name, error) from None


def _open_at_once(name: str, flags: int) -> int:
    """Open without waiting, as one would for a pipe that nobody has opened to write into it."""
    opened = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(opened, True)
    return opened


def _is_written(pipe: int, begun: BytesIO) -> bool:
    """Whether anything comes through a pipe in time, or its writer is there and takes longer; what was read goes to ``begun``."""
    if select.select([pipe], [], [], _PATIENCE)[0]:
        return True
    os.set_blocking(pipe, False)
    try:
        return bool(begun.write(os.read(pipe, 1)))
    except BlockingIOError:
        return True
    finally:
        os.set_blocking(pipe, True)


def _bytes_of(file: BinaryIO, name: str, most: int, begun: BytesIO | None = None) -> bytes:
    """All bytes of an open file, pipe or terminal, up to the largest size taken; ``begun`` holds those already read."""
    whole = begun or BytesIO()
    while piece := file.read(_CHUNK):
        whole.write(piece)
        if whole.tell() > most:
            raise _too_large(name, most)
    return whole.getvalue()


def _largest(reader: Reader) -> int:
    return min(LARGEST, getattr(reader, "LARGEST", LARGEST))


def _too_large(name: str, most: int) -> UnreadableInput:
    return refusal(name, f"larger than {most // 1024**2} MB", "split it into several files")


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
    """The reader of a suffix; for plain text and Markdown no other reader is imported."""
    if not suffix or suffix in plain.SUFFIXES:
        return plain
    if suffix in _MARKDOWN:
        from scorer.readers import markdown

        return cast(Reader, markdown)
    return _readers().get(suffix, plain)


@cache
def _readers() -> dict[str, Reader]:
    """Every suffix with the reader that claims it."""
    modules = cast("dict[str, Reader]", discover.members(__name__))
    return {suffix: module for module in modules.values() for suffix in module.SUFFIXES}


__all__ = [
    "LARGEST", "TEXT_FIELD", "LeaveOut", "Reader", "drafts_in", "expand", "is_looked_for", "read_bytes", "read_documents",
    "read_path", "read_text", "suffix_of", "suffixes",
]  # fmt: skip
