"""Multinomial logistic regression by L-BFGS, with an L2 penalty that pulls towards given weights instead of nothing.

Without weights to pull to it is the regression of ``sklearn.linear_model.LogisticRegression`` (a test compares them). It is
written out because that one can neither be pulled nor multiply dense features and sparse words without making one of the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize

Matrix = np.ndarray[Any, np.dtype[np.float64]]
ABSENT = -30.0
"""The logit of a class that nothing was learned of."""


def fit_softmax(
    dense: Matrix,
    sparse: Any,
    targets: Matrix,
    strength: float,
    *,
    start: Matrix | None = None,
    pull: Matrix | None = None,
    exact: bool = False,
) -> Matrix:
    """Weights (dense columns + sparse columns + 1 for the intercept, classes) that make the penalised log-loss smallest.

    ``dense`` is (rows, columns), ``sparse`` a CSR matrix of the same rows, ``targets`` (rows, classes) the weight of each row
    for each class. The penalty is half the squared distance to ``pull`` divided by ``strength``; without ``pull`` that to 0,
    the intercepts free. ``start`` is where the search begins, ``exact`` goes on until nothing moves. A class without weight
    has no weights and the intercept ``ABSENT``, unless there is something to pull it to.
    """
    shape = (dense.shape[1] + sparse.shape[1] + 1, targets.shape[1])
    present = np.flatnonzero(targets.sum(axis=0) > 0) if pull is None else np.arange(shape[1])
    origin = np.zeros((shape[0], len(present))) if pull is None else pull
    penalty = np.full((shape[0], 1), 1 / strength)
    if pull is None:
        penalty[-1] = 0.0
    wanted = np.ascontiguousarray(targets[:, present])
    total = wanted.sum(axis=1, keepdims=True)
    transposed = sparse.T.tocsr()
    width = dense.shape[1]

    def objective(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(origin.shape)
        logits = dense @ weights[:width] + sparse @ weights[width:-1] + weights[-1]
        logits -= logits.max(axis=1, keepdims=True)
        powers = np.exp(logits)
        sums = powers.sum(axis=1, keepdims=True)
        away = weights - origin
        loss = (total * np.log(sums)).sum() - (wanted * logits).sum() + 0.5 * (penalty * away**2).sum()
        rest = powers / sums * total - wanted
        slope = np.vstack([dense.T @ rest, transposed @ rest, rest.sum(axis=0, keepdims=True)]) + penalty * away
        return float(loss), slope.ravel()

    begin = origin if start is None else start[:, present]
    limits = {"maxiter": 3000, "maxfun": 6000, "maxcor": 20, "gtol": 1e-5 * total.sum(), "ftol": 1e-6}
    if exact:
        limits |= {"gtol": 1e-9 * total.sum(), "ftol": 1e-14}
    found = minimize(objective, begin.ravel(), jac=True, method="L-BFGS-B", options=limits)
    weights = np.zeros(shape)
    weights[-1] = ABSENT
    weights[:, present] = found.x.reshape(origin.shape)
    return weights
