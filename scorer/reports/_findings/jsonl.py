"""JSON Lines: one line a finding, reported or allowed, and one a document that could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._records import SCHEMA, describe_findings
from scorer.reports._records import write_line
from scorer.types import CheckedDocument, Rule


class Reporter:
    """Writes one JSON object a finding, each on its line; ``allowance`` is null for one that is reported."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = dict(rules)

    def begin(self) -> None:
        """Nothing stands before the first line."""

    def document(self, checked: CheckedDocument) -> None:
        """Write the findings of one document."""
        head = {"schema": SCHEMA, "document": checked.document.name}
        if checked.error:
            write_line(self.stream, head | {"error": checked.error})
        findings, suppressed = describe_findings(checked, self.rules)
        for record in findings:
            write_line(self.stream, head | record | {"allowance": None})
        for record in suppressed:
            write_line(self.stream, head | record)

    def end(self) -> None:
        """Nothing stands behind the last line."""
