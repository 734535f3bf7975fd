"""Pictures of a scored draft as SVG or PNG, one module each: its strip, who says what, and its timeline.

Every picture is drawn from a scored draft and its tables of sources. A page that shows pictures includes ``STYLE`` and asks for
them ``bare``.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from scorer.errors import ScorerError, nearest
from scorer.pictures._png import rasterise, require_resvg
from scorer.pictures._style import DARK, LIGHT, PALETTE, STYLE
from scorer.types import ScoredDocument, SourceTables

__all__ = ["DARK", "LIGHT", "PALETTE", "PICTURES", "STYLE", "draw", "rasterise", "require_resvg"]

PICTURES = {"strip": "strip", "sources": "source_graph", "timeline": "timeline"}
"""Which module draws a picture, in ``draw_`` and its name."""


def draw(name: str, scored: ScoredDocument, tables: SourceTables, *, links: bool = False, bare: bool = False) -> str:
    """The picture of a draft called ``name``, as SVG.

    ``links`` makes what shows a paragraph lead to ``#p`` and its number; ``bare`` leaves out style and visible heading, for a
    page that has them. Raises ``ScorerError`` where there is no picture of that name.
    """
    if name not in PICTURES:
        raise ScorerError(f"no picture {name!r}; {nearest(name, list(PICTURES))}")
    module = import_module(f"{__name__}.{PICTURES[name]}")
    return cast(str, getattr(module, f"draw_{name}")(scored, tables, links=links, bare=bare))
