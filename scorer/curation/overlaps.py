"""Texts that stand twice: duplicates within a part, leakage between parts, twins whose labels contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.corpora import Label, LabelledDocument
from scorer.curation.copies import Copies, find_copies
from scorer.curation.findings import ERROR, WARNING, Finding, Place, place_of
from scorer.curation.shingles import words_of

LEAST = 8
"""A paragraph of fewer words (a byline, "Advertisement") is no duplicate worth telling."""


class _Entry(NamedTuple):
    """A paragraph with the numbers of its part and its document, and its label if it has one."""

    part: int
    document: int
    label: Label
    place: Place


def find_overlaps(parts: Sequence[Sequence[LabelledDocument]]) -> list[Finding]:
    """Duplicates, leakage between the parts, and contradictory twins. Linear in the words of all parts.

    Of documents that are copies as a whole (however short), only twins are told paragraph by paragraph.
    """
    entries: list[_Entry] = []
    paragraphs: list[list[str]] = []
    texts: list[list[str]] = []
    documents = [(number, document) for number, part in enumerate(parts) for document in part]
    for at, (number, document) in enumerate(documents):
        words = [words_of(paragraph) for paragraph in document.paragraphs]
        texts.append([word for paragraph in words for word in paragraph])
        for count, paragraph in enumerate(words, 1):
            label = document.labels[count - 1] if count <= len(document.labels) else Label()
            entries.append(_Entry(number, at, label, place_of(document, count)))
            paragraphs.append(paragraph)
    findings = []
    copy_of = {}
    for number, copies in enumerate(find_copies(texts)):
        copy_of.update(dict.fromkeys(copies.members, number))
        findings.append(_document_finding([documents[at] for at in copies.members], copies.same))
    for copies in find_copies(paragraphs, LEAST):
        members = [entries[at] for at in copies.members]
        whole = {copy_of.get(member.document, -1 - member.document) for member in members}
        findings.extend(_paragraph_findings(members, copies, told=len(whole) == 1 and min(whole) >= 0))
    return [*findings, *_same_ids(parts)]


def _document_finding(members: list[tuple[int, LabelledDocument]], same: bool) -> Finding:
    places = tuple(place_of(document) for _, document in members)
    how = "the same" if same else "nearly the same"
    if len({part for part, _ in members}) > 1:
        return Finding(ERROR, "leak", f"documents of different splits are {how}", places)
    return Finding(WARNING, "duplicate", f"documents are {how}", places)


def _paragraph_findings(members: list[_Entry], copies: Copies, *, told: bool) -> Iterator[Finding]:
    """Twins first; a copy within copied documents has been told with them."""
    places = tuple(member.place for member in members)
    how = "the same" if copies.same else "nearly the same"
    levels = sorted({member.label.level for member in members} - {""})
    if len(levels) > 1:
        torn = any(member.label.alt in levels for member in members)
        severity = ERROR if copies.same and not torn else WARNING
        yield Finding(severity, "twins", f"paragraphs are {how} but labelled {', '.join(levels)}", places)
    if told:
        return
    if len({member.part for member in members}) > 1:
        severity = WARNING if levels == ["background"] else ERROR
        yield Finding(severity, "leak", f"paragraphs of different splits are {how}", places)
    elif len(levels) < 2:
        yield Finding(WARNING, "duplicate", f"paragraphs are {how}", places)


def _same_ids(parts: Sequence[Sequence[LabelledDocument]]) -> Iterator[Finding]:
    """Documents of one id: an error within a part, and a doubt where the parts differ."""
    known: dict[str, list[tuple[int, LabelledDocument]]] = defaultdict(list)
    for number, part in enumerate(parts):
        for document in part:
            known[document.id].append((number, document))
    for members in known.values():
        if len(members) > 1:
            across = len({part for part, _ in members}) == len(members)
            severity, message = (WARNING, "documents of different splits have") if across else (ERROR, "documents have")
            yield Finding(severity, "id", f"{message} the same id", tuple(place_of(document) for _, document in members))
