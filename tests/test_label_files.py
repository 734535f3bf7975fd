"""Labels as files: downloaded, opened again, harmless in a page whatever the draft holds, and learned from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browser import Open, OpenPage
from label_pages import BY_KEY, DRAFT, HOSTILE, KEYS, OTHER, Download, Write, choose, label, said, select, told
from shell import ROOT, Run

import scorer
from scorer.corpora import LabelledDocument
from scorer.corpora.jsonl import read
from scorer.readers import read_text
from scorer.text.fillers import words_at
from scorer.types import ScoredDocument


def put(page: OpenPage, tmp_path: Path, text: str) -> None:
    """Open a file of labels on the page."""
    path = tmp_path / "former.jsonl"
    path.write_text(text, "utf-8")
    page.set_input_files("#open", path)
    page.wait_for_function("document.querySelector('#status').textContent.startsWith('Opened')")


def test_labels_are_opened_on_another_machine(
    open_page: Open, write_labels: Write, download_labels: Download, tmp_path: Path
) -> None:
    path = write_labels(DRAFT, OTHER)
    page = open_page(path)
    page.fill("#annotator", "Ann Lee")
    choose(page, "d1p3", "level", "weak")
    select(page, "d1p3", "may", 1)
    page.click("#d1p3 [data-cue=hedge]")
    choose(page, "d2p1", "level", "background")
    before = download_labels(page)
    other = open_page(path)
    other.press("1")
    put(other, tmp_path, "\n".join(json.dumps(record, indent=None) for record in before))
    assert said(other) == "Opened former.jsonl: labels of 2 paragraphs, 2 changed."
    assert other.evaluate("document.activeElement.id") == "d1p2"
    after = download_labels(other)
    assert after[0]["labels"][0] == label(1, "accountable")
    assert after[0]["labels"][1:] == before[0]["labels"][1:]
    assert (after[1], after[0]["annotator"]) == (before[1], "Ann Lee")
    other.press("z")
    assert told(other) == "1 of 6 answered"
    other.assert_clean()


NOT_THERE = "line 1, paragraph 1: a cue of anon is not in the paragraph"
MISPLACED = {"level": "weak", "anon": ["The"], "places": {"anon": [[1, 4]]}}
WRONG = [
    ("no JSON", "{", "line 1: no JSON; open a file that was downloaded here"),
    ("no labels", '{"id": "a"}', "line 1: has no paragraphs with labels"),
    ("other text", {"paragraphs": ["x"]}, 'line 1: the draft "draft-2.md" is none of this page, or its text has changed'),
    ("number", {"labels": []}, "line 1: 0 labels for 2 paragraphs"),
    ("level", {"labels": [{"level": "best"}, None]}, 'line 1, paragraph 1: level "best" is none of'),
    ("kind", {"labels": [None, {"level": "weak", "kind": 3}]}, "line 1, paragraph 2: kind 3 is none of"),
    ("flag", {"labels": [{"level": "weak", "flags": ["loud"]}, None]}, 'line 1, paragraph 1: flag "loud" is none of'),
    ("cue", {"labels": [{"level": "weak", "anon": ["nobody here"]}, None]}, NOT_THERE),
    ("places", {"labels": [MISPLACED, None]}, NOT_THERE),
    ("label", {"labels": ["weak", None]}, "line 1, paragraph 1: its label is no object"),
    ("nothing", "\n", "no labels in it"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "problem"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_cannot_be_opened_is_told_in_one_line(label_page: OpenPage, tmp_path: Path, wrong: Any, problem: str) -> None:
    record = {"id": "draft-2.md", "paragraphs": OTHER.strip().split("\n\n"), "labels": [None, None]}
    put(label_page, tmp_path, wrong if isinstance(wrong, str) else json.dumps(record | wrong))
    assert problem in label_page.locator("#warning").text_content()
    assert told(label_page) == "0 of 6 answered"
    label_page.assert_clean()


def test_a_hostile_draft_is_text(open_page: Open, write_labels: Write, download_labels: Download) -> None:
    page = open_page(write_labels(HOSTILE, HOSTILE.replace("Ann", "Bea")), width=320)
    assert page.title() == "Labelling 2 drafts"
    draft = read_text(HOSTILE)
    paragraphs = [words_at(draft, block.start, block.end) for block in draft.blocks]
    assert "<script>" in paragraphs[0]
    assert "onerror=" in paragraphs[1]
    assert "javascript:" in paragraphs[2]
    assert "\\u202egnihton\\u202c" in page.locator("#d1p3 .copy").text_content()
    assert page.locator("#d1p2 .copy").text_content() == paragraphs[1]
    assert page.locator("main img, main script:not([type='application/json'])").count() == 0
    page.press("1", "p", *"g2g3g4g1g2g3g4")
    select(page, "d1p4", "Officials \U0001f600")
    page.click("#d1p4 [data-cue=anon]")
    records = download_labels(page)
    assert [record["paragraphs"] for record in records] == [paragraphs, [text.replace("Ann", "Bea") for text in paragraphs]]
    assert records[0]["labels"][3]["anon"] == ["Officials \U0001f600"]
    start = paragraphs[3].index("Officials")
    assert records[0]["labels"][3]["places"] == {"anon": [[start, start + 11]]}
    assert page.title() == "Labelling 2 drafts"
    page.assert_clean()


def scores_of(scored: ScoredDocument) -> list[list[float]]:
    return [score.probabilities for score in scored.scores]


def said_of(document: LabelledDocument) -> list[tuple[object, ...]]:
    """What the labels say, without cues."""
    return [(one.level, one.kind, one.alt, set(one.flags)) for one in document.labels]


@pytest.mark.slow
def test_a_session_in_the_browser_changes_the_model(run: Run, open_page: Open, download_labels: Download, tmp_path: Path) -> None:
    example = ROOT / "training" / "example"
    known = read(example / "labelled.jsonl")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for number, document in enumerate(known):
        (drafts / f"{number:02}.txt").write_text("\n\n".join(document.paragraphs) + "\n", "utf-8")
    assert run("label", drafts, "-o", tmp_path / "label.html").code == 0

    page = open_page(tmp_path / "label.html")
    page.press("j")
    for given in (one for document in known for one in document.labels):
        page.press(str(BY_KEY.index(given.level) + 1))
        if given.level != "background":
            page.press(KEYS[given.kind])
        page.press(*(f"Shift+{KEYS[flag]}" for flag in given.flags))
        if given.alt:
            page.press(f"Shift+Digit{BY_KEY.index(given.alt) + 1}")
        page.press("j")
    records = download_labels(page)
    page.assert_clean()
    assert [record["paragraphs"] for record in records] == [document.paragraphs for document in known]
    labels = read(tmp_path / "labels.jsonl")
    assert list(map(said_of, labels)) == list(map(said_of, known))

    mine = tmp_path / "mine"
    trained = run("train", tmp_path / "labels.jsonl", "--from", "default", "-o", mine, "--quick", "--jobs", "1", "--no-cache")
    assert trained.code == 0
    held_out = read(example / "held-out.jsonl")
    text = "\n\n".join(held_out[0].paragraphs)
    assert scorer.score(text, mine).model["digest"] != scorer.score(text).model["digest"]
    assert scores_of(scorer.score(text, mine)) != scores_of(scorer.score(text))
    compared = scorer.compare("default", mine, [example / "held-out.jsonl"], resamples=0)
    assert len(compared.gained) > len(compared.lost) > 0
    # The labels of the same drafts, given by file, teach the same.
    direct = scorer.train(corpora=[example / "labelled.jsonl"], start="default", quick=True, jobs=1)
    assert json.loads((mine / "model.json").read_text("utf-8"))["coefficients"] == direct["coefficients"]
