"""Plain text: paragraphs by blank line, or by line."""

from __future__ import annotations

from scorer.text.blocks import cut_blocks
from scorer.text.decoding import decode
from scorer.types import Document

SUFFIXES = (".txt", ".text")


def read(data: bytes, name: str) -> Document:
    """The draft in a plain text file; nothing in it is markup."""
    return read_text(decode(data, name), name)


def read_text(text: str, name: str) -> Document:
    """The draft in a text already decoded; a byte order mark left at its head is dropped."""
    text = text.removeprefix("\ufeff")
    return Document(text, name, cut_blocks(text))
