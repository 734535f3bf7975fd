"""Formats of the tables, on a draft marked by hand. What a reader sees is in ``golden``: look before you accept a change."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from handmade import DRAFT, Hand, annotate_by_hand, tabulate_by_hand
from jsonschema import Draft202012Validator

from scorer.discover import member_names
from scorer.errors import ScorerError
from scorer.measures import measure_sourcing
from scorer.reports import open_report
from scorer.reports._sources import TABLES, open_tables
from scorer.resources import _PACKAGE
from scorer.tables import tabulate
from scorer.terms import KINDS as KIND_LABELS
from scorer.terms import join_runs
from scorer.types import KINDS, AnnotatedDocument, Document, SourceTables

SCHEMA = json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))
GOLDEN = Path(__file__).parent / "golden"
ODD = "=\x1b[31mred\x07 \u202eyellow\u061c\u2066 水"


def write(form: str, *documents: SourceTables, tables: tuple[str, ...] = TABLES, stream: Any = None) -> str:
    """What a format writes of documents."""
    stream = stream or io.StringIO()
    reporter = open_tables(form, stream, tables)
    reporter.begin()
    for document in documents:
        reporter.document(document)
    reporter.end()
    if isinstance(stream, io.StringIO):
        return stream.getvalue()
    stream.flush()
    return str(stream.buffer.getvalue().decode(stream.encoding))


class Terminal(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch, width: int, *documents: SourceTables, color: bool = False) -> str:
    """What a terminal of some width shows."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "" if color else "1")
    return write("terminal", *documents, stream=Terminal(io.BytesIO(), encoding="utf-8"))


def odd() -> SourceTables:
    """A draft whose every cell tries to steer what shows it."""
    hand = Hand(f"{ODD} said it.\n\nIt was {ODD} who denied it.\n", name=f"{ODD}.md")
    source = hand.source("anon_vague", ODD, evidence=ODD)
    source.role = ODD
    source.reason = source.stake = hand.span(ODD)
    source.withheld, source.drift = [hand.span(ODD)], [hand.span(ODD)]
    hand.say(source, ODD, "said", "it.")
    return tabulate(hand.annotated)


def validate(record: Any, kind: str) -> None:
    """Raise unless a record is what the shipped schema says it is."""
    Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": f"#/$defs/{kind}"}]}).validate(record)
    Draft202012Validator(SCHEMA).validate(record)


def test_formats_are_found() -> None:
    assert member_names("scorer.reports._sources") == ("csv", "json", "jsonl", "markdown", "parquet", "terminal")
    with pytest.raises(ScorerError, match=r"did you mean 'jsonl'"):
        open_tables("jsnol", io.StringIO())


def test_every_kind_has_a_name() -> None:
    assert set(KIND_LABELS) == set(KINDS)


# for people


