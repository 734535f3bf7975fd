"""Every case of tests/cases: which cues fire in a text, and which stay silent."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scorer.lexicon import find_hits, shipped
from scorer.pipeline import annotate_document
from scorer.readers import read_text

FOLDER = Path(__file__).parent / "cases"
FAMILIES = ("src", "anon", "resp", "hedge", "boost", "cue", "quote", "chain", "ver", "narr", "text")


def cases():
    for path in (FOLDER / f"{family}.jsonl" for family in FAMILIES):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                case = json.loads(line)
                marks = (
                    [pytest.mark.xfail(strict=True, reason=case.get("note", "known failure"))]
                    if case.get("known_failure")
                    else []
                )
                case["by_seed"] = path.stem == "src"
                yield pytest.param(case, id=f"{path.stem}-{number}", marks=marks)


def fired(text: str, by_seed: bool) -> set[str]:
    """Labels of a text; ``by_seed``: those of family src as its seeds find them, before the ledger settles who speaks."""
    annotated = annotate_document(read_text(text))
    labels = {
        f"{cue.family}.{cue.label}"
        for paragraph in annotated.paragraphs
        for cue in paragraph.cues
        if cue.weight >= 0.5 and not cue.negated
    }
    if by_seed:
        read = annotated.text
        hits = find_hits(shipped(), read.words, read.folded)
        labels |= {f"src.{hit.phrase.label}" for hit in hits if hit.phrase.family == "src" and hit.phrase.weight >= 0.5}
    return labels | {label.partition(".")[0] for label in labels}


@pytest.mark.parametrize("case", list(cases()))
def test_cues_fire_and_stay_silent(case):
    labels = fired(case["text"], case["by_seed"])
    assert [label for label in case.get("fires", []) if label not in labels] == []
    assert [label for label in case.get("silent", []) if label in labels] == []


def test_there_are_enough_cases_of_both_sorts():
    rows = [
        json.loads(line)
        for family in FAMILIES
        for line in (FOLDER / f"{family}.jsonl").read_text("utf-8").splitlines()
        if line.strip()
    ]
    assert len(rows) >= 500
    firing = Counter(label.partition(".")[0] for row in rows for label in row.get("fires", []))
    silent = Counter(label.partition(".")[0] for row in rows for label in row.get("silent", []))
    for family in FAMILIES:
        assert firing[family] >= 3, f"{family} has too few firing cases"
        assert silent[family] >= 2, f"{family} has too few silent cases"
