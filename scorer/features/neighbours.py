"""What the paragraphs before and after tell of one that credits nobody, or not the same source."""

from __future__ import annotations

from scorer.features._sources import lead_of, opening_of, surname_of
from scorer.features._view import IDENTIFIABLE, View, only
from scorer.features.continuation import opens_pronoun
from scorer.types import UNNAMED


@only("bare")
def introduces(view: View) -> bool:
    """Nobody is credited here, and somebody named here speaks in the paragraph after."""
    source = opening_of(view.ahead())
    return source is not None and source.kind == "person" and surname_of(source) in view.flat


@only("bare")
def within_source(view: View) -> bool:
    """Nobody is credited here, and the same source speaks in the paragraphs before and after."""
    source = lead_of(view.back(1))
    return source is not None and source is opening_of(view.ahead())


@only("bare")
def opens_lead(view: View) -> bool:
    """Nobody is credited here, and it opens with the name of who spoke in the paragraph before."""
    source = lead_of(view.back(1))
    return source is not None and surname_of(source) in view.folded[:5]


@only("bare")
def runs_on_bare(view: View) -> bool:
    """Nobody is credited here, and nobody in the paragraph before."""
    before = view.back(1)
    return before is not None and not before.asserted and not before.stretches


@only("bare")
def bare_ahead(view: View) -> bool:
    """Nobody is credited here, and nobody in the paragraph after."""
    after = view.ahead()
    return after is not None and opening_of(after) is None


def identifiable_ahead(view: View) -> bool:
    """The paragraph after opens with a source a reader could go to."""
    source = opening_of(view.ahead())
    return source is not None and source.kind in IDENTIFIABLE


def unnamed_ahead(view: View) -> bool:
    """The paragraph after opens with a withheld source."""
    source = opening_of(view.ahead())
    return source is not None and source.kind in UNNAMED


def pronoun_ahead(view: View) -> bool:
    """The paragraph after opens with a pronoun."""
    after = view.ahead()
    return after is not None and opens_pronoun(after)


def attributed_before(view: View) -> float:
    """Share of the three blocks before that credit somebody (0 to 1)."""
    return view.credited_near(-3, 0)


def attributed_behind(view: View) -> float:
    """Share of the three blocks after that credit somebody (0 to 1)."""
    return view.credited_near(1, 4)
