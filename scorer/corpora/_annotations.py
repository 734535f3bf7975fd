"""A whole text with marks on it, as tools for long texts hold a document; taken apart into paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorer.corpora import Label, LabelledDocument, Piece, Report
from scorer.corpora._choices import Stretch, meant, read_choices

_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_LINE_END = re.compile(r"\r?\n")


class Page(NamedTuple):
    """A text and start and end of its paragraphs, in order."""

    text: str
    spans: list[tuple[int, int]]

    def paragraphs(self) -> list[str]:
        """The texts of the paragraphs."""
        return [self.text[start:end] for start, end in self.spans]

    def paragraph_at(self, start: int, end: int) -> int | None:
        """Index of the paragraph that holds a stretch; None where it is in none or runs over an end."""
        at = bisect_right(self.spans, (start, len(self.text) + 1)) - 1
        return at if at >= 0 and self.spans[at][0] <= start and end <= self.spans[at][1] else None

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The parts of a stretch by paragraph."""
        begin = max(0, bisect_right(self.spans, (start, len(self.text) + 1)) - 1)
        for at in range(begin, bisect_right(self.spans, (end, 0))):
            first, last = self.spans[at]
            low, high = max(start, first), min(end, last)
            if low < high:
                yield Piece(at, low - first, high - first, self.text[low:high])


def blank_line_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Paragraphs parted by blank lines, or, where there is none, by line ends; without the white space around them."""
    stop = len(text) if end is None else end
    separator = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_END
    bounds = [start]
    for found in separator.finditer(text, start, stop):
        bounds += found.span()
    bounds.append(stop)
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[first:last]
        low = first + len(part) - len(part.lstrip())
        high = low + len(part.strip())
        if low < high:
            yield low, high


class Mark(NamedTuple):
    """A word that is said of a stretch of the text, and where it is said."""

    where: str
    word: str
    start: int
    end: int


def label_page(page: Page, marks: Iterable[Mark], report: Report) -> list[Label]:
    """One label a paragraph of what the marks say: of their own words, or of the paragraph they begin in."""
    words: dict[int, list[str]] = {}
    stretches: dict[int, list[Stretch]] = {}
    wheres: dict[int, str] = {}
    for mark in marks:
        field, value = meant(mark.word, mark.where, report)
        if not field:
            continue
        at = page.paragraph_at(mark.start, mark.end if field == "cue" else mark.start)
        if at is None:
            report(f"{mark.where}: {mark.word!r} from {mark.start} to {mark.end} is not within one paragraph")
            continue
        wheres.setdefault(at, mark.where)
        if field == "cue":
            first = page.spans[at][0]
            stretches.setdefault(at, []).append((value, mark.start - first, mark.end - first))
        else:
            words.setdefault(at, []).append(f"{field}:{value}")
    labels = []
    for at, text in enumerate(page.paragraphs()):
        where = f"{wheres.get(at, '')}: paragraph {at + 1}"
        labels.append(read_choices(words.get(at, ()), stretches.get(at, ()), text, where, report))
    return labels


def joined(document: LabelledDocument, between: str) -> Page:
    """The paragraphs of a document as one text."""
    spans = []
    at = 0
    for text in document.paragraphs:
        spans.append((at, at + len(text)))
        at += len(text) + len(between)
    return Page(between.join(document.paragraphs), spans)
