"""The source ledger: who is credited, resolved over the whole document.

Pass one names every source an attribution mentions (aliases, short names, pronouns, "the people"); pass two adds what
the document says of unnamed ones anywhere (description, reason, number, stake, what they withhold) and settles kinds.
"""

from __future__ import annotations

from scorer.attributions.contents import form_of
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.ledger.accusations import find_accusations
from scorer.ledger.actors import Actors
from scorer.ledger.anonymity import settle
from scorer.ledger.correcting import Corrector
from scorer.ledger.corrections import Correction
from scorer.ledger.parties import Parties
from scorer.ledger.relays import mark_relays
from scorer.ledger.replies import find_replies
from scorer.ledger.resolution import Resolver
from scorer.ledger.speakers import find_speakers
from scorer.text import Text
from scorer.types import Accusation, Attribution, Cue, Reply, Source

_BE = frozenset(["is", "was", "are", "were", "been"])


class Ledger:
    """The sources of a document, its attributions with their sources, who speaks each quotation, and the right of reply.

    ``speakers`` maps the index of a quotation stretch to its source; ``actors`` tells who acts where nobody is credited;
    ``pronouns`` maps the token of every "he" and "she", credited with something or not, to the name of whoever is meant.
    """

    __slots__ = ("accusations", "actors", "attributions", "finds", "pronouns", "replies", "sources", "speakers")

    def __init__(
        self,
        sources: list[Source],
        attributions: list[Attribution],
        finds: list[Find],
        speakers: dict[int, Source],
        actors: Actors,
        pronouns: dict[int, str],
    ):
        self.actors = actors
        self.sources = sources
        self.attributions = attributions
        self.finds = finds
        self.speakers = speakers
        self.pronouns = pronouns
        self.replies: list[Reply] = []
        self.accusations: list[Accusation] = []


def build_ledger(
    text: Text, finds: list[Find], kinds: Kinds, cues: list[Cue], corrections: list[Correction] | None = None
) -> Ledger:
    """Resolve the sources of all attributions of a document; corrections come before what is told of the sources."""
    resolver = Resolver(text, kinds, finds)
    attributions: list[Attribution] = []
    for find in finds:
        attribution = _attribution(text, find)
        if find.source and find.polarity == "asserted":
            resolver.resolve(attribution, find.source)
        elif find.source:
            resolver.resolve(attribution, find.source, counts=False)
        attribution.passes_on = _passed_on(text, kinds, find)
        attributions.append(attribution)
    resolver.settle_roles()
    corrector = Corrector(resolver.sources, attributions, [one for one in corrections or () if one.concerns(text.document.name)])
    corrector.regroup()
    resolver.replace(corrector.replaced)
    settle(text, resolver.sources, attributions, finds, cues)
    corrector.fix_kinds()
    mark_relays(text, kinds, attributions, finds)
    actors = Actors(text, kinds, resolver.phrases)
    speakers = find_speakers(text, attributions)
    ledger = Ledger(resolver.sources, attributions, finds, speakers, actors, resolver.pronouns())
    _give_replies(text, ledger, Parties(text, kinds, resolver.people, resolver.sources, attributions), cues)
    return ledger


def _give_replies(text: Text, ledger: Ledger, parties: Parties, cues: list[Cue]) -> None:
    """Accusations come first: who was accused is whom "he denied it" means."""
    accused = find_accusations(text, parties, ledger.finds, ledger.attributions)
    replies = find_replies(text, parties, cues, ledger.attributions, ledger.speakers)
    ledger.replies = [reply for _, reply in replies]
    ledger.accusations = accused.joined(replies)


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
        form=form_of(text, find.content),
    )
