"""What an editorial check says of copy: rules, findings, what was allowed by whom, and what is left of a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from scorer.types.drafts import Document, Span

SEVERITIES = ("error", "warning", "note")
"""From the gravest to the lightest."""


class Rule(NamedTuple):
    """What a reader is told of an editorial rule.

    ``code`` never changes its meaning. ``severity`` is the usual one and ``severities`` all that a finding may have;
    ``summary`` says when the rule fires, ``detail`` the rest of what there is to know, thresholds included; ``standard`` is the
    published norm behind it, ``reason`` one sentence on why it matters to a reader, ``fix`` what to do; ``thresholds`` are
    the numbers one may set, with their defaults. ``scored``: the rule reads the classifier.
    """

    code: str
    name: str
    family: str
    severity: str
    severities: tuple[str, ...]
    summary: str
    detail: str
    standard: str
    reason: str
    fix: str
    thresholds: Mapping[str, float]
    scored: bool


class Finding(NamedTuple):
    """A place in copy that a rule speaks of: ``start`` and ``end`` are characters of the text, ``paragraph`` is 1-based.

    ``message`` is one sentence on what is found here; ``fix`` what to do about it.
    """

    code: str
    severity: str
    start: int
    end: int
    paragraph: int
    message: str
    fix: str


class Allowance(NamedTuple):
    """Somebody's leave to keep what a rule finds: inline in the copy, or in a file beside it (``copy.allow``).

    ``paragraphs`` are those it holds for (1-based; empty for the whole piece). ``line`` is where it stands: in the copy if
    ``origin`` is "inline", and ``span`` is its extent there; else in the file ``origin``, and ``span`` is empty. ``problem``
    says what is wrong with it, and then it allows nothing.
    """

    codes: tuple[str, ...]
    by: str
    reason: str
    until: date | None
    paragraphs: tuple[int, ...]
    origin: str
    line: int
    span: Span
    problem: str = ""


class Suppressed(NamedTuple):
    """A finding that is not reported as one, and whose leave it has."""

    finding: Finding
    allowance: Allowance


class CheckedDocument(NamedTuple):
    """A document after the check, in order of place: findings, those allowed, and every allowance there is.

    ``known`` counts findings that stand in the baseline, ``unchanged`` those in paragraphs not changed since the revision
    compared with. ``digests`` are those of the paragraphs, in order. ``error`` says why a draft could not be checked, and then
    all else is empty.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    digests: tuple[str, ...] = ()
    words: int = 0
    known: int = 0
    unchanged: int = 0
    error: str = ""
