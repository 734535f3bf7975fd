"""Paragraphs as rows of a table: where each stands, what it says, its score, and the cues and sources found in it."""

from __future__ import annotations

from typing import Any

from scorer.reports._records import Record, list_paragraphs
from scorer.types import LEVELS, AnnotatedDocument, ScoredDocument

_PLACE = {
    "document": str, "paragraph": int, "block": str, "line": int, "place": str, "start": int, "end": int, "text": str,
}  # fmt: skip
_SCORE = {
    "level": str, "score": float, "needs_source": float, "unsure": bool, "kind": str, "flags": [str],
    **{f"probability_{level}": float for level in LEVELS},
}  # fmt: skip
_RANK = {"priority_rank": int, "priority_value": float}
_FOUND = {"cues": [str], "sources": [str]}


def name_columns(*, scored: bool = True, ranked: bool = False) -> dict[str, Any]:
    """The columns in order, each with what it holds; those of the score and of the order of checking where there are such."""
    return _PLACE | (_SCORE if scored else {}) | (_RANK if ranked else {}) | _FOUND


def list_rows(reported: ScoredDocument | AnnotatedDocument) -> list[Record]:
    """A row for every paragraph, by the names of the columns: the record of the JSON report, laid flat.

    ``cues`` are family and label of each cue ("hedge.modal"), ``sources`` the names of those who are credited, each once.
    """
    annotated = reported.annotated if isinstance(reported, ScoredDocument) else reported
    records = zip(list_paragraphs(reported), annotated.paragraphs, strict=True)
    return [
        record
        | {f"probability_{level}": share for level, share in record.get("probabilities", {}).items()}
        | {f"priority_{part}": value for part, value in record.get("priority", {}).items()}
        | {
            "place": paragraph.document.place(paragraph.start),
            "cues": [f"{cue.family}.{cue.label}" for cue in paragraph.cues],
            "sources": list(dict.fromkeys(one.source.name for one in paragraph.attributions if one.source)),
        }
        for record, paragraph in records
    ]
