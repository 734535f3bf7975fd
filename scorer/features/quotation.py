"""Direct speech: how much, whose, and in which form."""

from __future__ import annotations

from scorer.features._view import IDENTIFIABLE, NOBODY, View, only
from scorer.types import UNNAMED


@only("quoted")
def share(view: View) -> float:
    """Share of the words inside quotation marks (0 to 1)."""
    return view.quote_share


@only("quoted")
def whole(view: View) -> bool:
    """Nearly all of the paragraph is one quotation."""
    return view.quote_share > 0.85


@only("quoted")
def opens(view: View) -> bool:
    """The paragraph begins with a quotation of more than five words."""
    return view.stretches[0][0] == view.first and view.stretches[0][1] - view.stretches[0][0] > 5


@only("quoted")
def only_scare(view: View) -> bool:
    """Quotation marks stand only around a word or two."""
    return all(last - first <= 5 for first, last, _, _ in view.stretches)


@only("quoted")
def continued(view: View) -> bool:
    """The paragraph carries on a quotation left open in the one before."""
    return view.stretches[0][3]


@only("quoted")
def by_identifiable(view: View) -> bool:
    """A quotation of more than five words belongs to a source a reader could go to."""
    return any(kind in IDENTIFIABLE for kind in view.quoted_kinds)


@only("quoted")
def by_person(view: View) -> float:
    """Share of the words quoted from named persons."""
    return view.quoted_kinds["person"] / max(view.last - view.first, 1)


@only("quoted")
def by_unnamed(view: View) -> bool:
    """A quotation belongs to a withheld source."""
    return any(kind in UNNAMED for kind in view.quoted_kinds)


@only("quoted")
def by_nobody(view: View) -> bool:
    """A quotation of more than five words has no speaker that could be found."""
    return any(kind in NOBODY for kind in view.quoted_kinds)


@only("quoted")
def first_person_inside(view: View) -> bool:
    """Somebody says I or we inside quotation marks."""
    if view.flat.isdisjoint(_FIRST):
        return False
    text = view.page.text
    return any(text.quoted[at] and text.folded[at] in _FIRST for at in range(view.first, view.last))


_FIRST = frozenset("i we my our i'm we're i've we've me us".split())
