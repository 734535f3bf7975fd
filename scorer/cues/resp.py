"""Guards for responses: whose denial it is, ellipses that inherit an answer, silence towards whom."""

from __future__ import annotations

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
_DENY = frozenset(("denied", "denies", "denying"))
_DENIES_A_CLAIM = frozenset(
    [
        "that",
        "it",
        "this",
        "these",
        "those",
        "having",
        "any",
        "all",
        "ever",
        "being",
        "he",
        "she",
        "they",
        "there",
        "his",
        "her",
        "their",
        "its",
        "such",
        "both",
        "doing",
        "knowing",
        "wrongdoing",
        "involvement",
        "allegations",
        "accusations",
        "claims",
        "reports",
        "rumors",
        "rumours",
        "charges",
        "responsibility",
        "on",
        "in",
        "at",
        "through",
        "when",
        "last",
        "again",
        "repeatedly",
        "and",
        "or",
        "but",
        "as",
        "via",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        '"',
        "''",
        "\n",
    ]
)
_WANTED = frozenset("to must should can could would will may might cannot can't i'd we'd let".split())
_REJECT = frozenset(
    """
    reject dispute dismiss contest rebut refute repudiate discount debunk discredit disavow challenge deny call label
    """.split()
)
_REACH = 60
_SENT = _ASKED | frozenset(
    "request question call email e-mail e-mails inquiry message messages letter letters query queries texts voicemail voicemails "
    "attempts allegations allegation accusations accusation criticism claims charges report complaint lawsuit statement reporter "
    "reporters journalists us newspaper interview outreach enquiries enquiry invitation invitations follow-up follow-ups remarks "
    "phone telephone seeking posts tweets notes points findings".split()
)
_FIRST = frozenset(("i", "we", "you"))


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the words hit are a party's answer."""
    label, weight = hit.phrase.label, hit.phrase.weight
    head = text.folded[hit.first]
    if label in _ANSWERS and head in _ELLIPSES and hit.last - hit.first == 2:
        return weight if _answered_before(hit.first, label, text) else 0.0
    if label == "denial":
        return _denial(hit, text)
    if label in ("declined", "no_reply", "unreachable"):
        previous = text.folded[hit.first - 1] if hit.first else ""
        if previous in _FIRST and head in ("refuse", "decline", "do", "don't", "cannot", "can't"):
            return weight * 0.3
        if previous in ("who", "that") and label == "unreachable":
            return weight * 0.45
        if label == "no_reply" and not _sent(hit, text):
            return weight * 0.45
        return weight
    return weight


def _answered_before(at: int, label: str, text: Text) -> bool:
    """Whether the sentence so far, or the one before in its paragraph, tells an answer of this kind."""
    first, _ = text.sentence_tokens(at)
    if at - first < 3 and first and text.folded[first - 1] != "\n":
        first, _ = text.sentence_tokens(first - 1)
    before = text.folded[max(first, at - _REACH) : at]
    return not _ANSWERS[label].isdisjoint(before) and not _ASKED.isdisjoint(before)


def _sent(hit: Hit, text: Text) -> bool:
    """Whether what went without a reply, where the words name it, is something a newsroom or an accuser sends."""
    folded = text.folded
    for at in range(hit.first, hit.last):
        if folded[at] == "to" and folded[at - 1] in ("respond", "responded", "reply", "replied"):
            return not _SENT.isdisjoint(folded[at + 1 : at + 12])
    following = folded[hit.last : hit.last + 1]
    if following == ["to"] and folded[hit.last - 1] in ("respond", "responded", "reply", "replied"):
        return not _SENT.isdisjoint(folded[hit.last : hit.last + 12])
    return True


def _denial(hit: Hit, text: Text) -> float:
    weight, folded = hit.phrase.weight, text.folded
    head, tail = folded[hit.first], folded[hit.last - 1]
    previous = folded[hit.first - 1] if hit.first else "\n"
    if head in _REJECT and previous in _WANTED:
        return weight * 0.5
    if tail in _DENY and hit.last < len(folded):
        following = folded[hit.last]
        if following in _DENIES_A_CLAIM or following.endswith("ing"):
            return weight
        if following == "the":
            return 0.55
        return 0.4 if text.words[hit.last][:1].isupper() else 0.45
    return weight
