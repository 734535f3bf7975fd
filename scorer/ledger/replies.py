"""The right of reply: denials, refusals and silences linked to the party that gave them."""

from __future__ import annotations

from scorer.ledger.nearness import Nearby
from scorer.text import Text
from scorer.types import Cue, Source


def link_replies(text: Text, sources: list[Source], cues: list[Cue]) -> None:
    """Give every response cue to the source mentioned last before it in its paragraph, in place."""
    by_paragraph: dict[int, list[tuple[int, Source]]] = {}
    for source in sources:
        for mention in source.mentions:
            by_paragraph.setdefault(mention.paragraph, []).append((mention.start, source))
    nearby = {number: Nearby(mentions) for number, mentions in by_paragraph.items()}
    for cue in cues:
        if cue.family != "resp" or cue.weight < 0.5:
            continue
        number = text.paragraph_of[min(text.token_at(cue.start), len(text) - 1)]
        source = nearby[number].last_before(cue.start) if number in nearby else None
        if source:
            source.replies.append(cue)
