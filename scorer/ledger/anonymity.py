"""Pass two: what the document says of its unnamed sources anywhere, and the kinds that follow from it."""

from __future__ import annotations

from scorer.attributions.finder import Find
from scorer.attributions.heads import UNNAMED_HEADS
from scorer.lexicon import words
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Cue, Source, Span

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "the": 0, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "dozen": 12,
}  # fmt: skip
_STRONG = 0.7
_MINDS = frozenset({"attitude", "decree", "characterise", "accuse"})
_MEMBER_REACH = 2


def settle(text: Text, sources: list[Source], attributions: list[Attribution], finds: list[Find], cues: list[Cue]) -> None:
    """Settle the kinds of sources in place, and copy them to the attributions."""
    by_source: dict[int, list[tuple[Attribution, Find]]] = {}
    for attribution, find in zip(attributions, finds, strict=True):
        if attribution.source:
            by_source.setdefault(attribution.source.id, []).append((attribution, find))
    anon_cues = [cue for cue in cues if cue.family == "anon" and cue.weight >= 0.5]
    _ask_for_anonymity(text, attributions, anon_cues)
    unnamed = [source for source in sources if source.unnamed]
    _give_reasons(text, unnamed, anon_cues)
    for source in unnamed:
        _describe(text, source, by_source.get(source.id, []), anon_cues)
    for source in sources:
        if source.kind == "official_group":
            _regroup(source, sources, by_source.get(source.id, []))
    for attribution in attributions:
        if attribution.source:
            attribution.kind = attribution.source.kind


def _paragraph(text: Text, offset: int) -> int:
    return text.paragraph_of[min(text.token_at(offset), len(text) - 1)]


def _ask_for_anonymity(text: Text, attributions: list[Attribution], cues: list[Cue]) -> None:
    """A spokesman or bystander who asks not to be named is an unnamed source."""
    requests = [cue for cue in cues if cue.label in ("request", "ground_rule")]
    for cue in requests:
        number = _paragraph(text, cue.start)
        near = [
            attribution
            for attribution in attributions
            if attribution.paragraph == number
            and attribution.source
            and attribution.source.kind not in ("document", "data", "media")
        ]
        if not near:
            continue
        closest = min(near, key=lambda attribution: abs(attribution.cue.start - cue.start))
        source = closest.source
        if source and source.kind != "person" and not source.unnamed and source.subkind not in ("name", "acronym", "metonym"):
            source.kind = "anon_vague"
            source.evidence.append("asked not to be named")


def _give_reasons(text: Text, unnamed: list[Source], cues: list[Cue]) -> None:
    """Reason, stake and withheld evidence go to the unnamed source nearest before or in their paragraph."""
    for cue in cues:
        if cue.label not in ("reason_informative", "reason_boilerplate", "stake", "withheld"):
            continue
        source = _owner(text, unnamed, cue)
        if source is None:
            continue
        span = Span(cue.start, cue.end)
        if cue.label == "withheld":
            source.withheld.append(span)
        elif cue.label == "stake":
            source.stake = source.stake or span
        elif source.reason is None or (source.reason_kind == "boilerplate" and cue.label == "reason_informative"):
            source.reason = span
            source.reason_kind = cue.label.removeprefix("reason_")


def _owner(text: Text, unnamed: list[Source], cue: Cue) -> Source | None:
    number = _paragraph(text, cue.start)
    best: tuple[int, Source] | None = None
    for source in unnamed:
        for mention in source.mentions:
            if abs(mention.paragraph - number) <= 1:
                distance = abs(mention.start - cue.start)
                if best is None or distance < best[0]:
                    best = (distance, source)
    return best[1] if best else None


def _describe(text: Text, source: Source, uses: list[tuple[Attribution, Find]], cues: list[Cue]) -> None:
    """The D-test: at least two of side or organisation, rank or role, specific knowledge."""
    institutions, demonyms, roles = words("institution"), words("demonym"), words("role")
    officials = words("official")
    for _, find in uses:
        if not find.source:
            continue
        first, last = find.source
        for at in range(first, last):
            token = text.folded[at]
            written = text.words[at]
            if (
                token in institutions
                or token in demonyms
                or (written[:1].isupper() and at > first and token not in UNNAMED_HEADS)
            ):
                source.described.add("side")
            singular = token.removesuffix("s")
            if (token in roles or singular in roles or token in officials) and token not in UNNAMED_HEADS:
                source.described.add("role")
            if source.count is None and token in _NUMBERS and _NUMBERS[token]:
                source.count = _NUMBERS[token]
            elif source.count is None and token.isdigit():
                source.count = int(token)
        span = text.span(first, last)
        for cue in cues:
            if cue.label == "knowledge" and cue.weight >= _STRONG and span.start <= cue.start < span.end + 60:
                source.described.add("how")
    if source.kind in ("anon_vague", "anon_described"):
        source.kind = "anon_described" if len(source.described) >= 2 else "anon_vague"


def _regroup(source: Source, sources: list[Source], uses: list[tuple[Attribution, Find]]) -> None:
    """A bloc whose member is named nearby counts as that person (guide, case 1); one that only thinks is nobody's word."""
    if uses and all(attribution.label in _MINDS for attribution, _ in uses):
        source.kind = "weasel_group"
        source.evidence.append("no speech act")
    elif source.subkind in ("bloc", "roles") and (member := _member(source, sources)):
        source.kind = "person"
        source.evidence.append(f"member named within {_MEMBER_REACH} paragraphs: {member.name}")


def _member(source: Source, sources: list[Source]) -> Source | None:
    """A named person who speaks within two paragraphs of a group's mention."""
    for mention in source.mentions:
        for other in sources:
            if other.kind == "person" and any(
                abs(near.paragraph - mention.paragraph) <= _MEMBER_REACH for near in other.mentions
            ):
                return other
    return None


__all__ = ["UNNAMED", "settle"]
