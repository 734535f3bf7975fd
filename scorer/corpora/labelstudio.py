"""Label Studio, JSON: one paragraph a task; choices for level, kind, flags and alt, labels for cues, a reader an annotation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorer.corpora import FIELDS, Label, LabelledDocument, Report, refuse
from scorer.corpora._choices import Stretch, read_choices
from scorer.corpora._files import Record, first_task, records_of, write_text
from scorer.corpora._places import labels_of, places_of
from scorer.corpora._tasks import Task, about, assemble
from scorer.corpora._utf16 import Units

SUFFIXES = (".json",)
CARRIES = tuple(field for field in FIELDS if field != "attributions")

_SHORT = ("annotator", "annotation_id", "lead_time", "created_at", "updated_at", "id", "agreement", "ground_truth")
"""Fields of the short form (JSON-MIN) that say nothing of the text."""


def recognises(path: Path) -> bool:
    """Whether records are tasks with ``data``, or results in the short form (JSON-MIN)."""
    record = first_task(path)
    return isinstance(record.get("data"), dict) or ("text" in record and bool({"annotation_id", "annotator"} & record.keys()))


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of an export, JSON or JSON-MIN. Cancelled annotations are skipped; of the others the first (the ground truth
    where there is one) is the label and the next the second label. Raises ``CorpusError`` by ``report``."""
    return assemble(_tasks(path, report), path, report)


def _tasks(path: Path, report: Report) -> Iterator[Task]:
    for where, record in records_of(path, report):
        data = record.get("data")
        task = _full(where, record, data, report) if isinstance(data, dict) else _short(where, record, report)
        if task:
            yield task


def _full(where: str, record: Record, data: Record, report: Report) -> Task | None:
    name = _text_field(data)
    if name is None:
        report(f"{where}: the task's data has no text")
        return None
    meta = record.get("meta")
    fields = (meta if isinstance(meta, dict) else {}) | {key: value for key, value in data.items() if key != name}
    done = [each for each in record.get("annotations", record.get("completions")) or [] if isinstance(each, dict)]
    done = [each for each in done if not (each.get("was_cancelled") or each.get("skipped"))]
    done.sort(key=lambda each: not each.get("ground_truth"))
    labels = [_label(each.get("result") or [], data[name], where, report) for each in done[:2]]
    return Task(where, data[name], labels[0] if labels else Label(), labels[1] if len(labels) > 1 else None, fields)


def _text_field(data: Record) -> str | None:
    """The field that holds the text: ``text``, else the only one that is a text."""
    texts = [name for name, value in data.items() if isinstance(value, str)]
    return "text" if "text" in texts else texts[0] if len(texts) == 1 else None


def _label(results: list[Any], text: str, where: str, report: Report) -> Label:
    words: list[str] = []
    marked: list[tuple[str, Any, Any, Any]] = []
    for result in results:
        value = result.get("value") if isinstance(result, dict) else None
        if not isinstance(value, dict):
            report(f"{where}: {result!r} is no result with a value")
        elif "choices" in value and "start" not in value:
            words += [_named(str(result.get("from_name")), choice) for choice in value["choices"]]
        else:
            there = value.get("globalOffsets", value)  # marks in HTML count tags as well
            for word in value.get("labels") or value.get("hypertextlabels") or ():
                marked.append((word, there.get("start"), there.get("end"), value.get("text")))
    return read_choices(words, list(_counted(marked, text, where, report)), text, where, report)


def _named(control: str, choice: str) -> str:
    return f"alt:{choice}" if control == "alt" else choice


