"""Lines of PDF pages, and the paragraphs they make: a page has no paragraphs, only words at places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scorer.readers._composed import Piece

_WIDER = 1.25
"""How much more than the least distance of lines parts paragraphs."""
_TIGHTEST = 0.9
"""What is nearer is on the same line, raised or lowered."""
_INDENT = 0.6
"""How far, in sizes of its letters, a paragraph's first line is indented at least."""
_LARGER = 1.15
_STOPS = ".?!…\"”’'»)]:"
_RUNNING = 2
"""A line at the edge of so many pages runs along them; it is no text."""


class Line(NamedTuple):
    """A line of words, where it begins, from the left and from the bottom, and the size of its letters."""

    words: str
    x: float
    y: float
    size: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The paragraphs of all pages, each with the page it begins on; one that runs over a page's end is one."""
    edges = Counter(words for page in pages for words in {_edge(line) for line in [*page[:1], *page[-1:]]})
    found: list[Piece] = []
    known = {word.strip(".,;:!?“”\"'()").lower() for page in pages for line in page for word in line.words.split()}
    for number, page in enumerate(pages, 1):
        story = [line for at, line in enumerate(page) if not (at in (0, len(page) - 1) and _is_running(line, edges))]
        for lines in _parted(story):
            piece = Piece(_joined([line.words for line in lines], known), "body", f"page {number}")
            if found and lines[0] is story[0] and _runs_on(found[-1].words, piece.words):
                found[-1] = found[-1]._replace(words=_joined([found[-1].words, piece.words], known))
            else:
                found.append(piece)
    return found


def _edge(line: Line) -> str:
    """A line at a page's edge, whatever the page's number."""
    return "".join("0" if char.isdigit() else char for char in line.words)


def _is_running(line: Line, edges: Counter[str]) -> bool:
    return edges[_edge(line)] >= _RUNNING or not any(char.isalpha() for char in line.words)


def _runs_on(before: str, words: str) -> bool:
    return before[-1:] not in _STOPS and words[:1].islower()


def _parted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines by paragraph: a wider distance, an indent, larger or smaller letters, or a column's top begin one."""
    if not lines:
        return
    usual = min((step for above, line in pairwise(lines) if (step := _step(above, line)) > _TIGHTEST), default=0.0)
    widest = max(len(line.words) for line in lines)
    starts = Counter(round(line.x) for line in lines)
    left = min((x for x, number in starts.items() if number > 1), default=min(starts))
    paragraph = [lines[0]]
    for above, line in pairwise(lines):
        size = max(above.size, line.size) > _LARGER * min(above.size, line.size)
        fresh = abs(above.x - line.x) > _INDENT * line.size or above.words[-1] in _STOPS
        indented = fresh and _INDENT * line.size < line.x - left < 5 * line.size
        column = above.y < line.y and not _runs_on(above.words, line.words)
        ended = len(above.words) * 4 < widest * 3 and above.words[-1] in _STOPS
        if _step(above, line) > _WIDER * usual or size or indented or column or ended:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _step(above: Line, line: Line) -> float:
    """The distance of two lines, in sizes of their letters."""
    return (above.y - line.y) / max(above.size, line.size)


def _joined(lines: Sequence[str], known: set[str]) -> str:
    """Lines as running text; a word parted at a line's end is whole again where the draft has it whole elsewhere."""
    text = lines[0].strip()
    for line in lines[1:]:
        words = line.strip()
        rest = text.rpartition(" ")[2]
        if text.endswith("\u00ad"):
            text = text[:-1] + words
        elif text.endswith("-") and words[:1].islower():
            whole = rest[:-1] + (words.split() or [""])[0]
            text = (text[:-1] if whole.strip(".,;:!?“”\"'()").lower() in known else text) + words
        else:
            text = f"{text} {words}"
    return text


__all__ = ["Line", "paragraphs_of"]
