"""The draft as a strip: one cell a paragraph in reading order, its level as shade and letter, its marks beneath."""

from __future__ import annotations

from scorer.pictures._canvas import MARGIN, Canvas
from scorer.pictures._legends import explain_levels, explain_marks
from scorer.pictures._words import describe_score, mark
from scorer.terms import LETTERS, count
from scorer.types import Score, ScoredDocument, SourceTables

_WIDTH = 640
_GUTTER = 34
_CELL, _STEP = 26, 28
_A_ROW = 20
_MARKS_A_LINE, _MARK_LINE = 3, 12


def draw_strip(scored: ScoredDocument, tables: SourceTables | None = None, *, links: bool = False, bare: bool = False) -> str:
    """The strip as SVG; it makes no use of the tables.

    ``links`` makes each cell lead to ``#p`` and the number of its paragraph; ``bare`` leaves out style and visible heading, for
    a page that has them.
    """
    canvas = Canvas("strip", "Strip", scored, _WIDTH, links=links, bare=bare)
    canvas.describe(f"One cell for each of {count(len(scored.scores), 'paragraph')}, in reading order, with the level's letter.")
    if not scored.scores:
        canvas.text(MARGIN, canvas.y + 13, "No paragraphs.")
        canvas.y += 17
    for at in range(0, len(scored.scores), _A_ROW):
        _draw_row(canvas, scored.scores[at : at + _A_ROW])
    explain_levels(canvas, scored.scores)
    explain_marks(canvas, scored.scores)
    return canvas.finish()


def _draw_row(canvas: Canvas, scores: list[Score]) -> None:
    canvas.text(MARGIN + _GUTTER - 8, canvas.y + 17, str(scores[0].paragraph.number), "faint", "end")
    depth = 0
    for at, score in enumerate(scores):
        x = MARGIN + _GUTTER + at * _STEP
        marks = mark(score)
        lines = [marks[start : start + _MARKS_A_LINE] for start in range(0, len(marks), _MARKS_A_LINE)]
        depth = max(depth, len(lines))
        with canvas.group(describe_score(score), score.paragraph.number):
            canvas.cell(x, canvas.y, _CELL, _CELL, score.level, LETTERS[score.level])
            for number, line in enumerate(lines, 1):
                canvas.text(x + _CELL / 2, canvas.y + _CELL + number * _MARK_LINE, line, "mark", "middle")
    canvas.y += _CELL + depth * _MARK_LINE + 10
