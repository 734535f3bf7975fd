"""Document measures of sourcing: definitions in the order of a report, all computed from paragraphs, cues and sources."""

from __future__ import annotations

from typing import Any

from scorer.features import Page
from scorer.types import LEVELS, UNNAMED, Score

_LEAD = 3
_INSTITUTIONAL = frozenset({"institution", "document", "data"})


def measure(page: Page, scores: list[Score]) -> dict[str, Any]:
    """Measures by name; shares are 0 to 1, None where nothing can be divided."""
    values = [score.value for score in scores if score.value is not None]
    sourced = [score for score in scores if score.level in ("weak", "qualified", "accountable")]
    words = [view.length for view in page.views]
    total = max(sum(words), 1)
    unnamed = [score for score in sourced if score.kind in UNNAMED]
    quarter = sorted(values)[: max(len(values) // 4, 1)]
    hedges = sum(
        cue.weight
        for view in page.views
        for cue in view.cues
        if cue.family == "hedge" and cue.label != "approx" and not cue.negated
    )
    sources = page.ledger.sources
    mentions: dict[int, int] = {}
    for view in page.views:
        for identity in {one.source.id for one in view.asserted if one.source and one.source.kind != "none"}:
            mentions[identity] = mentions.get(identity, 0) + 1
    top = max(mentions.values(), default=0)
    first = next((at for at, score in enumerate(scores) if score.level == "accountable"), None)
    return {
        "paragraphs": len(scores),
        "scorable": len(values),
        "words": sum(words),
        "score": _mean(values),
        "score_words": _weighted(scores, words),
        "lead_score": _mean([score.value for score in scores[:_LEAD] if score.value is not None]),
        "lowest_quarter": _mean(quarter) if values else None,
        "levels": {level: sum(score.level == level for score in scores) for level in LEVELS},
        "distinct_sources": sum(1 for source in sources if source.kind not in ("none", "weasel_group", "agentless")),
        "anonymity_rate": len(unnamed) / len(sourced) if sourced else None,
        "anonymous_source_share_words": _share(page, UNNAMED, total),
        "institutional_share_words": _share(page, _INSTITUTIONAL, total),
        "unsourced_share": sum(score.level == "unsupported" for score in scores) / len(values) if values else None,
        "concentration": top / sum(mentions.values()) if mentions else None,
        "first_named": (first + 1) / len(scores) if first is not None else None,
        "hedge_density_per_1k": 1000 * hedges / total,
        "quote_share_words": sum(min(view.quoted_words, view.length) for view in page.views) / total,
        "relay_share": sum("relay" in score.flags for score in scores) / max(len(scores), 1),
        "denials": _parties(page, frozenset({"denial"})),
        "no_comments": _parties(page, frozenset({"declined", "no_reply", "unreachable", "deferred"})),
        "damaged": sum("damaged" in score.flags for score in scores),
    }


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _weighted(scores: list[Score], words: list[int]) -> float | None:
    pairs = [(score.value, length) for score, length in zip(scores, words, strict=True) if score.value is not None]
    size = sum(length for _, length in pairs)
    return sum(value * length for value, length in pairs) / size if size else None


def _share(page: Page, kinds: frozenset[str], total: int) -> float:
    """Share of the document's words that stand in contents of sources of these kinds."""
    said = [one for one in page.ledger.attributions if one.polarity == "asserted" and one.kind in kinds]
    contents = [one.content for one in said if one.content]
    if not contents:
        return 0.0
    inside = sum(page.text.count_words(*page.text.tokens(*content)) for content in contents)
    return min(inside / total, 1.0)


def _parties(page: Page, labels: frozenset[str]) -> int:
    """Response cues of these labels, each party once."""
    return sum(
        1
        for view in page.views
        for cue in view.cues
        if cue.family == "resp" and cue.label in labels and cue.weight >= 0.5 and not cue.negated
    )
