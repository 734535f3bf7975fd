"""Who answers for what copy says: the rules of attribution on the example article, and what they leave to one another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.rules import catalogue, find_findings
from scorer.types import Finding, ScoredDocument

CODES = tuple(f"AT{number}" for number in range(201, 214))
EXPECTED = {
    "AT201": {6, 7, 8},
    "AT203": {9},
    "AT205": {4},
    "AT206": {12},
    "AT208": {10, 11, 16},
    "AT210": {10, 11},
    "AT212": {16},
}


@cache
def scored(copy: str) -> ScoredDocument:
    return score_document(read_text(copy))


def findings(copy: str, *codes: str, thresholds: dict[str, dict[str, float]] | None = None) -> list[Finding]:
    document = scored(copy)
    return find_findings(document.annotated, document.scores, codes=codes or CODES, thresholds=thresholds)[0]


@pytest.mark.parametrize("code", CODES)
def test_the_example_article(seed_article: str, code: str) -> None:
    found = findings(seed_article, code)
    assert {finding.paragraph for finding in found} == EXPECTED.get(code, set())


def test_an_appointment_in_the_example_article_is_a_note(seed_article: str) -> None:
    (finding,) = findings(seed_article, "AT203")
    assert finding.severity == "note"
    assert seed_article[finding.start : finding.end] == "is expected to"


def test_only_the_unattributed_claim_reads_the_classifier() -> None:
    assert [code for code in CODES if catalogue()[code].rule.scored] == ["AT201"]


def test_without_scores_the_unattributed_claim_is_silent(seed_article: str) -> None:
    found, _ = find_findings(scored(seed_article).annotated, None, codes=CODES)
    assert {finding.code for finding in found} == set(EXPECTED) - {"AT201"}


def test_a_higher_bar_finds_less(seed_article: str) -> None:
    found = findings(seed_article, "AT201", thresholds={"AT201": {"tau": 0.88}})
    assert {finding.paragraph for finding in found} == {8}


CLAIM = "The scandal has badly damaged the mayor’s credibility and could undermine his campaign for a third term."
OTHERS = (
    "The vault is believed to hold letters from the founder’s sister.",
    "Two of the paintings are reportedly forgeries from a workshop in the hills.",
    "Media reports said the minister had left the country.",
    "The BBC understands that talks have broken down.",
)


@pytest.mark.parametrize("other", OTHERS)
def test_an_unattributed_claim_is_not_reported_where_another_rule_explains_it(other: str) -> None:
    assert [finding.code for finding in findings(CLAIM)] == ["AT201"]
    assert "AT201" not in {finding.code for finding in findings(f"{CLAIM} {other}")}


def copies() -> Iterator[str]:
    yield from OTHERS
    yield "Critics say the toll will empty the high street."
    yield "US officials believe the ship was carrying arms."
    yield "US officials said the shipment had been turned back at sea."
    yield "Local media reported that the bridge had been closed since dawn."
    yield "The two leaders agreed to build a pipeline, according to Chinese state television."


@pytest.mark.parametrize("copy", list(copies()))
def test_one_rule_speaks_of_the_same_words(copy: str) -> None:
    assert len(findings(copy)) == 1


SCRAPS = ("", "\n\n", "“", "Officials", "said", "believes", "has learned", "%", "Critics say", "is expected to")


@pytest.mark.parametrize("copy", SCRAPS)
def test_scraps_of_copy_break_nothing(copy: str) -> None:
    for finding in findings(copy):
        assert 0 <= finding.start < finding.end <= len(copy)


def test_commentary_is_left_alone() -> None:
    assert not findings("\n\n".join([CLAIM] * 10), "AT201")
