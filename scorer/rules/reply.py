"""Whether those accused are heard, how soon, and how fairly copy tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule
from scorer.rules._parties import is_grave, is_state, unanswered

_STRONG = frozenset("strongly adamantly vehemently strenuously vigorously fiercely furiously angrily hotly emphatically".split())
_UNTOLD = frozenset({"no_reply", "unreachable"})
_ASKED = ("comment", "request", "inquir", "enquir", "question", "reach", "repl", "return")
_NOBODY = frozenset("they others officials authorities".split())
_CHARGES = ("alleg", "accus", "claim", "report", "lawsuit", "suit", "charg", "blam", "complain", "investigat", "critic", "suspic",
            "rumor", "rumour", "indict", "prosecut", "convict", "arrest", "sued", "guilty", "suggest", "scandal")  # fmt: skip


@rule(
    "RR301",
    "error",
    others=("warning",),
    standard="BBC Editorial Guidelines 6; Ofcom 7.11; W3C CCIV; NPR Ethics Handbook",
    reason="Whoever is accused of something has a right to be asked, and the reader a right to know what the answer was.",
    fix="Ask the party, and say what it answered or that it was asked, how and by when.",
)
def no_reply_sought(copy: Copy) -> Iterator[Hit]:
    """A named party is accused and no answer of any kind from it, not even its silence, is told anywhere in the piece.

    One finding a party, at its first accusation. It is an error where somebody credited alleges a grave misdeed of a named person
    or body; a warning for states and governments, and for lesser accusations with a source. A party that is credited with
    anything in the piece has been heard; where nobody accuses, nothing is reported.
    """
    for accused in copy.once(unanswered):
        severity = "error" if is_grave(copy, accused) and not is_state(copy, accused) else "warning"
        yield Hit(*accused.cue, f"Nothing in the piece tells what “{accused.name}” says to this, or that it was asked.", severity)


@rule(
    "RR302",
    "warning",
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
    prose = {number: place for place, number in enumerate(copy.prose)}
    for one in copy.accusations:
        if one.key in seen or not one.replies or one.paragraph not in prose:
            continue
        seen.add(one.key)
        first = min(one.replies, key=lambda reply: reply.cue[0])
        spoken = [mine.paragraph for mine in copy.credits if one.party is not None and mine.source.id == one.party.id]
        if first.label == "confirmed" or first.paragraph not in prose or any(number < first.paragraph for number in spoken):
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
    for reply in copy.replies:
        asked = any(word in copy.words_of(reply.cue[:2]).casefold() for word in _ASKED)
        told = reply.means or (reply.attempts or 0) > 1 or reply.deadline or reply.elliptic
        if asked and reply.label in _UNTOLD and not told:
            yield Hit(*reply.cue[:2], f"“{copy.words_of(reply.cue[:2])}” leaves open how and how often the party was asked.")


@rule(
    "RR304",
    "note",
    standard="Ethics & Journalism Initiative",
    reason="The word “refused” makes a choice that is anybody's right sound like an offence.",
    fix="Write that the party “declined to comment” instead.",
)
def refused_comment(copy: Copy) -> Iterator[Hit]:
    """Somebody "refused to comment", outside quotations."""
    for _, cue in copy.cues("resp.declined", quoted=False):
        words = copy.words_of(cue[:2]).casefold()
        if "refus" in words and ("comment" in words or "interview" in words):
            end = cue.start + max(words.find("comment") + len("comment"), 0) if "comment" in words else cue.end
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
        before = copy.words_of((copy.sentence_at(cue.start)[0], cue.start)).casefold().split()
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
    """A denial of wrongdoing stands in the narrator's words before any allegation is told."""
    first = min((one.cue[0] for one in copy.accusations), default=None)
    for _, cue in copy.cues("resp.denial", quoted=False):
        plain = copy.document.plain
        rest = plain[: copy.sentence_at(cue.start)[1]].casefold()
        early = (first is None or first > cue.start) and "denied " in copy.words_of(cue[:2]).casefold()
        if early and not any(word in rest for word in _CHARGES):
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” comes before anybody is said to allege it.")
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
    for _, cue in copy.cues("resp.denial", quoted=False):
        sentence = copy.sentence_at(cue.start)[0]
        ahead = copy.document.plain[sentence : cue.start].split()[-1:]
        words = copy.words_of(cue[:2]).casefold().split()
        if not any(word.startswith(("denie", "deny", "reject", "disput")) for word in words):
            continue
        start = copy.document.plain.rindex(ahead[0], sentence, cue.start) if ahead and ahead[0] in _STRONG else cue.start
        if start < cue.start or _STRONG & set(words):
            yield Hit(start, cue.end, f"“{copy.words_of((start, cue.end))}” tells how loud the denial is.")


