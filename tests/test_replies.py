"""Every case of tests/cases/replies.jsonl: who answered what, by what means, and what was said of whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.ledger.replies import LABELS
from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.types import Accusation, AnnotatedDocument, Reply

PATH = Path(__file__).parent / "cases" / "replies.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
MEANS = {"email", "phone", "letter", "text", "visit", "social"}


def annotate(text: str) -> AnnotatedDocument:
    return annotate_document(read_text(text))


def told_of_reply(reply: Reply, text: str) -> dict[str, Any]:
    return {
        "label": reply.label,
        "party": reply.name,
        "paragraph": reply.paragraph + 1,
        "attempts": reply.attempts,
        "means": list(reply.means),
        "deadline": text[reply.deadline.start : reply.deadline.end] if reply.deadline else None,
        "elliptic": reply.elliptic,
    }


def told_of_accusation(accusation: Accusation) -> dict[str, Any]:
    return {
        "party": accusation.name,
        "paragraph": accusation.paragraph + 1,
        "by": accusation.source.name if accusation.source else None,
        "lag": accusation.lag,
        "replies": [reply.label for reply in accusation.replies],
    }


def only(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found, cut to what a case tells of it."""
    if len(found) != len(expected):
        return found
    return [{key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=True)]


@pytest.mark.parametrize("case", ROWS, ids=[f"{number}-{row['note']}" for number, row in enumerate(ROWS, 1)])
def test_who_answered_and_who_was_accused(case: dict[str, Any]) -> None:
    document = annotate(case["text"])
    if "replies" in case:
        assert only([told_of_reply(one, case["text"]) for one in document.replies], case["replies"]) == case["replies"]
    if "accusations" in case:
        assert only([told_of_accusation(one) for one in document.accusations], case["accusations"]) == case["accusations"]


@pytest.mark.parametrize("text", [row["text"] for row in ROWS], ids=range(1, len(ROWS) + 1))
def test_replies_and_sources_hold_together(text: str) -> None:
    document = annotate(text)
    for reply in document.replies:
        block = document.paragraphs[reply.paragraph]
        assert block.start <= reply.cue.start < reply.cue.end <= block.end
        assert reply.label in LABELS
        assert set(reply.means) <= MEANS
        assert reply.party is None or reply.party in document.sources
        if reply.party:
            assert (reply.cue, reply.label) in [((cue.start, cue.end), cue.label) for cue in reply.party.replies]
    for source in document.sources:
        given = [(reply.cue, reply.label) for reply in document.replies if reply.party is source]
        assert [((cue.start, cue.end), cue.label) for cue in source.replies] == given
    for accusation in document.accusations:
        assert accusation.party is None or accusation.party in document.sources
        assert all(reply in document.replies for reply in accusation.replies)


def test_the_cases_are_many_and_name_every_label_and_means() -> None:
    assert len(ROWS) >= 60
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    replies = [reply for row in ROWS for reply in row.get("replies") or []]
    assert {reply["label"] for reply in replies} == set(LABELS)
    assert {means for reply in replies for means in reply.get("means", [])} == MEANS
    assert sum(reply.get("elliptic", False) for reply in replies) >= 5
    assert sum(not row.get("replies", ["unchecked"]) for row in ROWS) >= 15


def test_a_late_reply_is_linked_over_the_whole_document() -> None:
    rain = "\n\n".join(f"It rained on day {day} of the trial." for day in range(30))
    document = annotate(f"Mira Lund accused Oskar Brandt of theft.\n\n{rain}\n\nBrandt denied the accusation.")
    assert [one.lag for one in document.accusations] == [31]


def test_parties_of_another_document_are_forgotten() -> None:
    annotate("Mira Lund accused Oskar Brandt of theft.")
    assert [one.name for one in annotate("He denied it.").replies] == ["He"]
