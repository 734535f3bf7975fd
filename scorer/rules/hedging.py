"""How firmly copy says what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorer.lexicon import words
from scorer.rules._definitions import Copy, Hit, rule
from scorer.types import Cue, Span

_DOUBT = frozenset({"modal", "adverb", "likelihood", "verb_noun"})
_BESIDE = frozenset({"investigation", "hearsay"})
_HELD = ("suggest", "impl", "indicat", "i think", "i believe")  # beliefs that the narrator makes less sure
_CHANCE = ("chance", "possib", "improbab", "potential")  # "a good chance" is likelihood, "if" is not
_NO_DOUBT = frozenset({"would", "should", "cast", "doubt", "doubts"})
_FIRM = 2
_CONFIDENCE = re.compile(r"\b(?:high|highest|medium|moderate|low|lowest|great|full|little) confidence\b", re.I)
_RELAYED = frozenset("said says told warned".split())  # "the aide said it could hurt, people familiar …": the aide’s doubt
_MANNER = frozenset("be would read heard hear see speak spoke think say write wrote said very more less so as shown too".split())
_SUPPOSING = frozenset({"if", "unless", "should"})
_FOLLOWING = frozenset({"would", "could", "might"})
_NO_SUPPOSITION = frozenset("if not|if so|if any|if anything|if ever|if needed|if necessary|if you|if i|if we|if only".split("|"))
_SURE, _FAINT = 0.5, 0.3


def _doubts(copy: Copy) -> dict[Span, list[Cue]]:
    """Hedges of the narrator by sentence; rounders, conditions, "would" and what is said to be unknown are none."""
    found: dict[Span, list[Cue]] = {}
    for _, cue in copy.cues("hedge", quoted=False):
        if _is_doubt(copy, cue) or cue.label in _BESIDE or (cue.label == "doxastic" and _told(copy, cue).startswith(_HELD)):
            held = found.setdefault(copy.sentence_at(cue.start), [])
            if not held or held[-1].end <= cue.start:
                held.append(cue)
    return found


def _is_doubt(copy: Copy, cue: Cue) -> bool:
    """Whether a hedge makes a claim less sure, rather than crediting it to somebody or tying it to a condition."""
    told = _told(copy, cue)
    if cue.label == "condition":
        return any(stem in told for stem in _CHANCE)
    return cue.label in _DOUBT and told.split()[0] not in _NO_DOUBT


def _told(copy: Copy, cue: Cue) -> str:
    return copy.words_of(cue[:2]).casefold()


def _credited(copy: Copy) -> set[Span]:
    return {copy.sentence_at(one.cue.start) for one in copy.attributions() if one.source is not None}


@rule(
    "HG401",
    "note",
    standard="Clarity; ICD-203",
    reason="Hedges on top of one another leave a reader unable to tell how likely the claim is.",
    fix="Keep the one hedge that says how sure the source is, and cut the others or split the sentence.",
)
def hedge_stacking(copy: Copy, *, hedges: float = 3, weight: float = 2.2) -> Iterator[Hit]:
    """One sentence holds several hedges outside quotations, each of them sure.

    At least ``hedges``, and the sum of their weights at least ``weight``; two of them make the claim less sure ("may",
    "perhaps", "appears", "a good chance"), the others may be "whether", "suggests" or "allegedly". Conditions, "would",
    what others believe, words that round a number and words that say what is not known do not count.
    """
    for held in copy.once(_doubts).values():
        firm = sum(_is_doubt(copy, cue) for cue in held)
        if firm >= _FIRM and len(held) >= hedges and sum(cue.weight for cue in held) >= weight:
            listed = ", ".join(f"“{copy.words_of(cue[:2])}”" for cue in held[:4])
            yield Hit(held[0].start, held[-1].end, f"{len(held)} hedges stand in one sentence: {listed}.")


@rule(
    "HG402",
    "note",
    standard="New York Times guidelines on unnamed sources (the “hinge” of a piece)",
    reason="A piece that opens on what unnamed people hold possible has nothing a reader could test.",
    fix="Lead with what is established, or get a name or a document for the claim.",
)
def hedged_anonymous_lead(copy: Copy) -> Iterator[Hit]:
    """A claim in the first three paragraphs of prose is hedged and rests on unnamed sources.

    "May", "appears", "likely" and "possibly" hedge it; that the sources believe it, or that something is looked into, do not.
    """
    doubts = copy.once(_doubts)
    lead = set(copy.lead)
    named = {copy.sentence_at(one.cue.start) for one in copy.attributions() if one.source is not None and not one.source.unnamed}
    for credit in copy.credits:
        if credit.paragraph not in lead or not credit.source.unnamed or not credit.span:
            continue
        sentence = copy.sentence_at(credit.span[0])
        held = [] if sentence in named else doubts.get(sentence, [])
        inside = [cue for cue in held if _is_doubt(copy, cue) and credit.span[0] <= cue.start < credit.span[1]]
        if inside and _RELAYED.isdisjoint(copy.words_of((credit.span[0], inside[0].start)).split()):
            cue = inside[0]
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” hedges a claim at the top that only unnamed sources make.")
            return


@rule(
    "HG403",
    "warning",
    standard="AP Stylebook on speculation",
    reason="A chain of suppositions is the narrator's guess, and nobody answers for it.",
    fix="Credit the forecast to somebody, or keep to what has happened.",
)
def hypothetical_chain(copy: Copy, *, conditionals: float = 2) -> Iterator[Hit]:
    """A paragraph supposes something and goes on to suppose more or to draw consequences, and no source is credited.

    It takes an "if", "should" or "unless" and behind it ``conditionals`` more of these or of "would", "could" and "might",
    outside quotations. Advice ("if you") and turns such as "if not" or "even if" suppose nothing.
    """
    credited = {copy.paragraph_at(one.cue.start) for one in copy.attributions() if one.source is not None}
    for number in copy.prose:
        if number in credited:
            continue
        hedges = [one for one in copy.paragraphs[number].cues if one.family == "hedge" and not one.quoted and not one.negated]
        opening = next((one for one in hedges if one.weight >= _SURE and _supposes(copy, one)), None)
        if opening is None:
            continue
        further = sum(
            one.start > opening.start and one.weight > _FAINT and (_supposes(copy, one) or _follows(copy, one)) for one in hedges
        )
        if further >= conditionals:
            begins = copy.words_of((opening.start, copy.sentence_at(opening.start)[1])).split()[:5]
            yield Hit(opening.start, opening.end, f"“{' '.join(begins)} …” and what would follow from it have no source.")


_EVEN = "even "


def _supposes(copy: Copy, cue: Cue) -> bool:
    told = _told(copy, cue)
    if told.startswith("should") and not copy.words_of(cue[:2])[0].isupper():  # "should heed" is advice, "Should it fall" none
        return False
    before = copy.document.plain[max(cue.start - len(_EVEN), 0) : cue.start].casefold()
    if before.endswith(_EVEN):
        return False
    opens = told.removeprefix("and ").removeprefix("but ").split()[0]
    return cue.label == "condition" and opens in _SUPPOSING and told not in _NO_SUPPOSITION


def _follows(copy: Copy, cue: Cue) -> bool:
    return cue.label in ("modal", "condition", "adverb") and _told(copy, cue).split()[0] in _FOLLOWING


@rule(
    "HG404",
    "note",
    standard="ICD-203",
    reason="Confidence speaks of the evidence and likelihood of the event; in one sentence each blurs the other.",
    fix="Say in one sentence how likely it is, and in another how good the evidence is.",
)
def confidence_likelihood(copy: Copy) -> Iterator[Hit]:
    """Words of confidence and words of likelihood stand in one sentence, in the narrator's voice."""
    credited = copy.once(_credited)
    for sentence, held in copy.once(_doubts).items():
        stated = _CONFIDENCE.search(copy.document.plain, *sentence)
        likely = next((cue for cue in held if _is_doubt(copy, cue)), None)
        if stated and likely and sentence not in credited:
            yield Hit(*stated.span(), f"“{stated[0]}” and “{copy.words_of(likely[:2])}” stand in one sentence.")


@rule(
    "HG405",
    "note",
    standard="Hyland on boosters; neutrality",
    reason="A word that vouches for a claim is the narrator's, and nobody answers for it.",
    fix="Cut the booster, or say who is so sure and on what ground.",
)
def bare_booster(copy: Copy) -> Iterator[Hit]:
    """A word such as "clearly" or "undoubtedly" stands outside quotations in a sentence with no source."""
    credited = copy.once(_credited)
    for _, cue in copy.cues("boost.certainty", quoted=False):
        ahead = copy.document.plain[max(copy.sentence_at(cue.start)[0], cue.start - 60) : cue.start].split()[-1:]
        manner = bool(ahead) and (ahead[0] in _MANNER or ahead[0].endswith(("ed", "en")))  # "can be viewed clearly"
        vouches = not words("plain_booster").isdisjoint(_told(copy, cue).split())
        if vouches and not manner and copy.sentence_at(cue.start) not in credited:
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” vouches for a claim that nobody is credited with.")
