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
_HYPHENATING = 25
"""Where one line in so many ends in a hyphen, words are parted at line ends."""


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
    words = _Words(pages)
    for number, page in enumerate(pages, 1):
        story = [line for at, line in enumerate(page) if not (at in (0, len(page) - 1) and _is_running(line, edges))]
        for lines in _parted(story):
            piece = Piece(_joined([line.words for line in lines], words), "body", f"page {number}")
            if found and lines[0] is story[0] and _runs_on(found[-1].words, piece.words):
                found[-1] = found[-1]._replace(words=_joined([found[-1].words, piece.words], words))
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


def _joined(lines: Sequence[str], words: _Words) -> str:
    """Lines as running text, with words that a line's end parts whole again."""
    text = lines[0].strip()
    for line in lines[1:]:
        more = line.strip()
        if text.endswith("\u00ad"):
            text = text[:-1] + more
        elif text.endswith("-") and more[:1].islower():
            head, tail = text.rpartition(" ")[2], more.partition(" ")[0]
            text = (text[:-1] if words.is_parted(head, tail) else text) + more
        else:
            text = f"{text} {more}"
    return text


class _Words:
    """The words of all pages, which tell a word parted at a line's end from one with a hyphen of its own."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        lines = [line.words for page in pages for line in page]
        self.known = {_bare(word) for line in lines for word in line.split()}
        self.hyphenates = sum(line.endswith("-") for line in lines) * _HYPHENATING > len(lines)

    def is_parted(self, head: str, tail: str) -> bool:
        """Whether the hyphen at the end of ``head`` is the setter's: by what stands elsewhere or how often lines have one."""
        if _bare(head[:-1] + tail) in self.known:
            return True
        return self.hyphenates and _bare(head + tail) not in self.known


def _bare(word: str) -> str:
    return word.strip(".,;:!?“”\"'()").lower()


__all__ = ["Line", "paragraphs_of"]
