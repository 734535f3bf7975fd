"""Sheets of text and tables for people: aligned on a terminal, or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

from scorer.reports._lettering import Lettering, make_visible, measure

_GAP = "  "


class Words(NamedTuple):
    """A paragraph."""

    text: str


class Grid(NamedTuple):
    """A table: ``alignment`` has an l or r for every column; ``below`` is what stands below each row, if anything."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    alignment: str
    below: Sequence[str] = ()


Sheet = Iterable[Words | Grid]


def write_sheet(stream: TextIO, sheet: Sheet, *, markdown: bool = False) -> None:
    """A sheet, an empty line between its parts."""
    lettering = Lettering(stream)
    for at, part in enumerate(sheet):
        lines = _mark_down(part) if markdown else _lay_out(part, lettering)
        stream.write("\n" * bool(at) + "".join(f"{line}\n" for line in lines))


def _lay_out(part: Words | Grid, lettering: Lettering) -> list[str]:
    if isinstance(part, Words):
        return lettering.wrap(part.text, "")
    if not part.rows:
        return [lettering.paint(lettering.clean(part.title), bold=True)]
    cells = [[lettering.clean(cell) for cell in row] for row in (part.header, *part.rows)]
    widths = [max(map(measure, column)) for column in zip(*cells, strict=True)]
    lines = [_GAP.join(_pad(*cell) for cell in zip(row, widths, part.alignment, strict=True)).rstrip() for row in cells]
    told = [lettering.paint(lettering.clean(part.title), bold=True), lettering.paint(lines[0], dim=True)]
    for at, line in enumerate(lines[1:]):
        told.append(line)
        if part.below:
            told += lettering.wrap(part.below[at], "    ")
    return told


def _pad(cell: str, width: int, side: str) -> str:
    room = " " * (width - measure(cell))
    return cell + room if side == "l" else room + cell


def _mark_down(part: Words | Grid) -> list[str]:
    if isinstance(part, Words):
        return [_escape(part.text)]
    if not part.rows:
        return [f"## {part.title}"]
    rows = [[*row, part.below[at]] for at, row in enumerate(part.rows)] if part.below else part.rows
    header, alignment = ([*part.header, "text"], part.alignment + "l") if part.below else (part.header, part.alignment)
    rule = ["---:" if side == "r" else "---" for side in alignment]
    return [f"## {part.title}", "", *("| " + " | ".join(map(_escape, row)) + " |" for row in (header, rule, *rows))]


def _escape(text: str) -> str:
    return make_visible(" ".join(text.split())).replace("|", "\\|")
