"""Findings as plain dictionaries: the contract of ``json`` and ``jsonl``, spelled out in ``check.schema.json``."""

from __future__ import annotations

from typing import Any

from scorer.reports._findings._places import digest_of, fingerprints, place_of
from scorer.types import Allowance, CheckedDocument, Finding, Rule

SCHEMA = 1
"""The version of the contract; a change that breaks a reader raises it."""

Record = dict[str, Any]


def describe_findings(checked: CheckedDocument, rules: dict[str, Rule]) -> tuple[list[Record], list[Record]]:
    """The findings of a document and those that are allowed, each with its allowance."""
    marks = fingerprints(checked)
    findings = [_describe(checked, one, mark, rules) for one, mark in zip(checked.findings, marks, strict=False)]
    allowed = zip(checked.suppressed, marks[len(findings) :], strict=True)
    suppressed = [
        _describe(checked, one.finding, mark, rules) | {"allowance": describe_allowance(one.allowance)} for one, mark in allowed
    ]
    return findings, suppressed


def describe_allowance(allowance: Allowance) -> Record:
    """Who allowed what, why, until when, and where that is written."""
    return {
        "codes": list(allowance.codes),
        "by": allowance.by,
        "reason": allowance.reason,
        "until": allowance.until.isoformat() if allowance.until else None,
        "origin": allowance.origin,
        "line": allowance.line,
        "paragraphs": list(allowance.paragraphs),
        "problem": allowance.problem,
    }


def _describe(checked: CheckedDocument, finding: Finding, fingerprint: str, rules: dict[str, Rule]) -> Record:
    place = place_of(checked.document, finding.start, finding.end)
    rule = rules.get(finding.code)
    return {
        "code": finding.code,
        "name": rule.name if rule else "",
        "severity": finding.severity,
        "message": finding.message,
        "fix": finding.fix,
        "standard": rule.standard if rule else "",
        "paragraph": finding.paragraph,
        "digest": digest_of(checked, finding),
        "place": checked.document.place(finding.start),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": finding.start,
        "end": finding.end,
        "text": checked.document.text[finding.start : finding.end],
        "fingerprint": fingerprint,
    }
