"""Train: features and labels to a model file, by scikit-learn, the same bytes every time.

A multinomial logistic regression over standardised features; its strength of regularisation by cross-validation with
documents held out whole; one temperature fitted on the held-out logits (Guo et al. 2017).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sklearn
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from scorer import model as models
from scorer.card import write_card
from scorer.dataset import Corpus, Table, corpus_of, read_corpora, read_recipe, tabulate
from scorer.errors import CorpusError
from scorer.features import PREFIX
from scorer.types import LEVELS

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Vector = np.ndarray[Any, np.dtype[Any]]
Progress = Callable[[str, int, int], None]
_LEAST_DOCUMENTS = 5
_DEFAULTS: dict[str, Any] = {
    "seed": 7,
    "folds": 5,
    "strengths": [0.002, 0.003, 0.006, 0.02],
    "balance": 0.35,
    "least": 8,
    "words": 20,
    "word_weight": 2.0,
    "torn": 0.3,
}


def train(
    recipe: Path | str | None = None,
    out: Path | str | None = None,
    texts: Path | str | None = None,
    corpora: Iterable[Path | str] = (),
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Train a model and, with ``out``, write ``model.json`` and ``CARD.md`` there. Returns its content.

    Without ``corpora`` the recipe's are read, those that are not shipped from ``texts``. Raises ``CorpusError``.
    """
    settings = read_recipe(recipe)
    found = [corpus_of(path) for path in corpora] or read_corpora(settings, texts)
    report = progress or (lambda stage, done, total: None)
    table = tabulate(found, lambda done, total: report("features", done, total))
    content = fit(table, found, settings.get("recipe", {}), report)
    if out is not None:
        models.save(content, Path(out) / "model.json")
        (Path(out) / "CARD.md").write_text(write_card(content), "utf-8")
    return content


class Rows(NamedTuple):
    """What is learned from: features, levels, second levels of torn paragraphs (−1 for none), documents, weights.

    ``own_scale`` is one a column, 0 where the column is standardised; words keep a scale of their own.
    """

    matrix: Matrix
    levels: Vector
    torn: Vector
    groups: Vector
    weights: Vector
    own_scale: Vector

    def take(self, index: Vector) -> Rows:
        """The rows at an index."""
        return Rows(
            self.matrix[index], self.levels[index], self.torn[index], self.groups[index], self.weights[index], self.own_scale
        )


def fit(table: Table, corpora: list[Corpus], settings: dict[str, Any], report: Progress) -> dict[str, Any]:
    """A model from a table. Raises ``CorpusError`` where there is too little to learn from."""
    options = {**_DEFAULTS, **settings}
    if options["words"]:
        table.learn_words(options["words"])
    _check(table.levels, table.groups)
    matrix = table.matrix
    kept = [
        at for at in range(matrix.shape[1]) if np.count_nonzero(matrix[:, at]) >= options["least"] and np.ptp(matrix[:, at]) > 0
    ]
    if not len(kept):
        raise CorpusError("no feature occurs often enough to learn from; label more paragraphs")
    own_scale = np.array([1 / options["word_weight"] if table.columns[at].startswith(PREFIX) else 0.0 for at in kept])
    weights = table.weights * _balance(table.levels, options["balance"])
    rows = Rows(matrix[:, kept], table.levels, table.alternatives, table.groups, weights, own_scale)
    with threadpool_limits(1):
        strength, logits, scores = _choose(rows, options, report)
        temperature = fit_temperature(logits, rows.levels)
        mean, scale, classifier = _regress(rows, strength, options["torn"])
    content = {
        "schema": models.SCHEMA,
        "name": options.get("name", "own"),
        "version": options.get("version", "1"),
        "classes": list(LEVELS),
        "temperature": temperature,
        "intercepts": classifier.intercept_.tolist(),
        "columns": [table.columns[at] for at in kept],
        "mean": mean.tolist(),
        "scale": scale.tolist(),
        "coefficients": classifier.coef_.tolist(),
        "recipe": {**options, "strength": strength, "held_out": scores},
        "corpora": [_describe(corpus) for corpus in corpora],
        "libraries": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    }
    content["digest"] = "sha256:" + hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return content


