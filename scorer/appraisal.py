"""How good a model is, as its card tells it: held-out figures with their doubt, calibration, and the studies."""

from __future__ import annotations

import math
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from scorer.calibration import calibration_error, reliability
from scorer.dataset import Corpus, Table
from scorer.judging import Judge, intervals
from scorer.learners import FromEstimator, FromNothing, Learner, Rows
from scorer.studies import draw_learning_curve, leave_out_groups
from scorer.validation import Progress, Validation

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
    judge = Judge(validation.probabilities, rows.levels)
    whole = judge.all_figures()
    doubt = intervals(judge.figures, rows.groups, seed)
    names = np.array([place[0] for place in table.places])
    parts = {}
    for name in dict.fromkeys(names.tolist()):
        at = np.flatnonzero(names == name)
        probabilities = validation.probabilities[at]
        part = Judge(probabilities, rows.levels[at]).figures()
        parts[name] = {"paragraphs": len(at), **part, "ece": calibration_error(probabilities, rows.levels[at])}
    return {
        "held_out": {name: [value, *doubt.get(name, ())] for name, value in whole.items()},
        "levels": judge.by_level(),
        "corpora": parts if len(parts) > 1 else {},
        "folds": len(validation.folds),
        "chosen": [choice.candidate for choice in validation.choices],
        "reliability": [list(row) for row in reliability(validation.probabilities, rows.levels)],
    }


def _measure_agreement(corpora: list[Corpus]) -> dict[str, Any]:
    """How far first and second labels agree, where documents were read twice."""
    documents = [document for corpus in corpora for document in corpus.documents if document.second]
    if not documents or find_spec("scorer.agreement") is None:
        return {}
    found = import_module("scorer.agreement").measure_agreement(documents)
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
