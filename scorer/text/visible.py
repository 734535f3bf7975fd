"""Text as it may be shown: what steers a terminal or a page is spelled out, and columns are counted."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_SOFT_HYPHEN, _AS_EMOJI = "\u00ad", "\ufe0f"
_SECOND_JAMO = range(0x1160, 0x1200)
"""Vowels and final consonants that stand in the cell of the letter before."""


def make_visible(text: str) -> str:
    """The text with control characters spelled out, so that a draft cannot steer what it is shown on."""
    return _UNSAFE.sub(lambda found: _spell(found[0]), text)


def escape_json(written: str) -> str:
    """JSON that means the same, with such characters, which can stand in its strings alone, as its escapes."""
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def measure(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide letters and emoji, none for marks and joiners."""
    if text.isascii():
        return len(text)
    return sum(map(count_cells, text, "\0" + text))


def count_cells(char: str, before: str) -> int:
    """Columns that a character takes behind another one."""
    if char == _AS_EMOJI:  # makes the sign before it wide, if it was not
        return int(count_cells(before, "\0") == 1)
    if category(char) in _NO_WIDTH or ord(char) in _SECOND_JAMO:
        return int(char == _SOFT_HYPHEN)
    return 2 if east_asian_width(char) in "WF" else 1


def _spell(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"
