"""Write tables, and read them back by what reads them: the csv module, a Markdown renderer, pyarrow."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from markdown_it import MarkdownIt
from shell import lines_of

from scorer.reports import open_report, writes_bytes
from scorer.reports._sources import TABLES, open_tables
from scorer.types import LEVELS, AnnotatedDocument, ScoredDocument, SourceTables

PLACE = ["document", "paragraph", "block", "line", "place", "start", "end", "text"]
SCORE = ["level", "score", "needs_source", "unsure", "kind", "flags", *(f"probability_{level}" for level in LEVELS)]
RANK = ["priority_rank", "priority_value"]
FOUND = ["cues", "sources"]


def render(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text: rows of the texts of their cells, which may hold nothing but text."""
    tables: list[list[list[str]]] = []
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and token.level > 2:
            assert {child.type for child in token.children or []} <= {"text", "text_special"}
            tables[-1][-1].append("".join(child.content for child in token.children or []))
        else:
            assert token.type not in ("html_block", "fence", "code_block", "bullet_list_open", "blockquote_open")
    return tables


def shown(text: str) -> str:
    """A text as a table may show it: on one line, nothing that steers."""
    steering = [*map(chr, (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)))]
    spelled = {ord(char): f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}" for char in [*steering, "\ud800"]}
    return " ".join(text.split()).translate(spelled)


def report(form: str, *documents: ScoredDocument | AnnotatedDocument, **told: bool) -> Any:
    """What a format writes of paragraphs: text or bytes."""
    return _write(lambda stream: open_report(form, stream, **told), writes_bytes(form), documents)


def tables_report(form: str, *documents: SourceTables, tables: tuple[str, ...] = TABLES) -> Any:
    """What a format writes of sources: text or bytes."""
    binary = writes_bytes(form, "scorer.reports._sources")
    return _write(lambda stream: open_tables(form, stream, tables), binary, documents)


def _write(opened: Callable[[Any], Any], binary: bool, documents: tuple[Any, ...]) -> Any:
    stream: Any = io.BytesIO() if binary else io.StringIO()
    reporter = opened(stream)
    reporter.begin()
    for document in documents:
        reporter.document(document)
    reporter.end()
    return stream.getvalue()


def read_parquet(written: bytes) -> pa.Table:
    """The table of a Parquet file."""
    return pq.read_table(io.BytesIO(written))


def read_csv(written: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(written)))


def records(*documents: ScoredDocument | AnnotatedDocument) -> list[Any]:
    """The paragraphs of the JSON Lines report."""
    return lines_of(report("jsonl", *documents))
