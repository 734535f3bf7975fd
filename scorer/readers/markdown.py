"""Markdown: a scanner over lines for the blocks, a walk over marks for what is inside them, both linear.

markdown-it-py gives lines but no columns and costs 28 ms at import, so offsets would have to be found again anyway.
Where a strict parser would lose prose (an indented paragraph, a paragraph above a rule), this reader keeps it.
"""

from __future__ import annotations

import re

from scorer.readers import _inline, _lines
from scorer.text.blocks import Extent, cut_chunk, kind_of, one_line_end
from scorer.text.decoding import decode
from scorer.types import Block, Document, Span

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_LONGEST_HEADING = 200
_VISIBLE = re.compile(r"[^\r\n]")


def read(data: bytes, name: str) -> Document:
    """The draft in a Markdown file; ``plain`` keeps its words and blanks its markup."""
    return read_text(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    """The draft in Markdown already decoded."""
    text = text.removeprefix("\ufeff")
    page = _Page(text)
    for start, end, _ in page.pieces:
        page.masks += _inline.markup(text, start, end, page.labels)
    plain = blanked(text, page.masks)
    return Document(text, name, _blocks(plain, page.pieces), plain, page.comments)


def blanked(text: str, masks: list[Extent]) -> str:
    """The text with the masked stretches blanked, line ends kept; the stretches may overlap and come in any order."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(masks):
        start = max(start, at)
        if start < end:
            pieces += [text[at:start], _VISIBLE.sub(" ", text[start:end])]
            at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _blocks(plain: str, pieces: list[Block]) -> list[Block]:
    """The pieces that hold words, each with its kind; a paragraph's kind is told as in plain text."""
    kept = [(piece, words) for piece in pieces if (words := " ".join(plain[piece.start : piece.end].split()))]
    blocks: list[Block] = []
    previous = ""
    for position, (piece, words) in enumerate(kept):
        previous = kind_of(words, position, len(kept), previous) if piece.kind == "body" else piece.kind
        blocks.append(piece._replace(kind=previous))
    return blocks


class _Page:
    """The blocks of a page as its lines tell them, and the stretches that are markup."""

    def __init__(self, text: str):
        self.flat, self.masks = _lines.without_comments(one_line_end(text))
        self.comments = [Span(*extent) for extent in self.masks]
        self.pieces: list[Block] = []
        self.labels: set[str] = set()
        self.open: list[Extent] = []  # the lines of the paragraph at hand
        self.kind = "body"  # of the paragraph at hand
        self.fence: tuple[str, int] | None = None
        self.fence_quoted = False
        self.listing = False  # inside a list, whose items may be indented
        self.table = False
        self.quoted = False
        at = _lines.front_matter(self.flat)
        self.masks.append((0, at))
        for line in self.flat[at:].split("\n"):
            self._line(line, at)
            at += len(line) + 1
        self._close()

    def _line(self, line: str, at: int) -> None:
        """Deal with one line that begins at offset ``at``."""
        if self.fence and not self.fence_quoted:
            return self._code(line, at)
        begin, quoted = self._unquote(line, at)
        rest = line[begin:]
        bare = rest.strip()
        at += begin + (rest.index(bare) if bare else 0)
        indent = _width(rest[: rest.index(bare)]) if bare else 0
        if self.fence:
            if quoted:
                return self._code(bare, at)
            self.fence = None
        if not bare:
            self._close()
            self.table = False
            self.quoted = quoted
            return None
        if quoted and not self.quoted:
            self._close()
            self.listing = False
        lazy = self.quoted and not quoted
        if (indent >= 4 and not self.listing and self._indented(bare, at, lazy)) or self._structure(bare, at, quoted, indent):
            return None
        return self._prose(bare, at, quoted, indent)

    def _unquote(self, line: str, at: int) -> tuple[int, bool]:
        """Mask the ``>`` of a quotation; where the line goes on behind them, and whether there were any."""
        begin = 0
        quoted = False
        while True:
            mark = begin
            while mark < len(line) and line[mark] in " \t":
                mark += 1
            if mark - begin > 3 or line[mark : mark + 1] != ">":
                return begin, quoted
            self.masks.append((at + mark, at + mark + 1))
            begin = mark + 1
            begin += line[begin : begin + 1] == " "
            quoted = True

    def _code(self, line: str, at: int) -> None:
        """Mask a line of code, which may close its fence."""
        self.masks.append((at, at + len(line)))
        if self.fence and _lines.closes(line.strip(), self.fence):
            self.fence = None

    def _indented(self, bare: str, at: int, lazy: bool) -> bool:
        """Whether a line indented as code is code: not inside a paragraph, and not where it reads as prose."""
        if self.open or lazy or _lines.reads_as_prose(bare):
            return False
        self.masks.append((at, at + len(bare)))
        return True

    def _structure(self, bare: str, at: int, quoted: bool, indent: int) -> bool:
        """Whether the line is something other than a line of a paragraph; if so, it is dealt with."""
        if bare[0].isalpha() and "|" not in bare:  # nearly every line
            self.table = False
            return False
        end = at + len(bare)
        if fence := _lines.fence(bare):
            self._close()
            self.fence, self.fence_quoted = fence, quoted
            self.listing = self.listing and indent >= 2
            self.masks.append((at, end))
            return True
        if indent < 4 and (words := _lines.heading(bare)):
            self._close()
            self.masks += [(at, at + words[0]), (at + words[1], end)]
            self.pieces.append(Block(at + words[0], at + words[1], "heading"))
            self.listing, self.quoted = False, quoted
            return True
        if self._break(bare, at, end) or self._row(bare, at, end):
            return True
        return self._definition(bare, at, end) or self._item(bare, at, quoted)

    def _break(self, bare: str, at: int, end: int) -> bool:
        """A heading's underline, or a rule across the page. Below a long paragraph a line of dashes is a rule."""
        if self.open and self.kind == "body" and _lines.is_underline(bare):
            short = self.open[-1][1] - self.open[0][0] <= _LONGEST_HEADING and len(self.open) <= 3
            if short:
                self.pieces.append(Block(self.open[0][0], self.open[-1][1], "heading"))
                self.open = []
            elif bare[0] == "=" or len(bare) < 3:
                return False
        elif not _lines.is_rule(bare):
            return False
        self._close()
        self.masks.append((at, end))
        self.listing = False
        return True

    def _row(self, bare: str, at: int, end: int) -> bool:
        """A row of a table; the row of dashes makes one of the line above it."""
        if _lines.is_delimiter(bare) and (self.table or len(self.open) == 1):
            head = self.open
            self.open = []
            for start, stop in head:
                self._cells(start, stop)
            self.masks.append((at, end))
            self.table = True
            return True
        if bare[0] == "|" or (self.table and "|" in bare):
            self._close()
            self._cells(at, end)
            self.table = True
            return True
        self.table = False
        return False

    def _cells(self, at: int, end: int) -> None:
        """Keep the row as a block and mask its bars."""
        self.pieces.append(Block(at, end, "list"))
        while (at := self.flat.find("|", at, end)) >= 0:
            self.masks.append((at, at + 1))
            at += 1

    def _definition(self, bare: str, at: int, end: int) -> bool:
        """The address behind a link's label, which is no text; a footnote, which is one."""
        found = None if self.open else _lines.definition(bare)
        if found is None:
            return False
        label, length = found
        self.listing = False
        if label[0] == "^":
            self.masks.append((at, at + length))
            self._start(bare[length:], at + length, "body")
            return True
        self.labels.add(_inline.fold_label(label))
        self.masks.append((at, end))
        return True

    def _item(self, bare: str, at: int, quoted: bool) -> bool:
        """An item of a list. A number other than 1 cannot break into a paragraph: it is a year at a line's start."""
        length = _lines.item_length(bare)
        if not length or (
            self.open and not self.listing and (length == len(bare) or (bare[0].isdigit() and bare[:2] not in ("1.", "1)")))
        ):
            return False
        self._close()
        self.listing, self.quoted = True, quoted
        self.masks.append((at, at + length))
        self._start(bare[length:], at + length, "quote" if quoted else "list")
        return True

    def _prose(self, bare: str, at: int, quoted: bool, indent: int) -> None:
        """A line of a paragraph: the first one, or one more."""
        if self.open:
            self.open.append((at, at + len(bare)))
            return
        self.listing = self.listing and indent >= 2
        self.quoted = quoted
        self._start(bare, at, "quote" if quoted else "list" if self.listing else "body")

    def _start(self, bare: str, at: int, kind: str) -> None:
        """Open a paragraph with its first line."""
        self.kind = kind
        start = at + len(bare) - len(bare.lstrip())
        self.open = [(start, at + len(bare.rstrip()))] if bare.strip() else []

    def _close(self) -> None:
        """The paragraph at hand is complete."""
        if self.open:
            joined = (self.open[0][0], self.open[-1][1])
            extents = cut_chunk(self.flat, self.open) if self.kind == "body" else [joined]
            self.pieces += [Block(start, end, self.kind) for start, end in extents]
            self.open = []


def _width(space: str) -> int:
    """The columns that leading white space takes."""
    return len(space.expandtabs(4))
