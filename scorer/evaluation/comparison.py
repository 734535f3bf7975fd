"""Compare two models on the same labelled documents: figure by figure with doubt, and paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from scipy.stats import binomtest

from scorer.dataset import Corpus
from scorer.evaluation.cases import Progress, judge, model_of, note_cases, read_cases
from scorer.figures.bootstrap import COVERAGE, LEAST_DOCUMENTS, RESAMPLES, SEED, contrast, draw
from scorer.figures.definitions import HEADLINES, all_figures
from scorer.figures.judgements import ORDER, Case, Judgement
from scorer.figures.tallies import Tallies
from scorer.model import Model

TOLERANCE = 0.005
"""So much macro-F1 may be lost before B is called worse whatever the significance."""
SIGNIFICANT = 1 - COVERAGE
FAILING = ("macro_f1", "log_loss")
"""A significant loss in one of these fails a build that asks for it."""


class FigureRow(NamedTuple):
    """A figure of both, B less A, its interval, and p; ``rises``: more of it is better. None where undefined."""

    figure: str
    rises: bool
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None

    @property
    def verdict(self) -> str:
        """``better``, ``worse``, or empty where the difference is not significant."""
        if self.p is None or self.p >= SIGNIFICANT or not self.difference:
            return ""
        return "better" if (self.difference > 0) == self.rises else "worse"


class Change(NamedTuple):
    """A paragraph (``number`` is 1-based) that one of the two gets right and the other does not.

    ``levels`` are what A and B say; ``probabilities`` what each gives the labelled level, then the level A says, and the level
    B says.
    """

    case: Case
    level: str
    levels: tuple[str, str]
    of_label: tuple[float, float]
    of_own: tuple[float, float]


class Comparison(NamedTuple):
    """Two models, A and B, on the same documents. ``agreement`` counts paragraphs that both, only A, only B, and neither get
    right; ``p`` is McNemar's exact one, which takes paragraphs for independent, as the bootstrap does not.
    """

    a: dict[str, Any]
    b: dict[str, Any]
    documents: int
    figures: list[FigureRow]
    gained: list[Change]
    lost: list[Change]
    agreement: tuple[int, int, int, int]
    p: float
    resamples: int
    notes: list[str]

    @property
    def not_worse(self) -> bool:
        """Whether no headline figure is significantly worse by the paired bootstrap over documents (p < .05), and macro-F1 is
        not lower by more than .005. False where nothing can be told: one document, no resamples.
        """
        return not self.objections

    @property
    def objections(self) -> list[str]:
        """Why B cannot be called "not worse", a line each; empty where it can."""
        found = []
        if not self.resamples:
            found.append("the difference cannot be judged: no bootstrap from fewer than two documents or without resamples")
        for row in self.figures:
            if row.verdict == "worse":
                found.append(
                    f"{row.figure} is significantly worse: {row.a:.4f} to {row.b:.4f} "
                    f"({row.low:+.4f} to {row.high:+.4f}, p {row.p:.3f})"
                )
            elif row.figure == "macro_f1" and row.difference is not None and row.difference < -TOLERANCE:
                found.append(f"macro_f1 is lower by more than {TOLERANCE}: {row.a:.4f} to {row.b:.4f}")
        return found

    @property
    def fails(self) -> bool:
        """Whether B is significantly worse in one of ``FAILING``."""
        return any(row.figure in FAILING and row.verdict == "worse" for row in self.figures)


def compare(
    a: Model | Path | str | None,
    b: Model | Path | str | None,
    corpora: Iterable[Path | str | Corpus],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    texts: Path | str | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare model B with model A (objects, paths, ``default`` or None for the shipped one) on labelled corpora.

    Raises ``CorpusError`` and ``ModelError``.
    """
    models = model_of(a), model_of(b)
    cases = read_cases(corpora, texts)
    first, second = (judge(cases, model, progress) for model in models)
    labels = [case.label for case in cases.cases]
    ours, theirs = all_figures(labels, first), all_figures(labels, second)
    documents = int(cases.groups.max()) + 1
    draws = draw(documents, resamples, seed)
    samples = [{}, {}] if draws is None else [Tallies.of(cases, one).under(draws) for one in (first, second)]
    rows = []
    for figure, rises in HEADLINES.items():
        mine, other = ours[figure], theirs[figure]
        value = None if mine is None or other is None else other - mine
        step = contrast(value, samples[0][figure], samples[1][figure]) if draws is not None else (value, None, None, None)
        rows.append(FigureRow(figure, rises, mine, other, *step))
    changes = [_change(at, case, first, second) for at, case in enumerate(cases.cases)]
    gained = [one for one in changes if one.levels[0] != one.level == one.levels[1]]
    lost = [one for one in changes if one.levels[0] == one.level != one.levels[1]]
    both = sum(one.levels == (one.level, one.level) for one in changes)
    neither = len(changes) - both - len(gained) - len(lost)
    notes = note_cases(cases, A=models[0], B=models[1])
    if resamples and documents < LEAST_DOCUMENTS:
        notes.append("one document tells nothing of others: no intervals and no p; compare on more documents")
    return Comparison(
        models[0].about,
        models[1].about,
        documents,
        rows,
        gained,
        lost,
        (both, len(lost), len(gained), neither),
        float(binomtest(len(gained), len(gained) + len(lost)).pvalue) if gained or lost else 1.0,
        0 if draws is None else resamples,
        notes,
    )


def _change(at: int, case: Case, first: Judgement, second: Judgement) -> Change:
    level = ORDER.index(case.label.level)
    said = int(first.levels[at]), int(second.levels[at])
    return Change(
        case,
        case.label.level,
        (ORDER[said[0]], ORDER[said[1]]),
        (float(first.probabilities[at, level]), float(second.probabilities[at, level])),
        (float(first.probabilities[at, said[0]]), float(second.probabilities[at, said[1]])),
    )


def describe_change(change: Change, *, text: bool = False) -> dict[str, Any]:
    """A change as plain values; the text only where it is asked for."""
    case = change.case
    told = {
        "document": case.document,
        "paragraph": case.number,
        "labelled": change.level,
        "a": {"level": change.levels[0], "probability": change.of_own[0], "probability_of_label": change.of_label[0]},
        "b": {"level": change.levels[1], "probability": change.of_own[1], "probability_of_label": change.of_label[1]},
    }
    return told | ({"text": case.text} if text else {})


def describe_comparison(comparison: Comparison, *, text: bool = False) -> dict[str, Any]:
    """A comparison as plain values, fit for JSON; texts of paragraphs only where they are asked for."""
    both, only_a, only_b, neither = comparison.agreement
    return {
        "a": comparison.a,
        "b": comparison.b,
        "paragraphs": sum(comparison.agreement),
        "documents": comparison.documents,
        "resamples": comparison.resamples,
        "figures": {row.figure: {**row._asdict(), "verdict": row.verdict} for row in comparison.figures},
        "mcnemar": {"both": both, "only_a": only_a, "only_b": only_b, "neither": neither, "p": comparison.p},
        "gained": [describe_change(change, text=text) for change in comparison.gained],
        "lost": [describe_change(change, text=text) for change in comparison.lost],
        "not_worse": comparison.not_worse,
        "objections": comparison.objections,
        "notes": comparison.notes,
    }
