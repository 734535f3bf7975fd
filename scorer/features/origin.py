"""Who is behind the paragraph: kinds of the sources its attributions name, and how much of it they cover."""

from __future__ import annotations

from scorer.features._lead import lead
from scorer.features._view import IDENTIFIABLE, NOBODY, View, only
from scorer.types import KINDS, UNNAMED, Span

COLUMNS = {
    **{f"any_{kind}": f"an asserted attribution has a source of kind {kind}" for kind in KINDS[:-1]},
    **{f"share_{kind}": f"share of the paragraph inside contents of sources of kind {kind} (0 to 1)" for kind in KINDS[:-1]},
}


@only("credited")
def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """Presence and share of every kind of source."""
    found: dict[str, tuple[float, list[Span]]] = {}
    size = max(view.span.end - view.span.start, 1)
    for kind in view.kinds:
        spans = [one.mention or one.cue for one in view.asserted if (one.kind if one.source else "none") == kind]
        found[f"any_{kind}"] = (1.0, spans)
        if view.covered[kind]:
            found[f"share_{kind}"] = (min(view.covered[kind] / size, 1.0), [])
    return found


@only("credited")
def attribution_count(view: View) -> float:
    """Number of asserted attributions, at most 4."""
    return min(len(view.asserted), 4)


@only("uncredited")
def no_attribution(view: View) -> bool:
    """The paragraph has no asserted attribution."""
    return True


def negated(view: View) -> int:
    """Number of negated or hypothetical attributions."""
    return len(view.attributions) - len(view.asserted)


@only("credited")
def identifiable_share(view: View) -> float:
    """Share of the paragraph inside contents of sources a reader could go to."""
    return view.share(IDENTIFIABLE)


@only("credited")
def unnamed_share(view: View) -> float:
    """Share of the paragraph inside contents of withheld sources."""
    return view.share(UNNAMED)


@only("credited")
def nobody_share(view: View) -> float:
    """Share of the paragraph inside contents that nobody in particular answers for."""
    return view.share(NOBODY)


@only("credited")
def speech_by_person(view: View) -> bool | tuple[bool, list[Span]]:
    """A named person speaks (said, told, wrote), not merely believes."""
    spans = [one.mention for one in view.asserted if one.kind == "person" and one.label in _SPEECH and one.mention]
    return (True, spans) if spans else False


@only("credited")
def attitude_only(view: View) -> bool:
    """All attributions are of minds (believes, wants, fears), none of speech."""
    return all(one.label == "attitude" for one in view.asserted)


@only("credited")
def by_act(view: View) -> bool:
    """An attribution by decree or act (ruled, approved, announced) with an identifiable source."""
    return any(one.label == "decree" and one.kind in IDENTIFIABLE for one in view.asserted)


@only("credited")
def according(view: View) -> bool:
    """An "according to" with an identifiable source."""
    return any(one.label == "according" and one.kind in IDENTIFIABLE for one in view.asserted)


@only("credited")
def named_beside_unnamed(view: View) -> bool:
    """A named person speaks in a paragraph that also credits a withheld source."""
    kinds = {one.kind for one in view.asserted if one.source}
    return "person" in kinds and not kinds.isdisjoint(UNNAMED)


@only("credited")
def opens_attributed(view: View) -> bool:
    """The first sentence already says where it comes from, by an identifiable source."""
    first = view.page.text.sentence_tokens(view.first)
    edge = view.page.text.ends[first[1] - 1]
    return any(one.cue.start < edge and one.kind in IDENTIFIABLE for one in view.asserted)


@only("credited")
def opens_unattributed(view: View) -> bool:
    """Attributions there are, but none in the first sentence."""
    return not any(
        one.cue.start < view.page.text.ends[view.page.text.sentence_tokens(view.first)[1] - 1] for one in view.asserted
    )


def uncovered_words(view: View) -> float:
    """Hundreds of characters outside every content, at most 8."""
    covered = sum(view.covered.values())
    return min(max(view.span.end - view.span.start - covered, 0) / 100, 8.0)


@only("relayed")
def relay(view: View) -> bool:
    """A source passes on what somebody else said."""
    return True


@only("relayed")
def relay_lead(view: View) -> bool:
    """The lead claim is passed on by whom a reader could go to."""
    _, attribution = lead(view)
    return attribution is not None and attribution.relay and attribution.kind in IDENTIFIABLE


@only("relayed")
def relay_by_outlet(view: View) -> bool:
    """An outlet passes on what somebody said."""
    return any(one.relay and one.kind == "media" for one in view.asserted)


@only("relayed")
def relay_by_speaker(view: View) -> bool:
    """A named person or a body passes on what somebody else said."""
    return any(one.relay and one.kind in ("person", "institution") for one in view.asserted)


@only("relayed")
def relay_by_unnamed(view: View) -> bool:
    """A withheld source passes on what somebody said."""
    return any(one.relay and one.kind in UNNAMED for one in view.asserted)


@only("credited")
def several_sources(view: View) -> bool:
    """Two or more different sources speak."""
    return len({one.source.id for one in view.asserted if one.source}) > 1


@only("unnamed")
def described(view: View) -> int:
    """Descriptors (side, role, how they know) of the best described unnamed source, 0 to 3."""
    return max(len(source.described) for source in view.unnamed)


@only("unnamed")
def explained_bare(view: View) -> bool:
    """An unnamed source here has a reason for anonymity anywhere in the document, but no descriptor at all."""
    return any(source.reason is not None and not source.described for source in view.unnamed)


@only("unnamed")
def explained_half(view: View) -> bool:
    """An unnamed source here has a reason for anonymity anywhere in the document, and one descriptor."""
    return any(source.reason is not None and len(source.described) == 1 for source in view.unnamed)


@only("unnamed")
def explained_and_described(view: View) -> bool:
    """An unnamed source here has a reason for anonymity anywhere in the document and at least two descriptors."""
    return any(source.reason is not None and len(source.described) > 1 for source in view.unnamed)


@only("unnamed")
def counted_and_described(view: View) -> bool:
    """An unnamed source here is two or more people by count, with at least two descriptors."""
    return any((source.count or 0) > 1 and len(source.described) > 1 for source in view.unnamed)


@only("unnamed")
def several_unnamed(view: View) -> bool:
    """An unnamed source here is two or more people by count."""
    return any((source.count or 0) > 1 for source in view.unnamed)


_SPEECH = frozenset({"neutral", "according", "doubt", "endorse", "concede", "accuse"})
