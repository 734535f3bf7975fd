"""Checkstyle XML, which many review tools take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from scorer.reports._findings._places import place_of
from scorer.reports._findings._xml import clean, write_tree
from scorer.types import CheckedDocument, Rule

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


class Reporter:
    """Writes the document when all files are there."""

    def __init__(self, stream: TextIO, rules: Mapping[str, Rule]):
        self.stream = stream
        self.root = Element("checkstyle", version="4.3")

    def begin(self) -> None:
        """The document is written at the end, all of it."""

    def document(self, checked: CheckedDocument) -> None:
        """Note one document."""
        file = SubElement(self.root, "file", name=clean(checked.document.name))
        for finding in checked.findings:
            place = place_of(checked.document, finding.start, finding.end)
            SubElement(
                file, "error", line=str(place.line), column=str(place.column), severity=_SEVERITIES[finding.severity],
                message=clean(f"{finding.message} {finding.fix}"), source=f"scorer.{finding.code}",
            )  # fmt: skip
        if checked.error:
            SubElement(file, "error", line="1", severity="error", message=clean(checked.error), source="scorer.unreadable")

    def end(self) -> None:
        """Write the document."""
        write_tree(self.stream, self.root)
