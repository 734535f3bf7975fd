"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple, TextIO

from scorer.reports._records import write_line
from scorer.types import SEVERITIES, CheckedDocument


class Count(NamedTuple):
    """How often a rule speaks with one severity: findings, findings per 1,000 words, drafts with any."""

    code: str
    severity: str
    findings: int
    rate: float
    documents: int


def count_findings(documents: Iterable[CheckedDocument]) -> list[Count]:
    """The counts of all rules that found anything, the most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    holders: Counter[tuple[str, str]] = Counter()
    words = 0
    for checked in documents:
        words += checked.words
        here = [(finding.code, finding.severity) for finding in checked.findings]
        found.update(here)
        holders.update(set(here))
    counts = [Count(*key, number, 1000 * number / max(words, 1), holders[key]) for key, number in found.items()]
    return sorted(counts, key=lambda one: (-one.findings, one.code, SEVERITIES.index(one.severity)))


def write_statistics(stream: TextIO, counts: list[Count], form: str) -> None:
    """The counts as a table (``terminal``) or as one JSON object (``json``)."""
    if form == "json":
        record: dict[str, Any] = {"schema": 1, "rules": [one._asdict() for one in counts]}
        write_line(stream, record)
        return
    stream.write(f"{'rule':<8}{'severity':<10}{'findings':>8}{'/1000 words':>13}{'drafts':>8}\n")
    for one in counts:
        stream.write(f"{one.code:<8}{one.severity:<10}{one.findings:>8}{one.rate:>13.3f}{one.documents:>8}\n")
    stream.write(f"{'all':<18}{sum(one.findings for one in counts):>8}\n")
