"""Figures by slice of the labelled paragraphs: genre, corpus, length of the paragraph and of its document."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from scorer.figures.definitions import level_figures
from scorer.figures.judgements import Case, Cases, Judgement, Vector

LEAST_PARAGRAPHS = 50
LEAST_DOCUMENTS = 5
"""Figures of a slice with less than either are too small to read."""
_PARAGRAPH_WORDS = (15, 30, 50)
_DOCUMENT_WORDS = (300, 600, 1000)
_NOT_TOLD = "not told"


def slice_up(cases: Cases, judgement: Judgement) -> dict[str, list[dict[str, Any]]]:
    """For every way to slice its slices in order: name, counts, accuracy, macro-F1 over the labelled levels, average precision,
    calibration error, and whether it is too small to read.
    """
    return {
        "genre": _by_name(cases, judgement, lambda case: case.genre or _NOT_TOLD),
        "corpus": _by_name(cases, judgement, lambda case: case.corpus or _NOT_TOLD),
        "words of the paragraph": _by_size(cases, judgement, _PARAGRAPH_WORDS, lambda case: len(case.text.split())),
        "words of the document": _by_size(cases, judgement, _DOCUMENT_WORDS, lambda case: case.document_words),
    }


def _by_name(cases: Cases, judgement: Judgement, name: Callable[[Case], str]) -> list[dict[str, Any]]:
    names = np.array([name(case) for case in cases.cases])
    return [_slice(one, names == one, cases, judgement) for one in sorted(set(names.tolist()))]


def _by_size(cases: Cases, judgement: Judgement, edges: tuple[int, ...], size: Callable[[Case], int]) -> list[dict[str, Any]]:
    places = np.searchsorted(edges, [size(case) for case in cases.cases], side="right")
    between = [f"{low} to {high - 1}" for low, high in pairwise(edges)]
    names = [f"under {edges[0]}", *between, f"{edges[-1]} and more"]
    return [_slice(name, places == at, cases, judgement) for at, name in enumerate(names) if np.any(places == at)]


def _slice(name: str, inside: Vector, cases: Cases, judgement: Judgement) -> dict[str, Any]:
    found = level_figures(cases.gold[inside], judgement.probabilities[inside], judgement.levels[inside])
    paragraphs, documents = int(inside.sum()), len(set(cases.groups[inside].tolist()))
    return {
        "slice": name,
        "paragraphs": paragraphs,
        "documents": documents,
        "accuracy": found["accuracy"],
        "macro_f1_present": found["macro_f1_present"],
        "ap_needs_checking": found["ap_needs_checking"],
        "ece": found["ece"],
        "too_small": paragraphs < LEAST_PARAGRAPHS or documents < LEAST_DOCUMENTS,
    }
