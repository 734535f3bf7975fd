"""The line of a draft with a caret under the words meant, cut to a window where the line is long."""

from __future__ import annotations

from scorer.reports._lettering import Lettering, measure
from scorer.types import Document

_LINE_ENDS = "\r\n"
_BEFORE = 0.4
"""Share of the window that shows what stands before the words."""


def draw(document: Document, start: int, end: int, lettering: Lettering, room: int) -> tuple[str, str]:
    """The line with characters ``start`` to ``end``, or a window of it at most ``room`` columns wide, and the carets below them.

    What goes on in another line is marked up to the end of the first.
    """
    text = document.text
    column = document.position(start)[1]
    begin = start - column + 1
    stop = next((at for at in range(start, len(text)) if text[at] in _LINE_ENDS), len(text))
    end = max(min(end, stop), min(start + 1, stop))
    left, right = _window(begin, stop, start, end, room)
    widest = room
    while widest > 2 and measure(_shown(text[left:right], lettering)) > room:  # characters of two columns, or spelled out
        widest -= max(widest // 4, 1)
        left, right = _window(begin, stop, start, end, widest)
    cut = lettering.glyphs["cut"]
    before = (cut if left > begin else "") + _shown(text[left:start], lettering)
    marked = _shown(text[start : min(end, right)], lettering)
    after = _shown(text[min(end, right) : right], lettering) + (cut if right < stop else "")
    if left == begin:
        before = before.lstrip()
    return before + marked + after, " " * measure(before) + "^" * max(measure(marked), 1)


def _window(begin: int, stop: int, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a line to show: all of it, or one cut at blanks with the words meant inside."""
    if stop - begin <= room:
        return begin, stop
    spare = max(room - (end - start), 0)
    left = max(begin, start - int(spare * _BEFORE))
    right = min(stop, left + room)
    left = max(begin, min(left, right - room))
    return left, right


def _shown(text: str, lettering: Lettering) -> str:
    """The text as the stream can carry it, every character that is no letter of it a blank or spelled out."""
    return lettering.carry("".join(" " if char.isspace() else char for char in text))
