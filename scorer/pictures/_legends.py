"""What shades, letters, marks and shapes mean, below a picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scorer.pictures._canvas import Canvas
from scorer.pictures._words import mark
from scorer.terms import LETTERS, MARKS, name_level
from scorer.types import LEVELS, Score

SIZE = 5.5
"""The usual half of the sign of a source."""
_SWATCH = 18
_GROUPS = {"named": "named source", "unnamed": "unnamed source", "nobody": "nobody in particular, or not recognised"}
_RELAY = "passes on what others told"


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


def draw_source(canvas: Canvas, x: float, y: float, group: str, size: float = SIZE) -> None:
    """The sign of a source: full where it is named, hollow and dashed where it is not, a square for nobody in particular."""
    look = group if size == SIZE else f"{group} small"
    if group == "nobody":
        canvas.rect(x - size + 1, y - size + 1, 2 * size - 2, 2 * size - 2, look)
    else:
        canvas.circle(x, y, size, look)


def explain_sources(canvas: Canvas, groups: Collection[str], *, relayed: bool, ringed: bool = False) -> None:
    """The kinds of sign there are, and how the picture shows that one passes on what others told: by dashes, or by a ring."""
    present = [(group, words) for group, words in _GROUPS.items() if group in groups]
    room = 26.0 if ringed else 40.0
    places = list(canvas.flow([(18.0, words) for _, words in present] + [(room, _RELAY)] * relayed))
    for (group, words), (x, y) in zip(present, places, strict=False):
        draw_source(canvas, x + 6, y + 9, group)
        canvas.text(x + 18, y + 13.5, words)
    if relayed:
        x, y = places[-1]
        if ringed:
            draw_source(canvas, x + 9, y + 9, "named")
            canvas.circle(x + 9, y + 9, 9, "ring from-named")
        else:
            canvas.path("link from-nobody relay", "M", x, y + 9, "h", 32, width=2)
        canvas.text(x + room, y + 13.5, _RELAY)
