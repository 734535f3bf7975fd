"""Runs of words that many documents share, stock formulas aside: a corpus written after a template gives itself away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from scorer.corpora import LabelledDocument
from scorer.curation.shingles import Hashes, hash_runs, words_of
from scorer.resources import folder

SIZE = 5
SHARE = 0.01
"""No run may be shared by more than this share of documents."""
_SHOWN = 3


def find_repetition(documents: Sequence[LabelledDocument], size: int = SIZE, share: float = SHARE) -> dict[str, Any]:
    """Runs of ``size`` words that more than ``share`` of the documents (and at least two) have, most shared first.

    Runs lie within a paragraph and touch no stock formula (``training/stock-formulas.txt``). Returns ``words``, ``share``,
    ``documents``, ``shared`` (how many runs), ``most`` (documents that share one, at most), and ``runs``: those shared,
    joined where they overlap, with how many documents have them and the first of these. Sorts hashes: n log n in the words.
    """
    stretches = [list(_stretches(document)) for document in documents]
    hashed = [_hash_all(pieces, size) for pieces in stretches]
    runs, counts = np.unique(np.concatenate([np.zeros(0, np.uint64), *map(np.unique, hashed)]), return_counts=True)
    shared = (counts > share * len(documents)) & (counts > 1)
    often = dict(zip(runs[shared].tolist(), counts[shared].tolist(), strict=True))
    told = _joined(documents, stretches, often, size)
    most = max(often.values(), default=0)
    return {"words": size, "share": share, "documents": len(documents), "shared": len(often), "most": most, "runs": told}


def _hash_all(pieces: list[list[str]], size: int) -> Hashes:
    return np.concatenate([np.zeros(0, np.uint64), *(hash_runs(piece, size) for piece in pieces)])


def _joined(
    documents: Sequence[LabelledDocument], stretches: list[list[list[str]]], often: dict[int, int], size: int
) -> list[dict[str, Any]]:
    """Shared runs in their own words, those that follow on one another and are shared as often as one."""
    found: dict[str, int] = {}
    holders: dict[str, list[str]] = {}
    done: set[int] = set()
    named: dict[int, str] = {}
    for document, pieces in zip(documents, stretches, strict=True):
        for words in pieces:
            runs = hash_runs(words, size).tolist()
            at = 0
            while at < len(runs):
                first, number = at, often.get(runs[at], 0)
                at += 1
                if not number:
                    continue
                if runs[first] in done:
                    name = named[runs[first]]
                else:
                    while at < len(runs) and often.get(runs[at], 0) == number and runs[at] not in done:
                        at += 1
                    name = " ".join(words[first : at - 1 + size])
                    found[name] = number
                    done.update(runs[first:at])
                    named.update(dict.fromkeys(runs[first:at], name))
                have = holders.setdefault(name, [])
                if document.id not in have and len(have) < _SHOWN:
                    have.append(document.id)
    order = sorted(found, key=lambda name: (-found[name], name))
    return [{"run": name, "documents": found[name], "first": holders[name]} for name in order]


def _stretches(document: LabelledDocument) -> Iterator[list[str]]:
    """The words of each paragraph, cut where a stock formula stands."""
    formulas = _formulas()
    for paragraph in document.paragraphs:
        words = words_of(paragraph)
        first = at = 0
        while at < len(words):
            length = max((len(one) for one in formulas.get(words[at], ()) if tuple(words[at : at + len(one)]) == one), default=0)
            if length:
                yield words[first:at]
                first = at + length
            at += length or 1
        yield words[first:]


@lru_cache(maxsize=1)
def _formulas() -> dict[str, list[tuple[str, ...]]]:
    """Stock formulas by their first word."""
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for line in (folder("training") / "stock-formulas.txt").read_text("utf-8").splitlines():
        words = tuple(words_of(line.partition("#")[0]))
        if words:
            by_word.setdefault(words[0], []).append(words)
    return by_word
