"""What shades, letters, marks and shapes mean, below a picture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from scorer.pictures._canvas import Canvas
from scorer.pictures._words import mark
from scorer.terms import LETTERS, MARKS, name_level
from scorer.types import LEVELS, Score

SIZE = 5.5
"""The usual half of the sign of a source."""
PASSES_ON = "passes on what others told"
_SWATCH = 18
_GROUPS = {"named": "named source", "unnamed": "unnamed source", "nobody": "nobody in particular, or not recognised"}


class Sign(NamedTuple):
    """What a legend explains: how much room the sign takes, what it means, and how it is drawn at the corner given to it."""

    room: float
    words: str
    draw: Callable[[float, float], None]


def explain(canvas: Canvas, signs: Sequence[Sign]) -> None:
    """Signs with their meanings, on as many lines as it takes."""
    for sign, (x, y) in zip(signs, canvas.flow([(sign.room, sign.words) for sign in signs]), strict=True):
        sign.draw(x, y)
        canvas.text(x + sign.room, y + 13.5, sign.words)


def explain_levels(canvas: Canvas, scores: Sequence[Score]) -> None:
    """The levels there are, the best sourced first."""

    def swatch(level: str, x: float, y: float) -> None:
        canvas.cell(x, y, _SWATCH, _SWATCH, level, LETTERS[level])

    present = {score.level for score in scores}
    levels = [level for level in reversed(LEVELS) if level in present]
    explain(canvas, [Sign(_SWATCH + 6, name_level(level), partial(swatch, level)) for level in levels])


def explain_marks(canvas: Canvas, scores: Sequence[Score]) -> None:
    """The marks there are."""

    def letters(letter: str, x: float, y: float) -> None:
        canvas.text(x, y + 13.5, letter, "strong")

    shown = {letter for score in scores for letter in mark(score)}
    explain(canvas, [Sign(16, word, partial(letters, letter)) for word, letter in MARKS.items() if letter in shown])


def sign_sources(canvas: Canvas, groups: Collection[str]) -> list[Sign]:
    """The signs of the groups of sources there are."""

    def shape(group: str, x: float, y: float) -> None:
        draw_source(canvas, x + 6, y + 9, group)

    return [Sign(18, words, partial(shape, group)) for group, words in _GROUPS.items() if group in groups]


def draw_source(canvas: Canvas, x: float, y: float, group: str, size: float = SIZE) -> None:
    """The sign of a source: full where it is named, hollow and dashed where it is not, a square for nobody in particular."""
    look = group if size == SIZE else f"{group} small"
    if group == "nobody":
        canvas.rect(x - size + 1, y - size + 1, 2 * size - 2, 2 * size - 2, look)
    else:
        canvas.circle(x, y, size, look)
