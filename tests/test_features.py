"""How features are asked: once a document or once a paragraph, and only where they can be other than zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer.features import Page, View, columns, counters, extract, feature_functions
from scorer.features.alone import REPEATS
from scorer.pipeline import rows_of
from scorer.readers import read_path

DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
ASKED = feature_functions() | counters()


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return [rows_of(read_path(path))[0] for path in sorted(DRAFTS.glob("*.md"))]


def views(pages: list[Page]) -> list[View]:
    return [view for page in pages for view in page.views]


def test_every_condition_of_a_feature_is_one_that_paragraphs_hold(pages: list[Page]) -> None:
    asked_for = frozenset().union(*(getattr(one, "only", ()) for one in ASKED.values()))
    assert asked_for <= frozenset().union(*(view.holds for view in views(pages)))
    assert "credited" in asked_for


def test_what_takes_a_page_is_the_same_for_all_its_paragraphs(pages: list[Page]) -> None:
    of_page = {name for name, one in feature_functions().items() if one.__annotations__.get("page") == "Page"}
    assert "genre.attributed" in of_page
    for page in pages:
        found = [{name: row.values.get(name, 0.0) for name in of_page} for row in extract(page)]
        assert all(row == found[0] for row in found)


def test_what_repeats_stands_only_where_nobody_is_credited(pages: list[Page]) -> None:
    seen = set()
    for page in pages:
        for view, row in zip(page.views, extract(page), strict=True):
            again = {name: row.values[f"alone.{name}"] for name in REPEATS if f"alone.{name}" in row.values}
            said = {name: row.values[column] for name, column in REPEATS.items() if column in row.values}
            assert again == ({} if view.asserted else said)
            seen |= again.keys()
    assert "past_tense" in seen
    assert {f"alone.{name}" for name in REPEATS} <= columns().keys()
