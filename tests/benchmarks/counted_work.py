"""The work whose instructions are counted: ``instructions.py`` runs this under callgrind, with ``drafts`` or ``lengths``.

The counter is dumped, and begins anew, whenever the function ``MARK`` of the C library is called: one run counts many things,
and what stands between a second and a third call (the start, what is learned once) is in none of them.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from itertools import islice, pairwise

import scorer
from scorer.resources import folder

MARK = "getpriority"
LEARNED, READ = 0, 1
"""Of each genre's drafts the one with the first number may teach scorer words, uncounted; that with the second is read."""
TIMES, WORDS = 4, 4_000
"""A text of so many words is scored as a whole, and cut in so many."""


def drafts(number: int) -> list[str]:
    """The draft with this number of each genre, of those that we wrote ourselves."""
    chosen = []
    for file in sorted((folder("training") / "drafts").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            chosen.append("\n\n".join(json.loads(next(islice(lines, number, None)))["paragraphs"]))
    return chosen


def words_read() -> int:
    """How many words the counted drafts have."""
    return sum(len(draft.split()) for draft in drafts(READ))


def count(work: Callable[[], object]) -> None:
    """Do some work between two marks."""
    gc.collect()
    gc.freeze()  # what is loaded is not walked by whatever collects meanwhile
    os.getpriority(os.PRIO_PROCESS, 0)
    work()
    os.getpriority(os.PRIO_PROCESS, 0)


class _Token:
    __slots__ = ("form", "length", "start")

    def __init__(self, form: str, start: int, length: int):
        self.form, self.start, self.length = form, start, length


def _fold(word: str) -> str:
    return word.lower().strip(".,")


def reference() -> dict[int, str]:
    """Plain Python of the kind scorer is made of: strings, dictionaries, small objects, calls. Stays as it is for ever."""
    known: dict[str, int] = {}
    tokens = []
    for number in range(12_000):
        word = f"Word{number * number % 997},"
        token = _Token(_fold(word), number, len(word))
        known[token.form] = known.get(token.form, 0) + 1
        tokens.append(token)
    pairs: dict[tuple[str, str], list[int]] = {}
    for one, other in pairwise(tokens):
        pairs.setdefault((one.form, other.form), []).append(one.start + other.length)
    lines: dict[int, str] = {}
    for (left, right), starts in sorted(pairs.items()):
        if left.startswith("word1") or known[right] > 2:
            lines[max(starts)] = " ".join([left, right, *map(str, starts)])
    return {place: line.replace("word", "Word") for place, line in lines.items() if "9" in line}


def count_drafts() -> None:
    """The reference, before anything is loaded that could change it, then scoring, then checking the same drafts."""
    chosen = drafts(READ)
    count(reference)
    for draft in drafts(LEARNED)[::3]:
        scorer.score(draft)
        scorer.check(draft)
    count(lambda: [scorer.score(draft) for draft in chosen])
    count(lambda: [scorer.check(draft) for draft in chosen])


def count_lengths() -> None:
    """One paragraph in parts, then whole; as many words as short paragraphs in parts, then whole."""
    words = " ".join(drafts(READ)).split()[:WORDS]
    scorer.score(" ".join(words))
    for shape in SHAPES.values():
        parts = [shape(words[start : start + WORDS // TIMES]) for start in range(0, WORDS, WORDS // TIMES)]
        whole = shape(words)
        count(lambda parts=parts: [scorer.score(part) for part in parts])
        count(lambda whole=whole: scorer.score(whole))


SHAPES: dict[str, Callable[[list[str]], str]] = {
    "one paragraph": " ".join,
    "short paragraphs": lambda words: " ".join(words).replace(". ", ".\n\n"),
}


if __name__ == "__main__":
    {"drafts": count_drafts, "lengths": count_lengths}[sys.argv[1]]()
