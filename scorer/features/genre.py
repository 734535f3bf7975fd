"""What kind of document it is: rates over all its paragraphs, the same for each."""

from __future__ import annotations

from scorer.features._view import View


def attributed(view: View) -> float:
    """Share of body paragraphs with an attribution."""
    return view.page.shares["attributed"]


def named(view: View) -> float:
    """Share of body paragraphs with a named person as source."""
    return view.page.shares["named"]


def unnamed(view: View) -> float:
    """Share of body paragraphs with a withheld source."""
    return view.page.shares["unnamed"]


def quoting(view: View) -> float:
    """Share of body paragraphs with direct speech."""
    return view.page.shares["quoting"]


def first_person(view: View) -> float:
    """I, we, my outside quotations per hundred words, at most 4."""
    return min(view.page.shares["first_person"], 4.0)


def second_person(view: View) -> float:
    """You, your outside quotations per hundred words, at most 3."""
    return min(view.page.shares["second_person"], 3.0)


def contractions(view: View) -> float:
    """Contractions outside quotations per hundred words, at most 4."""
    return min(view.page.shares["contractions"], 4.0)


def exclaims(view: View) -> float:
    """Exclamation marks outside quotations per hundred words, at most 2."""
    return min(view.page.shares["exclaims"], 2.0)


def asks(view: View) -> float:
    """Question marks outside quotations per hundred words, at most 2."""
    return min(view.page.shares["asks"], 2.0)


def paragraph_length(view: View) -> float:
    """Tens of words per body paragraph, at most 15."""
    return min(view.page.shares["words_per_paragraph"] / 10, 15.0)


def size(view: View) -> float:
    """Tens of body paragraphs, at most 6."""
    return min(view.page.shares["paragraphs"] / 10, 6.0)


def bare_document(view: View) -> bool:
    """Fewer than a quarter of the body paragraphs have an attribution, and this one has none."""
    return view.page.shares["attributed"] < 0.25 and not view.asserted
