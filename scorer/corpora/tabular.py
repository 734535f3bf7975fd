"""Tables, CSV or TSV: one row a paragraph; flags parted by spaces, cues by " | "."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scorer.corpora import CUE_FAMILIES, FIELDS, Label, LabelledDocument, Report, refuse
from scorer.corpora._files import data_of, head_of, write_text
from scorer.corpora._labels import label_record, read_label
from scorer.corpora._places import labels_of
from scorer.corpora._records import resembles
from scorer.corpora._tasks import Task, about, assemble
from scorer.errors import nearest

SUFFIXES = (".csv", ".tsv", ".tab")
CARRIES = tuple(field for field in FIELDS if field != "attributions")

_LABEL = ("level", "kind", "flags", *CUE_FAMILIES, "alt", "places")
_SECOND = tuple(f"second_{name}" for name in _LABEL)
_COLUMNS = ("document", "paragraph", "paragraphs", "corpus", "genre", "title", "text", *_LABEL, *_SECOND)
_OPTIONAL = frozenset({"genre", "title", "places", *_SECOND})
_PART = re.compile(r"((?:[^\\|]|\\.|\\\Z)*+)(\||\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLACES = re.compile(r"(?<!\w)(\w++)((?: \d+-\d+)+)")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_LONGEST = 1 << 30
"""Characters of a cell; the standard library stops at 131,072 otherwise."""


def recognises(path: Path) -> bool:
    """Whether the first line names a column ``text``."""
    head = head_of(path).partition("\n")[0]
    return "text" in _names(name.strip().strip('"') for name in head.split(_delimiter(path, head)))


def _names(header: Iterable[str]) -> list[str]:
    return [plain if (plain := name.strip().lower()) in _COLUMNS else name for name in header]


def _delimiter(path: Path, header: str) -> str:
    """By the suffix; a comma nowhere in the first line makes way for what is there (spreadsheets write semicolons)."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    return "," if "," in header else max(";\t", key=header.count)


def read(path: Path, report: Report = refuse, texts: Path | None = None) -> list[LabelledDocument]:
    """The documents of a table; columns beside the known ones go to ``meta``. Raises ``CorpusError`` by ``report``."""
    text = data_of(path, report).decode("utf-8", "surrogateescape")
    if not text.strip():
        return []
    return assemble(_tasks(path, text, report), path, report)


def _tasks(path: Path, text: str, report: Report) -> Iterator[Task]:
    rows = _rows(path, text, report)
    where, header = next(rows, ("", []))
    names = _names(header)
    if "text" not in names:
        report(f"{where or path}: no column 'text'; name the columns in the first row: {', '.join(_COLUMNS[:15])}")
        return
    for name in names:
        if name not in _COLUMNS and resembles(name, _COLUMNS):
            report(f"{where}: no column {name!r} is known; {nearest(name, list(_COLUMNS))}")
    for where, cells in rows:
        if len(cells) > len(names):
            report(f"{where}: {len(cells)} cells for {len(names)} columns; put a cell that holds a separator in quotes")
        elif any(_NOT_UTF8.search(cell) for cell in cells):
            report(f"{where}: is not UTF-8; save the file as UTF-8")
        elif any(cells):
            row = dict(zip(names, cells, strict=False))
            fields = {name: value for name, value in row.items() if value and name not in ("text", *_LABEL, *_SECOND)}
            paragraph = row.get("text", "")
            second = _label(row, "second_", paragraph, where, report) if any(row.get(name) for name in _SECOND) else None
            yield Task(where, paragraph, _label(row, "", paragraph, where, report), second, fields)


def _rows(path: Path, text: str, report: Report) -> Iterator[tuple[str, list[str]]]:
    before = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(path, text.partition("\n")[0]), strict=True)
    line = 1
    try:
        for cells in reader:
            yield f"{path}:{line}", cells
            line = reader.line_num + 1
    except csv.Error as error:
        report(f"{path}:{line}: is no table from here on ({error}); what follows is not read")
    finally:
        csv.field_size_limit(before)


def _label(row: dict[str, str], prefix: str, text: str, where: str, report: Report) -> Label:
    cells = {name: row.get(prefix + name) or "" for name in _LABEL}
    value: dict[str, Any] = {name: cells[name].strip() for name in ("level", "kind", "alt")}
    value["flags"] = cells["flags"].split()
    value |= {family: _parts(cells[family]) for family in CUE_FAMILIES}
    value["places"] = {
        family: [[int(number) for number in place.split("-")] for place in places.split()]
        for family, places in _PLACES.findall(cells["places"])
    }
    return read_label(value, text, where, report)


def _parts(cell: str) -> list[str]:
    """The cues of a cell: parted by bars, a space on either side of a bar is no part of them."""
    if not cell:
        return []
    found = _PART.findall(cell)
    parts = [part for part, bar in found[: 1 + next(at for at, (_, bar) in enumerate(found) if not bar)]]
    parts = [part.removeprefix(" ") if at else part for at, part in enumerate(parts)]
    parts = [part.removesuffix(" ") if at < len(parts) - 1 else part for at, part in enumerate(parts)]
    return [_ESCAPED.sub(r"\1", part) for part in parts]


def write(documents: list[LabelledDocument], path: Path) -> None:
    """Write a row a paragraph, tabs between cells for ``.tsv``. Raises ``CorpusError`` where the file cannot be written."""
    rows = [row for document in documents for row in _written(document)]
    used = {name for row in rows for name, value in row.items() if value != ""}
    columns = [name for name in _COLUMNS if name not in _OPTIONAL or name in used]
    columns += list(dict.fromkeys(name for row in rows for name in row if name not in _COLUMNS))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", delimiter="\t" if path.suffix.lower() in (".tsv", ".tab") else ",")
    writer.writeheader()
    writer.writerows(rows)
    write_text(path, stream.getvalue())


def _written(document: LabelledDocument) -> Iterator[dict[str, Any]]:
    for number, text, label, second in labels_of(document):
        others = {f"second_{name}": cell for name, cell in _cells(second).items()} if second else {}
        yield about(document, number, ("text", *_LABEL, *_SECOND)) | {"text": text} | _cells(label) | others
    if not document.paragraphs:
        yield about(document, 0, ("text", *_LABEL, *_SECOND))


def _cells(label: Label) -> dict[str, str]:
    record = label_record(label, 0)
    cells = {name: str(record.get(name, "")) for name in ("level", "kind", "alt")}
    cells["flags"] = " ".join(record["flags"])
    cells |= {
        family: " | ".join(cue.replace("\\", "\\\\").replace("|", "\\|") for cue in record[family]) for family in CUE_FAMILIES
    }
    places = record.get("places", {})
    cells["places"] = " ".join(
        f"{family} " + " ".join(f"{start}-{end}" for start, end in there) for family, there in places.items()
    )
    return {name: cell for name, cell in cells.items() if cell}
