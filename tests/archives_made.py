"""Archives for tests: the same short drafts in every form, and what a run has made of them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SHAPES = (
    "The gate may close, county engineer Dolores Ibarra said.\n\nOfficials said nobody was hurt.",
    "Rain fell on the square.",
    "“We asked twice,” said Jana Horak, who chairs the Tarnwick harbour board.\n\nThe mayor declined to comment.",
    "Sources said the ferry would be sold.\n\nThe board's minutes of 4 May show a vote of five to two.\n\nIt was late.",
)
PARAGRAPHS = (2, 1, 2, 3)


def drafts(number: int) -> Iterator[dict[str, str]]:
    """So many drafts, each with an identifier of its own."""
    for at in range(number):
        yield {"id": f"story-{at}", "text": SHAPES[at % len(SHAPES)]}


def as_jsonl(entries: Iterable[Any]) -> bytes:
    """A draft a line."""
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries).encode()


def write(path: Path, entries: Iterable[dict[str, str]]) -> Path:
    """An archive in the form that its name says."""
    entries = list(entries)
    if path.suffix == ".csv":
        with open(path, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "text"])
            table.writerows([entry["id"], entry["text"]] for entry in entries)
    elif path.suffix == ".parquet":
        import pyarrow
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(entries), path, row_group_size=7)
    elif path.name.endswith((".warc", ".warc.gz")):
        path.write_bytes(as_warc(entries, packed=path.suffix == ".gz"))
    else:
        path.write_bytes(packed(as_jsonl(entries), path.suffix))
    return path


def packed(data: bytes, suffix: str) -> bytes:
    """Bytes packed as a suffix says."""
    if suffix == ".zst":
        import zstandard

        half = len(data) // 2  # in two frames, as appending makes them
        return zstandard.compress(data[:half]) + zstandard.compress(data[half:])
    return gzip.compress(data) if suffix == ".gz" else data


def as_warc(entries: Iterable[dict[str, str]], *, packed: bool) -> bytes:
    """A page a draft, each called by its identifier."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for entry in entries:
        body = "".join(f"<p>{words}</p>" for words in entry["text"].split("\n\n"))
        page = f"<html><body><article>{body}</article></body></html>".encode()
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        address = f"http://example.org/{entry['id']}"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=head))
    return stream.getvalue()


def rows_in(out: Path) -> list[dict[str, Any]]:
    """The rows of all parts, part by part."""
    rows: list[dict[str, Any]] = []
    for part in sorted((out / "parts").iterdir()):
        if part.suffix == ".jsonl":
            rows += [json.loads(line) for line in part.read_text("utf-8").splitlines()]
        else:
            import pyarrow.parquet

            rows += pyarrow.parquet.read_table(part).to_pylist()
    return rows


def bad_rows_in(out: Path) -> list[dict[str, Any]]:
    """The bad rows of all parts."""
    parts = sorted((out / "bad").iterdir())
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


def written(out: Path) -> dict[str, bytes]:
    """All that a run has written by name, but for the journal, whose order is that in which parts were done."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in ("journal.jsonl", ".lock"))
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def journal_of(out: Path) -> list[dict[str, Any]]:
    """The parts in the journal; a line that a kill has torn is none."""
    lines = (out / "journal.jsonl").read_text("utf-8").splitlines() if (out / "journal.jsonl").exists() else []
    return [json.loads(line) for line in lines if line.startswith('{"part"') and line.endswith('"}')]


def wait_for_parts(out: Path, number: int, process: Any) -> None:
    """Until so many parts are done, or the process is."""
    end = time.monotonic() + 120
    while len(journal_of(out)) < number and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
