"""Quotations by form alone: direct, partial, scare, continued. Whose they are is settled by the ledger."""

from __future__ import annotations

from scorer.text import Quotation, Text
from scorer.types import Cue

_SCARE = 2
_STOPS = frozenset(".,!?")


def detect(text: Text) -> list[Cue]:
    """One cue a quotation stretch, on its whole span."""
    return [_cue(text, stretch) for stretch in text.quotations if stretch.last - stretch.first > 1]


def _cue(text: Text, stretch: Quotation) -> Cue:
    span = text.span(stretch.first, stretch.last)
    return Cue(span.start, span.end, "quote", _form(text, stretch), 1.0, True)


def _form(text: Text, stretch: Quotation) -> str:
    if stretch.continues or stretch.continued:
        return "continued"
    words = text.count_words(stretch.first, stretch.last)
    inside = text.folded[stretch.last - 2] if stretch.last - stretch.first > 2 else ""
    opens = text.capitals[stretch.first + 1] if stretch.last - stretch.first > 2 else False
    if words <= _SCARE and inside not in _STOPS:
        return "scare"
    if words > _SCARE and (opens or inside in _STOPS or not stretch.closed):
        return "direct"
    return "partial"
