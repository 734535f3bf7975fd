"""Who speaks each quotation."""

from __future__ import annotations

from scorer.ledger.nearness import Holders, Nearby
from scorer.text import Text
from scorer.types import Attribution, Source


class _Voices:
    """The sources that speak in one paragraph."""

    __slots__ = ("contents", "cues")

    def __init__(self, attributions: list[Attribution]):
        self.contents = Holders((*one.content, one.source) for one in attributions if one.content)
        self.cues = Nearby((one.cue.start, one.source) for one in attributions)


def find_speakers(text: Text, attributions: list[Attribution]) -> dict[int, Source]:
    """The source of every quotation stretch: whose content it lies in, else who speaks on in its paragraph or run."""
    by_paragraph: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.source and attribution.polarity != "hypothetical":
            by_paragraph.setdefault(attribution.paragraph, []).append(attribution)
    voices = {number: _Voices(here) for number, here in by_paragraph.items()}
    speakers: dict[int, Source] = {}
    last: Source | None = None
    last_paragraph = -9
    for index, stretch in enumerate(text.quotations):
        here = voices.get(stretch.paragraph)
        start = text.starts[stretch.first]
        found = here.contents.holder(start) if here else None
        if found is None and stretch.continues:
            found = last
        if found is None and here and (nearest := here.cues.nearest(start)):
            found = nearest[2]
        if found is None and last and stretch.paragraph - last_paragraph <= 1 and text.first[stretch.paragraph] == stretch.first:
            found = last
        if found is not None:
            speakers[index] = found
            last, last_paragraph = found, stretch.paragraph
    return speakers
