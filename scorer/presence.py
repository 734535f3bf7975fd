"""What counts as "this paragraph shows it", and how such finds are counted: the definitions every published figure refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from scorer.reports._records import describe_paragraph
from scorer.types import HEDGES, UNNAMED, WIDE_HEDGES, Paragraph

FAMILIES = ("anon", "denial", "reply", "hedge")
"""The cue families that a labelled paragraph tells."""
WIDE_HEDGE = "hedge_wide"
"""Hedges by the Szeged corpus's wide definition, which also counts doxastic verbs, conditions and open investigations."""
LEAST_WEIGHT = 0.5
"""A cue counts where the probability that this occurrence is one is at least a half."""

_ANONYMITY = frozenset(["request", "ground_rule"])
_LABELS = {
    "denial": ("resp", frozenset(["denial"])),
    "reply": ("resp", frozenset(["declined", "no_reply", "unreachable", "deferred"])),
    "hedge": ("hedge", HEDGES),
    WIDE_HEDGE: ("hedge", WIDE_HEDGES),
}


class Counts(NamedTuple):
    """Finds against what was due: ``right`` of the ``found`` are right, and ``due`` were to be found."""

    right: int
    found: int
    due: int

    @property
    def precision(self) -> float:
        """Share of the finds that are right; 0 without finds."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was due that was found; 0 where nothing was due."""
        return self.right / self.due if self.due else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.due) if self.found + self.due else 0.0


def families_of(paragraph: Paragraph) -> frozenset[str]:
    """The families a paragraph shows: by a cue that counts, for "anon" also by an attribution to an unnamed source.

    Judged by the record that a report prints, so that it holds for whoever reads the report.
    """
    record = describe_paragraph(paragraph)
    sure = {
        (cue["family"], cue["label"]) for cue in record["cues"] if cue["weight"] >= LEAST_WEIGHT and not cue["negated"]
    }
    shown = {family for family, (group, labels) in _LABELS.items() if any((group, label) in sure for label in labels)}
    if _is_anonymous(sure, record["attributions"]):
        shown.add("anon")
    return frozenset(shown)


def _is_anonymous(sure: set[tuple[str, str]], attributions: list[dict[str, Any]]) -> bool:
    if any(("anon", label) in sure for label in _ANONYMITY) or any(("src", kind) in sure for kind in UNNAMED):
        return True
    return any(one["source"] is not None and one["source"]["kind"] in UNNAMED for one in attributions)


def count_pairs(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """Counts from pairs of "is due" and "is found"."""
    right = found = due = 0
    for wanted, seen in pairs:
        right += wanted and seen
        found += seen
        due += wanted
    return Counts(right, found, due)
