"""Quotation stretches: straight, curly, doubled-apostrophe and single marks, unclosed ones, runs over paragraphs.

A state machine over tokens. A quotation left open at the end of a paragraph is *continued* when the next
paragraph opens again (the custom of AP and Reuters), else *unclosed*.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scorer.text.tokens import END, LOST, fold_all


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


Stretch = tuple[int, int, bool]
"""First token, the token after the last, and whether it is closed."""

_OPENERS = frozenset({"“", "«", "„", "``"})
_STRAIGHT = frozenset({'"', "''", LOST})
_DOUBLE = _OPENERS | _STRAIGHT | {"”", "»"}
_SINGLE = frozenset({"‘", "’", "'"})
MARKS = frozenset(fold_all([*_DOUBLE, *_SINGLE]))
"""Marks of quotation, folded."""
_BEFORE_OPENER = frozenset("([{—–-:/‘'“")
_CLIPPED = frozenset("em til till tis twas twere n bout cause cuz round neath".split())
"""Words that begin with an apostrophe."""


class _Words:
    """The tokens with the text they stand in, to ask what surrounds a mark."""

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str, words: list[str], starts: list[int], ends: list[int]):
        self.text = text
        self.words = words
        self.starts = starts
        self.ends = ends

    def left(self, at: int) -> str:
        """The character before token ``at``; a space at the text's start."""
        start = self.starts[at]
        return self.text[start - 1] if start else " "

    def right(self, at: int) -> str:
        """The character behind token ``at``; a space at the text's end."""
        end = self.ends[at]
        return self.text[end] if end < len(self.text) else " "

    def opens(self, at: int) -> bool:
        """Whether a straight mark looks like an opener by what surrounds it."""
        left = self.left(at)
        return (left.isspace() or left in _BEFORE_OPENER) and not self.right(at).isspace()

    def may_open(self, at: int) -> bool:
        """Whether a straight mark is no closer; one between spaces may be either (markup beside it is blank)."""
        left = self.left(at)
        return left.isspace() or (left in _BEFORE_OPENER and not self.right(at).isspace())

    def is_clipped(self, at: int) -> bool:
        """Whether a single mark is the apostrophe of 'em, 'n' or '90s."""
        following = self.words[at + 1].lower() if self.right(at).isalnum() else ""
        if following == "n":
            return at + 2 < len(self.words) and self.words[at + 2] in _SINGLE
        return following in _CLIPPED or (following[:2].isdigit() and following[2:] in ("", "s"))

    def shuts(self, at: int) -> bool:
        """Whether a single mark closes: after a stop, or before white space or a stop when the word does not end in s."""
        right = self.right(at)
        if right.isalnum():
            return False
        return right in ".,;:?!" or self.left(at) not in "sS"

    def marks_speech(self, at: int) -> bool:
        """Whether a lost mark was one of quotation, not a dash between spaces or the apostrophe of workers'."""
        left, right = self.left(at), self.right(at)
        return not (left.isspace() and right.isspace()) and not (left in "sS" and right.isspace())

    def is_inches(self, at: int) -> bool:
        """Whether a straight mark measures: behind a number, with the sentence going on."""
        return self.left(at).isdigit() and self.words[at] == '"'


def find_quotations(
    text: str, words: list[str], starts: list[int], ends: list[int], paragraphs: list[int], marks: Iterable[int]
) -> list[Quotation]:
    """All quotation stretches in order. ``paragraphs`` holds each paragraph's first token and the number of tokens.

    ``marks`` are the tokens that fold to one of ``MARKS``, in order.

    Single marks open a quotation only in paragraphs that use no double ones outside it, so that apostrophes do not.
    """
    found: list[Quotation] = []
    tokens = _Words(text, words, starts, ends)
    run = -1
    pending = False  # the paragraph before left a quotation open
    for first, number, stretches in _by_paragraph(tokens, paragraphs, marks):
        if pending and stretches[0][0] == first and found[-1].paragraph == number - 1:
            found[-1] = found[-1]._replace(continued=True)
        else:
            pending = False
        for begin, end, closed in stretches:
            run += not pending
            found.append(Quotation(begin, end, number, closed, False, pending, run))
            pending = False
        pending = not stretches[-1][2]
    return found


