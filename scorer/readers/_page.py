"""What of an HTML page is a story: blocks of text as its tags part them, without what stands around a story on a page."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from scorer.readers import _tags
from scorer.text.fillers import GAP, TAIL
from scorer.types import Span

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("li dd dt".split())
_CAPTIONS = frozenset("figcaption caption".split())
_CODE = frozenset("code kbd samp".split())
_FURNITURE = frozenset("nav header footer aside form".split())
_NEVER_PROSE = frozenset(
    """
    head pre script style textarea title xmp iframe noembed noframes template noscript svg math button select canvas object
    audio video menu dialog
    """.split()
)
_STRUCTURE = (
    _HEADINGS | _ITEMS | _CAPTIONS | _CODE | _FURNITURE | _NEVER_PROSE
    | frozenset("article main figure blockquote ul ol dl".split())
)
_BREAKS = (
    _STRUCTURE - _CODE - frozenset("button select svg math object canvas script style template noscript title iframe".split())
) | frozenset(
    """
    address body center details div fieldset hgroup hr html legend option p section summary table tbody tfoot thead tr
    """.split()
)
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


class Page:
    """A page read once. ``plain`` has the length of the text and is only to be read inside ``pieces``.

    ``furnished``: what stands around a story (navigation, forms, asides, figures) is read, too.
    """

    def __init__(self, text: str, furnished: bool = False):
        self.furnished = furnished
        self.comments: list[Span] = []
        self.pieces: list[Piece] = []
        self._written: list[str] = []
        self._stack: list[tuple[str, bool]] = []  # open elements, and whether each hides what is in it
        self._depth: Counter[str] = Counter()
        self._skipped = 0  # how many open elements hide
        self._forms: list[int] = []  # where in the stack there are forms among them
        self._from = 0  # where the block at hand begins
        self._breaks = 0  # line breaks since the last word
        self._inked = self._cells = False  # the block at hand holds words, and in several cells
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
                self._inked, self._breaks = True, 0
        else:
            self._written.append(" " * len(text))

    def _mark(self, mark: _tags.Mark) -> None:
        length = mark.end - mark.start
        name = mark.name
        if mark.kind == "reference" and self._is_seen():
            self._written.append(name)
            if not name.isspace():
                self._inked, self._breaks = True, 0
            return
        if mark.kind == "comment":
            self.comments.append(Span(mark.start, mark.end))
        tag = mark.kind in ("start", "end")
        parts = tag and (name in _BREAKS or name in _CODE or name in ("br", "td", "th", "img"))
        self._written.append((" " if parts or mark.kind == "raw" or not self._is_seen() else GAP) * length)
        if tag and name in _BREAKS:
            self._close(mark.start)
            self._from = mark.end
        if name == "br" and tag:
            self._breaks += 1
            if self._breaks == 2:
                self._close(mark.start)
                self._from = mark.end
        elif name in ("td", "th") and mark.kind == "start":
            self._cells = self._inked
        if mark.kind == "start":
            self._open(name)
        elif mark.kind == "end":
            self._leave(name)

    def _close(self, at: int) -> None:
        """The block at hand ends."""
        if self._inked:
            depth = self._depth
            self._extents.append(Piece(self._from, at, self._kind(), depth["article"] > 0, depth["main"] > 0))
        self._from, self._breaks, self._inked, self._cells = at, 0, False, False

    def _kind(self) -> str:
        depth = self._depth
        if any(depth[name] for name in _HEADINGS):
            return "heading"
        if any(depth[name] for name in _CAPTIONS):
            return "caption"
        if depth["blockquote"]:
            return "quote"
        return "list" if self._cells or any(depth[name] for name in _ITEMS) else "body"

    def _open(self, name: str) -> None:
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
        if name in _STRUCTURE:
            skips = self._is_skipped(name)
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


__all__ = ["Page", "Piece"]
