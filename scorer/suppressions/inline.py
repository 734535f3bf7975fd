"""Leave given in the copy: ``<!-- scorer: allow AN105 by="…" reason="…" until=2026-03-01 -->``, or a line ``#: allow AN105 …``.

It holds for the nearest paragraph above, before the first one for the whole piece. Several codes stand beside each other,
parted by commas or blanks.
"""

from __future__ import annotations

import shlex
from bisect import bisect_right
from collections.abc import Collection

from scorer.errors import nearest
from scorer.suppressions import _problems
from scorer.types import Allowance, Document, Span

_CURLY = str.maketrans("“”", '""')
_KEYS = ("by", "reason", "until")
_NO_ALLOW = "it does not begin with allow"


def list_inline(document: Document, known: Collection[str]) -> tuple[Allowance, ...]:
    """The allowances in a document's comments, in order; one that is malformed says so in its ``problem``."""
    starts = [block.start for block in document.blocks]
    found: list[Allowance] = []
    for span in document.comments:
        said = _instruction(document.text[span.start : span.end])
        if said is not None:
            above = bisect_right(starts, span.start)
            read = _read_allowance(said, known)
            found.append(read._replace(paragraphs=(above,) if above else (), line=document.line(span.start), span=span))
    return tuple(found)


def _instruction(comment: str) -> str | None:
    """What a comment tells the scorer; None where it tells it nothing. A line ``#:`` may be any remark."""
    if comment.startswith("#:"):
        words = comment[2:].strip()
        return words if words[:5].lower() == "allow" and not words[5:6].isalnum() else None
    mark, colon, words = comment.removeprefix("<!--").removesuffix("-->").partition(":")
    return words.strip() if colon and mark.strip().lower() == "scorer" else None


def _read_allowance(said: str, known: Collection[str]) -> Allowance:
    """The allowance in an instruction, still without its place."""
    given = dict.fromkeys(_KEYS, "")
    codes: list[str] = []
    unknown = ""
    try:
        # an editor's word processor may have curled the quotation marks
        verb, *words = shlex.split(said if '"' in said else said.translate(_CURLY)) or [""]
    except ValueError:
        return _allowance((), given, _problems.UNCLOSED)
    if verb.lower() != "allow":
        return _allowance((), given, _NO_ALLOW)
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            codes += [code.upper() for code in word.split(",") if code]
        elif key.lower() in given:
            given[key.lower()] = " ".join(value.split()).strip(",")
        else:
            unknown = unknown or f"{key[:40]!r} is not known; {nearest(key[:40], list(_KEYS))}"
    problem = unknown or _problems.judge_codes(codes, known) or _problems.judge_names(given["by"], given["reason"])
    return _allowance(tuple(dict.fromkeys(codes)), given, problem)


def _allowance(codes: tuple[str, ...], given: dict[str, str], problem: str) -> Allowance:
    until, wrong = _problems.read_day(given["until"])
    return Allowance(codes, given["by"], given["reason"], until, (), "inline", 0, Span(0, 0), problem or wrong)


__all__ = ["list_inline"]
