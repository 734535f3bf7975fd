"""Leave given in the copy: ``<!-- scorer: allow AN105 by="…" reason="…" until=2026-03-01 -->``, or a line ``#: allow AN105 …``.

It holds for the nearest paragraph above, before the first one for the whole piece. Several codes stand beside each other,
parted by commas or blanks.
"""

from __future__ import annotations

import shlex
from bisect import bisect_right
from collections.abc import Collection
from datetime import date

from scorer.errors import nearest
from scorer.types import Allowance, Document, Span

_CURLY = str.maketrans("“”", '""')


def read_allowances(document: Document, known: Collection[str]) -> tuple[Allowance, ...]:
    """The allowances in a document's comments, in order; one that is malformed says so in its ``problem``."""
    starts = [block.start for block in document.blocks]
    found: list[Allowance] = []
    for span in document.comments:
        said = _instruction(document.text[span.start : span.end])
        if said is not None:
            above = bisect_right(starts, span.start)
            found.append(_allowance(said, known, (above,) if above else (), document.line(span.start), span))
    return tuple(found)


def _instruction(comment: str) -> str | None:
    """What follows ``allow``; None where the comment is no allowance."""
    words = comment[2:].strip() if comment.startswith("#:") else comment.removeprefix("<!--").removesuffix("-->").strip()
    if comment.startswith("<!--"):
        mark, colon, words = words.partition(":")
        if not colon or mark.strip().lower() != "scorer":
            return None
    verb, *rest = words.split(None, 1)[:2] or [""]
    return " ".join(rest) if verb.lower() == "allow" else None


def _allowance(said: str, known: Collection[str], paragraphs: tuple[int, ...], line: int, span: Span) -> Allowance:
    given = {"by": "", "reason": "", "until": ""}
    codes: list[str] = []
    problems: list[str] = []
    try:
        words = shlex.split(said.translate(_CURLY))
    except ValueError:
        words = []
        problems.append("a quotation mark is not closed")
    for word in words:
        key, equals, value = word.partition("=")
        if equals and key.lower() in given:
            given[key.lower()] = " ".join(value.split())
        elif equals:
            problems.append(f"{key!r} is not known; {nearest(key, list(given))}")
        else:
            codes += [code.upper() for code in word.split(",") if code]
    problems += [f"there is no rule {code}; {nearest(code, sorted(known))}" for code in codes if code not in known]
    until = None
    if given["until"]:
        try:
            until = date.fromisoformat(given["until"])
        except ValueError:
            problems.append(f"{given['until']!r} is no date like 2026-03-01")
    if not problems:
        missing = [key for key, value in (("codes", codes), ("by", given["by"]), ("reason", given["reason"])) if not value]
        problems += [f"it has no {key}" for key in missing]
    problem = problems[0] if problems else ""
    return Allowance(tuple(codes), given["by"], given["reason"], until, paragraphs, "inline", line, span, problem)


__all__ = ["read_allowances"]
