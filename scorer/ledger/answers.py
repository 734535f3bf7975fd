"""Whose answer a response cue is: the phrases beside it that name who answers, or from whom no answer came."""

from __future__ import annotations

from functools import cache

from scorer.attributions.grammar import ARTICLES, AUXILIARIES, CLAUSE_OPENERS, COMMA, MARKS, RELATIVES, STOPS, is_adverb
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.lexicon import words
from scorer.text import Text

SENT = frozenset(
    """
    call calls email emails e-mail e-mails message messages letter letters request requests question questions inquiry
    inquiries enquiry enquiries query queries voicemail voicemails text texts effort efforts attempt attempts fax faxes
    phone telephone number line knock knocks list
    """.split()
)
"""Nouns for what a newsroom sends, and for what it sends it by."""
_TOWARDS = frozenset(("to", "with", "at", "for", "from", "by"))
_REACHING = frozenset("reach contact locate interview find trace speak".split())
_NEGATIVE = frozenset(("neither", "none", "nobody", "no"))
_ASKING = frozenset(
    """
    contacted contacting approached asked asking emailed reached called wrote messaged sent submitted put tried trying
    attempted invited offered left contact reach locate find requested sought seeking
    """.split()
)
_ASKERS = frozenset(
    """
    we i reporters reporter journalists journalist newspaper paper times post guardian magazine programme news tribune
    herald courier gazette press us newsroom broadcaster station
    """.split()
)
_ASIDE = frozenset("in through when as by before citing because pending without at under until after reached contacted".split())
_BE, _HAVE = frozenset("was were is are been be being".split()), frozenset("has have had".split())
_CLAIM, _LONGEST, _CLEAN = (["it"], ["this"]), 8, 7
_OPENS_ANSWER = MARKS | {"both", "that", "and"} | CLAUSE_OPENERS


