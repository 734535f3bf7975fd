"""Pass two: what the document says of its unnamed sources anywhere, and the kinds that follow from it."""

from __future__ import annotations

from bisect import bisect_left

from scorer.attributions.grammar import POSSESSIVES
from scorer.attributions.heads import BYSTANDERS, CITING, PLURAL_PEOPLE, PUBLIC_VENUES, WITHHELD_GROUPS
from scorer.attributions.nests import Find
from scorer.ledger.descriptions import describe, tells_how
from scorer.ledger.nearness import Nearby
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Cue, Source, Span

_STRONG = 0.7
_ACTS = frozenset({"decree", "document"})
"""Labels of cues that tell what a group did or shows rather than what it said."""
_MINDS = frozenset({"attitude", "characterise", "accuse", *_ACTS})
_WISHES = frozenset(
    """
    think thinks thought feel feels felt hope hopes hoped hoping want wants wanted plan plans planned planning intend
    intends wish wishes prefer prefers like love hate reluctant willing unwilling eager confident optimistic nervous
    worried hopeful declined decline declines refused refuse refuses ready determined prepared
    """.split()
)
"""Words of a state of mind, or of silence: a group that does no more than this has said nothing."""
_THOUGHT = frozenset("think thinks thought feel feels felt".split())
"""Verbs by which a camp tells what it holds ("aides think that she will win"), unless no clause follows."""
_TRADES = frozenset(["strategists", "operatives", "lobbyists"])
"""A trade rather than a camp, unless it is somebody's: "party strategists think", "Marsh's strategists think"."""
_OWNED = ("'s", "’s", "'", "’")
_BELIEVED = frozenset("believe believes believed".split())
_HELD_TRUE = _THOUGHT | _BELIEVED
_NO_CLAUSE = frozenset("to of about like".split())
_THINGS = frozenset({"document", "data", "media"})
_MAY_KNOW = frozenset({"unnamed_ordinary", "weasel_group", "none"})
_MAY_ASK = frozenset({"unnamed_ordinary", "weasel_group", "institution", "reporter"})
_KNOWN_BODIES = frozenset({"name", "acronym", "metonym", "description"})
_MEMBER_REACH = 2


def settle(text: Text, sources: list[Source], attributions: list[Attribution], finds: list[Find], cues: list[Cue]) -> None:
    """Settle the kinds of sources in place, and copy them to the attributions."""
    by_source: dict[int, list[tuple[Attribution, Find]]] = {}
    for attribution, find in zip(attributions, finds, strict=True):
        if attribution.source:
            by_source.setdefault(attribution.source.id, []).append((attribution, find))
    anon_cues = [cue for cue in cues if cue.family == "anon" and cue.weight >= 0.5]
    _ask_for_anonymity(text, attributions, anon_cues)
    _promote_knowing(text, by_source, anon_cues)
    unnamed = [source for source in sources if source.unnamed]
    _give_reasons(text, unnamed, anon_cues)
    knowing = sorted(
        cue.start for cue in anon_cues if cue.label == "knowledge" and cue.weight >= _STRONG and tells_how(text, cue)
    )
    for source in unnamed:
        describe(text, source, by_source.get(source.id, []), knowing)
    people = _Neighbours(sources)
    for source in sources:
        if source.kind == "institution" and _only_thinks(text, source, by_source.get(source.id, [])):
            source.kind, source.subkind = "official_group", "en bloc"
            source.evidence.append("a team that thinks has said nothing as a body")
        elif source.kind == "unnamed_ordinary" and source.subkind in ("roles", "description") and source.name.endswith("s"):
            if member := people.beside(source):  # "the rabbis", "all three candidates": some of them are named
                source.kind = "person"
                source.evidence.append(f"member named within {_MEMBER_REACH} paragraphs: {member.name}")
        elif source.kind == "official_group":
            _regroup(text, source, people, by_source.get(source.id, []))
    for attribution in attributions:
        if attribution.source:
            if attribution.polarity == "hypothetical" and not attribution.source.id and attribution.source.unnamed:
                attribution.source.kind = "weasel_group"  # "if a source says so": nobody has spoken
            attribution.kind = attribution.source.kind


