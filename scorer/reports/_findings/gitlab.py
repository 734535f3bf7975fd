"""The code quality report of GitLab: a JSON array."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TextIO

from scorer.reports._findings._places import fingerprints, place_of
from scorer.types import CheckedDocument, Rule

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


class Reporter:
    """Writes one array when all documents are there; a fingerprint is one within the whole report, as GitLab demands."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = rules
        self.entries: list[dict[str, Any]] = []

    def begin(self) -> None:
        """The array is written at the end, all of it."""

    def document(self, checked: CheckedDocument) -> None:
        """Note the findings of one document."""
        name = checked.document.name
        for finding, mark in zip(checked.findings, fingerprints(checked), strict=False):
            place = place_of(checked.document, finding.start, finding.end)
            self._add(finding.code, finding.severity, f"{finding.code}: {finding.message}", name, place.line, mark)
        if checked.error:
            self._add("unreadable", "error", checked.error, name, 1, "")

    def end(self) -> None:
        """Write the array."""
        self.stream.write(json.dumps(self.entries, indent=1) + "\n")

    def _add(self, check: str, severity: str, description: str, name: str, line: int, mark: str) -> None:
        self.entries.append(
            {
                "description": description,
                "check_name": check,
                "fingerprint": sha256(f"{name}\0{check}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _SEVERITIES[severity],
                "location": {"path": name, "lines": {"begin": line}},
            }
        )
