"""Tables a fact-checker would draw by hand: who says what, and who answered what was said of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from scorer.types.drafts import Span
from scorer.types.results import AnnotatedDocument
from scorer.types.sourcing import Accusation, Reply, Source


class Excerpt(NamedTuple):
    """Words of the draft as a reader sees them there, without markup; ``paragraph`` is 1-based."""

    text: str
    paragraph: int
    start: int
    end: int


class SourceRow(NamedTuple):
    """One source of the draft: what it is credited with, where, and what the reader is told of it.

    ``counted``: it is a source of information, which those that only declined to speak (``silent``), weasel groups and what
    was not recognised are not. ``words`` are the words credited to it, each once; ``quoted`` those of them in direct speech;
    ``share`` is ``words`` by the words of the draft. ``paragraphs`` and ``relayed``, where it passes on what others told, are
    1-based. ``evidence`` says what decided its kind.
    """

    source: Source
    counted: bool
    silent: bool
    paragraphs: tuple[int, ...]
    mentions: tuple[Excerpt, ...]
    contents: tuple[Span, ...]
    words: int
    quoted: int
    share: float
    relayed: tuple[int, ...]
    reason: Excerpt | None
    stake: Excerpt | None
    withheld: tuple[Excerpt, ...]
    drift: tuple[Excerpt, ...]
    evidence: tuple[str, ...]


class Answer(NamedTuple):
    """One reply of a party in the words of the draft, and how many paragraphs behind the accusation it stands (None without)."""

    reply: Reply
    words: Excerpt
    deadline: Excerpt | None
    lag: int | None


class ReplyRow(NamedTuple):
    """A party with what is said against it, if anything is, and its answers, if there are any.

    ``status`` is ``answered``, ``silent`` (asked, but said nothing of it), ``sought`` (asked, and no more is told) or ``none``.
    Of a party that answers again and again, ``answers`` are those nearest to the accusation, ``further`` how many more there are.
    """

    party: Source | None
    name: str
    accusation: Accusation | None
    charge: Excerpt | None
    answers: tuple[Answer, ...]
    status: str
    lag: int | None
    further: int = 0


class SourceTables:
    """An annotated document as two tables, with its measures of sourcing."""

    __slots__ = ("annotated", "measures", "replies", "sources")

    def __init__(self, annotated: AnnotatedDocument, sources: list[SourceRow], replies: list[ReplyRow], measures: dict[str, Any]):
        self.annotated = annotated
        self.sources = sources
        self.replies = replies
        self.measures = measures
