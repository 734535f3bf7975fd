"""Workflow commands, which GitHub shows as annotations of the lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from scorer.reports._findings._places import place_of
from scorer.reports._lettering import make_visible
from scorer.types import CheckedDocument, Finding, Rule

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class Reporter:
    """Writes one command a finding; values are escaped as the runner reads them."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = rules

    def begin(self) -> None:
        """Nothing stands before the first command."""

    def document(self, checked: CheckedDocument) -> None:
        """Write the findings of one document."""
        if checked.error:
            self.stream.write(f"::error file={_value(checked.document.name)},title=scorer::{_message(checked.error)}\n")
        for finding in checked.findings:
            self.stream.write(self._command(checked, finding))

    def end(self) -> None:
        """Nothing stands behind the last command."""

    def _command(self, checked: CheckedDocument, finding: Finding) -> str:
        place = place_of(checked.document, finding.start, finding.end)
        rule = self.rules.get(finding.code)
        values = {
            "file": checked.document.name,
            "line": place.line,
            "endLine": place.end_line,
            "col": place.column,
            "endColumn": place.end_column,
            "title": f"{finding.code} {rule.name}" if rule else finding.code,
        }
        if place.line != place.end_line:  # columns over several lines are refused by the runner
            del values["col"], values["endColumn"]
        shown = ",".join(f"{name}={_value(str(value))}" for name, value in values.items())
        return f"::{_COMMANDS[finding.severity]} {shown}::{_message(f'{finding.message} {finding.fix}')}\n"


def _message(text: str) -> str:
    return make_visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
