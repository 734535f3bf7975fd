"""JSON: one object with all documents, their findings, what is allowed, and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._records import SCHEMA, Record, describe_allowance, describe_findings
from scorer.reports._records import write_line
from scorer.types import SEVERITIES, CheckedDocument, Rule


class Reporter:
    """Writes one JSON object when all documents are there."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = dict(rules)
        self.documents: list[Record] = []
        self.totals: Counter[str] = Counter()

    def begin(self) -> None:
        """The object is written at the end, all of it."""

    def document(self, checked: CheckedDocument) -> None:
        """Note one document."""
        findings, suppressed = describe_findings(checked, self.rules)
        self.totals.update(finding.severity for finding in checked.findings)
        self.totals["suppressed"] += len(suppressed)
        self.totals["errors"] += bool(checked.error)
        self.documents.append(
            {
                "document": checked.document.name,
                "error": checked.error or None,
                "words": checked.words,
                "paragraphs": len(checked.digests),
                "findings": findings,
                "suppressed": suppressed,
                "allowances": [describe_allowance(one) for one in checked.allowances],
                "in_baseline": checked.known,
                "unchanged": checked.unchanged,
            }
        )

    def end(self) -> None:
        """Write the object."""
        totals = {name: self.totals[name] for name in (*SEVERITIES, "suppressed", "errors")} | {"documents": len(self.documents)}
        write_line(self.stream, {"schema": SCHEMA, "totals": totals, "documents": self.documents})
