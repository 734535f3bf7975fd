"""Quotation stretches: straight, curly, doubled-apostrophe and single marks, unclosed ones, runs over paragraphs.

A state machine over tokens. A quotation left open at the end of a paragraph is *continued* when the next
paragraph opens again (the custom of AP and Reuters), else *unclosed*.
"""

from __future__ import annotations

from typing import NamedTuple

from scorer.text.tokens import END


class Quotation(NamedTuple):
    """A quotation stretch in tokens (marks included, end exclusive).

    ``closed``: it has its closing mark. ``continued``: left open, and the next paragraph opens again.
    ``continues``: it carries on a quotation left open in the paragraph before. ``run`` numbers what is one utterance.
    """

    first: int
    last: int
    paragraph: int
    closed: bool
    continued: bool
    continues: bool
    run: int


_OPEN = {"“": "”", "«": "»", "„": "”", "``": "''"}
_DOUBLE = frozenset({'"', "''", "”", "“", "«", "»", "„", "``"})
_BEFORE_OPENER = frozenset("([{—–-:/")


def find_quotations(
    text: str, words: list[str], starts: list[int], ends: list[int], paragraphs: list[int]
) -> list[Quotation]:
    """All quotation stretches in order. ``paragraphs`` holds each paragraph's first token and the number of tokens.

    Single marks open a quotation only in paragraphs that use no double ones, so that apostrophes do not.
    """
    found: list[Quotation] = []
    run = -1
    pending = False  # the paragraph before left a quotation open
    for number in range(len(paragraphs) - 1):
        first, last = paragraphs[number], paragraphs[number + 1] - 1  # without the sentinel
        marks = [at for at in range(first, last) if words[at] in _DOUBLE]
        if marks:
            stretches = _double(text, words, starts, ends, marks, first, last)
        else:
            stretches = _single(text, words, starts, ends, first, last)
        if pending and stretches and stretches[0][0] == first and found:
            found[-1] = found[-1]._replace(continued=True)
        else:
            pending = False
        for position, (begin, end, closed) in enumerate(stretches):
            continues = pending and position == 0
            if not continues:
                run += 1
            found.append(Quotation(begin, end, number, closed, False, continues, run))
        pending = bool(stretches) and not stretches[-1][2]
    return found


def _opens(text: str, words: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    """Whether a straight mark at token ``at`` looks like an opener by its white space."""
    left = text[starts[at] - 1] if starts[at] else " "
    right = text[ends[at]] if ends[at] < len(text) else " "
    return (left.isspace() or left in _BEFORE_OPENER) and not right.isspace()


def _double(
    text: str, words: list[str], starts: list[int], ends: list[int], marks: list[int], first: int, last: int
) -> list[tuple[int, int, bool]]:
    stretches: list[tuple[int, int, bool]] = []
    begin = -1
    for at in marks:
        mark = words[at]
        if begin < 0:
            if mark in _OPEN or mark in ('"', "''") or (mark == "”" and _opens(text, words, starts, ends, at)):
                if mark in ('"', "''") and not _opens(text, words, starts, ends, at) and at != first:
                    if at == last - 1 or not stretches:  # a closer that lost its opener: quoted from the paragraph's start
                        stretches.append((first, at + 1, True))
                    continue
                begin = at
            elif mark in ("”", "»") and not stretches:
                stretches.append((first, at + 1, True))
        elif mark in _OPEN and mark != "„":
            stretches.append((begin, at, False))  # opened again without a close
            begin = at
        elif mark in ('"', "''") and _opens(text, words, starts, ends, at) and at + 1 < last and words[begin] == mark:
            if _closes_later(text, words, starts, ends, marks, at):
                stretches.append((begin, at, False))
                begin = at
            else:
                stretches.append((begin, at + 1, True))
                begin = -1
        else:
            stretches.append((begin, at + 1, True))
            begin = -1
    if begin >= 0:
        stretches.append((begin, last, False))
    return stretches


def _closes_later(text: str, words: list[str], starts: list[int], ends: list[int], marks: list[int], at: int) -> bool:
    """Whether the mark after this one looks like a closer, so that this one may be a second opener."""
    later = next((mark for mark in _after(marks, at)), None)
    return later is not None and not _opens(text, words, starts, ends, later)


def _after(marks: list[int], at: int) -> list[int]:
    from bisect import bisect_right

    position = bisect_right(marks, at)
    return marks[position : position + 1]


def _single(text: str, words: list[str], starts: list[int], ends: list[int], first: int, last: int) -> list[tuple[int, int, bool]]:
    stretches: list[tuple[int, int, bool]] = []
    begin = -1
    for at in range(first, last):
        mark = words[at]
        if mark not in ("‘", "’", "'"):
            continue
        if begin < 0:
            if mark != "’" and _opens(text, words, starts, ends, at):
                begin = at
        elif mark != "‘" and _shuts(text, words, starts, ends, at):
            stretches.append((begin, at + 1, True))
            begin = -1
    return stretches


def _shuts(text: str, words: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    """Whether a single mark closes: after a stop, or before white space or a stop when the word does not end in s."""
    left = text[starts[at] - 1]
    right = text[ends[at]] if ends[at] < len(text) else " "
    if right.isalnum():
        return False
    return left in ".,?!…" or left not in "sS" or right in ".,;:?!"


def mark_quoted(total: int, quotations: list[Quotation]) -> bytearray:
    """One byte a token: 1 inside a quotation."""
    quoted = bytearray(total)
    for stretch in quotations:
        quoted[stretch.first : stretch.last] = b"\1" * (stretch.last - stretch.first)
    return quoted


__all__ = ["END", "Quotation", "find_quotations", "mark_quoted"]
