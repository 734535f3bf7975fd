"""The lead claim's source, and the labelling guide's procedure followed by rule."""

from __future__ import annotations

from scorer.features._view import IDENTIFIABLE, NOBODY, Page, View
from scorer.types import UNNAMED, Attribution, Source, Span

_NOT_BODY = frozenset({"heading", "byline", "dateline", "caption"})


def lead(view: View) -> tuple[Source | None, Attribution | None]:
    """The source behind the lead claim: a person quoted directly, whoever covers most of the paragraph, whoever comes first."""
    if view.led is None:
        view.led = _find_lead(view)
    return view.led


def _find_lead(view: View) -> tuple[Source | None, Attribution | None]:
    best: tuple[float, Source, Attribution | None] | None = None
    for one in view.asserted:
        if one.source is None or one.kind == "none":
            continue
        size = (one.content.end - one.content.start) if one.content else 1
        weight = size * (2.0 if one.kind == "person" and one.content and _direct(view, one.content) else 1.0)
        weight *= 0.5 if one.label == "attitude" else 1.0
        weight *= 1.5 if best is None else 1.0
        if best is None or weight > best[0]:
            best = (weight, one.source, one)
    if best is None:
        for first, last, source, _ in view.stretches:
            if source is not None and last - first > 5:
                return source, None
        return None, None
    return best[1], best[2]


def _direct(view: View, content: Span) -> bool:
    return bool(view.page.text.quoted[view.page.text.token_at(content.start)])


def rule_level(view: View) -> str:
    """The level by the procedure's questions: any claim, whose, identifiable, first-hand, described, explained."""
    return view.page.once(_rule_levels)[view.number]


def _rule_levels(page: Page) -> list[str]:
    return [_follow(view) for view in page.views]


def _follow(view: View) -> str:
    if view.paragraph.block in _NOT_BODY or view.length < 5:
        return "background"
    source, attribution = lead(view)
    if source is None:
        return _level_without_source(view)
    if source.kind in IDENTIFIABLE:
        return "qualified" if attribution is not None and attribution.relay else "accountable"
    if source.kind in NOBODY:
        return "unsupported"
    if source.kind in UNNAMED and len(source.described) >= 2 and (source.reason is not None or (source.count or 0) > 1):
        return "qualified"
    return "weak"


def _level_without_source(view: View) -> str:
    if not view.counts:
        return "unsupported"
    replies = sum(
        view.counts[name] for name in ("resp.declined", "resp.no_reply", "resp.unreachable", "resp.deferred", "resp.sought")
    )
    if replies >= 0.5:
        return "background"
    claims = sum(
        view.counts[name] for name in ("hedge.modal", "hedge.hearsay", "hedge.adverb", "narr.analysis", "narr.stat_unsourced")
    )
    if claims < 0.5 and view.counts["narr.public_record"] + view.counts["narr.scene"] >= 0.5:
        return "background"
    return "unsupported"
