"""The files of an archive: those named, and those in folders, with what tells later whether they are still the same."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from scorer.archives import streams
from scorer.errors import ScorerError, UnreadableInput
from scorer.readers import drafts_in, expand, is_looked_for


class Found(NamedTuple):
    """A file to read, or why it cannot be (``fault``)."""

    path: str
    size: int
    fault: str = ""


class Inputs(NamedTuple):
    """The files in order, and a line about each thing that was named: name, files, bytes, digest of names, sizes and times."""

    files: list[Found]
    named: list[dict[str, Any]]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(one.size for one in self.files)


def find_inputs(paths: Iterable[str]) -> Inputs:
    """All files behind the names of files and folders."""
    files: list[Found] = []
    named: list[dict[str, Any]] = []
    for path in paths:
        if path == "-":
            raise ScorerError("-: an archive is read again when a run goes on, which stdin cannot be; name a file")
        here = _files_of(path)
        digest = sha256()
        for one, changed in here:
            digest.update(f"{one.path}\0{one.size}\0{changed}\0{one.fault}\n".encode("utf-8", "surrogateescape"))
        size = sum(one.size for one, _ in here)
        named.append({"name": path, "files": len(here), "bytes": size, "digest": "sha256:" + digest.hexdigest()})
        files += [one for one, _ in here]
    if all(one.fault for one in files):
        raise UnreadableInput(f"{files[0].path}: {files[0].fault}" if files else "nothing to read; name a file or a folder")
    return Inputs(files, named)


def _files_of(path: str) -> list[tuple[Found, int]]:
    if not os.path.isdir(path):
        return [_look_at(one) for one in expand([path])]
    here = list(drafts_in(path, wanted=lambda name: is_looked_for(name) or streams.is_stream(name)))
    if not here:
        raise UnreadableInput(f"{path}: this folder holds no drafts and no archives; name the files that do")
    return [_look_at(one) for one in here]


def _look_at(one: str | UnreadableInput) -> tuple[Found, int]:
    if isinstance(one, UnreadableInput):
        name, _, fault = str(one).partition(": ")
        return Found(name, 0, fault), 0
    about = os.stat(one)
    return Found(one, about.st_size), about.st_mtime_ns
