"""How firmly copy says what it says."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule
from scorer.types import Cue, Span

_DOUBT = frozenset({"modal", "adverb", "likelihood", "verb_noun"})
_BESIDE = frozenset({"investigation"})
_NO_DOUBT = frozenset({"would", "should"})
_CONFIDENCE = ("high confidence", "moderate confidence", "low confidence", "medium confidence")
_FIRM = 2
_WITHHELD = frozenset({"anon_described", "anon_vague"})
_PLAIN = frozenset(
    "clearly certainly undoubtedly unquestionably obviously indisputably undeniably indubitably irrefutably surely doubtless "
    "plainly patently manifestly".split()
)


def _doubts(copy: Copy) -> dict[Span, list[Cue]]:
    """Hedges of the narrator by sentence; rounders, conditions, "would" and what is said to be unknown are none."""
    found: dict[Span, list[Cue]] = {}
    for _, cue in copy.cues("hedge", quoted=False):
        if cue.label in _DOUBT | _BESIDE and copy.words_of(cue[:2]).casefold().split()[0] not in _NO_DOUBT:
            held = found.setdefault(copy.sentence_at(cue.start), [])
            if not held or held[-1].end <= cue.start:
                held.append(cue)
    return found


def _credited(copy: Copy) -> set[Span]:
    return {copy.sentence_at(one.cue.start) for one in copy.attributions() if one.source is not None}


@rule(
    "HG401",
    "warning",
    standard="Clarity; ICD-203",
    reason="Hedges on top of one another leave a reader unable to tell how likely the claim is.",
    fix="Keep the one hedge that says how sure the source is, and cut the others or split the sentence.",
)
def hedge_stacking(copy: Copy, *, hedges: float = 3, weight: float = 2.2) -> Iterator[Hit]:
    """One sentence holds several hedges outside quotations, each of them sure.

    At least ``hedges``, and the sum of their weights at least ``weight``; two of them make the claim less sure ("may",
    "perhaps", "appears"), the others may be a "whether". Conditions, "would", "believes", "allegedly", words that round a
    number and words that say what is not known do not count.
    """
    for held in copy.once(_doubts).values():
        firm = sum(cue.label in _DOUBT for cue in held)
        if firm >= _FIRM and len(held) >= hedges and sum(cue.weight for cue in held) >= weight:
            listed = ", ".join(f"“{copy.words_of(cue[:2])}”" for cue in held[:4])
            yield Hit(held[0].start, held[-1].end, f"{len(held)} hedges stand in one sentence: {listed}.")


@rule(
    "HG402",
    "warning",
    standard="New York Times guidelines on unnamed sources (the “hinge” of a piece)",
    reason="A piece that opens on what unnamed people hold possible has nothing a reader could test.",
    fix="Lead with what is established, or get a name or a document for the claim.",
)
def hedged_anonymous_lead(copy: Copy) -> Iterator[Hit]:
    """A claim in the first three paragraphs of prose is hedged and rests on unnamed sources.

    "Officials said" is left out: the body they speak for is often told; so are "whether" and "believes".
    """
    doubts = copy.once(_doubts)
    lead = set(copy.lead)
    for credit in copy.credits:
        if credit.paragraph not in lead or credit.source.kind not in _WITHHELD or not credit.span:
            continue
        held = doubts.get(copy.sentence_at(credit.span[0]), [])
        inside = [cue for cue in held if cue.label in _DOUBT and credit.span[0] <= cue.start < credit.span[1]]
        if inside:
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
    """A paragraph supposes something and draws consequences from it, and no source is credited.

    It takes an "if" and at least ``conditionals`` of "would", "could" and "might" with it, outside quotations.
    """
    credited = {copy.paragraph_at(one.cue.start) for one in copy.attributions() if one.source is not None}
    prose = set(copy.prose)
    for number, cue in copy.cues("hedge.condition", quoted=False):
        if number in credited or number not in prose:
            continue
        follow = [
            one
            for one in copy.paragraphs[number].cues
            if one.label == "modal" and one.family == "hedge" and not one.quoted and one.start > cue.start and one.weight > 0.3
        ]
        if len(follow) >= conditionals:
            credited.add(number)
            yield Hit(cue.start, cue.end, "A supposition and what would follow from it are told with no source.")


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
        words = copy.document.plain[sentence[0] : sentence[1]]
        stated = next((one for one in _CONFIDENCE if one in words.casefold()), None)
        likely = next((cue for cue in held if cue.label in ("likelihood", "adverb", "modal")), None)
        if stated and likely and sentence not in credited:
            at = sentence[0] + words.casefold().index(stated)
            yield Hit(at, at + len(stated), f"“{stated}” and “{copy.words_of(likely[:2])}” stand in one sentence.")


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
        ahead = copy.document.plain[copy.sentence_at(cue.start)[0] : cue.start].split()[-1:]
        manner = bool(ahead) and (ahead[0] == "would" or ahead[0].endswith(("ed", "en")))  # "can be viewed clearly"
        if not manner and copy.sentence_at(cue.start) not in credited and set(copy.words_of(cue[:2]).casefold().split()) & _PLAIN:
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” vouches for a claim that nobody is credited with.")
