"""How the whole document is written, the same for each paragraph: judging, turning, sent by an agency."""

from __future__ import annotations

from scorer.features._view import Page, View
from scorer.lexicon import words

_AGENCIES = frozenset(["ap", "reuters", "afp", "upi", "pti"])
_TURNS = frozenset("but and so yet now of indeed well look".split())


def evaluative(view: View) -> float:
    """Evaluative words of the narrator per hundred of its words."""
    return view.page.once(_evaluative)


def judges_alone(view: View) -> float:
    """Share of body paragraphs in which nobody is credited and the narrator judges."""
    return view.page.once(_judging)


def turns(view: View) -> float:
    """Share of body paragraphs that open with but, and, so, yet, now."""
    return view.page.once(_turning)


def agency(view: View) -> bool:
    """One of the first three blocks names a news agency."""
    return any(not other.flat.isdisjoint(_AGENCIES) for other in view.page.views[:3])


def _evaluative(page: Page) -> float:
    body = page.body()
    judging = words("evaluative")
    return 100 * sum(sum(map(judging.__contains__, view.own)) for view in body) / max(sum(len(view.own) for view in body), 1)


def _judging(page: Page) -> float:
    bare = [view for view in page.body() if not view.asserted and not view.stretches]
    return sum(not view.own_words.isdisjoint(words("evaluative")) for view in bare) / max(len(page.body()), 1)


def _turning(page: Page) -> float:
    return sum(not _TURNS.isdisjoint(view.folded[:1]) for view in page.body()) / max(len(page.body()), 1)
