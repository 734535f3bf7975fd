"""Where a finding stands, and by what it is known again: shared by all formats."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import NamedTuple

from scorer.types import CheckedDocument, Document, Finding


class Place(NamedTuple):
    """First and last line and column of a finding, 1-based; ``end_column`` is that behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def place_of(document: Document, start: int, end: int) -> Place:
    """Where characters ``start`` to ``end`` stand in the file."""
    line, column = document.position(start)
    end_line, last = document.position(max(end - 1, start))
    return Place(line, column, end_line, last + (end > start))


def fingerprints(checked: CheckedDocument) -> list[str]:
    """Of every finding, reported or allowed, in this order, by what it is known again after edits elsewhere.

    Code, digest of its paragraph, and its number among equals; neither the place in the file nor its name.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for finding in [*checked.findings, *(one.finding for one in checked.suppressed)]:
        key = finding.code, digest_of(checked, finding)
        seen[key] += 1
        found.append(sha256("\0".join([*key, str(seen[key])]).encode()).hexdigest()[:32])
    return found


def digest_of(checked: CheckedDocument, finding: Finding) -> str:
    """The digest of the paragraph a finding stands in, "" where it stands in none."""
    return checked.digests[finding.paragraph - 1] if 0 < finding.paragraph <= len(checked.digests) else ""


def count(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number} {thing}" + "s" * (number != 1)
