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
    """The documents of one path; ``problems`` are those of structure, ``unreadable`` why a path gave nothing."""

    name: str
    documents: list[LabelledDocument]
    problems: list[str]
    unreadable: list[str]


def read_part(path: Path | str, form: str | None = None, texts: Path | str | None = None) -> Part:
    """All that can be read of a corpus. What gave no document, and not for what stands on a line of it, is unreadable."""
    problems: list[str] = []
    try:
        documents = read_corpus(path, form, problems.append, texts)
    except CorpusError as error:
        documents, problems = [], [str(error)]
    whole = [problem for problem in problems if not documents and not _AT_LINE.match(problem)]
    return Part(str(path), documents, [problem for problem in problems if problem not in whole], whole)


def read_parts(paths: Iterable[Path | str], form: str | None = None, texts: Path | str | None = None) -> list[Part]:
    """One part a path, in order."""
    return [read_part(path, form, texts) for path in paths]
