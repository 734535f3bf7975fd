"""Every case of tests/cases/unnamed.jsonl: which unnamed sources are left once the ledger has settled who speaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.types import UNNAMED

PATH = Path(__file__).parent / "cases" / "unnamed.jsonl"
CASES = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]


def credited(text: str) -> set[str]:
    """The labels of family ``src`` in a text, and the kinds of the sources that its attributions lean on."""
    labels = set()
    for paragraph in annotate_document(read_text(text)).paragraphs:
        cues = [cue for cue in paragraph.cues if cue.family == "src" and cue.weight >= 0.5 and not cue.negated]
        labels.update(f"src.{cue.label}" for cue in cues)
        labels.update(f"src.{one.source.kind}" for one in paragraph.attributions if one.source)
    return labels


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['note']}" for number, case in enumerate(CASES, 1)])
def test_who_stays_unnamed(case: dict[str, Any]) -> None:
    labels = credited(case["text"])
    assert [label for label in case.get("fires", []) if label not in labels] == []
    assert [label for label in case.get("silent", []) if label in labels] == []


def test_half_of_the_cases_are_silent() -> None:
    quiet = [case for case in CASES if not {f"src.{kind}" for kind in UNNAMED}.isdisjoint(case.get("silent", []))]
    assert len(quiet) >= 15
    assert len(CASES) - len(quiet) >= 15
