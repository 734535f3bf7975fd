"""Which words of a paragraph became which."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from scorer.types import Edit, Paragraph, Span

_WORD = re.compile(r"\S+")
_LONGEST = 2000
"""Beyond so many differing words they are shown as one edit: comparing takes the square of their number."""


def find_edits(old: Paragraph, new: Paragraph) -> tuple[Edit, ...]:
    """The edits that make one paragraph of the other, in order; offsets are characters of the two drafts."""
    before, after = _Words(old), _Words(new)
    first, last = 0, 0
    shortest = min(len(before.words), len(after.words))
    while first < shortest and before.words[first] == after.words[first]:
        first += 1
    while last < shortest - first and before.words[-1 - last] == after.words[-1 - last]:
        last += 1
    one, two = before.words[first : len(before.words) - last], after.words[first : len(after.words) - last]
    if not one and not two:
        return ()
    whole = [("replace", 0, len(one), 0, len(two))]
    plain = not one or not two or max(len(one), len(two)) > _LONGEST
    steps = whole if plain else SequenceMatcher(None, one, two).get_opcodes()
    return tuple(
        Edit(before.span(first + i, first + j), after.span(first + k, first + m)) for step, i, j, k, m in steps if step != "equal"
    )


class _Words:
    """The words of a paragraph and where they stand."""

    def __init__(self, paragraph: Paragraph):
        found = list(_WORD.finditer(paragraph.document.text, paragraph.start, paragraph.end))
        self.words = [one[0] for one in found]
        self._spans = [one.span() for one in found]
        self._end = paragraph.end

    def span(self, first: int, last: int) -> Span:
        """Characters of the words ``first`` up to, not with, ``last``; an empty span before ``first`` where there are none."""
        if first == last:
            at = self._spans[first][0] if first < len(self._spans) else self._end
            return Span(at, at)
        return Span(self._spans[first][0], self._spans[last - 1][1])
