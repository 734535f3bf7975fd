"""What changed from one draft to the next."""

from __future__ import annotations

from typing import Any, NamedTuple

from scorer.types.drafts import Span
from scorer.types.results import Score, ScoredDocument
from scorer.types.sourcing import Cue, Reply, Source
from scorer.types.tables import Excerpt


class Edit(NamedTuple):
    """Words of the old draft and what stands in their place in the new one; an empty span is a place where nothing stood."""

    old: Span
    new: Span


class ParagraphChange(NamedTuple):
    """A paragraph that is not what it was.

    ``kind`` is ``added``, ``removed``, ``changed`` (other words), ``moved`` (the same words elsewhere), or ``same`` (only the
    score is another, through what stands around it). ``moved`` holds for a changed one, too. ``hedges_added`` lie in the new
    draft, ``hedges_dropped`` in the old one.
    """

    kind: str
    moved: bool
    old: Score | None
    new: Score | None
    edits: tuple[Edit, ...] = ()
    hedges_added: tuple[Cue, ...] = ()
    hedges_dropped: tuple[Cue, ...] = ()


class SourceChange(NamedTuple):
    """A source that is not what it was.

    ``kind`` is ``added``, ``removed``, ``named`` (anonymous in the old draft, identified in the new), ``unnamed`` (the reverse),
    ``replaced`` (what one said is credited to another), or ``redescribed`` (the same one is told of otherwise).
    """

    kind: str
    old: Source | None
    new: Source | None


class ReplyChange(NamedTuple):
    """A reply of a party, or its silence, that is only in the new draft (``added``) or only in the old one (``lost``)."""

    kind: str
    reply: Reply
    words: Excerpt


class QuotationChange(NamedTuple):
    """A quotation that is ``added``, ``removed``, ``changed`` in its words (by ``edits``), or given to another ``speaker``."""

    kind: str
    old: Excerpt | None
    new: Excerpt | None
    old_speaker: Source | None
    new_speaker: Source | None
    edits: tuple[Edit, ...] = ()


class Changes(NamedTuple):
    """All that changed from one draft to the next; ``measures`` maps a measure to its old and its new value."""

    old: ScoredDocument
    new: ScoredDocument
    paragraphs: tuple[ParagraphChange, ...]
    sources: tuple[SourceChange, ...]
    replies: tuple[ReplyChange, ...]
    quotations: tuple[QuotationChange, ...]
    measures: dict[str, tuple[Any, Any]]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.paragraphs or self.sources or self.replies or self.quotations or self.measures)
