"""Figures of held-out probabilities, and how far they would move had other documents been labelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scorer.calibration import calibration_error
from scorer.types import LEVELS

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Vector = np.ndarray[Any, np.dtype[Any]]
_CHECK = (LEVELS.index("unsupported"), LEVELS.index("weak"))
_SCALE = [LEVELS.index(level) for level in ("unsupported", "weak", "qualified", "accountable")]


def count_confusions(guess: Vector, levels: Vector, weights: Vector | None = None) -> Matrix:
    """(levels, guesses): how often each level was taken for each."""
    size = len(LEVELS)
    counted = np.bincount(levels * size + guess, weights=weights, minlength=size * size)
    return counted.reshape(size, size).astype(float)


def f1_of(confusions: Matrix) -> Matrix:
    """F1 of each level; 0 for one that neither is nor is guessed."""
    found: Matrix = 2 * np.diag(confusions) / np.maximum(confusions.sum(axis=0) + confusions.sum(axis=1), 1e-12)
    return found


def macro_f1(guess: Vector, levels: Vector) -> float:
    """The mean F1 of all levels."""
    return float(f1_of(count_confusions(guess, levels)).mean())


def quadratic_kappa(confusions: Matrix) -> float:
    """Cohen's kappa with quadratic weights over the four levels of sourcing (Cohen 1968); NaN where all are one level."""
    steps = np.arange(len(_SCALE))
    cost = (steps[:, None] - steps[None, :]) ** 2
    chance = np.outer(confusions.sum(axis=1), confusions.sum(axis=0)) / max(confusions.sum(), 1e-12)
    expected = (cost * chance).sum()
    return float(1 - (cost * confusions).sum() / expected) if expected > 0 else float("nan")


def average_precision(value: Vector, wanted: Vector, weights: Vector) -> float:
    """The area under the steps of precision over recall, rows of equal value together; NaN where nothing is wanted."""
    order = np.argsort(-value, kind="stable")
    hits, all_found = np.cumsum((weights * wanted)[order]), np.cumsum(weights[order])
    ends = np.append(np.flatnonzero(np.diff(value[order])), len(order) - 1)
    hits, all_found = hits[ends], all_found[ends]
    if not len(order) or hits[-1] <= 0:
        return float("nan")
    return float((np.diff(hits, prepend=0.0) * hits / np.maximum(all_found, 1e-12)).sum() / hits[-1])


class Judge:
    """Held-out probabilities against the levels, in any mix of the documents."""

    def __init__(self, probabilities: Matrix, levels: Vector):
        self.levels = levels
        self.probabilities = probabilities
        self._guess = probabilities.argmax(axis=1)
        self._right = np.maximum(probabilities[np.arange(len(levels)), levels], 1e-12)
        four = probabilities[:, _SCALE]
        self._need = np.isin(levels, _SCALE)
        self._scaled = np.array(_SCALE)[four.argmax(axis=1)]
        self._check = probabilities[:, _CHECK].sum(axis=1)
        self._wanted = np.isin(levels, _CHECK).astype(float)

    def figures(self, weights: Vector | None = None) -> dict[str, float]:
        """Accuracy, macro-F1, quadratic kappa, log-loss and average precision for "needs checking", rows so weighted."""
        weights = np.ones(len(self.levels)) if weights is None else weights
        confusions = count_confusions(self._guess, self.levels, weights)
        needing = count_confusions(self._scaled[self._need], self.levels[self._need], weights[self._need])
        total = max(weights.sum(), 1e-12)
        return {
            "accuracy": float(np.trace(confusions) / total),
            "macro_f1": float(f1_of(confusions).mean()),
            "quadratic_kappa": quadratic_kappa(needing[np.ix_(_SCALE, _SCALE)]),
            "ap_needs_checking": average_precision(self._check, self._wanted, weights),
            "log_loss": float(-(weights * np.log(self._right)).sum() / total),
        }

    def all_figures(self) -> dict[str, float]:
        """The figures, and the calibration error, of the documents as they are."""
        return {**self.figures(), "ece": calibration_error(self.probabilities, self.levels)}

    def by_level(self) -> dict[str, dict[str, float]]:
        """Precision, recall, F1 and number of each level."""
        confusions = count_confusions(self._guess, self.levels)
        right, found, due = np.diag(confusions), confusions.sum(axis=0), confusions.sum(axis=1)
        return {
            level: {
                "precision": float(right[at] / max(found[at], 1)),
                "recall": float(right[at] / max(due[at], 1)),
                "f1": float(f1_of(confusions)[at]),
                "paragraphs": int(due[at]),
            }
            for at, level in enumerate(LEVELS)
        }


def intervals(
    figures: Callable[[Vector], dict[str, float]], groups: Vector, seed: int, resamples: int = 500
) -> dict[str, tuple[float, float]]:
    """95 % intervals of figures by the percentile bootstrap over documents (Efron & Tibshirani 1993, chapter 13).

    ``figures`` takes a weight a row; ``groups`` is the document of each. Nothing for a single document.
    """
    documents, rows = np.unique(groups, return_inverse=True)
    if len(documents) < 2:
        return {}
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(len(documents), np.full(len(documents), 1 / len(documents)), size=resamples)
    samples = [figures(draw[rows].astype(float)) for draw in drawn]
    found = {}
    for name in samples[0]:
        values = np.array([sample[name] for sample in samples])
        values = values[np.isfinite(values)]
        if len(values):
            low, high = np.percentile(values, [2.5, 97.5])
            found[name] = (float(low), float(high))
    return found
