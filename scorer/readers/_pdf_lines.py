"""Lines of PDF pages, and the paragraphs they make: a page has no paragraphs, only words at places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scorer.readers._composed import Piece
from scorer.readers._paragraphs import is_prose

_WIDER = 1.25
"""How much more than the least distance of lines parts paragraphs."""
_TIGHTEST = 0.9
"""What is nearer is on the same line, raised or lowered."""
_INDENT = 0.6
"""How far, in sizes of its letters, a paragraph's first line is indented at least."""
_LARGER = 1.15
_SMALL = 0.8
"""How large the mark of a note is at most, beside the letters of its line."""
_STOPS = ".?!…\"”’'»)]:"
_RUNNING = 2
"""A line at the edge of so many pages runs along them; it is no text."""
_SYMBOLS = "\x7f\uf0a7\uf0b7\uf0d8\uf0fc"
"""Bullets by what they are in the encoding of Windows and in symbol fonts."""
_BULLETS = "•‣◦▪■●▸➢✓" + _SYMBOLS
_LETTER = 0.55
"""How wide a letter is, in sizes of its letters, to guess where a stretch of words ends."""
_APART = 3.0
"""How wide the gap between cells of a table is at least, in sizes of letters."""
_LEVEL = 0.1
"""How much cells of a row differ in height at most, in sizes of letters."""
_SIGNS = frozenset("*†‡§")
_HYPHENATING = 25
"""Where one line in so many ends in a hyphen, words are parted at line ends."""


class Line(NamedTuple):
    """A line of words, where it begins, from the left and from the bottom, and the size of its letters.

    ``notes`` are the raised marks of notes in it; ``apart`` says that it has gaps as the row of a table has.
    """

    words: str
    x: float
    y: float
    size: float
    notes: tuple[str, ...] = ()
    apart: bool = False


def is_note_mark(words: str, before: Sequence[str], raised: float, size: float) -> bool:
    """Whether these words are the raised mark of a note behind ``before``, no power of a unit; in sizes of the line's letters."""
    if raised <= 0 or size > _SMALL or len(words) > 3 or not (words.isdecimal() or _SIGNS.issuperset(words)):
        return False
    word = "".join(before[-2:]).rpartition(" ")[2]
    return len(word) > 2


def is_entry_apart(last: tuple[float, int], x: float, size: float) -> bool:
    """Whether words at ``x`` stand apart from the last ones on their line, of which the place and the length are known."""
    return x - last[0] - last[1] * _LETTER * size > _APART * size


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The paragraphs of all pages, each with the page it begins on; one that runs over a page's end is one."""
    edges = Counter(words for page in pages for words in {_edge(line) for line in [*page[:1], *page[-1:]]})
    found: list[Piece] = []
    words = _Words(pages)
    for number, page in enumerate(pages, 1):
        story = [line for at, line in enumerate(page) if not (at in (0, len(page) - 1) and _is_running(line, edges))]
        story = _side_by_side(story)
        parted = list(_parted(story))
        notes = _notes_at_the_end(parted)
        for at, lines in enumerate(parted):
            piece = Piece(_joined([line.words for line in lines], words), _kind(lines), f"page {number}")
            if at >= len(parted) - notes:
                piece = piece._replace(words=piece.words.partition(" ")[2], kind="caption")
            last = _last_of_the_story(found) if lines[0] is story[0] else -1
            if last >= 0 and _runs_on(found[last].words, piece.words):
                found[last] = found[last]._replace(words=_joined([found[last].words, piece.words], words))
            else:
                found.append(piece)
    return found


def _last_of_the_story(pieces: Sequence[Piece]) -> int:
    """Which piece is the last one that is no note; -1 where none is."""
    return next((at for at in reversed(range(len(pieces))) if pieces[at].kind != "caption"), -1)


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    """The lines, a bullet and its item made one, and the cells of a row, which some programs write each by itself."""
    merged: list[Line] = []
    for line in lines:
        above = merged[-1] if merged else line
        level = abs(above.y - line.y) / line.size
        if line.x > above.x and above.words in _BULLETS and level < _TIGHTEST / 2:
            merged[-1] = line._replace(words=f"{above.words} {line.words}", x=above.x)
        elif level < _LEVEL and is_entry_apart((above.x, len(above.words)), line.x, line.size):
            merged[-1] = above._replace(words=f"{above.words} {line.words}", apart=True)
        else:
            merged.append(line)
    return merged


def _notes_at_the_end(paragraphs: Sequence[Sequence[Line]]) -> int:
    """How many paragraphs at the end of a page are notes: each opens with a mark that is raised further up."""
    marks = {mark for lines in paragraphs for line in lines for mark in line.notes}
    number = 0
    while number < len(paragraphs) and paragraphs[-1 - number][0].words.partition(" ")[0] in marks:
        number += 1
    return number


def _kind(lines: Sequence[Line]) -> str:
    """What the setting tells: an item of a list, or a row of a table that is no prose."""
    first = lines[0]
    if _opens_item(first):
        return "list"
    return "list" if len(lines) == 1 and first.apart and not is_prose(first.words) else "body"


def _opens_item(line: Line) -> bool:
    return line.words[0] in _BULLETS and line.words[1:2] == " "


def _edge(line: Line) -> tuple[str, int]:
    """A line at a page's edge, whatever the page's number, and how high it stands."""
    return "".join("0" if char.isdigit() else char for char in line.words), round(line.y / line.size)


def _is_running(line: Line, edges: Counter[tuple[str, int]]) -> bool:
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
        indented = fresh and _INDENT * line.size < line.x - left < 5 * line.size and not _opens_item(paragraph[0])
        column = above.y < line.y and not _runs_on(above.words, line.words)
        ended = len(above.words) * 4 < widest * 3 and above.words[-1] in _STOPS
        item = _opens_item(line)
        if _step(above, line) > _WIDER * usual or size or indented or column or ended or item or line.apart or above.apart:
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
    if text[0] in _SYMBOLS:
        text = "•" + text[1:]
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


__all__ = ["Line", "is_entry_apart", "is_note_mark", "paragraphs_of"]
