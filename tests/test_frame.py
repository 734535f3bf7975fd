"""Tables of drafts in, tables of scores out: the same in every library, and the same as draft by draft."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import scorer
from scorer.errors import ScorerError
from scorer.frames import name_columns, spell_ddl
from scorer.model import load

TEXTS = [
    "The gate may close, county engineer Dolores Ibarra said.\n\nOfficials said nobody was hurt.",
    None,
    "Rain fell on the square.",
]
IDS = ["one", "two", None]
MAKERS = {
    "pandas": lambda columns: import_module("pandas").DataFrame(columns),
    "polars": lambda columns: import_module("polars").DataFrame(columns),
    "pyarrow": lambda columns: import_module("pyarrow").table(columns),
}


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of any table, with None for what is missing."""
    if type(table).__module__.startswith("pandas"):
        rows: list[dict[str, Any]] = import_module("pyarrow").Table.from_pandas(table, preserve_index=False).to_pylist()
        return rows
    return list(table.to_dicts() if hasattr(table, "to_dicts") else table.to_pylist())


@pytest.fixture(params=sorted(MAKERS))
def make(request: pytest.FixtureRequest) -> Any:
    pytest.importorskip(request.param)
    return MAKERS[request.param]


def test_a_table_comes_back_as_the_same_kind(make: Any) -> None:
    table = make({"id": IDS, "text": TEXTS})
    scored = scorer.frame(table)
    assert type(scored) is type(table)
    rows = rows_of(scored)
    assert list(rows[0]) == list(name_columns())
    assert [(row["row"], row["id"], row["paragraph"]) for row in rows] == [(0, "one", 1), (0, "one", 2), (2, None, 1)]


def test_its_scores_are_those_of_each_draft(make: Any) -> None:
    rows = rows_of(scorer.frame(make({"text": TEXTS})))
    expected = [score for text in TEXTS if text for score in scorer.score(text).scores]
    assert [(row["level"], row["kind"], row["flags"]) for row in rows] == [(one.level, one.kind, one.flags) for one in expected]
    assert [row["score"] for row in rows] == [one.value for one in expected]
    assert [row["needs_source"] for row in rows] == [one.needs_source for one in expected]
    assert "Dolores Ibarra" in rows[0]["sources"]


def test_a_row_a_draft_has_its_measures(make: Any) -> None:
    rows = rows_of(scorer.frame(make({"body": TEXTS, "url": IDS}), text="body", key="url", level="document"))
    assert [row["id"] for row in rows] == IDS
    measures = scorer.score(str(TEXTS[0])).measures
    assert rows[0]["score"] == measures["score"]
    assert rows[0]["paragraphs"] == 2
    assert rows[0]["levels_weak"] == measures["levels"]["weak"]
    assert rows[0]["distinct_by_kind_person"] == 1
    assert rows[1]["paragraphs"] == 0
    assert rows[1]["score"] is None


def test_every_measure_has_a_column() -> None:
    columns = name_columns("document")
    for name, value in scorer.score(str(TEXTS[0])).measures.items():
        flat = [f"{name}_{part}" for part in value] if isinstance(value, dict) else [name]
        assert set(flat) <= set(columns), name


def test_an_empty_table_keeps_its_columns(make: Any) -> None:
    pandas = type(make({"text": TEXTS})).__module__.startswith("pandas")
    empty = make({"text": TEXTS}).head(0) if pandas else make({"text": TEXTS})[0:0]
    scored = scorer.frame(empty)
    assert len(scored) == 0
    assert list(scored.column_names if hasattr(scored, "column_names") else scored.columns) == list(name_columns())


def test_another_model_scores(make: Any, model: Path) -> None:
    assert {row["level"] for row in rows_of(scorer.frame(make({"text": TEXTS}), model))} == {"weak"}
    assert rows_of(scorer.frame(make({"text": TEXTS}), load(model))) == rows_of(scorer.frame(make({"text": TEXTS}), model))


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ({"body": ["a"]}, {}, ["no column 'text'", "known: body"]),
        ({"text": ["a"]}, {"key": "ident"}, ["no column 'ident'"]),
        ({"text": ["a"]}, {"level": "sentence"}, ["no level 'sentence'", "document, paragraph"]),
    ],
)
def test_what_is_missing_is_said(make: Any, table: dict[str, Any], options: dict[str, str], words: list[str]) -> None:
    with pytest.raises(ScorerError) as refused:
        scorer.frame(make(table), **options)  # type: ignore[arg-type]
    assert all(word in str(refused.value) for word in words)


def test_other_things_are_no_table() -> None:
    with pytest.raises(ScorerError, match="pandas, polars or Arrow, not list"):
        scorer.frame([{"text": "a"}])


@pytest.mark.parametrize("level", ["paragraph", "document"])
def test_spark_is_told_every_column(level: str) -> None:
    ddl = spell_ddl(level)
    assert [part.split("`")[1] for part in ddl.split(", ")] == list(name_columns(level))
    assert "`row` bigint" in ddl
    assert ("`cues` array<string>" in ddl) == (level == "paragraph")
