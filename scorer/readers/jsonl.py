"""JSON lines: a draft a line, in a field of an object."""

from __future__ import annotations

import json
from collections.abc import Iterator

from scorer.errors import UnreadableInput
from scorer.readers._composed import called, compose, listed, only, pieces_of_text, while_hopeful
from scorer.text.decoding import decode, refusal
from scorer.types import Document

SUFFIXES = (".jsonl", ".ndjson")
ONLY_NAMED = SUFFIXES
LARGEST = 128 * 1024 * 1024

LONGEST = 8 * 1024 * 1024
"""Bytes of one line."""
_SAMPLE = 64 * 1024


def read(data: bytes, name: str) -> Document:
    """The only draft in a file of JSON lines."""
    return only(read_many(data, name), name)


def read_many(data: bytes, name: str, field: str = "text") -> Iterator[Document | UnreadableInput]:
    """The drafts under ``field``, one a line, called by their ``id``; a line that cannot be read is an error of its own."""
    if not data.strip():
        raise refusal(name, "this file holds no draft", "check that it is the right file")
    decode(data[:_SAMPLE], name)  # says once of a file, and not of each line, that it is no text
    yield from while_hopeful(_drafts(data, name, field), name)


def _drafts(data: bytes, name: str, field: str) -> Iterator[Document | UnreadableInput]:
    number, at = 0, 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        number += 1
        if end - at > LONGEST:
            yield too_long(name, number)
        elif line := data[at:end].strip():
            try:
                yield read_line(line, name, number, field)
            except UnreadableInput as error:
                yield error
        at = end + 1


def too_long(name: str, number: int) -> UnreadableInput:
    """The error for a line that is longer than any draft."""
    return refusal(f"{name}:{number}", f"a line of more than {LONGEST // 1024**2} MB", "give every draft its own line")


def read_line(line: bytes, name: str, number: int, field: str, key: str = "id") -> Document:
    """The draft in one line, under ``field``, called by what is under ``key``."""
    where = f"{name}:{number}"
    try:
        entry = json.loads(decode(line, where))
    except (ValueError, RecursionError):
        raise refusal(where, "this line is no complete JSON", "check that the file is whole and has an object a line") from None
    text = entry.get(field) if isinstance(entry, dict) else None
    if not isinstance(text, str):
        keys = [key for key, value in entry.items() if isinstance(value, str)] if isinstance(entry, dict) else []
        remedy = f"name the field that has it by --text-field; fields of text: {listed(keys)}"
        raise refusal(where, f"no text under {field!r}", remedy)
    return compose(pieces_of_text(text, f"line {number}, {field}"), called(name, entry.get(key), number))


__all__ = ["LARGEST", "LONGEST", "ONLY_NAMED", "SUFFIXES", "read", "read_line", "read_many", "too_long"]