@pytest.mark.parametrize("width", [60, 80, 110])
def test_a_terminal_shows_what_is_agreed(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    assert terminal(monkeypatch, width, tabulate_by_hand()) == (GOLDEN / f"sources-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("columns", [20, 40, 71, 72, 80, 200])
def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    long = DRAFT.replace("Ines Calloway", "Ines " + "水" * 90 + "x" * 200)
    hand = Hand(long)
    source = hand.source("person", "Ines " + "水" * 90 + "x" * 200, "named", "named: " + "y" * 300)
    hand.say(source, "Ines " + "水" * 90, "said Ines", "“We never hid a thing,”")
    hand.annotated.measures = measure_sourcing(hand.annotated)
    for tables in (tabulate(hand.annotated), tabulate_by_hand(), odd()):
        shown = terminal(monkeypatch, columns, tables)
        body = shown.splitlines()[1:]
        assert max(sum(2 if char == "水" else 1 for char in line) for line in body) <= max(40, columns)


def test_colour_is_never_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    painted = terminal(monkeypatch, 80, tabulate_by_hand(), color=True)
    assert "\x1b[" in painted
    plain = terminal(monkeypatch, 80, tabulate_by_hand())
    assert "\x1b" not in plain
    assert "1U    people familiar" in plain
    assert "U unnamed to the reader, S only its silence is reported" in plain


def test_a_draft_cannot_steer_the_terminal() -> None:
    shown = write("terminal", odd())
    assert "\\x1b[31mred\\x07" in shown
    assert not set(shown) & {"\u202e", "\u061c", "\u2066", *(chr(code) for code in range(32) if chr(code) != "\n")}


def test_a_poor_encoding_gets_plain_characters() -> None:
    shown = write("terminal", tabulate_by_hand(), odd(), stream=io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert 'in the copy "Ines Calloway"' in shown
    assert "1-2" in shown
    assert "\\u6c34" in shown


def test_a_draft_of_nothing_says_so() -> None:
    nothing = tabulate(AnnotatedDocument(Document(" \n", "empty.md"), [], [], None))
    assert write("terminal", nothing) == "empty.md\nNo text, so nobody says anything.\n"
    quiet = tabulate(Hand("It rained.").annotated)
    shown = write("terminal", quiet)
    assert "Nobody is credited." in shown
    assert "Right of reply: no accusation of a named party and no answer found." in shown


def test_one_table_can_be_left_out() -> None:
    tables = tabulate_by_hand()
    assert "3 accused by name" not in write("terminal", tables, tables=("sources",))
    assert "Who says what" not in write("terminal", tables, tables=("replies",))
    assert "replies" not in json.loads(write("json", tables, tables=("sources",)))
    assert '"table":"sources"' not in write("jsonl", tables, tables=("replies",))


def test_answers_without_an_accusation_are_told_as_such() -> None:
    annotated = annotate_by_hand()
    annotated.accusations = []
    shown = write("terminal", tabulate(annotated))
    assert "Right of reply: nobody accused by name; 3 heard or asked." in shown
    assert shown.count("not accused in the") == 3


def test_long_lists_are_cut() -> None:
    hand = Hand(DRAFT)
    for number in range(20):
        hand.say(hand.source("none", f"thing {number}"), "Critics", "say", "The ferry company")
    shown = " ".join(write("terminal", tabulate(hand.annotated)).split())
    assert "“thing 7” (not recognised, 5); and 12 more." in shown


def test_paragraphs_are_written_in_runs() -> None:
    assert join_runs([1, 2, 3, 5, 7, 8], "-") == "1-3, 5, 7-8"
    assert join_runs([], "-") == ""


# for machines


def test_json_is_what_the_schema_says() -> None:
    for tables in (tabulate_by_hand(), odd()):
        record = json.loads(write("json", tables))
        validate(record, "sources_document")
    record = json.loads(write("json", tabulate_by_hand()))
    assert [row["id"] for row in record["sources"]] == [1, 2, 3, 4]
    text = annotate_by_hand().document.text
    excerpts = [mention for row in record["sources"] for mention in row["mentions"]]
    excerpts += [answer for row in record["replies"] for answer in row["replies"]]
    assert all(text[excerpt["start"] : excerpt["end"]] == excerpt["text"] for excerpt in excerpts)
    assert record["measures"]["attributed_words"] == 15


def test_every_measure_is_defined_in_the_schema() -> None:
    assert set(annotate_by_hand().measures) <= set(SCHEMA["$defs"]["measures"]["properties"])


def test_jsonl_writes_a_line_a_row() -> None:
    lines = [json.loads(line) for line in write("jsonl", tabulate_by_hand(), tabulate_by_hand(name="b.md")).splitlines()]
    assert [(line["document"], line["table"]) for line in lines] == [
        (name, table) for name in ("draft.md", "b.md") for table in TABLES for _ in range(4)
    ]
    for line in lines:
        validate(line, "sources_line")


def test_annotated_documents_carry_their_measures() -> None:
    stream = io.StringIO()
    open_report("json", stream).document(annotate_by_hand())
    record = json.loads(stream.getvalue())
    validate(record, "annotated_document")
    assert record["measures"]["distinct_sources"] == 2


@pytest.mark.parametrize("break_it", [
    lambda record: record.pop("measures"),
    lambda record: record.update(surprise=1),
    lambda record: record["sources"][0].update(kind="credible"),
    lambda record: record["sources"][0].update(paragraphs=[0]),
    lambda record: record["replies"][0].update(status="maybe"),
    lambda record: record["replies"][0]["replies"][0].pop("label"),
])  # fmt: skip
def test_the_schema_refuses_what_is_not_agreed(break_it: Any) -> None:
    record = json.loads(write("json", tabulate_by_hand()))
    break_it(record)
    assert not Draft202012Validator(SCHEMA).is_valid(record)


# for spreadsheets


@pytest.mark.parametrize("table", TABLES)
def test_csv_holds_what_is_agreed(table: str) -> None:
    assert write("csv", tabulate_by_hand(), tables=(table,)) == (GOLDEN / f"{table}.csv").read_text("utf-8")


def test_csv_has_one_line_of_headings_for_all_drafts() -> None:
    written = write("csv", tabulate_by_hand(), tabulate_by_hand(name="b.md"), tables=("sources",))
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["document"] for row in rows] == ["draft.md"] * 4 + ["b.md"] * 4
    assert rows[0]["paragraphs"] == "1; 2"
    assert float(rows[0]["share_words"]) == 7 / 85
    assert (rows[0]["unnamed"], rows[1]["unnamed"], rows[1]["count"]) == ("yes", "no", "")


def test_no_cell_is_a_formula_or_breaks_its_line() -> None:
    for table in TABLES:
        written = write("csv", odd(), tables=(table,))
        for row in csv.reader(io.StringIO(written)):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t"))
                assert "\n" not in cell
        assert not set(written) & {"\x1b", "\x07", "\u202e"}
    row = next(csv.DictReader(io.StringIO(write("csv", odd(), tables=("sources",)))))
    assert row["source"].startswith("'=\\x1b[31mred")


def test_numbers_and_a_lone_hyphen_are_left_alone() -> None:
    rows = list(csv.DictReader(io.StringIO(write("csv", tabulate_by_hand(name="-"), tables=("replies",)))))
    assert {row["document"] for row in rows} == {"-"}
    assert rows[1]["lag"] == "-1"
    assert [row["status"] for row in rows] == ["answered", "silent", "none", "silent"]
