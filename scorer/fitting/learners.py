"""What can be learned from rows: our linear model, from nothing or from older weights, or any scikit-learn classifier.

A learner has ``candidates`` (how strongly to learn, to be chosen by held-out documents) and ``learn(rows, candidate)``, which
returns something with ``logits(rows)``.
"""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple, Protocol

import numpy as np

from scorer.errors import CorpusError
from scorer.fitting.regression import ABSENT, Matrix, fit_softmax
from scorer.types import LEVELS

Vector = np.ndarray[Any, np.dtype[Any]]


class Rows(NamedTuple):
    """What is learned from: (rows, features), words as CSR, levels, documents, and the weight of each row for each level."""

    dense: Matrix
    words: Any
    levels: Vector
    groups: Vector
    targets: Matrix

    def take(self, index: Vector) -> Rows:
        """The rows at an index."""
        return Rows(self.dense[index], self.words[index], self.levels[index], self.groups[index], self.targets[index])

    def without(self, features: Vector, words: Vector) -> Rows:
        """The same rows, only the features and words at these indices."""
        return self._replace(dense=self.dense[:, features], words=self.words[:, words])


class Scaling(NamedTuple):
    """Mean and scale of the features; words have mean 0 and the scale ``word``."""

    mean: Vector
    scale: Vector
    word: float

    def dense(self, rows: Rows) -> Matrix:
        """Standardised features."""
        values: Matrix = np.ascontiguousarray((rows.dense - self.mean) / self.scale)
        return values


class Fitted(Protocol):
    """What a learner returns."""

    def logits(self, rows: Rows) -> Matrix:
        """(rows, levels), before calibration."""
        ...


class Learner(Protocol):
    """How a model is learned."""

    @property
    def candidates(self) -> tuple[float, ...]:
        """How strongly to learn, the most cautious first."""
        ...

    def learn(self, rows: Rows, candidate: float, start: Any = None, exact: bool = False) -> Any:
        """Learn from rows; ``start`` is a like model to begin the search at, ``exact`` searches to the last digit."""
        ...


class Linear(NamedTuple):
    """A fitted linear model; ``weights`` are (features + words + 1, levels)."""

    scaling: Scaling
    weights: Matrix

    def logits(self, rows: Rows) -> Matrix:
        """(rows, levels)."""
        width = rows.dense.shape[1]
        words = rows.words @ self.weights[width:-1] / self.scaling.word
        values: Matrix = self.scaling.dense(rows) @ self.weights[:width] + words + self.weights[-1]
        return values


class FromNothing(NamedTuple):
    """A linear model learned afresh."""

    candidates: tuple[float, ...]
    word_weight: float

    def learn(self, rows: Rows, candidate: float, start: Linear | None = None, exact: bool = False) -> Linear:
        """Learn with the penalty 1 / (2 · candidate)."""
        scaling = standardise(rows, self.word_weight)
        begin = None if start is None else start.weights
        weights = fit_softmax(scaling.dense(rows), rows.words / scaling.word, rows.targets, candidate, start=begin, exact=exact)
        return Linear(scaling, weights)


class FromWeights(NamedTuple):
    """A linear model pulled towards older weights, whose columns, means and scales it keeps; candidate 0 leaves it as it is."""

    candidates: tuple[float, ...]
    old: Linear

    def learn(self, rows: Rows, candidate: float, start: Linear | None = None, exact: bool = False) -> Linear:
        """Learn with the penalty distance² / (2 · candidate)."""
        if candidate == 0:
            return self.old
        scaling = self.old.scaling
        begin = (start or self.old).weights
        weights = fit_softmax(
            scaling.dense(rows),
            rows.words / scaling.word,
            rows.targets,
            candidate,
            start=begin,
            pull=self.old.weights,
            exact=exact,
        )
        return Linear(scaling, weights)


class Borrowed(NamedTuple):
    """A fitted scikit-learn classifier over standardised columns."""

    scaling: Scaling
    estimator: Any

    def logits(self, rows: Rows) -> Matrix:
        """(rows, levels): log probabilities, a level it never saw far below all others."""
        values = np.full((len(rows.levels), len(LEVELS)), ABSENT)
        probabilities = self.estimator.predict_proba(_whole(self.scaling, rows))
        values[:, self.estimator.classes_] = np.log(np.maximum(probabilities, np.exp(ABSENT)))
        return values


class FromEstimator(NamedTuple):
    """Any scikit-learn classifier that gives probabilities; nothing is chosen. ``where`` is the recipe's ``file:line``."""

    template: Any
    weighted: bool
    word_weight: float
    where: str
    candidates: tuple[float, ...] = (1.0,)

    def learn(self, rows: Rows, candidate: float, start: Any = None, exact: bool = False) -> Borrowed:
        """Fit a fresh copy. Raises ``CorpusError`` where the estimator refuses."""
        from sklearn.base import clone

        scaling = standardise(rows, self.word_weight)
        estimator = clone(self.template)
        values = _whole(scaling, rows)
        levels, weights, at = rows.levels, None, np.arange(len(rows.levels))
        if self.weighted:
            at, levels = np.nonzero(rows.targets)
            weights = {"sample_weight": rows.targets[at, levels]}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that it has not converged is for the figures to tell
                estimator.fit(values[at], levels, **(weights or {}))
        except (ValueError, TypeError) as error:
            told = " ".join(str(error).split())[:200]
            raise CorpusError(f"{self.where}: {type(estimator).__name__} refuses to learn: {told}") from None
        return Borrowed(scaling, estimator)


def standardise(rows: Rows, word_weight: float) -> Scaling:
    """Mean and standard deviation of the features of rows; a feature that does not vary keeps its scale."""
    scale = rows.dense.std(axis=0)
    return Scaling(rows.dense.mean(axis=0), np.where(scale > 1e-9, scale, 1.0), 1 / word_weight)


def _whole(scaling: Scaling, rows: Rows) -> Matrix:
    return np.hstack([scaling.dense(rows), rows.words.toarray() / scaling.word])
