"""Attribution by mark alone: ``Name: words`` at the head of a block, and ``"…" — Name`` at its end."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.attributions.grammar import AUXILIARIES, MARKS, PRONOUNS, is_capitalised
from scorer.attributions.verbs import Range
from scorer.text import Text

_LONGEST_NAME = 6
_SMALL = frozenset("of the and for de van der bin al".split())
_NO_SPEAKERS = (
    frozenset(
        """
    update updated read related photo watch more note correction video image breaking bombshell exclusive opinion
    analysis live fact poll q a monday tuesday wednesday thursday friday saturday sunday by source sources
    """.split()
    )
    | PRONOUNS
    | AUXILIARIES
)


def find_marked(text: Text) -> Iterator[tuple[Range, Range, Range, str]]:
    """Mark, source, content and order (``colon`` or ``dash``) of every attribution without a verb."""
    for number in range(len(text.first) - 1):
        low, high = text.paragraph_tokens(number)
        found = _colon(text, low, high) or _dash(text, low, high)
        if found:
            yield found


def _colon(text: Text, low: int, high: int) -> tuple[Range, Range, Range, str] | None:
    """``MODERATOR: words``, ``Ruth Vandermeer: words``."""
    for at in range(low + 1, min(high - 1, low + _LONGEST_NAME + 1)):
        if text.folded[at] == ":":
            if not _name(text, low, at):
                return None
            end = high - 1 if text.folded[high - 1] in (".", "!", "?") and not text.quoted[high - 1] else high
            return (at, at + 1), (low, at), (at + 1, end), "colon"
        if text.folded[at] in MARKS or text.quoted[at]:
            return None
    return None


def _dash(text: Text, low: int, high: int) -> tuple[Range, Range, Range, str] | None:
    """A quotation, a dash and a name that end the block."""
    for at in range(max(high - _LONGEST_NAME - 1, low + 2), high - 1):
        if text.folded[at] == "--" and text.quoted[at - 1] and not text.quoted[at] and _name(text, at + 1, high):
            first = at
            while first > low and text.quoted[first - 1]:
                first -= 1
            return (at, at + 1), (at + 1, high), (first, at), "dash"
    return None


def _name(text: Text, first: int, last: int) -> bool:
    """Whether all words of a stretch are capitalised and none is a label of the page."""
    return all(
        (is_capitalised(text.words[at]) or text.folded[at] in _SMALL or (text.folded[at] == "," and at > first))
        and text.folded[at] not in _NO_SPEAKERS
        for at in range(first, last)
    )
