"""Whose words a paragraph opens and closes with."""

from __future__ import annotations

from scorer.features._view import View
from scorer.types import Source


def lead_of(view: View | None) -> Source | None:
    """The last source that speaks in a paragraph."""
    if view is None:
        return None
    for one in reversed(view.asserted):
        if one.source:
            return one.source
    for _, _, source, _ in reversed(view.stretches):
        if source:
            return source
    return None


def surname_of(source: Source) -> str:
    """The last word of a source's name, folded; "" where it has none."""
    return source.name.lower().split()[-1] if source.name else ""


def opening_of(view: View | None) -> Source | None:
    """The first source that speaks in a paragraph."""
    if view is None:
        return None
    for one in view.asserted:
        if one.source:
            return one.source
    return next((source for _, _, source, _ in view.stretches if source), None)
