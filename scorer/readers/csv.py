"""Tables in CSV: a draft a row, in a column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from scorer.errors import UnreadableInput
from scorer.readers._composed import called, compose, listed, only, pieces_of_text, while_hopeful
from scorer.text.decoding import decode, refusal
from scorer.types import Document

SUFFIXES = (".csv", ".tsv")
ONLY_NAMED = SUFFIXES
LARGEST = 64 * 1024 * 1024

LONGEST = 8 * 1024 * 1024
"""Letters of one cell."""
_SAMPLE = 64 * 1024
"""Characters among which the head of a table ends; the whole is not copied for it."""
_DELIMITERS = "\t;,"


def read(data: bytes, name: str) -> Document:
    """The only draft in a table."""
    return only(read_many(data, name), name)


def read_many(data: bytes, name: str, field: str = "text") -> Iterator[Document | UnreadableInput]:
    """The drafts in the column ``field``, one a row, called by the column ``id``; a row that cannot be read is an error."""
    text = decode(data, name)
    rows = read_rows(_lines(text), delimiter_of(text, name), name)
    head = next(rows, None)
    if head is None or isinstance(head, UnreadableInput):
        raise head or refusal(name, "this file holds no table", "check that it is the right file")
    columns = [column.strip() for column in head[1]]
    if field not in columns:
        raise no_column(name, field, columns)
    at, key = columns.index(field), columns.index("id") if "id" in columns else -1
    yield from while_hopeful((_draft(row, columns, at, key, name) for row in rows), name)


def _draft(
    row: tuple[int, list[str]] | UnreadableInput, columns: list[str], text: int, key: int, name: str
) -> Document | UnreadableInput:
    if isinstance(row, UnreadableInput):
        return row
    number, cells = row
    if len(cells) != len(columns):
        return uneven(name, number, cells, columns)
    label = called(name, cells[key] if key >= 0 else None, number)
    return compose(pieces_of_text(cells[text], f"line {number}, {columns[text]}"), label)


def uneven(name: str, number: int, cells: list[str], columns: list[str]) -> UnreadableInput:
    """The error for a row that has another number of cells than the head."""
    what = f"{len(cells)} cells in a row of {len(columns)} columns"
    return refusal(f"{name}:{number}", what, "check that the file is whole, and put text with commas into quotation marks")


def no_column(name: str, field: str, columns: list[str]) -> UnreadableInput:
    """The error for a table without the column of the text."""
    remedy = f"name the one that has the text by --text-field; columns: {listed(columns)}"
    return refusal(name, f"no column {field!r}", remedy)


def delimiter_of(text: str, name: str) -> str:
    """What stands between the cells of a table, by its name or its first line."""
    head = text[:_SAMPLE].lstrip().partition("\n")[0]
    return "\t" if name.lower().endswith(".tsv") else max(reversed(_DELIMITERS), key=head.count)


def read_rows(lines: Iterable[str], delimiter: str, name: str) -> Iterator[tuple[int, list[str]] | UnreadableInput]:
    """The rows that are not empty, each with the line of the file it begins in."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield refusal(f"{name}:{number}", f"this row cannot be read ({error})", "check that the file is whole")
            continue
        if any(len(cell) > LONGEST for cell in cells):  # the library's own limit is the process's, and others may raise it
            what = f"this row cannot be read (a cell of more than {LONGEST // 1024**2} MB)"
            yield refusal(f"{name}:{number}", what, "check that the file is whole")
        elif cells:
            yield number, cells


def _lines(text: str) -> Iterator[str]:
    """The lines one by one: all at once they take several times the memory."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


__all__ = [
    "LARGEST", "LONGEST", "ONLY_NAMED", "SUFFIXES", "delimiter_of", "no_column", "read", "read_many", "read_rows", "uneven",
]  # fmt: skip
