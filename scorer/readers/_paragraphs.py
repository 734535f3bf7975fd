"""From the paragraphs of a word processor's file to a ``Document``: joined by blank lines, each with kind and place."""

from __future__ import annotations

from dataclasses import dataclass, field

from scorer.text.blocks import Extent, cut_chunk, one_line_end, trimmed_lines
from scorer.text.decoding import refusal
from scorer.text.kinds import kind_of
from scorer.types import Block, Document

_LONGEST_HEADING = 200
"""Characters beyond which a paragraph is prose, whatever its style says."""
_FEWEST = 12
"""Words that a table's cell holds at least where it is prose: some newsrooms write whole stories into tables."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph as its file has it: ``kind`` is "" where only its words can tell."""

    kind: str = ""
    cell: tuple[int, ...] = ()
    """Table, row and cell, counted from 1, then those of a table inside that cell."""
    note: str = ""
    """"footnote" or "endnote" with its number."""
    pieces: list[str] = field(default_factory=list)
    joined: bool = False
    """Whether its end is deleted, so that the next paragraph goes on with it."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Tables:
    """Where in which table the walk is."""

    open: list[list[int]] = field(default_factory=list)
    count: list[int] = field(default_factory=lambda: [0])
    """Tables so far, at each depth of nesting."""

    def enter(self) -> None:
        """A table begins."""
        self.count[-1] += 1
        self.open.append([self.count[-1], 0, 0])
        self.count.append(0)

    def leave(self) -> None:
        """A table ends."""
        if self.open:
            self.open.pop()
            self.count.pop()

    def row(self) -> None:
        """A row begins."""
        if self.open:
            self.open[-1][1:] = [self.open[-1][1] + 1, 0]

    def drop_row(self) -> None:
        """The row at hand is deleted and does not count."""
        if self.open:
            self.open[-1][1] -= 1

    def cell(self, columns: int = 1) -> None:
        """A cell begins, or several empty ones that are written as one."""
        if self.open:
            self.open[-1][2] += columns
            self.count[-1] = 0

    def at(self) -> tuple[int, ...]:
        """Table, row and cell at hand, of every table from the outermost in; empty outside tables."""
        return tuple(number for table in self.open for number in table)


def joined(paragraphs: list[Paragraph], name: str) -> Document:
    """The document of these paragraphs; those without words are left out and not counted."""
    pieces: list[str] = []
    found: list[tuple[Extent, Paragraph, str]] = []
    at = 0
    count = 0
    in_cell: dict[tuple[int, ...], int] = {}
    for paragraph in _without_deleted_ends(paragraphs):
        text = one_line_end(paragraph.text)
        extents = _extents(text)
        if not extents:
            continue
        if paragraph.cell:
            in_cell[paragraph.cell] = in_cell.get(paragraph.cell, 0) + 1
            place = _cell_label(paragraph.cell, in_cell[paragraph.cell])
        elif paragraph.note:
            place = paragraph.note
        else:
            count += 1
            place = f"paragraph {count}"
        for number, (start, end) in enumerate(extents):
            words = text[start:end]
            line = text.count("\n", extents[0][0], start) + 1
            found.append(((at, at + len(words)), paragraph, f"{place}, line {line}" if number else place))
            pieces.append(words)
            at += len(words) + 2
    if not found:
        raise refusal(name, "this document holds no text", "check that it is the right file, or save it anew")
    text = "\n\n".join(pieces)
    return Document(text, name, _blocks(text, found), places=[place for _, _, place in found])


def _without_deleted_ends(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, one whose end is deleted made one with the next."""
    kept: list[Paragraph] = []
    open_end = False
    for paragraph in paragraphs:
        if open_end and kept[-1].cell == paragraph.cell and kept[-1].note == paragraph.note:
            kept[-1].pieces += paragraph.pieces
            kept[-1].kind = paragraph.kind  # a paragraph's properties go with its end
        else:
            kept.append(paragraph)
        open_end = paragraph.joined
    return kept


def _extents(text: str) -> list[Extent]:
    """The blocks of one paragraph: one, unless line breaks inside it part it as they would a plain text."""
    if "\n" not in text:
        return [line for line in trimmed_lines(text) if line[0] < line[1]]
    chunks: list[list[Extent]] = [[]]
    for line in trimmed_lines(text):
        if line[0] < line[1]:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [extent for chunk in chunks if chunk for extent in cut_chunk(text, chunk)]


def _cell_label(cell: tuple[int, ...], number: int) -> str:
    """Where a paragraph of a table is found, from the outermost table in."""
    tables = [cell[at : at + 3] for at in range(0, len(cell), 3)]
    label = ", in it ".join(f"table {table}, row {row}, cell {column}" for table, row, column in tables)
    return f"{label}, paragraph {number}" if number > 1 else label


def is_prose(words: str) -> bool:
    """Whether a cell holds sentences rather than a figure or a name."""
    return words[-1] in '.?!"”’' and len(words.split()) >= _FEWEST


def _blocks(text: str, found: list[tuple[Extent, Paragraph, str]]) -> list[Block]:
    """The blocks with their kinds: what the file says, else what the words say.

    Notes stand around the story as captions do, and are as little held to its sourcing.
    """
    blocks: list[Block] = []
    previous = ""
    for number, ((start, end), paragraph, _) in enumerate(found):
        words = text[start:end]
        kind = "caption" if paragraph.note else paragraph.kind
        if not kind or (kind == "heading" and len(words) > _LONGEST_HEADING):
            kind = "list" if paragraph.cell and not is_prose(words) else kind_of(words, number, len(found), previous)
        blocks.append(Block(start, end, kind))
        previous = kind
    return blocks


def style_kind(style: str) -> str:
    """The kind of block that the name of a paragraph style tells, as Word, LibreOffice and newsrooms name theirs; "" where none.

    Word's "List Paragraph" tells nothing: it stays where a list was made prose again.
    """
    name = style.lower().replace("_20_", " ").replace("_", " ").strip()
    if name.startswith(("heading", "title", "subtitle", "headline", "subhead")):
        return "heading"
    if name.startswith(("byline", "dateline")):
        return "byline" if name.startswith("byline") else "dateline"
    if name.startswith(("caption", "illustration", "figure", "drawing")):
        return "caption"
    if name.startswith(("quote", "intense quote", "quotation", "block text")):
        return "quote"
    listed = name.startswith(("list", "toc ", "contents ", "numbering")) and name != "list paragraph"
    return "list" if listed else ""


__all__ = ["Paragraph", "Tables", "is_prose", "joined", "style_kind"]
