"""A draft as decoded: spans, blocks and the map back to its lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

BLOCKS = ("body", "heading", "byline", "dateline", "list", "caption", "quote")
"""Kinds of block that a reader tells apart."""


class Span(NamedTuple):
    """A stretch of text, end exclusive."""

    start: int
    end: int


class Block(NamedTuple):
    """One block of a document as its reader cut it, with its kind (one of ``BLOCKS``)."""

    start: int
    end: int
    kind: str


class Document:
    """A draft as decoded.

    ``plain`` has the length of ``text``, with everything that is markup blanked by spaces, so that an offset
    into the one is an offset into the other. ``comments`` are the stretches that speak to editors and machines, not to readers:
    HTML comments, and lines of plain text that begin with ``#:``; they are markup, too. ``places`` says of each block where
    a person finds it again ("paragraph 12", "article[1]/p[3], 8:4"); it is empty for plain text and Markdown, whose lines and
    columns say as much.
    """

    __slots__ = ("_lines", "blocks", "comments", "name", "places", "plain", "text")

    def __init__(
        self,
        text: str,
        name: str = "-",
        blocks: list[Block] | None = None,
        plain: str | None = None,
        comments: list[Span] | None = None,
        places: list[str] | None = None,
    ):
        self.text = text
        self.name = name
        self.blocks = blocks or []
        self.plain = text if plain is None else plain
        self.comments = comments or []
        self.places = places or []
        self._lines: list[int] | None = None

    def line(self, offset: int) -> int:
        """The 1-based line of the file that holds ``offset``."""
        return self.position(offset)[0]

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in characters) of ``offset``."""
        if self._lines is None:
            self._lines = line_starts(self.text)
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def place(self, offset: int) -> str:
        """Where a person finds ``offset`` again: the label of its block, or ``line:column`` where blocks have none.

        Between two blocks it is that of the one before, ahead of all blocks that of the first.
        """
        if not self.places:
            return ":".join(map(str, self.position(offset)))
        return self.places[max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)]


def line_starts(text: str) -> list[int]:
    """Offsets at which a line begins; ``\\n``, ``\\r\\n`` and a lone ``\\r`` end one."""
    starts = [0]
    find = text.find
    carriage = "\r" in text
    at = -1
    if not carriage:
        while (at := find("\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts
    for at, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return starts
