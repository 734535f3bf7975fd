"""Evaluate cues on single sentences and snippets: hedges (Szeged form), graded certainty, and phrases of anonymity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scipy.stats import spearmanr

from scorer.lexicon import Automaton
from scorer.pipeline import annotate_document
from scorer.presence import WIDE_HEDGE, Counts, count_pairs, families_of
from scorer.readers import read_text
from scorer.types import Paragraph

Rows = Iterable[dict[str, Any]]


def evaluate_hedges(rows: Rows, definition: str = WIDE_HEDGE) -> Counts:
    """Sentences found to be hedged against those marked ``uncertain``; each row has both and a ``text``.

    ``definition`` is ``"hedge_wide"`` (the Szeged corpus's) or ``"hedge"`` (the labelling guide's, narrower).
    """
    return count_pairs((bool(row["uncertain"]), definition in families_in(row["text"])) for row in rows)


def evaluate_anonymity(rows: Rows, automaton: Automaton | None = None) -> Counts:
    """Snippets in which an unnamed source is found; all rows are due. Another ``automaton`` stands in for the shipped seeds."""
    return count_pairs((True, "anon" in families_in(row["text"], automaton)) for row in rows)


def correlate_certainty(rows: Rows) -> tuple[float, int]:
    """Spearman's rank correlation of a sentence's hedges, their weights added up, with its certainty (``label``), and the
    number of sentences. Hedging less where one is surer gives a negative one.
    """
    pairs = [(weigh_hedges(row["text"]), float(row["label"])) for row in rows]
    return float(spearmanr(pairs).statistic), len(pairs)


def weigh_hedges(text: str) -> float:
    """The weights of the hedges in a text added up; negated ones and rounders ("about 300") do not count."""
    hedges = [cue for paragraph in _paragraphs(text) for cue in paragraph.cues if cue.family == "hedge"]
    return sum(cue.weight for cue in hedges if not cue.negated and cue.label != "approx")


def families_in(text: str, automaton: Automaton | None = None) -> frozenset[str]:
    """The families that any paragraph of a text shows."""
    return frozenset().union(*map(families_of, _paragraphs(text, automaton)))


def _paragraphs(text: str, automaton: Automaton | None = None) -> list[Paragraph]:
    return annotate_document(read_text(text), automaton).paragraphs
