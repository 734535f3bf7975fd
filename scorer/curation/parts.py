"""Corpora as they are given on the command line, each with what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from scorer.corpora import LabelledDocument
from scorer.corpora._formats import read_corpus
from scorer.errors import CorpusError

_AT_LINE = re.compile(r".+?:\d+: ")


class Part(NamedTuple):
    """The documents of one path; ``problems`` are those of structure, ``unreadable`` why a file gave nothing."""

    name: str
    documents: list[LabelledDocument]
    problems: list[str]
    unreadable: list[str]


def read_part(path: Path | str, form: str | None = None, texts: Path | str | None = None) -> Part:
    """All documents that can be read of a corpus file, or of the files of a folder."""
    part = Part(str(path), [], [], [])
    for file in files_of(Path(path), form):
        problems: list[str] = []
        try:
            documents = read_corpus(file, form, problems.append, texts)
        except CorpusError as error:
            part.unreadable.append(str(error))
            continue
        part.documents.extend(documents)
        for problem in problems:
            whole = not documents and not _AT_LINE.match(problem)
            (part.unreadable if whole else part.problems).append(problem)
    return part


def read_parts(paths: Iterable[Path | str], form: str | None = None, texts: Path | str | None = None) -> list[Part]:
    """One part a path, in order."""
    return [read_part(path, form, texts) for path in paths]


def files_of(path: Path, form: str | None = None) -> list[Path]:
    """The JSON Lines files of a folder that holds some, else the path itself: some formats are folders."""
    inside = sorted(path.glob("*.jsonl")) if form in (None, "jsonl") and path.is_dir() else []
    return inside or [path]
