"""CSV: one table of all documents, a row a source, or a row a reply.

Cells of text are on one line, with control characters spelled out. One that a spreadsheet would take for a formula has an
apostrophe before it. Several values in one cell stand apart by "; ", several excerpts by " | ". Yes and no are ``yes`` and
``no``, what is not known is empty, numbers are not rounded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from scorer.reports._lettering import make_visible
from scorer.types import Answer, Excerpt, ReplyRow, SourceRow, SourceTables

_FORMULA = tuple("=+-@＝＋－＠|%")
SOURCES = (
    "document", "id", "source", "kind", "subkind", "role", "unnamed", "counted", "silent", "paragraphs", "first_paragraph",
    "mentions", "words", "share_words", "quoted", "quoted_words", "relayed", "count", "described", "reason", "reason_kind",
    "stake", "withheld", "drift", "evidence", "kind_evidence",
)  # fmt: skip
REPLIES = (
    "document", "party_id", "party", "party_kind", "accused", "accusation_paragraph", "accusation", "accused_by", "status", "lag",
    "response", "response_paragraph", "response_text", "response_lag", "attempts", "means", "deadline", "elliptic",
)  # fmt: skip

Cell = str | int | float | bool | None


class Reporter:
    """Writes one table of comma-separated values, with one line of headings."""

    def __init__(self, stream: TextIO, tables: tuple[str, ...]):
        self.writer = csv.writer(stream, lineterminator="\n")  # a text stream ends lines as its system does
        self.table = tables[0]

    def begin(self) -> None:
        """Write the headings."""
        self.writer.writerow(SOURCES if self.table == "sources" else REPLIES)

    def document(self, tables: SourceTables) -> None:
        """Write the rows of one document."""
        name = tables.annotated.document.name
        if self.table == "sources":
            rows: Iterable[tuple[Cell, ...]] = (_source_cells(row) for row in tables.sources)
        else:
            rows = (cells for row in tables.replies for cells in _reply_cells(row))
        self.writer.writerows([_show(cell) for cell in (name, *cells)] for cells in rows)

    def end(self) -> None:
        """Nothing stands behind the last row."""


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
        _list(row.paragraphs),
        row.paragraphs[0] if row.paragraphs else None,
        len(row.mentions),
        row.words,
        row.share,
        row.quoted > 0,
        row.quoted,
        _list(row.relayed),
        source.count,
        _list(sorted(source.described)),
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
        _list(reply.means),
        answer.deadline.text if answer.deadline else None,
        reply.elliptic,
    )


def _list(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values)


def _quote(excerpts: Iterable[Excerpt]) -> str:
    """Each wording once."""
    return " | ".join(dict.fromkeys(" ".join(excerpt.text.split()) for excerpt in excerpts))


def _show(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    text = make_visible(" ".join(cell.split()))
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA) else text
