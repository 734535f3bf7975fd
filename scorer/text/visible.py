"""Text as it may be shown: what steers a terminal or a page is spelled out, and columns are counted."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def make_visible(text: str) -> str:
    """The text with control characters spelled out, so that a draft cannot steer what it is shown on."""
    return _UNSAFE.sub(lambda found: _spell(found[0]), text)


def measure(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _spell(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"
