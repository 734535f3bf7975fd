"""Attribution by mark alone: ``Name: words`` at the head of a block, and ``"…" — Name`` at its end."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.attributions.grammar import ARTICLES, AUXILIARIES, MARKS, PRONOUNS
from scorer.attributions.verbs import Range
from scorer.lexicon import words
from scorer.text import Text

_LONGEST_NAME = 6
_LONGEST_CIRCUMSTANCE = 10
_LONGEST_HEAD = _LONGEST_NAME + 1 + _LONGEST_CIRCUMSTANCE
_SAYING = frozenset("said says added adds asked asks replied wrote writes tweeted concluded".split())
_INTRODUCING = frozenset("on by in at from to about after via speaking asked".split())
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
        found = None
        if ":" in text.folded[low : low + _LONGEST_HEAD]:
            found = _colon(text, low, high)
        if found is None and "--" in text.folded[max(high - _LONGEST_NAME - 1, low) : high]:
            found = _dash(text, low, high)
        if found:
            yield found


def _colon(text: Text, low: int, high: int) -> tuple[Range, Range, Range, str] | None:
    """``MODERATOR: words``, ``Ruth Vandermeer: words``."""
    for at in range(low + 1, min(high - 1, low + _LONGEST_NAME + 1)):
        if text.folded[at] == ":":
            first = low + (text.folded[low] in _SAYING)
            if first == at or not _name(text, first, at):
                break
            end = high - 1 if text.folded[high - 1] in (".", "!", "?") and not text.quoted[high - 1] else high
            cue = (low, first) if first > low else (at, at + 1)
            return cue, (first, at), (at + 1, end), "colon"
        if text.folded[at] in MARKS or text.quoted[at]:
            break
    return _introduced(text, low, high)


def _introduced(text: Text, low: int, high: int) -> tuple[Range, Range, Range, str] | None:
    """``Lund, by telephone: "…"``, ``Lund on the levee: "…"``: a name, a few words without a verb, a colon and a quotation."""
    at = low
    while at < high and text.capitals[at]:
        at += 1
    name = at
    if name == low or name - low > _LONGEST_NAME or not _name(text, low, name):
        return None
    if text.folded[at] == ",":
        at += 1
    if text.folded[at] not in _INTRODUCING:
        return None
    for colon in range(at, min(high - 1, at + _LONGEST_CIRCUMSTANCE)):
        if text.folded[colon] == ":":
            if not text.quoted[colon + 1]:
                return None
            last = colon + 1
            while last < high and text.quoted[last]:
                last += 1
            return (colon, colon + 1), (low, name), (colon + 1, last), "colon"
        if text.folded[colon] in MARKS or text.folded[colon] in AUXILIARIES or text.quoted[colon]:
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
    """Whether all words of a stretch are capitalised, or posts behind a comma, and none is a label of the page."""
    comma = next((at for at in range(first + 1, last) if text.folded[at] == ","), last)
    roles = words("role")
    return all(
        (
            text.capitals[at]
            or text.folded[at] in _SMALL
            or at == comma
            or (at > comma and (text.folded[at] in roles or text.folded[at] in ARTICLES))
        )
        and text.folded[at] not in _NO_SPEAKERS
        for at in range(first, last)
    )
