"""Whose words a paragraph opens and closes with."""

from __future__ import annotations

from scorer.features._view import View
from scorer.types import Source


def lead_of(view: View | None) -> Source | None:
    """The last source that speaks in a paragraph."""
    return view.sources[-1] if view and view.sources else None


def surname_of(source: Source) -> str:
    """The last word of a source's name, folded; "" where it has none."""
    return source.name.lower().split()[-1] if source.name else ""


def opening_of(view: View | None) -> Source | None:
    """The first source that speaks in a paragraph."""
    return view.sources[0] if view and view.sources else None
