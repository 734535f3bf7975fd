"""The own form, JSONL: one object a document with id, paragraphs and one label a paragraph."""

from __future__ import annotations

from pathlib import Path

from scorer.corpora import FIELDS, LabelledDocument, Report, refuse
from scorer.corpora._files import first_record, records_of, write_lines
from scorer.corpora._records import document_record, read_documents

SUFFIXES = (".jsonl", ".ndjson")
CARRIES = FIELDS


def recognises(path: Path) -> bool:
    """Whether records have paragraphs, and labels or no attributions."""
    record = first_record(path)
    return "paragraphs" in record and ("labels" in record or "attributions" not in record)


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """All documents of a file; fields beside the own ones go to ``meta``, as text. Raises ``CorpusError`` by ``report``."""
    return read_documents(records_of(path, report), path, report)


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a document a line. Raises ``CorpusError`` where the file cannot be written."""
    write_lines(path, (document_record(document) for document in documents))
