"""Plain text: paragraphs by blank line, or by line; lines that begin with ``#:`` speak to editors and are blank."""

from __future__ import annotations

import re

from scorer.text.blocks import cut_blocks
from scorer.text.decoding import decode
from scorer.types import Document, Span

SUFFIXES = (".txt", ".text")

_REMARK = re.compile(r"(?:\A|(?<=[\r\n\u2028\u2029]))[ \t]*+(#:[^\r\n\u2028\u2029]*+)(?:\r\n|[\r\n\u2028\u2029])?")


def read(data: bytes, name: str) -> Document:
    """The draft in a plain text file; nothing in it is markup but remarks."""
    return read_text(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    """The draft in a text already decoded; a byte order mark left at its head is dropped.

    A remark goes with its line end, so that lines above and below it are one paragraph or two as they would be without it.
    """
    text = text.removeprefix("\ufeff")
    if "#:" not in text or not (remarks := list(_REMARK.finditer(text))):
        return Document(text, name, cut_blocks(text))
    pieces: list[str] = []
    at = 0
    for found in remarks:
        pieces += [text[at : found.start()], " " * (found.end() - found.start())]
        at = found.end()
    pieces.append(text[at:])
    plain = "".join(pieces)
    return Document(text, name, cut_blocks(plain), plain, [Span(*found.span(1)) for found in remarks])
