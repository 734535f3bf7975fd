"""Text of drafts in Markdown: shown as it is, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from scorer.reports._cells import Cell, spell_cell
from scorer.reports._lettering import make_visible

_STEERING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&@:])")


def escape_markdown(text: str) -> str:
    """Text that Markdown and HTML show as it is, on one line; nobody is notified by it."""
    shown = _STEERING.sub(r"\\\1", make_visible(" ".join(text.split())))
    return shown.replace("\\&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\@", "&#64;")


def escape_html(text: str) -> str:
    """Text inside an HTML block, where a backslash would be shown."""
    return escape(make_visible(" ".join(text.split()))).replace("@", "&#64;")


def draw_head(columns: Iterable[str]) -> str:
    """The headings of a table, with the rule below them."""
    headings = [escape_markdown(column) for column in columns]
    return f"| {' | '.join(headings)} |\n{'|---' * len(headings)}|\n"


def draw_row(cells: Iterable[Cell]) -> str:
    """A row of a table; fractions have two digits. A dollar is no sign of mathematics."""
    return f"| {' | '.join(escape_markdown(_spell(cell)).replace('$', '&#36;') for cell in cells)} |\n"


def _spell(cell: Cell) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else spell_cell(cell)
