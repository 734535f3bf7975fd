"""Agreement of two readers: published figures, figures by hand, and what is not defined."""

from __future__ import annotations

import numpy as np
import pytest

from scorer.agreement import alpha_of_coincidences, cohen_kappa, krippendorff_alpha, measure_agreement
from scorer.corpora import Label, LabelledDocument

_ = np.nan
FOUR_READERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
"""Krippendorff 2011, section E."""
TWO_BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
"""Section A."""
TWO_NOMINAL = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]
"""Section B."""


@pytest.mark.parametrize(
    ("ratings", "metric", "published"),
    [
        (FOUR_READERS, "nominal", 0.743),
        (FOUR_READERS, "ordinal", 0.815),
        (FOUR_READERS, "interval", 0.849),
        (TWO_BINARY, "nominal", 0.095),
        (TWO_NOMINAL, "nominal", 0.692),
    ],
)
def test_alpha_as_published(ratings: list[list[float]], metric: str, published: float) -> None:
    assert krippendorff_alpha(ratings, metric) == pytest.approx(published, abs=5e-4)


def test_alpha_of_two_readers_is_that_of_their_confusion_matrix() -> None:
    confusion = np.zeros((5, 5))
    for first, second in zip(*TWO_NOMINAL, strict=True):
        confusion[first - 1, second - 1] += 1
    for metric in ("nominal", "ordinal", "interval"):
        by_table = float(alpha_of_coincidences(confusion + confusion.T, metric))
        assert by_table == pytest.approx(krippendorff_alpha(TWO_NOMINAL, metric), abs=1e-12)


@pytest.mark.parametrize("ratings", [[[1, 1, 1], [1, 1, 1]], [[1, _], [_, 2]], [[], []]])
def test_alpha_is_not_defined(ratings: list[list[float]]) -> None:
    assert krippendorff_alpha(ratings) is None


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(ValueError, match="'ratio' is none of nominal, ordinal, interval"):
        krippendorff_alpha(TWO_BINARY, "ratio")


def test_kappa_by_hand() -> None:
    assert float(cohen_kappa([[20, 5], [10, 15]])) == pytest.approx(0.4)  # seen .7, chance .5
    assert np.isnan(cohen_kappa([[9, 0], [0, 0]]))


def reading(name: str, first: str, second: str, genre: str = "wire") -> LabelledDocument:
    """A document by the initials of its levels; "-" is no label."""
    names = {"b": "background", "u": "unsupported", "w": "weak", "q": "qualified", "a": "accountable", "-": ""}
    labels, others = ([Label(names[initial]) for initial in line] for line in (first, second))
    return LabelledDocument(name, "made", genre, ["-"] * len(first), labels, second=tuple(others))


def test_agreement_of_documents() -> None:
    documents = [reading("one", "bbaauw", "bbaauq"), reading("two", "ba-a", "ua-b", "local"), reading("three", "aa", "")]
    figures = measure_agreement(documents)
    assert (figures["documents"], figures["paragraphs"]) == (2, 9)
    assert figures["agreement"] == pytest.approx(6 / 9)
    assert figures["confusion"]["matrix"] == [[2, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 3]]
    # background against the rest: 2 both, 1 and 1 one, 5 neither; seen 7/9, chance (3·3 + 6·6)/81
    assert figures["kappa_background"] == pytest.approx((7 / 9 - 45 / 81) / (1 - 45 / 81))
    # u-u, w-q, a-a ×3: places of 2 u, 1 w, 1 q, 6 a are 1, 2.5, 3.5, 7
    squares = {("u", "w"): 2.25, ("u", "q"): 6.25, ("u", "a"): 36, ("w", "q"): 1, ("w", "a"): 20.25, ("q", "a"): 12.25}
    numbers = {"u": 2, "w": 1, "q": 1, "a": 6}
    expected = sum(numbers[one] * numbers[other] * square for (one, other), square in squares.items())
    assert figures["alpha_ordinal"] == pytest.approx(1 - 9 * 1.0 / expected)
    assert figures["by_genre"]["local"]["agreement"] == pytest.approx(1 / 3)
    low, high = figures["intervals"]["agreement"]
    assert low <= figures["agreement"] <= high
    assert figures == measure_agreement(documents)


def test_nothing_read_twice_gives_no_figures() -> None:
    figures = measure_agreement([reading("one", "ba", "")])
    assert (figures["documents"], figures["agreement"], figures["intervals"]["alpha_ordinal"]) == (0, None, None)


def test_levels_on_which_all_agree_are_no_figure() -> None:
    figures = measure_agreement([reading("one", "aa", "aa"), reading("two", "a", "a")])
    assert (figures["agreement"], figures["alpha_ordinal"], figures["kappa_background"]) == (1.0, None, None)
