"""The vocabulary: plain types that every floor above speaks in.

Field terms: *source*, *cue*, *content* as in PARC 3 and PolNeAR; *hedge* as in Szeged and CoNLL-2010.
Offsets are characters into the text as decoded; ``line`` counts lines of the file as the user sees it.
"""

from __future__ import annotations

from scorer.types.changes import Changes, Edit, ParagraphChange, QuotationChange, ReplyChange, SourceChange
from scorer.types.checks import SEVERITIES, Allowance, CheckedDocument, Finding, Rule, Suppressed
from scorer.types.draft_reports import DraftReport
from scorer.types.drafts import BLOCKS, Block, Document, Span, line_starts
from scorer.types.results import LEVELS, AnnotatedDocument, Improvement, Paragraph, Priority, Reason, Score, ScoredDocument
from scorer.types.sourcing import (
    HEDGES,
    KINDS,
    SILENCE,
    UNCOUNTED,
    UNNAMED,
    WIDE_HEDGES,
    Accusation,
    Attribution,
    Cue,
    Mention,
    Reply,
    Source,
)
from scorer.types.tables import Answer, Excerpt, ReplyRow, SourceRow, SourceTables

__all__ = [
    "BLOCKS",
    "HEDGES",
    "KINDS",
    "LEVELS",
    "SEVERITIES",
    "SILENCE",
    "UNCOUNTED",
    "UNNAMED",
    "WIDE_HEDGES",
    "Accusation",
    "Allowance",
    "AnnotatedDocument",
    "Answer",
    "Attribution",
    "Block",
    "Changes",
    "CheckedDocument",
    "Cue",
    "Document",
    "DraftReport",
    "Edit",
    "Excerpt",
    "Finding",
    "Improvement",
    "Mention",
    "Paragraph",
    "ParagraphChange",
    "Priority",
    "QuotationChange",
    "Reason",
    "Reply",
    "ReplyChange",
    "ReplyRow",
    "Rule",
    "Score",
    "ScoredDocument",
    "Source",
    "SourceChange",
    "SourceRow",
    "SourceTables",
    "Span",
    "Suppressed",
    "line_starts",
]
