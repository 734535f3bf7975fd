"""Texts that a user has somewhere, found again by the hashes of their paragraphs."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scorer.corpora._files import data_of
from scorer.corpora._records import OWN, meta_of, scalar

TEXTS_VARIABLE = "SCORER_TEXTS"
_DEFAULT_TEXTS = Path("..") / "shared" / "data"
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_SUFFIXES = (".jsonl", ".txt")


def texts_folder(texts: Path | str | None) -> Path:
    """Where texts that are not shipped lie: the option, ``$SCORER_TEXTS``, or ``../shared/data``."""
    return Path(texts or os.environ.get(TEXTS_VARIABLE) or _DEFAULT_TEXTS)


class Work(NamedTuple):
    """A document among the texts: the name of its file, and what the file says of it beside its paragraphs."""

    file: str
    id: str
    title: str
    genre: str
    meta: dict[str, str]


class TextIndex(NamedTuple):
    """Paragraphs by hash, works by the hash of all their paragraphs, and how many files were read."""

    paragraphs: dict[str, str]
    works: dict[str, list[Work]]
    files: int

    def work(self, hashes: Sequence[str], file: str, identity: str) -> Work | None:
        """The work with these paragraphs, best the one from a file of this name, then the one with this id."""
        found = self.works.get(hash_of_all(hashes), [])
        return min(found, key=lambda work: (work.file != file, work.id != identity), default=None)


def hash_of(text: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 of the UTF-8 text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def hash_of_all(hashes: Sequence[str]) -> str:
    """One hash for all paragraphs of a document."""
    return hash_of(" ".join(hashes))


def index_texts(folder: Path) -> TextIndex:
    """All paragraphs below a folder: of ``*.jsonl`` with ``paragraphs`` and of ``*.txt``, parted by blank lines.

    Files are read in the order of their names, once as long as they stay as they are; time is linear in their size.
    """
    files = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            state = path.stat()
            files.append((path, state.st_size, state.st_mtime_ns))
    return _index(tuple(files))


@lru_cache(maxsize=4)
def _index(files: tuple[tuple[Path, int, int], ...]) -> TextIndex:
    index = TextIndex({}, {}, len(files))
    for path, _, _ in files:
        for paragraphs, record in _documents(path):
            hashes = [hash_of(text) for text in paragraphs]
            for key, text in zip(hashes, paragraphs, strict=True):
                index.paragraphs.setdefault(key, text)
            meta = meta_of(record, OWN)
            identity, title, genre = (scalar(record.get(name)) for name in ("id", "title", "genre"))
            work = Work(path.name, identity, title, genre, meta)
            index.works.setdefault(hash_of_all(hashes), []).append(work)
    return index


def _documents(path: Path) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Paragraphs of every document of a file and its record; what cannot be read holds none."""
    data = data_of(path, lambda problem: None)
    if path.suffix == ".txt":
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        yield [part for part in (part.strip() for part in _BLANK_LINE.split(text)) if part], {}
        return
    for line in data.split(b"\n"):
        if b'"paragraphs"' in line:
            try:
                record = json.loads(line)
                paragraphs = [str(text) for text in record["paragraphs"]]
                "".join(paragraphs).encode("utf-8")
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
            yield paragraphs, record
