"""HTML that is broken, hostile or odd is read in time and never raises; an article is told from what surrounds it."""

from __future__ import annotations

import pytest

from scorer.readers.html import read, read_text

MANY = 20_000
PIECES = (
    "<", "<a ", "<!--", '<a "', '<a =">"', "<div>", "<blockquote>", "&", "&#", "&#x", "<script>", "</", "<!", "<li>",
    "<ul><li>", "<article>", "<form><article>", "</script", "<code>", "</div>", "<p", "]]>", "<![CDATA[", "<?", "&amp", "\0",
    "<h1>", "<b><i>",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_many_times_over_is_read(piece: str) -> None:
    source = piece * MANY + " words"
    document = read_text(source, "page.html")
    assert len(document.plain) == len(document.text) == len(source)


@pytest.mark.parametrize("source", [
    "", "<", ">", "<p>", "<p>Half a tag <b", "<p>One</div></p></p>", "<table><tr><p>x", "<p>&bogus; &#99999999; &#xD800;</p>",
    "<!doctype html><html><head><title>t</title></head></html>", "<p>a\0b</p>", "<style>p{}", "<p onclick='<b>'>x</p>",
])  # fmt: skip
def test_broken_pages_are_read(source: str) -> None:
    document = read_text(source, "page.html")
    assert len(document.plain) == len(document.text)
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)


def words(source: str) -> list[str]:
    document = read_text(source, "page.html")
    return [" ".join(document.plain[block.start : block.end].split()) for block in document.blocks]


def test_the_article_is_told_from_its_page() -> None:
    page = (
        "<html><body><nav><p>Home Sport Weather</p></nav><aside><p>Read this next, and that, too.</p></aside>"
        "<article><h1>The gate</h1><p>The gate was shut at noon, Ibarra said.</p><p>Nobody was hurt.</p></article>"
        "<footer><p>All rights reserved by the Harbour Courier.</p></footer></body></html>"
    )
    assert words(page) == ["The gate", "The gate was shut at noon, Ibarra said.", "Nobody was hurt."]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert words("<div>The gate<br>was shut.<br><br>Nobody was hurt.</div>") == ["The gate was shut.", "Nobody was hurt."]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-2", "utf-16"])
def test_the_encoding_a_page_declares_is_its_encoding(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Café “gate” said Müller.</p></body></html>'
    data = page.replace("“", "&ldquo;").replace("”", "&rdquo;").encode(charset)
    document = read(data, "page.html")
    assert "Café" in document.text
    assert "Müller" in document.text


def test_what_a_reader_does_not_see_is_no_copy() -> None:
    page = (
        "<p>Seen.</p><script>var hidden = 'Sources said';</script><pre>hidden code</pre><!-- hidden -->"
        "<template><p>hidden</p></template>"
    )
    assert "hidden" not in " ".join(words(page))
