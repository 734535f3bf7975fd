"""The decision procedure of the labelling guide, followed by rule: what a careful reader with only the cues would say."""

from __future__ import annotations

from scorer.features._lead import rule_level
from scorer.features._view import View
from scorer.types import LEVELS, Span

COLUMNS = {f"says_{level}": f"the labelling guide's procedure, followed by rule, says {level}" for level in LEVELS}


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """The level the rules come to."""
    return {f"says_{rule_level(view)}": (1.0, [])}
