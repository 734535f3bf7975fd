"""The page of many drafts: one small picture of each, in the order given, and how to find those that need a look first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scorer.reports._pages import render_page
from scorer.types import SEVERITIES, DraftReport, Score

_CELL, _GAP, _ROW = 8, 1, 24


class Card(NamedTuple):
    """What the index keeps of a draft, so that pages can be written and let go one by one."""

    name: str
    address: str
    score: float | None
    scorable: int
    levels: dict[str, int]
    cells: list[tuple[int, int, str]]
    height: int
    findings: dict[str, int]
    sources: int
    unnamed: float | None
    warnings: list[str]


def make_card(report: DraftReport, address: str) -> Card:
    """The card of a draft whose page is at this address."""
    scored = report.scored
    measures = scored.measures
    rows = -(-len(scored.scores) // _ROW)
    warned = ["out of scope"] * bool(scored.annotated.scope) + ["broken text"] * bool(measures["damaged"])
    found = Counter(one.severity for one in report.checked.findings)
    return Card(
        report.name,
        address,
        measures["score"],
        measures["scorable"],
        {level: number for level, number in measures["levels"].items() if number},
        [_cell(at, score) for at, score in enumerate(scored.scores)],
        max(rows, 1) * (_CELL + _GAP) - _GAP,
        {severity: found[severity] for severity in SEVERITIES if found[severity]},
        measures["distinct_sources"],
        measures["anonymity_rate"],
        warned,
    )


def write_index_page(cards: Sequence[Card]) -> str:
    """The index of these drafts as HTML."""
    width = _ROW * (_CELL + _GAP) - _GAP
    return render_page("index", ["page", "sorting"], title="Sourcing of drafts", cards=cards, width=width, cell=_CELL)


def _cell(at: int, score: Score) -> tuple[int, int, str]:
    return (at % _ROW) * (_CELL + _GAP), (at // _ROW) * (_CELL + _GAP), score.level
