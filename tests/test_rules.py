"""Every rule fires on its examples, at the words it should, and stays silent on the others."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.rules import catalogue, find_findings, rulebook
from scorer.suppressions import read_allowances
from scorer.types import SEVERITIES, Finding, ScoredDocument

EXAMPLES = Path(__file__).resolve().parent.parent / "scorer" / "rules" / "examples"
LEAST = 6
TODAY = date(2026, 2, 1)
CODES = (
    [f"AN{number}" for number in range(101, 113)]
    + [f"AT{number}" for number in range(201, 214)]
    + [f"RR{number}" for number in range(301, 308)]
    + [f"HG{number}" for number in range(401, 406)]
    + [f"QT{number}" for number in range(501, 507)]
    + [f"DC{number}" for number in range(601, 606)]
    + ["TX901", "TX902", "TX903", "SP001", "SP002", "SP003"]
)
"""The codes of the catalogue: none may go missing, and none may be added without its place here."""


@cache
def examples(code: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((EXAMPLES / f"{code}.toml").read_text("utf-8"))


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, number, id=f"{path.stem}-{number + 1}")
        for path in sorted(EXAMPLES.glob("*.toml"))
        for number in range(len(examples(path.stem).get(kind, [])))
    ]


@cache
def scored(copy: str) -> ScoredDocument:
    return score_document(read_text(copy))


def findings(code: str, copy: str) -> list[Finding]:
    """What a rule finds on a fixed day; one about allowances is asked together with all the others."""
    document = scored(copy)
    found, _ = find_findings(
        document.annotated,
        document.scores,
        codes=None if code.startswith("SP") else [code],
        allowances=read_allowances(document.annotated.document, rulebook()),
        today=TODAY,
    )
    return [finding for finding in found if finding.code == code]


def test_every_rule_of_the_catalogue_is_there() -> None:
    assert list(rulebook()) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_examples(code: str) -> None:
    for kind in ("fires", "silent"):
        copies = [example["copy"] for example in examples(code)[kind]]
        assert len(set(copies)) >= LEAST, f"{code} has {len(set(copies))} different examples of {kind}"


@pytest.mark.parametrize(("code", "number"), _cases("fires"))
def test_fires(code: str, number: int) -> None:
    example = examples(code)["fires"][number]
    found = findings(code, example["copy"])
    words = [" ".join(example["copy"][finding.start : finding.end].split()) for finding in found]
    assert example["at"] in words, f"{code} finds {words}"
    finding = found[words.index(example["at"])]
    assert finding.severity == example.get("severity", rulebook()[code].severity)
    assert finding.message.endswith(".")
    assert "\n" not in finding.message


@pytest.mark.parametrize(("code", "number"), _cases("silent"))
def test_silent(code: str, number: int) -> None:
    example = examples(code)["silent"][number]
    assert example["why"]
    assert not findings(code, example["copy"])


@pytest.mark.parametrize("code", sorted(rulebook()))
def test_a_rule_says_what_it_stands_on(code: str) -> None:
    rule = rulebook()[code]
    assert rule.code == code
    assert catalogue()[code].find.__name__ == rule.name.replace("-", "_")
    assert set(rule.severities) <= set(SEVERITIES)
    assert rule.severity in rule.severities
    for sentence in (rule.summary, rule.reason, rule.fix):
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper(), sentence
    assert rule.standard


def test_examples_belong_to_rules() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} <= set(CODES)
