"""What a terminal can show: safe characters, glyphs it has, words wrapped and marked, colour only where it is wanted."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from typing import TextIO

import click

from scorer.text.visible import make_visible, measure
from scorer.types import LEVELS

__all__ = ["ASCII", "FANCY", "Lettering", "make_visible", "measure"]

_WORD = re.compile(r"\S+")
_MAX_WIDTH = 110
_PLAIN_WIDTH = 80

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
        terminal = bool(getattr(stream, "isatty", bool)())
        self.color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = max(40, min(shutil.get_terminal_size().columns, _MAX_WIDTH)) if terminal else _PLAIN_WIDTH
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
        return self._carry(make_visible(" ".join(text.split())))

    def paint(self, text: str, **style: object) -> str:
        """A text in a style of ``click.style``, where the stream takes colour."""
        return click.style(text, **style) if self.color and text else text  # type: ignore[arg-type]

    def wrap(self, text: str, indent: str, marked: Iterable[tuple[int, int]] = (), offset: int = 0) -> list[str]:
        """Lines of a text, indented; words that touch a marked span are underlined. ``offset`` is where the text begins."""
        spans = sorted(marked) if self.color else []
        room = self.width - len(indent)
        lines: list[str] = []
        line: list[str] = []
        used = at = 0
        for found in _WORD.finditer(text):
            start, end = found.start() + offset, found.end() + offset
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            evident = at < len(spans) and spans[at][0] < end
            for piece in self._cut(self._carry(make_visible(found[0])), room):
                needed = measure(piece)
                if line and used + 1 + needed > room:
                    lines.append(indent + " ".join(line))
                    line, used = [], 0
                used += needed + bool(line)
                line.append(self.paint(piece, underline=True) if evident else piece)
        if line:
            lines.append(indent + " ".join(line))
        return lines

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

    def carry(self, text: str) -> str:
        """A text as this stream can carry it, with nothing that steers the terminal; white space stays."""
        return self._carry(make_visible(text))

    def _carry(self, text: str) -> str:
        return text if text.isascii() else text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def _cut(self, word: str, room: int) -> list[str]:
        """A word that fits a line as it is, a longer one in pieces."""
        if len(word) * 2 <= room or measure(word) <= room:
            return [word]
        size = room // 2 if not word.isascii() else room
        return [word[at : at + size] for at in range(0, len(word), size)]
