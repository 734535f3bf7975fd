"""SARIF 2.1.0 (OASIS), for code scanning: rules with help, findings with fingerprints, what is allowed as suppressions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from scorer.reports._findings._places import fingerprints, place_of
from scorer.types import Allowance, CheckedDocument, Finding, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "scorer/v1"
Record = dict[str, Any]


class Reporter:
    """Writes the log when all documents are there. A draft that could not be checked is a notification of the tool."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = list(rules.values())
        self.index = {rule.code: number for number, rule in enumerate(self.rules)}
        self.results: list[Record] = []
        self.notifications: list[Record] = []
        self.artifacts: list[Record] = []

    def begin(self) -> None:
        """The log is written at the end, all of it."""

    def document(self, checked: CheckedDocument) -> None:
        """Note one document."""
        location = {"uri": _uri(checked.document.name), "index": len(self.artifacts)}
        self.artifacts.append({"location": {"uri": location["uri"]}, "roles": ["analysisTarget"]})
        if checked.error:
            where = [{"physicalLocation": {"artifactLocation": location}}]
            self.notifications.append({"level": "error", "message": {"text": checked.error}, "locations": where})
        marks = iter(fingerprints(checked))
        for finding in checked.findings:
            self.results.append(self._result(checked, finding, location, next(marks)))
        for one in checked.suppressed:
            result = self._result(checked, one.finding, location, next(marks))
            self.results.append(result | {"suppressions": [_suppression(one.allowance)]})

    def end(self) -> None:
        """Write the log."""
        driver: Record = {
            "name": "scorer",
            **_version(),
            "rules": [_descriptor(rule) for rule in self.rules],
        }
        invocation: Record = {"executionSuccessful": not self.notifications}
        if self.notifications:
            invocation["toolExecutionNotifications"] = self.notifications
        run = {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "artifacts": self.artifacts,
            "columnKind": "unicodeCodePoints",
            "results": self.results,
        }
        json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, self.stream, indent=1)
        self.stream.write("\n")

    def _result(self, checked: CheckedDocument, finding: Finding, location: Record, fingerprint: str) -> Record:
        place = place_of(checked.document, finding.start, finding.end)
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        }
        result: Record = {
            "ruleId": finding.code,
            "level": finding.severity,
            "message": {"text": f"{finding.message} {finding.fix}"},
            "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
            "partialFingerprints": {_FINGERPRINT: fingerprint},
            "properties": {"paragraph": finding.paragraph},
            "suppressions": [],  # if any result has some, all must say whether they do
        }
        if finding.code in self.index:
            result["ruleIndex"] = self.index[finding.code]
        return result


def _version() -> Record:
    """The version of the scorer; a bare checkout that nobody installed has none to tell."""
    try:
        installed = version("attribution-scorer")
    except PackageNotFoundError:
        return {}
    return {"version": installed, "semanticVersion": installed}


def _descriptor(rule: Rule) -> Record:
    help_text = f"{rule.reason} {rule.fix} Standard: {rule.standard}."
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.detail}".strip()},
        "helpUri": f"urn:attribution-scorer:rule:{rule.code}",
        "help": {"text": help_text, "markdown": f"{rule.reason}\n\n**Fix:** {rule.fix}\n\n**Standard:** {rule.standard}"},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": ["sourcing", rule.family], "thresholds": dict(rule.thresholds)},
    }


def _suppression(allowance: Allowance) -> Record:
    until = f", until {allowance.until.isoformat()}" if allowance.until else ""
    return {
        "kind": "inSource" if allowance.origin == "inline" else "external",
        "status": "accepted",
        "justification": f"{allowance.reason} (allowed by {allowance.by}{until})",
    }


def _uri(name: str) -> str:
    """A path as a relative reference, or as a file URI where it is absolute."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode("utf-8", "surrogatepass"))
