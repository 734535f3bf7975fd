"""Documents as plain dictionaries: the output contract, spelled out in ``score.schema.json``."""

from __future__ import annotations

import json
from typing import Any, TextIO

from scorer.text.visible import escape_json
from scorer.types import (
    LEVELS,
    AnnotatedDocument,
    Attribution,
    Cue,
    Improvement,
    Paragraph,
    Priority,
    Score,
    ScoredDocument,
    Source,
    Span,
)

SCHEMA = 1
"""The version of the contract; a change that breaks a reader raises it."""

Record = dict[str, Any]


def write_line(stream: TextIO, record: Record) -> None:
    """One JSON object on one line; readable letters where the stream can carry them, escapes where not.

    What steers a terminal is an escape everywhere (control characters, marks of direction): JSON means the same by it.
    """
    readable = (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8")
    line = json.dumps(record, ensure_ascii=not readable, separators=(",", ":"))
    stream.write(escape_json(line) + "\n")  # a lone surrogate, which no encoding can carry, is an escape, too


def list_paragraphs(reported: ScoredDocument | AnnotatedDocument) -> list[Record]:
    """A record for every paragraph of a document, scored or only annotated."""
    if not isinstance(reported, ScoredDocument):
        return [describe_paragraph(paragraph) for paragraph in reported.paragraphs]
    records = [describe_score(score) for score in reported.scores]
    for place, one in enumerate(reported.priorities or [], 1):
        records[one.score.paragraph.number - 1]["priority"] = describe_priority(place, one)
    for record, advice in zip(records, reported.improvements or [], strict=False):
        record["improvements"] = [describe_improvement(one) for one in advice]
    return records


def describe_document(reported: ScoredDocument | AnnotatedDocument) -> Record:
    """A whole document as one record."""
    annotated = reported.annotated if isinstance(reported, ScoredDocument) else reported
    record: Record = {
        "schema": SCHEMA,
        "document": annotated.document.name,
        "scope": annotated.scope,
        "sources": [describe_source(source) for source in annotated.sources],
        "paragraphs": list_paragraphs(reported),
    }
    if isinstance(reported, ScoredDocument):
        if reported.priorities is not None:
            ranked = enumerate(reported.priorities, 1)
            record["priorities"] = [
                {"paragraph": one.score.paragraph.number, **describe_priority(place, one)} for place, one in ranked
            ]
        record["measures"] = reported.measures
        record["model"] = reported.model
    elif annotated.measures:
        record["measures"] = annotated.measures
    return record


def describe_paragraph(paragraph: Paragraph) -> Record:
    """Where a paragraph stands, what it says, and what was found in it."""
    return _place(paragraph) | _findings(paragraph)


def describe_score(score: Score) -> Record:
    """A paragraph with its score, and the reasons for it."""
    return (
        _place(score.paragraph)
        | {
            "level": score.level,
            "score": None if score.value is None else float(score.value),
            "needs_source": float(score.needs_source),
            "unsure": bool(score.unsure),
            "kind": score.kind,
            "flags": list(score.flags),
            "probabilities": {level: float(share) for level, share in zip(LEVELS, score.probabilities, strict=True)},
        }
        | _findings(score.paragraph)
        | {
            "reasons": [
                {
                    "feature": reason.feature,
                    "value": float(reason.value),
                    "effect": float(reason.effect),
                    "spans": [[span.start, span.end] for span in reason.spans],
                }
                for reason in score.reasons
            ]
        }
    )


def describe_priority(place: int, one: Priority) -> Record:
    """The place of a paragraph in the order of checking, with what it comes from."""
    return {
        "rank": place,
        "value": float(one.value),
        "needs_source": float(one.score.needs_source),
        "gap": float(one.gap),
        "consequence": float(one.consequence),
        "parts": {part: float(effect) for part, effect in one.parts.items()},
    }


def describe_improvement(one: Improvement) -> Record:
    """What would raise a paragraph, and where; no place means the whole paragraph."""
    return {
        "action": one.action,
        "message": one.message,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
    }


def describe_source(source: Source) -> Record:
    """A source over the whole document, with all that is known of it."""
    return {
        "id": source.id,
        "kind": source.kind,
        "subkind": source.subkind,
        "name": source.name,
        "role": source.role,
        "unnamed": source.unnamed,
        "mentions": [
            {"start": at.start, "end": at.end, "paragraph": at.paragraph + 1, "text": at.text} for at in source.mentions
        ],
        "described": sorted(source.described),
        "reason": list(source.reason) if source.reason else None,
        "reason_kind": source.reason_kind,
        "count": source.count,
        "stake": list(source.stake) if source.stake else None,
        "withheld": [list(span) for span in source.withheld],
        "replies": [{"start": cue.start, "end": cue.end, "label": cue.label} for cue in source.replies],
        "evidence": list(source.evidence),
    }


def _place(paragraph: Paragraph) -> Record:
    return {
        "schema": SCHEMA,
        "document": paragraph.document.name,
        "paragraph": paragraph.number,
        "block": paragraph.block,
        "place": paragraph.place,
        "line": paragraph.line,
        "start": paragraph.start,
        "end": paragraph.end,
        "text": paragraph.text,
    }


def _findings(paragraph: Paragraph) -> Record:
    text = paragraph.document.text
    return {
        "cues": [_describe_cue(cue, text) for cue in paragraph.cues],
        "attributions": [_describe_attribution(attribution, text) for attribution in paragraph.attributions],
    }


def _describe_cue(cue: Cue, text: str) -> Record:
    return {
        "family": cue.family,
        "label": cue.label,
        "start": cue.start,
        "end": cue.end,
        "text": text[cue.start : cue.end],
        "weight": float(cue.weight),
        "quoted": bool(cue.quoted),
        "negated": bool(cue.negated),
    }


def _describe_attribution(attribution: Attribution, text: str) -> Record:
    cue, content = attribution.cue, attribution.content
    return {
        "source": _describe_credit(attribution, text),
        "cue": {"start": cue[0], "end": cue[1], "text": text[cue[0] : cue[1]]},
        "content": {"start": content[0], "end": content[1]} if content else None,
        "form": attribution.form,
        "relay": bool(attribution.relay),
        "polarity": attribution.polarity,
    }


def _describe_credit(attribution: Attribution, text: str) -> Record | None:
    """The source of an attribution where it is mentioned: here, or where it was mentioned last; None where nobody is."""
    source, mention = attribution.source, attribution.mention
    if mention is None and source is not None:
        earlier = [at for at in source.mentions if at.start < attribution.cue[0]]
        if earlier:
            latest = max(earlier, key=lambda at: at.start)
            mention = Span(latest.start, latest.end)
    if mention is None:
        return None
    return {
        "id": source.id if source else None,
        "kind": source.kind if source else attribution.kind,
        "start": mention[0],
        "end": mention[1],
        "text": text[mention[0] : mention[1]],
    }
