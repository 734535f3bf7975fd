"""Allowances: read inline and beside the copy; a malformed one says what is wrong and is never an error."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from scorer.readers import read_bytes, read_path, read_text
from scorer.suppressions import read_allowances
from scorer.text.digests import digest_words
from scorer.types import Allowance

KNOWN = ("AN101", "AN105", "AT201")
ONE, TWO = "The gate at Orlo is shut.", "It opens again in May."
FIRST, SECOND = digest_words(ONE), digest_words(TWO)


def inline(comment: str) -> Allowance:
    (found,) = read_allowances(read_text(f"{ONE}\n\n{comment}\n"), KNOWN)
    return found


@pytest.mark.parametrize(("comment", "problem"), [
    ('#: allow AN105 reason="x"', "no by"), ('#: allow AN105 by=desk', "no reason"), ("#: allow AN105", "no by and no reason"),
    ("#: allow", "no codes"), ('#: allow by=desk reason="x"', "no codes"), ("#: allow AN105 by=desk reason=\"x", "not closed"),
    ("#: allow AN106 by=desk reason=x", "nearest is AN10"), ("#: allow AN105 by=desk reason=x until=soon", "soon is no date"),
    ("#: allow AN105 by=desk reason=x until=2026-02-30", "no date"), ("#: allow AN105 bye=desk reason=x", "did you mean 'by'"),
    ('#: allow AN105 by="  " reason="x"', "no by"), ("#: allow AN105 by=desk reason=x and more", "no rule AND"),
])  # fmt: skip
def test_a_malformed_comment_says_what_is_wrong(comment: str, problem: str) -> None:
    assert problem in inline(comment).problem


def test_what_an_inline_allowance_says() -> None:
    found = inline('#: allow an105,AT201 AN101 by="news desk" reason="masthead  approved" until=2026-03-01')
    assert found[:6] == (("AN105", "AT201", "AN101"), "news desk", "masthead approved", date(2026, 3, 1), (1,), "inline")
    assert found.line == 3
    assert not found.problem


@pytest.mark.parametrize(("suffix", "copy", "paragraphs"), [
    (".md", "@\n\nOne.\n\nTwo.\n", ()), (".md", "One.\n\n@\n\nTwo.\n", (1,)), (".md", "One.\n\nTwo. @\n", (2,)),
    (".html", "@<p>One.</p><p>Two.</p>", ()), (".html", "<p>One.</p>@<p>Two.</p>", (1,)), (".html", "<p>One.<p>T@wo.", (2,)),
])  # fmt: skip
def test_it_holds_for_the_nearest_paragraph_above(suffix: str, copy: str, paragraphs: tuple[int, ...]) -> None:
    source = copy.replace("@", '<!-- scorer: allow AN105 by="desk"\n reason="approved" -->')
    document = read_bytes(source.encode(), "a" + suffix, suffix)
    (found,) = read_allowances(document, KNOWN)
    assert (found.paragraphs, found.problem) == (paragraphs, "")
    assert source[found.span.start :].startswith("<!-- scorer")
    assert "approved" not in document.plain


def test_other_comments_are_left_alone_but_a_misspelt_one_is_named() -> None:
    document = read_bytes(b"One.\n\n<!-- allow AN105 -->\n<!-- scorer: alow AN105 -->\n<!-- -->\n", "a.md", ".md")
    (found,) = read_allowances(document, KNOWN)
    assert "does not begin with allow" in found.problem


def test_remarks_neither_part_nor_join_paragraphs() -> None:
    document = read_text("One line\n#: a remark\nand another.\n\n#: a remark\nThe next.\n#: last")
    assert [document.plain[one.start : one.end].split() for one in document.blocks] == [
        ["One", "line", "and", "another."], ["The", "next."],
    ]  # fmt: skip
    assert "remark" not in document.plain
    assert [document.text[one.start : one.end] for one in document.comments] == ["#: a remark", "#: a remark", "#: last"]


def beside(folder: Path, *lines: str | bytes, draft: str = "draft.txt") -> tuple[Allowance, ...]:
    data = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (folder / "copy.allow").write_bytes(b"\n".join(data) + b"\n")
    (folder / draft).write_text(f"{ONE}\n\n{TWO}\n", "utf-8")
    return read_allowances(read_path(folder / draft), KNOWN)


def test_the_file_beside_the_copy(tmp_path: Path) -> None:
    found = beside(
        tmp_path, "# a comment", "", f"{SECOND}  AN105  'news desk'  \"said so\"  2026-03-01\r",
        f"{FIRST[:8].upper()} at201 desk ok",
        "0123456789abcdef AN105 desk 'of another draft'",
    )  # fmt: skip
    origin = os.path.join(str(tmp_path), "copy.allow")
    assert [(one.codes, one.by, one.reason, one.until, one.paragraphs, one.origin, one.line) for one in found] == [
        (("AN105",), "news desk", "said so", date(2026, 3, 1), (2,), origin, 3),
        (("AT201",), "desk", "ok", None, (1,), origin, 4),
    ]
    assert not any(one.problem for one in found)


@pytest.mark.parametrize(("line", "problem"), [
    ("xyz AN105 desk ok", "no hash"), (f"{FIRST[:7]} AN105 desk ok", "no hash"), (f"{FIRST}", "no codes"),
    (f"{FIRST} AN999 desk ok", "nearest is AN"), (f"{FIRST} AN105", "no by and no reason"), (f"{FIRST} AN105 desk", "no reason"),
    (f"{FIRST} AN105 desk 'ok", "not closed"), (f"{FIRST} AN105 desk ok 2026-99-01", "no date"),
    (f"{FIRST} AN105 news desk said", "no date"), (f"{FIRST} AN105 the news desk said so", "more on the line"),
    (FIRST.encode() + b" AN105 desk \xff\xfe", "not in UTF-8"), (b"\x00\xff", "no hash"),
])  # fmt: skip
def test_a_malformed_line_says_what_is_wrong(tmp_path: Path, line: str | bytes, problem: str) -> None:
    bad, good = beside(tmp_path, line, f"{FIRST} AN105 desk ok")
    assert problem in bad.problem
    assert (bad.line, good.problem) == (1, "")


def test_a_line_without_a_hash_goes_with_the_first_draft_only(tmp_path: Path) -> None:
    assert len(beside(tmp_path, "nonsense", draft="a.txt")) == 1
    assert not beside(tmp_path, "nonsense", draft="b.txt")


def test_no_file_beside_standard_input_and_none_that_is_a_folder(tmp_path: Path) -> None:
    assert not read_allowances(read_text(ONE, "-"), KNOWN)
    assert not read_allowances(read_text(ONE, str(tmp_path / "nowhere" / "a.txt")), KNOWN)
    (tmp_path / "copy.allow").mkdir()
    (found,) = read_allowances(read_text(ONE, str(tmp_path / "a.txt")), KNOWN)
    assert "cannot be read" in found.problem
