"""How firmly copy says what it says."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule


@rule(
    "HG405",
    "note",
    standard="Hyland on boosters; neutrality",
    reason="A word that vouches for a claim is the narrator's, and nobody answers for it.",
    fix="Cut the booster, or say who is so sure and on what ground.",
)
def bare_booster(copy: Copy) -> Iterator[Hit]:
    """A word such as "clearly" stands in the narrator's voice, outside quotations, in a sentence with no source."""
    credited = {copy.sentence_at(one.cue.start) for one in copy.attributions() if one.source is not None}
    for _, cue in copy.cues("boost.certainty", quoted=False):
        if copy.sentence_at(cue.start) not in credited:
            yield Hit(cue.start, cue.end, f"“{copy.words_of(cue[:2])}” vouches for a claim that nobody is credited with.")
