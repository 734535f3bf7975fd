"""doccano, JSONL: one paragraph a line with spans for cues and categories for level, kind and flags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorer.corpora import LabelledDocument, Report, refuse
from scorer.corpora._choices import Stretch, read_choices, words_of
from scorer.corpora._files import Record, first_task, records_of, write_lines
from scorer.corpora._places import labels_of, places_of
from scorer.corpora._tasks import Task, about, assemble

SUFFIXES = (".jsonl",)
CARRIES = ("title", "corpus", "genre", "meta", "level", "kind", "flags", "cues", "alt")

_SPANS = ("label", "labels", "entities", "annotations", "cats")
_OWN = (
    "id", "text", *_SPANS, "relations", "Comments", "comments", "meta", "annotation_approver", "annotator", "user",
)  # fmt: skip


def recognises(path: Path) -> bool:
    """Whether records have text and labels as doccano names them, and are no tasks of Prodigy."""
    record = first_task(path)
    prodigy = {"spans", "answer", "_input_hash", "accept"} & record.keys()
    return "text" in record and not prodigy and any(isinstance(record.get(name), list) for name in _SPANS)


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of an export: of sequence labelling (``label``, older ``labels``, ``entities``), of classification
    (``label``, ``cats``) or of both. Raises ``CorpusError`` by ``report``."""
    return assemble(_tasks(path, report), path, report)


def _tasks(path: Path, report: Report) -> Iterator[Task]:
    for where, record in records_of(path, report):
        text = record.get("text")
        if not isinstance(text, str):
            report(f"{where}: needs a text")
            continue
        words: list[Any] = []
        stretches: list[Stretch] = []
        for name in _SPANS:
            for value in _listed(record.get(name)):
                match value:
                    case str():
                        words.append(value)
                    case [start, end, label] | {"start_offset": start, "end_offset": end, "label": label}:
                        stretches.append((str(label), start, end))
                    case {"label": label}:
                        words.append(label)
                    case _:
                        report(f"{where}: {value!r} is no label; [start, end, label] or a word is expected")
        meta = record.get("meta")
        fields = {name: value for name, value in record.items() if name not in _OWN}
        yield Task(
            where,
            text,
            read_choices(words, stretches, text, where, report),
            None,
            (meta if isinstance(meta, dict) else {}) | fields,
        )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write as for a project of sequence labelling with document classification (``entities`` and ``cats``)."""
    write_lines(path, (record for document in documents for record in _written(document)))


def _written(document: LabelledDocument) -> Iterator[Record]:
    for number, text, label, _ in labels_of(document):
        places = places_of(label, text, f"document {document.id!r}, paragraph {number}")
        entities = [[start, end, family] for family, there in places.items() for start, end in there]
        yield {"text": text, "entities": entities, "cats": words_of(label)} | about(document, number, _OWN)
    if not document.paragraphs:
        yield {"text": "", "entities": [], "cats": []} | about(document, 0, _OWN)
