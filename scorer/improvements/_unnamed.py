"""What would make a source that is not named easier to trace, by what the draft already tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.improvements._copy import Copy, cues_of
from scorer.types import Attribution, Improvement, Paragraph, Source, Span

_ACTS = frozenset({"decree", "document"})
_ENOUGH = 2
_CROWDS = frozenset({"people", "those", "police", "staff", "others", "members", "sources", "insiders"})
_ONE = frozenset({"a", "an", "one", "another", "someone", "somebody"})
_CLAUSES = frozenset("who whose involved attended present witnessed saw read".split())
_GENERIC = frozenset("familiar close near aware knowledgeable briefed asked requested declined spoke wanted".split())
_MEANS = {"side": "which side or body {who} belong to", "role": "at what rank {who} are"}


def advise_on_unnamed(copy: Copy, paragraph: Paragraph, said: Attribution, source: Source) -> Iterator[Improvement]:
    """Name it; else tell of it what is missing. A source is described where it first speaks, and only asked to there."""
    at = copy.where_spoken_of(source, paragraph)
    if at is None or said.label in _ACTS:
        return
    who = f"“{copy.name_of(at)}”"
    if source.kind == "official_group":
        yield Improvement("name_source", f"Name one of {who}, or the body they speak for and where it said so.", at)
        return
    first = min(mention.paragraph for mention in source.mentions) + 1
    wanting = list(_missing(copy, paragraph, source, who, at))
    if source.reason_kind != "informative":
        later = f", or say more of them in paragraph {first}" if wanting and first < paragraph.number else ""
        yield Improvement("name_source", f"Ask {who} to be named{later}.", at)
    if first != paragraph.number:
        return
    yield from wanting
    if not wanting and not _is_borne_out(paragraph, source):
        yield Improvement("add_second_source", f"Find a document, or somebody named, that bears out what {who} told.", at)


def _missing(copy: Copy, paragraph: Paragraph, source: Source, who: str, at: Span) -> Iterator[Improvement]:
    """What the draft does not tell of a source, what counts most first."""
    told = source.described
    described = len(told) >= _ENOUGH
    if not described and told.isdisjoint(_MEANS):
        yield Improvement("describe_source", f"Say which side or body {who} belong to, and at what rank.", at)
    if not copy.has_reason_near(source):
        yield Improvement("give_reason", f"Say why {who} may not be named: what they risk, or which rule forbids it.", at)
    elif source.reason_kind == "boilerplate" and source.reason is not None:
        rote = f"“{copy.words_of(source.reason)}” would fit anybody"
        yield Improvement("give_reason", f"{rote}: say what {who} would risk by being named.", source.reason)
    if not _tells_how(copy, source) and not _refuses(copy, source):
        how = "by being there, from a paper, or from others"
        yield Improvement("say_how_they_know", f"Say how {who} came to know this: {how}.", at)
    if is_plural(source) and source.count is None:
        yield Improvement("give_number", f"Say how many {who} are.", at)
    if not is_plural(source) and not _is_borne_out(paragraph, source):
        yield Improvement("add_second_source", f"Find a second source, or a document, for what {who} told.", at)
    if not described and not told.isdisjoint(_MEANS):
        means = next(means for part, means in _MEANS.items() if part not in told)
        yield Improvement("describe_source", f"Say {means.format(who=who)}.", at)


def is_plural(source: Source) -> bool:
    """Whether a source is several people, by its count or its name."""
    if source.count is not None:
        return source.count > 1
    parts = source.name.casefold().split()
    return bool(parts) and parts[0] not in _ONE and (parts[-1] in _CROWDS or parts[-1].endswith("s"))


def _tells_how(copy: Copy, source: Source) -> bool:
    """Whether the draft tells how the source knows: a clause that says more than "familiar with the matter"."""
    if "how" in source.described:
        return True
    told = (copy.folded(Span(mention.start, mention.end)) for mention in source.mentions)
    return any(not _CLAUSES.isdisjoint(these) and _GENERIC.isdisjoint(these) for these in told)


def _refuses(copy: Copy, source: Source) -> bool:
    """Whether the draft tells that the source will not say how it knows."""
    return any("how" in copy.folded(span) for span in source.withheld)


def _is_borne_out(paragraph: Paragraph, source: Source) -> bool:
    """Whether the paragraph tells of somebody else, or of a check that was made."""
    others = any(one.source is not None and one.source is not source and not one.source.unnamed for one in paragraph.attributions)
    return others or bool(cues_of(paragraph, "ver.independent", "ver.corroborated", "ver.documents_seen"))
