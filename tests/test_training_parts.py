"""The parts of training against the libraries and definitions they follow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from scorer.corpora import Label, LabelledDocument
from scorer.dataset import Corpus, level_weights
from scorer.figures.definitions import expected_calibration_error
from scorer.fitting.calibration import Calibration, calibrate, fit_temperature, log_loss, reliability, softmax
from scorer.fitting.learners import FromNothing, Rows
from scorer.fitting.regression import ABSENT, fit_softmax
from scorer.fitting.validation import cross_validate, held_out, split_documents
from scorer.types import LEVELS


def rows(number: int = 120, seed: int = 3, levels: int = 5) -> Rows:
    """Made-up rows in documents of four, the levels told apart by the first features."""
    draw = np.random.default_rng(seed)
    level = draw.integers(0, levels, number)
    dense = draw.normal(size=(number, 6))
    dense[np.arange(number), level % 6] += 2
    words = sparse.csr_matrix((draw.random((number, 8)) < 0.2).astype(float))
    targets = np.zeros((number, len(LEVELS)))
    targets[np.arange(number), level] = draw.uniform(0.5, 2, number)
    return Rows(dense, words, level, np.arange(number) // 4, targets)


def fit(made: Rows, strength: float, **options):
    return fit_softmax(made.dense, made.words, made.targets, strength, exact=True, **options)


@pytest.mark.parametrize("strength", [0.01, 1.0])
def test_the_regression_is_that_of_scikit_learn(strength):
    made = rows()
    weights = fit(made, strength)
    theirs = LogisticRegression(C=strength, tol=1e-10, max_iter=5000).fit(
        np.hstack([made.dense, made.words.toarray()]), made.levels, sample_weight=made.targets.sum(axis=1)
    )
    assert pytest.approx(theirs.coef_, abs=1e-4) == weights[:-1].T
    assert weights[-1] - weights[-1].mean() == pytest.approx(theirs.intercept_ - theirs.intercept_.mean(), abs=1e-4)


def test_a_paragraph_torn_between_levels_is_as_two_of_less_weight():
    made = rows()
    torn = made.targets * 0.7
    torn[:, 2] += 0.3
    twice = np.vstack([made.targets * 0.7, np.tile(np.eye(5)[2] * 0.3, (len(torn), 1))])
    both = fit_softmax(np.vstack([made.dense] * 2), sparse.vstack([made.words] * 2).tocsr(), twice, 0.1, exact=True)
    assert fit_softmax(made.dense, made.words, torn, 0.1, exact=True) == pytest.approx(both, abs=1e-6)


def test_weights_are_pulled_to_older_ones():
    made = rows()
    old = np.random.default_rng(1).normal(size=(15, 5))
    away = [np.abs(fit(made, strength, pull=old) - old).max() for strength in (1e-6, 1e-3, 1.0)]
    assert away[0] < 1e-3 < away[1] < away[2]


def test_a_level_without_examples_is_never_said_but_keeps_older_weights():
    made = rows(levels=4)
    afresh, old = fit(made, 0.1), np.ones((15, 5))
    assert (afresh[:, 4] == [*[0.0] * 14, ABSENT]).all()
    assert fit(made, 1e-6, pull=old)[:, 4] == pytest.approx(np.ones(15), abs=1e-3)


def test_where_the_search_begins_does_not_matter():
    made = rows()
    begun, plain = fit(made, 0.1, start=np.full((15, 5), 0.5)), fit(made, 0.1)
    assert begun[:-1] == pytest.approx(plain[:-1], abs=1e-4)
    assert begun[-1] - begun[-1].mean() == pytest.approx(plain[-1] - plain[-1].mean(), abs=1e-4)


def test_a_temperature_undoes_what_was_multiplied():
    draw = np.random.default_rng(2)
    logits = draw.normal(size=(4000, 5)) * 2
    levels = np.array([draw.choice(5, p=one) for one in softmax(logits)])
    assert fit_temperature(logits * 3, levels) == pytest.approx(3, rel=0.1)
    plain, vector = calibrate(logits * 3, levels), calibrate(logits * [3, 1, 1, 1, 2] + [0, 1, 0, 0, 0], levels, "sigmoid")
    sure = plain.probabilities(logits * 3)
    assert expected_calibration_error(sure.max(1), sure.argmax(1) == levels) < 0.03
    distorted = logits * [3, 1, 1, 1, 2] + [0, 1, 0, 0, 0]
    one = calibrate(distorted, levels)
    assert log_loss(vector.probabilities(distorted), levels) < log_loss(one.probabilities(distorted), levels) - 0.05
    assert vector.slopes[0] < vector.slopes[4] < vector.slopes[2]
    assert vector.offsets[1] < min(vector.offsets[2:4])


def test_reliability_counts_every_paragraph_once():
    made = rows()
    probabilities = softmax(np.random.default_rng(4).normal(size=(120, 5)))
    bins = reliability(probabilities, made.levels)
    assert sum(count for _, count, _, _ in bins) == 120
    assert all(low <= sure <= low + 0.1 and 0 <= right <= 1 for low, _, sure, right in bins)


def test_documents_stay_together_and_levels_are_spread():
    made = rows(400)
    folds = split_documents(made, 5, 7)
    tested = np.concatenate([test for _, test in folds])
    assert sorted(tested.tolist()) == list(range(400))
    for learn, test in folds:
        assert not set(made.groups[learn]) & set(made.groups[test])
        shares = np.bincount(made.levels[test], minlength=5) / len(test)
        assert shares == pytest.approx(np.bincount(made.levels) / 400, abs=0.08)
    assert split_documents(made._replace(groups=np.zeros(400, int)), 5, 7) == []


def test_outer_folds_judge_what_inner_folds_chose():
    made = rows(200)
    learner = FromNothing((0.001, 0.1), 1.0)
    options = {"folds": 3, "seed": 7, "calibration": "temperature"}
    found = cross_validate(made, learner, options, 1, lambda *_: None)
    assert found is not None
    assert len(found.folds) == len(found.choices) == 3
    for (learn, test), choice in zip(found.folds, found.choices, strict=True):
        logits = held_out(made, learner, learn, test)[learner.candidates.index(choice.candidate)]
        assert found.probabilities[test] == pytest.approx(choice.calibration.probabilities(logits))
    assert np.isfinite(found.logits).all()
    plain = cross_validate(made, learner, options, 1, lambda *_: None, nested=False)
    assert plain is not None
    assert plain.final.candidate == found.final.candidate
    assert plain.final.calibration.slopes == pytest.approx(found.final.calibration.slopes)
    assert plain.choices == []


def test_no_calibration_leaves_logits_alone():
    logits = np.random.default_rng(1).normal(size=(3, 5))
    assert Calibration(np.ones(5), np.zeros(5)).probabilities(logits) == pytest.approx(softmax(logits))


def test_an_enriched_corpus_is_weighed_to_natural_rates():
    counts = {"background": 10, "unsupported": 10, "weak": 40, "qualified": 20, "accountable": 20}
    labels = [Label(level) for level, number in counts.items() for _ in range(number)] + [Label("")]
    document = LabelledDocument("a", "own", "wire", ["x"] * 101, labels)
    rates = {"background": 0.2, "unsupported": 0.2, "weak": 0.05, "qualified": 0.05, "accountable": 0.5}
    weights = level_weights(Corpus("own", Path("own.jsonl"), "", 0.5, [document], natural=rates))
    total = sum(weights[level] * number for level, number in counts.items())
    assert total == pytest.approx(0.5 * 100)
    for level, number in counts.items():
        assert weights[level] * number / total == pytest.approx(rates[level])
    assert set(level_weights(Corpus("own", Path("own.jsonl"), "", 0.5, [document])).values()) == {0.5}
