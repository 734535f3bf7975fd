"""Figures as a person reads them: one a line, nested ones indented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from scorer.reports._lettering import make_visible


def write_figures(stream: TextIO, figures: Mapping[str, Any], indent: str = "") -> None:
    """Names and figures, in two columns."""
    width = max((len(str(name)) for name in figures), default=0) + 2
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            stream.write(f"{indent}{name}\n")
            write_figures(stream, figure, indent + "  ")
        else:
            stream.write(f"{indent}{name!s:<{width}}{make_visible(_show(figure))}\n")


def _show(figure: Any) -> str:
    if isinstance(figure, float):
        return f"{figure:.4f}"
    if figure is None:
        return "-"
    if isinstance(figure, list | tuple):
        return "  ".join(_show(part) for part in figure)
    return str(figure)
