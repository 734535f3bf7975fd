"""INCEpTION and WebAnno TSV 3.x, a file a document: layers for paragraphs, flags, cues and attributions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

from scorer.corpora import ROLES, Label, LabelledDocument, MarkedAttribution, Piece, Report, refuse
from scorer.corpora._annotations import Mark, Page, label_page
from scorer.corpora._choices import meant
from scorer.corpora._files import files_in, head_of
from scorer.corpora._folders import Beside, file_names, write_folder
from scorer.corpora._places import places_of
from scorer.corpora._utf16 import Units
from scorer.corpora._webanno import FORMAT, Annotation, Sentence, covered, escape_text, escape_value, parse, units_of

SUFFIXES = (".tsv",)
CARRIES = ("title", "corpus", "genre", "meta", "level", "kind", "flags", "cues", "alt", "attributions")

_LAYERS = {
    "webanno.custom.Attribution": ("id", "number", "role", "type"),
    "webanno.custom.Cue": ("family",),
    "webanno.custom.Flag": ("flag",),
    "webanno.custom.Paragraph": ("alt", "kind", "level"),
}
_OF_PARAGRAPHS = ("level", "kind", "alt", "flag", "flags")
_OF_WORDS = ("family", "cue")
_UNNAMED = ("label", "value", "category")
"""Features that may mean anything; read where they are in a layer of the project's own and hold one of our words."""


def recognises(path: Path) -> bool:
    """Whether it is such a file, or a folder with such files in it or below."""
    if path.is_dir():
        return any(map(recognises, path.rglob("*.tsv")))
    return head_of(path).startswith(FORMAT)


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of a folder, or of one file. Raises ``CorpusError`` by ``report``.

    A sentence is a paragraph, unless blank lines lie between some sentences and not between others (then those part paragraphs)
    or a level is said of several sentences at once. Features count by their names, whatever their layer: level, kind, alt,
    flag(s), family or cue.
    """
    folder = path if path.is_dir() else path.parent
    files = [file for file in files_in(folder, "**/*.tsv") if head_of(file).startswith(FORMAT)] if path.is_dir() else [path]
    beside = Beside(folder, report)
    quiet: Report = report if path.is_dir() else lambda problem: None
    found = ((_document(file, report), file) for file in beside.ordered(files, quiet))
    return [beside.complete(document, file) for document, file in found if document]


class _Text(NamedTuple):
    """The page of a document, its sentences, and where each begins: in units of the document, and in characters of the page."""

    page: Page
    sentences: list[Sentence]
    units: list[int]
    starts: list[int]

    def place(self, annotation: Annotation) -> tuple[int, int] | None:
        """Start and end of an annotation in characters of the page."""
        start = self._character(annotation.start, bisect_right(self.units, annotation.start) - 1)
        end = self._character(annotation.end, bisect_left(self.units, annotation.end) - 1)
        return None if start is None or end is None else (start, end)

    def _character(self, unit: int, at: int) -> int | None:
        found = self.sentences[at].units.back(unit - self.units[at]) if at >= 0 else None
        return None if found is None else self.starts[at] + found


def _document(path: Path, report: Report) -> LabelledDocument | None:
    parsed = parse(path, report)
    if parsed is None:
        return None
    sentences, annotations = parsed
    text = _text(sentences, annotations)
    labels = label_page(text.page, _marks(annotations, text, report), report)
    attributions = tuple(_attributions(annotations, text))
    return LabelledDocument("", "", "", text.page.paragraphs(), labels, attributions=attributions, where=f"{path}:1")


def _text(sentences: list[Sentence], annotations: list[Annotation]) -> _Text:
    units = [sentence.start for sentence in sentences]
    gaps = [later.start - earlier.end for earlier, later in pairwise(sentences)]
    mixed = any(gap > 1 for gap in gaps) and any(gap <= 1 for gap in gaps)
    going_on = {at for at, gap in enumerate(gaps, 1) if mixed and gap <= 1}
    for annotation in annotations:
        if "level" in annotation.features:
            going_on.update(range(max(bisect_right(units, annotation.start), 1), bisect_left(units, annotation.end)))
    parts: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for at, sentence in enumerate(sentences):
        if at:
            parts.append(" " * max(gaps[at - 1], 0) if at in going_on else "\n\n")
            length += len(parts[-1])
        starts.append(length)
        parts.append(sentence.text)
        length += len(sentence.text)
        spans.append((spans.pop()[0] if at in going_on else starts[-1], length))
    return _Text(Page("".join(parts), spans), sentences, units, starts)


def _marks(annotations: list[Annotation], text: _Text, report: Report) -> Iterator[Mark]:
    for annotation in _in_order(annotations):
        place = text.place(annotation)
        for feature, value in annotation.features.items():
            name = feature.lower()
            own = "custom." in annotation.layer and name in _UNNAMED and all(meant(value, "", lambda problem: None))
            if place is None or not (own or name in (*_OF_PARAGRAPHS, *_OF_WORDS)):
                continue
            for word in value.split() if name == "flags" else [value]:
                yield Mark(annotation.where, f"{name}:{word}" if name in _OF_PARAGRAPHS else word, *place)


def _in_order(annotations: list[Annotation]) -> list[Annotation]:
    """By number, where all have one (then somebody numbered them), else as they stand in the text."""
    numbered = all(annotation.number for annotation in annotations)
    return sorted(annotations, key=lambda annotation: annotation.number if numbered else annotation.start)


def _attributions(annotations: list[Annotation], text: _Text) -> Iterator[MarkedAttribution]:
    """Stretches with a role that have their number in common."""
    found: dict[str, list[Annotation]] = {}
    for annotation in _in_order(annotations):
        if annotation.features.get("role") in ROLES and annotation.features.get("number"):
            found.setdefault(annotation.features["number"], []).append(annotation)
    for parts in found.values():
        roles: dict[str, list[Piece]] = {role: [] for role in ROLES}
        for part in parts:
            if place := text.place(part):
                roles[part.features["role"]] += text.page.pieces(*place)
        source, cue, content = (tuple(roles[role]) for role in ROLES)
        features = parts[0].features
        yield MarkedAttribution(source, cue, content, features.get("type", "Attribution"), features.get("id", ""))


def misses(documents: list[LabelledDocument]) -> dict[str, int]:
    """In how many documents something is lost beside whole fields: nothing can be said of a sentence without tokens."""
    rows = (zip(document.paragraphs, document.labels, strict=True) for document in documents)
    lost = [any(not text and label != Label() for text, label in row) for row in rows]
    return {"labels of empty paragraphs": sum(lost)}


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a folder with a ``.tsv`` a document, every paragraph a sentence, and ``documents.json`` for what it has no place for.
    Raises ``CorpusError`` where the folder is not empty. The project needs the layers that the header names."""
    names = file_names(documents)
    write_folder(documents, path, {f"{name}.tsv": _written(document) for name, document in zip(names, documents, strict=True)})


