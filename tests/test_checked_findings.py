"""What a blind reader said of findings on real articles: kept without text, and good enough for their severities."""

from __future__ import annotations

from pathlib import Path

import pytest
from blind_reading import read_verdicts
from editorial_checks import count_on, precision_by_severity

from scorer.rules import rulebook

LEAST = {"error": 0.90, "warning": 0.80}
ENOUGH = 5
"""Findings that were read, from which on a share says anything."""
FIELDS = {"rule", "document", "start", "end", "sha256", "planted", "verdict"}


def test_verdicts_hold_no_text() -> None:
    for row in read_verdicts():
        assert set(row) == FIELDS
        assert row["rule"] in rulebook()
        assert len(row["sha256"]) == 16
        assert isinstance(row["verdict"], bool)


def test_the_reader_took_few_planted_places_for_findings() -> None:
    planted = [row for row in read_verdicts() if row["planted"]]
    assert len(planted) > 300
    assert sum(row["verdict"] for row in planted) / len(planted) < 0.05


@pytest.mark.slow
def test_errors_and_warnings_are_right_as_often_as_they_must(shared: Path) -> None:
    read = frozenset(row["document"] for row in read_verdicts())
    fired = count_on(shared / "news", read)[2] | count_on(shared / "attribution" / "polnear.train.jsonl", read)[2]
    poor = {
        key: (one.right, one.read)
        for key, one in precision_by_severity(fired).items()
        if one.read >= ENOUGH and one.right / one.read < LEAST.get(key[1], 0)
    }
    assert not poor
