"""What kind of document it is: rates over all its paragraphs, the same for each."""

from __future__ import annotations

from scorer.features._view import Page, View, only


def attributed(page: Page) -> float:
    """Share of body paragraphs with an attribution."""
    return page.shares["attributed"]


def named(page: Page) -> float:
    """Share of body paragraphs with a named person as source."""
    return page.shares["named"]


def unnamed(page: Page) -> float:
    """Share of body paragraphs with a withheld source."""
    return page.shares["unnamed"]


def quoting(page: Page) -> float:
    """Share of body paragraphs with direct speech."""
    return page.shares["quoting"]


def first_person(page: Page) -> float:
    """I, we, my outside quotations per hundred words, at most 4."""
    return min(page.shares["first_person"], 4.0)


def second_person(page: Page) -> float:
    """You, your outside quotations per hundred words, at most 3."""
    return min(page.shares["second_person"], 3.0)


def contractions(page: Page) -> float:
    """Contractions outside quotations per hundred words, at most 4."""
    return min(page.shares["contractions"], 4.0)


def exclaims(page: Page) -> float:
    """Exclamation marks outside quotations per hundred words, at most 2."""
    return min(page.shares["exclaims"], 2.0)


def asks(page: Page) -> float:
    """Question marks outside quotations per hundred words, at most 2."""
    return min(page.shares["asks"], 2.0)


def paragraph_length(page: Page) -> float:
    """Tens of words per body paragraph, at most 15."""
    return min(page.shares["words_per_paragraph"] / 10, 15.0)


def size(page: Page) -> float:
    """Tens of body paragraphs, at most 6."""
    return min(page.shares["paragraphs"] / 10, 6.0)


@only("uncredited")
def bare_document(view: View) -> bool:
    """Fewer than a quarter of the body paragraphs have an attribution, and this one has none."""
    return view.page.shares["attributed"] < 0.25
