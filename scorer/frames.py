"""Tables of drafts as they are worked with elsewhere: a pandas, polars or Arrow table in, one of the same kind out.

The rows are those of the Parquet report, without the evidence behind each, or one a draft with its measures laid flat.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from scorer.errors import ScorerError, nearest
from scorer.measures import measure
from scorer.model import Model
from scorer.pipeline import collector_at_rest, score_on_demand
from scorer.readers._composed import compose, pieces_of_text
from scorer.reports import _paragraphs
from scorer.reports._records import SCHEMA, Record
from scorer.types import KINDS, LEVELS, Document, ScoredDocument

GRAINS = ("paragraph", "document")
"""What a row is of."""
_KEYS = {"row": int, "id": str}
_DDL = {str: "string", int: "bigint", float: "double", bool: "boolean"}


def score_frame(table: Any, model: Model, text: str = "text", key: str | None = None, level: str = "paragraph") -> Any:
    """The scores of the drafts in the column ``text`` of a table, as a table of the same kind; no text is a draft without any.

    ``row`` counts the rows of the table from 0, ``id`` is what the column ``key`` has there (if not told, a column ``id``).
    """
    library = type(table).__module__.partition(".")[0]
    if library not in ("pandas", "polars", "pyarrow"):
        raise ScorerError(f"a table is one of pandas, polars or Arrow, not {type(table).__name__}; read it with one of these")
    names = [str(name) for name in (table.column_names if library == "pyarrow" else table.columns)]
    key = key or ("id" if "id" in names else None)
    for name in (text, key):
        if name is not None and name not in names:
            raise ScorerError(f"the table has no column {name!r}; {nearest(name, names)}")
    found = _score_rows(_values(table, text), _values(table, key) if key else None, model, level)
    return _tabulate(list(found), name_columns(level), library)


def name_columns(level: str = "paragraph") -> dict[str, Any]:
    """The columns of scored tables in order, each with what it holds (str, int, float, bool, or a list of one)."""
    if level not in GRAINS:
        raise ScorerError(f"no level {level!r}; {nearest(level, list(GRAINS))}")
    if level == "paragraph":
        return _KEYS | _paragraphs.name_columns()
    return _KEYS | {"document": str} | _measures()


def spell_ddl(level: str = "paragraph") -> str:
    """The same columns as Spark wants to be told them, for ``mapInPandas``."""
    return ", ".join(
        f"`{name}` " + (f"array<{_DDL[shape[0]]}>" if isinstance(shape, list) else _DDL[shape])
        for name, shape in name_columns(level).items()
    )


def list_rows(document: Document, model: Model, level: str = "paragraph") -> list[Record]:
    """The rows of one draft by the names of the columns, but for those that say where it comes from."""
    with collector_at_rest():
        annotated, found = score_on_demand(document, model)
        scores = list(found)
        found.close()
        if level == "paragraph":
            return _paragraphs.list_rows(ScoredDocument(annotated, scores, {}, model.about))
        return [{"schema": SCHEMA, "document": document.name} | _lay_flat(measure(annotated, scores))]


def _score_rows(texts: Sequence[Any], keys: Sequence[Any] | None, model: Model, level: str) -> Iterator[Record]:
    for row, text in enumerate(texts):
        key = None if keys is None or keys[row] is None else str(keys[row])
        name = str(row) if key is None else key
        words = text if isinstance(text, str) else ""
        for record in list_rows(compose(pieces_of_text(words, f"row {row}"), name), model, level):
            yield record | {"row": row, "id": key}


def _values(table: Any, column: str) -> list[Any]:
    """The values of a column, with None for what is missing, which pandas has several words for."""
    series = table[column]
    if hasattr(series, "notna"):
        series = series.astype(object).where(series.notna(), None)
    values: list[Any] = series.to_pylist() if hasattr(series, "to_pylist") else series.to_list()
    return values


def _tabulate(rows: list[Record], columns: dict[str, Any], library: str) -> Any:
    """A table of the rows, under types that hold for an empty one, too."""
    by_column = {name: [row.get(name) for row in rows] for name in columns}
    if library == "pandas":
        pandas = import_module("pandas")
        return pandas.DataFrame(
            {name: pandas.Series(values, dtype=_pandas_type(columns[name], values)) for name, values in by_column.items()}
        )
    if library == "polars":
        polars = import_module("polars")
        types = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
        spelled = {
            name: polars.List(types[shape[0]]) if isinstance(shape, list) else types[shape] for name, shape in columns.items()
        }
        return polars.DataFrame(by_column, schema=spelled)
    from scorer.reports._parquet import spell_schema

    arrow = import_module("pyarrow")
    return arrow.table(by_column, schema=spell_schema(columns))


def _pandas_type(shape: Any, values: list[Any]) -> str:
    """The type of a column; whole numbers of which some are missing need one of pandas' own."""
    if shape is int:
        return "Int64" if None in values else "int64"
    return "float64" if shape is float else "boolean" if shape is bool else "object"


@cache
def _measures() -> dict[str, Any]:
    """The measures of a draft, each in a column: what the schema of the reports says of them, laid flat."""
    content = json.loads((Path(_paragraphs.__file__).parent / "score.schema.json").read_text("utf-8"))
    columns: dict[str, Any] = {}
    for name, about in content["$defs"]["measures"]["properties"].items():
        if about.get("type") != "object":
            columns[name] = int if "integer" in about["type"] else float
            continue
        parts = LEVELS if name.startswith("levels") else KINDS if name == "distinct_by_kind" else about["properties"]
        shape = float if "properties" in about and not name.startswith("levels") else int
        columns |= {f"{name}_{part}": shape for part in parts}
    return columns


def _lay_flat(measures: Record) -> Record:
    flat: Record = {}
    for name, value in measures.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{part}": inner for part, inner in value.items()}
        else:
            flat[name] = value
    return {f"distinct_by_kind_{kind}": 0 for kind in KINDS} | flat


__all__ = ["GRAINS", "list_rows", "name_columns", "score_frame", "spell_ddl"]
