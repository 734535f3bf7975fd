"""The two tables as a spreadsheet has them: a row a source, and a row an answer. Several excerpts stand apart by " | "."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorer.reports._cells import Cell
from scorer.types import Answer, Excerpt, ReplyRow, SourceRow, SourceTables

SOURCES = (
    "document", "id", "source", "kind", "subkind", "role", "unnamed", "counted", "silent", "paragraphs", "first_paragraph",
    "mentions", "words", "share_words", "quoted", "quoted_words", "relayed", "count", "described", "reason", "reason_kind",
    "stake", "withheld", "drift", "evidence", "kind_evidence",
)  # fmt: skip
REPLIES = (
    "document", "party_id", "party", "party_kind", "accused", "accusation_paragraph", "accusation", "accused_by", "status", "lag",
    "response", "response_paragraph", "response_text", "response_lag", "attempts", "means", "deadline", "elliptic",
)  # fmt: skip
COLUMNS = {"sources": SOURCES, "replies": REPLIES}


def list_cells(tables: SourceTables, table: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of one table of a document."""
    name = tables.annotated.document.name
    if table == "sources":
        yield from ((name, *_source_cells(row)) for row in tables.sources)
    else:
        yield from ((name, *cells) for row in tables.replies for cells in _reply_cells(row))


def _source_cells(row: SourceRow) -> tuple[Cell, ...]:
    source = row.source
    return (
        source.id,
        source.name,
        source.kind,
        source.subkind,
        source.role,
        source.unnamed,
        row.counted,
        row.silent,
        row.paragraphs,
        row.paragraphs[0] if row.paragraphs else None,
        len(row.mentions),
        row.words,
        row.share,
        row.quoted > 0,
        row.quoted,
        row.relayed,
        source.count,
        sorted(source.described),
        row.reason.text if row.reason else None,
        source.reason_kind,
        row.stake.text if row.stake else None,
        _quote(row.withheld),
        _quote(row.drift),
        _quote(row.mentions),
        " | ".join(row.evidence),
    )


def _reply_cells(row: ReplyRow) -> Iterator[tuple[Cell, ...]]:
    """A line for every answer; one for a party that gave none."""
    by = row.accusation.source if row.accusation else None
    party: tuple[Cell, ...] = (
        row.party.id if row.party else None,
        row.name,
        row.party.kind if row.party else None,
        row.accusation is not None,
        row.charge.paragraph if row.charge else None,
        row.charge.text if row.charge else None,
        by.name if by else None,
        row.status,
        row.lag,
    )
    for answer in row.answers:
        yield party + _answer_cells(answer)
    if not row.answers:
        yield party + (None,) * (len(REPLIES) - 1 - len(party))


def _answer_cells(answer: Answer) -> tuple[Cell, ...]:
    reply = answer.reply
    return (
        reply.label,
        answer.words.paragraph,
        answer.words.text,
        answer.lag,
        reply.attempts,
        reply.means,
        answer.deadline.text if answer.deadline else None,
        reply.elliptic,
    )


def _quote(excerpts: Iterable[Excerpt]) -> str:
    """Each wording once."""
    return " | ".join(dict.fromkeys(" ".join(excerpt.text.split()) for excerpt in excerpts))
