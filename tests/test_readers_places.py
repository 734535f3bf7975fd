"""Where a person finds a paragraph again: by number in office documents, by line and column in text, by element in pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from article_formats import in_html
from article_made import BLOCKS, CELLS, ITEMS, NOTE
from office_made import in_open_text, in_rich_text, in_word
from shell import Run
from stories_made import MADE, pdf, warc

from scorer.readers import read_bytes, read_documents, suffix_of
from scorer.readers._pdf_lines import Line, is_note_mark, paragraphs_of
from scorer.readers.html import read_text
from scorer.text.fillers import without_fillers
from scorer.types import Document


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(kind, " ".join(without_fillers(document.plain[start:end]).split())) for start, end, kind in document.blocks]


@pytest.mark.parametrize(
    ("name", "data", "places"),
    [
        ("a.txt", b"One said so.\n\n  Two said so.\n", ["1:1", "3:3"]),
        ("a.md", b"# Head\n\n- One said so.\n", ["1:3", "3:3"]),
        ("a.docx", in_word(), ["paragraph 1", "paragraph 2"]),
        ("a.odt", in_open_text(), ["paragraph 1", "paragraph 2"]),
        ("a.rtf", in_rich_text(), ["paragraph 1", "paragraph 2"]),
        ("a.pdf", pdf(), ["page 1", "page 1"]),
        ("a.html", b"<h1>A</h1>\n<p>One <b>said</b>.</p>", ["h1[1], 1:5", "p[1], 2:4"]),
        ("a.nitf", b"<nitf>\n<body><body.content>\n  <p>One.</p>\n<p>Two.</p></body.content></body></nitf>",
         ["body.content[1]/p[1], 3:3", "body.content[1]/p[2], 4:1"]),
        ("three.ninjs", MADE["three.ninjs"], ["headlines[0]", "byline"]),
        ("a.eml", MADE["plain.eml"], ["subject", "line 1 of the text"]),
        ("a.jsonl", MADE["a.jsonl"], ["line 1, text, paragraph 1", "line 1, text, paragraph 2"]),
        ("a.csv", MADE["a.csv"], ["line 2, text, paragraph 1", "line 2, text, paragraph 2"]),
    ],
)  # fmt: skip
def test_every_format_says_where_a_paragraph_is(name: str, data: bytes, places: list[str]) -> None:
    document = read_bytes(data, name, suffix_of(name))
    assert [document.place(block.start) for block in document.blocks][:2] == places


def test_pages_in_an_archive_have_places_as_pages_have(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        warc([("https://courier.example/1", "200 OK", "text/html", b"<main><p>One said so.</p></main>")], packed=False)
    )
    (document,) = read_documents(path)
    assert document.places == ["main[1]/p[1], 1:10"]


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("<html><body>\n<div><p>One.</p><p>Two.</p></div>\n<div><h2>Three</h2>Four.</div>",
         ["div[1]/p[1], 2:9", "div[1]/p[2], 2:20", "div[2]/h2[1], 3:10", "div[2], 3:20"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul><li>Four</ul>",
         ["ul[1]/li[1], 1:9", "ul[1]/li[2], 1:16", "ul[1]/li[2]/ul[1]/li[1], 1:27", "ul[1]/li[3], 1:41"]),
        ("<p>One<p>Two<h2>Three</h2></div></p>Four", ["p[1], 1:4", "p[2], 1:10", "h2[1], 1:17", "body, 1:37"]),
        ("<table><tr><td><p>One<td><p>Two<tr><td><p>Three</table>",
         ["table[1]/tr[1]/td[1]/p[1], 1:19", "table[1]/tr[1]/td[2]/p[1], 1:29", "table[1]/tr[2]/td[1]/p[1], 1:43"]),
        ("<div>" * 9 + "<p>Deep.</p>", ["…/div[1]/div[1]/div[1]/div[1]/div[1]/p[1], 1:49"]),
    ],
)  # fmt: skip
def test_pages_say_the_way_to_the_element(source: str, places: list[str]) -> None:
    assert read_text(source, "a.html").places == places


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<p>It <del>may </del><ins>will </ins>close.</p>", [("body", "It will close.")]),
        ("<p>He mend<del>ed</del>s it.</p>", [("body", "He mends it.")]),
        ("<del><p>Nobody knows why.</p></del><p>It is shut.</p>", [("body", "It is shut.")]),
        ("<p>They said so.<sup><a href='#n1'>[1]</a></sup></p><p><a href='#m1'>1</a> In May.</p>",
         [("body", "They said so."), ("caption", "In May.")]),
        ("<p>They met <a href='#talks'>in May</a> and June, they said.</p>", [("body", "They met in May and June, they said.")]),
        ("<p>They met <a href='/2024'>12</a> times, they said.</p>", [("body", "They met 12 times, they said.")]),
        ("<div title='header'><p>Courier, page 1</p><div>Draft</div></div><p>It is shut.</p><div title='footer'>2</div>",
         [("body", "It is shut.")]),
        ("<table><tr><td><p>Year</p></td><td><p>Lost it.</p></td></tr></table>", [("list", "Year"), ("list", "Lost it.")]),
        ("<table><tr><td><p>One said so.</p><p>Two said so.</p></td><td><p>Home</p></td></tr></table>",
         [("body", "One said so."), ("body", "Two said so."), ("list", "Home")]),
    ],
)  # fmt: skip
def test_pages_of_word_processors_read_as_their_documents(source: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(read_text(source, "a.html")) == blocks


def test_the_note_of_a_page_is_told_from_its_story() -> None:
    kinds = {words: kind for kind, words in shown(read_bytes(in_html(), "a.html", ".html"))}
    assert kinds[NOTE] == "caption"
    assert [kinds[item] for item in ITEMS] == ["list"] * len(ITEMS)
    assert kinds[" ".join(CELLS[0])] == "list"
    assert set(kinds) >= {words for kind, words in BLOCKS if kind == "body"}


@pytest.mark.parametrize(
    ("words", "before", "raised", "size", "is_mark"),
    [
        ("1", ["is one of them."], 4.0, 0.6, True), ("12", ["they said"], 4.0, 0.6, True), ("*", ["they said"], 4.0, 0.6, True),
        ("2", ["some 40 km"], 4.0, 0.6, False), ("2", ["of CO"], -2.0, 0.6, False), ("2024", ["in May"], 4.0, 0.6, False),
        ("1", ["is one of them."], 0.0, 0.6, False), ("1", ["is one of them."], 4.0, 1.0, False),
        ("th", ["the 4"], 4.0, 0.6, False),
    ],
)  # fmt: skip
def test_marks_of_notes_are_told_from_figures(words: str, before: list[str], raised: float, size: float, is_mark: bool) -> None:
    assert is_note_mark(words, before, raised, size) == is_mark


def test_items_of_lists_in_pdf_files_are_whole_wherever_their_lines_break() -> None:
    lines = [
        Line("They will lose:", 90, 700, 11), Line("\uf0b7 the ferry. It has gone", 90, 685, 11),
        Line("since May. And on", 108, 670, 11), Line("all days.", 108, 655, 11), Line("• the bus", 90, 640, 11),
        Line("1 In May.", 90, 80, 11),
    ]  # fmt: skip
    assert [(piece.kind, piece.words) for piece in paragraphs_of([lines])] == [
        ("body", "They will lose:"), ("list", "• the ferry. It has gone since May. And on all days."), ("list", "• the bus"),
        ("body", "1 In May."),
    ]  # fmt: skip


def test_a_paragraph_goes_on_behind_a_page_end_and_its_note() -> None:
    head = Line("Courier, page proof", 90, 760, 9)
    first = [
        head, Line("The gate is shut,", 90, 700, 11, ("1",)), Line("said Ibarra, who", 90, 685, 11),
        Line("1 In May.", 90, 80, 11),
    ]  # fmt: skip
    second = [
        head, Line("runs the harbour", 90, 700, 11), Line("and the ferry.", 90, 685, 11), Line("said Ibarra, who", 90, 400, 11),
    ]  # fmt: skip
    assert [(piece.kind, piece.words) for piece in paragraphs_of([first, second])] == [
        ("body", "The gate is shut, said Ibarra, who runs the harbour and the ferry."), ("caption", "In May."),
        ("body", "said Ibarra, who"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("library", "name", "extra"), [("pypdf", "a.pdf", "pdf"), ("warcio.archiveiterator", "a.warc.gz", "warc")]
)
def test_a_missing_extra_is_named_and_the_rest_of_the_batch_is_scored(
    library: str, name: str, extra: str, run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    path = tmp_path / name
    path.write_bytes(pdf())
    ended = run("score", "-f", "jsonl", path, draft)
    assert ended.code == 2
    assert ended.err.splitlines() == [
        f'scorer: {path}: reading {extra.upper()} needs the extra {extra}; install it: pip install "attribution-scorer[{extra}]"'
    ]
    assert draft.name in ended.out
