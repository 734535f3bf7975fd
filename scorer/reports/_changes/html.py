"""HTML: one self-contained page, old and new side by side."""

from __future__ import annotations

from typing import TextIO

from scorer.types import Changes


class Reporter:
    """Writes one page."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def document(self, changes: Changes) -> None:
        """Write what changed between two drafts."""
        # Jinja takes its time, for which other formats need not wait.
        from scorer.reports._pages.changes import write_changes_page

        self.stream.write(write_changes_page(changes))
