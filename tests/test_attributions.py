"""Every case of tests/cases/attributions.jsonl: who says what, in the shapes news copy uses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.types import KINDS, Attribution, Span

PATH = Path(__file__).parent / "cases" / "attributions.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
ORDERS = {"subject", "tail", "inverted", "according", "noun", "shared", "passive", "colon", "dash"}


def cases() -> Iterator[Any]:
    for number, row in enumerate(ROWS, 1):
        failing = row.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=row.get("note", "known failure"))] if failing else []
        yield pytest.param(row, id=f"{number}-{row.get('note') or row['text'][:30]}", marks=marks)


def attributions(text: str) -> list[Attribution]:
    """All attributions of a text, by cue."""
    paragraphs = annotate_document(read_text(text)).paragraphs
    return sorted((one for paragraph in paragraphs for one in paragraph.attributions), key=lambda one: one.cue)


def describe(text: str, one: Attribution) -> dict[str, Any]:
    """An attribution as the cases write it."""

    def words(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    return {
        "source": words(one.mention),
        "cue": words(one.cue),
        "content": words(one.content),
        "order": one.order,
        "kind": one.kind,
        "polarity": one.polarity,
        "relay": one.relay,
    }


@pytest.mark.parametrize("case", list(cases()))
def test_who_says_what(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [describe(text, one) for one in attributions(text)] == case["attributions"]


def test_the_cases_are_many_and_cover_every_shape() -> None:
    assert len(ROWS) >= 60
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    expected = [one for row in ROWS for one in row["attributions"]]
    assert {one["order"] for one in expected} == ORDERS
    assert {one["kind"] for one in expected} <= set(KINDS)
    polarities = Counter(one["polarity"] for one in expected)
    assert polarities["negated"] >= 3
    assert polarities["hypothetical"] >= 2
    assert sum(one["relay"] for one in expected) >= 2
    assert sum(not row["attributions"] for row in ROWS) >= 5
    for row in ROWS:
        for one in row["attributions"]:
            assert all(one[part] is None or one[part] in row["text"] for part in ("source", "cue", "content"))


def test_offsets_survive_blank_lines_and_other_paragraphs() -> None:
    text = 'A headline\n\n\n  Teresa Lund said the gate was shut.\n\n"It was," said Oskar Brandt.\n'
    found = [describe(text, one) for one in attributions(text)]
    assert [(one["source"], one["cue"], one["content"]) for one in found] == [
        ("Teresa Lund", "said", "the gate was shut"),
        ("Oskar Brandt", "said", "\"It was,\""),
    ]  # fmt: skip


def test_inside_a_quotation_nobody_is_credited() -> None:
    assert attributions('"He said he knew. They told him so. According to her, all is well."') == []


def test_hostile_texts_end_in_time() -> None:
    for piece in ("said, ", '"said ', "according to ", "who said that, ", "A, B, ", "— said "):
        text = piece * 4000
        found = attributions(text)
        assert all(0 <= one.cue.start < one.cue.end <= len(text) for one in found)
