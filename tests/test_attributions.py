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
    found = attributions(text)
    described = [describe(text, one) for one in found]
    for seen, expected in zip(described, case["attributions"], strict=False):
        if "kind" not in expected:  # a case that is not about kinds
            del seen["kind"]
    assert described == case["attributions"]
    if "forms" in case:
        assert [one.form for one in found] == case["forms"]


def test_the_cases_are_many_and_cover_every_shape() -> None:
    assert len(ROWS) >= 190
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    expected = [one for row in ROWS for one in row["attributions"]]
    assert {one["order"] for one in expected} == ORDERS
    assert {one["kind"] for one in expected if "kind" in one} <= set(KINDS)
    polarities = Counter(one["polarity"] for one in expected)
    assert polarities["negated"] >= 3
    assert polarities["hypothetical"] >= 2
    assert sum(one["relay"] for one in expected) >= 2
    assert sum(not row["attributions"] for row in ROWS) >= 15
    assert {form for row in ROWS for form in row.get("forms", ())} == {"direct", "indirect", "mixed"}
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


def test_nobody_said_it() -> None:
    for text in ("Nobody said that the levee was safe.", "Neither Lund nor Brandt said that the levee was safe."):
        assert [one.polarity for one in attributions(text)] == ["negated"]


def test_of_quotations_in_a_row_each_has_its_own_speaker() -> None:
    count = 5_000
    speakers = [
        "Teresa Lund", "Oskar Brandt", "Ilse Maartens", "Pavel Horak", "Greta Sorensen", "Tove Lind", "Ruth Vandermeer",
    ]  # fmt: skip
    shapes = (
        '"We lost boat {0}," {1} said.', '"We lost boat {0}," said {1}.', '{1} said: "We lost boat {0}."',
        '“Boat {0}?” {1} asked.',
    )  # fmt: skip
    sentences = [shapes[at % 4].format(at, speakers[at % 7]) for at in range(count)]
    for joint in (" ", "\n\n"):
        text = joint.join(sentences)
        found = attributions(text)
        assert [describe(text, one)["source"] for one in found] == [speakers[at % 7] for at in range(count)]
        assert all(str(at) in str(describe(text, one)["content"]) for at, one in enumerate(found))
        assert {one.form for one in found} == {"direct"}


def test_quotations_that_never_close_keep_to_their_paragraphs() -> None:
    count = 3_000
    text = "\n\n".join(f'Teresa Lund said: "We lost boat {at} in the storm' for at in range(count))
    found = attributions(text)
    assert [one.paragraph for one in found] == list(range(count))
    assert {describe(text, one)["source"] for one in found} == {"Teresa Lund"}
    assert all(str(at) in str(describe(text, one)["content"]) for at, one in enumerate(found))


def test_ten_thousand_sources_are_ten_thousand() -> None:
    count = 10_000
    letters = "abcdefghij"
    names = ["Ilse " + "".join(letters[int(digit)] for digit in f"{at:05}").title() + "sen" for at in range(count)]
    document = annotate_document(read_text("\n\n".join(f"{name} said the levee was safe." for name in names)))
    assert [source.name for source in document.sources] == names


def test_hostile_texts_end_in_time() -> None:
    pieces = (
        "said, ", '"said ', "according to ", "who said that, ", "A, B, ", "— said ", "while she said, ", '"Who?" X asked, ',
        "in X's words, ", "was told by X that ",
    )  # fmt: skip
    for piece in pieces:
        text = piece * 4000
        found = attributions(text)
        assert all(0 <= one.cue.start < one.cue.end <= len(text) for one in found)
