"""What is made of a text, held to what it promises: JSON can be read again, and no output steers or runs what shows it."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

from scorer.changes import find_changes
from scorer.checks import review
from scorer.discover import member_names
from scorer.draft_reports import Compiler
from scorer.model import load
from scorer.pictures import PICTURES, draw
from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.reports import open_report, writes_bytes
from scorer.reports._changes import open_changes
from scorer.reports._findings import open_findings
from scorer.reports._pages.changes import write_changes_page
from scorer.reports._pages.draft import write_draft_page
from scorer.reports._sources import SINGLE, TABLES, open_tables
from scorer.rules import rulebook
from scorer.settings import Configurations
from scorer.settings._layers import Options, settle
from scorer.tables import tabulate
from scorer.types import LEVELS, ScoredDocument

_STEERING = frozenset("\x00\x07\x08\x0e\x1b\x7f\x85\x90\x9b\x9d\u200e\u202e\u2066")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def run_all(data: bytes) -> None:
    """Text to scores and on: the first byte picks what is made of them, a form feed parts an older draft from a newer one."""
    make = OUTPUTS[data[0] % len(OUTPUTS)] if data else _write_scores
    text = _text_of(data[1:])
    old, _, new = text.partition("\f")
    make(_scored(old, "a.txt"), new)


def _text_of(data: bytes) -> str:
    """Bytes as text; half a character, which a JSON draft may hold, is one where the bytes are that of one."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _scored(text: str, name: str) -> ScoredDocument:
    scored = score_document(read_text(text, name), load())
    reached = 0
    for score in scored.scores:
        assert abs(sum(score.probabilities) - 1) < 1e-6
        assert score.level in LEVELS
        assert reached <= score.paragraph.start <= score.paragraph.end
        reached = score.paragraph.end
    return scored


def _write_scores(scored: ScoredDocument, _: str) -> None:
    for form in member_names("scorer.reports"):
        stream = io.BytesIO() if writes_bytes(form) else io.StringIO()
        reporter = open_report(form, stream)
        reporter.begin()
        reporter.document(scored)
        reporter.end()
        _safe(form, stream.getvalue())


def _write_findings(scored: ScoredDocument, _: str) -> None:
    document = scored.annotated.document
    checked = review(scored.annotated, scored.scores, settle([Options()]))
    for finding in checked.findings:
        assert 0 <= finding.start <= finding.end <= len(document.text)
    for form in member_names("scorer.reports._findings"):
        stream = io.StringIO()
        reporter = open_findings(form, stream, rulebook())
        reporter.begin()
        reporter.document(checked)
        reporter.end()
        _safe(form, stream.getvalue())


def _write_tables(scored: ScoredDocument, _: str) -> None:
    tables = tabulate(scored.annotated)
    for form in member_names("scorer.reports._sources"):
        stream = io.BytesIO() if writes_bytes(form, "scorer.reports._sources") else io.StringIO()
        reporter = open_tables(form, stream, TABLES[:1] if form in SINGLE else TABLES)
        reporter.begin()
        reporter.document(tables)
        reporter.end()
        _safe(form, stream.getvalue())


def _write_page(scored: ScoredDocument, _: str) -> None:
    report = Compiler(Configurations(isolated=True), load()).report_on(scored.annotated.document)
    _safe("html", write_draft_page(report))


def _draw(scored: ScoredDocument, _: str) -> None:
    tables = tabulate(scored.annotated)
    for picture in PICTURES:
        _safe("svg", draw(picture, scored, tables))


def write_changes(scored: ScoredDocument, newer: str) -> None:
    changes = find_changes(scored, _scored(newer, "b.md"))
    for form in member_names("scorer.reports._changes"):
        stream = io.StringIO()
        open_changes(form, stream).document(changes)
        _safe(form, stream.getvalue())
    _safe("html", write_changes_page(changes))


OUTPUTS = (_write_scores, _write_findings, _write_tables, _write_page, _draw, write_changes)


def _safe(form: str, written: str | bytes) -> None:
    """No output steers what shows it; JSON can be read again."""
    if isinstance(written, bytes):
        return
    if form in ("json", "jsonl", "sarif", "gitlab"):
        _parse(written)
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
        formulas = [cell for cell in cells if len(cell) > 1 and cell[0] in "=+-@\t\r" and not _NUMBER.fullmatch(cell)]
        assert not formulas, "a cell that a spreadsheet computes"
    if form == "github":
        assert all(line.startswith("::") for line in written.splitlines()), "a line that is no command of ours"
    if form in ("html", "svg"):
        _Page().feed(written)
    steering = sorted(_STEERING.intersection(written))
    assert not steering, (form, steering)
    written.encode("utf-8", "strict" if form in ("html", "svg") else "backslashreplace")


class _Page(HTMLParser):
    """A page in which nothing of a draft runs, is loaded, or leads to a script."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("iframe", "object", "embed", "base", "img"), tag
        for name, value in attrs:
            assert not name.startswith("on"), f"{tag} has {name}"
            assert name not in ("src", "srcdoc", "action"), f"{tag} has {name}"
            if name.endswith("href"):
                assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), "a link to a script"


def _parse(written: str) -> None:
    """Every JSON value, one behind the other."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(written):
        _, at = decoder.raw_decode(written, at)
        while written[at : at + 1] == "\n":
            at += 1
