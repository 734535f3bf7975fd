"""Plots of an evaluation as SVG or PNG by matplotlib, the same bytes for the same figures; colours by Okabe and Ito (2008)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import numpy as np

from scorer.errors import ScorerError
from scorer.types import LEVELS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Drawn = ParamSpec("Drawn")
FORMATS = ("svg", "png")
ORDER = (*LEVELS[1:], LEVELS[0])
COLOURS = dict(zip(ORDER, ("#D55E00", "#E69F00", "#56B4E9", "#0072B2", "#8A8A8A"), strict=True))
_INK, _FAINT, _BLUE, _RED = "#222222", "#BBBBBB", "#0072B2", "#D55E00"
_BINS = 10
_STYLE: Any = {
    "svg.hashsalt": "scorer", "font.family": "DejaVu Sans", "font.size": 10.0, "axes.titlesize": 11.0, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": _INK,
    "axes.labelcolor": _INK, "text.color": _INK, "xtick.color": _INK, "ytick.color": _INK, "savefig.dpi": 144.0,
}  # fmt: skip
_METADATA: Any = {"svg": {"Date": None, "Creator": "scorer"}, "png": {"Software": "scorer"}}


def require_matplotlib() -> None:
    """Raises ``ScorerError`` where matplotlib is missing."""
    try:
        import matplotlib as _  # noqa: F401
    except ImportError:
        raise ScorerError("plots need matplotlib, which is not installed; pip install 'attribution-scorer[plots]'") from None


def prepare_folder(folder: Path | str) -> Path:
    """The folder, made if need be. Raises ``ScorerError`` where nothing can be drawn or written there."""
    require_matplotlib()
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScorerError(f"{path}: cannot be made a folder ({error.strerror}); try another place for --plots") from None
    if not os.access(path, os.W_OK):
        raise ScorerError(f"{path}: cannot be written to; try another place for --plots")
    return path


def _styled(draw: Callable[Drawn, Figure]) -> Callable[Drawn, Figure]:
    """Draw in the style of all plots. Raises ``ScorerError`` where matplotlib is missing."""

    @wraps(draw)
    def drawn(*args: Drawn.args, **options: Drawn.kwargs) -> Figure:
        require_matplotlib()
        import matplotlib

        with matplotlib.rc_context(_STYLE):
            return draw(*args, **options)

    return drawn


def save_plot(figure: Figure, path: Path | str) -> Path:
    """Write a plot; the ending of the path, ``.svg`` or ``.png``, says the format."""
    import matplotlib

    path = Path(path)
    form = path.suffix.removeprefix(".")
    if form not in FORMATS:
        raise ScorerError(f"{path}: plots are written as {' or '.join(FORMATS)}; give such an ending")
    with matplotlib.rc_context(_STYLE):
        figure.savefig(path, format=form, metadata=_METADATA[form])
    return path


def save_evaluation(
    folder: Path | str, form: str, gold: Any, probabilities: Any, guess: Any, scores: Any, content: Mapping[str, Any]
) -> list[Path]:
    """All plots of an evaluation, as files in a folder: reliability, confusion, scores, and coefficients where a model has some.

    ``gold`` and ``guess`` are indices into ``ORDER``, ``probabilities`` (n, 5) in that order, ``scores`` (n,), 0 to 1;
    ``content`` is that of the model file. Raises ``ScorerError``.
    """
    folder = prepare_folder(folder)
    matrix = np.zeros((len(ORDER), len(ORDER)), dtype=int)
    np.add.at(matrix, (gold, guess), 1)
    plots = {
        "reliability": draw_reliability(probabilities[np.arange(len(guess)), guess], guess == gold),
        "confusion": draw_confusion(matrix),
        "scores": draw_scores(scores, gold),
    }
    if {"classes", "columns", "coefficients"} <= content.keys():
        plots["coefficients"] = draw_coefficients(content)
    return [save_plot(figure, folder / f"{name}.{form}") for name, figure in plots.items()]


@_styled
def draw_reliability(confidence: Any, right: Any) -> Figure:
    """How often the likeliest level is right, by how sure the model is: (n,) each; bars are 95 % Wilson intervals."""
    from scipy.stats import binomtest

    places = np.minimum((np.asarray(confidence) * _BINS).astype(int), _BINS - 1)
    figure, (above, below) = _new(2, 1, (5.2, 5.6), height_ratios=(4, 1), sharex=True)
    above.plot([0, 1], [0, 1], color=_FAINT, linestyle="--", linewidth=1, label="perfectly calibrated")
    centres, shares, ends, gap = [], [], [], 0.0
    for at in sorted(set(places.tolist())):
        inside = places == at
        number, hits = int(inside.sum()), int(np.asarray(right)[inside].sum())
        ends.append(binomtest(hits, number).proportion_ci(method="wilson"))
        centres.append(float(np.asarray(confidence)[inside].mean()))
        shares.append(hits / number)
        gap += abs(centres[-1] - shares[-1]) * number / len(places)
    errors = [[share - end.low for share, end in zip(shares, ends, strict=True)],
              [end.high - share for share, end in zip(shares, ends, strict=True)]]  # fmt: skip
    above.errorbar(centres, shares, yerr=np.maximum(errors, 0), color=_BLUE, marker="o", capsize=3, label="this model")
    above.set(ylabel="share that is right", xlim=(0, 1), ylim=(0, 1), title=f"Reliability (calibration error {gap:.3f})")
    above.legend(loc="upper left", frameon=False)
    below.bar((np.arange(_BINS) + 0.5) / _BINS, np.bincount(places, minlength=_BINS), width=0.09, color=_FAINT)
    below.set(xlabel="probability of the likeliest level", ylabel="paragraphs")
    return figure


@_styled
def draw_confusion(matrix: Any) -> Figure:
    """Labelled levels against said ones: counts (5, 5), rows labelled; shade is the share of the row."""
    counts = np.asarray(matrix)
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    figure, axes = _new(1, 1, (6.8, 5.0))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), count in np.ndenumerate(counts):
        ink = "white" if shares[row, column] > 0.55 else _INK
        axes.text(column, row, f"{count}\n{shares[row, column]:.0%}", ha="center", va="center", color=ink, fontsize=9)
    axes.set_xticks(range(len(ORDER)), ORDER, fontsize=9)
    axes.set_yticks(range(len(ORDER)), [f"{level} ({total})" for level, total in zip(ORDER, counts.sum(1), strict=True)])
    axes.set(xlabel="said by the model", ylabel="labelled", title="Confusion: paragraphs, and share of the labelled")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


@_styled
def draw_coefficients(content: Mapping[str, Any], number: int = 8) -> Figure:
    """The columns with the largest standardised coefficients of each level, of the content of a model file."""
    figure, grid = _new(2, 3, (13, 0.44 * number * 2 + 1.6))
    grid.flat[-1].set_visible(False)
    for axes, level in zip(grid.flat, ORDER, strict=False):
        weights = content["coefficients"][content["classes"].index(level)]
        ranked = sorted(zip(weights, content["columns"], strict=True))
        shown = ranked if len(ranked) <= 2 * number else [*ranked[:number], *ranked[-number:]]
        values = [weight for weight, _ in shown]
        axes.barh(range(len(shown)), values, color=[_BLUE if weight > 0 else _RED for weight in values])
        axes.set_yticks(range(len(shown)), [column for _, column in shown], fontsize=8)
        axes.axvline(0, color=_INK, linewidth=0.8)
        axes.set(title=level, xlabel="coefficient (of the scaled column)")
    return figure


@_styled
def draw_scores(scores: Any, gold: Any) -> Figure:
    """How the score is distributed over the paragraphs of each labelled level; ``gold`` are indices into ``ORDER``."""
    figure, panels = _new(len(ORDER), 1, (6.2, 7.2), sharex=True)
    edges = np.linspace(0, 1, 21)
    for at, (axes, level) in enumerate(zip(panels, ORDER, strict=True)):
        inside = np.asarray(scores)[np.asarray(gold) == at]
        axes.hist(inside, bins=edges, color=COLOURS[level], edgecolor="white", linewidth=0.5)
        axes.set_ylabel("paragraphs", fontsize=8)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set_title(f"labelled {level} ({len(inside)})", fontsize=10)
        if len(inside):
            axes.axvline(float(np.median(inside)), color=_INK, linewidth=1.2, linestyle=":")
    panels[-1].set_xlabel("score, given that a source is needed (dotted: median)")
    return figure


@_styled
def draw_learning_curve(points: Sequence[Mapping[str, Any]], figure_name: str = "macro_f1", label: str = "macro-F1") -> Figure:
    """A figure against how much it was learned from.

    A point has ``documents``, ``figure_name``, and may have ``low`` and ``high`` (ends of its interval), ``share`` (0 to 1) and
    ``paragraphs``. Raises ``ScorerError`` where there is no point.
    """
    if not points:
        raise ScorerError("a learning curve needs at least one point; train on more documents")
    ordered = sorted(points, key=lambda point: point["documents"])
    figure, axes = _new(1, 1, (6.6, 4.4))
    numbers = [point["documents"] for point in ordered]
    axes.plot(numbers, [point[figure_name] for point in ordered], color=_BLUE, marker="o", label=label)
    banded = [point for point in ordered if point.get("low") is not None and point.get("high") is not None]
    if banded:
        low, high = [point["low"] for point in banded], [point["high"] for point in banded]
        axes.fill_between([point["documents"] for point in banded], low, high, color=_BLUE, alpha=0.15, linewidth=0,
                          label="95 % interval")  # fmt: skip
    for point in ordered:
        told = [f"{point['share']:.0%}"] if point.get("share") is not None else []
        axes.annotate(" ".join(told), (point["documents"], point[figure_name]), (0, 8), textcoords="offset points",
                      ha="center", fontsize=8)  # fmt: skip
    axes.set(xlabel="documents learned from", ylabel=label, title="Learning curve", xlim=(0, max(numbers) * 1.05))
    axes.grid(axis="y", color="#EEEEEE")
    axes.legend(loc="lower right", frameon=False)
    return figure


def _new(rows: int, columns: int, size: tuple[float, float], **options: Any) -> tuple[Figure, Any]:
    """A figure and its axes, one or an array of them; nothing is shown on a screen."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    return figure, figure.subplots(rows, columns, **options)
