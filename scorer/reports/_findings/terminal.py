"""For people: by document, every finding with its words in their line, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._places import count, place_of
from scorer.reports._findings._source_line import draw
from scorer.reports._lettering import Lettering, measure
from scorer.types import SEVERITIES, CheckedDocument, Finding, Rule, Suppressed

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_INDENT = "  "


class Reporter:
    """Writes documents that have anything to tell, then how much there is in all."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = rules
        self.lettering = Lettering(stream)
        self.totals: Counter[str] = Counter()

    def begin(self) -> None:
        """Nothing stands before the first document."""

    def document(self, checked: CheckedDocument) -> None:
        """Write one document; nothing for one with no findings."""
        self.totals.update(finding.severity for finding in checked.findings)
        self.totals.update(allowed=len(checked.suppressed), known=checked.known, unchanged=checked.unchanged)
        self.totals["documents"] += not checked.error
        self.totals["unreadable"] += bool(checked.error)
        if not checked.findings and not checked.suppressed:
            return
        lines = self.lettering.title(checked.document.name)
        for finding in checked.findings:
            lines += self._finding(checked, finding)
        if checked.suppressed:
            lines += [f"{_INDENT}allowed:", *(line for one in checked.suppressed for line in self._suppressed(checked, one))]
        self.stream.write("\n".join(lines) + "\n\n")

    def end(self) -> None:
        """Write the totals."""
        totals = self.totals
        found = sum(totals[severity] for severity in SEVERITIES)
        parts = [count(totals[severity], severity) for severity in SEVERITIES if totals[severity]]
        told = f" ({', '.join(parts)})" if parts else ""
        rest = [
            f"{totals[name]} {words}"
            for name, words in (
                ("allowed", "allowed"),
                ("known", "in the baseline"),
                ("unchanged", "in paragraphs that did not change"),
                ("unreadable", "not readable"),
            )
            if totals[name]
        ]
        line = "; ".join([f"{count(found, 'finding')}{told} in {count(totals['documents'], 'draft')}", *rest])
        gravest = next((severity for severity in SEVERITIES if totals[severity]), None)
        colour = _COLOURS[gravest] if gravest else "green"
        self.stream.writelines(self.lettering.paint(part, bold=True, fg=colour) + "\n" for part in self.lettering.wrap(line, ""))

    def _finding(self, checked: CheckedDocument, finding: Finding) -> list[str]:
        letters = self.lettering
        place = place_of(checked.document, finding.start, finding.end)
        rule = self.rules.get(finding.code)
        severity = letters.paint(finding.severity, fg=_COLOURS[finding.severity], bold=True)
        called = f"{finding.code} {rule.name if rule else ''}".rstrip()
        where = letters.clean(checked.document.place(finding.start))
        told = f"{severity} {letters.paint(called, bold=True)}"
        if measure(f"{_INDENT}{where} {finding.severity} {called}") <= letters.width:
            lines = [f"{_INDENT}{letters.link(where, checked.document.name)} {told}"]
        else:
            lines = [*letters.hang(_INDENT, where, _INDENT * 2), f"{_INDENT * 2}{told}"]
        lines += letters.wrap(finding.message, _INDENT * 2)
        gutter = f"{_INDENT * 2}{place.line} | "
        room = max(letters.width - len(gutter) - 2 * len(letters.glyphs["cut"]), 20)
        line, carets = draw(checked.document, finding.start, finding.end, letters, room)
        below = f"{_INDENT * 2}{' ' * len(str(place.line))} | "
        lines += [letters.paint(gutter, dim=True) + line, letters.paint(below, dim=True) + letters.paint(carets, fg="red")]
        return [*lines, *letters.wrap(f"fix: {finding.fix}", _INDENT * 2)]

    def _suppressed(self, checked: CheckedDocument, one: Suppressed) -> list[str]:
        finding, leave = one
        until = f", until {leave.until.isoformat()}" if leave.until else ""
        where = "" if leave.origin == "inline" else f" ({leave.origin}:{leave.line})"
        said = f"{checked.document.place(finding.start)} {finding.code} by {leave.by}: {leave.reason}{until}{where}"
        return self.lettering.hang(_INDENT * 2, said, _INDENT * 3)
