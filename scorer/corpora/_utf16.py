"""Offsets as programs in JavaScript and Java count them: in UTF-16 units, of which an emoji has two."""

from __future__ import annotations

from bisect import bisect_left


class Units:
    """Characters of a text and UTF-16 units, each way; the text is looked through once."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]

    def of(self, at: int) -> int:
        """The units before a character."""
        return at + bisect_left(self._wide, at)

    def back(self, units: int) -> int | None:
        """The character that begins at a unit; None within a character and beyond the text."""
        before = bisect_left(self._wide_units, units)
        if before and self._wide_units[before - 1] == units - 1:
            return None
        at = units - before
        return at if 0 <= at <= self._length else None

    def __len__(self) -> int:
        return self._length + len(self._wide)
