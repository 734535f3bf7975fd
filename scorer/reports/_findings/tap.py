"""TAP, the Test Anything Protocol, version 14: a point a finding, one that passes for a document without findings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from scorer.reports._findings._places import place_of
from scorer.reports._lettering import Lettering
from scorer.types import CheckedDocument, Finding, Rule


class Reporter:
    """Writes points as they come, the plan at the end. Notes pass; what is allowed is skipped."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.lettering = Lettering(stream)
        self.number = 0

    def begin(self) -> None:
        """Write the version."""
        self.stream.write("TAP version 14\n")

    def document(self, checked: CheckedDocument) -> None:
        """Write the points of one document."""
        name = checked.document.name
        for finding in checked.findings:
            about = _about(checked, finding) | {"message": finding.message, "fix": finding.fix}
            self._point(finding.severity == "note", f"{name} {finding.code}", "", about)
        for one in checked.suppressed:
            directive = f" # SKIP allowed by {_escape(one.allowance.by)}: {_escape(one.allowance.reason)}"
            self._point(True, f"{name} {one.finding.code}", directive, _about(checked, one.finding))
        if checked.error:
            self._point(False, name, "", {"severity": "error", "message": checked.error})
        elif not checked.findings and not checked.suppressed:
            self._point(True, name, "", {})

    def end(self) -> None:
        """Write the plan."""
        self.stream.write(f"1..{self.number}\n")

    def _point(self, passed: bool, description: str, directive: str, about: dict[str, Any]) -> None:
        self.number += 1
        mark = "ok" if passed else "not ok"
        words = self.lettering.clean(_escape(description) + directive)
        self.stream.write(f"{mark} {self.number} - {words}\n")
        if about:
            lines = [f"  {name}: {json.dumps(value)}\n" for name, value in about.items()]  # JSON is YAML, too
            self.stream.write("".join(["  ---\n", *lines, "  ...\n"]))


def _about(checked: CheckedDocument, finding: Finding) -> dict[str, Any]:
    place = place_of(checked.document, finding.start, finding.end)
    return {"severity": finding.severity, "line": place.line, "column": place.column}


def _escape(text: str) -> str:
    """The text with the mark that begins a directive escaped."""
    return text.replace("\\", "\\\\").replace("#", "\\#")
