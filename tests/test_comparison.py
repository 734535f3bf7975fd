"""Two models side by side: who is better, how sure that is, and which paragraphs were gained and lost."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from shell import Run

from scorer.errors import CorpusError, ModelError
from scorer.evaluation.comparison import TOLERANCE, Comparison, FigureRow, compare, describe_comparison
from scorer.model import Model, digest_content, load, save

DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
CORPORA = [DRAFTS / "local.jsonl"]


def changed(factor: float, shift: float = 0.0) -> Model:
    """The shipped model with weaker weights, and with an inclination to "weak"."""
    content: dict[str, Any] = deepcopy(load().content)
    content["coefficients"] = [[weight * factor for weight in row] for row in content["coefficients"]]
    content["intercepts"][2] += shift
    content["digest"] = digest_content(content)
    return Model(content)


@pytest.fixture(scope="module")
def spoiled() -> Comparison:
    return compare(None, changed(0.2, 2.0), CORPORA, resamples=200)


def test_a_spoiled_model_is_worse(spoiled):
    worse = {row.figure for row in spoiled.figures if row.verdict == "worse"}
    assert {"accuracy", "macro_f1", "log_loss"} <= worse
    assert spoiled.fails
    assert any(line.startswith("macro_f1 is significantly worse") for line in spoiled.objections)
    assert all("\n" not in line for line in spoiled.objections)


def test_compared_the_other_way_round_it_is_better(spoiled):
    back = compare(changed(0.2, 2.0), None, CORPORA, resamples=200)
    for there, here in zip(spoiled.figures, back.figures, strict=True):
        assert here.difference == pytest.approx(-there.difference)
        assert here.p == there.p
        assert (here.low, here.high) == pytest.approx((-there.high, -there.low))
        assert {here.verdict, there.verdict} in ({"better", "worse"}, {""})
    assert not back.objections
    assert not back.fails
    assert back.gained == [one._replace(levels=one.levels[::-1], of_label=one.of_label[::-1], of_own=one.of_own[::-1])
                           for one in spoiled.lost]  # fmt: skip


def test_a_model_is_not_worse_than_itself():
    same = compare("default", None, CORPORA, resamples=50)
    assert all((row.difference, row.low, row.high, row.p) == (0, 0, 0, 1) for row in same.figures)
    assert (same.gained, same.lost, same.p, same.objections) == ([], [], 1.0, [])


def test_gained_and_lost_paragraphs_are_those_that_changed_sides(spoiled):
    both, only_a, only_b, neither = spoiled.agreement
    assert (only_a, only_b) == (len(spoiled.lost), len(spoiled.gained))
    right = next(row for row in spoiled.figures if row.figure == "accuracy")
    assert right.a == pytest.approx((both + only_a) / sum(spoiled.agreement))
    assert right.b == pytest.approx((both + only_b) / (both + only_a + only_b + neither))
    assert all(one.levels[0] == one.case.label.level != one.levels[1] for one in spoiled.lost)


def test_no_text_is_told_unless_it_is_asked_for(spoiled):
    told = json.dumps(describe_comparison(spoiled), allow_nan=False)
    assert not any(one.case.text in told for one in spoiled.lost)
    [first, *_] = describe_comparison(spoiled, text=True)["lost"]
    assert first["text"] == spoiled.lost[0].case.text
    assert first["paragraph"] == spoiled.lost[0].case.number


def row(figure: str, a: float, b: float, p: float | None, rises: bool = True) -> FigureRow:
    return FigureRow(figure, rises, a, b, b - a, b - a - 0.01, b - a + 0.01, p)


@pytest.mark.parametrize(
    ("rows", "resamples", "objections"),
    [
        ([row("macro_f1", 0.7, 0.7 - TOLERANCE / 2, 0.4)], 9, 0),
        ([row("macro_f1", 0.7, 0.7 - 2 * TOLERANCE, 0.4)], 9, 1),
        ([row("macro_f1", 0.7, 0.69, 0.01)], 9, 1),
        ([row("macro_f1", 0.7, 0.72, 0.01), row("ece", 0.03, 0.06, 0.01, rises=False)], 9, 1),
        ([row("macro_f1", 0.7, 0.72, 0.01), row("ece", 0.06, 0.03, 0.01, rises=False)], 9, 0),
        ([row("macro_f1", 0.7, 0.72, None)], 0, 1),
    ],
)
def test_not_worse_means_nothing_significantly_worse_and_hardly_less_macro_f1(rows, resamples, objections):
    made = Comparison({}, {}, 2, rows, [], [], (1, 0, 0, 0), 1.0, resamples, [])
    assert len(made.objections) == objections
    assert made.not_worse == (objections == 0)


def test_one_document_cannot_tell(tmp_path):
    one = tmp_path / "one.jsonl"
    one.write_text(CORPORA[0].read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    found = compare(None, changed(0.9), [one])
    assert found.resamples == 0
    assert "cannot be judged" in found.objections[0]
    assert any("one document" in note for note in found.notes)
    json.dumps(describe_comparison(found), allow_nan=False)


def test_what_cannot_be_read_is_refused(tmp_path):
    damaged = tmp_path / "model.json"
    damaged.write_text("{", "utf-8")
    with pytest.raises(ModelError, match="is no JSON"):
        compare(None, damaged, CORPORA)
    with pytest.raises(CorpusError, match=r"gone\.jsonl"):
        compare(None, None, [tmp_path / "gone.jsonl"])


# the command


@pytest.fixture(scope="module")
def worse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("worse") / "model.json"
    save(changed(0.2, 2.0).content, path)
    return path


def test_the_command_fails_only_when_asked(run: Run, worse: Path) -> None:
    options = ("--resamples", "100", "default", worse, *CORPORA)
    assert run("compare", *options).code == 0
    assert run("compare", "--fail-if-worse", *options).code == 1
    assert run("compare", "--fail-if-worse", "--resamples", "100", worse, "default", *CORPORA).code == 0
    assert run("compare", "--fail-if-worse", "default", "gone", *CORPORA).code == 2


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_the_command_tells_figures_and_changes(run: Run, worse: Path, form: str) -> None:
    ended = run("compare", "-f", form, "--resamples", "50", "default", worse, *CORPORA)
    assert (ended.code, ended.err) == (0, "")
    assert "macro_f1" in ended.out
    assert "own/local/" in ended.out
    if form == "json":
        assert json.loads(ended.out)["not_worse"] is False
    else:
        assert "B is worse, or may be:" in ended.out


def test_the_command_shows_texts_when_asked(run: Run, worse: Path) -> None:
    options = ("--resamples", "0", "-f", "markdown", "default", worse, *CORPORA)
    lost = compare(None, load(worse), CORPORA, resamples=0).lost[0].case.text
    words = " ".join(lost.split()).replace("|", "\\|")
    assert words not in run("compare", *options).out
    assert words in run("compare", "--text", *options).out
