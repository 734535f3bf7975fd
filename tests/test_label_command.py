"""``scorer label``: which drafts come onto the page, and what stands in it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from shell import DRAFT, EXAMPLE, Run

from scorer.corpora.jsonl import read
from scorer.curation.labels import check_labels, unlikely_kinds
from scorer.curation.sessions import as_unlabelled
from scorer.readers import read_path
from scorer.types import KINDS, LEVELS


def data_of(page: str, name: str = "session-data") -> Any:
    """What the page hands to its script."""
    found = re.search(f'id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def records_of(page: str) -> list[dict[str, Any]]:
    return list(data_of(page)["records"])


def test_a_page_of_one_draft_goes_to_stdout_or_into_a_file(run: Run, draft: Path, model: Path, tmp_path: Path) -> None:
    shown = run("label", "--model", model, draft)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("<!doctype html>")
    assert run("label", "--model", model, draft, "-o", tmp_path / "label.html").code == 0
    assert (tmp_path / "label.html").read_text("utf-8") == shown.out


def test_paragraphs_are_those_that_the_scorer_reads_letter_by_letter(run: Run) -> None:
    document = read_path(EXAMPLE)
    [record] = records_of(run("label", "--no-suggestions", EXAMPLE).out)
    assert record["paragraphs"] == [document.plain[block.start : block.end] for block in document.blocks]
    assert (record["id"], record["title"]) == ("example.md", "Harbour authority knew of cracks in tidal gate, letters show")


def test_markup_is_no_part_of_what_is_labelled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<article><p>Officials <b>un</b>named said &amp; <i>left</i>.</p></article>", "utf-8")
    (tmp_path / "b.md").write_text("The **gate** may [close](https://example.org).\n", "utf-8")
    html_record, markdown_record = records_of(run("label", "--no-suggestions", tmp_path).out)
    assert html_record["paragraphs"] == ["Officials unnamed said & left."]
    assert markdown_record["paragraphs"][0].split() == ["The", "gate", "may", "close", "."]


def test_line_ends_and_odd_spaces_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("One\u00a0line,\r\nand  another,\tAnn Lee said.\r\n\r\nNext.\r\n".encode())
    [record] = records_of(run("label", "--no-suggestions", path).out)
    assert record["paragraphs"] == ["One\u00a0line,\r\nand  another,\tAnn Lee said.", "Next."]


def test_ids_come_from_file_names_and_never_clash(run: Run, tmp_path: Path) -> None:
    for folder, text in (("a", DRAFT), ("b", DRAFT + "\nOne more.\n"), ("c", DRAFT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "draft.md").write_text(text, "utf-8")
    (tmp_path / "c" / "other.md").write_text(DRAFT, "utf-8")
    page = run("label", "--no-suggestions", tmp_path).out
    ids = [record["id"] for record in records_of(page)]
    assert len(set(ids)) == len(ids) == 4
    assert ids[-1] == "other.md"
    first, second, copy = ids[:3]
    assert copy == f"{first}:2"
    assert all(re.fullmatch("draft\\.md:[0-9a-f]{8}", one) for one in (first, second))
    again = [record["id"] for record in records_of(run("label", "--no-suggestions", tmp_path / "b", tmp_path / "a").out)]
    assert again == [second, first]  # whatever their order


def test_suggestions_are_no_part_of_the_text_before_they_are_asked_for(run: Run, draft: Path, model: Path) -> None:
    page = run("label", "--model", model, draft).out
    assert [[one["level"] for one in scores] for scores in data_of(page, "suggestion-data")] == [["weak", "weak"]]
    visible = re.sub("<(script|style|template)\\b.*?</\\1>", "", page, flags=re.DOTALL)
    text = html.unescape(re.sub("<[^>]+>", "", visible))
    assert "Dolores Ibarra" in text
    assert "%" not in text
    assert "data-tip" not in visible


def test_blind_pages_hold_no_suggestions_and_need_no_model(run: Run, draft: Path) -> None:
    page = run("label", "--no-suggestions", "--model", "nowhere", draft).out
    assert data_of(page, "suggestion-data") == []
    assert "Never show" not in page


def test_what_cannot_be_read_is_told_and_the_rest_is_on_the_page(run: Run, draft: Path, tmp_path: Path) -> None:
    ended = run("label", "--no-suggestions", tmp_path / "missing.md", draft, "-o", tmp_path / "label.html")
    assert ended.code == 2
    assert ended.err.startswith(f"scorer: {tmp_path / 'missing.md'}: ")
    assert len(records_of((tmp_path / "label.html").read_text("utf-8"))) == 1


def test_without_any_draft_there_is_no_page(run: Run, tmp_path: Path) -> None:
    ended = run("label", tmp_path / "missing.md", "-o", tmp_path / "label.html")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert not (tmp_path / "label.html").exists()


def test_many_drafts_of_one_file_are_told_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(json.dumps({"body": f"Ann Lee said {number}."}) + "\n" for number in range(3)), "utf-8")
    records = records_of(run("label", "--no-suggestions", "--text-field", "body", path).out)
    assert [record["paragraphs"] for record in records] == [[f"Ann Lee said {number}."] for number in range(3)]
    assert len({record["id"] for record in records}) == 3
    assert all("/" not in record["id"] for record in records)


def test_records_are_in_the_form_that_train_reads(run: Run, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text(json.dumps(records_of(run("label", "--no-suggestions", draft).out)[0]), "utf-8")
    [document] = read(tmp_path / "labels.jsonl")
    assert document._replace(where="") == as_unlabelled(read_path(draft))


@pytest.mark.parametrize("level", LEVELS)
def test_kinds_that_the_page_doubts_are_those_that_the_check_of_a_corpus_doubts(draft: Path, level: str) -> None:
    document = as_unlabelled(read_path(draft))
    doubted = set()
    for kind in KINDS:
        given = document.labels[0]._replace(level=level, kind=kind)
        if [
            finding for finding in check_labels(document._replace(labels=[given, *document.labels[1:]])) if finding.code == "kind"
        ]:
            doubted.add(kind)
    assert doubted == unlikely_kinds(level)
    assert ("na" in doubted) == (level != "background")
