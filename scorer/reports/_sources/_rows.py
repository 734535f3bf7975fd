"""Rows of the tables as plain dictionaries: ``sources_document`` of ``score.schema.json``."""

from __future__ import annotations

from scorer.reports._records import SCHEMA, Record
from scorer.types import Answer, Excerpt, ReplyRow, Source, SourceRow, SourceTables


def describe_tables(tables: SourceTables, wanted: tuple[str, ...]) -> Record:
    """A whole document as one record; a table that is not wanted is left out."""
    record: Record = {"schema": SCHEMA, "document": tables.annotated.document.name, "scope": tables.annotated.scope}
    for name, rows in list_rows(tables, wanted):
        record[name] = rows
    record["measures"] = tables.measures
    return record


def list_rows(tables: SourceTables, wanted: tuple[str, ...]) -> list[tuple[str, list[Record]]]:
    """The tables that are wanted, by name, with their rows as records."""
    rows = {
        "sources": [_describe_source(row) for row in tables.sources],
        "replies": [_describe_reply(row) for row in tables.replies],
    }
    return [(name, rows[name]) for name in rows if name in wanted]


def _describe_source(row: SourceRow) -> Record:
    source = row.source
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "subkind": source.subkind,
        "role": source.role,
        "unnamed": source.unnamed,
        "counted": row.counted,
        "silent": row.silent,
        "paragraphs": list(row.paragraphs),
        "first_paragraph": row.paragraphs[0] if row.paragraphs else None,
        "mentions": [_describe_excerpt(mention) for mention in row.mentions],
        "contents": [list(span) for span in row.contents],
        "words": row.words,
        "share_words": float(row.share),
        "quoted": row.quoted > 0,
        "quoted_words": row.quoted,
        "relayed": list(row.relayed),
        "count": source.count,
        "described": sorted(source.described),
        "reason": _describe_excerpt(row.reason) if row.reason else None,
        "reason_kind": source.reason_kind,
        "stake": _describe_excerpt(row.stake) if row.stake else None,
        "withheld": [_describe_excerpt(excerpt) for excerpt in row.withheld],
        "drift": [_describe_excerpt(excerpt) for excerpt in row.drift],
        "evidence": list(row.evidence),
    }


def _describe_reply(row: ReplyRow) -> Record:
    accusation = None
    if row.accusation and row.charge:
        by = row.accusation.source
        accusation = _describe_excerpt(row.charge) | {"by": _describe_party(by, by.name) if by else None}
    return {
        "party": _describe_party(row.party, row.name),
        "accusation": accusation,
        "status": row.status,
        "lag": row.lag,
        "replies": [_describe_answer(answer) for answer in row.answers],
        "further": row.further,
    }


def _describe_party(source: Source | None, name: str) -> Record:
    return {"id": source.id if source else None, "name": name, "kind": source.kind if source else None}


def _describe_answer(answer: Answer) -> Record:
    reply = answer.reply
    return {
        "label": reply.label,
        **_describe_excerpt(answer.words),
        "lag": answer.lag,
        "attempts": reply.attempts,
        "means": list(reply.means),
        "deadline": _describe_excerpt(answer.deadline) if answer.deadline else None,
        "elliptic": bool(reply.elliptic),
    }


def _describe_excerpt(excerpt: Excerpt) -> Record:
    return {"text": excerpt.text, "paragraph": excerpt.paragraph, "start": excerpt.start, "end": excerpt.end}
