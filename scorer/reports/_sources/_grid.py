"""Tables of wrapped cells, in the width there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from scorer.reports._lettering import Lettering, measure

_GAP = "  "


class Column(NamedTuple):
    """A column: its title, its width (a share of what is left over where ``flexible``), and whether its cells stand right."""

    title: str
    width: int
    right: bool = False
    flexible: bool = False


class Grid:
    """Draws rows under titles; the flexible columns share what the others leave."""

    def __init__(self, lettering: Lettering, columns: Sequence[Column]):
        self.lettering = lettering
        self.columns = columns
        fixed = sum(column.width for column in columns if not column.flexible) + len(_GAP) * (len(columns) - 1)
        parts = sum(column.width for column in columns if column.flexible)
        spare = max(lettering.width - fixed, parts)
        self.widths = [column.width * spare // parts if column.flexible else column.width for column in columns]

    def titles(self) -> list[str]:
        """The line of titles, and a rule."""
        titles = self.draw(column.title for column in self.columns)
        rule = _GAP.join(self.lettering.glyphs["rule"] * width for width in self.widths)
        return [*(self.lettering.paint(line, bold=True) for line in titles), rule]

    def draw(self, cells: Iterable[str]) -> list[str]:
        """One row: as many lines as its longest cell needs."""
        folded = [self.lettering.fold(cell, width) for cell, width in zip(cells, self.widths, strict=True)]
        return [self._line(parts) for parts in zip_longest(*folded, fillvalue="")]

    def _line(self, parts: Sequence[str]) -> str:
        placed = []
        for part, column, width in zip(parts, self.columns, self.widths, strict=True):
            space = " " * (width - measure(part))
            placed.append(space + part if column.right else part + space)
        return _GAP.join(placed).rstrip()
