"""Train: labelled corpora to a model, the same bytes every time and for any number of workers.

A multinomial logistic regression over standardised features and words, from nothing or from an older model's weights, or any
scikit-learn classifier; strength and calibration are chosen by documents held out whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import joblib
import numpy as np
import scipy
import sklearn
from threadpoolctl import threadpool_limits

from scorer import model as models
from scorer.dataset import Corpus, Table, corpus_of, read_corpora, tabulate
from scorer.errors import CorpusError, ModelError
from scorer.estimators import make_estimator, pack_estimator, takes_weights
from scorer.features import PREFIX
from scorer.fitting.appraisal import appraise
from scorer.fitting.calibration import Calibration
from scorer.fitting.learners import (
    Borrowed,
    FromEstimator,
    FromNothing,
    FromWeights,
    Learner,
    Linear,
    Rows,
    Scaling,
)
from scorer.fitting.regression import Matrix
from scorer.fitting.sufficiency import check_enough
from scorer.fitting.validation import Progress, Validation, Vector, cautious, cross_validate
from scorer.recipes import DEFAULTS, EstimatorEntry, Recipe, read_recipe, shipped_recipe
from scorer.types import LEVELS

_WORTH_WORKERS = 1000
"""Paragraphs from which it pays to start workers."""
_NO_WORDS = 10**9


class Plan(NamedTuple):
    """How a model is made beside the recipe's options.

    ``groups`` are the feature groups, ``old`` a model whose weights are the start, ``nested`` measures by nested folds,
    ``studies`` adds ablation and learning curve, ``jobs`` is how many work.
    """

    groups: Collection[str] | None = None
    estimator: EstimatorEntry | None = None
    old: models.Model | None = None
    jobs: int = 1
    nested: bool = False
    studies: bool = False
    recipe: str = ""


class Trained(NamedTuple):
    """A model: the content of its file, its estimator as a skops file where it has one, and what held-out plots are made of.

    ``held_out`` are the confidence in each held-out paragraph and whether the likeliest level was right.
    """

    content: dict[str, Any]
    estimator: bytes = b""
    held_out: tuple[Vector, Vector] | None = None


def train_model(
    recipe: Path | str | None = None,
    texts: Path | str | None = None,
    corpora: Iterable[Path | str] = (),
    progress: Progress | None = None,
    *,
    start: Path | str | models.Model | None = None,
    jobs: int | None = None,
    store: Path | str | None = None,
    quick: bool = False,
) -> tuple[Trained, list[Corpus]]:
    """Train a model; nothing is written. Returns it with the corpora it was trained on.

    Without ``corpora`` the recipe's are read, those that are not shipped from ``texts``. ``start`` is an older model to refine
    (``default`` is the shipped one), ``store`` a folder that keeps features for the next time, ``quick`` leaves out ablation
    and learning curve. Raises ``CorpusError`` and ``ModelError``.
    """
    settings = read_recipe(recipe)
    old = _older(start, settings)
    if settings.estimator:
        _make(settings.estimator, settings.options)  # whatever is wrong with it is told before the work
    named = list(corpora)
    found = [corpus_of(path, texts=texts) for path in named] if named else read_corpora(settings, texts)
    report = progress or (lambda stage, done, total: None)
    workers = jobs or joblib.cpu_count()
    table = tabulate(found, lambda done, total: report("features", done, total), Path(store) if store else None, workers)
    options = settings.options
    if named and settings.path == shipped_recipe():
        options = {**options, "name": DEFAULTS["name"]}
    few = jobs is None and len(table.labels) < _WORTH_WORKERS
    plan = Plan(settings.groups, settings.estimator, old, 1 if few else workers, True, not quick, settings.path.name)
    return learn(table, found, options, report, plan), found


def _older(start: Path | str | models.Model | None, recipe: Recipe) -> models.Model | None:
    if start is None:
        return None
    if recipe.estimator:
        raise CorpusError(f"{recipe.estimator.where}: only the linear model can be refined; leave out --from or [estimator]")
    old = start if isinstance(start, models.Model) else models.load(None if start == "default" else start)
    if old.estimator is not None:
        raise ModelError(f"{start}: has no weights to start from, it is a {old.content['estimator']['class']}; train it anew")
    return old


def fit(
    table: Table, corpora: list[Corpus], options: dict[str, Any], report: Progress, plan: Plan | None = None
) -> dict[str, Any]:
    """The content of a linear model of a table. Raises ``CorpusError`` where there is too little to learn from."""
    return learn(table, corpora, options, report, plan or Plan()).content


def learn(table: Table, corpora: list[Corpus], options: dict[str, Any], report: Progress, plan: Plan) -> Trained:
    """A model of a table. Raises ``CorpusError`` where there is too little to learn from."""
    options = {**DEFAULTS, **options}
    warnings = check_enough(table, corpora, plan.old)
    rows, columns = learnable_rows(table, options, plan)
    learner = _learner(options, plan, columns)
    with threadpool_limits(1):
        validation = cross_validate(rows, learner, options, plan.jobs, report, nested=plan.nested)
        choice = validation.final if validation else cautious(learner)
        fitted = learner.learn(rows, choice.candidate, exact=True)
    content, estimator = _describe_fitted(fitted, choice.calibration, columns, options, plan)
    content["recipe"] = _describe_recipe(options, plan, choice.candidate)
    content["corpora"] = [_describe(corpus) for corpus in corpora]
    content["libraries"] = {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}
    content["digest"] = models.digest_content(content)
    card = appraise(rows, columns, table, corpora, learner, validation, options, plan.studies, plan.jobs, report)
    content["card"] = {"warnings": warnings, **card}
    return Trained(content, estimator, _held_out(validation, rows))


def _held_out(validation: Validation | None, rows: Rows) -> tuple[Vector, Vector] | None:
    if validation is None:
        return None
    return validation.probabilities.max(axis=1), validation.probabilities.argmax(axis=1) == rows.levels


def learnable_rows(table: Table, options: dict[str, Any], plan: Plan | None = None) -> tuple[Rows, list[str]]:
    """The rows to learn from, and their columns: those that occur often enough, or those of the older model."""
    plan = plan or Plan()
    if plan.old:
        table.columns = sorted(plan.old.columns, key=lambda column: column.startswith(PREFIX))
        dense, words = table.features, table.words
    else:
        table.learn_words(options["words"] or _NO_WORDS)
        if plan.groups is not None:
            table.keep_groups(plan.groups)
        dense, words = table.features, table.words
        often = (np.count_nonzero(dense, axis=0) >= options["least"]) & (np.ptp(dense, axis=0) > 0)
        number = words.getnnz(axis=0)
        telling = (number >= options["least"]) & (number < len(table.labels))
        kept = zip(table.columns, np.append(often, telling), strict=True)
        dense, words, table.columns = dense[:, often], words[:, telling], [column for column, wanted in kept if wanted]
        if not dense.shape[1]:
            raise CorpusError("no feature occurs often enough to learn from; label more paragraphs, or set a smaller `least`")
    return Rows(dense, words, table.levels, table.groups, _targets(table, options)), table.columns


def _targets(table: Table, options: dict[str, Any]) -> Matrix:
    """How much each row counts for each level: rare levels lifted, a paragraph torn between two counts for both."""
    levels, second = table.levels, table.alternatives
    weights = table.weights * _balance(levels, options["balance"])
    torn = second >= 0
    targets = np.zeros((len(levels), len(LEVELS)))
    targets[np.arange(len(levels)), levels] = np.where(torn, 1 - options["torn"], 1.0) * weights
    targets[np.flatnonzero(torn), second[torn]] += options["torn"] * weights[torn]
    return targets


def _balance(levels: Vector, power: float) -> Vector:
    """Weights that lift rare levels: (mean count / count) ** power, 0 leaves the mix as it is, 1 evens it out."""
    counts = np.bincount(levels, minlength=len(LEVELS)).astype(float)
    factors = (counts.mean() / np.maximum(counts, 1)) ** power
    weights: Vector = factors[levels] / factors[levels].mean()
    return weights


def _learner(options: dict[str, Any], plan: Plan, columns: list[str]) -> Learner:
    if plan.estimator:
        template = _make(plan.estimator, options)
        return FromEstimator(template, takes_weights(template), options["word_weight"], plan.estimator.where)
    if plan.old:
        return FromWeights(tuple(sorted(set(options["pulls"]))), _linear(plan.old, columns))
    return FromNothing(tuple(sorted(set(options["strengths"]))), options["word_weight"])


def _make(entry: EstimatorEntry, options: dict[str, Any]) -> Any:
    return make_estimator(entry.name, entry.parameters, options["seed"], entry.where, entry.where_parameters)


def _linear(old: models.Model, columns: list[str]) -> Linear:
    """An older model's weights for its columns, features first, with its temperature taken into them."""
    at = [old.columns.index(column) for column in columns]
    width = sum(not column.startswith(PREFIX) for column in columns)
    mean, scale = np.array(old.content["mean"])[at], np.array(old.content["scale"])[at]
    coefficients = np.array(old.content["coefficients"])[:, at]
    word = float(scale[width]) if width < len(at) else 1.0
    offsets = (coefficients[:, width:] * (mean / scale)[width:]).sum(axis=1)
    coefficients = np.hstack([coefficients[:, :width], coefficients[:, width:] * (word / scale[width:])])
    weights = np.vstack([coefficients.T, np.array(old.content["intercepts"]) - offsets]) / old.temperature
    return Linear(Scaling(mean[:width], scale[:width], word), weights)


