"""Two studies for the model card: what each feature group is worth, and what more documents would be.

Both keep the strength that was chosen on all documents and the folds of the validation, choose nothing of their own, and fit
one temperature to the pooled held-out logits, so their differences count rather than their absolute figures.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from scorer.figures.definitions import level_figures
from scorer.figures.judgements import gold_from, judgement_from
from scorer.fitting.calibration import calibrate
from scorer.fitting.learners import FromNothing, Learner, Linear, Rows, Scaling
from scorer.fitting.regression import Matrix
from scorer.fitting.validation import Choice, Fold, Progress, Vector, work
from scorer.types import LEVELS

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FIGURES = ("macro_f1", "log_loss", "ap_needs_checking")
FOLDS = 3
"""Of so many folds the held-out documents are looked at: a study compares with itself, and every fold costs a fit a step."""


def leave_out_groups(
    rows: Rows, columns: list[str], learner: FromNothing, choice: Choice, folds: list[Fold], jobs: int, report: Progress
) -> list[dict[str, Any]]:
    """What the figures become when a feature group is left out: for each its columns and the change of ``FIGURES``."""
    names = [column.partition(".")[0] for column in columns]
    groups = sorted(set(names))
    folds = folds[:FOLDS]
    tested = np.concatenate([test for _, test in folds])
    tasks = [(rows, names, groups, learner, choice.candidate, *fold) for fold in folds]
    parts = list(work(_without_each, tasks, jobs, lambda done: report("ablation", done, len(tasks))))
    logits = np.zeros((len(groups) + 1, len(rows.levels), len(LEVELS)))
    for (_, test), part in zip(folds, parts, strict=True):
        logits[:, test] = part
    whole = _figures(logits[0][tested], rows.levels[tested])
    found = []
    for at, group in enumerate(groups, 1):
        without = _figures(logits[at][tested], rows.levels[tested])
        changes = {name: without[name] - whole[name] for name in FIGURES}
        found.append({"group": group, "columns": names.count(group), **changes})
    return found


def _without_each(
    rows: Rows, names: list[str], groups: list[str], learner: FromNothing, candidate: float, learn: Vector, test: Vector
) -> Matrix:
    """Held-out logits of the whole model, then without each group, begun at the whole one's weights."""
    with threadpool_limits(1):
        taught, rest = rows.take(learn), rows.take(test)
        whole = learner.learn(taught, candidate)
        found = [whole.logits(rest)]
        width = rows.dense.shape[1]
        for group in groups:
            kept = np.flatnonzero([name != group for name in names])
            features, words = kept[kept < width], kept[kept >= width] - width
            scaling = Scaling(whole.scaling.mean[features], whole.scaling.scale[features], whole.scaling.word)
            start = Linear(scaling, whole.weights[np.append(kept, len(names))])
            fitted = learner.learn(taught.without(features, words), candidate, start)
            found.append(fitted.logits(rest.without(features, words)))
        return np.array(found)


def draw_learning_curve(
    rows: Rows, learner: Learner, choice: Choice, folds: list[Fold], seed: int, jobs: int, report: Progress
) -> list[dict[str, Any]]:
    """Figures of models that learned from 10 … 100 % of the documents of each fold, the smaller parts of the larger ones."""
    folds = folds[:FOLDS]
    tested = np.concatenate([test for _, test in folds])
    tasks = [(rows, learner, choice.candidate, *fold, seed) for fold in folds]
    parts = list(work(_with_shares, tasks, jobs, lambda done: report("learning curve", done, len(tasks))))
    found = []
    for at, share in enumerate(SHARES):
        logits = np.zeros((len(rows.levels), len(LEVELS)))
        documents = paragraphs = 0
        for (_, test), part in zip(folds, parts, strict=True):
            logits[test] = part[at][0]
            documents, paragraphs = documents + part[at][1], paragraphs + part[at][2]
        figures = _figures(logits[tested], rows.levels[tested])
        sizes = {"documents": round(documents / len(folds)), "paragraphs": round(paragraphs / len(folds))}
        found.append({"share": share, **sizes, **{name: figures[name] for name in FIGURES}})
    return found


def _with_shares(
    rows: Rows, learner: Learner, candidate: float, learn: Vector, test: Vector, seed: int
) -> list[tuple[Matrix, int, int]]:
    """Held-out logits after each share of the documents, with how many documents and paragraphs that was."""
    with threadpool_limits(1):
        documents = np.unique(rows.groups[learn])
        drawn = np.random.default_rng(seed).permutation(documents)
        rest = rows.take(test)
        found = []
        for share in SHARES:
            chosen = drawn[: max(round(share * len(documents)), 1)]
            part = learn[np.isin(rows.groups[learn], chosen)]
            fitted = learner.learn(rows.take(part), candidate)
            found.append((fitted.logits(rest), len(chosen), len(part)))
        return found


def _figures(logits: Matrix, levels: Vector) -> dict[str, Any]:
    judgement = judgement_from(calibrate(logits, levels).probabilities(logits))
    return level_figures(gold_from(levels), judgement.probabilities, judgement.levels)

