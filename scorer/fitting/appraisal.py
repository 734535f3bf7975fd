"""How good a model is, as its card tells it: held-out figures with their doubt, calibration, and the studies."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from scorer.agreement import measure_agreement
from scorer.dataset import Corpus, Table
from scorer.figures.bootstrap import draw, interval
from scorer.figures.definitions import HEADLINES, level_figures
from scorer.figures.judgements import Judgement, gold_from, judgement_from
from scorer.figures.tallies import Tallies
from scorer.fitting.calibration import reliability
from scorer.fitting.learners import FromEstimator, FromNothing, Learner, Rows
from scorer.fitting.studies import draw_learning_curve, leave_out_groups
from scorer.fitting.validation import Progress, Validation, Vector
from scorer.types import LEVELS

_DIGITS = 4


def appraise(
    rows: Rows,
    columns: list[str],
    table: Table,
    corpora: list[Corpus],
    learner: Learner,
    validation: Validation | None,
    options: dict[str, Any],
    studies: bool,
    jobs: int,
    report: Progress,
) -> dict[str, Any]:
    """What the card tells beside the data and the recipe; little where nothing could be held out."""
    found: dict[str, Any] = {}
    if validation is not None:
        found = _measure(rows, table, validation, options["seed"])
        if studies and isinstance(learner, FromNothing):
            choice, folds = validation.final, validation.folds
            found["ablation"] = leave_out_groups(rows, columns, learner, choice, folds, jobs, report)
        if studies and not isinstance(learner, FromEstimator):
            found["curve"] = draw_learning_curve(
                rows, learner, validation.final, validation.folds, options["seed"], jobs, report
            )
    if agreement := _measure_agreement(corpora):
        found["agreement"] = agreement
    rounded: dict[str, Any] = _rounded(found)
    return rounded


def _measure(rows: Rows, table: Table, validation: Validation, seed: int) -> dict[str, Any]:
    gold, judgement = gold_from(rows.levels), judgement_from(validation.probabilities)
    whole = level_figures(gold, judgement.probabilities, judgement.levels)
    doubt = _intervals(gold, rows.groups, judgement, seed)
    names = np.array([place[0] for place in table.places])
    parts = {}
    for name in dict.fromkeys(names.tolist()):
        at = np.flatnonzero(names == name)
        found = level_figures(gold[at], judgement.probabilities[at], judgement.levels[at])
        parts[name] = {"paragraphs": len(at), **{figure: found[figure] for figure in HEADLINES}}
    return {
        "held_out": {name: [whole[name], *doubt.get(name, ())] for name in HEADLINES},
        "levels": {
            level: {
                "precision": whole["class_precision"][level],
                "recall": whole["class_recall"][level],
                "f1": whole["class_f1"][level],
                "paragraphs": whole["support"][level],
            }
            for level in LEVELS
        },
        "corpora": parts if len(parts) > 1 else {},
        "folds": len(validation.folds),
        "chosen": [choice.candidate for choice in validation.choices],
        "reliability": [list(row) for row in reliability(validation.probabilities, rows.levels)],
    }


def _intervals(gold: Vector, documents: Vector, judgement: Judgement, seed: int) -> dict[str, tuple[float, float]]:
    groups = np.unique(documents, return_inverse=True)[1]
    draws = draw(int(groups.max()) + 1, seed=seed)
    if draws is None:
        return {}
    samples = Tallies(gold, groups, judgement).under(draws)
    return {name: ends for name in HEADLINES if (ends := interval(samples[name]))}


def _measure_agreement(corpora: list[Corpus]) -> dict[str, Any]:
    """How far first and second labels agree, where documents were read twice."""
    documents = [document for corpus in corpora for document in corpus.documents if document.second]
    if not documents:
        return {}
    found = measure_agreement(documents)
    wanted = ("documents", "paragraphs", "agreement", "alpha_ordinal", "alpha_nominal", "kappa_background", "kappa_levels")
    return {name: found[name] for name in (*wanted, "intervals") if name in found}


def _rounded(value: Any) -> Any:
    """Numbers to four digits, None for what is undefined: more would only make diffs longer."""
    if isinstance(value, float):
        return round(value, _DIGITS) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value
