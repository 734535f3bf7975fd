"""The figures and their definitions: the one place that says what each of them is."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
from sklearn.metrics import (
    average_precision_score,
    cohen_kappa_score,
    confusion_matrix,
    f1_score,
    precision_recall_fscore_support,
)

from scorer.corpora import Label
from scorer.figures.judgements import BACKGROUND, ORDER, Judgement, Matrix, Vector
from scorer.presence import FAMILIES, count_pairs

HEADLINES = {
    "accuracy": True,
    "macro_f1": True,
    "quadratic_kappa": True,
    "concordance": True,
    "ap_needs_checking": True,
    "ece": False,
    "log_loss": False,
    "brier": False,
    "ranked_probability_score": False,
}
"""The headline figures, and whether more of each is better."""


def all_figures(labels: list[Label], judgement: Judgement) -> dict[str, Any]:
    """All figures of a judgement of labelled paragraphs; a figure that is undefined is None."""
    gold = np.array([ORDER.index(label.level) for label in labels])
    result = level_figures(gold, judgement.probabilities, judgement.levels)
    if judgement.kinds is not None:
        result |= _kind_figures(labels, judgement.kinds)
    if judgement.families is not None:
        result["cue_f1"] = _cue_figures(labels, judgement.families)
    return result


def level_figures(gold: Any, probabilities: Any, guess: Any) -> dict[str, Any]:
    """Figures of levels; ``probabilities`` is (rows, 5) in the order unsupported … accountable, background.

    ``macro_f1`` is over all five levels, of which one that is neither labelled nor said counts 0; ``macro_f1_present`` is over
    the labelled ones.
    """
    need = gold != BACKGROUND
    with warnings.catch_warnings():  # what is undefined is None here, and no word on the terminal
        warnings.simplefilter("ignore")
        precision, recall, each, support = precision_recall_fscore_support(gold, guess, labels=range(5), zero_division=np.nan)
        ordinal = ordinal_levels(Judgement(probabilities, guess))
        kappa = cohen_kappa_score(gold[need], ordinal[need], weights="quadratic", labels=range(4)) if need.any() else math.nan
    check = np.isin(gold, (0, 1))
    steps = np.cumsum(_ordinal(probabilities[need]), axis=1) - np.cumsum(np.eye(4)[gold[need]], axis=1)
    f1 = np.where(support + np.bincount(guess, minlength=5) > 0, np.nan_to_num(each), np.nan)
    rows = np.arange(len(gold))
    return {
        "accuracy": float((gold == guess).mean()),
        "macro_f1": float(np.nan_to_num(f1).mean()),
        "macro_f1_present": float(f1[support > 0].mean()),
        "quadratic_kappa": _defined(kappa),
        "concordance": concordance(grades(probabilities)[need], gold[need]),
        "ap_needs_checking": average_precision(check, probabilities[:, 0] + probabilities[:, 1]),
        "ece": expected_calibration_error(probabilities[rows, guess], guess == gold),
        "log_loss": float(-np.log(np.maximum(probabilities[rows, gold], 1e-12)).mean()),
        "brier": float(((probabilities - np.eye(5)[gold]) ** 2).sum(1).mean()),
        "ranked_probability_score": float((steps**2).sum(1).mean() / 3) if need.any() else None,
        "class_f1": dict(zip(ORDER, map(_defined, f1), strict=True)),
        "class_precision": dict(zip(ORDER, map(_defined, precision), strict=True)),
        "class_recall": dict(zip(ORDER, map(_defined, recall), strict=True)),
        "support": dict(zip(ORDER, map(int, support), strict=True)),
        "confusion": {"rows": list(ORDER), "matrix": confusion_matrix(gold, guess, labels=range(5)).tolist()},
    }


def _defined(figure: Any) -> float | None:
    return float(figure) if math.isfinite(figure) else None


def _ordinal(probabilities: Any) -> Any:
    """Probabilities of the four levels given that a source is needed."""
    four = probabilities[:, :4]
    return four / np.maximum(four.sum(1, keepdims=True), 1e-12)


def concordance(value: Any, level: Any) -> float | None:
    """Share of pairs of different level that the score puts in the right order; ties count a half."""
    right = pairs = 0.0
    for high in range(1, 4):
        upper, lower = value[level == high], np.sort(value[level < high])
        right += float((np.searchsorted(lower, upper, "left") + np.searchsorted(lower, upper, "right")).sum()) / 2
        pairs += upper.size * lower.size
    return right / pairs if pairs else None


def average_precision(wanted: Any, risk: Any) -> float | None:
    """Average precision of finding what is wanted by its risk; None where nothing is."""
    return float(average_precision_score(wanted, risk)) if wanted.any() else None


def expected_calibration_error(confidence: Any, right: Any) -> float:
    """Mean gap between confidence and accuracy over ten equal bins, weighted by their size (Guo et al. 2017)."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(
        sum(
            abs(right[bins == at].mean() - confidence[bins == at].mean()) * (bins == at).mean()
            for at in range(10)
            if (bins == at).any()
        )
    )


def grades(chances: Matrix) -> Matrix:
    """The score of each row, 0 to 1: the expected level given that a source is needed, by three."""
    needed: Matrix = np.maximum(1 - chances[:, BACKGROUND], 1e-9)
    return (chances[:, 1] / 3 + chances[:, 2] * 2 / 3 + chances[:, 3]) / needed


def ordinal_levels(judgement: Judgement) -> Vector:
    """The level of each row given that a source is needed: no row escapes into background."""
    likeliest: Vector = judgement.probabilities[:, :4].argmax(1)
    return np.where(judgement.levels == BACKGROUND, likeliest, judgement.levels)


def _kind_figures(labels: list[Label], kinds: list[str]) -> dict[str, float]:
    """Accuracy and macro-F1 of kinds over the paragraphs labelled as sourced; empty where there is none."""
    pairs = [(a.kind, b) for a, b in zip(labels, kinds, strict=True) if a.level not in ("background", "unsupported")]
    if not pairs:
        return {}
    due, said = zip(*pairs, strict=True)
    return {
        "kind_accuracy": float(np.mean([a == b for a, b in pairs])),
        "kind_macro_f1": float(f1_score(due, said, average="macro", labels=sorted(set(due)), zero_division=0)),
    }


def _cue_figures(labels: list[Label], shown: list[frozenset[str]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the paragraphs that show a cue family, and the counts they come from."""
    result = {}
    for family in FAMILIES:
        pairs = zip(labels, shown, strict=True)
        counts = count_pairs((bool(label.cues[family]), family in families) for label, families in pairs)
        result[family] = {
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
            "right": counts.right,
            "found": counts.found,
            "count": counts.due,
        }
    return result
