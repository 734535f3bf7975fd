"""What shades, letters, marks and shapes mean, below a picture."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.pictures._canvas import Canvas
from scorer.pictures._words import mark
from scorer.terms import LETTERS, MARKS, name_level
from scorer.types import LEVELS, Score

_SWATCH = 18


def explain_levels(canvas: Canvas, scores: Sequence[Score]) -> None:
    """The levels there are, the best sourced first."""
    present = {score.level for score in scores}
    levels = [level for level in reversed(LEVELS) if level in present]
    places = canvas.flow([(_SWATCH + 6, name_level(level)) for level in levels])
    for level, (x, y) in zip(levels, places, strict=True):
        canvas.cell(x, y, _SWATCH, _SWATCH, level, LETTERS[level])
        canvas.text(x + _SWATCH + 6, y + 13.5, name_level(level))


def explain_marks(canvas: Canvas, scores: Sequence[Score]) -> None:
    """The marks there are."""
    shown = {letter for score in scores for letter in mark(score)}
    marks = [(letter, word) for word, letter in MARKS.items() if letter in shown]
    for (letter, word), (x, y) in zip(marks, canvas.flow([(16, word) for _, word in marks]), strict=True):
        canvas.text(x, y + 13, letter, "strong")
        canvas.text(x + 16, y + 13, word)
