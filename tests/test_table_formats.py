"""Tables as CSV, Markdown and Parquet, of documents made by hand: what they hold, whatever a draft holds."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handmade import Hand, tabulate_by_hand
from markdown_it import MarkdownIt
from shell import lines_of
from tables_read import FOUND, PLACE, RANK, SCORE, read_csv, read_parquet, records, render, report, shown, tables_report
from test_reports import make_scored

from scorer.reports import open_report
from scorer.reports._parquet import _GROUP
from scorer.reports._sources import TABLES
from scorer.tables import tabulate
from scorer.types import LEVELS, AnnotatedDocument, Document, Priority, ScoredDocument, SourceTables

HOSTILE = [
    "a | b || c \\| d \\\\| e \\",
    "`code` ``more`` | `",
    "# heading - item > quote 1. one --- ===",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- gone -->",
    "[click](javascript:alert(1)) ![seen](https://example.org/x.png) <https://example.org> [a]: b",
    "https://example.org www.example.org someone@example.org @everyone #12",
    "&lt;b&gt; &amp;amp; &#124; &nbsp; AT&T",
    "*a* _b_ **c** __d__ ~~e~~ ==f== $g$ $$h$$ :smile: ^i^",
    "=HYPERLINK(1) +1 -1 @SUM",
    "\x1b[31mred\x07 \u202egnp.exe\u2066 \u200fright",
    "a\nb\r\nc\td\x0be\u2028f\x85g",
    "lone \ud800 one, 水 and 😀",
]


def ranked() -> ScoredDocument:
    """Scores with the two paragraphs to check first."""
    scored = make_scored()
    scored.priorities = [Priority(scored.scores[at], value, 0.5, 1.5, {"lead": 0.5}) for at, value in ((3, 0.9), (0, 0.4))]
    return scored


def hostile(text: str) -> ScoredDocument:
    """Scores of a draft in which every cell of text is this one."""
    scored = make_scored(text, text)
    scored.annotated.sources[0].name = text
    return scored


def hostile_tables(text: str) -> SourceTables:
    """Sources of a draft whose every cell is this text."""
    hand = Hand("They said it.\n", name=text)
    source = hand.source("anon_vague", text, evidence=text)
    source.role = text
    hand.say(source, "They", "said", "it.")
    return tabulate(hand.annotated)


def empty(name: str = "empty.md") -> AnnotatedDocument:
    """A draft of nothing."""
    return AnnotatedDocument(Document(" \n", name), [], [], None)


# paragraphs


def test_columns_are_those_agreed() -> None:
    def head(*documents: Any, **told: bool) -> list[str]:
        (row, *_) = csv.reader(io.StringIO(report("csv", *documents, **told)))
        return row

    assert head() == [*PLACE, *SCORE, *FOUND]
    assert head(ranked=True) == [*PLACE, *SCORE, *RANK, *FOUND]
    assert head(scored=False) == [*PLACE, *FOUND]
    assert head(make_scored(), make_scored()) == head()
    assert read_parquet(report("parquet", ranked=True)).column_names == [*PLACE, *SCORE, *RANK, *FOUND]
    assert render(report("markdown", scored=False)) == [[[*PLACE, *FOUND]]]


def test_csv_says_what_json_says() -> None:
    rows, known = read_csv(report("csv", make_scored(), make_scored("b.md"))), records(make_scored(), make_scored("b.md"))
    assert len(rows) == len(known) == 8
    for row, record in zip(rows, known, strict=True):
        assert [row[name] for name in ("document", "block", "level", "kind")] == [
            record[name] for name in ("document", "block", "level", "kind")
        ]
        assert [int(row[name]) for name in ("paragraph", "line", "start", "end")] == [
            record[name] for name in ("paragraph", "line", "start", "end")
        ]
        assert row["score"] == ("" if record["score"] is None else repr(record["score"]))
        assert float(row["needs_source"]) == record["needs_source"]
        assert row["unsure"] == ("yes" if record["unsure"] else "no")
        assert row["flags"] == "; ".join(record["flags"])
        assert row["cues"] == "; ".join(f"{cue['family']}.{cue['label']}" for cue in record["cues"])
        assert {level: float(row[f"probability_{level}"]) for level in LEVELS} == record["probabilities"]
        assert row["text"] == shown(record["text"])
    assert [row["place"] for row in rows[:2]] == ["1:1", "3:1"]
    assert [row["sources"] for row in rows[:3]] == ["people familiar with the matter"] * 2 + [""]


def test_parquet_holds_the_values_of_json_with_their_types() -> None:
    table = read_parquet(report("parquet", ranked(), make_scored("b.md"), ranked=True))
    expected = {
        **dict.fromkeys(["document", "block", "place", "text", "level", "kind"], pa.string()),
        **dict.fromkeys(["paragraph", "line", "start", "end", "priority_rank"], pa.int64()),
        **dict.fromkeys(["score", "needs_source", "priority_value"], pa.float64()),
        **{f"probability_{level}": pa.float64() for level in LEVELS},
        "unsure": pa.bool_(),
        **dict.fromkeys(["flags", "cues", "sources"], pa.list_(pa.string())),
    }
    assert {field.name: field.type for field in table.schema} == expected
    assert table.schema.metadata == {b"scorer.table": b"paragraphs", b"scorer.schema": b"1"}
    known = records(ranked(), make_scored("b.md"))
    for row, record in zip(table.to_pylist(), known, strict=True):
        same = set(PLACE + SCORE) & record.keys()
        assert len(same) == 14
        assert {name: row[name] for name in same} == {name: record[name] for name in same}
        assert {level: row[f"probability_{level}"] for level in LEVELS} == record["probabilities"]
        assert row["cues"] == [f"{cue['family']}.{cue['label']}" for cue in record["cues"]]
        told = record.get("priority", {})
        assert [row[name] for name in RANK] == [told.get("rank"), told.get("value")]
    assert sum(row["priority_rank"] is not None for row in table.to_pylist()) == 2


def test_files_of_different_drafts_join() -> None:
    nothing, quiet, full = (read_parquet(report("parquet", *given)) for given in ([], [empty()], [make_scored()]))
    assert pa.concat_tables([nothing, quiet, full]).num_rows == 4
    for table in TABLES:
        hand = tabulate(Hand("It rained.").annotated)
        parts = [read_parquet(tables_report("parquet", one, tables=(table,))) for one in (tabulate_by_hand(), hand)]
        assert pa.concat_tables(parts).num_rows == parts[0].num_rows == 4


def test_a_place_is_that_of_the_format() -> None:
    scored = make_scored()
    scored.annotated.document.places = [f"paragraph {at}" for at in (2, 4, 6, 9)]
    assert [row["place"] for row in read_csv(report("csv", scored))] == [f"paragraph {at}" for at in (2, 4, 6, 9)]


def test_long_batches_are_written_in_groups() -> None:
    scored = make_scored()
    stream = io.BytesIO()
    reporter = open_report("parquet", stream)
    reporter.begin()
    sizes = set()
    for _ in range(_GROUP // 2 + 1):
        reporter.document(scored)
        sizes.add(stream.tell())
    reporter.end()
    assert len(sizes) == 3  # the mark of the format, then a group at a time
    assert pq.ParquetFile(stream).metadata.num_row_groups == 3
    assert pq.read_table(stream).num_rows == 4 * (_GROUP // 2 + 1)


def test_a_report_that_is_given_up_writes_no_end() -> None:
    stream = io.BytesIO()
    reporter = open_report("parquet", stream)
    reporter.begin()
    reporter.document(make_scored())
    del reporter
    assert stream.getvalue() == b""


# sources


@pytest.mark.parametrize("table", TABLES)
def test_parquet_of_sources_holds_the_rows_of_json(table: str) -> None:
    written = read_parquet(tables_report("parquet", tabulate_by_hand(), tabulate_by_hand(name="b.md"), tables=(table,)))
    known = lines_of(tables_report("jsonl", tabulate_by_hand(), tabulate_by_hand(name="b.md"), tables=(table,)))
    assert written.to_pylist() == [{"document": line["document"], **line["row"]} for line in known]
    assert len(known) == 8
    assert written.schema.metadata[b"scorer.table"] == table.encode()


def test_parquet_of_sources_is_typed() -> None:
    excerpt = pa.struct([("text", pa.string()), ("paragraph", pa.int64()), ("start", pa.int64()), ("end", pa.int64())])
    sources = read_parquet(tables_report("parquet", tables=("sources",))).schema
    assert sources.field("mentions").type == pa.list_(excerpt)
    assert sources.field("contents").type == pa.list_(pa.list_(pa.int64()))
    assert (sources.field("unnamed").type, sources.field("share_words").type) == (pa.bool_(), pa.float64())
    assert sources.field("reason").type == excerpt
    replies = read_parquet(tables_report("parquet", tables=("replies",))).schema
    assert replies.field("party").type == pa.struct([("id", pa.int64()), ("name", pa.string()), ("kind", pa.string())])
    assert replies.field("replies").type.value_type.field("means").type == pa.list_(pa.string())


@pytest.mark.parametrize("table", TABLES)
def test_markdown_of_sources_has_the_cells_of_csv(table: str) -> None:
    written = list(csv.reader(io.StringIO(tables_report("csv", tabulate_by_hand(), tables=(table,)))))
    (drawn,) = render(tables_report("markdown", tabulate_by_hand(), tables=(table,)))
    digits = [at for at, name in enumerate(written[0]) if name == "share_words"]
    for row in written[1:]:
        for at in digits:
            row[at] = f"{float(row[at]):.2f}"
    assert drawn == written


def test_markdown_has_each_table_once() -> None:
    written = tables_report("markdown", tabulate_by_hand(), tabulate_by_hand(name="b.md"))
    assert [(len(table), {len(row) for row in table}) for table in render(written)] == [(9, {26}), (9, {18})]
    assert written.index("## Who says what") < written.index("## Right of reply") < written.index("Measures traceability")
    assert [row[0] for row in render(written)[1][1:]] == ["draft.md"] * 4 + ["b.md"] * 4


# whatever a draft holds


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_stays_a_table_and_shows_the_text(text: str) -> None:
    (drawn,) = render(report("markdown", hostile(text)))
    assert [len(row) for row in drawn] == [len(PLACE + SCORE + FOUND)] * 5
    column = dict(zip(drawn[0], zip(*drawn[1:], strict=True), strict=True))
    assert column["document"] == (shown(text),) * 4
    assert column["text"][3] == shown(text)
    assert column["sources"][0] == shown(text)
    sources, replies = render(tables_report("markdown", hostile_tables(text)))
    assert [len(row) for row in sources] == [26, 26]
    assert [sources[1][at] for at in (0, 2, 5)] == [shown(text)] * 3
    assert len(replies) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_html_and_no_link(text: str) -> None:
    written = report("markdown", hostile(text))
    assert not [sign for sign in ("https:", "www.", "@") if sign in written]  # of these GitHub makes links and mentions
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written)
    for tag in ("<script", "<img", "<a ", "<code", "<em", "<strong", "<h1", "<s>", "<!--"):
        assert tag not in rendered


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_shows_the_text_and_no_formula(text: str) -> None:
    guard = "'" if text.startswith("=") else ""
    rows = read_csv(report("csv", hostile(text)))
    assert len(rows) == 4
    assert (rows[3]["text"], rows[0]["document"], rows[0]["sources"]) == (guard + shown(text),) * 3
    assert read_csv(tables_report("csv", hostile_tables(text)))[0]["role"] == guard + shown(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_parquet_has_the_text_as_it_is(text: str) -> None:
    safe = text.replace("\ud800", "\\ud800")
    rows = read_parquet(report("parquet", hostile(text))).to_pylist()
    assert (rows[3]["text"], rows[0]["document"], rows[0]["sources"]) == (safe, safe, [safe])
    (row,) = read_parquet(tables_report("parquet", hostile_tables(text))).to_pylist()
    assert (row["document"], row["name"], row["evidence"]) == (safe, safe, [safe])