def _describe_fitted(
    fitted: Any, calibration: Calibration, columns: list[str], options: dict[str, Any], plan: Plan
) -> tuple[dict[str, Any], bytes]:
    """What a model file says of a fitted model, and its skops file if it is not linear."""
    words = len(columns) - len(fitted.scaling.mean)
    content: dict[str, Any] = {
        "schema": models.SCHEMA,
        "name": options["name"],
        "version": options["version"],
        "classes": list(LEVELS),
        "temperature": 1.0,
        "columns": columns,
        "mean": [*fitted.scaling.mean.tolist(), *[0.0] * words],
        "scale": [*fitted.scaling.scale.tolist(), *[fitted.scaling.word] * words],
    }
    plain = options["calibration"] == "temperature"
    slopes, offsets = calibration
    if plain:
        content["temperature"] = float(1 / slopes[0])
        slopes = np.ones(len(LEVELS))
    if isinstance(fitted, Borrowed):
        assert plan.estimator
        packed = pack_estimator(fitted.estimator)
        digest = "sha256:" + hashlib.sha256(packed).hexdigest()
        content["estimator"] = {"class": plan.estimator.name, "parameters": plan.estimator.parameters, "digest": digest}
        content["estimator"] |= {} if plain else {"slopes": slopes.tolist(), "offsets": offsets.tolist()}
        return content, packed
    content["intercepts"] = (fitted.weights[-1] * slopes + offsets).tolist()
    content["coefficients"] = (fitted.weights[:-1] * slopes).T.tolist()
    return content, b""


def _describe_recipe(options: dict[str, Any], plan: Plan, strength: float) -> dict[str, Any]:
    """The options that made the model, without those that other ways of learning have."""
    unused = {"name", "version", "frozen", *(("strengths", "words", "word_weight", "least") if plan.old else ("pulls",))}
    if plan.estimator:
        unused.add("strengths")
    kept = {name: value for name, value in options.items() if name not in unused}
    if not plan.estimator:
        kept["strength"] = strength
    if plan.groups is not None:
        kept["groups"] = list(plan.groups)
    if plan.old:
        kept["from"] = plan.old.about
    return kept


def _describe(corpus: Corpus) -> dict[str, Any]:
    labels = [label.level for document in corpus.documents for label in document.labels]
    found = {
        "name": corpus.name,
        "digest": corpus.digest,
        "licence": corpus.licence,
        "weight": corpus.weight,
        "documents": len(corpus.documents),
        "paragraphs": len(labels),
        "levels": {level: labels.count(level) for level in LEVELS},
    }
    return found | ({"natural": corpus.natural} if corpus.natural else {})
