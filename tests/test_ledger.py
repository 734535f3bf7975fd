"""Every case of tests/cases/sources.jsonl: who is credited over a whole document, and what is told of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.types import KINDS, Source

PATH = Path(__file__).parent / "cases" / "sources.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
CHECKS = ("kinds", "names", "same", "different", "reason", "count", "described", "speaker", "nobody", "replies", "role", "drift")


def cases() -> list[Any]:
    failing = pytest.mark.xfail(strict=True, reason="known failure")
    return [
        pytest.param(row, id=f"{number}-{row['note']}", marks=[failing] if row.get("known_failure") else [])
        for number, row in enumerate(ROWS, 1)
    ]


class Credits:
    """The sources of a document by the 1-based number of the paragraph in which they are credited first."""

    def __init__(self, text: str):
        self.text = text
        self.page, _ = rows_of(read_text(text))

    def source(self, number: int | str) -> Source:
        """The source of the first attribution in a paragraph."""
        credited = [one.source for one in self.page.paragraphs[int(number) - 1].attributions if one.source]
        assert credited, f"nobody is credited in paragraph {number}"
        return credited[0]

    def speaker(self, number: int | str) -> Source | None:
        """Who speaks the last quotation of a paragraph."""
        return self.page.views[int(number) - 1].stretches[-1][2]


@pytest.mark.parametrize("case", cases())
def test_who_is_credited(case: dict[str, Any]) -> None:
    credits = Credits(case["text"])
    source = credits.source
    assert {number: source(number).kind for number in case.get("kinds", {})} == case.get("kinds", {})
    assert {number: source(number).name for number in case.get("names", {})} == case.get("names", {})
    for one, other in case.get("same", []):
        assert source(one).id == source(other).id, f"{source(one).name} is not {source(other).name}"
        assert {mention.paragraph + 1 for mention in source(one).mentions} >= {one, other}
    for one, other in case.get("different", []):
        assert source(one).id != source(other).id, f"{source(one).name} is {source(other).name}"
    for number, reason in case.get("reason", {}).items():
        span = source(number).reason
        assert (reason is None) == (span is None)
        if span:
            assert reason in case["text"][span.start : span.end] or case["text"][span.start : span.end] in reason
    assert {number: source(number).count for number in case.get("count", {})} == case.get("count", {})
    assert {number: len(source(number).described) for number in case.get("described", {})} == case.get("described", {})
    for number, owner in case.get("speaker", {}).items():
        spoken = credits.speaker(number)
        assert spoken is not None, f"nobody speaks in paragraph {number}"
        assert spoken.id == source(owner).id
    for number in case.get("nobody", []):
        assert credits.speaker(number) is None
    assert {number: source(number).role for number in case.get("role", {})} == case.get("role", {})
    for number, places in case.get("drift", {}).items():
        assert [case["text"][span.start : span.end] for span in source(number).drift] == places
    for number, labels in case.get("replies", {}).items():
        assert [cue.label for cue in source(number).replies] == labels


@pytest.mark.parametrize("case", [row["text"] for row in ROWS], ids=range(1, len(ROWS) + 1))
def test_the_ledger_holds_together(case: str) -> None:
    page = Credits(case).page
    sources = page.ledger.sources
    assert [source.id for source in sources] == list(range(1, len(sources) + 1))
    for source in sources:
        assert source.kind in KINDS
        for mention in source.mentions:
            assert case[mention.start : mention.end] == mention.text
            block = page.paragraphs[mention.paragraph]
            assert block.start <= mention.start < mention.end <= block.end
    for one in page.ledger.attributions:
        assert one.source is None or one.kind == one.source.kind
        assert one.polarity != "asserted" or one.source is None or one.source in sources


def test_the_cases_are_many_and_check_everything() -> None:
    assert len(ROWS) >= 40
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    for check in CHECKS:
        assert sum(check in row for row in ROWS) >= 2 - (check == "names"), f"{check} has too few cases"


def test_a_source_is_the_same_however_often_it_is_asked() -> None:
    first, second = Credits(ROWS[0]["text"]), Credits(ROWS[0]["text"])
    assert [source.name for source in first.page.ledger.sources] == [source.name for source in second.page.ledger.sources]


def test_another_document_does_not_lend_its_sources() -> None:
    Credits("Teresa Lund said the gate was shut.")
    assert Credits("She said the gate was shut.").source(1).kind != "person"
