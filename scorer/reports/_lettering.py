"""What a terminal can show: safe characters, glyphs it has, words wrapped and marked, colour only where it is wanted."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from typing import Any, TextIO

import click

from scorer.reports._links import follows_links, tie, uri_of
from scorer.text.fillers import without_fillers
from scorer.text.visible import count_cells, make_visible, measure
from scorer.types import LEVELS

__all__ = ["ASCII", "FANCY", "Lettering", "make_visible", "measure"]

_WORD = re.compile(r"\S+")
_LEAST_WIDTH = 40
_PLAIN_WIDTH = 80
_MEASURE = 100
"""Columns beyond which the eye loses the next line: running text ends here, however wide the terminal is."""
_HANG = "  "

FANCY = {
    "background": "□", "unsupported": "░", "weak": "▒", "qualified": "▓", "accountable": "█",
    "full": "█", "empty": "·", "none": "–", "open": "“", "close": "”", "dot": " · ", "plus": "+", "minus": "−", "cut": "…",
    "rule": "─", "to": "–", "single": "‘’'",
}  # fmt: skip
ASCII = {
    "background": "o", "unsupported": ".", "weak": ":", "qualified": "+", "accountable": "#",
    "full": "#", "empty": ".", "none": "-", "open": '"', "close": '"', "dot": " | ", "plus": "+", "minus": "-", "cut": "...",
    "rule": "-", "to": "-", "single": "'''",
}  # fmt: skip


class Lettering:
    """How to write on one stream: its width, its glyphs, and whether it takes colour."""

    def __init__(self, stream: TextIO):
        self.terminal = terminal = bool(getattr(stream, "isatty", bool)())
        self.links = terminal and follows_links(os.environ)
        self.color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = max(_LEAST_WIDTH, shutil.get_terminal_size().columns) if terminal else _PLAIN_WIDTH
        self.prose_width = min(self.width, _MEASURE)
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.glyphs = FANCY if self.carries("".join(FANCY[level] for level in LEVELS) + "–“”‘’·−…─") else ASCII

    def carries(self, text: str) -> bool:
        """Whether the stream's encoding has all characters of a text."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def clean(self, text: str) -> str:
        """A text as this stream can carry it, on one line, with nothing that steers the terminal."""
        return self._carry(make_visible(" ".join(without_fillers(text).split())))

    def paint(self, text: str, **style: Any) -> str:
        """A text in a style of ``click.style``, where the stream takes colour."""
        return click.style(text, **style) if self.color and text else text

    def wrap(self, text: str, indent: str, marked: Iterable[tuple[int, int]] = (), offset: int = 0) -> list[str]:
        """Lines of a text, indented; words that touch a marked span are underlined. ``offset`` is where the text begins.

        What only keeps the place of markup is not shown.
        """
        spans = sorted(marked) if self.color else []
        room = self.prose_width - len(indent)
        lines: list[str] = []
        line: list[str] = []
        used = at = 0
        for found in _WORD.finditer(text):
            start, end = found.start() + offset, found.end() + offset
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            evident = at < len(spans) and spans[at][0] < end
            shown = without_fillers(found[0])
            for piece in self._cut(self._carry(make_visible(shown)), room) if shown else ():
                needed = measure(piece)
                if line and used + 1 + needed > room:
                    lines.append(indent + " ".join(line))
                    line, used = [], 0
                used += needed + bool(line)
                line.append(self.paint(piece, underline=True) if evident else piece)
        if line:
            lines.append(indent + " ".join(line))
        return lines

    def link(self, text: str, name: str) -> str:
        """A text that leads to the file of a draft, where the terminal follows links and there is such a file."""
        uri = uri_of(name) if self.links else ""
        return tie(text, uri) if uri else text

    def title(self, name: str, before: str = "") -> list[str]:
        """The name of a draft as it stands above what is told of it; in one piece where others may look for it, off terminals."""
        if not self.terminal:
            return [self.clean(before + name)]
        return [self.link(self.paint(line, bold=True), name) for line in self.fold(before + name, self.width)]

    def hang(self, lead: str, text: str, indent: str) -> list[str]:
        """Lines of a text behind a lead, all but the first indented."""
        lines = self.fold(text, self.prose_width - max(len(lead), len(indent)))
        return [(indent if at else lead) + line for at, line in enumerate(lines)]

    def fold(self, text: str, room: int) -> list[str]:
        """A text on lines of at most so many columns, as this stream can carry it; one empty line for no text."""
        lines: list[str] = []
        line, used = "", 0
        for word in text.split():
            for piece in self._cut(self._carry(make_visible(word)), max(room, 2)):
                needed = measure(piece)
                if line and used + 1 + needed > room:
                    lines.append(line)
                    line, used = "", 0
                line, used = (f"{line} {piece}", used + 1 + needed) if line else (piece, needed)
        return [*lines, line] if line or not lines else lines

    def flow(self, items: Iterable[str], room: int, joint: str) -> list[str]:
        """Items on lines of at most so many columns; one that has no line to itself goes on under a hanging indent."""
        lines: list[str] = []
        used = 0
        for item in map(self.clean, items):
            first, *rest = [item] if measure(item) <= room else self.fold(item, room - len(_HANG))
            if lines and used + len(joint) + measure(first) <= room and not rest:
                lines[-1] += joint + first
            else:
                lines.append(first)
            lines += [_HANG + part for part in rest]
            used = measure(lines[-1])
        return lines

    def carry(self, text: str) -> str:
        """A text as this stream can carry it, with nothing that steers the terminal; white space stays."""
        return self._carry(make_visible(text))

    def _carry(self, text: str) -> str:
        return text if text.isascii() else text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def _cut(self, word: str, room: int) -> list[str]:
        """A word that fits a line as it is, a longer one in pieces."""
        if len(word) * 2 <= room or measure(word) <= room:
            return [word]
        pieces, used = [""], 0
        for char, before in zip(word, "\0" + word, strict=False):
            needed = count_cells(char, before)
            if used + needed > room:
                pieces.append("")
                used = 0
            pieces[-1] += char
            used += needed
        return pieces
