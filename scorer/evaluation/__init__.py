"""Evaluate a model on labelled documents: the figures of the model card, by fixed definitions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scorer.corpora import Label
from scorer.dataset import Corpus, read_recipe
from scorer.evaluation.cases import Progress, judge, judgement_of, model_of, note_cases, read_cases, score_cases
from scorer.figures.bootstrap import COVERAGE, LEAST_DOCUMENTS, RESAMPLES, SEED, draw, interval
from scorer.figures.definitions import all_figures, grades
from scorer.figures.judgements import Cases, Judgement, Matrix
from scorer.figures.slices import slice_up
from scorer.figures.tallies import Tallies
from scorer.model import Model
from scorer.plots import prepare_folder, save_evaluation
from scorer.types import Score

Pairs = tuple[list[Label], list[Score | None]]
"""Labels, and the scores of the same paragraphs; None where no score was returned."""

def evaluate(
    model: Model | Path | str | None,
    corpora: Iterable[Path | str | Corpus],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    baselines: bool = False,
    recipe: Path | str | None = None,
    texts: Path | str | None = None,
    plots: Path | str | None = None,
    plot_format: str = "svg",
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Figures of a model (object, path, ``default`` or None for the shipped one) on labelled corpora.

    Returns accuracy, macro-F1, precision, recall, F1 and support by class, quadratic kappa and concordance over paragraphs
    that need a source, average precision for "needs checking", expected calibration error (10 bins), log-loss, Brier score,
    ranked probability score, kind accuracy, cue F1 by family, and the confusion matrix; ``intervals`` of them (95 %,
    percentile bootstrap over documents, empty where ``resamples`` is 0 or there is one document); ``slices``; with
    ``baselines`` those of ``scorer.evaluation.baselines``, learned from the recipe's corpora. A figure that is undefined is None.
    With ``plots`` they are drawn into that folder. Raises ``CorpusError``, ``ModelError``, and ``ScorerError`` where nothing
    can be drawn.
    """
    settings = read_recipe(recipe) if baselines else None
    folder = None if plots is None else prepare_folder(plots)
    chosen = model_of(model)
    cases = read_cases(corpora, texts)
    judgement = judge(cases, chosen, progress)
    result = figures_of(cases, judgement) | {"model": chosen.about}
    draws = draw(result["documents"], resamples, seed)
    result["bootstrap"] = {"resamples": 0 if draws is None else resamples, "seed": seed, "coverage": COVERAGE}
    result["intervals"] = {} if draws is None else intervals_of(Tallies.of(cases, judgement).under(draws))
    result["slices"] = slice_up(cases, judgement)
    result["notes"] = note_cases(cases, model=chosen) + note_figures(result, resamples)
    if folder is not None:
        scores = grades(judgement.probabilities)
        drawn = save_evaluation(
            folder, plot_format, cases.gold, judgement.probabilities, judgement.levels, scores, chosen.content
        )
        result["plots"] = [str(path) for path in drawn]
    if settings is not None:
        from scorer.evaluation.baselines import compare_baselines

        result["baselines"], told = compare_baselines(cases, judgement, draws, settings, texts, progress)
        result["notes"] += told
    return result


def score_labelled(model: Model | Path | str | None, corpora: Iterable[Path | str | Corpus]) -> Pairs:
    """The labels of labelled corpora, and a model's scores of the same paragraphs."""
    cases = read_cases(corpora)
    return [case.label for case in cases.cases], score_cases(cases, model_of(model))


def figures_of(cases: Cases, judgement: Judgement) -> dict[str, Any]:
    """All figures of a judgement, with the numbers of what was judged."""
    counts = {"paragraphs": len(cases.cases), "documents": int(cases.groups.max()) + 1, "unlabelled": cases.unlabelled}
    return counts | all_figures([case.label for case in cases.cases], judgement)


def figures_of_scores(labels: list[Label], scores: list[Score | None]) -> dict[str, Any]:
    """All figures from labels and scores of the same paragraphs; a paragraph without score counts as background."""
    return {"paragraphs": len(labels)} | all_figures(labels, judgement_of(scores))


def intervals_of(samples: dict[str, Matrix]) -> dict[str, Any]:
    """The interval of every figure that has one, ``[low, high]``, in the order and nesting of the figures."""
    found: dict[str, Any] = {}
    for name, values in samples.items():
        if ends := interval(values):
            outer, _, inner = name.partition(".")
            if inner:
                found.setdefault(outer, {})[inner] = list(ends)
            else:
                found[outer] = list(ends)
    return found


def note_figures(result: dict[str, Any], resamples: int) -> list[str]:
    """What a reader of the figures must know, a line each."""
    notes = []
    absent = [level for level, number in result["support"].items() if not number]
    if absent:
        notes.append(
            f"no paragraph is labelled {', '.join(absent)}: macro_f1 counts all five levels, macro_f1_present the labelled ones"
        )
    if resamples and result["documents"] < LEAST_DOCUMENTS:
        notes.append("one document tells nothing of others: no intervals; evaluate on more documents")
    return notes
