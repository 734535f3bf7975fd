"""The source ledger: who is credited, resolved over the whole document.

Pass one names every source an attribution mentions (aliases, short names, pronouns, "the people"); pass two adds what
the document says of unnamed ones anywhere (description, reason, number, stake, what they withhold) and settles kinds.
"""

from __future__ import annotations

from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.ledger.actors import Actors
from scorer.ledger.anonymity import settle
from scorer.ledger.replies import link_replies
from scorer.ledger.resolution import Resolver
from scorer.ledger.speakers import find_speakers
from scorer.text import Text
from scorer.types import Attribution, Cue, Source

_BE = frozenset(["is", "was", "are", "were", "been"])


class Ledger:
    """The sources of a document, its attributions with their sources, and who speaks each quotation.

    ``speakers`` maps the index of a quotation stretch to its source; ``actors`` tells who acts where nobody is credited.
    """

    __slots__ = ("actors", "attributions", "finds", "sources", "speakers")

    def __init__(
        self,
        sources: list[Source],
        attributions: list[Attribution],
        finds: list[Find],
        speakers: dict[int, Source],
        actors: Actors,
    ):
        self.actors = actors
        self.sources = sources
        self.attributions = attributions
        self.finds = finds
        self.speakers = speakers


def build_ledger(text: Text, finds: list[Find], kinds: Kinds, cues: list[Cue]) -> Ledger:
    """Resolve the sources of all attributions of a document."""
    resolver = Resolver(text, kinds)
    attributions: list[Attribution] = []
    for find in finds:
        attribution = _attribution(text, find)
        if find.source and find.polarity == "asserted":
            resolver.resolve(attribution, find.source)
        elif find.source:
            resolver.resolve(attribution, find.source, counts=False)
        attribution.relay = resolver.relays(attribution, find)
        attribution.passes_on = _passed_on(text, kinds, find)
        attributions.append(attribution)
    settle(text, resolver.sources, attributions, finds, cues)
    link_replies(text, resolver.sources, cues, resolver.party)
    actors = Actors(text, kinds, resolver.phrases)
    return Ledger(resolver.sources, attributions, finds, find_speakers(text, attributions), actors)


def _passed_on(text: Text, kinds: Kinds, find: Find) -> str:
    """The kind of whoever is first credited within what stands before an outlet's name; "is said to" credits nobody."""
    if find.order not in ("tail", "inverted", "according", "passive"):
        return ""
    for inner in find.inner:
        if inner.source and inner.polarity == "asserted" and _BE.isdisjoint(text.folded[slice(*inner.cue)]):
            return kinds.of(inner.source).kind
    return ""


def _attribution(text: Text, find: Find) -> Attribution:
    return Attribution(
        text.paragraph_of[find.cue[0]],
        text.span(*find.cue),
        find.hit.phrase.label,
        text.span(*find.source) if find.source else None,
        text.span(*find.content) if find.content else None,
        polarity=find.polarity,
        order=find.order,
    )
