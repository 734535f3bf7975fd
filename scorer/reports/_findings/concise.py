"""One line a finding: ``file:line:column: CODE severity message``, as editors and hooks like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._places import count, place_of
from scorer.reports._lettering import Lettering
from scorer.types import CheckedDocument, Rule


class Reporter:
    """Writes a line for each finding, and one for all."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.lettering = Lettering(stream)
        self.found: Counter[str] = Counter()

    def begin(self) -> None:
        """Nothing stands before the first line."""

    def document(self, checked: CheckedDocument) -> None:
        """Write the findings of one document."""
        name = self.lettering.clean(checked.document.name)
        if checked.error:
            self.found["unreadable"] += 1
        for finding in checked.findings:
            place = place_of(checked.document, finding.start, finding.end)
            message = self.lettering.clean(finding.message)
            self.stream.write(f"{name}:{place.line}:{place.column}: {finding.code} {finding.severity} {message}\n")
        self.found["finding"] += len(checked.findings)
        self.found["document"] += not checked.error

    def end(self) -> None:
        """Write how many there are."""
        unreadable = f"; {self.found['unreadable']} not readable" if self.found["unreadable"] else ""
        self.stream.write(f"{count(self.found['finding'], 'finding')} in {count(self.found['document'], 'draft')}{unreadable}\n")
