"""Plots: drawn the same to the byte, with labelled axes, and a plain word where they cannot be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorer import plots
from scorer.errors import ScorerError
from scorer.types import LEVELS

CONTENT = {
    "classes": list(LEVELS),
    "columns": [f"group.column_{at}" for at in range(30)],
    "coefficients": np.random.default_rng(1).normal(size=(5, 30)).tolist(),
}
POINTS = [
    {"share": share, "documents": int(200 * share), "paragraphs": 40, "macro_f1": 0.5 + share / 5, "low": 0.4, "high": 0.8}
    for share in (1.0, 0.1, 0.5)
]


def judged() -> tuple[Any, Any, Any, Any]:
    chance = np.random.default_rng(2)
    probabilities = chance.dirichlet(np.ones(5), 90)
    return chance.integers(0, 4, 90), probabilities, probabilities.argmax(1), chance.random(90)


@pytest.mark.parametrize("form", plots.FORMATS)
def test_plots_are_the_same_to_the_byte(form, tmp_path):
    gold, probabilities, guess, scores = judged()
    drawn = []
    for name in ("one", "two"):
        paths = plots.save_evaluation(tmp_path / name, form, gold, probabilities, guess, scores, CONTENT)
        paths.append(plots.save_plot(plots.draw_learning_curve(POINTS), tmp_path / name / f"curve.{form}"))
        drawn.append({path.name: path.read_bytes() for path in paths})
    assert drawn[0] == drawn[1]
    assert set(drawn[0]) == {f"{name}.{form}" for name in ("reliability", "confusion", "scores", "coefficients", "curve")}
    assert not any(b"<dc:date>" in content for content in drawn[0].values())


def test_every_axis_is_labelled():
    gold, probabilities, guess, scores = judged()
    matrix = np.zeros((5, 5), int)
    np.add.at(matrix, (gold, guess), 1)
    drawn = [
        plots.draw_confusion(matrix),
        plots.draw_reliability(probabilities.max(1), guess == gold),
        plots.draw_learning_curve(POINTS),
    ]
    for figure in drawn:
        assert figure.axes[0].get_title(loc="left")
        assert all(axes.get_ylabel() for axes in figure.axes)
        assert figure.axes[-1].get_xlabel()
    assert all(axes.get_ylabel() for axes in plots.draw_scores(scores, gold).axes)
    assert [axes.get_xlabel() != "" for axes in plots.draw_coefficients(CONTENT).axes] == [True] * 5 + [False]


def test_a_learning_curve_runs_from_few_documents_to_many():
    line = plots.draw_learning_curve(POINTS).axes[0].lines[0]
    assert line.get_xdata().tolist() == [20, 100, 200]
    bare = plots.draw_learning_curve([{"documents": 5, "log_loss": 0.9}], "log_loss", "log-loss")
    assert bare.axes[0].get_ylabel() == "log-loss"
    with pytest.raises(ScorerError, match="at least one point"):
        plots.draw_learning_curve([])


def test_a_level_that_is_absent_is_drawn_empty(tmp_path):
    one = np.zeros(3, int)
    paths = plots.save_evaluation(tmp_path, "svg", one, np.eye(5)[one], one, np.zeros(3), {})
    assert [path.stem for path in paths] == ["reliability", "confusion", "scores"]


def test_what_cannot_be_drawn_takes_one_line(tmp_path, monkeypatch):
    with pytest.raises(ScorerError, match="svg or png"):
        plots.save_plot(plots.draw_learning_curve(POINTS), tmp_path / "curve.bmp")
    (tmp_path / "file").touch()
    with pytest.raises(ScorerError, match="cannot be made a folder"):
        plots.prepare_folder(tmp_path / "file")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ScorerError, match=r"attribution-scorer\[plots\]"):
        plots.prepare_folder(tmp_path)
    with pytest.raises(ScorerError, match=r"attribution-scorer\[plots\]"):
        plots.draw_learning_curve(POINTS)


def test_matplotlib_is_only_wanted_for_plots():
    assert Path(plots.__file__).read_text("utf-8").count("\nimport matplotlib") == 0
