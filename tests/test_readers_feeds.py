"""What newsrooms exchange: the same story out of every format, and many stories out of one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import stories_made as made
from shell import Run

from scorer.errors import UnreadableInput
from scorer.model import load
from scorer.pipeline import score_document
from scorer.readers import expand, read_bytes, read_documents, read_path, read_text, suffix_of
from scorer.readers._pdf_lines import Line, paragraphs_of
from scorer.types import Document

KINDS = ["heading", "byline", "body", "body", "body", "body"]


def read(data: str | bytes, name: str) -> Document:
    return read_bytes(data.encode() if isinstance(data, str) else data, name, suffix_of(name))


def shown(document: Document) -> list[tuple[str, str]]:
    return [(kind, " ".join(document.plain[start:end].split())) for start, end, kind in document.blocks]


@pytest.mark.parametrize("name", made.MADE)
def test_the_same_story_has_the_same_paragraphs_and_scores(name: str, model: Path) -> None:
    document, expected = read(made.MADE[name], name), read_text(made.WHOLE)
    assert shown(document) == list(zip(KINDS, (made.HEADLINE, made.BYLINE, *made.PARAGRAPHS), strict=True))
    assert shown(document) == shown(expected)
    scored, plain = (score_document(draft, load(str(model))) for draft in (document, expected))
    assert [(score.level, score.value) for score in scored.scores] == [(score.level, score.value) for score in plain.scores]
    assert len(document.places) == len(document.blocks)
    assert all(document.places)


@pytest.mark.parametrize(
    ("name", "source", "places"),
    [
        ("a.nitf", "<nitf>\n<body><body.content>\n  <p>One said.</p>\n<p>Two <em>said</em>.</p></body.content></body></nitf>",
         ["body.content[1]/p[1], 3:3", "body.content[1]/p[2], 4:1"]),
        ("a.jsonl", '\n{"text": "One said so.\\n\\nTwo said so."}\n', ["line 2, text, paragraph 1", "line 2, text, paragraph 2"]),
        ("a.csv", 'n,text\n1,"One said\nso.\n\nTwo said so."\n', ["line 2, text, paragraph 1", "line 2, text, paragraph 2"]),
        ("a.eml", "From: a@b.example\n\nOne said so.\n\n> old\n\nTwo said so.\n", ["line 1 of the text", "line 5 of the text"]),
        ("a.ninjs", json.dumps({"bodies": [{"value": "One said."}]}), ["bodies[0], paragraph 1"]),
    ],
)  # fmt: skip
def test_places_lead_back_to_the_file(name: str, source: str, places: list[str]) -> None:
    assert read(source, name).places == places


CONTENT = (
    "<p>Plain <b>wo</b>rds.</p><bq><block><p>It was shut.</p></block><credit>Somebody</credit></bq>"
    '<media media-type="image"><media-caption><p>The gate in May.</p></media-caption><media-producer>X</media-producer></media>'
    "<ul><li>First point.</li></ul><hl2>What comes next</hl2>"
)


def test_kinds_are_told_apart_in_nitf() -> None:
    source = made.nitf(CONTENT).replace("</byline>", "</byline><dateline><location>MARLOW</location> May 4</dateline>")
    assert shown(read(source, "a.nitf")) == [
        ("heading", made.HEADLINE), ("byline", made.BYLINE), ("dateline", "MARLOW May 4"), ("body", "Plain words."),
        ("quote", "It was shut."), ("caption", "The gate in May."), ("list", "First point."), ("heading", "What comes next"),
    ]  # fmt: skip


def test_a_headline_said_twice_in_newsml_is_one() -> None:
    figure = "<figure><img/><figcaption>Gate.</figcaption></figure>"
    inline = f"<html><body><h1>{made.HEADLINE} </h1><p>One.</p>{figure}</body></html>"
    assert shown(read(made.newsml(inline), "a.newsml")) == [
        ("heading", made.HEADLINE), ("byline", made.BYLINE), ("body", "One."), ("caption", "Gate."),
    ]  # fmt: skip


def test_names_of_html_characters_are_known_where_a_document_type_is_only_named() -> None:
    assert shown(read(made.nitf("<p>Caf&eacute; said.</p>"), "a.nitf"))[-1] == ("body", "Café said.")


MAILS = {
    "quoted below": ("Mine said so.\n\nOn 4 May 2026, A Person wrote:\n> Old words.\n> More.\n", ["Mine said so."]),
    "introduced in two lines": ("Mine.\n\nOn 4 May 2026 at 10:00, A Person\n<a@b.example> wrote:\n> Old words.\n", ["Mine."]),
    "signed": ("Mine said so.\n\n-- \nA Person\nCourier\n", ["Mine said so."]),
    "an original below": ("Mine.\n\n-----Original Message-----\nFrom: A\nOld words.\n", ["Mine."]),
    "headers below": ("Mine.\n\nFrom: A Person\nSent: Monday\nTo: B\nSubject: Old\n\nOld words.\n", ["Mine."]),
    "answers between": ("> A?\n\nYes, he said.\n\n> B?\n\nNo, she wrote:\n\nNo.\n", ["Yes, he said.", "No, she wrote:", "No."]),
    "nothing but quoted": ("> All quoted here.\n>\n> Two.\n", ["All quoted here.", "Two."]),
    "a dash is no signature": ("Mine -- and hers.\n\n--- said\n\nDate: May.\n", ["Mine -- and hers.", "--- said", "Date: May."]),
}


@pytest.mark.parametrize("case", MAILS)
def test_of_a_message_the_writers_own_words_are_read(case: str) -> None:
    text, own = MAILS[case]
    assert [words for _, words in shown(read(made.eml(text), "a.eml"))] == [made.HEADLINE, *own]


PAGES = {
    "cited": ('<p>Mine.</p><blockquote type="cite"><div>Old.<blockquote>Older.</blockquote></div></blockquote><p>Mine, too.</p>',
              ["Mine.", "Mine, too."]),
    "below": ('<div>Mine.<br></div><div class="gmail_quote"><div class="gmail_attr">On 4 May A wrote:</div><div>Old.</div></div>',
              ["Mine."]),
    "signed": ('<div>Mine.</div><div class="moz-signature">A Person</div>', ["Mine."]),
    "all below": ('<p>Mine.</p><div id="divRplyFwdMsg">From: A</div><p>Old.</p>', ["Mine."]),
    "never closed": ("<p>Mine.</p><blockquote type=cite><p>Old.", ["Mine."]),
    "nothing but quoted": ('<blockquote type="cite"><p>All quoted.</p></blockquote>', ["All quoted."]),
    "a quotation": ("<p>Mine.</p><blockquote><p>Never again.</p></blockquote>", ["Mine.", "Never again."]),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_of_a_message_in_html_too(case: str) -> None:
    source, own = PAGES[case]
    assert [words for _, words in shown(read(made.eml(source, "html"), "a.eml"))] == [made.HEADLINE, *own]


def test_half_a_character_is_none() -> None:
    document = read('{"text": "One \\ud800 \\u0000 said."}', "a.jsonl")
    assert document.text == "One \ufffd \ufffd said."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "koi8-r"])
def test_a_message_is_in_any_encoding(charset: str) -> None:
    words = "Врач сказал." if charset == "koi8-r" else "Café said."
    assert shown(read(made.eml(words, charset=charset, subject="Re: AW: Größe"), "a.eml"))[0] == ("heading", "Größe")
    assert shown(read(made.eml(words, charset=charset), "a.eml"))[1][1] == words


def test_an_unknown_charset_does_no_harm() -> None:
    data = "Subject: A\nContent-Type: text/plain; charset=x-none\n\nCafé said.\n".encode()
    assert shown(read(data, "a.eml"))[1][1] == "Café said."


def test_of_two_alternatives_the_plain_one_is_read() -> None:
    data = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n" + "".join(
        f"--b\nContent-Type: text/{form}\n\n{form} said.\n" for form in ("html", "plain")
    )
    assert shown(read(data + "--b--\n", "a.eml")) == [("body", "plain said.")]


def lines(*words: str, x: float = 72, top: float = 700, step: float = 12) -> list[Line]:
    return [Line(one, x, top - step * number, 10) for number, one in enumerate(words)]


def test_paragraphs_of_a_pdf_run_over_pages_and_not_into_what_runs_along_them() -> None:
    running = [lines(f"Marlow Courier {number}", top=780) for number in (1, 2)]
    pages = [
        [*running[0], *lines("The lock gate was in-", "spected, the county engi-", "neer said on the"), *lines("– 1 –", top=40)],
        [*running[1], *lines("same day in a well-", "known inn, where it was inspected."), *lines("Well-known.", top=650)],
    ]
    found = [(piece.words, piece.place) for piece in paragraphs_of(pages)]
    text = "The lock gate was inspected, the county engineer said on the same day in a well-known inn, where it was inspected."
    assert found == [(text, "page 1"), ("Well-known.", "page 2")]


def documents(name: str, data: str | bytes, folder: Path, field: str = "text") -> list[str]:
    """The names of the drafts of a file, and what is complained of, without the folder's name."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = read_documents(path, field)
    return [(one.name if isinstance(one, Document) else str(one)).replace(f"{folder}/", "") for one in found]


