"""Prodigy, JSONL: one paragraph a task with spans for cues and accepted choices for level, kind and flags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorer.corpora import FIELDS, Label, LabelledDocument, Report, refuse
from scorer.corpora._choices import CHOICES, Stretch, read_choices, words_of
from scorer.corpora._files import Record, first_task, records_of, write_lines
from scorer.corpora._places import labels_of, places_of
from scorer.corpora._records import scalar
from scorer.corpora._tasks import Task, about, assemble

SUFFIXES = (".jsonl",)
CARRIES = tuple(field for field in FIELDS if field != "attributions")

_SIGNS = {"spans", "answer", "accept", "options", "_input_hash", "_task_hash", "_view_id"}
_OF_TASKS = ("pattern", "score")
"""Meta that says how a task was chosen, nothing of its document."""
_ANNOTATORS = ("_annotator_id", "_session_id")


def recognises(path: Path) -> bool:
    """Whether records have text and one of Prodigy's fields."""
    record = first_task(path)
    return "text" in record and bool(_SIGNS & record.keys())


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of an export (``db-out``). What was rejected or ignored stays as a paragraph without label.

    Of a text that several people annotated the first is the label and the second the second. Raises ``CorpusError`` by
    ``report``.
    """
    return assemble(_tasks(path, report), path, report)


def _tasks(path: Path, report: Report) -> Iterator[Task]:
    """By the first reader of each text, with the label of the second reader put in."""
    tasks: dict[object, Task] = {}
    readers: dict[object, list[str]] = {}
    for at, (where, record) in enumerate(records_of(path, report)):
        text = record.get("text")
        if not isinstance(text, str):
            report(f"{where}: needs a text")
            continue
        meta: Any = record.get("meta")
        meta = {name: value for name, value in meta.items() if name not in _OF_TASKS} if isinstance(meta, dict) else {}
        label = _label(record, text, where, report)
        reader = next((scalar(record[name]) for name in _ANNOTATORS if record.get(name)), "")
        number = (scalar(meta.get("document")), scalar(meta.get("paragraph")))
        key = number if all(number) else _same_text(record, reader, at)
        before = readers.setdefault(key, [])
        if not before:
            tasks[key] = Task(where, text, label, None, meta)
        elif reader in before:
            report(f"{where}: the same paragraph is also at {tasks[key].where}, by the same annotator; the first is kept")
        elif len(before) == 1:
            tasks[key] = tasks[key]._replace(second=label)
        before.append(reader)
    yield from tasks.values()


def _same_text(record: Record, reader: str, at: int) -> object:
    """What two readings of one text have in common; without a reader every task is one of its own."""
    return record.get("_input_hash") or record["text"] if reader else at


def _label(record: Record, text: str, where: str, report: Report) -> Label:
    if record.get("answer", "accept") != "accept":
        return Label()
    offered = [option for option in _listed(record.get("options")) if isinstance(option, dict)]
    options = {scalar(option.get("id")): option.get("text") for option in offered}
    words: list[Any] = []
    for choice in (*_listed(record.get("accept")), *_listed(record.get("label"))):
        words.append(choice if choice in CHOICES else options.get(scalar(choice)) or choice)
    stretches: list[Stretch] = []
    for span in _listed(record.get("spans")):
        if isinstance(span, dict) and "label" in span:
            stretches.append((span["label"], span.get("start"), span.get("end")))
        else:
            report(f"{where}: {span!r} is no span with start, end and label")
    return read_choices(words, stretches, text, where, report)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write tasks with answers, two of a paragraph that two readers labelled. Raises ``CorpusError``."""
    write_lines(path, (record for document in documents for record in _written(document)))


def _written(document: LabelledDocument) -> Iterator[Record]:
    for number, text, first, second in labels_of(document):
        for reader, label in (("first", first), ("second", second)):
            if label is not None:
                places = places_of(label, text, f"document {document.id!r}, paragraph {number}")
                record: Record = {"text": text, "meta": about(document, number, _OF_TASKS)}
                record["spans"] = [
                    {"start": start, "end": end, "label": family} for family, there in places.items() for start, end in there
                ]
                record |= {"accept": words_of(label), "answer": "accept"}
                yield record | ({"_annotator_id": reader} if second is not None else {})
    if not document.paragraphs:
        yield {"text": "", "meta": about(document, 0), "spans": [], "answer": "accept"}
