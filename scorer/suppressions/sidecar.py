"""Leave given beside the copy, in a file ``copy.allow`` of its folder, one a line::

    paragraph-hash  CODE  who  reason  [until]

``paragraph-hash`` is at least the first 8 digits of the digest of the paragraph's words (``scorer.text.digests``); who and reason
are quoted as in a shell where they hold blanks; until is a date like 2026-03-01; ``#`` begins a comment line.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from scorer.errors import nearest
from scorer.types import Allowance, Span

FILE = "copy.allow"
_SHORTEST = 8


class Entry(NamedTuple):
    """A line of the file: the digits of its hash, and the leave without its paragraphs."""

    digits: str
    allowance: Allowance


def read_sidecar(folder: str, known: Collection[str]) -> tuple[Entry, ...]:
    """The entries of the file in a folder, malformed ones with their problem; none where there is no file."""
    path = os.path.join(folder, FILE)
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            lines = file.read().split("\n")
    except OSError:
        return ()
    wanted = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return tuple(_entry(line, number, path, known) for number, line in wanted if line and not line.startswith("#"))


def match_entries(entries: Collection[Entry], digests: Collection[str]) -> tuple[Allowance, ...]:
    """The valid allowances that speak of these paragraphs, each with the numbers of its own."""
    found = []
    for entry in entries:
        numbers = tuple(number for number, one in enumerate(digests, 1) if one.startswith(entry.digits))
        if numbers and not entry.allowance.problem:
            found.append(entry.allowance._replace(paragraphs=numbers))
    return tuple(found)


def _entry(line: str, number: int, path: str, known: Collection[str]) -> Entry:
    problem, until = "", None
    try:
        fields = shlex.split(line)
    except ValueError:
        fields, problem = [], "a quotation mark is not closed"
    digits, code, by, reason, day, *rest = [*fields, "", "", "", "", ""]
    digits = digits.lower()
    if not problem and (len(digits) < _SHORTEST or digits.strip("0123456789abcdef")):
        problem = f"{digits!r} is no hash of a paragraph"
    elif not problem and code not in known:
        problem = f"there is no rule {code!r}; {nearest(code, sorted(known))}"
    elif not problem and not (by.strip() and reason.strip()):
        problem = "it has no reason" if by.strip() else "it has no by"
    elif any(rest):
        problem = "there is more on the line than a date; quote who and reason"
    elif day:
        try:
            until = date.fromisoformat(day)
        except ValueError:
            problem = f"{day!r} is no date like 2026-03-01"
    return Entry(digits, Allowance((code,), by, reason, until, (), path, number, Span(0, 0), problem))


__all__ = ["FILE", "Entry", "match_entries", "read_sidecar"]