def last_called(head: str, candidates: list[Source]) -> Source | None:
    """The first of the candidates without a name that was called so before: "the aide" after "a campaign aide"."""
    unnamed = (one for one in candidates if one.kind in UNNAMED or one.kind == "unnamed_ordinary")
    return next((one for one in unnamed if head in one.name.lower().split()), None)


def _paragraph(text: Text, offset: int) -> int:
    return text.paragraph_of[min(text.token_at(offset), len(text) - 1)]


def _ask_for_anonymity(text: Text, attributions: list[Attribution], cues: list[Cue]) -> None:
    """A spokesman or bystander who asks not to be named is an unnamed source."""
    requests = [cue for cue in cues if cue.label in ("request", "ground_rule")]
    asked = {_paragraph(text, cue.start) for cue in requests}
    speaking: dict[int, list[tuple[int, Source]]] = {number: [] for number in asked}
    unlinked: dict[int, list[Source]] = {number: [] for number in asked}
    for one in attributions:
        if one.paragraph not in asked or one.source is None or one.source.kind in _THINGS:
            continue
        if one.source.kind == "none" and one.subkind == "pronoun":
            unlinked[one.paragraph].append(one.source)
        else:
            speaking[one.paragraph].append((one.cue.start, one.source))
    by_paragraph = {number: Nearby(pairs) for number, pairs in speaking.items()}
    for cue in requests:
        number = _paragraph(text, cue.start)
        closest = by_paragraph[number].nearest(cue.start)
        source = closest[2] if closest else None
        if source is None or _may_ask(source):
            for asking in ([source] if source else []) + unlinked[number]:
                asking.kind = "anon_vague"
                asking.evidence.append("asked not to be named")
        elif source and source.kind == "official_group":
            source.subkind = "insiders"  # whom no member named nearby stands for


def _may_ask(source: Source) -> bool:
    """Whether a source has no name to be left out yet; a thing that nobody knows ("none") has to be somebody ("a clerk")."""
    if source.kind == "none":
        return source.name.lower().startswith(("a ", "an ", "one ", "another "))
    return source.kind in _MAY_ASK and source.subkind not in _KNOWN_BODIES


def _promote_knowing(text: Text, by_source: dict[int, list[tuple[Attribution, Find]]], cues: list[Cue]) -> None:
    """People who are introduced by how they know ("two lawyers close to the talks") are withheld, bystanders are not."""
    starts = [cue.start for cue in cues if cue.label == "knowledge"]
    for uses in by_source.values():
        source = uses[0][0].source
        if source is None or (source.kind not in _MAY_KNOW and source.subkind not in ("bloc", "roles")):
            continue
        for attribution, find in uses:
            if find.source is None or not BYSTANDERS.isdisjoint(text.folded[slice(*find.source)]):
                continue
            span = text.span(*find.source)
            at = bisect_left(starts, span.start)
            heard = source.kind == "weasel_group" and _told_outlet(text, find)
            cited = heard or (attribution.subkind in ("role", "roles") and text.folded[find.cue[0]] in CITING)
            if cited or (at < len(starts) and starts[at] < span.end):
                source.kind, source.subkind = "anon_vague", "insiders"
                source.evidence.append("introduced by how they know, or cited by another voice")
                break


def _told_outlet(text: Text, find: Find) -> bool:
    """Whether people speak to an outlet: "several people in her circle told the Courier"."""
    if find.source is None or text.folded[find.hit.first] not in ("told", "tell") or find.source[1] - find.source[0] < 2:
        return False
    at = find.hit.last + (text.folded[find.hit.last : find.hit.last + 1] == ["the"])
    people = not PLURAL_PEOPLE.isdisjoint(text.folded[slice(*find.source)])
    return people and at < len(text) and (text.capitals[at] or text.folded[at] in ("us", "reporters"))


