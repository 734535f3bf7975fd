"""Leave given beside the copy, in a file ``copy.allow`` of its folder, one a line::

    # paragraph-hash  CODE  who  reason  [until]
    9f2c4e0d1a7b3c55  AN105  "news desk"  "masthead approved 12 Jan"  2026-03-01

``paragraph-hash`` is at least the first 8 digits of the digest of the paragraph's words (``scorer.text.digests``); who and reason
are quoted as in a shell where they hold blanks; until is a date like 2026-03-01; ``#`` begins a comment line.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from scorer.readers import is_looked_for
from scorer.suppressions import _problems
from scorer.types import Allowance, Span

FILE = "copy.allow"
_SHORTEST = 8
_HEXADECIMAL = frozenset("0123456789abcdef")


class Entry(NamedTuple):
    """A line of the file: the digits of its hash ("" where it has none), and the leave without its paragraphs."""

    digits: str
    allowance: Allowance


def read_sidecar(folder: str, known: Collection[str]) -> tuple[Entry, ...]:
    """The entries of the file in a folder, malformed ones with their problem; none where there is no file."""
    path = os.path.join(folder, FILE)
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ()
    return _read_file(path, found.st_mtime_ns, found.st_size, frozenset(known))


def match_entries(entries: Collection[Entry], digests: Sequence[str], name: str) -> Iterator[Allowance]:
    """The allowances that speak of these paragraphs of the draft ``name``, each with the numbers of its own.

    A line without a usable hash speaks of nobody knows what: it goes with the first draft of the folder.
    """
    begun: dict[str, list[int]] = {}
    for number, digest in enumerate(digests, 1):
        begun.setdefault(digest[:_SHORTEST], []).append(number)
    for entry in entries:
        near = begun.get(entry.digits[:_SHORTEST], ())
        numbers = tuple(number for number in near if digests[number - 1].startswith(entry.digits))
        if numbers or (not entry.digits and _is_first(name)):
            yield entry.allowance._replace(paragraphs=numbers)


@lru_cache(maxsize=64)
def _read_file(path: str, _changed: int, _size: int, known: frozenset[str]) -> tuple[Entry, ...]:
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            lines = [line.strip() for line in file.read().split("\n")]
    except OSError as error:
        return (_malformed("", path, 1, f"the file cannot be read ({error.strerror})"),)
    return tuple(_entry(line, number, path, known) for number, line in enumerate(lines, 1) if line and line[0] != "#")


def _entry(line: str, number: int, path: str, known: Collection[str]) -> Entry:
    digits = line.split(None, 1)[0].lower()
    if len(digits) < _SHORTEST or not _HEXADECIMAL.issuperset(digits):
        return _malformed("", path, number, f"{digits[:40]} is no hash of a paragraph")
    if "\ufffd" in line:
        return _malformed(digits, path, number, "the line is not in UTF-8")
    try:
        fields = shlex.split(line)
    except ValueError:
        return _malformed(digits, path, number, _problems.UNCLOSED)
    _, code, by, reason, day, *rest = [*fields, "", "", "", ""]
    codes = (code.upper(),) if code else ()
    problem = _problems.judge_codes(codes, known) or _problems.judge_names(by, reason)
    if not problem and any(rest):
        problem = "there is more on the line than a date, and who and reason want quotation marks"
    until, wrong = _problems.read_day(day)
    return Entry(digits, Allowance(codes, by, reason, until, (), path, number, Span(0, 0), problem or wrong))


def _malformed(digits: str, path: str, number: int, problem: str) -> Entry:
    return Entry(digits, Allowance((), "", "", None, (), path, number, Span(0, 0), problem))


def _is_first(name: str) -> bool:
    """Whether this draft is the first of its folder, in order of name."""
    folder, file = os.path.split(name)
    try:
        drafts = [other for other in os.listdir(folder or ".") if is_looked_for(other) and not other.startswith(".")]
    except OSError:
        return True
    return file == min(drafts, default=file)


__all__ = ["FILE", "Entry", "match_entries", "read_sidecar"]
