"""How far two readers agree: Krippendorff's alpha, Cohen's kappa, and what they confuse. Pure functions over labels.

Alpha after K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections C to E.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from scorer.corpora import LabelledDocument
from scorer.types import LEVELS

Numbers = np.ndarray[Any, np.dtype[np.float64]]

METRICS = ("nominal", "ordinal", "interval")
RESAMPLES = 1000
_FIGURES = ("agreement", "alpha_ordinal", "alpha_nominal", "kappa_background", "kappa_levels")


def krippendorff_alpha(ratings: Any, metric: str = "nominal") -> float | None:
    """Alpha of ratings (readers × units), NaN where a reader gave none; None where it is not defined.

    1 is agreement, 0 what chance would give. Not defined where fewer than two ratings can be paired or all are the same.
    Raises ``ValueError`` for a metric that is none of ``METRICS``.
    """
    table = np.asarray(ratings, dtype=np.float64)
    values = np.unique(table[~np.isnan(table)])
    counts = (table[None, :, :] == values[:, None, None]).sum(axis=1).astype(np.float64)
    pairable = counts.sum(axis=0) >= 2
    counts = counts[:, pairable]
    shares = counts / np.maximum(counts.sum(axis=0) - 1, 1)
    coincidences = shares @ counts.T - np.diag(shares.sum(axis=1))
    return _defined(alpha_of_coincidences(coincidences, metric, values))


def alpha_of_coincidences(coincidences: Any, metric: str = "nominal", values: Any = None) -> Numbers:
    """Alpha of coincidence matrices (…, values, values), NaN where it is not defined.

    The cell of two values counts how often they meet in a unit, each unit weighed by 1 / (its ratings − 1); of two readers
    it is their confusion matrix plus its transpose. ``values`` are the numbers the interval metric takes (default 0, 1, …).
    """
    observed = np.asarray(coincidences, dtype=np.float64)
    sums = observed.sum(axis=-1)
    total = sums.sum(axis=-1)
    distance = _distance(sums, metric, values)
    expected = (sums[..., :, None] * sums[..., None, :] * distance).sum(axis=(-2, -1))
    disagreement = (observed * distance).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * disagreement / expected, np.nan)


def _distance(sums: Numbers, metric: str, values: Any) -> Numbers:
    """Squared differences between values; the ordinal one counts the ratings that lie between two ranks."""
    if metric == "nominal":
        return 1 - np.eye(sums.shape[-1])
    if metric == "ordinal":
        places = np.cumsum(sums, axis=-1) - sums / 2
    elif metric == "interval":
        places = np.arange(sums.shape[-1], dtype=np.float64) if values is None else np.asarray(values, dtype=np.float64)
    else:
        raise ValueError(f"metric {metric!r} is none of {', '.join(METRICS)}")
    difference: Numbers = places[..., :, None] - places[..., None, :]
    return difference**2


def cohen_kappa(confusion: Any) -> Numbers:
    """Cohen's kappa of confusion matrices (…, classes, classes), NaN where chance alone would agree (Cohen 1960)."""
    counts = np.asarray(confusion, dtype=np.float64)
    total = counts.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = np.trace(counts, axis1=-2, axis2=-1) / total
        chance = (counts.sum(axis=-1) * counts.sum(axis=-2)).sum(axis=-1) / total**2
        return np.where(chance < 1, (seen - chance) / (1 - chance), np.nan)


def measure_agreement(documents: Sequence[LabelledDocument], resamples: int = RESAMPLES) -> dict[str, Any]:
    """How far the first and the ``second`` labels of documents agree; paragraphs that lack either count for nothing.

    Returns ``documents`` and ``paragraphs`` read twice; ``agreement`` (share of the same level); ``alpha_ordinal`` over the
    four levels where both readers say a source is needed; ``alpha_nominal`` over all five; ``kappa_background`` (Cohen,
    background against the rest); ``kappa_levels`` (Cohen, all five); ``intervals`` of each (95 %, percentile bootstrap over
    documents, drawn by a fixed seed); ``confusion`` (rows: first reader); ``by_genre``. A figure that is not defined is None.
    """
    counted = [(document, table) for document in documents if (table := _confusion(document)).any()]
    tables = np.array([table for _, table in counted]).reshape(-1, len(LEVELS), len(LEVELS))
    genres: dict[str, list[int]] = defaultdict(list)
    for at, (document, _) in enumerate(counted):
        genres[document.genre or document.corpus].append(at)
    whole = tables.sum(axis=0)
    return {
        "documents": len(counted),
        "paragraphs": int(whole.sum()),
        **{name: _defined(figure) for name, figure in _figures(whole).items()},
        "intervals": _intervals(tables, resamples),
        "resamples": resamples,
        "confusion": {"rows": list(LEVELS), "matrix": whole.astype(int).tolist()},
        "by_genre": {genre: _of_genre(tables[places]) for genre, places in sorted(genres.items())},
    }


def _confusion(document: LabelledDocument) -> Numbers:
    """Levels of the first reader (rows) against those of the second."""
    table = np.zeros((len(LEVELS), len(LEVELS)))
    for first, second in zip(document.labels, document.second, strict=False):
        if first.level in LEVELS and second.level in LEVELS:
            table[LEVELS.index(first.level), LEVELS.index(second.level)] += 1
    return table


def _figures(confusion: Numbers) -> dict[str, Numbers]:
    """The figures of confusion matrices (…, 5, 5), NaN where they are not defined."""
    needed = confusion[..., 1:, 1:]
    rest = needed.sum(axis=(-2, -1))
    background = confusion[..., 0, 0]
    first, second = confusion[..., 0, 1:].sum(axis=-1), confusion[..., 1:, 0].sum(axis=-1)
    binary = np.stack([np.stack([background, first], axis=-1), np.stack([second, rest], axis=-1)], axis=-2)
    with np.errstate(divide="ignore", invalid="ignore"):
        agreement = np.trace(confusion, axis1=-2, axis2=-1) / confusion.sum(axis=(-2, -1))
    ordinal = alpha_of_coincidences(needed + np.swapaxes(needed, -2, -1), "ordinal")
    nominal = alpha_of_coincidences(confusion + np.swapaxes(confusion, -2, -1))
    return dict(zip(_FIGURES, (agreement, ordinal, nominal, cohen_kappa(binary), cohen_kappa(confusion)), strict=True))


def _intervals(tables: Numbers, resamples: int) -> dict[str, list[float] | None]:
    """Percentile intervals over documents drawn with replacement; None where fewer than two documents leave nothing to draw."""
    if len(tables) < 2 or resamples < 1:
        return dict.fromkeys(_FIGURES)
    chance = np.random.default_rng(zlib.crc32(b"agreement"))
    drawn = chance.multinomial(len(tables), np.full(len(tables), 1 / len(tables)), size=resamples).astype(np.float64)
    figures = _figures(np.tensordot(drawn, tables, axes=1))
    return {name: _interval(figure[~np.isnan(figure)]) for name, figure in figures.items()}


def _interval(figures: Numbers) -> list[float] | None:
    return [float(bound) for bound in np.percentile(figures, [2.5, 97.5])] if len(figures) else None


def _of_genre(tables: Numbers) -> dict[str, Any]:
    whole = tables.sum(axis=0)
    figures = {name: _defined(figure) for name, figure in _figures(whole).items()}
    return {"documents": len(tables), "paragraphs": int(whole.sum()), **figures}


def _defined(figure: Any) -> float | None:
    return None if np.isnan(figure) else float(figure)
