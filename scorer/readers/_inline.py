"""Markup inside a Markdown block: the stretches that are no words. One walk over the marks, nothing that looks back twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set

_MARK = re.compile(r"[\\`*_~\[\]<&]")
_RUNS = re.compile(r"`++")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LONGEST_TITLE = 1000
_LONGEST_LABEL = 200
_LONGEST_TAG = 2000
_DEEPEST = 6

Extent = tuple[int, int]


def markup(text: str, start: int, end: int, references: Set[str]) -> list[Extent]:
    """The stretches of ``text[start:end]`` that are markup, in no order and maybe overlapping.

    Of a link the text stays, of an image or a piece of code nothing. ``references`` are the labels that are defined somewhere.
    """
    if _MARK.search(text, start, end) is None:
        return []
    return _Walk(text, start, end, references).masks


class _Walk:
    """One walk over a block, with the delimiters still open."""

    def __init__(self, text: str, start: int, end: int, references: Set[str]):
        self.text = text
        self.end = end
        self.references = references
        self.masks: list[Extent] = []
        self.brackets: list[int] = []
        self.emphasis: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
        self.ticks = _tick_runs(text, start, end)
        at = start
        while (found := _MARK.search(text, at, end)) is not None:
            at = self._step(found.start())

    def _step(self, at: int) -> int:
        """Deal with the mark at ``at``; where to go on."""
        mark = self.text[at]
        if mark == "\\":
            return self._escape(at)
        if mark == "`":
            return self._code(at)
        if mark in "*_~":
            return self._emphasis(at, mark)
        if mark == "[":
            self.brackets.append(at)
            return at + 1
        if mark == "]":
            return self._bracket(at)
        if mark == "<":
            return self._tag(at)
        if self.text.startswith("&nbsp;", at, self.end):
            return self._mask(at, at + 6)
        return at + 1

    def _mask(self, start: int, end: int) -> int:
        self.masks.append((start, end))
        return end

    def _escape(self, at: int) -> int:
        if at + 1 < self.end and (self.text[at + 1] in _ESCAPABLE or self.text[at + 1] in "\r\n"):
            self._mask(at, at + 1)
            return at + 2
        return at + 1

    def _code(self, at: int) -> int:
        """A piece of code ends at the next run of as many ticks."""
        length = _run(self.text, at, self.end)
        later = self.ticks[length]
        while later and later[-1] <= at:
            later.pop()
        return self._mask(at, later[-1] + length) if later else at + length

    def _emphasis(self, at: int, mark: str) -> int:
        """Pair runs of one mark: a closer takes from the nearest opener as many marks as both have."""
        length = _run(self.text, at, self.end)
        before = self.text[at - 1] if at else " "
        after = self.text[at + length] if at + length < self.end else " "
        opens, closes = not after.isspace(), not before.isspace()
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if mark == "~" and length != 2:
            return at + length
        left, waiting = length, self.emphasis[mark]
        while closes and left and waiting:
            opener = waiting[-1]
            shared = min(left, opener[1])
            opener[1] -= shared
            self._mask(opener[0] + opener[1], opener[0] + opener[1] + shared)
            self._mask(at + length - left, at + length - left + shared)
            left -= shared
            if not opener[1]:
                waiting.pop()
        if opens and left:
            waiting.append([at + length - left, left])
        return at + length

    def _bracket(self, at: int) -> int:
        """A closing bracket: with what follows it may make a link, an image, or a footnote's number."""
        if not self.brackets:
            return at + 1
        opener = self.brackets.pop()
        text, follows = self.text, self.text[at + 1 : at + 2]
        after = -1
        if text[opener + 1] == "^" and at - opener < 80:
            return self._mask(opener, at + 1)
        if follows == "(":
            after = self._destination(at + 2)
        elif follows == "[":
            close = text.find("]", at + 2, min(self.end, at + 2 + _LONGEST_LABEL))
            label = (text[at + 2 : close] or text[opener + 1 : min(at, opener + _LONGEST_LABEL)]) if close >= 0 else ""
            after = close + 1 if label and fold_label(label) in self.references else -1
        elif self.references and at - opener <= _LONGEST_LABEL and fold_label(text[opener + 1 : at]) in self.references:
            after = at + 1
        if after < 0:
            return at + 1
        if opener and text[opener - 1] == "!" and text[opener - 2 : opener - 1] != "\\":
            return self._mask(opener - 1, after)
        self._mask(opener, opener + 1)
        return self._mask(at, after)

    def _destination(self, at: int) -> int:
        """The end of ``url "title")`` behind a link's text, or -1."""
        text, end = self.text, self.end
        at = _past_space(text, at, end)
        if text[at : at + 1] == "<":
            close = text.find(">", at, min(end, at + _LONGEST_TAG))
            at = close + 1 if close >= 0 else end
        else:
            at = _past_url(text, at, end)
        if at < 0:
            return -1
        gap = _past_space(text, at, end)
        if gap > at and text[gap : gap + 1] in ('"', "'"):
            close = text.find(text[gap], gap + 1, min(end, gap + _LONGEST_TITLE))
            gap = _past_space(text, close + 1, end) if close >= 0 else end
        return gap + 1 if gap < end and text[gap] == ")" else -1

    def _tag(self, at: int) -> int:
        """An HTML tag or a bare address between angle brackets."""
        head = self.text[at + 1 : at + 3]
        if not (head[:1].isalpha() or (head[:1] in ("/", "!", "?") and head[1:].isalpha())):
            return at + 1
        close = self.text.find(">", at, min(self.end, at + _LONGEST_TAG))
        return self._mask(at, close + 1) if close >= 0 else at + 1


def fold_label(label: str) -> str:
    """A link label in the form in which two of them are compared."""
    return " ".join(label.casefold().split())


def _tick_runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where the runs of ticks begin, by length, the last first."""
    runs: dict[int, list[int]] = defaultdict(list)
    for found in _RUNS.finditer(text, start, end):
        runs[found.end() - found.start()].append(found.start())
    for places in runs.values():
        places.reverse()
    return runs


def _run(text: str, at: int, end: int) -> int:
    """How often the character at ``at`` is repeated."""
    mark, stop = text[at], at + 1
    while stop < end and text[stop] == mark:
        stop += 1
    return stop - at


def _past_space(text: str, at: int, end: int) -> int:
    stop = min(end, at + _LONGEST_TITLE)
    while at < stop and text[at].isspace():
        at += 1
    return at


def _past_url(text: str, at: int, end: int) -> int:
    """The end of an address: white space or the bracket that closes the link; -1 where brackets nest too deep."""
    depth = 0
    stop = min(end, at + _LONGEST_TAG)
    while at < stop:
        char = text[at]
        if char == "\\" and at + 1 < stop:
            at += 1
        elif char == "(":
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif char == ")":
            if not depth:
                return at
            depth -= 1
        elif char.isspace():
            return at if not depth else -1
        at += 1
    return -1
