"""Characters that stand in ``plain`` for markup inside a word, so that lengths stay and the word is whole.

``don&rsquo;t`` reads as ``don’``, six tails and ``t``; ``<b>T</b>he`` as three gaps, ``T``, four gaps and ``he``. Neither is a
character of any text: Unicode keeps both code points for use inside a program.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from scorer.types import Block, Document

TAIL = "\ufdd0"
"""The rest of a character reference: it belongs to the character before."""
GAP = "\ufdd1"
"""Markup between the letters of a word: it belongs to neither."""
_FILLED = re.compile(f"[{TAIL}{GAP}]++")


def is_filled(plain: str) -> bool:
    """Whether any character only keeps a place."""
    return TAIL in plain or GAP in plain


def without_fillers(plain: str) -> str:
    """The text as it is read."""
    return plain.replace(TAIL, "").replace(GAP, "") if is_filled(plain) else plain


def words_at(document: Document, start: int, end: int) -> str:
    """The words of a stretch as a reader of the draft sees them, without markup."""
    return without_fillers(document.plain[start:end])


class Clearing:
    """A text without its fillers (``plain``, ``blocks``), and the way back to the offsets of the one that has them."""

    def __init__(self, plain: str, blocks: list[Block]):
        runs = [found.span() for found in _FILLED.finditer(plain)]
        self._begins = [start for start, _ in runs]
        self._cuts: list[int] = []  # where, in the text without fillers, some were
        self._removed = [0]  # how many of them up to each cut
        self._tails: dict[int, int] = {}
        for start, end in runs:
            run = plain[start:end]
            cut = start - self._removed[-1]
            self._cuts.append(cut)
            self._removed.append(self._removed[-1] + end - start)
            self._tails[cut] = len(run) - len(run.lstrip(TAIL))
        self.plain = without_fillers(plain)
        self.blocks = [Block(self._cleared(one.start), self._cleared(one.end), one.kind) for one in blocks]

    def start(self, offset: int) -> int:
        """Where the character at ``offset`` of the cleared text begins."""
        return offset + self._removed[bisect_right(self._cuts, offset)]

    def end(self, offset: int) -> int:
        """Where the character before ``offset`` of the cleared text ends."""
        return self.start(offset - 1) + 1 + self._tails.get(offset, 0) if offset else 0

    def _cleared(self, offset: int) -> int:
        run = bisect_left(self._begins, offset)
        if not run:
            return offset
        return max(offset - self._removed[run], self._cuts[run - 1])


__all__ = ["GAP", "TAIL", "Clearing", "is_filled", "without_fillers", "words_at"]
