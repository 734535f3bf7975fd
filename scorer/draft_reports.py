"""All that is told of one draft: scores, sources, replies, findings, what to check first, what would raise a score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from scorer.checks import review
from scorer.features import columns
from scorer.improvements import suggest_improvements
from scorer.ledger.corrections import Correction
from scorer.model import Model, load
from scorer.pipeline import collector_at_rest, score_document
from scorer.priorities import complete_weights, rank
from scorer.rules import rulebook
from scorer.settings import Configurations, automaton_for
from scorer.tables import tabulate
from scorer.types import Document, DraftReport


class Compiler:
    """Compiles the reports of many drafts; every configuration and every model is read once.

    A given ``model`` takes the place of configured ones. ``weights`` change those of the check-first ranking, and ``today`` is
    the day by which allowances run out.
    """

    def __init__(
        self,
        configurations: Configurations,
        model: Model | None = None,
        corrections: list[Correction] | None = None,
        weights: Mapping[str, float] | None = None,
        today: date | None = None,
    ):
        self._configurations = configurations
        self._model = model
        self._corrections = corrections
        self._weights = complete_weights(weights or {})
        self._today = today
        self._loaded = cache(load)

    def report_on(self, document: Document) -> DraftReport:
        """The report of a document, which is annotated and scored once for all its parts."""
        configuration = self._configurations.for_path(document.name)
        model = self._model or self._loaded(configuration.model)
        with collector_at_rest():
            scored = score_document(document, model, automaton_for(configuration), self._corrections)
            scored.priorities = rank(scored, self._weights)
            return DraftReport(
                scored,
                tabulate(scored.annotated),
                review(scored.annotated, scored.scores, configuration.settings_for(document.name), self._today),
                suggest_improvements(scored),
                self._weights,
                rulebook(),
                columns(),
            )
