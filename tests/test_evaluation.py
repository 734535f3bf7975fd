"""Figures of an evaluation: by definition, under resamples, by slice, and when something is missing."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.corpora import Label, LabelledDocument
from scorer.errors import CorpusError
from scorer.evaluation import evaluate, figures_of
from scorer.evaluation.cases import cases_of, model_of, names_model, read_cases
from scorer.figures.bootstrap import contrast, draw, interval
from scorer.figures.definitions import HEADLINES, all_figures
from scorer.figures.judgements import ORDER, Cases, Judgement
from scorer.figures.slices import slice_up
from scorer.figures.tallies import Tallies

ROOT = Path(__file__).parent.parent
KINDS = ("person", "document", "anon_vague")
FAMILIES = ("anon", "denial", "reply", "hedge")


def document(number: int, levels: list[str], **fields: Any) -> LabelledDocument:
    """A document with a paragraph for each level."""
    texts = [f"The Lorne pier board met {at} times in {number} weeks." for at in range(len(levels))]
    labels = [Label(level, KINDS[(number + at) % 3]) for at, level in enumerate(levels)]
    return LabelledDocument(f"lorne/{number}", fields.get("corpus", "own"), fields.get("genre", ""), texts, labels)


def judged(seed: int, documents: int = 7, coarse: bool = False) -> tuple[Cases, Judgement]:
    """Random labels of some documents, and what a random judge says, with ties where it is coarse."""
    chance = np.random.default_rng(seed)
    cases = cases_of([document(n, list(chance.choice(ORDER, chance.integers(1, 9)))) for n in range(documents)])
    number = len(cases.cases)
    probabilities = chance.dirichlet(np.full(5, 0.4), number)
    if coarse:
        probabilities = np.eye(5)[probabilities.argmax(1)] * 0.6 + 0.08
    kinds = list(chance.choice(KINDS, number))
    families = [frozenset(name for name in FAMILIES if chance.random() < 0.3) for _ in range(number)]
    for at, case in enumerate(cases.cases):
        cues = {name: ("so",) if chance.random() < 0.3 else () for name in FAMILIES}
        cases.cases[at] = case._replace(label=case.label._replace(cues=cues))
    return cases, Judgement(probabilities, probabilities.argmax(1), kinds, families)


def flat(figures: dict[str, Any]) -> dict[str, float]:
    """Figures as resamples name them, NaN where undefined."""
    found: dict[str, Any] = {}
    for name, figure in figures.items():
        if name in ("class_f1", "class_precision", "class_recall"):
            found |= {f"{name}.{level}": value for level, value in figure.items()}
        elif name == "cue_f1":
            found |= {f"cue_f1.{family}": one["f1"] if one["found"] + one["count"] else None for family, one in figure.items()}
        elif name not in ("confusion", "support"):
            found[name] = figure
    return {name: np.nan if value is None else value for name, value in found.items()}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.booleans(), st.integers(0, 3))
def test_a_resample_gives_what_its_documents_would(seed, coarse, times):
    """Drawing documents so and so often is the same as evaluating a corpus that holds them so and so often."""
    cases, judgement = judged(seed, coarse=coarse)
    draws = np.random.default_rng(seed + times).multinomial(7, np.full(7, 1 / 7)) if times else np.ones(7)
    rows = np.repeat(np.arange(len(cases.cases)), draws[cases.groups].astype(int))
    labels = [cases.cases[row].label for row in rows]
    drawn = Judgement(
        judgement.probabilities[rows],
        judgement.levels[rows],
        [judgement.kinds[row] for row in rows],
        [judgement.families[row] for row in rows],
    )
    found = {name: values[0] for name, values in Tallies.of(cases, judgement).under(draws[None, :].astype(float)).items()}
    expected = flat(all_figures(labels, drawn))
    expected = {"kind_accuracy": np.nan, "kind_macro_f1": np.nan} | expected
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_draws_are_of_whole_documents_and_always_the_same():
    draws = draw(12, 50)
    assert draws.shape == (50, 12)
    assert (draws.sum(1) == 12).all()
    assert (draws == draw(12, 50)).all()
    assert not (draws == draw(12, 50, seed=8)).all()
    assert draw(1, 50) is None
    assert draw(12, 0) is None


def test_intervals_are_percentiles_of_what_is_defined():
    assert interval(np.arange(1001.0)) == pytest.approx((25.0, 975.0))
    assert interval(np.full(10, np.nan)) is None
    assert interval(np.array([np.nan] * 2 + [1.0] * 8)) is None
    assert interval(np.array([np.nan] + [1.0] * 19)) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("step", "p"), [(np.zeros(99), 1.0), (np.ones(99), 0.02), (-np.ones(99), 0.02), (np.linspace(-1, 1, 99), 1.0)]
)
def test_p_counts_the_resamples_on_the_other_side(step, p):
    assert contrast(0.5, np.zeros(99), step).p == pytest.approx(p)


def test_a_difference_that_is_undefined_has_no_p():
    assert contrast(None, np.zeros(9), np.ones(9)) == (None, None, None, None)
    assert contrast(0.1, np.full(9, np.nan), np.ones(9)) == (0.1, None, None, None)


def test_nearly_all_intervals_hold_the_truth():
    """The figure of a large population lies in 95 % intervals of samples from it nearly always."""
    chance = np.random.default_rng(3)
    held = 0
    for seed in range(40):
        right = chance.random((30, 6)) < chance.beta(6, 2, 30)[:, None]  # articles are alike within
        gold = np.zeros(180, dtype=int)
        cases = cases_of([document(n, ["unsupported"] * 6) for n in range(30)])
        levels = np.where(right.ravel(), 0, 3)
        samples = Tallies.of(cases, Judgement(np.eye(5)[levels], levels)).under(draw(30, 400, seed))
        low, high = interval(samples["accuracy"])
        held += low <= 0.75 <= high
        assert (cases.gold == gold).all()
    assert held >= 34


# what is missing


@pytest.mark.parametrize("levels", [["unsupported"], ["background", "background"], ["accountable", "background"]])
def test_an_absent_level_is_undefined_and_quiet(levels, capfd):
    cases = cases_of([document(1, levels), document(2, levels)])
    guess = np.full(len(cases.cases), ORDER.index("background"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = figures_of(cases, Judgement(np.eye(5)[guess] * 0.9 + 0.02, guess))
        samples = Tallies.of(cases, Judgement(np.eye(5)[guess] * 0.9 + 0.02, guess)).under(draw(2, 20))
    assert found["class_f1"]["weak"] is None
    assert found["class_recall"]["weak"] is None
    assert found["support"]["weak"] == 0
    assert (found["ap_needs_checking"] is None) == ("unsupported" not in levels)
    assert found["macro_f1_present"] >= found["macro_f1"]
    assert interval(samples["class_f1.weak"]) is None
    json.dumps(found, allow_nan=False)
    assert capfd.readouterr() == ("", "")


def test_paragraphs_without_label_are_left_out_and_counted():
    cases = cases_of([document(1, ["weak", "", "background"]), document(2, ["", ""]), document(3, ["weak"])])
    assert [(case.document, case.number) for case in cases.cases] == [("lorne/1", 1), ("lorne/1", 3), ("lorne/3", 1)]
    assert cases.unlabelled == 3
    assert cases.groups.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("documents", "told"), [([], "no paragraphs"), ([document(1, ["", ""])], "2 paragraphs, none of them labelled")]
)
def test_nothing_to_measure_by_is_refused(documents, told):
    with pytest.raises(CorpusError, match=told):
        cases_of(documents, "lorne.jsonl")


# slices


def test_slices_share_out_all_paragraphs_and_mark_small_ones():
    chance = np.random.default_rng(1)
    genres = ["wire", "satire", ""]
    documents = [document(n, list(chance.choice(ORDER, 30)), genre=genres[n % 3] if n < 18 else "rare") for n in range(19)]
    cases = cases_of(documents)
    levels = chance.integers(0, 5, len(cases.cases))
    slices = slice_up(cases, Judgement(np.eye(5)[levels], levels))
    assert list(slices) == ["genre", "corpus", "words of the paragraph", "words of the document"]
    for parts in slices.values():
        assert sum(part["paragraphs"] for part in parts) == len(cases.cases)
    assert {part["slice"]: part["too_small"] for part in slices["genre"]} == {
        "not told": False, "rare": True, "satire": False, "wire": False,
    }  # fmt: skip
    assert [part["slice"] for part in slices["words of the paragraph"]] == ["under 15"]


# the shipped model


@pytest.fixture(scope="module")
def measured_drafts() -> dict[str, Any]:
    return evaluate(None, [ROOT / "training" / "drafts" / "tabloid.jsonl"], resamples=200)


def test_an_evaluation_holds_figures_intervals_and_slices(measured_drafts):
    for name in HEADLINES:
        low, high = measured_drafts["intervals"][name]
        assert low <= measured_drafts[name] <= high or name == "ece"  # resamples are less calibrated than the sample
    assert measured_drafts["bootstrap"] == {"resamples": 200, "seed": 7, "coverage": 0.95}
    assert measured_drafts["documents"] == 13
    assert "learned from drafts/tabloid" in measured_drafts["notes"][0]
    json.dumps(measured_drafts, allow_nan=False)


def test_one_document_has_figures_without_intervals(tmp_path):
    line = (ROOT / "training" / "drafts" / "wire.jsonl").read_text("utf-8").splitlines()[0]
    one = tmp_path / "one.jsonl"
    one.write_text(line + "\n", "utf-8")
    found = evaluate("default", [one])
    assert found["intervals"] == {}
    assert found["bootstrap"]["resamples"] == 0
    assert any("one document" in note for note in found["notes"])


def test_what_is_a_model_and_what_a_corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("own").mkdir()
    Path("own/model.json").write_text("{ damaged", "utf-8")
    Path("copy.json").write_text('{"classes": [], "columns": []}', "utf-8")
    Path("tasks.json").write_text('[{"data": 1}]', "utf-8")
    Path("brat").mkdir()
    named = ["default", "own", "own/model.json", "copy.json", "tasks.json", "brat", "gone", "gone.jsonl"]
    assert [name for name in named if names_model(name)] == named[:4]
    assert model_of("default") is model_of(None)


@pytest.mark.slow
def test_the_yardstick_agrees_to_the_third_digit(shared, tmp_path):
    yardstick, dev = shared.parent / "eval" / "yardstick.py", shared / "levels" / "dev.jsonl"
    if not yardstick.is_file() or not dev.is_file():
        pytest.skip(f"{yardstick} or {dev} is not there")
    script = tmp_path / "scorer"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m scorer "$@"\n', "utf-8")
    script.chmod(0o755)
    command = [sys.executable, str(yardstick), "levels", str(dev)]
    environment = {"SCORER": str(script), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    theirs = json.loads(done.stdout.splitlines()[-1])
    ours = evaluate(None, [dev], resamples=0)
    for name, figure in theirs.items():
        if name == "class_f1":
            assert {level: round(value, 3) for level, value in ours[name].items()} == figure
        elif name == "cue_f1":
            assert {
                family: [round(one[part], 3) for part in ("precision", "recall", "f1")] for family, one in ours[name].items()
            } == figure
        elif name == "not returned":
            assert figure == 0
        else:
            assert round(ours[name], 3) == figure, name


def test_reading_a_corpus_twice_gives_the_same_cases():
    path = ROOT / "training" / "drafts" / "wire.jsonl"
    first, second = read_cases([path]), read_cases([path])
    assert first.cases == second.cases
    assert first.digests == second.digests != frozenset()
