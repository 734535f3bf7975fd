"""Stand-off labels, JSONL without text: hashes of paragraphs, labels and offsets, joined with the texts where a user has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from scorer.corpora import CUE_FAMILIES, Label, LabelledDocument, Report, refuse
from scorer.corpora._files import Record, first_record, records_of, write_lines
from scorer.corpora._labels import label_record, read_levels
from scorer.corpora._places import is_place, places_of, with_places
from scorer.corpora._records import attribution_record, read_attributions, scalar
from scorer.corpora._texts import TEXTS_VARIABLE, TextIndex, hash_of, index_texts, texts_folder

SUFFIXES = (".jsonl", ".ndjson")
CARRIES = ("corpus", "genre", "level", "kind", "flags", "cues", "alt", "second", "attributions")


class _Entry(NamedTuple):
    """A line of the file: its labels, and the hashes of the paragraphs they belong to."""

    where: str
    record: Record
    hashes: list[str]


def recognises(path: Path) -> bool:
    """Whether records have an id and labels and neither paragraphs nor text."""
    record = first_record(path)
    return "id" in record and isinstance(record.get("labels"), list) and not {"paragraphs", "text", "data"} & record.keys()


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents whose paragraphs are all found below ``texts``, in the order of the file.

    ``texts`` is by default ``$SCORER_TEXTS``, else ``../shared/data``. Title, genre and ``meta`` come from there too, where the
    texts are JSONL. What is missing is told in one line. Raises ``CorpusError`` by ``report``.
    """
    folder = texts_folder(texts)
    entries = list(_entries(path, report))
    index = index_texts(folder)
    documents, missing = [], []
    for entry in entries:
        if all(key in index.paragraphs for key in entry.hashes):
            documents.append(_document(entry, index, path, report))
        else:
            missing.append(entry)
    if missing:
        report(_told(missing, entries, index, folder))
    return documents


def _entries(path: Path, report: Report) -> Iterator[_Entry]:
    seen: dict[str, str] = {}
    for where, record in records_of(path, report):
        labels = record.get("labels")
        identity = scalar(record.get("id"))
        if not identity or not isinstance(labels, list) or not all(isinstance(label, dict) for label in labels):
            report(f"{where}: stand-off labels need an id and a list of labels")
        elif identity in seen:
            report(f"{where}: document {identity!r} is also at {seen[identity]}; only the first is kept")
        elif not all(isinstance(label.get("hash"), str) for label in labels):
            report(f"{where}: every label needs the hash of its paragraph")
        elif [label.get("paragraph", number) for number, label in enumerate(labels, 1)] != list(range(1, len(labels) + 1)):
            report(f"{where}: labels are not numbered 1 to {len(labels)}; each paragraph needs its line, in order")
        else:
            seen[identity] = where
            yield _Entry(where, record, [label["hash"] for label in labels])


def _document(entry: _Entry, index: TextIndex, path: Path, report: Report) -> LabelledDocument:
    where, record, hashes = entry
    paragraphs = [index.paragraphs[key] for key in hashes]
    work = index.work(hashes, scalar(record.get("source")), scalar(record["id"]))
    second = record.get("second") or []
    if second and (not isinstance(second, list) or len(second) != len(paragraphs)):
        report(f"{where}: second must have one label for each of the {len(paragraphs)} paragraphs")
        second = []
    return LabelledDocument(
        scalar(record["id"]),
        scalar(record.get("corpus")) or path.stem,
        scalar(record.get("genre")) or (work.genre if work else ""),
        paragraphs,
        _labels(record["labels"], paragraphs, where, report),
        scalar(record.get("title")) or (work.title if work else ""),
        tuple(_labels(second, paragraphs, f"{where} (second)", report)),
        read_attributions(record.get("attributions"), paragraphs, where, report),
        dict(work.meta) if work else {},
        where,
    )


def _labels(values: list[Any], paragraphs: list[str], where: str, report: Report) -> list[Label]:
    labels = []
    for number, (value, text) in enumerate(zip(values, paragraphs, strict=bool(values)), 1):
        place = f"{where}: paragraph {number}"
        label = read_levels(value, place, report)
        places: dict[str, list[tuple[int, int]]] = {}
        for family in CUE_FAMILIES if isinstance(value, dict) else ():
            offsets = value.get(family) or []
            good = [offset for offset in offsets if is_place(offset, text)] if isinstance(offsets, list) else []
            if good != offsets:
                report(f"{place}: {family} must be [start, end] within the {len(text)} characters of the paragraph")
            places[family] = [(start, end) for start, end, *_ in good]
        labels.append(with_places(label, text, places))
    return labels


def _told(missing: list[_Entry], entries: list[_Entry], index: TextIndex, folder: Path) -> str:
    known = index.paragraphs
    lost = sum(key not in known for entry in missing for key in entry.hashes)
    paragraphs = sum(len(entry.hashes) for entry in entries)
    looked = f"in {index.files} files below {folder}" if folder.is_dir() else f"at {folder}, which is no folder"
    sources = sorted({source for entry in missing if (source := scalar(entry.record.get("source")))})
    return (
        f"{missing[0].where}: {len(missing):,} of {len(entries):,} documents have no text ({lost:,} of {paragraphs:,} paragraphs "
        f"are missing), the first is {scalar(missing[0].record['id'])!r}; looked {looked}; give the folder that holds "
        f"{', '.join(sources[:3]) or 'the texts'} by --texts or ${TEXTS_VARIABLE}"
    )


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a document a line, without a word of its text. Raises ``CorpusError`` where the file cannot be written."""
    write_lines(path, (_record(document) for document in documents))


def _record(document: LabelledDocument) -> Record:
    record: Record = {"id": document.id, "corpus": document.corpus}
    if document.genre:
        record["genre"] = document.genre
    source = PurePath(document.where.rpartition(":")[0]).name
    if source:
        record["source"] = source
    record["labels"] = list(_label_records(document, document.labels))
    if document.second:
        record["second"] = list(_label_records(document, document.second))
    if document.attributions:
        record["attributions"] = [attribution_record(attribution, words=False) for attribution in document.attributions]
    return record


def _label_records(document: LabelledDocument, labels: list[Label] | tuple[Label, ...]) -> Iterator[Record]:
    first = labels is document.labels
    for number, (text, label) in enumerate(zip(document.paragraphs, labels, strict=True), 1):
        record = label_record(label, number, whole=False)
        places = places_of(label, text, f"document {document.id!r}, paragraph {number}")
        record |= {family: [list(place) for place in there] for family, there in places.items() if there}
        record.pop("places", None)
        yield {"paragraph": record.pop("paragraph"), "hash": hash_of(text)} | record if first else record
