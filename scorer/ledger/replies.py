"""The right of reply: denials, refusals and silences linked to the party that gave them."""

from __future__ import annotations

from collections.abc import Callable

from scorer.ledger.nearness import Nearby
from scorer.text import Text
from scorer.types import Cue, Source

Party = Callable[[int], tuple[Source | None, bool]]


def link_replies(text: Text, sources: list[Source], cues: list[Cue], party: Party) -> None:
    """Give every response cue to the source that is its subject, else to the one mentioned last before it, in place.

    A subject with a name that is credited with nothing keeps its reply to itself.
    """
    by_paragraph: dict[int, list[tuple[int, Source]]] = {}
    for one in sources:
        for mention in one.mentions:
            by_paragraph.setdefault(mention.paragraph, []).append((mention.start, one))
    nearby = {number: Nearby(mentions) for number, mentions in by_paragraph.items()}
    for cue in cues:
        if cue.family != "resp" or cue.weight < 0.5:
            continue
        at = min(text.token_at(cue.start), len(text) - 1)
        number = text.paragraph_of[at]
        answering, named = party(at)
        if answering is None and not named and number in nearby:
            answering = nearby[number].last_before(cue.start)
        if answering:
            answering.replies.append(cue)
