"""A draft with all that is told of it in one report."""

from __future__ import annotations

from typing import NamedTuple

from scorer.types.checks import CheckedDocument
from scorer.types.results import Improvement, ScoredDocument
from scorer.types.tables import SourceTables


class DraftReport(NamedTuple):
    """A scored draft with who says what, its findings, and what would raise the score of each paragraph (in their order).

    ``scored.priorities`` are the paragraphs to check first, all of them, in order.
    """

    scored: ScoredDocument
    tables: SourceTables
    checked: CheckedDocument
    improvements: list[tuple[Improvement, ...]]

    @property
    def name(self) -> str:
        """What the draft is called."""
        return self.scored.annotated.document.name
