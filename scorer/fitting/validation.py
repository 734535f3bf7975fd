"""Nested cross-validation with documents held out whole: outer folds measure, inner folds choose strength and calibration.

What is told of a model so was measured on documents that neither taught it nor chose anything for it (Varma & Simon 2006).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from joblib import Parallel, delayed, parallel_config
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold
from threadpoolctl import threadpool_limits

from scorer.fitting.calibration import Calibration, calibrate, log_loss
from scorer.fitting.learners import Learner, Rows
from scorer.fitting.regression import Matrix
from scorer.types import LEVELS

Vector = np.ndarray[Any, np.dtype[Any]]
Progress = Callable[[str, int, int], None]
Fold = tuple[Vector, Vector]
"""Rows to learn from, rows held out."""
_LEAST_TO_CALIBRATE = 50
_ENOUGH_TO_STRATIFY = 4


class Choice(NamedTuple):
    """What held-out documents chose: a candidate of the learner, and the calibration of its logits."""

    candidate: float
    calibration: Calibration


class Validation(NamedTuple):
    """Honest ``probabilities`` of every row by the nested folds, what those chose, and the choice for the whole.

    ``logits`` are held out, too, but of the choice for the whole.
    """

    probabilities: Matrix
    logits: Matrix
    folds: list[Fold]
    choices: list[Choice]
    final: Choice


def split_documents(rows: Rows, folds: int, seed: int) -> list[Fold]:
    """Folds of whole documents, the levels spread evenly where there are documents enough; none for a single document."""
    documents = len(np.unique(rows.groups))
    number = min(folds, documents)
    if number < 2:
        return []
    spread = documents >= _ENOUGH_TO_STRATIFY * number
    splitter = StratifiedGroupKFold(number, shuffle=True, random_state=seed) if spread else GroupKFold(number)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a level is rarer than there are folds is told as a warning of our own
        found = list(splitter.split(rows.dense, rows.levels, rows.groups))
    return [(learn, test) for learn, test in found if len(learn) and len(test)]


def cross_validate(
    rows: Rows, learner: Learner, options: dict[str, Any], jobs: int, report: Progress, *, nested: bool = True
) -> Validation | None:
    """Choose by held-out documents, and measure by others; None where there are not two documents.

    ``options`` has ``folds``, ``seed`` and ``calibration``. Without ``nested`` what is measured also chose: quicker, too rosy.
    """
    outer = split_documents(rows, options["folds"], options["seed"])
    if not outer:
        return None
    size = max(options["folds"] - 1, 2)
    inner = [split_documents(rows.take(learn), size, options["seed"]) if nested else [] for learn, _ in outer]
    tasks = list(outer)
    tasks += [(learn[a], learn[b]) for (learn, _), folds in zip(outer, inner, strict=True) for a, b in folds]
    todo = [(rows, learner, *task) for task in tasks]
    found = list(work(held_out, todo, jobs, lambda done: report("validation", done, len(tasks))))
    shape = (len(learner.candidates), len(rows.levels), len(LEVELS))
    logits = np.zeros(shape)
    for (_, test), part in zip(outer, found, strict=False):
        logits[:, test] = part
    final, which = choose(learner, logits, rows.levels, options["calibration"])
    if not nested:
        return Validation(final.calibration.probabilities(logits[which]), logits[which], outer, [], final)
    probabilities = np.zeros(shape[1:])
    choices = []
    at = len(outer)
    for (learn, test), folds in zip(outer, inner, strict=True):
        within = np.zeros((shape[0], len(learn), shape[2]))
        for (_, held), part in zip(folds, found[at : at + len(folds)], strict=True):
            within[:, held] = part
        at += len(folds)
        choice, chosen = choose(learner, within, rows.levels[learn], options["calibration"], enough=bool(folds))
        choices.append(choice)
        probabilities[test] = choice.calibration.probabilities(logits[chosen][test])
    return Validation(probabilities, logits[which], outer, choices, final)


def held_out(rows: Rows, learner: Learner, learn: Vector, test: Vector) -> Matrix:
    """Logits (candidates, held-out rows, levels), each candidate begun where the one before it ended."""
    with threadpool_limits(1):
        taught, rest = rows.take(learn), rows.take(test)
        fitted = None
        found = []
        for candidate in learner.candidates:
            fitted = learner.learn(taught, candidate, fitted)
            found.append(fitted.logits(rest))
        return np.array(found)


def choose(
    learner: Learner, logits: Matrix, levels: Vector, way: str, enough: bool = True
) -> tuple[Choice, int]:
    """The candidate with the best macro-F1 less log-loss after calibration, and its number.

    Without held-out logits the most cautious candidate that learns anything, and logits taken as they are.
    """
    if not enough:
        return cautious(learner), next((at for at, one in enumerate(learner.candidates) if one > 0), 0)
    best: tuple[float, Choice, int] | None = None
    for at, candidate in enumerate(learner.candidates):
        plain = len(levels) < _LEAST_TO_CALIBRATE
        calibration = no_calibration() if plain else calibrate(logits[at], levels, way)
        right = f1_score(levels, logits[at].argmax(axis=1), average="macro", labels=range(len(LEVELS)), zero_division=0)
        value = right - log_loss(calibration.probabilities(logits[at]), levels)
        if best is None or value > best[0]:
            best = (value, Choice(candidate, calibration), at)
    assert best is not None
    return best[1], best[2]


def cautious(learner: Learner) -> Choice:
    """What is chosen where nothing can be held out."""
    return Choice(next((one for one in learner.candidates if one > 0), 0.0), no_calibration())


def no_calibration() -> Calibration:
    """Logits as they are."""
    return Calibration(np.ones(len(LEVELS)), np.zeros(len(LEVELS)))


def work(function: Callable[..., Any], tasks: list[tuple[Any, ...]], jobs: int, tick: Callable[[int], None]) -> Iterator[Any]:
    """The results of a function for each task, in order, by so many workers; they are the same for any number of these."""
    if jobs < 2 or len(tasks) < 2:
        results: Iterable[Any] = (function(*task) for task in tasks)
    else:
        with parallel_config("loky", n_jobs=jobs, inner_max_num_threads=1):
            workers = Parallel(return_as="generator")
        results = workers(delayed(function)(*task) for task in tasks)
    for done, result in enumerate(results, 1):
        tick(done)
        yield result
