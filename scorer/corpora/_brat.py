"""Annotations of brat (``.ann``) read onto their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scorer.corpora import CUE_FAMILIES, ROLES, LabelledDocument, MarkedAttribution, Piece, Report
from scorer.corpora._annotations import Mark, Page, blank_line_spans, label_page
from scorer.corpora._choices import meant
from scorer.corpora._files import lines_of

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_ARGUMENT = re.compile(r"(\S+):(\w+)")
_WHITE = re.compile(r"\s+")


class _Span(NamedTuple):
    where: str
    name: str
    parts: list[tuple[int, int]]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


class _Event(NamedTuple):
    where: str
    id: str
    name: str
    roles: list[tuple[str, str]]


class _File:
    """Annotations by what they are, as they stand in the file."""

    def __init__(self, text: str, path: Path, report: Report) -> None:
        self._text, self._report = text, report
        self.spans: dict[str, _Span] = {}
        self.attributes: list[tuple[str, str, str, str]] = []
        self.events: list[_Event] = []
        self.relations: list[_Event] = []
        self.notes: list[tuple[str, str, str]] = []
        for where, line in lines_of(path, report) if path.exists() else ():
            if line.strip():
                self._take(where, line)

    def _take(self, where: str, line: str) -> None:
        number, _, rest = line.partition("\t")
        head, _, words = rest.partition("\t")
        match number[:1]:
            case "T":
                self._span(where, number, head, words)
            case "A" | "M" if len(parts := head.split(" ", 2)) >= 2:
                self.attributes.append((where, parts[0], parts[1], parts[2] if len(parts) > 2 else ""))
            case "E" | "R" if parts := head.split():
                name, _, trigger = parts[0].partition(":")
                roles = [found.groups() for part in parts[1:] if (found := _ARGUMENT.fullmatch(part))]
                event = _Event(where, number, name, [("trigger", trigger), *((role, to) for role, to in roles)])
                (self.events if number[0] == "E" else self.relations).append(event)
            case "#" if len(parts := head.split(" ", 1)) == 2:
                self.notes.append((where, parts[1], words))
            case "*" | "N":
                pass  # equivalences and links to other bases say nothing of sourcing
            case _:
                self._report(f"{where}: is no brat annotation; T, A, E, R or # is expected")

    def _span(self, where: str, number: str, head: str, words: str) -> None:
        found = _SPAN.fullmatch(head)
        if not found:
            self._report(f"{where}: {head!r} is no span; a name and start and end are expected")
            return
        parts = [(int(start), int(end)) for start, end in (part.split() for part in found[2].split(";"))]
        if any(start > end or end > len(self._text) for start, end in parts):
            self._report(f"{where}: {found[1]} {found[2]} is not within the {len(self._text)} characters of the text")
            return
        there = " ".join(self._text[start:end] for start, end in parts)
        if _plain(there) != _plain(words):
            self._report(f"{where}: {found[1]} {found[2]} does not hold its text {words[:40]!r}; the offsets are broken")
            return
        self.spans[number] = _Span(where, found[1], parts)


def _plain(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def read_annotations(text: str, path: Path, report: Report) -> LabelledDocument:
    """The document of a ``.txt`` with what its ``.ann`` says; what is wrong there is told and left out."""
    file = _File(text, path.with_suffix(".ann"), report)
    page = Page(text, _paragraphs(file, text, report))
    labels = label_page(page, _marks(file, report), report)
    attributions = [*_attributions(file, page, report), *_related(file, page)]
    return LabelledDocument("", "", "", page.paragraphs(), labels, attributions=tuple(attributions), where=f"{path}:1")


def _paragraphs(file: _File, text: str, report: Report) -> list[tuple[int, int]]:
    """The marked paragraphs, and between them those that blank lines part."""
    marked: list[tuple[int, int]] = []
    for span in sorted((span for span in file.spans.values() if span.name.lower() == "paragraph"), key=lambda span: span.start):
        if marked and span.start < marked[-1][1]:
            report(f"{span.where}: this paragraph overlaps the one before")
        else:
            marked.append((span.start, span.end))
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in [*marked, (len(text), len(text))]:
        spans += blank_line_spans(text, at, start)
        spans.append((start, end))
        at = end
    return spans[:-1]


def _marks(file: _File, report: Report) -> Iterator[Mark]:
    """What is said of paragraphs and of words: by spans, by attributes, by notes."""
    triggers = {number for event in file.events for role, number in event.roles if role == "trigger"}
    for number, span in file.spans.items():
        if span.name.lower() not in ("paragraph", *ROLES) and number not in triggers:
            yield Mark(span.where, span.name, span.start, span.end)
    for where, name, target, value in file.attributes:
        on = file.spans.get(target)
        if not on and target.startswith("T"):
            report(f"{where}: {name} is said of {target}, which is not there")
        elif on and on.name.lower() not in (*CUE_FAMILIES, *ROLES):
            yield Mark(where, f"{name}:{value}" if value else name, on.start, on.end)
    for where, target, words in file.notes:
        on = file.spans.get(target)
        said = words.replace(",", " ").lower().split()
        if on and all(all(meant(word, where, lambda problem: None)) for word in said):
            for word in said:
                yield Mark(where, word, on.start, on.end)


def _attributions(file: _File, page: Page, report: Report) -> Iterator[MarkedAttribution]:
    """Events with a source, a cue, a content; without a cue of its own the trigger is the cue."""
    ids = {target: words.removeprefix("id=") for _, target, words in file.notes if words.startswith("id=")}
    for event in file.events:
        roles: dict[str, list[Piece]] = {role: [] for role in ROLES}
        trigger: list[Piece] = []
        for role, number in event.roles:
            name = role.lower().rstrip("0123456789")
            if number not in file.spans:
                report(f"{event.where}: {event.id} names {number}, which is not there")
            elif name == "trigger":
                trigger = _pieces(file.spans[number], page)
            elif name in roles:
                roles[name] += _pieces(file.spans[number], page)
        if not any(roles.values()) and not event.name.lower().startswith("attribution"):
            continue  # an event of another kind
        named = any(role.lower().startswith("cue") for role, _ in event.roles)
        if not named and event.roles and trigger not in (roles["content"], roles["source"]):
            roles["cue"] = trigger
        source, cue, content = (tuple(roles[role]) for role in ROLES)
        yield MarkedAttribution(source, cue, content, event.name, ids.get(event.id, event.id))


def _pieces(span: _Span, page: Page) -> list[Piece]:
    return [piece for start, end in span.parts for piece in page.pieces(start, end)]


def _related(file: _File, page: Page) -> Iterator[MarkedAttribution]:
    """Relations between a cue and its source or content, as attributions are marked without events."""
    found: dict[str, dict[str, list[Piece]]] = {}
    for relation in file.relations:
        ends = [(file.spans[number].name.lower(), number) for role, number in relation.roles if number in file.spans]
        cue = next((number for name, number in ends if name == "cue"), None)
        if cue is not None:
            roles = found.setdefault(cue, {"source": [], "content": []})
            for name, number in ends:
                if name in roles:
                    roles[name] += _pieces(file.spans[number], page)
    for number, roles in found.items():
        cue_pieces = tuple(_pieces(file.spans[number], page))
        yield MarkedAttribution(tuple(roles["source"]), cue_pieces, tuple(roles["content"]), id=number)
