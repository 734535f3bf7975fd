"""What to check first: how much a paragraph needs a source, how little it has of one, and how much hangs on it.

The ranking is apart from the score, and its parts are shown, so that a reader can weigh them otherwise. They follow the habits of
fact-checking desks: a figure, an accusation, crime, health, money, war, the lead, words that travel and what is disputed raise
the stakes; an opinion or a forecast cannot be checked and lowers them (PolitiFact asks for a verifiable fact).
"""

from __future__ import annotations

from collections.abc import Mapping

from scorer.errors import ScorerError, nearest
from scorer.lexicon import words
from scorer.types import AnnotatedDocument, Paragraph, Priority, Score, ScoredDocument

WEIGHTS: Mapping[str, float] = {
    "figure": 0.6,
    "accusation": 0.8,
    "crime": 0.5,
    "health": 0.5,
    "money": 0.3,
    "war": 0.5,
    "lead": 0.4,
    "quotable": 0.2,
    "contested": 0.4,
    "opinion": -0.4,
    "forecast": -0.3,
}
"""What each part adds to a consequence of 1; the sum is never below ``LEAST``."""
LEAST = 0.1
_SURE = 0.5
_LEAD = 3
_QUOTABLE = (4, 25)
_NOT_PROSE = frozenset({"heading", "byline", "dateline", "caption"})
_THEMES = ("crime", "health", "money", "war")
_FORECASTS = frozenset({"modal", "condition", "likelihood"})


def rank(scored: ScoredDocument, weights: Mapping[str, float] | None = None) -> list[Priority]:
    """The paragraphs of a document that may need checking, the most urgent first; ``weights`` change those of ``WEIGHTS``.

    Headings, bylines and captions are left out. Raises ``ScorerError`` for a part that there is not.
    """
    used = complete_weights(weights or {})
    stakes = _Stakes(scored)
    found = [
        _priority(score, {name: used[name] for name in stakes.of(score)})
        for score in scored.scores
        if score.paragraph.block not in _NOT_PROSE
    ]
    return sorted(found, key=lambda one: (-one.value, one.score.paragraph.number))


def complete_weights(given: Mapping[str, float]) -> dict[str, float]:
    """The weights of all parts, those given in place of ours. Raises ``ScorerError`` for a part that there is not."""
    unknown = next((name for name in given if name not in WEIGHTS), None)
    if unknown is not None:
        raise ScorerError(f"no part {unknown!r} of the check-first ranking; {nearest(unknown, list(WEIGHTS))}")
    return {**WEIGHTS, **given}


def _priority(score: Score, parts: dict[str, float]) -> Priority:
    consequence = max(1 + sum(parts.values()), LEAST)
    gap = 1 - _expected(score)
    return Priority(score, score.needs_source * gap * consequence, gap, consequence, parts)


def _expected(score: Score) -> float:
    """The score, also where it is not shown because no source is likelier to be needed than one."""
    _, unsupported, weak, qualified, accountable = score.probabilities
    needed = unsupported + weak + qualified + accountable
    return (weak / 3 + qualified * 2 / 3 + accountable) / needed if needed > 0 else 0.0


class _Stakes:
    """What hangs on the paragraphs of one document."""

    def __init__(self, scored: ScoredDocument):
        annotated = scored.annotated
        prose = [one.paragraph.number for one in scored.scores if one.paragraph.block not in _NOT_PROSE]
        self._text = annotated.text
        self._lead = frozenset(prose[:_LEAD])
        self._accused = frozenset(accusation.paragraph + 1 for accusation in annotated.accusations)
        self._quoted = _quotable(annotated)

    def of(self, score: Score) -> list[str]:
        """The names of the parts that hold for a paragraph, in the order of ``WEIGHTS``."""
        paragraph = score.paragraph
        first, last = self._text.paragraph_tokens(paragraph.number - 1)
        tokens = self._text.folded[first:last]
        found = {theme for theme in _THEMES if not words(f"stake_{theme}").isdisjoint(tokens)}
        labels = {(cue.family, cue.label) for cue in paragraph.cues if cue.weight >= _SURE and not cue.negated}
        claims = {
            "figure": ("narr", "stat_unsourced") in labels,
            "accusation": paragraph.number in self._accused or ("cue", "accuse") in labels,
            "lead": paragraph.number in self._lead,
            "quotable": paragraph.number in self._quoted,
            "contested": "contested" in score.flags,
            "opinion": "opinion" in score.flags,
            "forecast": _forecasts(paragraph, labels),
        }
        found |= {name for name, holds in claims.items() if holds}
        return [name for name in WEIGHTS if name in found]


def _quotable(annotated: AnnotatedDocument) -> frozenset[int]:
    """Paragraphs with a quotation short enough to travel (1-based)."""
    least, most = _QUOTABLE
    return frozenset(one.paragraph + 1 for one in annotated.text.quotations if least <= one.last - one.first <= most)


def _forecasts(paragraph: Paragraph, labels: set[tuple[str, str]]) -> bool:
    """Whether the paragraph says what might be and not what is: it is hedged in that way, and nobody is credited in it."""
    hedged = any(family == "hedge" and label in _FORECASTS for family, label in labels)
    return hedged and not any(one.source is not None for one in paragraph.attributions)
