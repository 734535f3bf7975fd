"""Check copy: one draft at a time. ``runs`` has many files and many workers, ``watching`` those that somebody is writing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date

from scorer.ledger.corrections import Correction
from scorer.lexicon import Automaton
from scorer.model import Model
from scorer.pipeline import annotate_document, collector_at_rest, score_on_demand
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

    The classifier is asked only for the paragraphs whose score a rule reads. ``today`` is the day by which allowances run out.
    """
    with collector_at_rest(), ExitStack() as opened:
        if read_scores(settings.codes):
            annotated, scores = score_on_demand(document, model, automaton, corrections)
            opened.callback(scores.close)
        else:
            annotated, scores = annotate_document(document, automaton, corrections), None
        return review(annotated, scores, settings, today)


def review(
    annotated: AnnotatedDocument, scores: Sequence[Score] | None, settings: Settings, today: date | None = None
) -> CheckedDocument:
    """What the rules find in a document that is annotated and, where a rule reads them, scored."""
    document = annotated.document
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
