"""Document measures of sourcing, in the order of a report. Shares are 0 to 1, None where nothing can be divided.

What a paragraph-weighted measure counts in paragraphs, its neighbour ``…_words`` counts in words, for one figure alone hides a
long quotation behind ten anonymous lines. ``score.schema.json`` defines every measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from scorer.ledger.credits import Credit, is_counted, list_credits
from scorer.text.lengths import Lengths
from scorer.types import KINDS, LEVELS, SILENCE, UNNAMED, AnnotatedDocument, Score, Source, Span

_LEAD = 3
_FURNITURE = frozenset({"heading", "byline", "dateline", "caption"})
_INSTITUTIONAL = frozenset({"institution", "official_group", "document", "data"})
_IDENTIFIABLE = frozenset({"person", "institution", "document", "data", "media", "reporter"})
_SOURCED = frozenset({"weak", "qualified", "accountable"})
_SURE = 0.5


def measure(annotated: AnnotatedDocument, scores: Sequence[Score]) -> dict[str, Any]:
    """All measures by name: those of the scores, and those that need none, which an annotated document brings with it."""
    words = _words_of_paragraphs(annotated, Lengths(annotated.text))
    weighed = list(zip(scores, words, strict=True))
    scored = [_Weighed(score.value, length) for score, length in weighed if score.value is not None]
    opening = [one for one in weighed if one[0].paragraph.block not in _FURNITURE][:_LEAD]
    lead = [_Weighed(score.value, length) for score, length in opening if score.value is not None]
    sourced = [at for at, score in enumerate(scores) if score.level in _SOURCED]
    unnamed = [at for at in sourced if scores[at].kind in UNNAMED]
    unsourced = [at for at, score in enumerate(scores) if score.level == "unsupported"]
    scorable = [at for at, score in enumerate(scores) if score.value is not None]
    first = next((at for at, score in enumerate(scores) if score.level == "accountable"), None)
    levels, levels_words = Counter(score.level for score in scores), Counter[str]()
    for score, length in weighed:
        levels_words[score.level] += length
    return {
        "paragraphs": len(scores),
        "scorable": len(scored),
        "words": sum(words),
        "scorable_words": sum(one.words for one in scored),
        "score": _mean(scored),
        "score_words": _mean_by_words(scored),
        "lead_score": _mean(lead),
        "lead_score_words": _mean_by_words(lead),
        "lowest_quarter": _mean(sorted(scored)[: max(len(scored) // 4, 1)]),
        "lowest_quarter_words": _mean_by_words(_lowest_quarter(scored)),
        "levels": {level: levels[level] for level in LEVELS},
        "levels_words": {level: levels_words[level] for level in LEVELS},
        "anonymity_rate": _ratio(len(unnamed), len(sourced)),
        "anonymity_rate_words": _share(words, unnamed, sourced),
        "anonymous_only_share": _ratio(len(unnamed), len(scores)),
        "anonymous_only_share_words": _share(words, unnamed, range(len(words))),
        "unsourced_share": _ratio(len(unsourced), len(scorable)),
        "unsourced_share_words": _share(words, unsourced, scorable),
        "first_named": None if first is None else (first + 1) / len(scores),
        "first_named_words": None if first is None else _share(words, range(first), range(len(words))),
    } | (annotated.measures or measure_sourcing(annotated))


def measure_sourcing(annotated: AnnotatedDocument) -> dict[str, Any]:
    """The measures that need no score: who is credited with how much, who answered, how hedged it is, how sound the text is."""
    lengths = Lengths(annotated.text)
    words = _words_of_paragraphs(annotated, lengths)
    credits = list_credits(annotated)
    return (
        {"paragraphs": len(words), "words": sum(words)}
        | _measure_sources(annotated, credits, lengths, words)
        | _measure_care(annotated.sources)
        | _measure_replies(annotated)
        | _measure_hedges(annotated, lengths)
        | _measure_text(annotated, credits, lengths, words)
    )


def _measure_sources(annotated: AnnotatedDocument, credits: list[Credit], lengths: Lengths, words: list[int]) -> dict[str, Any]:
    credited = {credit.source.id for credit in credits}
    sources = [source for source in annotated.sources if is_counted(source, credited)]
    counted = {source.id for source in sources}
    credits = [credit for credit in credits if credit.source.id in counted]
    spans: dict[int, list[Span]] = {source.id: [] for source in sources}
    for credit in credits:
        if credit.span:
            spans[credit.source.id].append(credit.span)
    held = {source.id: lengths.words(spans[source.id]) for source in sources}
    kinds = {source.id: source.kind for source in sources}
    all_words = lengths.words(span for held_spans in spans.values() for span in held_spans)

    def share_of(wanted: frozenset[str]) -> float | None:
        theirs = lengths.words(span for number, held_spans in spans.items() if kinds[number] in wanted for span in held_spans)
        return _ratio(theirs, all_words)

    leads = _leads(credits, lengths)
    by_paragraph: dict[int, set[str]] = {}
    for credit in credits:
        by_paragraph.setdefault(credit.paragraph, set()).add(credit.source.kind)
    unnamed = [number for number, found in by_paragraph.items() if found <= UNNAMED]
    named = min((number for number, found in by_paragraph.items() if found & _IDENTIFIABLE), default=None)
    return {
        "distinct_sources": len(sources),
        "distinct_by_kind": {kind: count for kind in KINDS if (count := sum(source.kind == kind for source in sources))},
        "attributed_share": _ratio(len(by_paragraph), len(words)),
        "attributed_share_words": _ratio(all_words, lengths.total),
        "attributed_words": all_words,
        "anonymous_source_share": _ratio(len(unnamed), len(by_paragraph)),
        "anonymous_source_share_words": share_of(UNNAMED),
        "institutional_share_words": share_of(_INSTITUTIONAL),
        "top_source": max(leads, key=lambda number: (leads[number], held[number], -number), default=None),
        "concentration": _ratio(max(leads.values(), default=0), leads.total()),
        "concentration_words": _ratio(max(held.values(), default=0), sum(held.values())),
        "hhi": _concentration(leads.values()),
        "hhi_words": _concentration(held.values()),
        "first_identifiable": None if named is None else (named + 1) / len(words),
    }


def _leads(credits: list[Credit], lengths: Lengths) -> Counter[int]:
    """In how many paragraphs each source is the one credited with most words, the first of equals."""
    held: dict[int, dict[int, list[Span]]] = {}
    for credit in credits:
        held.setdefault(credit.paragraph, {}).setdefault(credit.source.id, []).extend([credit.span] if credit.span else [])
    return Counter(
        max(sources, key=lambda one: lengths.words(sources[one])) if len(sources) > 1 else next(iter(sources))
        for sources in held.values()
    )


def _measure_care(sources: list[Source]) -> dict[str, Any]:
    """How the reader is told of unnamed sources: shares of these, each described, explained, counted."""
    unnamed = [source for source in sources if source.unnamed]
    shares = {
        "described": sum(len(source.described) >= 2 for source in unnamed),
        "reason_informative": sum(source.reason_kind == "informative" for source in unnamed),
        "reason_rote": sum(source.reason_kind == "boilerplate" for source in unnamed),
        "numbered": sum(source.count is not None for source in unnamed),
    }
    return {"unnamed_sources": len(unnamed)} | {
        "anonymity_care": {name: _ratio(number, len(unnamed)) for name, number in shares.items()}
    }


def _measure_replies(annotated: AnnotatedDocument) -> dict[str, Any]:
    """The right of reply, by parties: one that denies three times denies once."""
    heard: dict[int | str, set[str]] = {}
    for reply in annotated.replies:
        heard.setdefault(reply.key, set()).add(reply.label)
    accused: dict[int | str, bool] = {}
    for key, replies in {(one.key, id(one.replies)): one.replies for one in annotated.accusations}.items():
        accused[key[0]] = accused.get(key[0], False) or any(reply.label != "sought" for reply in replies)
    return {
        "accused_parties": len(accused),
        "reply_coverage": _ratio(sum(accused.values()), len(accused)),
        "reply_lag": _median([one.lag for one in annotated.accusations if one.lag is not None]),
        "denials": sum("denial" in labels for labels in heard.values()),
        "no_comments": sum(bool(labels & SILENCE) for labels in heard.values()),
    }


def _measure_hedges(annotated: AnnotatedDocument, lengths: Lengths) -> dict[str, Any]:
    """Weighted hedges per 1,000 words: all, the narrator's own by its words, and those inside attributions by theirs.

    Rounders before a number ("about 300") are none.
    """
    narrated = attributed = 0.0
    inside: list[Span] = []
    for paragraph in annotated.paragraphs:
        contents = [said.content for said in paragraph.attributions if said.content and said.polarity == "asserted"]
        inside += contents
        ends = _Ends(contents)
        for cue in paragraph.cues:
            if cue.family != "hedge" or cue.label == "approx" or cue.negated:
                continue
            if cue.quoted or ends.cover(cue.start):
                attributed += cue.weight
            else:
                narrated += cue.weight
    text = annotated.text
    said = lengths.words([*inside, *(text.span(stretch.first, stretch.last) for stretch in text.quotations)])
    return {
        "hedge_density_per_1k": _density(narrated + attributed, lengths.total),
        "hedge_density_narrator_per_1k": _density(narrated, lengths.total - said),
        "hedge_density_attributed_per_1k": _density(attributed, said),
    }


def _measure_text(annotated: AnnotatedDocument, credits: list[Credit], lengths: Lengths, words: list[int]) -> dict[str, Any]:
    relayed = {credit.paragraph for credit in credits if credit.relay}
    broken: Counter[int] = Counter()
    junk = 0
    for number, paragraph in enumerate(annotated.paragraphs):
        labels = [cue.label for cue in paragraph.cues if cue.family == "text" and cue.weight >= _SURE]
        broken[number] += labels.count("broken")
        junk += "header" in labels
    return {
        "relay_share": _ratio(len(relayed), len(words)),
        "relay_share_words": _share(words, relayed, range(len(words))),
        "quote_share": _ratio(len({stretch.paragraph for stretch in annotated.text.quotations}), len(words)),
        "quote_share_words": _ratio(lengths.total_quoted, lengths.total),
        "damaged": sum(count > 0 for count in broken.values()),
        "broken_sentences": broken.total(),
        "junk": junk,
    }


# small parts


class _Weighed(NamedTuple):
    """A score, and the words it was given for."""

    value: float
    words: float


class _Ends:
    """Whether an offset, asked for in rising order, lies in one of some stretches."""

    def __init__(self, spans: Iterable[Span]):
        self._spans = sorted(spans)
        self._at = 0
        self._reached = -1

    def cover(self, offset: int) -> bool:
        """Whether a stretch that began at or before the offset ends behind it."""
        while self._at < len(self._spans) and self._spans[self._at].start <= offset:
            self._reached = max(self._reached, self._spans[self._at].end)
            self._at += 1
        return offset < self._reached


def _words_of_paragraphs(annotated: AnnotatedDocument, lengths: Lengths) -> list[int]:
    return [lengths.between(paragraph.start, paragraph.end) for paragraph in annotated.paragraphs]


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _density(hedges: float, words: int) -> float | None:
    return 1000 * hedges / words if words > 0 else None


def _share(words: list[int], some: Collection[int], of: Collection[int]) -> float | None:
    """The words of some paragraphs by those of all that are asked for."""
    return _ratio(sum(words[at] for at in some), sum(words[at] for at in of))


def _mean(scored: list[_Weighed]) -> float | None:
    return _ratio(sum(one.value for one in scored), len(scored))


def _mean_by_words(scored: list[_Weighed]) -> float | None:
    return _ratio(sum(one.value * one.words for one in scored), sum(one.words for one in scored))


def _lowest_quarter(scored: list[_Weighed]) -> list[_Weighed]:
    """The lowest scores that a quarter of the words were given; the last of them for as many words as are missing."""
    missing = sum(one.words for one in scored) / 4
    lowest = []
    for one in sorted(scored):
        lowest.append(_Weighed(one.value, min(one.words, missing)))
        missing -= lowest[-1].words
    return lowest


def _concentration(parts: Collection[int]) -> float | None:
    """The Herfindahl-Hirschman index: 1 where one has all, 1/n where n have the same."""
    whole = sum(parts)
    return sum((part / whole) ** 2 for part in parts) if whole else None


def _median(numbers: list[int]) -> float | None:
    ordered, half = sorted(numbers), len(numbers) // 2
    if not ordered:
        return None
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
