"""The bootstrap over documents: how far figures would move had other documents of the same sort been labelled.

Paragraphs of one article are alike, so documents are drawn, not paragraphs (Efron & Tibshirani 1993, chapters 13 and 15). A
resample is how often each document was drawn; two judges are compared on the same draws (Koehn 2004). The calibration error
is the larger the fewer different paragraphs it is from, so that its interval lies somewhat high.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

RESAMPLES = 1000
SEED = 7
COVERAGE = 0.95
LEAST_DOCUMENTS = 2
"""From fewer documents nothing can be said of others."""
_LEAST_DEFINED = 0.9

Matrix = np.ndarray[Any, np.dtype[np.float64]]


class Difference(NamedTuple):
    """A figure of B less that of A, its interval, and the two-sided p of there being none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None


def draw(documents: int, resamples: int = RESAMPLES, seed: int = SEED) -> Matrix | None:
    """How often each document is drawn: (resamples, documents). None where there are too few documents, or no draws wanted."""
    if documents < LEAST_DOCUMENTS or resamples < 1:
        return None
    generator = np.random.default_rng(seed)
    return generator.multinomial(documents, np.full(documents, 1 / documents), size=resamples).astype(float)


def interval(samples: Matrix) -> tuple[float, float] | None:
    """The percentile interval of a figure's resamples; None where it is undefined in more than a tenth of them."""
    defined = samples[np.isfinite(samples)]
    if not len(defined) or len(defined) < _LEAST_DEFINED * len(samples):
        return None
    tail = 50 * (1 - COVERAGE)
    low, high = np.percentile(defined, [tail, 100 - tail])
    return float(low), float(high)


def contrast(value: float | None, first: Matrix, second: Matrix) -> Difference:
    """The difference ``value`` with its interval and p from the paired resamples of the first and the second judge.

    p is twice the smaller share of resamples on one side of none, counting ties for both and the data as one resample more.
    """
    steps = second - first
    found = interval(steps)
    if value is None or found is None:
        return Difference(value)
    steps = steps[np.isfinite(steps)]
    side = min(int((steps <= 0).sum()), int((steps >= 0).sum())) + 1
    return Difference(value, *found, min(1.0, 2 * side / (len(steps) + 1)))
