"""Who says what as a graph: sources on the left, paragraphs on the right, a line for what is credited to a source there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from scorer.pictures._canvas import MARGIN, Canvas
from scorer.pictures._credited import Credited, choose_sources, describe_credited, list_credited
from scorer.pictures._legends import PASSES_ON, Sign, draw_source, explain, explain_levels, explain_marks, sign_sources
from scorer.pictures._words import Bundle, bundle, cut, group_source, mark, name_source
from scorer.terms import LETTERS, count, join_runs, name_kind
from scorer.types import ScoredDocument, SourceRow, SourceTables

_WIDTH = 720
_NODE, _CELL_X = 300, 560
_CELL_WIDTH, _BUNDLE_WIDTH, _CELL_HEIGHT = 26, 84, 20
_PARAGRAPHS, _SOURCES = 60, 18
_PITCH_PARAGRAPHS, _PITCH_SOURCES = 25, 38
_LABEL_COLUMNS = 36
_THICKEST = 6


def draw_sources(scored: ScoredDocument, tables: SourceTables, *, links: bool = False, bare: bool = False) -> str:
    """The graph as SVG, with the busiest sources where there are many, and paragraphs in bundles where there are many.

    ``links`` makes paragraphs and lines lead to ``#p`` and the number of a paragraph; ``bare`` leaves out style and visible
    heading, for a page that has them.
    """
    canvas = Canvas("sources", "Who says what", scored, _WIDTH, links=links, bare=bare)
    bundles = bundle(scored.scores, _PARAGRAPHS)
    credited = list_credited(tables)
    shown, rest = choose_sources(tables.sources, credited, _SOURCES)
    canvas.describe(_describe(shown, rest, credited))
    top = canvas.y + 20
    canvas.text(_NODE - 16, canvas.y + 9, "source", "faint", "end")
    bundled = len(bundles) < len(scored.scores)
    canvas.text(_CELL_X, canvas.y + 9, "paragraphs, mean score" if bundled else "paragraph", "faint")
    places = len(shown) + bool(rest)
    height = max(len(bundles) * _PITCH_PARAGRAPHS, places * _PITCH_SOURCES, 30)
    starts = [one.first for one in bundles]
    at_bundle = [top + (number + 0.5) * height / len(bundles) for number in range(len(bundles))]
    at_source = [top + (number + 0.5) * height / max(places, 1) for number in range(places)]
    relayed = False
    for row, y in zip(shown, at_source, strict=False):
        relayed |= _draw_links(canvas, row, credited[row.source.id], y, starts, at_bundle)
    for row, y in zip(shown, at_source, strict=False):
        _draw_node(canvas, row, credited[row.source.id], y)
    if rest:
        canvas.text(_NODE - 16, at_source[-1] + 4, f"and {len(rest)} more, credited with less", "faint", "end")
    if not tables.sources:
        canvas.text(_NODE - 16, top + 18, "no source found", "faint", "end")
    for one, y in zip(bundles, at_bundle, strict=True):
        _draw_bundle(canvas, one, y)
    canvas.y = top + height + 6
    signs = sign_sources(canvas, {group_source(row) for row in shown})
    if relayed:
        signs.append(Sign(40, PASSES_ON, lambda x, y: canvas.path("link from-nobody relay", "M", x, y + 9, "h", 32, width=2)))
    explain(canvas, signs)
    if bundled:
        canvas.text(MARGIN, canvas.y + 16, "The thicker a line, the more paragraphs hold something of the source.", "faint")
        canvas.y += 24
    else:
        explain_levels(canvas, scored.scores)
        explain_marks(canvas, scored.scores)
    return canvas.finish()


def _describe(shown: Iterable[SourceRow], rest: Sequence[SourceRow], credited: Credited) -> str:
    told = [describe_credited(row, credited[row.source.id]) for row in shown]
    if rest:
        told.append(f"and {count(len(rest), 'more source')}")
    return ". ".join(told) + "." if told else "No source found."


def _draw_links(
    canvas: Canvas, row: SourceRow, credited: Counter[int], y: float, starts: list[int], at_bundle: list[float]
) -> bool:
    """A line to each bundle with something credited to the source, the thicker the more of its paragraphs have it.

    Whether any of them is dashed, because there the source passes on what others told.
    """
    reached: dict[int, list[int]] = {}
    for number in sorted(credited):
        reached.setdefault(bisect_right(starts, number) - 1, []).append(number)
    middle = (_NODE + _CELL_X) / 2
    dashed = False
    for at, numbers in reached.items():
        relayed = set(numbers) <= set(row.relayed)
        dashed |= relayed
        look = f"link from-{group_source(row)}" + " relay" * relayed
        verb = PASSES_ON if relayed else "is credited"
        with canvas.group(f"{name_source(row)} {verb} in paragraph {join_runs(numbers, '–')}", numbers[0]):
            x, there, width = _CELL_X - 3, at_bundle[at], min(1 + len(numbers), _THICKEST)
            canvas.path(look, "M", _NODE + 8, y, "C", middle, y, middle, there, x, there, width=width)
    return dashed


def _draw_node(canvas: Canvas, row: SourceRow, credited: Counter[int], y: float) -> None:
    kind = name_kind(row.source.kind, row.source.subkind)
    if not credited:
        kind += ", credited with nothing"
    with canvas.group(describe_credited(row, credited)):
        canvas.text(_NODE - 16, y - 1, cut(name_source(row), _LABEL_COLUMNS), "", "end")
        canvas.text(_NODE - 16, y + 13, kind, "faint", "end")
        draw_source(canvas, _NODE, y, group_source(row))


def _draw_bundle(canvas: Canvas, one: Bundle, y: float) -> None:
    top = y - _CELL_HEIGHT / 2
    with canvas.group(one.describe(), one.first):
        if len(one.scores) > 1:
            canvas.rect(_CELL_X, top, _BUNDLE_WIDTH, _CELL_HEIGHT, "shape bundle")
            canvas.text(_CELL_X + _BUNDLE_WIDTH / 2, y + 4, one.label, "faint", "middle")
            canvas.text(_CELL_X + _BUNDLE_WIDTH + 8, y + 4, "–" if one.value is None else f"{one.value:.2f}", "faint")
            return
        [score] = one.scores
        canvas.cell(_CELL_X, top, _CELL_WIDTH, _CELL_HEIGHT, score.level, LETTERS[score.level])
        canvas.text(_CELL_X + _CELL_WIDTH + 8, y + 4, one.label, "faint")
        canvas.text(_CELL_X + _CELL_WIDTH + 32, y + 4, mark(score), "mark")