def _give_reasons(text: Text, unnamed: list[Source], cues: list[Cue]) -> None:
    """Reason, stake and withheld evidence go to the unnamed source nearest before or in their paragraph."""
    mentioned: dict[int, list[tuple[int, Source]]] = {}
    for source in unnamed:
        for mention in source.mentions:
            for number in (mention.paragraph - 1, mention.paragraph, mention.paragraph + 1):
                mentioned.setdefault(number, []).append((mention.start, source))
    around = {number: Nearby(pairs) for number, pairs in mentioned.items()}
    for cue in cues:
        if cue.label not in ("reason_informative", "reason_boilerplate", "stake", "withheld"):
            continue
        number = _paragraph(text, cue.start)
        nearest = around[number].nearest(cue.start) if number in around else None
        if nearest is None:
            continue
        source = nearest[2]
        span = Span(cue.start, cue.end)
        if cue.label == "withheld":
            source.withheld.append(span)
        elif cue.label == "stake":
            source.stake = source.stake or span
        elif source.reason is None or (source.reason_kind == "boilerplate" and cue.label == "reason_informative"):
            source.reason = span
            source.reason_kind = cue.label.removeprefix("reason_")


def _regroup(text: Text, source: Source, people: _Neighbours, uses: list[tuple[Attribution, Find]]) -> None:
    """A bloc whose member is named nearby counts as that person (guide, case 1); one that only thinks is nobody's word."""
    words = source.name.lower().split()
    trade = words[-1] in _TRADES and not any(word.endswith(_OWNED) or word in POSSESSIVES for word in words)
    withheld = not trade and any(word.removeprefix("ex-") in WITHHELD_GROUPS for word in words)
    if any(_in_public(text, find) for _, find in uses):
        source.kind = "institution"
        source.evidence.append("in public")
    elif uses and all(_silent(text, attribution, withheld) for attribution, _ in uses):
        source.kind = "weasel_group"
        source.evidence.append("no speech act")
    elif (trade or source.subkind in ("bloc", "roles")) and (member := people.beside(source)):
        source.kind = "person"
        people.add(source)
        source.evidence.append(f"member named within {_MEMBER_REACH} paragraphs: {member.name}")


def _only_thinks(text: Text, source: Source, uses: list[tuple[Attribution, Find]]) -> bool:
    """Whether a team or camp does nothing but think or believe: its people told so."""
    if not uses or not source.name.lower().endswith((" team", " camp")):
        return False
    return all(text.folded[text.tokens(*attribution.cue)[1] - 1] in _HELD_TRUE for attribution, _ in uses)


def _in_public(text: Text, find: Find) -> bool:
    """Whether a group speaks at a news conference, in a statement or before a hearing: it answers as its body."""
    if find.source is None or not find.source[1] <= find.cue[1]:
        return False
    return not PUBLIC_VENUES.isdisjoint(text.folded[find.source[1] : find.cue[1] + 4])


def _silent(text: Text, attribution: Attribution, withheld: bool) -> bool:
    """Whether a group does not speak here: it feels, or (where it is no group that is quoted unnamed) acts or judges."""
    if withheld:
        cue = text.folded[slice(*text.tokens(*attribution.cue))]
        allies = attribution.source is not None and attribution.source.name.lower().split()[-1] == "allies"
        if cue[0] == "citing":
            return True
        if "to" in cue[:-1]:  # "like to say", "were quick to note"
            cue = cue[len(cue) - cue[::-1].index("to") :]
        if allies and attribution.label in _MINDS and cue[-1] not in _HELD_TRUE:
            return True
        if cue[-1] in _THOUGHT and attribution.content and text.folded[text.tokens(*attribution.content)[0]] not in _NO_CLAUSE:
            return False
        return not _WISHES.isdisjoint(cue)
    return attribution.label in _MINDS


class _Neighbours:
    """The first of the persons that speak in each paragraph, in the order of the sources."""

    def __init__(self, sources: list[Source]):
        self._order = {id(source): number for number, source in enumerate(sources)}
        self._first: dict[int, Source] = {}
        for source in sources:
            if source.kind == "person":
                self.add(source)

    def add(self, person: Source) -> None:
        """Count a source as a person wherever it is mentioned."""
        for number in {mention.paragraph for mention in person.mentions}:
            known = self._first.get(number)
            if known is None or self._order[id(person)] < self._order[id(known)]:
                self._first[number] = person

    def beside(self, source: Source) -> Source | None:
        """A named person who speaks within two paragraphs of a group's mention."""
        for mention in source.mentions:
            near = range(mention.paragraph - _MEMBER_REACH, mention.paragraph + _MEMBER_REACH + 1)
            people = [self._first[number] for number in near if number in self._first]
            if people:
                return min(people, key=lambda person: self._order[id(person)])
        return None


__all__ = ["UNNAMED", "last_called", "settle"]