class _Said(NamedTuple):
    """What is said of a place of a paragraph: a layer and its features."""

    layer: str
    features: tuple[str, ...]
    place: tuple[int, int]
    number: int


def _written(document: LabelledDocument) -> str:
    header = "".join(f"#T_SP={layer}|{'|'.join(features)}\n" for layer, features in _LAYERS.items())
    blocks = []
    said = _said(document)
    start = 0
    for number, text in enumerate(document.paragraphs, 1):
        units = Units(text)
        lines = [f"#Text={escape_text(line)}" for line in text.split("\n")]
        lines += _rows(number, text, said[number - 1], start, units)
        blocks.append("".join(f"{line}\n" for line in lines))
        start += len(units) + 1
    return f"{FORMAT}.3\n{header}\n\n" + "\n".join(blocks)


def _said(document: LabelledDocument) -> list[list[_Said]]:
    numbers = count(1)
    said: list[list[_Said]] = []
    for number, (text, label) in enumerate(zip(document.paragraphs, document.labels, strict=True), 1):
        whole = (0, len(text))
        there = []
        if label.level or label.kind or label.alt:
            there.append(_Said("webanno.custom.Paragraph", (label.alt, label.kind, label.level), whole, next(numbers)))
        there += [_Said("webanno.custom.Flag", (flag,), whole, next(numbers)) for flag in label.flags]
        for family, places in places_of(label, text, f"document {document.id!r}, paragraph {number}").items():
            there += [_Said("webanno.custom.Cue", (family,), place, next(numbers)) for place in places]
        said.append(there)
    for number, attribution in enumerate(document.attributions, 1):
        for role, pieces in zip(ROLES, (attribution.source, attribution.cue, attribution.content), strict=True):
            features = (attribution.id, str(number), role, attribution.type)
            for piece in pieces:
                place = (piece.start, piece.end)
                said[piece.paragraph].append(_Said("webanno.custom.Attribution", features, place, next(numbers)))
    return said


def _rows(number: int, text: str, said: list[_Said], start: int, counted: Units) -> Iterator[str]:
    units = units_of(text, [each.place for each in said])
    by_unit: dict[int, dict[str, list[_Said]]] = {}
    for each in said:
        for at in covered(units, each.place):
            by_unit.setdefault(at, {}).setdefault(each.layer, []).append(each)
    for at, unit in enumerate(units):
        there = by_unit.get(at, {})
        cells = [cell for layer, features in _LAYERS.items() for cell in _cells(tuple(there.get(layer, ())), len(features))]
        low, high = start + counted.of(unit.start), start + counted.of(unit.end)
        token = f"{number}-{unit.token}" + (f".{unit.part}" if unit.part else "")
        yield "\t".join([token, f"{low}-{high}", escape_text(text[unit.start : unit.end]), *cells])


@lru_cache(maxsize=256)
def _cells(said: tuple[_Said, ...], count: int) -> list[str]:
    """The cells of a layer in a row; the rows of one annotation have the same."""
    return ["|".join(f"{escape_value(each.features[at]) or '*'}[{each.number}]" for each in said) or "_" for at in range(count)]
