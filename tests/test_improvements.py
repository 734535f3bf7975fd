"""What would raise a paragraph: every action where it is due and nowhere else, and advice that, followed, does raise it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from shell import Run, lines_of

from scorer.improvements import ACTIONS, MOST, suggest_improvements
from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.resources import _PACKAGE
from scorer.types import LEVELS, Improvement, Score, ScoredDocument

CASES_FOLDER = Path(__file__).parent / "cases"
CASES = [json.loads(line) for line in (CASES_FOLDER / "improvements.jsonl").read_text("utf-8").splitlines()]
PAIRS = [json.loads(line) for line in (CASES_FOLDER / "raised.jsonl").read_text("utf-8").splitlines()]
BEFORE = """# Tarnwick council puts off its vote on the budget

The council of Tarnwick put off its vote on the budget on Tuesday, said Femi Baraka, who chairs its finance committee.

“We will meet again next week, and we will not rush it,” Baraka said.

"""
AFTER = """

The council has nineteen members and meets in the old corn exchange.
"""
FIRST = 3
"""The place of a case within its draft: paragraphs on their own are no news."""


def framed(text: str) -> ScoredDocument:
    """A case within a draft that says nothing of it."""
    return score_document(read_text(BEFORE + text + AFTER))


def advice_on(text: str, paragraph: int = 1) -> tuple[Improvement, ...]:
    """What is advised on a paragraph of a case."""
    return suggest_improvements(framed(text))[FIRST + paragraph - 1]


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['note']}" for number, case in enumerate(CASES, 1)])
def test_what_is_advised(case: dict[str, Any]) -> None:
    actions = [one.action for one in advice_on(case["text"], case.get("paragraph", 1))]
    assert [action for action in case.get("brings", []) if action not in actions] == []
    assert [action for action in case.get("not", []) if action in actions] == []


def test_every_action_has_cases_for_and_against() -> None:
    brings = Counter(action for case in CASES for action in case.get("brings", []))
    spares = Counter(action for case in CASES for action in case.get("not", []))
    assert set(brings) | set(spares) == set(ACTIONS)
    assert {action: brings[action] for action in ACTIONS if brings[action] < 6} == {}
    assert {action: spares[action] for action in ACTIONS if spares[action] < 4} == {}


def score_of(text: str) -> Score:
    """The score of a case."""
    return framed(text).scores[FIRST]


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{number}-{pair['action']}" for number, pair in enumerate(PAIRS, 1)])
def test_following_advice_never_lowers_the_level(pair: dict[str, str]) -> None:
    assert pair["action"] in [one.action for one in advice_on(pair["before"])]
    before, after = score_of(pair["before"]), score_of(pair["after"])
    assert after.value is not None
    assert before.value is not None
    assert LEVELS.index(after.level) >= LEVELS.index(before.level)
    assert after.value >= before.value


def test_following_advice_mostly_raises_the_level() -> None:
    levels = [tuple(LEVELS.index(score_of(pair[side]).level) for side in ("before", "after")) for pair in PAIRS]
    assert sum(after > before for before, after in levels) >= 0.8 * len(PAIRS)
    assert {pair["action"] for pair in PAIRS} == set(ACTIONS)


def test_advice_stands_where_its_words_are() -> None:
    text = BEFORE + "People familiar with the matter said the dam could fail within days." + AFTER
    document = read_text(text)
    advised = suggest_improvements(score_document(document))
    assert [len(one) for one in advised[:FIRST]] == [0] * FIRST
    named = advised[FIRST][0]
    assert named.action == "name_source"
    assert named.span is not None
    assert document.text[slice(*named.span)] == "People familiar with the matter"
    assert "“People familiar with the matter”" in named.message


def test_a_question_is_not_what_is_asked_about() -> None:
    [case] = [case for case in CASES if case["note"] == "a question claims nothing, what follows does"]
    [one] = advice_on(case["text"])
    assert one.action == "attribute_claim"
    assert "The delay has clearly" in one.message


def test_there_is_little_advice_each_of_another_kind_and_of_one_sentence() -> None:
    for case in CASES:
        advised = advice_on(case["text"], case.get("paragraph", 1))
        assert len(advised) <= MOST
        assert len({one.action for one in advised}) == len(advised)
        for one in advised:
            assert one.message.endswith(".")
            assert "\n" not in one.message
            assert len(one.message) <= 160


def test_what_needs_no_source_and_what_is_no_prose_gets_no_advice(seed_article: str) -> None:
    scored = score_document(read_text(seed_article))
    for score, advised in zip(scored.scores, suggest_improvements(scored), strict=True):
        if score.value is None or score.paragraph.block != "body":
            assert advised == ()


def test_a_source_is_described_once_and_pointed_to_later() -> None:
    text = "People familiar with the sale said it would close in May.\n\nThe people said the price was 40 million crowns."
    first, later = advice_on(text), advice_on(text, 2)
    assert [one.action for one in first] == ["name_source", "describe_source", "give_reason"]
    assert [one.action for one in later] == ["name_source"]
    assert f"in paragraph {FIRST + 1}" in later[0].message


def test_words_of_the_copy_cannot_break_a_message() -> None:
    for one in advice_on("“*Sources*\u202e close to\tthe \x1b[31m<script>” said the “dam” would *fail*."):
        assert "\n" not in one.message
        assert one.message.count("“") == one.message.count("”")


def test_the_ranking_carries_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(BEFORE + "People familiar with the matter said the dam could fail within days." + AFTER, "utf-8")
    [record] = lines_of(run("score", "--top", "2", "-f", "json", path).out)
    Draft202012Validator(json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))).validate(record)
    advised = record["paragraphs"][FIRST]["improvements"]
    assert advised[0]["action"] == "name_source"
    assert path.read_text("utf-8")[advised[0]["start"] : advised[0]["end"]] == "People familiar with the matter"
    lines = lines_of(run("score", "--top", "2", "-f", "jsonl", path).out)
    assert [line["improvements"] for line in lines] == [one["improvements"] for one in record["paragraphs"]]
    [plain] = lines_of(run("score", "-f", "json", path).out)
    assert not any("improvements" in paragraph for paragraph in plain["paragraphs"])
    shown = " ".join(run("score", "--top", "2", path).out.split())
    assert f"to raise it: {advised[0]['message']}" in shown


def test_the_schema_knows_every_action() -> None:
    schema = json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))
    assert schema["$defs"]["improvement"]["properties"]["action"]["enum"] == list(ACTIONS)
