"""What each source is credited with: the contents of its attributions, and the quotations it speaks."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from scorer.text import Text
from scorer.types import SILENCE, UNCOUNTED, AnnotatedDocument, Cue, Paragraph, Source, Span

_SHORTEST = 6
"""Quotations of fewer tokens outside a content are titles and scare quotes, which nobody need have said."""
_SURE = 0.5


class Credit(NamedTuple):
    """A source credited in a paragraph (0-based), and the words it is credited with, if the draft gives any."""

    source: Source
    paragraph: int
    span: Span | None
    relay: bool = False


def list_credits(annotated: AnnotatedDocument) -> list[Credit]:
    """All that sources are credited with; that one declined to comment, or did not answer, is no information of it."""
    known = {id(source) for source in annotated.sources}
    found: list[Credit] = []
    for number, paragraph in enumerate(annotated.paragraphs):
        silences = _Silences(paragraph) if paragraph.attributions else ()
        for said in paragraph.attributions:
            if said.source is not None and id(said.source) in known and said.polarity == "asserted" and said.cue not in silences:
                found.append(Credit(said.source, number, said.content, said.relay))
    text: Text | None = annotated.text
    for index, stretch in enumerate(text.quotations if text else ()):
        speaker = annotated.speakers.get(index)
        if text and speaker is not None and id(speaker) in known and stretch.last - stretch.first >= _SHORTEST:
            found.append(Credit(speaker, stretch.paragraph, text.span(stretch.first, stretch.last)))
    return found


def is_counted(source: Source, credited: set[int]) -> bool:
    """Whether this is a source of information: somebody, and credited with something (by the ids of those that are)."""
    return source.kind not in UNCOUNTED and source.id in credited


class _Silences:
    """Where a paragraph says that somebody said nothing."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, paragraph: Paragraph):
        silent = sorted((cue.start, cue.end) for cue in paragraph.cues if _tells_silence(cue))
        self._starts = [start for start, _ in silent]
        self._ends = [end for _, end in silent]

    def __contains__(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.start < self._ends[at]


def _tells_silence(cue: Cue) -> bool:
    return cue.family == "resp" and cue.label in SILENCE and cue.weight >= _SURE and not cue.negated
