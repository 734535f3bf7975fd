"""Offsets as programs in JavaScript and Java count them: in UTF-16 units, of which an emoji has two."""

from __future__ import annotations


def to_units(text: str, at: int) -> int:
    """The offset in UTF-16 units of a character."""
    return len(text[:at].encode("utf-16-le")) // 2


def from_units(text: str, units: int) -> int | None:
    """The character at an offset in UTF-16 units; None within a character and behind the text."""
    data = text.encode("utf-16-le")
    if not 0 <= units * 2 <= len(data):
        return None
    try:
        return len(data[: units * 2].decode("utf-16-le"))
    except UnicodeDecodeError:
        return None
