"""What a whole piece rests on; the findings stand where it shows best."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._claims import is_commentary
from scorer.rules._definitions import Copy, Hit, rule
from scorer.types import UNNAMED

_SOURCED = ("weak", "qualified", "accountable")
_IDENTIFIABLE = frozenset({"person", "institution", "document", "data", "media", "reporter"})


def _is_other_than_news(copy: Copy) -> bool:
    return any(entry["kind"] != "short" for entry in copy.annotated.scope)


@rule(
    "DC601",
    "note",
    standard="AP, Reuters and NPR: unnamed sources are the exception",
    reason="Readers cannot weigh a piece most of which rests on people they are not told of.",
    fix="Put people on the record for the main claims, or add documents and named witnesses.",
    scored=True,
)
def anonymity_rate(copy: Copy, *, share: float = 0.5, least: float = 4) -> Iterator[Hit]:
    """More than half of the paragraphs with a source rest on unnamed sources only.

    Thresholds: share = 0.50 of the sourced paragraphs, and least = 4 of these, for fewer tell nothing of a rate.
    """
    mentions = [mention for source in copy.sources if source.kind in UNNAMED for mention in source.mentions]
    if not mentions or len(copy.scores) < least:
        return
    sourced = [score for score in copy.scores if score.level in _SOURCED]
    rate = sum(score.kind in UNNAMED for score in sourced) / len(sourced) if sourced else 0.0
    if rate > share and len(sourced) >= least:
        first = min(mentions)
        yield Hit(first.start, first.end, f"Of the paragraphs with a source, {rate:.0%} rest on unnamed sources only.")


@rule(
    "DC602",
    "error",
    others=("note",),
    standard="SPJ and BBC: identify sources clearly",
    reason="Nobody whom a reader could ask answers for anything in the piece.",
    fix="Name at least one person, body or document that answers for the main claim.",
    scored=True,
)
def no_named_source(copy: Copy, *, least: float = 5, chance: float = 0.25) -> Iterator[Hit]:
    """No paragraph of the piece has an accountable source.

    Thresholds: least = 5 paragraphs that need a source, so that a brief is not accused; chance = 0.25, the probability of
    being accountable that no paragraph may reach. A person, body or document credited anywhere also keeps it silent, and so
    does a piece that is no news copy. A note where hardly anybody is credited with anything, for that may be commentary.
    """
    if _is_other_than_news(copy) or any(source.kind in _IDENTIFIABLE for source in copy.informants) or len(copy.scores) < least:
        return
    scored = [score for score in copy.scores if score.value is not None]
    if len(scored) >= least and all(score.probabilities[-1] < chance for score in copy.scores):
        opening = copy.sentence_at(copy.paragraphs[copy.prose[0]].start if copy.prose else 0)
        told = f"None of {len(scored)} paragraphs that need a source has one who answers for it."
        yield Hit(opening.start, opening.end, told, "note" if is_commentary(copy) else "")


@rule(
    "DC603",
    "warning",
    standard="Guardian and BBC on single sources",
    reason="What one side tells is not tested by anybody else in the piece.",
    fix="Add a second, independent source, or say in the piece that it rests on one.",
)
def single_source_story(copy: Copy, *, share: float = 0.8, least: float = 5) -> Iterator[Hit]:
    """One source supplies at least 80 % of what is attributed.

    Thresholds: share = 0.80, of the paragraphs with a source and of the words attributed; least = 5 paragraphs that it leads.
    """
    measures = copy.annotated.measures
    top = next((source for source in copy.informants if source.id == measures["top_source"]), None)
    if top is None or _is_other_than_news(copy) or min(measures["concentration"], measures["concentration_words"] or 0) < share:
        return
    led = sum(copy.lead_source(number) is top for number in copy.credits_by_paragraph)
    if led >= least and top.mentions:
        first = min(top.mentions)
        message = f"One source supplies {measures['concentration']:.0%} of the paragraphs that have one."
        yield Hit(first.start, first.end, message)


@rule(
    "DC604",
    "note",
    standard="AFP: source in the lead",
    reason="Who reads the first half only learns of nobody who answers for it.",
    fix="Move a named source up, or name one of those that come first.",
    scored=True,
)
def late_first_named(copy: Copy, *, share: float = 0.5, least: float = 6) -> Iterator[Hit]:
    """The first accountable paragraph stands in the second half of the piece.

    Thresholds: share = 0.50 of the paragraphs, and least = 6 paragraphs in all.
    """
    if len(copy.scores) < least:
        return
    early = [number for number in range(len(copy.scores)) if (number + 1) / len(copy.scores) <= share]
    early.sort(key=lambda number: number not in copy.credits_by_paragraph)  # one accountable will do, so the likeliest first
    if any(copy.scores[number].level == "accountable" for number in early):
        return
    first = next((score.paragraph for score in copy.scores if score.level == "accountable"), None)
    if first is None:
        return
    opening = copy.sentence_at(first.start)
    message = f"The first accountable paragraph is number {first.number} of {len(copy.scores)}."
    yield Hit(opening.start, opening.end, message)


@rule(
    "DC605",
    "note",
    standard="BBC right of reply",
    reason="Some of those accused are heard and others are not, or nobody is.",
    fix="Ask every accused party for a response, and print it or say that none came.",
)
def reply_coverage(copy: Copy, *, least: float = 2) -> Iterator[Hit]:
    """Not all accused parties have a response in the piece.

    Threshold: least = 2 accused parties; of a single one only its own accusation speaks. The finding is at the first
    accusation without an answer. A note: who is accused is read wrongly too often in long pieces for more.
    """
    measures = copy.annotated.measures
    coverage, parties = measures["reply_coverage"], measures["accused_parties"]
    if coverage is None or coverage >= 1 or parties < least or _is_other_than_news(copy):
        return
    heard = {one.key for one in copy.accusations if any(reply.label != "sought" for reply in one.replies)}
    first = min((one for one in copy.accusations if one.key not in heard), key=lambda one: one.cue)
    message = f"Of {parties} accused parties, {round(coverage * parties)} have a response, and “{first.name}” has none."
    yield Hit(first.cue.start, first.cue.end, message)
