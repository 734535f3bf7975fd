"""JUnit XML: a suite a document, a case a finding, one that passes for a document without findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from scorer.reports._findings._places import place_of
from scorer.reports._findings._xml import clean, write_tree
from scorer.types import CheckedDocument, Rule


class Reporter:
    """Writes the document when all suites are there. Notes pass, with their message as output; what is allowed is skipped."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.rules = rules
        self.root = Element("testsuites", name="scorer")
        self.counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)

    def begin(self) -> None:
        """The document is written at the end, all of it."""

    def document(self, checked: CheckedDocument) -> None:
        """Note one document."""
        name = clean(checked.document.name)
        suite = SubElement(self.root, "testsuite", name=name)
        for finding in checked.findings:
            place = place_of(checked.document, finding.start, finding.end)
            case = self._case(suite, name, f"{finding.code} {place.line}:{place.column}", place.line)
            detail = clean(f"{name}:{place.line}:{place.column}: {finding.message}\n{finding.fix}")
            if finding.severity == "note":
                SubElement(case, "system-out").text = detail
            else:
                SubElement(case, "failure", type=finding.severity, message=clean(finding.message)).text = detail
        for one in checked.suppressed:
            place = place_of(checked.document, one.finding.start, one.finding.end)
            case = self._case(suite, name, f"{one.finding.code} {place.line}:{place.column}", place.line)
            SubElement(case, "skipped", message=clean(f"allowed by {one.allowance.by}: {one.allowance.reason}"))
        if checked.error:
            SubElement(self._case(suite, name, "readable", 1), "error", type="unreadable", message=clean(checked.error))
        elif not len(suite):
            self._case(suite, name, "no findings", 1)
        counts = {
            "tests": len(suite),
            "failures": len(suite.findall("*/failure")),
            "errors": len(suite.findall("*/error")),
            "skipped": len(suite.findall("*/skipped")),
        }
        for key, number in counts.items():
            suite.set(key, str(number))
            self.counts[key] += number

    def end(self) -> None:
        """Write the document."""
        for key, number in self.counts.items():
            self.root.set(key, str(number))
        write_tree(self.stream, self.root)

    def _case(self, suite: Element, file: str, name: str, line: int) -> Element:
        return SubElement(suite, "testcase", classname=file, name=name, file=file, line=str(line))
