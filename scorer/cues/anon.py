"""Guards for the apparatus of anonymity: a reason, a count or a stake needs an unnamed source close by."""

from __future__ import annotations

from scorer.lexicon import Hit
from scorer.text import Text

_FORMULA = frozenset(
    """
    anonymity anonymous anonymously unnamed named identified quoted name names background record attribution
    unidentified confidentiality pseudonym identify
    """.split()
)
_UNNAMED = frozenset(
    """
    source sources official officials aide aides person people insider insiders executive executives adviser advisers
    employee employees diplomat diplomats lawyer lawyers staffer staffers lawmaker lawmakers worker workers nurse
    officer strategist operative envoy envoys member members banker bankers engineer manager director directors
    colleague colleagues
    """.split()
)
_SPEAKING = frozenset(
    """
    said says say told tell speaking spoke spoken according added asked declined requested insisted confirmed
    described recalled talked agreed warned interviewed discuss discussed knowledge familiar briefed close anonymity
    involved confided interviews disclosed estimated
    """.split()
)
_WISHES = frozenset("want wants wanted wanting seek seeks sought seeking".split())
_REACH = 60
_REASONS = frozenset(("reason_boilerplate", "reason_informative"))


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the words hit belong to an unnamed source."""
    label, weight = hit.phrase.label, hit.phrase.weight
    if label in _REASONS:
        around = _around(hit.first, text)
        if not _FORMULA.isdisjoint(around):
            return weight
        return weight * (0.75 if not _UNNAMED.isdisjoint(around) else 0.5)
    if label == "request" and text.folded[hit.last - 1] == "anonymity" and text.folded[hit.first] in _WISHES:
        first, last = text.sentence_tokens(hit.first)  # savers may want anonymity, too: somebody must be talking
        before = text.folded[max(first, hit.first - _REACH) : hit.first]
        outside = before + text.folded[hit.last : min(last, hit.last + _REACH)]
        return weight * 0.4 if _SPEAKING.isdisjoint(outside) else weight
    if label in ("count", "stake"):
        first, last = text.sentence_tokens(hit.first)
        sentence = text.folded[max(first, hit.first - _REACH) : min(last, hit.first + _REACH)]
        if _SPEAKING.isdisjoint(sentence):
            return 0.0
        if label == "stake" and _UNNAMED.isdisjoint(sentence) and _FORMULA.isdisjoint(sentence):
            return weight * 0.55
    return weight


def _around(at: int, text: Text) -> list[str]:
    """The tokens of a sentence and of its neighbours."""
    number = text.sentence_of[at]
    first = text.sentences[max(number - 1, 0)][0]
    last = text.sentences[min(number + 1, len(text.sentences) - 1)][1]
    return text.folded[max(first, at - 2 * _REACH) : min(last, at + 2 * _REACH)]
