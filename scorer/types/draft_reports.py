"""A draft with all that is told of it in one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scorer.types.checks import CheckedDocument, Rule
from scorer.types.results import Improvement, ScoredDocument
from scorer.types.tables import SourceTables


class DraftReport(NamedTuple):
    """A scored draft with who says what, its findings, and what would raise the score of each paragraph (in their order).

    ``scored.priorities`` are all paragraphs in the order of checking, and ``weights`` what each part adds there. ``rules`` are
    those of the findings by code; ``documentation`` tells of the features by name.
    """

    scored: ScoredDocument
    tables: SourceTables
    checked: CheckedDocument
    improvements: list[tuple[Improvement, ...]]
    weights: Mapping[str, float]
    rules: Mapping[str, Rule]
    documentation: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the draft is called."""
        return self.scored.annotated.document.name
