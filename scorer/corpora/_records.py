"""Documents as JSON objects: the own form, of which the PolNeAR form is a part."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from scorer.corpora import ROLES, Label, LabelledDocument, MarkedAttribution, Piece, Report
from scorer.corpora._files import Record
from scorer.corpora._labels import label_record, read_label
from scorer.corpora._places import is_place
from scorer.errors import nearest

_PREFIX = "meta."
OWN = ("id", "corpus", "genre", "title", "paragraphs", "labels", "second", "attributions")


def read_documents(records: Iterable[tuple[str, Record]], path: Path, report: Report) -> list[LabelledDocument]:
    """The documents of records in the own form; a second one with the same id is told and left out."""
    documents: dict[str, LabelledDocument] = {}
    for where, record in records:
        document = read_document(record, where, path, report)
        if document and document.id in documents:
            report(f"{where}: document {document.id!r} is also at {documents[document.id].where}; only the first is kept")
        elif document:
            documents[document.id] = document
    return list(documents.values())


def read_document(record: Record, where: str, path: Path, report: Report) -> LabelledDocument | None:
    """The document a record holds; None, told, where it has no paragraphs."""
    paragraphs = record.get("paragraphs")
    if not isinstance(paragraphs, list) or not all(isinstance(text, str) for text in paragraphs):
        report(f"{where}: paragraphs must be a list of texts; see training/README.md")
        return None
    if record.get("id") in (None, ""):
        report(f"{where}: needs an id; see training/README.md")
    for name in record:
        if name not in OWN and resembles(name, OWN):
            report(f"{where}: {name!r} is no field of a document; {nearest(name, list(OWN))}")
    labels = read_labels(record.get("labels"), "labels", paragraphs, where, report)
    second = record.get("second")
    return LabelledDocument(
        scalar(record.get("id")) or f"{path.stem}:{where.rpartition(':')[2]}",
        scalar(record.get("corpus")) or path.stem,
        scalar(record.get("genre")),
        paragraphs,
        labels or [Label()] * len(paragraphs),
        scalar(record.get("title")),
        tuple(read_labels(second, "second", paragraphs, where, report)),
        read_attributions(record.get("attributions"), paragraphs, where, report),
        meta_of(record, OWN),
        where,
    )


@lru_cache(maxsize=1024)
def resembles(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name is likely a known one misspelt."""
    return bool(get_close_matches(name, known, n=1, cutoff=0.8))


def meta_of(record: Record, own: Iterable[str]) -> dict[str, str]:
    """The fields of a record that are not its form's own, as texts."""
    return {name.removeprefix(_PREFIX): scalar(value) for name, value in record.items() if name not in own and value is not None}


def meta_fields(meta: dict[str, str], own: tuple[str, ...]) -> dict[str, str]:
    """``meta`` as fields of a record, with a prefix where a name would be taken for one of the form's own."""
    return {_PREFIX + name if name.startswith(_PREFIX) or resembles(name, own) else name: value for name, value in meta.items()}


def scalar(value: Any) -> str:
    """A value as text: as it is, or in JSON; "" for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_labels(values: Any, name: str, paragraphs: list[str], where: str, report: Report) -> list[Label]:
    """One label a paragraph, or none at all. Where there are too many or too few they are put by their numbers."""
    if values is None or (values == [] and name == "second"):
        return []
    if not isinstance(values, list):
        report(f"{where}: {name} must be a list with one label a paragraph")
        return []
    if len(values) != len(paragraphs):
        report(f"{where}: {len(values)} {name} for {len(paragraphs)} paragraphs; one each is needed")
        values = _by_number(values, len(paragraphs))
    labels = []
    for number, (value, text) in enumerate(zip(values, paragraphs, strict=True), 1):
        place = f"{where}: paragraph {number}" + (" (second)" if name == "second" else "")
        said = value.get("paragraph", number) if isinstance(value, dict) else number
        if said != number:
            report(f"{place}: its label says it is for paragraph {said}; put labels in order")
            value = None
        labels.append(read_label(value, text, place, report))
    return labels


def _by_number(values: list[Any], count: int) -> list[Any]:
    numbered = {
        value["paragraph"]: value for value in values if isinstance(value, dict) and isinstance(value.get("paragraph"), int)
    }
    return [numbered.get(number) for number in range(1, count + 1)]


def read_attributions(values: Any, paragraphs: list[str], where: str, report: Report) -> tuple[MarkedAttribution, ...]:
    """Attributions in PolNeAR form; one with a broken offset is told and left out."""
    if not values:
        return ()
    if not isinstance(values, list):
        report(f"{where}: attributions must be a list")
        return ()
    found = []
    for number, value in enumerate(values, 1):
        place = f"{where}: attribution {number}"
        if not isinstance(value, dict):
            report(f"{place}: must be an object with source, cue and content")
            continue
        roles = [_pieces(value.get(role), paragraphs, f"{place}: {role}", report) for role in ROLES]
        if any(role is None for role in roles):
            continue
        source, cue, content = (tuple(role or ()) for role in roles)
        kind = scalar(value.get("type")) or "Attribution"
        found.append(MarkedAttribution(source, cue, content, kind, scalar(value.get("id"))))
    return tuple(found)


def _pieces(values: Any, paragraphs: list[str], where: str, report: Report) -> list[Piece] | None:
    pieces = []
    for value in values or []:
        match value:
            case [int(paragraph), start, end, *text] if 0 <= paragraph < len(paragraphs) and is_place(
                [start, end], paragraphs[paragraph]
            ):
                found = Piece(paragraph, start, end, paragraphs[paragraph][start:end])
                if text and text[0] != found.text:
                    report(f"{where}: {value!r} does not hold its text; the offsets are broken")
                    return None
                pieces.append(found)
            case _:
                report(f"{where}: {value!r} is no [paragraph, start, end, text] of the document; the offsets are broken")
                return None
    return pieces


def document_record(document: LabelledDocument, labels: bool = True) -> Record:
    """A document as an object in the own form; without ``labels`` in PolNeAR form."""
    record: Record = {"id": document.id, "corpus": document.corpus}
    if document.genre:
        record["genre"] = document.genre
    record |= meta_fields(document.meta, OWN)
    record["title"] = document.title
    record["paragraphs"] = document.paragraphs
    if labels:
        record["labels"] = [label_record(label, number) for number, label in enumerate(document.labels, 1)]
    if labels and document.second:
        record["second"] = [label_record(label, number, whole=False) for number, label in enumerate(document.second, 1)]
    if document.attributions or not labels:
        record["attributions"] = [attribution_record(attribution) for attribution in document.attributions]
    return record


def attribution_record(attribution: MarkedAttribution, words: bool = True) -> Record:
    """An attribution as an object; without ``words`` by offsets alone."""
    record: Record = {"id": attribution.id} if attribution.id else {}
    record["type"] = attribution.type
    pieces = dict(zip(ROLES, (attribution.source, attribution.cue, attribution.content), strict=True))
    return record | {role: [list(piece) if words else list(piece[:3]) for piece in there] for role, there in pieces.items()}
