"""The vocabulary: plain types that every floor above speaks in.

Field terms: *source*, *cue*, *content* as in PARC 3 and PolNeAR; *hedge* as in Szeged and CoNLL-2010.
Offsets are characters into the text as decoded; ``line`` counts lines of the file as the user sees it.
"""

from __future__ import annotations

from scorer.types.drafts import BLOCKS, Block, Document, Span, line_starts
from scorer.types.results import LEVELS, AnnotatedDocument, Paragraph, Reason, Score, ScoredDocument
from scorer.types.sourcing import KINDS, UNNAMED, Accusation, Attribution, Cue, Mention, Reply, Source

__all__ = [
    "BLOCKS",
    "KINDS",
    "LEVELS",
    "UNNAMED",
    "Accusation",
    "AnnotatedDocument",
    "Attribution",
    "Block",
    "Cue",
    "Document",
    "Mention",
    "Paragraph",
    "Reason",
    "Reply",
    "Score",
    "ScoredDocument",
    "Source",
    "Span",
    "line_starts",
]