class Answers:
    """Finds the phrases that name who answers, in one text."""

    def __init__(self, text: Text, phrases: Phrases):
        self.text = text
        self.folded = text.folded
        self.phrases = phrases
        self.nouns = _party_nouns()

    def of(self, first: int, last: int, label: str) -> list[Range]:
        """The phrases whose answer tokens ``first`` to ``last`` are, in order; none where they only stand beside a clause."""
        low, high = self.text.sentence_tokens(first)
        head = self.folded[first]
        if (both := self._neither(first, last, low)) is not None:
            return both
        if head in SENT or head in _REACHING:
            holder = self.phrases.before(first - 1, low) if first - 1 > low and self.folded[first - 1] == "'s" else None
            return [holder] if holder else self._towards(first, high)
        if by := self._agent(last, high):
            return by
        if label in ("sought", "unreachable") and (asked := self._asked(first, last, low, high)) is not None:
            return asked
        if head in _ASIDE or head in ("a", "an", "the"):
            return []
        if head == "no" or head in ("there", "received", "heard", "hear"):
            return self._from(max(first, last - 2), high) or self._at_door(first, low, high)
        subject = self.subject(first, low)
        if subject and head in _BE and self.folded[slice(*subject)] in _CLAIM:
            subject = self._sayer(subject[0], low)
        if subject and self._sent(subject):
            return self._towards(subject[0], high)
        if subject is None and head in ("denial", "denials", "confirmation", "statement", "refusal"):
            return self._from(first, high)
        return [*self._earlier(subject[0], low), subject] if subject else []

    def _sayer(self, at: int, low: int) -> Range | None:
        return self.subject(at - 1, low) if at - 1 in self.phrases.verbs.cues else None

    def subject(self, first: int, low: int) -> Range | None:
        """The subject of the verb group that ends in token ``first``; for a second verb ("… and declined") that of the first."""
        begin = self.phrases.verb_group(first, low)
        while begin > low and self.folded[begin - 1] in ("has", "have", "had", "did", "not", "never", "also", "both", "either"):
            begin -= 1
        found = self.phrases.before(begin, low) if begin > low else None
        if found and found[0] >= low:
            if self.folded[found[0]] in RELATIVES and found[1] - found[0] == 1:
                return self._antecedent(found[0], low)
            return self._inner(found)
        return None

    def _inner(self, phrase: Range) -> Range:
        """A phrase without a clause before it: "prosecutors say Brandt" is "Brandt"."""
        first, last = phrase
        for at in range(first, last - 1):
            if at in self.phrases.verbs.cues and at > first and self.folded[at + 1] not in (COMMA, "of", "for"):
                return at + 1, last
        return phrase

    def _antecedent(self, at: int, low: int) -> Range | None:
        end = at
        while end > low and self.folded[end - 1] in (COMMA, "--"):
            end -= 1
        return self.phrases.before(end, low) if end > low else None

    def _earlier(self, first: int, low: int) -> list[Range]:
        """The parts of the subject to the left of its last one: "the airline, the union and" the port."""
        parts: list[Range] = []
        at = first
        if at - 1 <= low or self.folded[at - 1] not in ("and", "or", "nor"):
            return parts
        at -= 1
        if self.folded[at - 1] == COMMA:
            at -= 1
        while at > low:
            begin = at
            while begin > low and at - begin < _CLEAN and not self._edge(begin - 1):
                begin -= 1
            if not self._clean(begin, at):
                break
            parts.append((begin, at))
            if begin - 1 > low and self.folded[begin - 1] == COMMA:
                at = begin - 1
            else:
                break
        if parts and parts[-1][0] > low and self.folded[parts[-1][0] - 1] not in _OPENS_ANSWER:
            return []
        return parts[::-1]

    def _edge(self, at: int) -> bool:
        token = self.folded[at]
        return token in MARKS or token in CLAUSE_OPENERS or token in ("that", "both", "and", "or")

    def _clean(self, first: int, last: int) -> bool:
        """Whether words are a plain noun phrase, neither clause nor day: "a spokeswoman for the port", "Lund"."""
        if first >= last or self.folded[last - 1] in words("weekday"):
            return False
        inside = self.folded[first:last]
        if not _AUX.isdisjoint(inside) or any(at in self.phrases.verbs.cues for at in range(first, last)):
            return False
        opening = self.folded[first] in ARTICLES or self.text.capitals[first]
        return opening and (self.text.capitals[last - 1] or self.folded[last - 1] in self.nouns)

    # -- both and neither -------------------------------------------------------------------------------------------

    def _neither(self, first: int, last: int, low: int) -> list[Range] | None:
        """ "Neither the airline nor the union replied": two; "none of the owners", "neither company": what is counted."""
        at = first if self.folded[first] in _NEGATIVE else self._neither_before(first, low)
        if at is None or (self.folded[at] == "no" and self.folded[at + 1 : at + 2] != ["one"]):
            return None
        nor = next(
            (index for index in range(at + 1, min(at + 14, last + 8, len(self.folded))) if self.folded[index] == "nor"), None
        )
        if self.folded[at + 1].startswith(("confirm", "den", "to", "admit")):
            return None
        if self.folded[at] == "neither" and nor is not None:
            right = self._until_verb(nor + 1)
            return [(at + 1, nor), right] if right else [(at + 1, nor)]
        phrase = self._until_verb(at + 1)
        if phrase is None:
            return self._at_door(first, low, self.text.sentence_tokens(first)[1]) if self.folded[at] != "neither" else []
        begin = phrase[0] + (self.folded[phrase[0]] in ("of", "from", "at", "one"))
        return [(begin, phrase[1])] if begin < phrase[1] else []

    def _neither_before(self, first: int, low: int) -> int | None:
        """A "neither … nor" whose verb is the cue."""
        for at in range(first - 1, max(low - 1, first - 16), -1):
            if self.folded[at] == "neither":
                return at if "nor" in self.folded[at:first] else None
            if self.folded[at] in STOPS:
                return None
        return None

    def _until_verb(self, first: int) -> Range | None:
        """The phrase from token ``first`` up to a verb, an adverb or a mark."""
        at = first
        while at < min(first + _LONGEST, len(self.folded)):
            token = self.folded[at]
            if token in MARKS or token in _AUX or token in _REPLYING or (is_adverb(token) and at > first):
                break
            at += 1
        return (first, at) if at > first else None

    # -- what was sent, and to whom ---------------------------------------------------------------------------------

    def _sent(self, subject: Range) -> bool:
        """Whether the subject is what was sent ("calls to the bank"), not who answers ("a spokesman for the ferry line")."""
        end = next((at for at in range(*subject) if self.folded[at] in _TOWARDS), subject[1])
        sent = any(self.folded[at] in SENT for at in range(subject[0], end))
        return sent and not any(self.folded[at] in ("who", "'s") for at in range(*subject))

    def _towards(self, first: int, high: int) -> list[Range]:
        """Behind "calls to", "attempts to reach", "a message left for": the one who was to answer."""
        for at in range(first + 1, min(first + 12, high - 1)):
            token = self.folded[at]
            if token in _REACHING:
                return self._object(at + 1 + (self.folded[at + 1] in ("to", "with")), high)
            if token in _TOWARDS and self.folded[at + 1] not in _NO_PARTY and self.folded[at - 1] != "seeking":
                return self._object(at + 1, high)
            if token in ("went", "were", "was", "remained"):
                break
        return self._from(first, high)

    def _from(self, first: int, high: int) -> list[Range]:
        for at in range(first, min(first + 10, high - 1)):
            if self.folded[at] in ("from", "by") and self.folded[at + 1] not in _NOT_A_PARTY:
                return self._object(at + 1, high)
            if (
                self.folded[at] in ("at", "for")
                and at + 1 < high
                and (self.folded[at + 2 : at + 3] == ["'s"] or self._names(at + 1))
            ):
                return self._object(at + 1, high)
        return []

    def _at_door(self, first: int, low: int, high: int) -> list[Range]:
        """Whose door nobody opened: "at Brandt's house"."""
        for at in range(max(low, first - 20) + 1, min(high, first + 30) - 1):
            if self.folded[at] == "'s" and not _DOORS.isdisjoint(self.folded[at + 1 : at + 4]):
                begin = at
                while begin > low and at - begin < 6 and self.text.capitals[begin - 1]:
                    begin -= 1
                return [(begin, at)] if begin < at else []
        return []

    def _names(self, at: int) -> bool:
        return self.text.capitals[at] and self.folded[at] not in _NOT_A_PARTY

    def _object(self, first: int, high: int) -> list[Range]:
        """The noun phrases from token ``first`` on, up to a verb or the edge of the clause, joined by "and" or "or"."""
        if first >= high:
            return []
        at = first
        while at < min(first + 12, high):
            token = self.folded[at]
            if token in MARKS or (at > first and (token in _AFTER_OBJECT or token in _AUX or is_adverb(token))):
                break
            at += 1
        return [(first, at)] if at > first else []

    def _agent(self, last: int, high: int) -> list[Range]:
        """ "Denied by the bank"."""
        by = last - 1 if self.folded[last - 1] == "by" else last
        if by >= high - 1 or self.folded[by] != "by" or self.folded[by - 1] not in _DENIED or self.folded[by + 1] in _NOT_A_PARTY:
            return []
        return self._object(by + 1, high)

    def _asked(self, first: int, last: int, low: int, high: int) -> list[Range] | None:
        """Behind an active verb of asking, whose subject is the newsroom: "we contacted the ministry for comment"."""
        at = next((at for at in range(first, min(last, first + 5)) if self.folded[at] in _ASKING), None)
        if at is None:
            return None
        group = self.folded[max(low, at - 4) : at]
        if not _BE.isdisjoint(group[-2:]) or (group and group[-1] in ("not", "be")):
            return None
        subject = self.subject(first, low)
        ours = subject is not None and not _ASKERS.isdisjoint(self.folded[slice(*subject)])
        if (
            not ours
            and subject is not None
            and self.folded[first] not in ("seeking", "requests", "request")
            and _HAVE.isdisjoint(self.folded[first : at + 1])
            and self.folded[at] in ("asked", "contacted", "approached", "reached")
        ):
            return None
        if self.folded[at] in ("tried", "trying", "attempted", "sent", "submitted", "put", "left", "sought"):
            return self._towards(at, high)
        out = at + 1 + (2 if self.folded[at + 1 : at + 3] == ["out", "to"] else 0)
        return self._object(out, high) or None


@cache
def _party_nouns() -> frozenset[str]:
    return words("institution") | words("role") | words("ordinary") | words("family_role") | {"police"}


_AUX = AUXILIARIES - {"'s"}
_DOORS = frozenset("door home house apartment flat office address phone".split())
_DENIED = frozenset("denied disputed rejected dismissed refuted contested issued released sent read given by".split())
_REPLYING = frozenset(
    """
    responded replied answered returned respond reply answer return could would will agreed declined refused commented
    wanted wished
    """.split()
)
_AFTER_OBJECT = frozenset(
    """
    for with on at who which that seeking asking went remained left were was by about because after before to when while
    rang requesting via in monday tuesday wednesday thursday friday saturday sunday last yesterday and, through over if
    whether regarding until
    """.split()
)
_NOT_A_PARTY = frozenset(
    """
    comment comments an interview further clarification phone telephone email e-mail text letter mail the-time press
    publication deadline monday tuesday wednesday thursday friday saturday sunday respond reply answer information noon
    reporters us questions requests request response reaction additional him-self this
    """.split()
)
_NO_PARTY = _NOT_A_PARTY | _REACHING
