"""Guards for responses: whose denial it is, ellipses that inherit an answer, silence towards whom."""

from __future__ import annotations

from scorer.cues._denials import DOUBTED, weigh_denial
from scorer.cues._silences import weigh_silence
from scorer.lexicon import Hit
from scorer.text import Text

_ELLIPSES = frozenset(("as", "so", "nor", "neither"))
_ANSWERS = {
    "declined": frozenset(("declined", "declines", "refused", "refuses", "decline", "declining")),
    "no_reply": frozenset(("respond", "responded", "reply", "replied", "return", "returned", "answer", "answered", "unanswered")),
}
_ASKED = frozenset(
    """
    comment comments discuss interview interviewed questions respond answer request requests calls emails inquiries
    """.split()
)
_BASE = frozenset(
    """
    respond reply confirm acknowledge admit concede confess counter retort defend welcome accept embrace recant retract
    reverse explain apologise apologize attribute blame vouch attest
    """.split()
)
_WANTED = frozenset("to will would can could may might must should not".split())
_REACH = 60


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the words hit are a party's answer."""
    label = hit.phrase.label
    if label in _ANSWERS and text.folded[hit.first] in _ELLIPSES and hit.last - hit.first == 2:
        return hit.phrase.weight if _answered_before(hit.first, label, text) else 0.0
    if label == "denial":
        return weigh_denial(hit, text)
    if label in ("declined", "no_reply", "unreachable", "deferred"):
        return weigh_silence(hit, text)
    if label in ("statement", "confirmed") and text.folded[hit.first] in _BASE and text.folded[hit.first - 1] in _WANTED:
        return DOUBTED * hit.phrase.weight
    return hit.phrase.weight


def _answered_before(at: int, label: str, text: Text) -> bool:
    """Whether the sentence so far, or the one before in its paragraph, tells an answer of this kind."""
    first, _ = text.sentence_tokens(at)
    if at - first < 3 and first and text.folded[first - 1] != "\n":
        first, _ = text.sentence_tokens(first - 1)
    before = text.folded[max(first, at - _REACH) : at]
    return not _ANSWERS[label].isdisjoint(before) and not _ASKED.isdisjoint(before)
