"""What copy tells of a newsroom's effort to get an answer: how many attempts, by what means, until when."""

from __future__ import annotations

from typing import NamedTuple

from scorer.attributions.grammar import COMMA
from scorer.text import Text
from scorer.types import Span

_MEANS = {
    "email": "email", "emails": "email", "e-mail": "email", "e-mails": "email", "emailed": "email", "e-mailed": "email",
    "phone": "phone", "telephone": "phone", "call": "phone", "calls": "phone", "phoned": "phone", "voicemail": "phone",
    "voicemails": "phone", "phones": "phone", "telephoned": "phone", "mobile": "phone", "hung": "phone",
    "letter": "letter", "letters": "letter", "fax": "letter", "faxes": "letter",
    "text": "text", "texts": "text", "texted": "text", "whatsapp": "text", "sms": "text",
    "visit": "visit", "visits": "visit", "visited": "visit", "door": "visit", "doorbell": "visit", "knock": "visit",
    "knocks": "visit", "knocked": "visit", "in-person": "visit", "doorstep": "visit",
    "twitter": "social", "facebook": "social", "instagram": "social", "linkedin": "social", "tweet": "social", "dm": "social",
    "tweets": "social", "social": "social", "telegram": "social", "x.com": "social",
}  # fmt: skip
_ORDER = ("email", "phone", "letter", "text", "visit", "social")
_TRIES = frozenset(
    """
    email emails e-mail e-mails call calls letter letters text texts message messages request requests inquiry inquiries
    enquiry enquiries query queries voicemail voicemails attempt attempts visit visits effort efforts time times fax
    faxes tweet tweets occasion occasions knock knocks
    """.split()
)
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "another": 1, "both": 2, "dozen": 12}  # fmt: skip
_BETWEEN = frozenset(
    """
    phone telephone voice text email e-mail emailed written separate detailed further follow-up interview media direct
    social facebook twitter unanswered formal faxed whatsapp linkedin recent more additional repeated
    """.split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_UNTIL = frozenset(["by", "before", "until", "till", "within", "of"])
_DUE = _WEEKDAYS | frozenset(
    """
    publication deadline presstime press noon midday midnight evening hours days morning afternoon yesterday today
    weekend broadcast print p.m a.m week
    """.split()
)
_TURNS = frozenset(["but", "while", "which", "who", "although", "though", "whose"])
_BACK, _AHEAD, _LONGEST = 14, 22, 7


class Effort(NamedTuple):
    """Attempts (None where no number is told), means in a fixed order, and the words of the deadline."""

    attempts: int | None
    means: tuple[str, ...]
    deadline: Span | None


def find_effort(text: Text, first: int, last: int) -> Effort:
    """The effort told in the sentence of a cue, tokens ``first`` to ``last``, near it."""
    low, high = text.sentence_tokens(first)
    begin, end = max(low, first - _BACK), min(high, last + _AHEAD)
    end = next((at for at in range(last, end - 1) if text.folded[at] == COMMA and text.folded[at + 1] in _TURNS), end)
    folded = text.folded[begin:end]
    means = {_MEANS[token] for at, token in enumerate(folded) if token in _MEANS and not _other_sense(folded, at)}
    return Effort(_attempts(folded), tuple(one for one in _ORDER if one in means), _deadline(text, begin, end))


def _other_sense(folded: list[str], at: int) -> bool:
    """ "Text message" is one, "the text of the law" is none; "call" as a verb; an email that is itself at issue."""
    token = folded[at]
    following = folded[at + 1] if at + 1 < len(folded) else ""
    before = folded[at - 1] if at else ""
    if token in ("text", "email", "e-mail") and following == "of":
        return True
    if token in ("social",):
        return following != "media"
    if token == "mobile":
        return following not in ("phone", "number")
    return (token == "call" and before in ("to", "not")) or (token in ("call", "calls") and following == "for")


def _attempts(folded: list[str]) -> int | None:
    """The sum of what is counted: "two emails and a call" are three; "twice"; two days on which somebody asked."""
    total, counted = 0, False
    for at, token in enumerate(folded):
        if token == "twice":
            return 2
        compound = at + 1 < len(folded) and folded[at + 1] in _TRIES  # "a text message" is one
        if token in _TRIES and not compound and (number := _number_before(folded, at)):
            total, counted = total + number, True
    if counted:
        return total
    days = sum(token in _WEEKDAYS for token in folded)
    asked = not {"sent", "emailed", "asked", "put", "left", "submitted", "contacted"}.isdisjoint(folded)
    return days if days > 1 and asked and "and" in folded else None


def _number_before(folded: list[str], at: int) -> int:
    """The number that counts the noun at ``at``, 0 where none does."""
    place = at - 1
    while place >= 0 and folded[place] in _BETWEEN:
        place -= 1
    if place < 0 or (place < at - 1 and folded[place] == COMMA):
        return 0
    token = folded[place]
    if token.isdigit() and len(token) < 4:
        return int(token)
    if token == "of" and place and folded[place - 1] in ("couple", "dozen"):
        return 2 if folded[place - 1] == "couple" else 12
    return _NUMBERS.get(token, 0)


def _deadline(text: Text, begin: int, end: int) -> Span | None:
    """ "By publication", "as of Friday evening", "before our deadline", "within 24 hours", "until noon on Thursday"."""
    folded = text.folded
    for at in range(begin, end):
        if folded[at] not in _UNTIL or (folded[at] == "of" and folded[at - 1] != "as"):
            continue
        stop = at
        for index in range(at + 1, min(at + _LONGEST, end)):
            if folded[index] in (COMMA, ".", ";", "and", "but", "to", "or") or folded[index] in _MEANS:
                break
            if folded[index] in _DUE:
                stop = index + 1
        if stop > at:
            return text.span(at - (folded[at] == "of"), stop)
    return None
