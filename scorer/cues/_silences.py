"""Silence towards whom, and refusal of what: a newsroom's questions, not a plea for help or a question at a debate."""

from __future__ import annotations

from scorer.cues._denials import DOUBTED
from scorer.lexicon import Hit, words
from scorer.text import Text

_ASKED = frozenset(
    "request question call email e-mail e-mails inquiry message messages letter letters query queries texts voicemail voicemails "
    "attempts allegations allegation accusations accusation criticism claims charges report complaint lawsuit statement reporter "
    "reporters journalists us newspaper interview outreach enquiries enquiry invitation invitations follow-up follow-ups remarks "
    "phone telephone seeking posts tweets notes points findings comment comments discuss interviewed questions respond answer "
    "requests calls emails inquiries".split()
)
_REPLY = frozenset(("respond", "responded", "reply", "replied"))
_REQUESTS = frozenset(("request", "requests"))
_FOR_WORDS = frozenset(
    """
    comment comments interview interviews information clarification response reply reaction further additional an a more
    any details statement explanation answers the his her its their remarks reporters
    """.split()
)
_FIRST = frozenset(("i", "we", "you"))
_TALK = frozenset(
    """
    comment discuss question questions inquiries enquiries speak talk respond reply answer reporters reporter
    commenting discussing speaking answering declined declines refused refuses declining refusing interview asked elaborate
    journalists queries say statement calls saying little
    """.split()
)
_TELL = frozenset("say tell answer address discuss speak talk engage".split())
_ASKS_ELSE = _ASKED | _TELL | {"be"}
_GOES_ON = frozenset("explaining saying adding noting but instead".split())
_NOT = frozenset("not no never none nobody neither nor didn't hadn't hasn't haven't without unanswered unreturned".split())
_SENDS = frozenset("refer direct redirect route forward steer pass defer".split())
_SPOKE = frozenset("said says told added wrote statement replied insisted".split())
_PRONOUNS = frozenset("he she it they".split())
_PERSONS = frozenset(
    """
    he she they him her them man woman lawyer lawyers attorney attorneys owner owners family relatives residents
    representatives neither both suspect suspects couple parents official officials tenant tenants victim victims others
    another who company firm
    """.split()
)
_THINGS_TO_FIND = frozenset(("found", "located", "traced"))


def weigh_silence(hit: Hit, text: Text) -> float:
    """The probability that the words hit are a party's refusal or silence towards who asked."""
    label, weight, folded = hit.phrase.label, hit.phrase.weight, text.folded
    previous = folded[hit.first - 1] if hit.first else ""
    head = folded[hit.first]
    if previous in _FIRST and head in ("refuse", "decline", "do", "don't", "cannot", "can't"):
        return weight * 0.3
    if label == "unreachable":
        return _unreachable(hit, text, previous)
    if label == "no_reply" and not _asked(hit, folded):
        return min(weight, DOUBTED)
    if label == "no_reply" and head in ("by", "before", "as") and not _nothing_came(hit, text):
        return min(weight, DOUBTED)
    if label == "deferred" and (not _talked_of(hit, text) or (previous == "to" and head in _SENDS)):
        return min(weight, DOUBTED)
    if label == "declined" and (_talks_on(hit, text) or _other_request(hit, folded)):
        return min(weight, DOUBTED)
    return weight


def _unreachable(hit: Hit, text: Text, previous: str) -> float:
    """Things that could not be found are no party."""
    weight = hit.phrase.weight
    if previous in ("who", "that"):
        return weight * DOUBTED
    if not _THINGS_TO_FIND.isdisjoint(text.folded[hit.first : hit.last]) and text.folded[hit.first] in ("could", "couldn't"):
        person = previous in _PERSONS or previous in words("role") or (text.capitals[hit.first - 1] and hit.first)
        return weight if person else min(weight, DOUBTED)
    return weight


def _asked(hit: Hit, folded: list[str]) -> bool:
    """Whether what went without a reply, where the words name it, is something a newsroom or an accuser sends."""
    if _other_request(hit, folded):
        return False
    for at in range(hit.first, hit.last):
        if folded[at] == "to" and folded[at - 1] in _REPLY:
            return not _ASKED.isdisjoint(folded[at + 1 : at + 12])
    if folded[hit.last : hit.last + 1] == ["to"] and folded[hit.last - 1] in _REPLY:
        return not _ASKED.isdisjoint(folded[hit.last : hit.last + 12])
    return folded[hit.last - 2 : hit.last] != ["the", "question"]


def _other_request(hit: Hit, folded: list[str]) -> bool:
    """Whether the words are about a request for help, records or the like."""
    for at in range(hit.first, min(hit.last + 9, len(folded) - 2)):
        if folded[at] in (".", "\n", ";"):
            return False
        if folded[at] in _REQUESTS:
            if folded[at - 1] in ("interview", "media"):
                return False
            if folded[at + 1] == "for":
                return folded[at + 2] not in _FOR_WORDS
            return at + 1 < hit.last + 2 and folded[at + 1] == "to" and folded[at + 2] not in _ASKS_ELSE
    return False


def _nothing_came(hit: Hit, text: Text) -> bool:
    """Whether the sentence of "by press time" tells what did not happen by then."""
    low, _ = text.sentence_tokens(hit.first)
    return not _NOT.isdisjoint(text.folded[max(low, hit.first - 25) : hit.first])


def _talked_of(hit: Hit, text: Text) -> bool:
    """Whether the sentence of a deferral is about talking at all."""
    if not {"us", "me"}.isdisjoint(text.folded[hit.first : hit.last]):
        return True
    low, high = text.sentence_tokens(hit.first)
    return not _TALK.isdisjoint(text.folded[max(low, hit.first - 30) : min(high, hit.last + 12)])


def _talks_on(hit: Hit, text: Text) -> bool:
    """Whether who keeps one thing back goes on talking: "declined to say whether …, explaining that"."""
    folded = text.folded
    if folded[hit.first] == "refuses":
        return "comment" not in folded[hit.first : hit.last + 3]
    verb = next((token for token in folded[hit.first + 1 : hit.last] if token in _TELL), "")
    if not verb or "to" not in folded[hit.first : hit.last] or "reporters" in folded[hit.first : hit.last]:
        return False
    low, high = text.sentence_tokens(hit.first)
    if folded[hit.first - 1] in _PRONOUNS and hit.first - low <= 2 and low and folded[low - 1] != "\n":
        before = text.sentence_tokens(low - 1)[0]
        if not _SPOKE.isdisjoint(folded[max(before, low - 40) : low]):
            return True
    ahead = folded[hit.last : min(high, hit.last + 40)]
    if any(token in _GOES_ON and index for index, token in enumerate(ahead)):
        return True
    return folded[high : high + 2] in (["but", "he"], ["but", "she"], ["but", "they"], ["but", "it"])
