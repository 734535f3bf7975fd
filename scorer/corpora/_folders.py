"""Formats with a file a document: how the files of a folder are named, and what is kept beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scorer.corpora import LabelledDocument, Report
from scorer.corpora._files import records_of, write_text
from scorer.corpora._records import OWN, meta_fields, meta_of, scalar
from scorer.errors import CorpusError

BESIDE = "documents.json"
"""Order, ids, titles, genres and ``meta`` of the documents of a folder; the tools take no notice of it."""

_OWN = (*OWN, "file")
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w.-]+")


def file_names(documents: Iterable[LabelledDocument]) -> list[str]:
    """A file name without suffix for every document: its id without what file systems dislike, each only once."""
    names: list[str] = []
    taken: set[str] = set()
    for document in documents:
        plain = _UNSAFE.sub("_", document.id).strip(".")[:_LONGEST_NAME] or "document"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def write_folder(documents: list[LabelledDocument], folder: Path, files: Mapping[str, str]) -> None:
    """Write files by name, and what they cannot hold beside them. Raises ``CorpusError`` where the folder holds other things."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CorpusError(f"{folder}: is no empty folder; give a new one, so that old and new documents are not mixed")
    beside = [_record(name, document) for name, document in zip(file_names(documents), documents, strict=True)]
    for name, text in files.items():
        write_text(folder / name, text)
    lines = (json.dumps(record, ensure_ascii=False) for record in beside)
    write_text(folder / BESIDE, "[\n" + ",\n".join(lines) + "\n]\n")


def _record(name: str, document: LabelledDocument) -> dict[str, str]:
    record = {"file": name, "id": document.id, "corpus": document.corpus, "genre": document.genre, "title": document.title}
    record |= meta_fields(document.meta, _OWN)
    return {key: value for key, value in record.items() if value}


class Beside:
    """What a folder keeps beside the files of its documents."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder
        self._records: dict[str, dict[str, Any]] = {}
        self._wheres: dict[str, str] = {}
        path = folder / BESIDE
        for where, record in records_of(path, report) if path.is_file() else ():
            name = scalar(record.get("file"))
            self._records[name] = record
            self._wheres[name] = where

    def ordered(self, files: Iterable[Path], report: Report) -> list[Path]:
        """The files in the order of the documents; unknown ones behind them by name. A file that is gone is told."""
        by_name = {self._name(path): path for path in sorted(files)}
        for name in self._records.keys() - by_name.keys():
            report(f"{self._wheres[name]}: the file of {scalar(self._records[name].get('id'))!r} ({name}) is not in the folder")
        known = [name for name in self._records if name in by_name]
        return [by_name[name] for name in (*known, *(name for name in by_name if name not in self._records))]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).with_suffix("").as_posix()

    def complete(self, document: LabelledDocument, path: Path) -> LabelledDocument:
        """A document with its id and what else is known of it; without that the name of its file is the id."""
        record = self._records.get(self._name(path), {})
        return document._replace(
            id=scalar(record.get("id")) or self._name(path),
            corpus=scalar(record.get("corpus")) or self.folder.name,
            genre=scalar(record.get("genre")),
            title=scalar(record.get("title")),
            meta=meta_of(record, _OWN),
        )
