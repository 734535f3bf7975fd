"""Whether those accused are heard, how soon, and how fairly copy tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._definitions import Copy, Hit, rule
from scorer.rules._parties import unheard
from scorer.types import Cue

_UNTOLD = frozenset({"no_reply", "unreachable"})
_ASKED = ("comment", "request", "inquir", "enquir", "question", "reach", "repl", "return")
_NOBODY = frozenset("they others officials authorities several some aides representatives insiders executives organizers".split())
_REFUSED = frozenset("comment discuss talk speak answer respond interview interviewed elaborate".split())
_PRESS = frozenset("reporters journalists press media newspaper newspapers questions question requests inquiries us".split())
_CLOSE = 60
_DENIED = frozenset("denied denies deny denying denials denial".split())
_CHARGES = re.compile(
    r"\b(?:alleg|accus|claim|report|lawsuit|suit|su(?:ed|es|ing)\b|charg|blam|complain|investigat|critic|suspic|suspect|rumou?r|indict"
    r"|prosecut|convict|arrest|guilty|suggest|scandal|fraud|probe|inquiry|fault|faces\b|facing\b)",
    re.IGNORECASE,
)


@rule(
    "RR301",
    "warning",
    others=("note",),
    standard="BBC Editorial Guidelines 6; Ofcom 7.11; W3C CCIV; NPR Ethics Handbook",
    reason="Whoever is accused of something has a right to be asked, and the reader a right to know what the answer was.",
    fix="Ask the party, and say what it answered or that it was asked, how and by when.",
)
def no_reply_sought(copy: Copy) -> Iterator[Hit]:
    """A named party is accused and no answer of any kind from it, not even its silence, is told anywhere in the piece.

    One finding a party, at its first accusation. It is a warning where somebody credited accuses a person or body of a grave
    misdeed ("accused Brandt Holdings of fraud"); a note for states, what they own, parties and armed bodies, for lesser
    misdeeds ("lied", "cheated"), and where the accuser is not credited. A party that is credited with anything, or that stands
    in a sentence which tells of an answer, has been heard. What courts charge, blame with no misdeed, the dead and deeds of
    long ago are left out.
    """
    for one in copy.once(unheard):
        message = f"Nothing in the piece tells what “{one.name}” says to this, or that it was asked."
        yield Hit(*one.span, message, "" if one.firm else "note")


@rule(
    "RR302",
    "note",
    standard="Fairness: SPJ Code of Ethics; BBC Editorial Guidelines 6",
    reason="Many readers never reach an answer that stands far below the accusation.",
    fix="Bring the answer, or one sentence of it, up to where the accusation is made.",
)
def buried_response(copy: Copy, *, paragraphs: float = 6, share: float = 0.67, gap: float = 3) -> Iterator[Hit]:
    """The first answer of an accused party stands far behind the accusation, or in the last third of the piece.

    Far is more than ``paragraphs`` paragraphs. An answer behind ``share`` of the paragraphs counts only where it stands more
    than ``gap`` paragraphs behind the accusation. A party that is heard before, in any words, is no longer waiting.
    """
    seen: set[int | str] = set()
    spoken: dict[int, int] = {}
    for credit in copy.credits:
        spoken[credit.source.id] = min(credit.paragraph, spoken.get(credit.source.id, credit.paragraph))
    prose = {number: place for place, number in enumerate(copy.prose)}
    for one in copy.accusations:
        if one.key in seen or not one.replies or one.paragraph not in prose:
            continue
        seen.add(one.key)
        first = min(one.replies, key=lambda reply: reply.cue[0])
        heard = spoken.get(one.party.id, first.paragraph) if one.party else first.paragraph
        if first.label == "confirmed" or first.paragraph not in prose or heard < first.paragraph:
            continue
        behind = prose[first.paragraph] - prose[one.paragraph]
        late = (prose[first.paragraph] + 1) / len(prose) > share and behind > gap
        if behind > paragraphs or late:
            yield Hit(*first.cue[:2], f"“{one.name}” is accused {behind} paragraphs before its first answer.")


@rule(
    "RR303",
    "note",
    standard="NPR Ethics Handbook",
    reason="A reader can judge a silence only by what was done to break it.",
    fix="Say how the party was asked, how often, and how long it had to answer.",
)
def silent_attempts(copy: Copy) -> Iterator[Hit]:
    """A party "did not respond" or "could not be reached", and no means, number or deadline of the asking is told."""
    silent = {reply.cue[:2]: reply for reply in copy.replies if reply.label in _UNTOLD}
    for span, reply in sorted(silent.items()):
        told = copy.words_of(span)
        by = copy.words_of((span[0], span[1] + len(" by "))).split()[-1:] == ["by"] or told.endswith(" by")
        asked = any(word in told.casefold() for word in _ASKED) and not by  # "could not be reached by road"
        effort = reply.means or (reply.attempts or 0) > 1 or reply.deadline or reply.elliptic
        if asked and not effort and words("effort").isdisjoint(told.casefold().split()):
            yield Hit(*span, f"“{told}” leaves open how and how often the party was asked.")


@rule(
    "RR304",
    "note",
    standard="Ethics & Journalism Initiative",
    reason="The word “refused” makes a choice that is anybody's right sound like an offence.",
    fix="Write that the party “declined to comment” instead.",
)
def refused_comment(copy: Copy) -> Iterator[Hit]:
    """Somebody "refused to comment", to discuss, to answer or to be interviewed, outside quotations."""
    for _, cue in copy.cues("resp.declined", quoted=False):
        told = [token.strip(".,;") for token in copy.words_of(cue[:2]).split()]
        refused = any(token.casefold().startswith("refus") for token in told)
        last = next((token for token in told if token.casefold() in _REFUSED), None)
        if refused and last:
            end = copy.document.plain.index(last, cue.start) + len(last)
            behind = copy.words_of((end, min(copy.sentence_at(cue.start)[1], end + _CLOSE))).casefold().split()[:4]
            if last in ("speak", "talk", "respond") and behind[:1] == ["to"] and _PRESS.isdisjoint(behind):
                continue
            yield Hit(cue.start, end, f"“{copy.words_of((cue.start, end))}” judges a choice that is anybody's right.")


@rule(
    "RR305",
    "note",
    standard="NPR Ethics Handbook",
    reason="A reader should know whether a person kept silent or somebody spoke for an office.",
    fix="Name who declined: the person, or the office and whoever spoke for it.",
)
def vague_refuser(copy: Copy) -> Iterator[Hit]:
    """Somebody declines to comment, and whether that is a person or an office, and which, is not told."""
    for _, cue in copy.cues("resp.declined", quoted=False):
        before = _ahead(copy, cue).casefold().split()
        if "comment" in copy.words_of(cue[:2]).casefold() and 0 < len(before) < 3 and before[0] in _NOBODY:
            yield Hit(cue.start, cue.end, f"Which person or office “{before[0]}” are is not told here.")


@rule(
    "RR306",
    "note",
    standard="Fairness: SPJ Code of Ethics",
    reason="A denial of what nobody has alleged plants the allegation without a source.",
    fix="Say first what is alleged and by whom, or cut the denial.",
)
def denial_without_charge(copy: Copy) -> Iterator[Hit]:
    """The first denial of wrongdoing in the piece stands before any allegation is told.

    Only what the narrator tells as "denied" counts, and only where none of the words by which allegations are told ("accused",
    "lawsuit", "investigation", "reports" …) stands before it or in the rest of its sentence.
    """
    first = min((one.cue[0] for one in copy.accusations), default=None)
    plain, read = copy.document.plain, 0
    for _, cue in copy.cues("resp.denial", quoted=False):
        if first is not None and first < cue.start:
            return
        told = copy.words_of(cue[:2])
        if _DENIED.isdisjoint(told.casefold().split()):
            continue
        if _CHARGES.search(plain, read, cue.start):
            return
        ends = copy.sentence_at(cue.start)[1]
        about = copy.words_of((cue.start, ends)).casefold().split()
        misdeed = any(
            token.strip(".,;") in words("misdeed") | words("wrongdoing") | {"improper", "taking", "having"} for token in about
        )
        read = cue.start
        if _CHARGES.search(plain, cue.end, ends):
            return
        if misdeed:
            yield Hit(cue.start, cue.end, f"“{told}” comes before anybody is said to allege it.")
            return


@rule(
    "RR307",
    "note",
    standard="Neutrality: BBC Editorial Guidelines 4",
    reason="A denial is told in the same words whoever makes it; how loud it was is the reader's to hear in a quotation.",
    fix="Write “denied”, and quote the denial if its force matters.",
)
def amplified_denial(copy: Copy) -> Iterator[Hit]:
    """A denial is made strong by an adverb ("vehemently denied"), outside quotations."""
    loud = words("loudly")
    for _, cue in copy.cues("resp.denial", quoted=False):
        ahead = _ahead(copy, cue).split()[-1:]
        told = copy.words_of(cue[:2]).casefold().split()
        if not any(word.startswith(("denie", "deny", "reject", "disput")) for word in told):
            continue
        start = copy.document.plain.rindex(ahead[0], 0, cue.start) if ahead and ahead[0] in loud else cue.start
        if start < cue.start or not loud.isdisjoint(told):
            yield Hit(start, cue.end, f"“{copy.words_of((start, cue.end))}” tells how loud the denial is.")


def _ahead(copy: Copy, cue: Cue) -> str:
    """The words of the sentence close before a cue."""
    return copy.document.plain[max(copy.sentence_at(cue.start)[0], cue.start - _CLOSE) : cue.start]
