"""Check copy: one draft at a time. ``runs`` has many files and many workers, ``watching`` those that somebody is writing."""

from __future__ import annotations

from datetime import date

from scorer.ledger.corrections import Correction
from scorer.lexicon import Automaton
from scorer.model import Model
from scorer.pipeline import annotate_document, score_document
from scorer.rules import find_findings, read_scores, rulebook
from scorer.settings import Settings
from scorer.suppressions import read_allowances
from scorer.text.digests import digest_paragraphs
from scorer.types import AnnotatedDocument, CheckedDocument, Document, Score


def check_document(
    document: Document,
    settings: Settings,
    *,
    model: Model | None = None,
    automaton: Automaton | None = None,
    corrections: list[Correction] | None = None,
    today: date | None = None,
) -> CheckedDocument:
    """What the rules find in a document under these settings, with what is allowed inline or in the file beside it.

    The classifier is asked only where a rule reads it. ``today`` is the day by which allowances run out.
    """
    annotated, scores = _read_copy(document, settings, model, automaton, corrections)
    allowances = read_allowances(document, rulebook())
    findings, suppressed = find_findings(
        annotated,
        scores,
        codes=settings.codes,
        thresholds=settings.thresholds,
        severities=settings.severities,
        allowances=allowances,
        today=today,
    )
    return CheckedDocument(
        document,
        tuple(findings),
        tuple(suppressed),
        allowances,
        digest_paragraphs(document),
        annotated.measures["words"],
    )


def _read_copy(
    document: Document,
    settings: Settings,
    model: Model | None,
    automaton: Automaton | None,
    corrections: list[Correction] | None,
) -> tuple[AnnotatedDocument, list[Score]]:
    if not read_scores(settings.codes):
        return annotate_document(document, automaton, corrections), []
    scored = score_document(document, model, automaton, corrections)
    return scored.annotated, scored.scores
