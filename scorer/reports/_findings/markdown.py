"""Markdown for a comment on a pull request: a table of counts, then the findings of each draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._places import count, place_of
from scorer.reports._markup import escape_html, escape_markdown
from scorer.types import SEVERITIES, CheckedDocument, Finding, Rule

_SHOWN = 50
"""Findings of one draft that are written out; a comment must not be endless."""


class Reporter:
    """Writes the page when all documents are there."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = rules
        self.counts: Counter[tuple[str, str]] = Counter()
        self.sections: list[str] = []
        self.documents = 0

    def begin(self) -> None:
        """The page is written at the end, when its table can be."""

    def document(self, checked: CheckedDocument) -> None:
        """Note one document."""
        self.documents += 1
        self.counts.update((finding.code, finding.severity) for finding in checked.findings)
        name = escape_markdown(checked.document.name)
        if checked.error:
            self.sections.append(f"**{name}** could not be checked: {escape_markdown(checked.error)}\n")
        told = [f"{count(len(checked.findings), 'finding')}"] + [f"{len(checked.suppressed)} allowed"] * bool(checked.suppressed)
        if checked.findings or checked.suppressed:
            rows = [self._row(checked, finding) for finding in checked.findings[:_SHOWN]]
            if len(checked.findings) > _SHOWN:
                rows.append(f"- and {len(checked.findings) - _SHOWN} more")
            rows += [
                f"- {one.finding.code} allowed by {escape_markdown(one.allowance.by)}: {escape_markdown(one.allowance.reason)}"
                for one in checked.suppressed
            ]
            summary = f"<details><summary>{escape_html(checked.document.name)}: {', '.join(told)}</summary>"
            self.sections.append("\n".join([summary, "", *rows, "", "</details>", ""]))

    def end(self) -> None:
        """Write the page."""
        found = sum(self.counts.values())
        verdict = f"{count(found, 'finding')} in {count(self.documents, 'draft')}. Measures traceability, not truth."
        lines = ["## Sourcing", "", verdict]
        if self.counts:
            lines += ["", "| rule | severity | findings |", "|---|---|---|"]
            ranked = sorted(self.counts, key=lambda key: (SEVERITIES.index(key[1]), key[0]))
            lines += [f"| {code} {self._name(code)} | {severity} | {self.counts[code, severity]} |" for code, severity in ranked]
        self.stream.write("\n".join([*lines, "", *self.sections]).rstrip("\n") + "\n")

    def _row(self, checked: CheckedDocument, finding: Finding) -> str:
        place = place_of(checked.document, finding.start, finding.end)
        head = f"- **{finding.severity}** {finding.code} {self._name(finding.code)}, line {place.line}"
        return f"{head}: {escape_markdown(finding.message)} *{escape_markdown(finding.fix)}*"

    def _name(self, code: str) -> str:
        return self.rules[code].name if code in self.rules else ""