def _by_paragraph(tokens: _Words, paragraphs: list[int], marks: Iterable[int]) -> list[tuple[int, int, list[Stretch]]]:
    """Of every paragraph with quotations: its first token, its number, and the stretches."""
    doubles: dict[int, list[int]] = {}
    singles: dict[int, list[int]] = {}
    number = 0
    for at in marks:
        word = tokens.words[at]
        if word == LOST and not tokens.marks_speech(at):
            continue
        while paragraphs[number + 1] <= at:
            number += 1
        (doubles if word in _DOUBLE else singles).setdefault(number, []).append(at)
    found: list[tuple[int, int, list[Stretch]]] = []
    for number in sorted(doubles.keys() | singles.keys()):
        first, last = paragraphs[number], paragraphs[number + 1] - 1  # without the sentinel
        stretches = _double(tokens, doubles[number], first, last) if number in doubles else []
        if number in singles and (not stretches or singles[number][0] < stretches[0][0]):
            stretches = _around(_single(tokens, singles[number], first, last), stretches)
        if stretches:
            found.append((first, number, stretches))
    return found


def _around(singles: list[Stretch], doubles: list[Stretch]) -> list[Stretch]:
    """The stretches in single marks that hold one in double marks, and the double ones outside them; without doubles, all."""
    if not doubles:
        return singles
    kept: list[Stretch] = []
    at = 0
    for single in singles:
        while at < len(doubles) and doubles[at][0] < single[0]:
            kept.append(doubles[at])
            at += 1
        inside = at
        while inside < len(doubles) and doubles[inside][1] <= single[1]:
            inside += 1
        if inside > at:
            kept.append(single)
            at = inside
    return kept + doubles[at:]


def _double(tokens: _Words, marks: list[int], first: int, last: int) -> list[Stretch]:
    """The stretches between double marks of one paragraph."""
    stretches: list[Stretch] = []
    begin = -1
    inner = 0  # openers of the same kind inside the quotation, still to be closed
    for place, at in enumerate(marks):
        mark = tokens.words[at]
        if begin < 0:
            if _begins(tokens, mark, at, first):
                begin = at
            elif not stretches and (mark in "”»" or not tokens.is_inches(at) or at == last - 1):
                stretches.append((first, at + 1, True))  # a closer that lost its opener: quoted from the paragraph's start
        elif mark in _OPENERS and not (mark == "“" and tokens.words[begin] == "„"):
            if tokens.words[begin] == mark and _closes_twice(tokens, marks, place):
                inner += 1
            else:
                stretches.append((begin, at, False))  # opened again without a close
                begin, inner = at, 0
        elif inner:
            inner -= 1
        elif mark in _STRAIGHT and tokens.words[begin] == mark and at + 1 < last and tokens.opens(at):
            closes_later = place + 1 < len(marks) and not tokens.opens(marks[place + 1])
            stretches.append((begin, at, False) if closes_later else (begin, at + 1, True))
            begin = at if closes_later else -1
        else:
            stretches.append((begin, at + 1, True))
            begin = -1
    if begin >= 0:
        stretches.append((begin, last, False))
    return stretches


def _begins(tokens: _Words, mark: str, at: int, first: int) -> bool:
    """Whether a mark outside a quotation opens one."""
    if mark in _OPENERS:
        return True
    if mark in _STRAIGHT:
        return at == first or tokens.may_open(at)
    return mark == "”" and tokens.opens(at)


def _closes_twice(tokens: _Words, marks: list[int], place: int) -> bool:
    """Whether the next two marks close: this one then opens a quotation inside a quotation."""
    return [tokens.words[at] in ("”", "»") for at in marks[place + 1 : place + 3]] == [True, True]


def _single(tokens: _Words, marks: list[int], first: int, last: int) -> list[Stretch]:
    """The stretches between single marks of one paragraph; an unclosed one only where the paragraph begins with its mark."""
    stretches: list[Stretch] = []
    begin = doubtful = -1
    for at in marks:
        mark = tokens.words[at]
        if begin < 0:
            if mark != "’" and tokens.opens(at) and not tokens.is_clipped(at):
                begin, doubtful = at, -1
        elif mark != "‘" and tokens.shuts(at):
            stretches.append((begin, at + 1, True))
            begin = -1
        elif mark != "‘" and not tokens.right(at).isalnum():
            doubtful = at  # workers' pay, or a close behind a word in s
        elif mark == "‘" and doubtful >= 0 and tokens.opens(at):
            stretches.append((begin, doubtful + 1, True))
            begin, doubtful = at, -1
    if begin >= 0 and doubtful >= 0:
        stretches.append((begin, doubtful + 1, True))
    elif begin == first:
        stretches.append((begin, last, False))
    return stretches


def mark_quoted(total: int, quotations: list[Quotation]) -> bytearray:
    """One byte a token: 1 inside a quotation."""
    quoted = bytearray(total)
    for stretch in quotations:
        quoted[stretch.first : stretch.last] = b"\1" * (stretch.last - stretch.first)
    return quoted


__all__ = ["END", "Quotation", "find_quotations", "mark_quoted"]
