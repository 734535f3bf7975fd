"""The audit of a corpus: everything that is wrong with it, everything that stands twice, and how much there is of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scorer.curation import labels, repetition
from scorer.curation.findings import ERROR, WARNING, Finding, Place, structural
from scorer.curation.overlaps import find_overlaps
from scorer.curation.parts import Part, read_parts
from scorer.curation.tallies import count_classes

Paths = Iterable[Path | str]


def check_corpus(
    paths: Paths, against: Paths = (), form: str | None = None, texts: Path | str | None = None, runs: int = repetition.SIZE
) -> dict[str, Any]:
    """Audit corpora; each path is a split of its own, unless ``against`` names held-out ones: then all paths are one.

    Returns ``paths``, ``against``, ``unreadable`` (why a file gave nothing), ``findings`` (``severity`` error or warning,
    ``code``, ``message``, ``places`` with ``where``, ``document`` and ``paragraph``; errors first), ``totals`` by code,
    ``errors``, ``warnings``, ``counts`` (see ``count_classes``) and ``repetition`` (see ``find_repetition``; None for no
    ``runs``). Nothing of the held-out texts is checked or counted but what they share with the others.
    """
    parts = read_parts(paths, form, texts)
    held_out = read_parts(against, form, texts)
    findings = [finding for part in parts for finding in _within(part)]
    findings += [finding for part in held_out for finding in _structure(part)]
    findings += _across(parts, held_out)
    findings.sort(key=lambda finding: finding.severity != ERROR)  # stable: otherwise in the order they were found
    documents = [document for part in parts for document in part.documents]
    severities = Counter(finding.severity for finding in findings)
    return {
        "paths": [part.name for part in parts],
        "against": [part.name for part in held_out],
        "unreadable": [problem for part in (*parts, *held_out) for problem in part.unreadable],
        "errors": severities[ERROR],
        "warnings": severities[WARNING],
        "totals": dict(sorted(Counter(finding.code for finding in findings).items())),
        "findings": [finding.as_record() for finding in findings],
        "counts": count_classes(parts),
        "repetition": repetition.find_repetition(documents, runs) if runs > 0 else None,
    }


def _within(part: Part) -> Iterable[Finding]:
    """What can be said of a part without comparing texts."""
    yield from _structure(part)
    if not (part.documents or part.problems or part.unreadable):
        yield Finding(ERROR, "empty", "holds no documents", (Place(part.name),))
    for document in part.documents:
        yield from labels.check_labels(document)
    yield from labels.check_presence(part.name, part.documents)


def _structure(part: Part) -> list[Finding]:
    names = {document.where: document.id for document in part.documents}
    return [structural(problem, part.name, names) for problem in part.problems]


def _across(parts: list[Part], held_out: list[Part]) -> list[Finding]:
    """What stands twice; within the held-out texts that is nobody's business."""
    if not held_out:
        return find_overlaps([part.documents for part in parts])
    here = [document for part in parts for document in part.documents]
    away = [document for part in held_out for document in part.documents]
    known = {(document.where, document.id) for document in here}
    return [
        finding
        for finding in find_overlaps([here, away])
        if any((place.where, place.document) in known for place in finding.places)
    ]
