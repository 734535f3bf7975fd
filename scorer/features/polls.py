"""Figures of a poll or study that go on after the paragraph that named who keeps them."""

from __future__ import annotations

from scorer.features._view import Page, View, only

_POLLS = frozenset("poll polls polling survey surveys surveyed study studies pollster respondents".split())
_GROUPS = frozenset(
    """
    respondents voters republicans democrats independents men women whites blacks hispanics latinos millennials adults
    americans britons participants patients households students graduates evangelicals conservatives liberals tories
    moderates caucusgoers parents workers those people percent
    """.split()
)
_SHARES = frozenset(["%", "percent", "percentage", "points", "per", "margin"])
_PARTS = frozenset(
    """
    majority majorities half third thirds two-thirds three-quarters three-fourths quarter quarters one-third plurality most
    by among
    """.split()
)
_MORE = frozenset(
    "more less likely lead leads led trails ahead behind edge favor favour support oppose approve disapprove".split()
)


def _document(page: Page) -> float:
    """Polls and surveys in each body paragraph, at most one in each."""
    body = page.body()
    return sum(not view.flat.isdisjoint(_POLLS) for view in body) / max(len(body), 1)


document = _document  # a column of the model; a rule file has the name, too


def shares(view: View) -> bool:
    """Shares of a group: percent, points, halves, majorities of voters, women, respondents."""
    return _shares(view)


@only("uncredited")
def carried(view: View) -> bool:
    """Nobody is credited here, shares of a group, and an earlier paragraph names a poll or keeper of data."""
    return _shares(view) and view.page.once(_first) < view.number


@only("uncredited")
def carried_near(view: View) -> float:
    """As ``carried``; the less, the more paragraphs lie between (1 the next paragraph, 0.1 the tenth)."""
    if not _shares(view):
        return 0.0
    last = view.page.once(_last_before)[view.number]
    return 1 / (view.number - last) if last >= 0 else 0.0


@only("uncredited")
def unkept(view: View) -> bool:
    """Shares of a group, and no poll or keeper of data before or here."""
    return _shares(view) and view.page.once(_first) > view.number


@only("uncredited")
def compared(view: View) -> bool:
    """Nobody is credited here, groups of people compared, where a poll was named in an earlier paragraph."""
    named = not (view.own_words.isdisjoint(_GROUPS) or view.own_words.isdisjoint(_MORE))
    return named and view.page.once(_first) < view.number


def _shares(view: View) -> bool:
    words = view.own_words
    counted = bool(view.figures) and not words.isdisjoint(_SHARES)
    return (counted or not words.isdisjoint(_PARTS)) and not words.isdisjoint(_GROUPS)


def _keeps(view: View) -> bool:
    """Whether a paragraph names a poll or study, or credits data."""
    return not view.flat.isdisjoint(_POLLS) or any(one.kind == "data" for one in view.asserted)


def _first(page: Page) -> int:
    return next((view.number for view in page.views if _keeps(view)), page.total)


def _last_before(page: Page) -> list[int]:
    """The nearest paragraph before each that keeps figures, -1 where none does."""
    found, last = [], -1
    for view in page.views:
        found.append(last)
        if _keeps(view):
            last = view.number
    return found