def _counted(marked: list[tuple[str, Any, Any, Any]], text: str, where: str, report: Report) -> Iterator[Stretch]:
    """Stretches in characters. The web page counts UTF-16 units, programs that load predictions often characters: the text that
    is kept with a mark tells which."""
    units = Units(text)
    by_units = [_in_characters(units, start, end) for _, start, end, _ in marked]
    by_characters = [(start, end) for _, start, end, _ in marked]
    units_fit = _misfits(marked, by_units, text) <= _misfits(marked, by_characters, text)
    for (word, start, end, said), place in zip(marked, by_units if units_fit else by_characters, strict=True):
        if _fits(said, place, text):
            yield word, *place
        else:
            report(f"{where}: {word!r} from {start} to {end} does not hold {said!r}; the offsets are broken")


def _in_characters(units: Units, start: Any, end: Any) -> tuple[Any, Any]:
    if isinstance(start, int) and isinstance(end, int):
        return units.back(start), units.back(end)
    return start, end


def _misfits(marked: list[tuple[str, Any, Any, Any]], places: list[tuple[Any, Any]], text: str) -> int:
    return sum(not _fits(said, place, text) for (_, _, _, said), place in zip(marked, places, strict=True))


def _fits(said: Any, place: tuple[Any, Any], text: str) -> bool:
    """Whether a stretch holds the text kept with it; line feeds come back as ``\\n`` in two characters."""
    if not isinstance(said, str):
        return True
    match place:
        case (int(start), int(end)) if start >= 0:
            return text[start:end] == said or text[start:end] == said.replace("\\n", "\n")
    return False


def _short(where: str, record: Record, report: Report) -> Task | None:
    text = record.get("text")
    if not isinstance(text, str):
        report(f"{where}: needs data with a text, or a text")
        return None
    results: list[Record] = []
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if name in ("level", "kind", "flags", "alt", "choice", "choices", "label") and isinstance(value, str | dict):
            choices = value.get("choices", []) if isinstance(value, dict) else [value]
            results.append({"from_name": name, "value": {"choices": choices}})
        elif isinstance(value, list):
            results += [{"value": each} for each in value]
        elif name not in ("text", *_SHORT):
            fields[name] = value
    return Task(where, text, _label(results, text, where, report), None, fields)


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write tasks for controls named ``level``, ``kind``, ``flags``, ``alt`` (Choices) and ``cues`` (Labels) on a Text ``text``;
    offsets in UTF-16 units. Raises ``CorpusError`` where the file cannot be written."""
    tasks = [task for document in documents for task in _written(document)]
    lines = (json.dumps({"id": number} | task, ensure_ascii=False) for number, task in enumerate(tasks, 1))
    write_text(path, "[\n" + ",\n".join(lines) + "\n]\n")


def _written(document: LabelledDocument) -> Iterator[Record]:
    for number, text, first, second in labels_of(document):
        annotations = []
        if second is not None or first != Label():
            place = f"document {document.id!r}, paragraph {number}"
            for reader, label in enumerate((first, second), 1):
                if label is not None:
                    result = list(_results(label, text, place, f"r{reader}"))
                    annotations.append({"completed_by": reader, "was_cancelled": False, "ground_truth": False, "result": result})
        yield {"data": {"text": text} | about(document, number, ("text",)), "annotations": annotations, "predictions": []}
    if not document.paragraphs:
        yield {"data": {"text": ""} | about(document, 0, ("text",)), "annotations": [], "predictions": []}


def _results(label: Label, text: str, where: str, prefix: str) -> Iterator[Record]:
    fields = {"level": [label.level], "kind": [label.kind], "flags": label.flags, "alt": [label.alt]}
    for name, words in fields.items():
        if choices := [word for word in words if word]:
            yield {
                "id": f"{prefix}-{name}", "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": choices},
            }  # fmt: skip
    units = Units(text)
    for family, places in places_of(label, text, where).items():
        for number, (start, end) in enumerate(places, 1):
            value = {"start": units.of(start), "end": units.of(end), "text": text[start:end], "labels": [family]}
            yield {
                "id": f"{prefix}-{family}-{number}", "from_name": "cues", "to_name": "text", "type": "labels", "value": value,
            }  # fmt: skip
