"""Floors on real labelled articles that no model was trained on, and on cues over all labelled articles."""

from __future__ import annotations

import pytest

from scorer.evaluation import evaluate

FLOORS = {"macro_f1": 0.60, "quadratic_kappa": 0.66, "concordance": 0.89, "ap_needs_checking": 0.68}
"""The aims for the last two are .90 and .73; the floors guard what is reached."""
CUE_FLOORS = {"anon": 0.77, "denial": 0.75, "reply": 0.85, "hedge": 0.78}
"""The aim for the first is .80."""


@pytest.fixture(scope="module")
def held_out(shared):
    return evaluate(None, [shared / "levels" / "dev.jsonl"])


@pytest.mark.parametrize("measure", FLOORS)
def test_levels_reach_the_floor(held_out, measure):
    assert held_out[measure] >= FLOORS[measure]


def test_confidence_is_calibrated(held_out):
    assert held_out["ece"] <= 0.06


@pytest.mark.parametrize("family", CUE_FLOORS)
def test_cues_reach_the_floor(shared, family, pooled):
    assert pooled["cue_f1"][family]["f1"] >= CUE_FLOORS[family]


@pytest.fixture(scope="module")
def pooled(shared):
    return evaluate(None, [shared / "levels" / "train.jsonl", shared / "levels" / "dev.jsonl"])
