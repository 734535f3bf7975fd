"""Parquet by pyarrow, an extra: rows as they come, in groups, under a schema that no row changes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from scorer.errors import ScorerError

_GROUP = 4096
"""Rows of a group; a reader takes in a group at a time, and so much is held in memory."""

Shape = Any
"""What a value is: str, int, float or bool; [shape] is a list of such, and {name: shape} a record. Any of them may be missing."""


class ParquetFile:
    """Writes rows to a stream of bytes. Nothing is written behind the back of ``write`` and ``close``."""

    def __init__(self, stream: BinaryIO, columns: Mapping[str, Shape], about: Mapping[str, str]):
        self._arrow = load_arrow()
        self._schema = spell_schema(columns, about)
        self._stream = stream
        self._buffer = io.BytesIO()  # a writer that is given up still writes its end: into this, where nobody sees it
        self._writer = self._arrow.parquet.ParquetWriter(self._buffer, self._schema)
        self._rows: list[Any] = []

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take some rows; what a row has beyond the columns is left out."""
        for row in rows:
            self._rows.append(_safe(row))
            if len(self._rows) >= _GROUP:
                self._write_group()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._rows:
            self._write_group()
        self._writer.close()
        self._drain()

    def _write_group(self) -> None:
        self._writer.write_table(self._tabulate())
        self._rows.clear()
        self._drain()

    def _tabulate(self) -> Any:
        """The rows as a table. Arrow takes them in as JSON: from objects it would import pandas, which costs memory and time."""
        names = self._schema.names
        lines = "".join(json.dumps({name: row[name] for name in names if name in row}) + "\n" for row in self._rows).encode()
        reading = self._arrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
        parsing = self._arrow.json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error")
        table = self._arrow.json.read_json(io.BytesIO(lines), reading, parsing)
        return table.replace_schema_metadata(self._schema.metadata).combine_chunks()

    def _drain(self) -> None:
        self._stream.write(self._buffer.getvalue())
        self._buffer.seek(0)
        self._buffer.truncate()


def load_arrow() -> Any:
    """pyarrow with its Parquet; where it is missing, the error that says so."""
    try:
        import pyarrow
        import pyarrow.json
        import pyarrow.parquet
    except ImportError:
        message = "parquet needs pyarrow, which is not installed; pip install 'attribution-scorer[parquet]'"
        raise ScorerError(message) from None
    return pyarrow


def spell_schema(columns: Mapping[str, Shape], about: Mapping[str, str] | None = None) -> Any:
    """The Arrow schema of some columns, with what is said about all of them."""
    arrow = load_arrow()
    return arrow.schema([(name, _type(shape, arrow)) for name, shape in columns.items()], metadata=about)


def _type(shape: Shape, arrow: Any) -> Any:
    if isinstance(shape, dict):
        return arrow.struct([(name, _type(inner, arrow)) for name, inner in shape.items()])
    if isinstance(shape, list):
        return arrow.list_(_type(shape[0], arrow))
    return {str: arrow.string, int: arrow.int64, float: arrow.float64, bool: arrow.bool_}[shape]()


def _safe(value: Any) -> Any:
    """A value without lone surrogates, which no encoding can carry: they are spelled out."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {name: _safe(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(inner) for inner in value]
    return value
