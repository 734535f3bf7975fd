"""HTML pages: the story's words stay where they are in the file, tags and what stands around a story are blank.

A character reference reads as its character, with fillers up to its length (``scorer.text.fillers``), and so do tags inside a
word: offsets and words both survive.
"""

from __future__ import annotations

import codecs
import re

from scorer.readers._page import Page
from scorer.text.decoding import decode
from scorer.text.fillers import without_fillers
from scorer.text.kinds import kind_of
from scorer.types import Block, Document

SUFFIXES = (".html", ".htm", ".xhtml")

_HEAD = 4096
"""Bytes in which a page must say its encoding."""
_CHARSET = re.compile(rb"""(?i)<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""")
_ASCII = bytes(range(32, 127))
_VISIBLE = re.compile(r"[^\r\n]")


def read(data: bytes, name: str) -> Document:
    """The draft in an HTML file, in the encoding that it declares unless its bytes are UTF-8."""
    return read_text(decode(_as_unicode(data), name), name)


def read_text(text: str, name: str) -> Document:
    """The draft in HTML already decoded; a page that is nothing but furniture is read whole."""
    text = text.removeprefix("\ufeff")
    page = Page(text)
    if not page.pieces:
        page = Page(text, furnished=True)
    pieces = page.story()
    plain: list[str] = []
    blocks: list[Block] = []
    at = 0
    previous = ""
    for number, piece in enumerate(pieces):
        words = page.plain[piece.start : piece.end]
        plain += [_VISIBLE.sub(" ", text[at : piece.start]), words]
        at = piece.end
        read = " ".join(without_fillers(words).split())
        previous = kind_of(read, number, len(pieces), previous) if piece.kind == "body" else piece.kind
        blocks.append(Block(piece.start, piece.end, previous))
    plain.append(_VISIBLE.sub(" ", text[at:]))
    document = Document(text, name, blocks, "".join(plain), page.comments)
    document.places = [f"{piece.path}, {document.place(piece.start)}" for piece in pieces]
    return document


def _as_unicode(data: bytes) -> bytes:
    """The page in UTF-8 where it declares another encoding and is in it; else as it is."""
    found = _CHARSET.search(data[:_HEAD])
    if found is None or data.startswith(codecs.BOM_UTF8) or (b"\x1b" not in data and _is_utf8(data)):
        return data
    encoding = found[1].decode("ascii").lower()
    if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"):
        encoding = "cp1252"  # as browsers do
    try:
        if codecs.decode(_ASCII, encoding) == _ASCII.decode("ascii"):
            return data.decode(encoding).encode("utf-8")
    except (LookupError, ValueError, TypeError):
        pass  # no encoding of text, or not the one of this page: its bytes must tell
    return data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
