"""JSON: one object, as ``diff.schema.json`` spells it out."""

from __future__ import annotations

from typing import TextIO

from scorer.reports._records import SCHEMA, Record, write_line
from scorer.types import (
    Changes,
    Cue,
    Document,
    Excerpt,
    ParagraphChange,
    QuotationChange,
    ReplyChange,
    Score,
    ScoredDocument,
    Source,
    SourceChange,
)


class Reporter:
    """Writes one JSON object."""

    def __init__(self, stream: TextIO):
        self.stream = stream

    def document(self, changes: Changes) -> None:
        """Write what changed between two drafts."""
        write_line(self.stream, describe_changes(changes))


def describe_changes(changes: Changes) -> Record:
    """What changed as one record."""
    return {
        "schema": SCHEMA,
        "old": _describe_draft(changes.old),
        "new": _describe_draft(changes.new),
        "model": changes.new.model,
        "paragraphs": [_describe_paragraph(one, changes) for one in changes.paragraphs],
        "sources": [_describe_source_change(one) for one in changes.sources],
        "replies": [_describe_reply(one) for one in changes.replies],
        "quotations": [_describe_quotation(one) for one in changes.quotations],
        "measures": {name: {"old": old, "new": new} for name, (old, new) in changes.measures.items()},
    }


def _describe_draft(scored: ScoredDocument) -> Record:
    return {"document": scored.annotated.document.name, "paragraphs": len(scored.scores), "score": scored.measures.get("score")}


def _describe_paragraph(one: ParagraphChange, changes: Changes) -> Record:
    old, new = changes.old.annotated.document, changes.new.annotated.document
    return {
        "change": one.kind,
        "moved": one.moved,
        "old": _describe_score(one.old),
        "new": _describe_score(one.new),
        "edits": [{"old": list(edit.old), "new": list(edit.new)} for edit in one.edits],
        "hedges_added": [_describe_hedge(cue, new) for cue in one.hedges_added],
        "hedges_dropped": [_describe_hedge(cue, old) for cue in one.hedges_dropped],
    }


def _describe_score(score: Score | None) -> Record | None:
    if score is None:
        return None
    paragraph = score.paragraph
    return {
        "paragraph": paragraph.number,
        "block": paragraph.block,
        "line": paragraph.line,
        "start": paragraph.start,
        "end": paragraph.end,
        "text": paragraph.text,
        "level": score.level,
        "score": None if score.value is None else float(score.value),
        "needs_source": float(score.needs_source),
        "kind": score.kind,
        "flags": list(score.flags),
    }


def _describe_hedge(cue: Cue, document: Document) -> Record:
    return {"label": cue.label, "start": cue.start, "end": cue.end, "text": document.text[cue.start : cue.end]}


def _describe_source_change(one: SourceChange) -> Record:
    return {"change": one.kind, "old": _describe_source(one.old), "new": _describe_source(one.new)}


def _describe_source(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "unnamed": source.unnamed,
        "paragraphs": sorted({mention.paragraph + 1 for mention in source.mentions}),
    }


def _describe_reply(one: ReplyChange) -> Record:
    party = one.reply.party
    return {
        "change": one.kind,
        "party": {"id": party.id if party else None, "name": one.reply.name},
        "label": one.reply.label,
        **_describe_words(one.words),
    }


def _describe_quotation(one: QuotationChange) -> Record:
    return {
        "change": one.kind,
        "old": _describe_quoted(one.old, one.old_speaker),
        "new": _describe_quoted(one.new, one.new_speaker),
    }


def _describe_quoted(words: Excerpt | None, speaker: Source | None) -> Record | None:
    if words is None:
        return None
    return _describe_words(words) | {"speaker": {"id": speaker.id, "name": speaker.name} if speaker else None}


def _describe_words(words: Excerpt) -> Record:
    return {"text": words.text, "paragraph": words.paragraph, "start": words.start, "end": words.end}
