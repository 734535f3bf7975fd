"""Evaluate a model on labelled documents: the figures of the model card, by fixed definitions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, average_precision_score, cohen_kappa_score, confusion_matrix, f1_score

from scorer.corpora import Label
from scorer.dataset import Corpus, align, corpus_of, joined
from scorer.model import Model, load
from scorer.pipeline import score_document
from scorer.presence import FAMILIES, count_pairs, families_of
from scorer.readers import read_text
from scorer.types import Score

_ORDER = ["unsupported", "weak", "qualified", "accountable", "background"]

Pairs = tuple[list[Label], list[Score | None]]
"""Labels, and the scores of the same paragraphs; None where no score was returned."""


def evaluate(model: Model | Path | str | None, corpora: Iterable[Path | str | Corpus]) -> dict[str, Any]:
    """Figures of a model (object, path, or None for the shipped one) on labelled corpora.

    Returns accuracy, macro-F1, per-class F1, quadratic kappa and concordance over paragraphs that need a source,
    average precision for "needs checking", expected calibration error (10 bins), log-loss, Brier score, ranked
    probability score, kind accuracy, cue F1 by family, and the confusion matrix.
    """
    return figures(*score_labelled(model, corpora))


def score_labelled(model: Model | Path | str | None, corpora: Iterable[Path | str | Corpus]) -> Pairs:
    """The labels of labelled corpora, and a model's scores of the same paragraphs."""
    chosen = model if isinstance(model, Model) else load(model)
    labels: list[Label] = []
    scores: list[Score | None] = []
    for corpus in corpora:
        found = corpus if isinstance(corpus, Corpus) else corpus_of(corpus)
        for document in found.documents:
            text, spans = joined(document.paragraphs)
            read = read_text(text, document.id)
            scored = score_document(read, chosen)
            scores.extend(None if at is None else scored.scores[at] for at in align(read.blocks, spans))
            labels.extend(document.labels)
    return labels, scores


def figures(labels: list[Label], scores: list[Score | None]) -> dict[str, Any]:
    """All figures from labels and scores of the same paragraphs; a paragraph without score counts as background."""
    gold = np.array([_ORDER.index(label.level) for label in labels])
    probabilities = np.array([_reordered(score) for score in scores])
    guess = np.array([_ORDER.index(score.level) if score else 4 for score in scores])
    result = {"paragraphs": len(labels), **level_figures(gold, probabilities, guess)}
    kinds = [
        (label.kind, score.kind if score else "na")
        for label, score in zip(labels, scores, strict=True)
        if label.level not in ("background", "unsupported")
    ]
    if kinds:
        result["kind_accuracy"] = float(np.mean([a == b for a, b in kinds]))
        result["kind_macro_f1"] = float(
            f1_score(
                [a for a, _ in kinds],
                [b for _, b in kinds],
                average="macro",
                labels=sorted({a for a, _ in kinds}),
                zero_division=0,
            )
        )
    result["cue_f1"] = _cue_figures(labels, scores)
    return result


def _reordered(score: Score | None) -> list[float]:
    if score is None:
        return [0.0, 0.0, 0.0, 0.0, 1.0]
    return [*score.probabilities[1:], score.probabilities[0]]


def level_figures(gold: Any, probabilities: Any, guess: Any) -> dict[str, Any]:
    """Figures of levels; ``probabilities`` is (rows, 5) in the order unsupported … accountable, background."""
    need = gold != 4
    value = (probabilities[:, 1] / 3 + probabilities[:, 2] * 2 / 3 + probabilities[:, 3]) / np.maximum(
        1 - probabilities[:, 4], 1e-9
    )
    scaled = probabilities[:, :4].argmax(1)
    each = f1_score(gold, guess, average=None, labels=range(5), zero_division=0)
    steps = np.cumsum(_ordinal(probabilities[need]), axis=1) - np.cumsum(np.eye(4)[gold[need]], axis=1)
    return {
        "accuracy": float(accuracy_score(gold, guess)),
        "macro_f1": float(each.mean()),
        "quadratic_kappa": float(cohen_kappa_score(gold[need], scaled[need], weights="quadratic", labels=range(4)))
        if need.any()
        else None,
        "concordance": concordance(value[need], gold[need]),
        "ap_needs_checking": float(average_precision_score(np.isin(gold, (0, 1)), probabilities[:, 0] + probabilities[:, 1])),
        "ece": expected_calibration_error(probabilities.max(1), guess == gold),
        "log_loss": float(-np.log(np.maximum(probabilities[np.arange(len(gold)), gold], 1e-12)).mean()),
        "brier": float(((probabilities - np.eye(5)[gold]) ** 2).sum(1).mean()),
        "ranked_probability_score": float((steps**2).sum(1).mean() / 3) if need.any() else None,
        "class_f1": dict(zip(_ORDER, map(float, each), strict=True)),
        "confusion": {"rows": _ORDER, "matrix": confusion_matrix(gold, guess, labels=range(5)).tolist()},
    }


def _ordinal(probabilities: Any) -> Any:
    """Probabilities of the four levels given that a source is needed."""
    four = probabilities[:, :4]
    return four / np.maximum(four.sum(1, keepdims=True), 1e-12)


def concordance(value: Any, level: Any) -> float | None:
    """Share of pairs of different level that the score puts in the right order; ties count a half."""
    right = pairs = 0.0
    for low in range(4):
        for high in range(low + 1, 4):
            difference = value[level == high][:, None] - value[level == low][None, :]
            right += float((difference > 0).sum() + 0.5 * (difference == 0).sum())
            pairs += difference.size
    return right / pairs if pairs else None


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


def _cue_figures(labels: list[Label], scores: list[Score | None]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the paragraphs that show a cue family, and the counts they come from."""
    shown = [families_of(score.paragraph) if score else frozenset[str]() for score in scores]
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
