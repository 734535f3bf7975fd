"""What to check first: the order, the parts it is made of, and weights of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from shell import Run, lines_of

from scorer.errors import ScorerError
from scorer.pipeline import score_document
from scorer.priorities import LEAST, WEIGHTS, rank
from scorer.readers import read_text
from scorer.resources import _PACKAGE

DRAFT = """The harbour board meets every second Tuesday in Tarnwick town hall.

Insiders say the board's treasurer stole $4 million from the pension fund.

“We opened the books in March,” said Dolores Ibarra, the board's chairwoman.

The new ferry is painted blue.

Ticket prices might rise if fewer tourists came.
"""


def test_a_grave_claim_of_nobody_comes_first() -> None:
    ranked = rank(score_document(read_text(DRAFT)))
    assert ranked[0].score.paragraph.number == 2
    assert {"crime", "money", "lead"} <= set(ranked[0].parts)
    assert [one.value for one in ranked] == sorted((one.value for one in ranked), reverse=True)


def test_the_parts_make_the_value() -> None:
    for one in rank(score_document(read_text(DRAFT))):
        assert one.consequence == pytest.approx(max(1 + sum(one.parts.values()), LEAST))
        unsupported, weak, qualified, accountable = one.score.probabilities[1:]
        expected = (weak / 3 + qualified * 2 / 3 + accountable) / (unsupported + weak + qualified + accountable)
        assert one.value == pytest.approx(one.score.needs_source * (1 - expected) * one.consequence)


def test_weights_of_ones_own_change_the_order() -> None:
    scored = score_document(read_text(DRAFT))
    flat = rank(scored, dict.fromkeys(WEIGHTS, 0.0))
    assert {one.consequence for one in flat} == {1.0}
    raised = rank(scored, {"forecast": 50.0})
    assert raised[0].score.paragraph.number == 5


def test_an_unknown_part_names_the_nearest() -> None:
    with pytest.raises(ScorerError, match="figure"):
        rank(score_document(read_text(DRAFT)), {"figures": 1})


def test_the_example_article_begins_with_its_gravest_claims(seed_article: str) -> None:
    first = [one.score.paragraph.number for one in rank(score_document(read_text(seed_article)))[:7]]
    assert {1, 3, 5, 10} <= set(first)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The draft as a file."""
    path = tmp_path / "copy.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def test_the_terminal_shows_what_to_check_first_and_why(run: Run, copy: Path) -> None:
    shown = run("score", "--top", "2", copy)
    assert shown.code == 0
    _, ranking = shown.out.split("Check first")
    assert ranking.index("  1. paragraph 2, line 3: priority ") < ranking.index("  2. paragraph ")
    assert "3. paragraph" not in ranking
    said = " ".join(ranking.split())
    assert "x consequence" in said
    assert "money 0.30" in said
    assert "4 million" in ranking
    assert "Sourcing " in shown.out


def test_json_has_the_ranking_with_its_parts(run: Run, copy: Path) -> None:
    [record] = lines_of(run("score", "--top", "3", "--weight", "crime=2", "--weight", "lead=0.5", "-f", "json", copy).out)
    Draft202012Validator(json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))).validate(record)
    ranked = record["priorities"]
    assert [one["rank"] for one in ranked] == [1, 2, 3]
    assert ranked[0]["paragraph"] == 2
    assert (ranked[0]["parts"]["crime"], ranked[0]["parts"]["lead"]) == (2.0, 0.5)
    for one in ranked:
        assert one["value"] == pytest.approx(one["needs_source"] * one["gap"] * one["consequence"])
        assert record["paragraphs"][one["paragraph"] - 1]["priority"]["rank"] == one["rank"]
    [plain] = lines_of(run("score", "-f", "json", copy).out)
    assert "priorities" not in plain
    assert not any("priority" in paragraph for paragraph in plain["paragraphs"])


def test_json_lines_tell_the_rank_of_the_paragraphs(run: Run, copy: Path) -> None:
    lines = lines_of(run("score", "--top", "1", "-f", "jsonl", copy).out)
    assert [line["priority"]["rank"] for line in lines if "priority" in line] == [1]


def test_more_than_there_are_and_nothing_at_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "heading.md"
    path.write_text("# Harbour news\n", "utf-8")
    assert "Nothing to check first." in run("score", "--top", "99", path).out


@pytest.mark.parametrize(("options", "said"), [
    (["--top", "2", "--weight", "leed=1"], "did you mean 'lead'"),
    (["--top", "2", "--weight", "lead=much"], "PART=NUMBER"),
    (["--top", "2", "--weight", "lead=nan"], "PART=NUMBER"),
    (["--top", "2", "--weight", "lead"], "PART=NUMBER"),
    (["--weight", "lead=1"], "add --top N"),
    (["--top", "0"], "--top"),
])  # fmt: skip
def test_what_cannot_be_ranked_takes_one_line(run: Run, copy: Path, options: list[str], said: str) -> None:
    ended = run("score", *options, copy)
    assert ended.code == 2
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert not ended.out
