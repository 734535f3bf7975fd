"""Every case of tests/cases/kinds.jsonl and origins.jsonl: what a source is and by what evidence, and whose a lead claim is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.features import kind_behind
from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.types import KINDS

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()]


SOURCES, ORIGINS = rows("kinds"), rows("origins")
SUBTYPES = {
    ("person", "named"), ("person", "short"), ("person", "pronoun"), ("person", "description"),
    ("institution", "name"), ("institution", "spokesperson"), ("institution", "metonym"), ("institution", "acronym"),
    ("document", "description"), ("data", "kept"), ("data", "poll"),
    ("media", "outlet"), ("media", "state"), ("media", "social"), ("media", "wire"),
    ("reporter", "pronoun"), ("anon_described", "seed"), ("anon_vague", "seed"), ("official_group", "en bloc"),
    ("weasel_group", "seed"), ("unnamed_ordinary", ""),
}  # fmt: skip
"""The finer types of domain A.1."""


@pytest.mark.parametrize("case", SOURCES, ids=[row["note"] for row in SOURCES])
def test_what_a_source_is(case: dict[str, Any]) -> None:
    page, _ = rows_of(read_text(case["text"]))
    credited = [one for one in page.paragraphs[-1].attributions if one.source]
    assert credited, "nobody is credited"
    one = credited[0]
    assert one.source is not None
    assert (one.source.kind, one.subkind) == (case["kind"], case["subkind"])
    assert any(case["evidence"] in told for told in one.source.evidence), one.source.evidence


@pytest.mark.parametrize("case", ORIGINS, ids=[row["note"] for row in ORIGINS])
def test_whose_a_lead_claim_is(case: dict[str, Any]) -> None:
    page, _ = rows_of(read_text(case["text"]))
    assert kind_behind(page, len(page.paragraphs) - 1, case["level"]) == case["origin"]


def test_the_cases_cover_every_kind_and_every_finer_type() -> None:
    assert {(row["kind"], row["subkind"]) for row in SOURCES} >= SUBTYPES
    assert {row["kind"] for row in SOURCES} | {row["origin"] for row in ORIGINS} == set(KINDS)
    for table in (SOURCES, ORIGINS):
        assert len({row["text"] + row.get("level", "") for row in table}) == len(table)


def test_a_kind_takes_time_that_grows_with_length() -> None:
    for piece in ("Lund, a firm, ", "The Board of the ", "in the in ", "one in five of ", "Post on Post "):
        page, _ = rows_of(read_text((piece * 4000 + "said it was so. ") * 2))
        assert kind_behind(page, 0, "accountable") in KINDS
