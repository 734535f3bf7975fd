"""What of an HTML page is a story: blocks of text as its tags part them, without what stands around a story on a page."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from scorer.readers import _tags
from scorer.readers._paragraphs import is_prose
from scorer.readers._trail import Trail
from scorer.text.fillers import GAP, TAIL, without_fillers
from scorer.types import Span

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("li dd dt".split())
_CAPTIONS = frozenset("figcaption caption".split())
_CODE = frozenset("code kbd samp".split())
_FURNITURE = frozenset("nav header footer aside form".split())
_NEVER_PROSE = frozenset(
    """
    head pre script style textarea title xmp iframe noembed noframes template noscript svg math button select canvas object
    audio video menu dialog del
    """.split()
)
_STRUCTURE = (
    _HEADINGS
    | _ITEMS
    | _CAPTIONS
    | _CODE
    | _FURNITURE
    | _NEVER_PROSE
    | frozenset("article main figure blockquote ul ol dl".split())
)
_BREAKS = (
    _STRUCTURE - _CODE - frozenset("button select svg math object canvas script style template noscript title iframe del".split())
) | frozenset(
    """
    address body center details div fieldset hgroup hr html legend option p section summary table tbody tfoot thead tr
    """.split()
)
_CELLS = frozenset(["td", "th"])
_INTO_PAGE = re.compile(r"""\shref\s*+=\s*+["']?#""", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\s\[(]*+(?:([0-9]{1,3}|[ivxlc]{1,6}|[*†‡§]{1,3})|[#¶↩↑^])[\s\])]*+")
"""What a link into the page says where it leads to a note (then it is the group) or from one back to its place."""
_RUNNING = re.compile(r"""\stitle\s*+=\s*+["']?(?:header|footer)["'>]""", re.IGNORECASE)
"""What in a page that a word processor wrote runs along the pages of its document."""
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + TAIL + GAP
_SHARE = 3
"""An article, or what a page calls its main part, is preferred where it holds one word in so many."""


class Piece(NamedTuple):
    """A block of text, trimmed, with its kind as far as tags tell ("body" where they do not), and where it stands."""

    start: int
    end: int
    kind: str
    in_article: bool
    in_main: bool
    path: str
    """The way to its element."""
    cell: tuple[int, int] = (0, 0)
    """Numbers of the row and the cell of a table that it is in, which no other has; zeros outside tables."""


class Page:
    """A page read once. ``plain`` has the length of the text and is only to be read inside ``pieces``.

    ``furnished``: what stands around a story (navigation, forms, asides, figures) is read, too.
    """

    def __init__(self, text: str, furnished: bool = False):
        self.furnished = furnished
        self.comments: list[Span] = []
        self._source = text
        self.pieces: list[Piece] = []
        self._written: list[str] = []
        self._stack: list[tuple[str, bool]] = []  # open elements, and whether each hides what is in it
        self._depth: Counter[str] = Counter()
        self._skipped = 0  # how many open elements hide
        self._forms: list[int] = []  # where in the stack there are forms among them
        self._from = 0  # where the block at hand begins
        self._breaks = 0  # line breaks since the last word
        self._inked = self._cells = False  # the block at hand holds words, and in several cells
        self._trail = Trail()
        self._at = "", (0, 0)  # the path and the cell in which the block at hand begins
        self._tables: list[tuple[int, int]] = []  # the row and cell at hand in each open table
        self._rows = self._all_cells = 0
        self._link = -1  # where in what is written the words of a link into the page begin
        self._opens = self._note = False  # the link opens the block at hand; the block is a note
        self._extents: list[Piece] = []
        at = 0
        for mark in _tags.scan(text):
            self._words(text[at : mark.start])
            self._mark(mark)
            at = mark.end
        self._words(text[at:])
        self._close(len(text))
        self.plain = "".join(self._written)
        self._trim()

    def story(self) -> list[Piece]:
        """The pieces of the article, or of the main part, where that holds a fair share of the words; else all."""
        total = self._size(self.pieces)
        for part in ([one for one in self.pieces if one.in_article], [one for one in self.pieces if one.in_main]):
            if part and self._size(part) * _SHARE >= total:
                return part
        return self.pieces

    def _size(self, pieces: list[Piece]) -> int:
        return sum(len(self.plain[one.start : one.end].split()) for one in pieces)

    def _is_seen(self) -> bool:
        depth = self._depth
        return not self._skipped and (self.furnished or not depth["figure"] or any(depth[name] for name in _CAPTIONS))

    def _words(self, text: str) -> None:
        """Text between two marks."""
        if text and self._is_seen():
            self._written.append(text.replace("\u00ad", GAP))
            if not text.isspace():
                self._ink()
        else:
            self._written.append((GAP if self._depth["del"] else " ") * len(text))

    def _mark(self, mark: _tags.Mark) -> None:
        length = mark.end - mark.start
        name = mark.name
        if mark.kind == "reference" and self._is_seen():
            self._written.append(name)
            if not name.isspace():
                self._ink()
            return
        if mark.kind == "comment":
            self.comments.append(Span(mark.start, mark.end))
        tag = mark.kind in ("start", "end")
        parts = tag and (name in _BREAKS or name in _CODE or name in ("br", "td", "th", "img"))
        hidden = not self._is_seen() and not self._depth["del"]
        self._written.append((" " if parts or mark.kind == "raw" or hidden else GAP) * length)
        if tag and name in _BREAKS:
            self._close(mark.start)
            self._from = mark.end
        if tag and name == "a":
            self._follow(mark)
        elif tag and (name in _BREAKS or name in _CELLS):
            self._step(mark.kind, name)
        if name == "br" and tag:
            self._breaks += 1
            if self._breaks == 2:
                self._close(mark.start)
                self._from = mark.end
        elif name in ("td", "th") and mark.kind == "start":
            self._cells = self._inked
        if mark.kind == "start":
            self._open(name, name == "div" and bool(_RUNNING.search(self._source, mark.start, mark.end)))
        elif mark.kind == "end":
            self._leave(name)

    def _ink(self) -> None:
        """Words are written; the block at hand begins where its first ones are."""
        if not self._inked:
            self._at = self._trail.path(), self._tables[-1] if self._tables else (0, 0)
        self._inked, self._breaks = True, 0

    def _step(self, kind: str, name: str) -> None:
        """Go along with the elements, and with the rows and cells of tables."""
        if name not in ("html", "body"):
            (self._trail.enter if kind == "start" else self._trail.leave)(name)
        tables = self._tables
        if name == "table":
            if kind == "start":
                tables.append((0, 0))
            elif tables:
                tables.pop()
        elif kind == "start" and tables and name == "tr":
            self._rows += 1
            tables[-1] = (self._rows, 0)
        elif kind == "start" and tables and name in _CELLS:
            self._all_cells += 1
            tables[-1] = (tables[-1][0], self._all_cells)

    def _follow(self, mark: _tags.Mark) -> None:
        """A link begins or ends; the mark of a note, or of the way back from it, is not read, and a block opened by it is one."""
        if mark.kind == "start":
            into = self._is_seen() and _INTO_PAGE.search(self._source, mark.start, mark.end)
            self._link, self._opens = len(self._written) if into else -1, not self._inked
        elif self._link >= 0:
            words = "".join(self._written[self._link :])
            if found := _NOTE_MARK.fullmatch(without_fillers(words)):
                self._written[self._link :] = [GAP * len(words)]
                if self._opens:
                    self._inked, self._note = False, self._note or bool(found[1])
            self._link = -1

    def _close(self, at: int) -> None:
        """The block at hand ends."""
        if self._inked:
            depth = self._depth
            self._extents.append(Piece(self._from, at, self._kind(), depth["article"] > 0, depth["main"] > 0, *self._at))
        self._from, self._breaks, self._inked, self._cells = at, 0, False, False
        self._link, self._note = -1, False

    def _kind(self) -> str:
        depth = self._depth
        if any(depth[name] for name in _HEADINGS):
            return "heading"
        if any(depth[name] for name in _CAPTIONS):
            return "caption"
        if depth["blockquote"]:
            return "quote"
        if self._cells or any(depth[name] for name in _ITEMS):
            return "list"
        return "caption" if self._note else "body"

    def _open(self, name: str, running: bool) -> None:
        """Go into an element; what cannot hold it was left, whether its end was written or not."""
        stack = self._stack
        if name in _BREAKS:
            while stack and (stack[-1][0] in _HEADINGS or stack[-1][0] in _CODE):
                self._drop()
        if name in ("body", "main"):
            while stack:  # they are inside nothing but the page
                self._drop()
        if name == "article" and self._forms:
            self._excuse_forms()
        if name in _ITEMS and stack and stack[-1][0] in _ITEMS:
            self._drop()
        if name in _STRUCTURE or running or (name == "div" and self._depth["div"]):
            skips = running or self._is_skipped(name)
            if skips and name == "form":
                self._forms.append(len(stack))
            stack.append((name, skips))
            self._depth[name] += 1
            self._skipped += skips

    def _leave(self, name: str) -> None:
        """Go out of an element and of all that is still open in it."""
        while self._depth[name]:
            if self._drop() == name:
                return
        if name in _BREAKS:
            while self._stack and self._stack[-1][0] in _CODE:
                self._drop()

    def _drop(self) -> str:
        name, skips = self._stack.pop()
        self._depth[name] -= 1
        self._skipped -= skips
        if self._forms and self._forms[-1] == len(self._stack):
            self._forms.pop()
        return name

    def _excuse_forms(self) -> None:
        """A form around an article is the page's, not furniture."""
        for at in self._forms:
            self._stack[at] = ("form", False)
        self._skipped -= len(self._forms)
        self._forms.clear()

    def _is_skipped(self, name: str) -> bool:
        if name in _NEVER_PROSE or name in _CODE:
            return True
        if self.furnished or name not in _FURNITURE:
            return False
        return name != "header" or not (self._depth["article"] or self._depth["main"])

    def _trim(self) -> None:
        for one in self._extents:
            words = self.plain[one.start : one.end]
            start = one.start + len(words) - len(words.lstrip(_EDGE))
            end = one.start + len(words.rstrip(_EDGE))
            while self.plain[end : end + 1] == TAIL:
                end += 1
            if start < end:
                self.pieces.append(one._replace(start=start, end=end))
        self._tell_cells()

    def _tell_cells(self) -> None:
        """The only words of one among several cells of a row are an entry of a table, unless they are prose."""
        blocks = Counter(one.cell for one in self.pieces)
        cells = Counter(row for row, _ in blocks)
        for at, one in enumerate(self.pieces):
            row, cell = one.cell
            if cell and one.kind == "body" and blocks[one.cell] == 1 and cells[row] > 1:
                words = without_fillers(self.plain[one.start : one.end])
                self.pieces[at] = one._replace(kind="body" if is_prose(words) else "list")


__all__ = ["Page", "Piece"]
