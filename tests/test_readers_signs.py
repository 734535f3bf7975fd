"""A draft from standard input has no name: its format is told by how it begins."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import article_formats
import office_made
import pytest

from scorer.readers import read_bytes, read_documents, read_path
from scorer.readers._signs import suffix_by_signs

MADE: dict[str, Callable[[], bytes]] = {
    ".html": article_formats.in_html,
    ".xml": article_formats.in_rss, ".docx": office_made.in_word, ".pdf": article_formats.in_pdf,
    ".rtf": office_made.in_rich_text, ".odt": office_made.in_open_text,
}  # fmt: skip


@pytest.mark.parametrize("suffix", MADE)
def test_what_comes_by_standard_input_is_read_as_the_file_would_be(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = MADE[suffix]()
    for before in (b"", b"\n" if suffix in (".html", ".rtf") else b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(before + data)))
        if suffix == ".xml":
            assert [len(draft.blocks) for draft in read_documents("-")]  # type: ignore[union-attr]
            continue
        assert suffix_by_signs(before + data) == suffix
        read, filed = read_path("-"), read_bytes(before + data, "-", suffix)
        assert (read.text, read.blocks, read.places) == (filed.text, filed.blocks, filed.places)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PK was the sign.",
        "%PDF is a format.",
        "<b>Bold</b> words.",
        "html was said.",
        "rtf {\\rtf",
        "# <html> in a heading",
        "\x00\x01",
    ],
)
def test_text_stays_text(text: str) -> None:
    assert suffix_by_signs(text.encode()) == ""
