"""Drafts are found, opened and read; offsets, lines and blocks fit the file as the user sees it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer import readers
from scorer.errors import UnreadableInput
from scorer.readers import expand, markdown, read_bytes, read_path, read_text
from scorer.types import BLOCKS, Document

PIECES = st.lists(
    st.sampled_from(
        ["The gate is shut. ", "Reyes", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t", "   ", "👩\u200d👧 ", "e\u0301",
         "“", "”", "'", "-", "- ", "1. ", "> ", "# ", "*", "**", "_", "`", "```", "[", "](", ")", "<!--", "-->", "---", "|", "\\",
         "<b>", "\u2029", "\ufeff", "\u00a0", "+++\n", "a: b\n"]
    )
    | st.text(max_size=8),
    max_size=40,
).map("".join)  # fmt: skip


def whole(document: Document) -> None:
    """Check what holds of every document."""
    assert len(document.plain) == len(document.text)
    edge = 0
    for block in document.blocks:
        assert edge <= block.start < block.end
        piece = document.text[block.start : block.end]
        assert piece == piece.strip()
        assert document.plain[block.start : block.end].strip()
        assert block.kind in BLOCKS
        edge = block.end
    assert edge <= len(document.text)


@given(PIECES)
def test_plain_text_is_covered_by_its_blocks(text: str) -> None:
    document = read_text(text)
    whole(document)
    assert document.plain == document.text == text.removeprefix("\ufeff")
    outside = list(document.text)
    for block in document.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


@given(PIECES)
def test_markdown_keeps_words_in_place(text: str) -> None:
    document = markdown.read_text(text, "a.md")
    whole(document)
    assert document.text == text.removeprefix("\ufeff")
    for seen, was in zip(document.plain, document.text, strict=True):
        assert seen in (was, " ")
    assert document.plain.count("\n") == document.text.count("\n")
    outside = list(document.plain)
    for block in document.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


@given(PIECES)
def test_lines_and_columns_lead_back_to_the_offset(text: str) -> None:
    document = read_text(text)
    lines = document.text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
    for block in document.blocks:
        line, column = document.position(block.start)
        assert lines[line - 1][column - 1] == document.text[block.start]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_offsets_survive_line_ends_marks_and_wide_characters(end: str, mark: bytes) -> None:
    paragraphs = ["\tThe gate 🚪 was shut, officials said.", "Zoe\u0301 Vale 👩‍👧 left.", "Nobody else spoke of it."]
    text = f"{end} \t{end}".join(paragraphs)
    document = read_bytes(mark + text.encode(), "a.txt", ".txt")
    assert document.text == text
    assert [document.text[block.start : block.end] for block in document.blocks] == [each.strip() for each in paragraphs]
    assert [document.position(block.start) for block in document.blocks] == [(1, 2), (3, 1), (5, 1)]


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The gate is shut.")
    monkeypatch.chdir(tmp_path)
    assert read_path("./a.txt").name == "./a.txt"
    assert read_path(Path("a.txt")).name == "a.txt"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.md", "heading"), ("A.MARKDOWN", "heading"), ("a.txt", "body"), ("a.draft", "body"), ("README", "body"), (".md", "body")],
)
def test_the_suffix_picks_the_reader(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("# Gate is shut, and it stays shut, said the warden who keeps the key of the gate in Orrin.\n")
    assert read_path(tmp_path / name).blocks[0].kind == kind


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Ana’s gate\r\nis shut.".encode())))
    document = read_path("-")
    assert (document.name, document.text) == ("-", "Ana’s gate\r\nis shut.")


def test_a_text_at_hand() -> None:
    assert read_text("The gate is shut.").name == "-"
    assert read_text("").blocks == []


def refused(name: str | Path) -> str:
    """The one line that says why a path cannot be read; expanding it says the same."""
    with pytest.raises(UnreadableInput) as caught:
        read_path(name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(name))
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    message = refused(tmp_path / "none.txt")
    assert "no such file" in message
    assert [str(error) for error in expand([tmp_path / "none.txt"])] == [message]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_a_name_no_system_takes() -> None:
    for name in ("a\0b", "a" * 5000):
        [error] = expand([name])
        assert isinstance(error, UnreadableInput)
        with pytest.raises(UnreadableInput):
            read_path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The gate is shut.")
    path.chmod(0)
    assert "permission" in refused(path)
    assert [str(error) for error in expand([path])] == [refused(path)]


def test_a_file_that_fails_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The gate is shut.")
    monkeypatch.setattr(os, "access", lambda *_: False)
    [error] = expand([path])
    assert "permission" in str(error)


def test_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST", 1024 * 1024)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1024 * 1024)
    read_path(path)
    path.write_bytes(b"a" * (1024 * 1024 + 1))
    assert "larger than 1 MB" in refused(path)
    with pytest.raises(UnreadableInput, match="larger"):
        read_bytes(path.read_bytes(), "a.txt", ".txt")


def test_a_folder_yields_its_drafts_sorted(tmp_path: Path) -> None:
    drafts = ("b.md", "a.txt", "sub/c.TXT", "sub/deep/d.markdown", "sub.txt")
    for name in (*drafts, ".hidden.txt", ".git/e.txt", "table.xlsx", "noname"):
        path = tmp_path / "drafts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The gate is shut.")
    (tmp_path / "outside.txt").write_text("Secret.")
    (tmp_path / "drafts" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "drafts" / "inner.txt").symlink_to(tmp_path / "drafts" / "a.txt")
    (tmp_path / "drafts" / "broken.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "drafts" / "loop").symlink_to(tmp_path / "drafts", target_is_directory=True)
    found = expand([f"{tmp_path}/drafts"])
    names = [os.path.relpath(str(path), tmp_path / "drafts") for path in found]
    assert names == ["a.txt", "b.md", "inner.txt", "sub/c.TXT", "sub/deep/d.markdown", "sub.txt"]
    assert all(str(path).startswith(f"{tmp_path}/drafts/") for path in found)


def test_files_named_one_by_one_are_passed_through(tmp_path: Path) -> None:
    path = tmp_path / ".hidden.draft"
    path.write_text("The gate is shut.")
    assert expand(["-", path, path]) == ["-", str(path), str(path)]


def test_a_folder_without_drafts(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    [error] = expand([tmp_path])
    assert isinstance(error, UnreadableInput)
    assert "no drafts" in str(error)
    assert ".md" in str(error)


def test_every_reader_claims_suffixes_of_its_own() -> None:
    from scorer.discover import members

    claimed = [suffix for module in members("scorer.readers").values() for suffix in module.SUFFIXES]
    assert len(claimed) == len(set(claimed))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in claimed)


def test_plain_text_imports_no_other_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The gate is shut.")
    program = (
        f"import sys; from scorer.readers import read_path; read_path({str(path)!r});"
        "assert not {'scorer.readers.markdown', 'charset_normalizer', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
