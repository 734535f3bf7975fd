"""Hostile drafts through everything: read, scored, checked, and written in every format, whole and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_made import SENTENCE, drafts
from markdown_it import MarkdownIt

import scorer
from scorer.arguments import as_document
from scorer.discover import member_names
from scorer.errors import ScorerError
from scorer.reports import open_report, writes_bytes
from scorer.reports._changes import open_changes
from scorer.reports._findings import open_findings
from scorer.reports._sources import TABLES, open_tables
from scorer.rules import rulebook
from scorer.types import Document, ScoredDocument

HANG = 120
"""Seconds of one draft behind which something hangs."""
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d|\Z|\.\d)")
OURS = re.compile(r"<details><summary>[^<>]*</summary>\n?|</details>\n?")
DRAFTS = drafts()


@pytest.fixture(params=DRAFTS, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """A hostile draft."""
    return str(request.param)


@pytest.fixture(scope="module")
def document(name: str, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The draft as a file, read; one that is refused as no text comes as a program would give it."""
    path = tmp_path_factory.mktemp("hostile") / "draft.txt"
    path.write_bytes(DRAFTS[name].encode("utf-8", "surrogatepass"))
    try:
        with Guard():
            return scorer.read(path)
    except ScorerError:
        return as_document(DRAFTS[name])


@pytest.fixture(scope="module")
def scored(document: Document) -> ScoredDocument:
    """The draft with its scores."""
    with Guard():
        return scorer.score(document)


class Guard:
    """Ends what hangs, where the system can."""

    def __enter__(self) -> None:
        if hasattr(signal, "SIGALRM"):
            self.before = signal.signal(signal.SIGALRM, self.end)
            signal.alarm(HANG)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)
            signal.signal(signal.SIGALRM, self.before)

    def end(self, *_: object) -> None:
        """Say so."""
        raise AssertionError(f"hangs for {HANG} s")


def written(stream: io.StringIO) -> str:
    """What a file would hold: what UTF-8 cannot is spelt out."""
    return stream.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def is_json(text: str) -> None:
    """One value, of numbers that every reader knows."""
    json.loads(text, parse_constant=_refuse)


def _refuse(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def is_jsonl(text: str) -> None:
    """One value a line."""
    for line in text.split("\n")[:-1]:
        is_json(line)


def is_csv(text: str) -> None:
    """Rows of one width, of cells that no spreadsheet calculates."""
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if FORMULA.match(cell) and not _number(cell)]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def is_markdown(text: str) -> None:
    """Without HTML, links or pictures of the draft."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in inner} & {"html_inline", "image"}
    assert all(OURS.fullmatch(token.content) for token in tokens if token.type == "html_block")
    assert not [token for token in inner if token.type == "link_open" and str(token.attrs.get("href")).startswith("javascript")]


def is_xml(text: str) -> None:
    """Well formed, without a type of its own."""
    assert "<!DOCTYPE" not in text
    ElementTree.fromstring(text)


def is_plain(text: str) -> None:
    """Without anything that steers a terminal or turns its text round."""
    assert not STEERING.findall(text)


def is_commands(text: str) -> None:
    """Of GitHub: a line is a command of ours; none of the draft's begins a line."""
    is_plain(text)
    assert all(re.match(r"::(?:error|warning|notice|group|endgroup)\b", line) for line in text.splitlines())


def is_tap(text: str) -> None:
    """One plan, and as many points as it says."""
    is_plain(text)
    plans = re.findall(r"^1\.\.(\d+)", text, re.MULTILINE)
    assert len(plans) == 1
    assert len(re.findall(r"^(?:not )?ok \d+", text, re.MULTILINE)) == int(plans[0])


VALID: dict[str, Callable[[str], None]] = {
    "json": is_json, "jsonl": is_jsonl, "csv": is_csv, "markdown": is_markdown, "terminal": is_plain, "concise": is_plain,
    "github": is_commands, "gitlab": is_json, "sarif": is_json, "tap": is_tap, "checkstyle": is_xml, "junit": is_xml,
}  # fmt: skip


def test_scores_are_written_whole_in_every_format(scored: Any) -> None:
    for form in member_names("scorer.reports"):
        if writes_bytes(form):
            check_parquet(lambda stream, form=form: open_report(form, stream), scored)
            continue
        stream = io.StringIO()
        with Guard():
            write(open_report(form, stream), scored)
        VALID[form](written(stream))


def test_sources_are_written_whole_in_every_format(scored: Any) -> None:
    from scorer.tables import tabulate

    tables = tabulate(scored.annotated)
    for form in member_names("scorer.reports._sources"):
        if writes_bytes(form, "scorer.reports._sources"):
            check_parquet(lambda stream, form=form: open_tables(form, stream, TABLES[:1]), tables)
            continue
        stream = io.StringIO()
        with Guard():
            write(open_tables(form, stream, TABLES[:1]), tables)
        VALID[form](written(stream))


def test_findings_are_written_whole_in_every_format(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no configuration but its own
    with Guard():
        checked = scorer.check(document)
    for form in member_names("scorer.reports._findings"):
        stream = io.StringIO()
        with Guard():
            write(open_findings(form, stream, rulebook()), checked)
        VALID[form](written(stream))


def test_changes_are_written_whole_in_every_format(scored: Any) -> None:
    from scorer.changes import find_changes

    with Guard():
        changes = find_changes(scorer.score(SENTENCE), scored)
    for form in ("terminal", "json"):
        stream = io.StringIO()
        open_changes(form, stream).document(changes)
        VALID[form](written(stream))


class Tags(HTMLParser):
    """Counts what a page is made of, and what in it could run."""

    def __init__(self, page: str):
        super().__init__()
        self.scripts = 0
        self.running: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.running += [name for name, _ in attrs if name.startswith("on")]
        led = [str(value) for name, value in attrs if name in ("href", "src")]
        self.running += [value for value in led if not value.startswith(("#", "data:"))]
        self.running += [tag] if tag in ("img", "iframe", "object", "embed", "base", "link") else []


@pytest.fixture(scope="module")
def tame() -> Tags:
    """A page of a harmless draft."""
    return Tags(scorer.report(SENTENCE))


def test_the_page_runs_nothing_of_it(document: Document, tame: Tags, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Guard():
        page = scorer.report(document)
    found = Tags(page)
    assert 1 <= found.scripts <= tame.scripts  # a page of nothing has none to show copy with
    assert found.running == tame.running
    assert not re.search("[\0\u202a-\u202e\u2066-\u2069]", page)
    page.encode("utf-8")


def write(reporter: Any, reported: Any) -> None:
    """A report of one."""
    if hasattr(reporter, "begin"):
        reporter.begin()
    reporter.document(reported)
    if hasattr(reporter, "end"):
        reporter.end()


def check_parquet(reporter: Callable[[io.BytesIO], Any], reported: Any) -> None:
    """A table that can be read again."""
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    write(reporter(stream), reported)
    stream.seek(0)
    assert parquet.read_table(stream).num_columns
