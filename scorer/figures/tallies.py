"""Every figure under any resample of the documents, fast: counted once a document, then added up as often as it was drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from scorer.corpora import Label
from scorer.figures.definitions import grades, ordinal_levels
from scorer.figures.judgements import BACKGROUND, ORDER, Cases, Judgement, Matrix, Vector
from scorer.presence import FAMILIES

_BINS = 10
_CHUNK = 2_000_000
_WEIGHTS = (np.arange(4)[:, None] - np.arange(4)[None, :]) ** 2 / 9


class Tallies:
    """Counts of one judge on labelled paragraphs, from which the figures of any resample follow.

    ``gold`` are the labelled levels as indices into ``ORDER``, ``groups`` the document of each paragraph counted from 0,
    ``labels`` the whole labels, wanted where the judge tells kinds and cues, too.

    ``scorer.evaluation`` has the definitions; with every document drawn once both give the same.
    """

    def __init__(self, gold: Vector, groups: Vector, judgement: Judgement, labels: Sequence[Label] = ()):
        guess, chances = judgement.levels, judgement.probabilities
        self._groups = groups
        self._documents = int(self._groups.max()) + 1
        need = gold != BACKGROUND
        rows = np.arange(len(gold))
        confidence = chances[rows, guess]
        bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
        four = chances[:, :4] / np.maximum(chances[:, :4].sum(1, keepdims=True), 1e-12)
        steps = np.cumsum(four, axis=1) - np.cumsum(np.eye(5)[gold][:, :4], axis=1)
        self._confusion = self._add(np.eye(25)[gold * 5 + guess])
        self._ranked = self._add(np.eye(16)[np.where(need, gold, 0) * 4 + ordinal_levels(judgement)] * need[:, None])
        self._sums = self._add(
            np.column_stack(
                [
                    -np.log(np.maximum(chances[rows, gold], 1e-12)),
                    ((chances - np.eye(5)[gold]) ** 2).sum(1),
                    (steps**2).sum(1) / 3 * need,
                    need,
                ]
            )
        )
        self._gaps = self._add(np.eye(_BINS)[bins] * ((guess == gold) - confidence)[:, None])
        self._by_value = _Sorted(grades(chances)[need], gold[need], self._groups[need])
        risk = chances[:, 0] + chances[:, 1]
        self._by_risk = _Sorted(-risk, np.isin(gold, (0, 1)).astype(int), self._groups)
        self._kinds = self._count_kinds(labels, judgement)
        self._families = self._count_families(labels, judgement)

    @classmethod
    def of(cls, cases: Cases, judgement: Judgement) -> Tallies:
        """Those of labelled cases."""
        return cls(cases.gold, cases.groups, judgement, [case.label for case in cases.cases])

    def under(self, draws: Matrix) -> dict[str, Matrix]:
        """Figures by name, one value a resample (NaN where undefined); ``draws`` is (resamples, documents).

        A figure within a figure is named with a dot: ``class_f1.weak``.
        """
        found: dict[str, Any] = {}
        with np.errstate(divide="ignore", invalid="ignore"), threadpool_limits(1):
            self._confused(draws, found)
            ranked = (draws @ self._ranked).reshape(-1, 4, 4)
            chance = ranked.sum(2)[:, :, None] * ranked.sum(1)[:, None, :] / ranked.sum((1, 2))[:, None, None]
            found["quadratic_kappa"] = 1 - (ranked * _WEIGHTS).sum((1, 2)) / (chance * _WEIGHTS).sum((1, 2))
            number = (draws @ self._confusion).sum(1)
            log_loss, brier, steps, need = (draws @ self._sums).T
            found["log_loss"], found["brier"] = log_loss / number, brier / number
            found["ranked_probability_score"] = steps / need
            found["ece"] = np.abs(draws @ self._gaps).sum(1) / number
            found["concordance"] = np.concatenate([_concordances(*part) for part in self._by_value.under(draws)])
            found["ap_needs_checking"] = np.concatenate([_average_precisions(*part) for part in self._by_risk.under(draws)])
            if self._kinds is not None:
                right, due, seen = np.moveaxis((draws @ self._kinds).reshape(len(draws), 3, -1), 1, 0)
                found["kind_accuracy"] = right.sum(1) / due.sum(1)
                found["kind_macro_f1"] = _mean_where(2 * right / (due + seen), due > 0)
            if self._families is not None:
                counts = (draws @ self._families).reshape(len(draws), 3, -1)
                for at, family in enumerate(FAMILIES):
                    right, seen, due = counts[:, :, at].T
                    found[f"cue_f1.{family}"] = 2 * right / (seen + due)
        return found

    def _confused(self, draws: Matrix, found: dict[str, Any]) -> None:
        table = (draws @ self._confusion).reshape(-1, 5, 5)
        right, due, seen = table.diagonal(axis1=1, axis2=2), table.sum(2), table.sum(1)
        f1 = 2 * right / (due + seen)
        found["accuracy"] = right.sum(1) / due.sum(1)
        found["macro_f1"] = np.nan_to_num(f1).mean(1)
        found["macro_f1_present"] = _mean_where(f1, due > 0)
        for at, level in enumerate(ORDER):
            found[f"class_f1.{level}"] = f1[:, at]
            found[f"class_precision.{level}"] = right[:, at] / seen[:, at]
            found[f"class_recall.{level}"] = right[:, at] / due[:, at]

    def _add(self, values: Matrix) -> Matrix:
        """Sums over the paragraphs of each document: (documents, columns)."""
        sums = np.zeros((self._documents, values.shape[1]))
        np.add.at(sums, self._groups, values)
        return sums

    def _count_kinds(self, labels: Sequence[Label], judgement: Judgement) -> Matrix | None:
        """Of every labelled kind in each document, how many are right, due, and found; flat, in this order."""
        if judgement.kinds is None:
            return None
        due = [label.kind if label.level not in ("background", "unsupported") else "" for label in labels]
        names = sorted({kind for kind in due if kind})
        if not names:
            return None
        wanted = np.array([[kind == name for name in names] for kind in due])
        pairs = zip(due, judgement.kinds, strict=True)
        found = np.array([[bool(kind) and said == name for name in names] for kind, said in pairs])
        return self._add(np.hstack([wanted & found, wanted, found]).astype(float))

    def _count_families(self, labels: Sequence[Label], judgement: Judgement) -> Matrix | None:
        if judgement.families is None:
            return None
        due = np.array([[bool(label.cues.get(family)) for family in FAMILIES] for label in labels])
        seen = np.array([[family in shown for family in FAMILIES] for shown in judgement.families])
        return self._add(np.hstack([due & seen, seen, due]).astype(float))


class _Sorted:
    """Paragraphs in the order of a value, equal ones in one run."""

    def __init__(self, values: Matrix, labels: Vector, groups: Vector):
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        self.labels, self._groups = labels[order], groups[order]
        firsts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, int)
        self.starts = firsts
        lasts = np.r_[firsts[1:], len(ordered)] if len(firsts) else firsts
        self.ends = lasts

    def under(self, draws: Matrix) -> Iterator[tuple[_Sorted, Matrix]]:
        """The weight of each paragraph, a few resamples at a time: (resamples, paragraphs)."""
        size = max(1, _CHUNK // max(len(self.labels), 1))
        for at in range(0, len(draws), size):
            yield self, draws[at : at + size][:, self._groups]


def _concordances(rows: _Sorted, weights: Matrix) -> Matrix:
    right = np.zeros(len(weights))
    pairs = np.zeros(len(weights))
    for high in range(1, 4):
        lower, upper = weights * (rows.labels < high), weights * (rows.labels == high)
        sums = np.cumsum(np.hstack([np.zeros((len(weights), 1)), lower]), axis=1)
        below, until = sums[:, rows.starts], sums[:, rows.ends]
        runs = np.add.reduceat(upper, rows.starts, axis=1) if len(rows.starts) else upper
        right += (runs * (below + until) / 2).sum(1)
        pairs += lower.sum(1) * upper.sum(1)
    return right / pairs


def _average_precisions(rows: _Sorted, weights: Matrix) -> Matrix:
    hits = np.cumsum(weights * rows.labels, axis=1)[:, rows.ends - 1]
    seen = np.cumsum(weights, axis=1)[:, rows.ends - 1]
    precision = np.where(seen > 0, hits / np.maximum(seen, 1), 0.0)
    gained = np.diff(hits, axis=1, prepend=0.0)
    result: Matrix = (gained * precision).sum(1) / hits[:, -1]
    return result


def _mean_where(values: Matrix, where: Vector) -> Matrix:
    means: Matrix = np.where(where, np.nan_to_num(values), 0.0).sum(1) / where.sum(1)
    return means
