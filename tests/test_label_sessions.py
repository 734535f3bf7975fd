"""A labelling session from end to end: taken back, kept, opened again, downloaded, and learned from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browser import Open, OpenPage
from label_pages import BY_KEY, DRAFT, FORBIDDEN, HOSTILE, KEYS, OTHER, Download, Write, choose, label, said, select, told
from shell import ROOT, Run

import scorer
from scorer.corpora.jsonl import read
from scorer.types import ScoredDocument

# What a model says, and what a reader has no part in.
TOLD = "[...document.querySelectorAll('article')].map((one) => one.querySelector('.suggestion').textContent)"
TIPS = "document.querySelectorAll('article [data-tip]').length"


def test_every_change_can_be_undone_and_redone(label_page: OpenPage, download_labels: Download) -> None:
    steps = ["1", "p", "Shift+Q", "Shift+Digit2", "3", "v", "Shift+H", "5", "x", "4"]
    states = [label_page.evaluate("JSON.stringify(Answers.at(0))")]
    for key in steps:
        label_page.press(key)
        states.append(label_page.evaluate("JSON.stringify(Answers.at(0))"))
    assert len(set(states)) == len(steps)  # cleared is as at first
    for way, keys in (("back", ["z", "Control+z", "Meta+z"]), ("on", ["Shift+Z", "Control+Shift+Z", "Control+y"])):
        order = states[-2::-1] if way == "back" else states[1:]
        for number, state in enumerate(order):
            label_page.press(keys[number % 3])
            assert label_page.evaluate("JSON.stringify(Answers.at(0))") == state
    label_page.click("#undo")
    assert (said(label_page), told(label_page)) == ("Undone: P1 is cleared.", "0 of 6 answered")
    label_page.click("#redo")
    assert (said(label_page), told(label_page)) == ("Redone: P1 is unsupported.", "1 of 6 answered")
    assert label_page.locator("#redo").is_disabled()
    label_page.click("#undo")
    label_page.press("2")  # a new answer is a new future
    assert label_page.locator("#redo").is_disabled()
    assert download_labels(label_page)[0]["labels"][0] == label(1, "qualified")
    label_page.assert_clean()


def test_undo_goes_where_it_undoes_and_ends_at_the_beginning(label_page: OpenPage) -> None:
    label_page.press("1", "g", "2", "z")
    assert label_page.evaluate("document.activeElement.id") == "d1p2"
    label_page.press("z", "z")
    assert (said(label_page), told(label_page)) == ("Nothing to undo.", "0 of 6 answered")
    assert label_page.locator("#undo").is_disabled()


def test_a_paragraph_is_cleared_by_button_and_all_of_them_at_once(label_page: OpenPage) -> None:
    label_page.press("1", "g", "2")
    label_page.click("#d1p2 [data-clear]")
    assert told(label_page) == "1 of 6 answered"
    assert label_page.evaluate("document.activeElement.id") == "d1p2"  # its button is gone
    label_page.press("3")
    label_page.click("#restart")
    assert told(label_page) == "0 of 6 answered"
    label_page.press("z")
    assert told(label_page) == "2 of 6 answered"


def test_the_model_is_heard_after_the_answer(label_page: OpenPage) -> None:
    scored = scorer.score(DRAFT)
    assert label_page.evaluate(TOLD) == [""] * 6
    assert label_page.evaluate(TIPS) == 0
    label_page.press("j", "j", str(BY_KEY.index(scored.scores[1].level) + 1))
    assert "as you say" in label_page.evaluate(TOLD)[1]
    assert "named person" not in label_page.evaluate(TOLD)[1]  # the kind is not answered yet
    assert label_page.evaluate(TIPS) == 0
    label_page.press("p")
    assert "From: named person – as you say." in label_page.evaluate(TOLD)[1]
    assert label_page.locator("#d1p2 [data-tip]").count() > 0
    label_page.press("j", "5")
    assert f"you say no source needed ({scored.scores[2].probabilities[0]:.0%})".replace("%", " %") in label_page.evaluate(TOLD)[2]
    label_page.press("x")
    assert label_page.evaluate(TOLD)[2] == ""
    assert label_page.locator("#d1p3 [data-tip]").count() == 0
    label_page.press("j", "2", "j")  # who goes on without a kind has answered, too
    assert "From: " in label_page.evaluate(TOLD)[3]
    label_page.locator("#d1p2 mark").first.focus()
    assert label_page.locator("#tip").is_visible()
    label_page.assert_clean()


def test_nothing_is_suggested_to_a_blind_reader(open_page: Open, write_labels: Write) -> None:
    path = write_labels(DRAFT, blind=True)
    page = open_page(path)
    page.press("1", "p", "j", "j")
    assert page.evaluate(TOLD) == [""] * 4
    assert page.locator("#blind").count() == 0
    assert page.locator("#suggestion-data").text_content() == "[]"
    page.assert_clean()


def test_suggestions_can_be_switched_off_for_good(label_page: OpenPage) -> None:
    label_page.press("1", "p")
    label_page.check("#blind")
    assert label_page.evaluate(TOLD) == [""] * 6
    label_page.reload()
    label_page.press("g", "1", "p")
    assert label_page.evaluate(TOLD) == [""] * 6
    label_page.uncheck("#blind")
    assert [bool(one) for one in label_page.evaluate(TOLD)] == [True, True, False, False, False, False]


def test_answers_outlive_the_page(label_page: OpenPage, download_labels: Download) -> None:
    label_page.fill("#annotator", "Ann Lee")
    choose(label_page, "d1p3", "level", "weak")
    select(label_page, "d1p3", "Officials")
    label_page.click("#d1p3 [data-cue=anon]")
    label_page.press("v", "Shift+H", "Shift+Digit2", "j", "5")
    before = download_labels(label_page)
    label_page.reload()
    assert said(label_page).startswith("Restored 2 answers")
    assert label_page.locator("#annotator").input_value() == "Ann Lee"
    assert download_labels(label_page) == before
    assert before[0]["annotator"] == "Ann Lee"
    label_page.click("#restart")
    label_page.fill("#annotator", "")
    label_page.reload()
    assert (said(label_page), told(label_page)) == ("", "0 of 6 answered")
    assert label_page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('scorer-labels-')).length") == 0
    label_page.assert_clean()


def test_answers_are_kept_for_these_texts_alone(label_page: OpenPage, write_labels: Write) -> None:
    label_page.press("1")
    write_labels(DRAFT, OTHER + "\nOne more.\n")
    label_page.reload()
    assert told(label_page) == "0 of 7 answered"
    write_labels(DRAFT, OTHER)
    label_page.reload()
    assert told(label_page) == "1 of 6 answered"


@pytest.mark.parametrize("kept", ["{", "null", "[]", '{"answers": {"0": {"level": "best", "cues": {"anon": [[0, 999]]}}, "99": 1, "1": null}}'])
def test_what_was_kept_and_is_broken_is_no_answer(label_page: OpenPage, kept: str) -> None:
    label_page.evaluate("(kept) => localStorage.setItem(Answers.KEY, kept)", kept)
    label_page.reload()
    assert told(label_page) == "0 of 6 answered"
    label_page.press("1")
    label_page.reload()
    assert told(label_page) == "1 of 6 answered"
    label_page.assert_clean()


def test_a_browser_that_keeps_nothing_is_told_of_and_asks_before_it_closes(label_page: OpenPage, download_labels: Download) -> None:
    label_page.page.context.add_init_script(FORBIDDEN)
    label_page.reload()
    assert "keeps nothing" in label_page.locator("#warning").text_content()
    label_page.press("1")
    label_page.accepts_dialogs = True
    label_page.reload()
    assert label_page.dialogs == ["beforeunload: "]
    label_page.dialogs.clear()
    label_page.press("1")
    assert download_labels(label_page)[0]["labels"][0] == label(1, "accountable")
    label_page.reload()
    label_page.assert_clean()  # what is downloaded needs no question


def put(page: OpenPage, tmp_path: Path, text: str) -> None:
    """Open a file of labels on the page."""
    path = tmp_path / "former.jsonl"
    path.write_text(text, "utf-8")
    page.set_input_files("#open", path)
    page.wait_for_function("document.querySelector('#status').textContent.startsWith('Opened')")


def test_labels_are_opened_on_another_machine(open_page: Open, write_labels: Write, download_labels: Download, tmp_path: Path) -> None:
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


WRONG = [
    ("no JSON", "{", "line 1: no JSON; open a file that was downloaded here"),
    ("no labels", '{"id": "a"}', "line 1: has no paragraphs with labels"),
    ("other text", {"paragraphs": ["x"], "labels": [None]}, "line 1: the draft \"draft-2.md\" is none of this page, or its text has changed"),
    ("number", {"labels": []}, "line 1: 0 labels for 2 paragraphs"),
    ("level", {"labels": [{"level": "best"}, None]}, 'line 1, paragraph 1: level "best" is none of'),
    ("kind", {"labels": [None, {"level": "weak", "kind": 3}]}, "line 1, paragraph 2: kind 3 is none of"),
    ("flag", {"labels": [{"level": "weak", "flags": ["loud"]}, None]}, 'line 1, paragraph 1: flag "loud" is none of'),
    ("cue", {"labels": [{"level": "weak", "anon": ["nobody here"]}, None]}, "line 1, paragraph 1: a cue of anon is not in the paragraph"),
    ("places", {"labels": [{"level": "weak", "anon": ["The"], "places": {"anon": [[1, 4]]}}, None]}, "a cue of anon is not in the paragraph"),
    ("label", {"labels": ["weak", None]}, "line 1, paragraph 1: its label is no object"),
    ("nothing", "\n", "no labels in it"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "problem"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_cannot_be_opened_is_told_in_one_line(label_page: OpenPage, tmp_path: Path, wrong: Any, problem: str) -> None:
    record = {"id": "draft-2.md", "paragraphs": OTHER.strip().split("\n\n")}
    put(label_page, tmp_path, wrong if isinstance(wrong, str) else json.dumps(record | wrong))
    assert problem in label_page.locator("#warning").text_content()
    assert told(label_page) == "0 of 6 answered"
    label_page.assert_clean()


def test_a_hostile_draft_is_text(open_page: Open, write_labels: Write, download_labels: Download) -> None:
    page = open_page(write_labels(HOSTILE, HOSTILE.replace("Ann", "Bea")), width=320)
    assert page.title() == "Labelling 2 drafts"
    texts = scorer.read_text(HOSTILE, "a.md") if hasattr(scorer, "read_text") else scorer.score(HOSTILE).annotated.document
    paragraphs = [texts.text[block.start : block.end] for block in texts.blocks]
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


def test_a_long_session_stays_quick(open_page: Open, write_labels: Write, download_labels: Download) -> None:
    page = open_page(write_labels("\n\n".join(f"Officials said gate {number} may close." for number in range(300))))
    for _ in range(300):
        page.press("3", "v", "g")
    assert (said(page), told(page)) == ("Every paragraph is answered.", "300 of 300 answered")
    assert [one["kind"] for one in download_labels(page)[0]["labels"]] == ["anon_vague"] * 300
    page.assert_clean()


def scores_of(scored: ScoredDocument) -> list[list[float]]:
    return [score.probabilities for score in scored.scores]


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
    assert [[one._replace(cues={}, places={}) for one in document.labels] for document in labels] == [
        [one._replace(cues={}, places={}) for one in document.labels] for document in known
    ]

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
