"""Who is withheld from the reader: the rules of anonymity on the example article, and what they leave to one another."""

from __future__ import annotations

import pytest

from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.rules import find_findings
from scorer.types import Finding

CODES = tuple(f"AN{number}" for number in range(101, 113))
EXPECTED = {
    "AN102": {2: "note"},
    "AN103": {1: "warning"},
    "AN105": {1: "warning"},
    "AN106": {5: "note"},
    "AN108": {4: "warning"},
    "AN112": {5: "warning"},
}


def findings(copy: str, *codes: str) -> list[Finding]:
    return find_findings(annotate_document(read_text(copy)), codes=codes or CODES)[0]


@pytest.mark.parametrize("code", CODES)
def test_the_example_article(seed_article: str, code: str) -> None:
    assert {finding.paragraph: finding.severity for finding in findings(seed_article, code)} == EXPECTED.get(code, {})


@pytest.mark.parametrize("copy", [
    "A source said the ferry would be sold, because the company has fired people who spoke to reporters.",
    "A source, who spoke on condition of anonymity for fear of reprisals, said the ferry would be sold.",
    "A source, who was not authorized to speak, said the ferry would be sold.",
])  # fmt: skip
def test_a_reason_of_any_kind_is_a_reason(copy: str) -> None:
    assert not findings(copy, "AN101")


def test_one_finding_a_source_however_often_it_is_cited() -> None:
    copy = "Sources said the ferry would be sold.\n\nThe sources said a bank was asked.\n\nIt is near, the sources said.\n"
    assert len(findings(copy, "AN101")) == len(findings(copy, "AN103")) == 1


def test_a_lead_is_reported_once() -> None:
    for copy in ("A source said the ferry was sold.", "Sources said the ferry was sold.\n\nInsiders said the crew would stay.\n"):
        assert len(findings(copy, "AN104", "AN105")) == 1


@pytest.mark.parametrize("copy", [
    "", "...", "Sources.", "“Sources said", "An anonymous letter was found in the hall.", "The source lies above Tarnwick.",
    "Open source software is free.", "He failed a background check.", "Alcoholics Anonymous met at noon.",
])  # fmt: skip
def test_scraps_and_look_alikes_are_silent(copy: str) -> None:
    assert not findings(copy)