def _check(levels: Vector, groups: Vector) -> None:
    documents = len(set(groups.tolist()))
    if documents < _LEAST_DOCUMENTS:
        raise CorpusError(f"{documents} documents are too few to hold any out; label at least {_LEAST_DOCUMENTS}")
    absent = [level for at, level in enumerate(LEVELS) if not np.any(levels == at)]
    if absent:
        raise CorpusError(f"no paragraph is labelled {', '.join(absent)}; every level needs some")


def _balance(levels: Vector, power: float) -> Vector:
    """Weights that lift rare levels: (mean count / count) ** power, 0 leaves the natural mix, 1 evens it out."""
    counts = np.bincount(levels, minlength=len(LEVELS)).astype(float)
    factors = (counts.mean() / np.maximum(counts, 1)) ** power
    weights: Vector = factors[levels] / factors[levels].mean()
    return weights


def _regress(rows: Rows, strength: float, torn_share: float) -> tuple[Vector, Vector, LogisticRegression]:
    """Mean, scale and classifier; a paragraph torn between two levels counts for both, the second by ``torn_share``."""
    fixed = rows.own_scale > 0
    mean = np.where(fixed, 0.0, rows.matrix.mean(axis=0))
    scale = np.where(fixed, rows.own_scale, rows.matrix.std(axis=0))
    scale[scale == 0] = 1.0
    values = (rows.matrix - mean) / scale
    torn = rows.torn >= 0
    first = np.where(torn, 1 - torn_share, 1.0) * rows.weights
    classifier = LogisticRegression(C=strength, max_iter=2000, tol=1e-6)
    classifier.fit(
        np.vstack([values, values[torn]]),
        np.concatenate([rows.levels, rows.torn[torn]]),
        sample_weight=np.concatenate([first, torn_share * rows.weights[torn]]),
    )
    return mean, scale, classifier


def held_out_logits(rows: Rows, strength: float, torn_share: float, folds: int) -> Matrix:
    """Logits of every row by a model that did not see its document: (rows, levels)."""
    logits = np.zeros((len(rows.levels), len(LEVELS)))
    splitter = GroupKFold(n_splits=min(folds, len(set(rows.groups.tolist()))))
    for learn, test in splitter.split(rows.matrix, rows.levels, rows.groups):
        mean, scale, classifier = _regress(rows.take(learn), strength, torn_share)
        values = classifier.decision_function((rows.matrix[test] - mean) / scale)
        part = np.full((len(test), len(LEVELS)), -30.0)
        part[:, classifier.classes_] = values if values.ndim == 2 else np.column_stack([-values / 2, values / 2])
        logits[test] = part
    return logits


def _choose(rows: Rows, options: dict[str, Any], report: Progress) -> tuple[float, Matrix, dict[str, float]]:
    """The strength with the best held-out macro-F1 less log-loss, its logits and its figures."""
    best: tuple[float, float, Matrix, dict[str, float]] | None = None
    strengths, levels = options["strengths"], rows.levels
    for done, strength in enumerate(strengths, 1):
        logits = held_out_logits(rows, strength, options["torn"], options["folds"])
        scores = {
            "macro_f1": float(f1_score(levels, logits.argmax(1), average="macro", labels=range(len(LEVELS)))),
            "accuracy": float((logits.argmax(1) == levels).mean()),
            "log_loss": log_loss(logits, levels, fit_temperature(logits, levels)),
        }
        value = scores["macro_f1"] - scores["log_loss"]
        if best is None or value > best[0]:
            best = (value, strength, logits, scores)
        report("cross-validation", done, len(strengths))
    assert best is not None
    return best[1], best[2], best[3]


def log_loss(logits: Matrix, levels: Vector, temperature: float) -> float:
    """Mean negative log probability of the right level."""
    scaled = logits / temperature
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(levels)), levels]))


def fit_temperature(logits: Matrix, levels: Vector) -> float:
    """The temperature that gives held-out logits the least log-loss."""
    found = minimize_scalar(lambda power: log_loss(logits, levels, float(np.exp(power))), bounds=(-2.0, 2.5), method="bounded")
    return float(np.exp(found.x))


def _describe(corpus: Corpus) -> dict[str, Any]:
    labels = [label.level for document in corpus.documents for label in document.labels]
    return {
        "name": corpus.name,
        "digest": corpus.digest,
        "weight": corpus.weight,
        "documents": len(corpus.documents),
        "paragraphs": len(labels),
        "levels": {level: labels.count(level) for level in LEVELS},
    }