ITEMS = f"{made.newsml()}<newsItem guid='picture'/>{made.newsml().replace(':7', ':8')}"
MANY = {
    "a.txt": ("One.", ["a.txt"]),
    "a.nitf": (made.nitf(), ["a.nitf"]),
    "a.rss": (made.rss(2), ["a.rss#1", "a.rss#2"]),
    "b.rss": (made.rss(2).replace("<item>", "<item><guid> x:1 </guid>", 1).replace("</channel>", "<item/></channel>"),
              ["b.rss#x:1", "b.rss#2", "b.rss#3: no text in the item at line 1"]),
    "a.xml": (f"<newsMessage><itemSet>{ITEMS}</itemSet></newsMessage>", [
        "a.xml#urn:newsml:courier.example:7", "a.xml#urn:newsml:courier.example:8"]),
    "a.jsonl": ('{"id":"x","text":"One."}\n\n{"te\n{"text":1,"body":""}\n[1]\n{"text":"Two."}', [
        "a.jsonl#x", "a.jsonl:3: this line is no", "a.jsonl:4: no text under 'text'", "a.jsonl:5: no text", "a.jsonl#6"]),
    "a.csv": ('id,text\nx,One.\ny,One, two\nz,"Two."3\n"",Three.\nw,"open', [
        "a.csv#x", "a.csv:3: 3 cells in a row of 2 columns", "a.csv:4: this row cannot be read", "a.csv#5",
        "a.csv:6: this row cannot be read"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_a_file_of_many_drafts_gives_them_all_and_says_what_is_wrong_with_the_rest(name: str, tmp_path: Path) -> None:
    data, expected = MANY[name]
    found = documents(name, data, tmp_path)
    assert len(found) == len(expected)
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


def test_pages_of_a_web_archive_are_drafts(tmp_path: Path) -> None:
    pages = [
        ("http://a.example/1", "200 OK", "text/html; charset=windows-1252", "<p>Café, she said.</p>".encode("cp1252")),
        ("http://a.example/gone", "404 Not Found", "text/html", b"<p>Gone.</p>"),
        ("http://a.example/picture", "200 OK", "image/png", b"x"),
        ("http://a.example/2", "200 OK", "text/html", f"<nav>Home</nav><p>{made.PARAGRAPHS[1]}</p>".encode()),
    ]
    for name in ("a.warc", "a.warc.gz"):
        data = made.warc(pages, packed=name.endswith("gz"))
        path = tmp_path / name
        path.write_bytes(data)
        first, second = read_documents(path)
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert (first.name, shown(first)) == (f"{path}#http://a.example/1", [("body", "Café, she said.")])
        assert shown(second) == [("body", made.PARAGRAPHS[1])]
        found = documents(name, data[:-40], tmp_path)
        assert found[0] == f"{name}#http://a.example/1"
        assert "breaks off" in found[-1]


def test_a_hopeless_file_is_given_up(tmp_path: Path) -> None:
    found = documents("a.jsonl", '{"body": "One."}\n' * 1000, tmp_path)
    assert len(found) == 21
    assert "the rest is left alone" in found[-1]
    assert "fields of text: body" in found[0]
    assert len(documents("a.jsonl", '{"body": "One."}\n' * 1000, tmp_path, "body")) == 1000


def test_where_one_draft_is_wanted_a_file_of_many_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"a\.rss: this file holds several drafts, not one"):
        read(made.rss(2), "a.rss")


def test_folders_are_not_searched_for_what_other_files_are_called_too(tmp_path: Path) -> None:
    for name in ("a.xml", "a.json", "a.jsonl", "a.csv", "a.tsv", "b.nitf", "b.eml", "b.rss"):
        (tmp_path / name).write_text("{}")
    assert expand([tmp_path]) == [str(tmp_path / name) for name in ("b.eml", "b.nitf", "b.rss")]
    assert expand([tmp_path / "a.json"]) == [str(tmp_path / "a.json")]


@pytest.mark.parametrize("command", ["score", "annotate", "sources"])
def test_commands_read_all_drafts_of_a_file_and_go_on_after_bad_ones(run: Run, model: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.csv").write_text(f'id,body\nx,"{made.PARAGRAPHS[0]}"\ny,one,two\nz,"{made.PARAGRAPHS[3]}"\n', "utf-8")
    (tmp_path / "b.nitf").write_text("<nitf>", "utf-8")
    (tmp_path / "c.nitf").write_text(made.nitf(), "utf-8")
    files = [tmp_path / name for name in ("a.csv", "b.nitf", "c.nitf")]
    more = ["--model", model] if command == "score" else []
    ended = run(command, "--format", "json", "--text-field", "body", *more, *files)
    assert ended.code == 2
    assert [name for name in ("a.csv#x", "a.csv#y", "a.csv#z", "b.nitf", "c.nitf") if name in ended.out] == [
        "a.csv#x", "a.csv#z", "c.nitf",
    ]  # fmt: skip
    assert len(ended.err.strip().splitlines()) == 2


def test_read_takes_a_file_of_one_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.nitf"
    path.write_bytes(made.MADE["a.nitf"])
    assert read_path(path).name == str(path)
