"""All that is told of one draft: scores, sources, replies, findings, what to check first, what would raise a score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from scorer.checks import review
from scorer.features import columns
from scorer.improvements import suggest_improvements
from scorer.ledger.corrections import Correction
from scorer.lexicon import Automaton
from scorer.model import Model
from scorer.pipeline import collector_at_rest, score_document
from scorer.priorities import complete_weights, rank
from scorer.rules import rulebook
from scorer.settings import Settings
from scorer.tables import tabulate
from scorer.types import Document, DraftReport


def compile_report(
    document: Document,
    settings: Settings,
    *,
    model: Model | None = None,
    automaton: Automaton | None = None,
    corrections: list[Correction] | None = None,
    weights: Mapping[str, float] | None = None,
    today: date | None = None,
) -> DraftReport:
    """The report of a document, which is annotated and scored once for all its parts.

    ``weights`` are those of the check-first ranking, ``today`` the day by which allowances run out.
    """
    weighed = complete_weights(weights or {})
    with collector_at_rest():
        scored = score_document(document, model, automaton, corrections)
        scored.priorities = rank(scored, weighed)
        return DraftReport(
            scored,
            tabulate(scored.annotated),
            review(scored.annotated, scored.scores, settings, today),
            suggest_improvements(scored),
            weighed,
            rulebook(),
            columns(),
        )
