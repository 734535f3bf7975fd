"""Calibration: probabilities from held-out logits that are right as often as they say.

Temperature scaling divides all logits by one number; vector scaling ("sigmoid") gives every class a slope and an offset of its
own (both Guo et al. 2017, On Calibration of Modern Neural Networks).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize, minimize_scalar

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Vector = np.ndarray[Any, np.dtype[Any]]
BINS = 10
_LEAST = 1e-12
_RIDGE = 1.0


class Calibration(NamedTuple):
    """Slope and offset of each class; for a temperature all slopes are its inverse and there are no offsets."""

    slopes: Matrix
    offsets: Matrix

    def probabilities(self, logits: Matrix) -> Matrix:
        """Probabilities (rows, classes) from logits."""
        return softmax(logits * self.slopes + self.offsets)


def softmax(logits: Matrix) -> Matrix:
    """Probabilities from logits, row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares


def log_loss(probabilities: Matrix, levels: Vector) -> float:
    """Mean negative log probability of the right level."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(levels)), levels], _LEAST)).mean())


def fit_temperature(logits: Matrix, levels: Vector) -> float:
    """The temperature that gives held-out logits the least log-loss."""

    def loss(power: float) -> float:
        return log_loss(softmax(logits / np.exp(power)), levels)

    found = minimize_scalar(loss, bounds=(-2.0, 2.5), method="bounded")
    return float(np.exp(found.x))


def calibrate(logits: Matrix, levels: Vector, way: str = "temperature") -> Calibration:
    """What turns held-out logits into probabilities, ``way`` is ``temperature`` or ``sigmoid``."""
    classes = logits.shape[1]
    slopes = np.full(classes, 1 / fit_temperature(logits, levels))
    if way == "temperature":
        return Calibration(slopes, np.zeros(classes))

    def loss(flat: Matrix) -> float:
        """Log-loss, and a little for every step away from the one temperature, so that rare classes stay near it."""
        away = np.concatenate([flat[:classes] - slopes, flat[classes:]])
        probabilities = softmax(logits * flat[:classes] + flat[classes:])
        return log_loss(probabilities, levels) + _RIDGE * float((away**2).sum()) / len(levels)

    bounds = [(0.05, 20.0)] * classes + [(-10.0, 10.0)] * classes
    found = minimize(loss, np.concatenate([slopes, np.zeros(classes)]), method="L-BFGS-B", bounds=bounds)
    return Calibration(found.x[:classes], found.x[classes:])


def reliability(probabilities: Matrix, levels: Vector) -> list[tuple[float, int, float, float]]:
    """For each bin of confidence that has any: its lower end, how many paragraphs, mean confidence, share that is right."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == levels
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    rows = []
    for at in range(BINS):
        inside = bins == at
        if inside.any():
            rows.append((at / BINS, int(inside.sum()), float(confidence[inside].mean()), float(right[inside].mean())))
    return rows
