"""An archive cut into parts, always alike, and what a worker does with one: rows of scores in a file of its own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from platform import node
from typing import Any

from scorer import frames
from scorer.archives.inputs import Found
from scorer.archives.plans import Done, Part, Plan, Row
from scorer.archives.streams import Stream, decode_cell, is_stream
from scorer.errors import ModelError, ScorerError
from scorer.model import Model, load
from scorer.readers import jsonl, read_documents, warc
from scorer.readers._composed import called, compose, pieces_of_text
from scorer.reports._parquet import ParquetFile
from scorer.reports._records import SCHEMA, Record, write_line
from scorer.types import Document
from scorer.whole_files import write_whole

_BYTES = 4 * 1024 * 1024
"""Text after which a part is full, however few its drafts are."""
_ORIGIN = {"file": str}


def cut_parts(files: list[Found], plan: Plan) -> Iterator[Part]:
    """The parts in order; where one ends depends on the inputs and the plan alone."""
    rows: list[Row] = []
    number, held, before, seen = 0, 0, 0, 0
    for one in files:
        stream = Stream(one.path, one.size, plan) if not one.fault and is_stream(one.path) else None
        for row in stream or [Row(one.path, 0, "fault", one.fault) if one.fault else Row(one.path, 0, "file")]:
            rows.append(row)
            held += one.size if row.kind == "file" else _size(row)
            if len(rows) >= plan.part_size or held >= _BYTES:
                here = before + (stream.position() if stream else one.size)
                yield Part(number, rows, here - seen)
                rows, held, number, seen = [], 0, number + 1, here
        before += one.size
    if rows:
        yield Part(number, rows, before - seen)


def _size(row: Row) -> int:
    content = row.content
    return len(content) if isinstance(content, bytes | str) else len(content[1] if row.kind == "cell" else content[0])


def score_part(part: Part, plan: Plan, out: str) -> Done:
    """Score the drafts of a part and write its files, each all at once; the same rows give the same bytes anywhere."""
    model = _model(plan.model, plan.digest)
    sheet = _Sheet(plan)
    bad: list[Record] = []
    documents = 0
    for row in part.rows:
        for number, found in _drafts_of(row, plan):
            fault = found if isinstance(found, str) else _score_into(sheet, row.file, number, found, model, plan.level)
            documents += not fault
            if fault:
                bad.append({"file": row.file, "row": number, "reason": fault})
    digest = _write(Path(out, "parts", f"{part.name}.{plan.form}"), sheet.pack())
    bad_digest = _write(Path(out, "bad", f"{part.name}.jsonl"), _lines(bad)) if bad else ""
    first, last = part.rows[0], part.rows[-1]
    ends = [first.file, first.number], [last.file, last.number]
    return Done(part.number, *ends, len(part.rows), documents, sheet.rows, len(bad), digest, bad_digest)


class _Sheet:
    """The rows of a part in the form wanted; no more of them than a group is held as objects."""

    def __init__(self, plan: Plan):
        self.rows = 0
        self._stream = io.BytesIO()
        about = {"scorer.table": f"{plan.level}s", "scorer.schema": str(SCHEMA)}
        self._file = ParquetFile(self._stream, name_columns(plan.level), about) if plan.form == "parquet" else None

    def write(self, records: list[Record]) -> None:
        """Add some rows."""
        self.rows += len(records)
        if self._file:
            self._file.write(records)
        else:
            self._stream.write(_lines(records))

    def pack(self) -> bytes:
        """The whole file."""
        if self._file:
            self._file.close()
        return self._stream.getvalue()


def _drafts_of(row: Row, plan: Plan) -> Iterator[tuple[int, Document | str]]:
    """The drafts of a row, each with its number in the file; in place of what cannot be read, the reason."""
    number = row.number
    try:
        if row.kind == "file":
            for number, draft in enumerate(read_documents(row.file, plan.text_field), 1):
                yield number, draft if isinstance(draft, Document) else _reason(draft, row.file)
        else:
            yield number, _read_row(row, plan)
    except ScorerError as error:
        yield number, _reason(error, row.file)
    except Exception as error:  # its message might hold words of the draft
        yield number, f"internal error ({type(error).__name__}); please report it"


def _read_row(row: Row, plan: Plan) -> Document | str:
    content = row.content
    if row.kind == "fault":
        return str(content)
    if row.kind == "line":
        return jsonl.read_line(content, row.file, row.number, plan.text_field, plan.id_field)
    if row.kind == "page":
        page = warc.read_page(warc.RawPage(*content))
        return page if isinstance(page, Document) else _reason(page, row.file)
    key, words, column = content
    text = decode_cell(words, f"{row.file}:{row.number}")
    return compose(pieces_of_text(text, f"row {row.number}, {column}"), called(row.file, key, row.number))


def _score_into(sheet: _Sheet, file: str, number: int, draft: Document, model: Model, level: str) -> str:
    """Add the rows of a draft; what is wrong, if something is."""
    try:
        rows = frames.list_rows(draft, model, level)
    except ScorerError as error:
        return _reason(error, file)
    except Exception as error:
        return f"internal error ({type(error).__name__}); please report it"
    origin = {"file": file, "row": number, "id": draft.name.removeprefix(f"{file}#")}
    columns = name_columns(level)
    sheet.write([{name: origin.get(name, row.get(name)) for name in columns} for row in rows])
    return ""


def name_columns(level: str) -> dict[str, Any]:
    """The columns of an archive's scores, each with what it holds."""
    return _ORIGIN | frames.name_columns(level)


def _lines(records: list[Record]) -> bytes:
    stream = io.StringIO()
    for record in records:
        write_line(stream, record)
    return stream.getvalue().encode("utf-8")


def _write(path: Path, data: bytes) -> str:
    write_whole(path, data)
    return digest_of(data)


def digest_of(data: bytes) -> str:
    """The digest by which a file is known again."""
    return "sha256:" + sha256(data).hexdigest()


def digest_of_model(model: Model) -> str:
    """The digest of all that a model says, whatever digest it names itself."""
    return digest_of(json.dumps(model.content, sort_keys=True).encode())


@cache
def _model(path: str | None, digest: str) -> Model:
    model = load(path)
    if digest and digest_of_model(model) != digest:
        raise ModelError(f"{path or 'the shipped model'}: not the model this run began with, on {node()}")
    return model


def _reason(error: ScorerError, file: str) -> str:
    """What is wrong, without the place, which has columns of its own."""
    where, _, what = str(error).partition(": ")
    return what if what and where.startswith(file) else str(error)


__all__ = ["cut_parts", "digest_of", "digest_of_model", "name_columns", "score_part"]
