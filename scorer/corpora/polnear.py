"""PARC and PolNeAR as JSONL: one object a document with paragraphs and marked attributions, no labels."""

from __future__ import annotations

from pathlib import Path

from scorer.corpora import LabelledDocument, Report, refuse
from scorer.corpora._files import first_record, records_of, write_lines
from scorer.corpora._records import document_record, read_documents

SUFFIXES = (".jsonl", ".ndjson")
CARRIES = ("title", "corpus", "genre", "meta", "attributions")


def recognises(path: Path) -> bool:
    """Whether records have paragraphs and attributions, and no labels."""
    record = first_record(path)
    return "paragraphs" in record and "attributions" in record and "labels" not in record


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """All documents of a file; pieces are ``[paragraph from 0, start, end, text]``. Raises ``CorpusError`` by ``report``."""
    return read_documents(records_of(path, report), path, report)


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a document a line. Raises ``CorpusError`` where the file cannot be written."""
    write_lines(path, (document_record(document, labels=False) for document in documents))
