"""Files of many drafts, as rows that come one by one: none is ever held as a whole, however large.

A row is only cut off here, not read; that is the workers' part.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from scorer.archives.plans import Plan, Row
from scorer.errors import ScorerError
from scorer.readers import csv, jsonl, warc
from scorer.reports._parquet import load_arrow
from scorer.text.decoding import decode

_LINES, _CELLS = jsonl.SUFFIXES, csv.SUFFIXES
_PACKED = (".gz", ".zst")
_PATIENCE = 20
"""Lines of which one must be a draft, else the file is not what it is taken for."""
_BATCH = 256
_WINDOW = 128 * 1024 * 1024
"""Memory that unpacking may take."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def is_stream(name: str) -> bool:
    """Whether a file is read row by row, by its name."""
    base = name.lower()
    return base.endswith((*warc.SUFFIXES, ".parquet")) or _unpacked(base).endswith((*_LINES, *_CELLS))


class Stream:
    """The rows of a file; ``position`` says how many of its bytes they have taken so far."""

    def __init__(self, path: str, size: int, plan: Plan):
        self._path = path
        self._size = size
        self._plan = plan
        self.position: Callable[[], int] = lambda: 0

    def __iter__(self) -> Iterator[Row]:
        """The rows; what is wrong with the whole file is a row as well, and the last one."""
        number, fault = 0, ""
        try:
            for row in self._rows():
                number = row.number
                yield row
        except ScorerError as error:
            fault = str(error).removeprefix(f"{self._path}: ")
        except MemoryError:
            raise
        except Exception as error:  # of what is broken every library says so in its own way, and may quote it
            where = f"behind row {number}" if number else "at its start"
            what = f"the file breaks off or is broken {where} ({type(error).__name__})"
            fault = f"{what}; check that it is whole"
        self.position = lambda: self._size
        if fault:
            yield self._fault(number, fault)

    def _rows(self) -> Iterator[Row]:
        name = self._path.lower()
        if name.endswith(".parquet"):
            yield from self._parquet()
            return
        with open(self._path, "rb") as raw:
            self.position = raw.tell
            if name.endswith(warc.SUFFIXES):
                yield from self._pages(raw)
            else:
                read = self._lines if _unpacked(name).endswith(_LINES) else self._cells
                yield from read(_unpack(raw, name))

    def _lines(self, stream: BinaryIO) -> Iterator[Row]:
        number, failed, hopeful = 0, 0, False
        while line := stream.readline(jsonl.LONGEST + 1):
            number += 1
            if len(line) > jsonl.LONGEST and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = stream.readline(jsonl.LONGEST)
                yield self._fault(number, _reason(jsonl.too_long(self._path, number), f"{self._path}:{number}"))
            elif line := line.strip():
                yield Row(self._path, number, "line", line)
                if not hopeful:
                    hopeful = self._is_draft(line)
                    failed += not hopeful
                    if failed == _PATIENCE:
                        what = f"none of its first {_PATIENCE} drafts can be read; the rest is left alone"
                        yield self._fault(number, f"{what}; check that it is the right file, and --text-field")
                        return

    def _is_draft(self, line: bytes) -> bool:
        try:
            jsonl.read_line(line, self._path, 0, self._plan.text_field)
        except ScorerError:
            return False
        return True

    def _cells(self, stream: io.BufferedReader) -> Iterator[Row]:
        start = stream.peek(4)
        encoding = next((one for mark, one in _BOMS if start.startswith(mark)), "utf-8")
        with io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="") as text:
            first = text.readline(csv.LONGEST)
            delimiter = csv.delimiter_of(first, _unpacked(self._path))
            rows = csv.read_rows(_with_first(first, text), delimiter, self._path)
            head = next(rows, None)
            if head is None or isinstance(head, ScorerError):
                raise head or ScorerError("this file holds no table; check that it is the right file")
            columns = [self._decoded(column).strip() for column in head[1]]
            if self._plan.text_field not in columns:
                raise csv.no_column(self._path, self._plan.text_field, columns)
            at = columns.index(self._plan.text_field)
            key = columns.index(self._plan.id_field) if self._plan.id_field in columns else -1
            number = head[0]
            for row in rows:
                if isinstance(row, ScorerError):
                    where, _, reason = str(row).removeprefix(f"{self._path}:").partition(": ")
                    number = int(where) if where.isdecimal() else number
                    yield self._fault(number, reason)
                    continue
                number, cells = row
                if len(cells) != len(columns):
                    error = csv.uneven(self._path, number, cells, columns)
                    yield self._fault(number, _reason(error, f"{self._path}:{number}"))
                else:
                    yield Row(self._path, number, "cell", (cells[key] if key >= 0 else None, cells[at], columns[at]))

    def _parquet(self) -> Iterator[Row]:
        arrow = load_arrow()
        with arrow.parquet.ParquetFile(self._path, buffer_size=1024 * 1024, pre_buffer=False) as file:
            columns = file.schema_arrow.names
            text, key = self._plan.text_field, self._plan.id_field
            if text not in columns:
                raise csv.no_column(self._path, text, columns)
            wanted = [text, key] if key in columns and key != text else [text]
            number, total = 0, max(file.metadata.num_rows, 1)
            self.position = lambda: self._size * number // total
            for batch in file.iter_batches(_BATCH, columns=wanted, use_threads=False):
                texts = batch.column(text).to_pylist()
                keys = batch.column(key).to_pylist() if key in wanted else [None] * len(texts)
                for words, name in zip(texts, keys, strict=True):
                    number += 1
                    if isinstance(words, str):
                        yield Row(self._path, number, "cell", (name, words, text))
                    else:
                        yield self._fault(number, f"no text under {text!r}; name the column that has it by --text-field")

    def _pages(self, raw: BinaryIO) -> Iterator[Row]:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(-4, os.SEEK_END)
        whole = packed or raw.read(4) == b"\r\n\r\n"
        raw.seek(0)
        records = warc.open_records(gzip.GzipFile(fileobj=raw) if packed else raw, self._path)
        number = 0
        while page := warc.next_page(records, self._path, number + 1):
            number += 1
            yield Row(self._path, number, "page", tuple(page))
        if not whole:
            yield self._fault(number, "this archive breaks off or is broken; check that the file is whole")
        elif not number:
            yield self._fault(0, "no page in this archive; check that it is the right file")

    def _fault(self, number: int, reason: str) -> Row:
        return Row(self._path, number, "fault", reason)

    def _decoded(self, cell: str) -> str:
        return decode_cell(cell, self._path)


def decode_cell(cell: str, where: str) -> str:
    """A cell of a table; where it is no UTF-8, it is decoded by its letters."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return decode(cell.encode("utf-8", "surrogateescape"), where)
    return cell


def _reason(error: ScorerError, where: str) -> str:
    return str(error).removeprefix(f"{where}: ")


def _unpacked(name: str) -> str:
    """A name without the suffix of its packing."""
    return name[: -len(os.path.splitext(name)[1])] if name.lower().endswith(_PACKED) else name


def _unpack(raw: io.BufferedReader, name: str) -> io.BufferedReader:
    """The stream of bytes in a file, packed or not."""
    if name.endswith(".gz"):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw))
    if name.endswith(".zst"):
        try:
            import zstandard
        except ImportError:
            message = "reading .zst needs zstandard, which is not installed; pip install 'attribution-scorer[zstd]'"
            raise ScorerError(message) from None
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        return io.BufferedReader(unpacker.stream_reader(raw, read_across_frames=True))
    return raw


def _with_first(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a table; of one too long, pieces."""
    while first:
        yield first
        first = rest.readline(csv.LONGEST)


__all__ = ["Stream", "decode_cell", "is_stream"]
