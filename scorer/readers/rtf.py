"""Rich text: a walk over its control words that keeps what a reader of the page sees.

The library that turns it into plain text (striprtf 0.0.35, measured) keeps what tracked changes deleted and what is hidden,
loses notes, and tells neither headings nor tables. Pictures, fields' sources, annotations, headers and footers are passed over;
nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorer.errors import UnreadableInput
from scorer.readers._paragraphs import joined
from scorer.readers._rich import Copy
from scorer.text.decoding import refusal
from scorer.types import Document

SUFFIXES = (".rtf",)

Token = tuple[str, bytes, int | None]
"""A piece of the file: what it is ("word", "bytes", "sign", "open", "close" or "text"), its bytes, and a word's number."""

MOST_COMMANDS = 600_000
"""Control words and groups: a book of 40,000 words as Word writes it has some 100,000."""
DEEPEST = 500
"""Groups inside one another."""

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,9})? ?|((?:\\'[0-9A-Fa-f]{2})++)|\\([^A-Za-z'])|([{}])|([^\\{}]{1,65536}+)|\\", re.DOTALL
)
_HEAD = re.compile(rb"[\s\0]*+\{\s*\\rtf|\xef\xbb\xbf\{\\rtf")


def read(data: bytes, name: str) -> Document:
    """The draft in a file of rich text."""
    if not _HEAD.match(data):
        raise refusal(name, "this is no rich text (.rtf)", "give it the suffix of what it is, or save it anew in that format")
    if data.count(b"\\") - data.count(b"\\'") + data.count(b"{") > MOST_COMMANDS:
        raise _limited(name, f"{MOST_COMMANDS:,} commands")
    copy = Copy()
    depth = 0
    for kind, value, number in _tokens(data):
        if kind == "open":
            depth += 1
            copy.open()
        elif kind == "close":
            depth -= 1
            copy.close()
            if depth <= 0:
                break  # what follows the last brace is no part of the document
        else:
            copy.take(kind, value, number)
        if depth > DEEPEST:
            raise _limited(name, f"{DEEPEST} groups inside one another")
    if depth:
        raise refusal(name, "this rich text is damaged or cut off", "copy it anew, or open it in its program and save it")
    return joined(copy.finish(), name)


def _limited(name: str, limit: str) -> UnreadableInput:
    return refusal(name, f"this rich text goes beyond the limit of {limit}", "save it anew, or split it into several files")


def _tokens(data: bytes) -> Iterator[Token]:
    """The file in pieces; binary data, which may hold braces, is stepped over by its length."""
    at = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        word, number, codes, sign, brace, text = found.groups()
        if text:
            yield "text", text, None
        elif word:
            value = int(number) if number else None
            if word == b"bin":
                at += max(0, value or 0)
            else:
                yield "word", word, value
        elif brace:
            yield ("open" if brace == b"{" else "close"), brace, None
        elif codes:
            yield "bytes", bytes.fromhex(codes.replace(b"\\'", b"").decode("ascii")), None
        elif sign:
            yield "sign", sign, None
