"""A labelling session: what is taken back, kept by the browser, and heard of the model."""

from __future__ import annotations

import pytest
from browser import Open, OpenPage
from label_pages import BY_KEY, DRAFT, FORBIDDEN, FULL, OTHER, Download, Write, choose, label, said, select, told

import scorer

# What a model says, and what a reader has no part in.
TOLD = "[...document.querySelectorAll('article')].map((one) => one.querySelector('.suggestion')?.textContent ?? '')"
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
    share = round(100 * scored.scores[2].probabilities[0])
    assert f"you say no source needed ({share}\u00a0%)" in label_page.evaluate(TOLD)[2]
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


def test_two_tabs_answer_together(label_page: OpenPage, download_labels: Download) -> None:
    label_page.press("1", "g", "2")
    other = label_page.page.context.new_page()
    other.goto(label_page.url)
    for key in ("g", "3", "k", "x"):  # the third, then the second again
        other.keyboard.press(key)
    label_page.wait_for_function("!Answers.at(1).level")
    assert (told(label_page), said(label_page)) == ("2 of 6 answered", "Answered in another tab; this one follows.")
    other.close()
    assert download_labels(label_page)[0]["labels"] == [label(1, "accountable"), label(2), label(3, "weak"), label(4)]
    label_page.assert_clean()


def test_answers_are_kept_for_these_texts_alone(label_page: OpenPage, write_labels: Write) -> None:
    label_page.press("1")
    write_labels(DRAFT, OTHER + "\nOne more.\n")
    label_page.reload()
    assert told(label_page) == "0 of 7 answered"
    write_labels(DRAFT, OTHER)
    label_page.reload()
    assert told(label_page) == "1 of 6 answered"


BROKEN = '{"answers": {"0": {"level": "best", "cues": {"anon": [[0, 999]]}}, "99": 1, "1": null}}'


@pytest.mark.parametrize("kept", ["{", "null", "[]", BROKEN])
def test_what_was_kept_and_is_broken_is_no_answer(label_page: OpenPage, kept: str) -> None:
    label_page.evaluate("(kept) => localStorage.setItem(Answers.KEY, kept)", kept)
    label_page.reload()
    assert told(label_page) == "0 of 6 answered"
    label_page.press("1")
    label_page.reload()
    assert told(label_page) == "1 of 6 answered"
    label_page.assert_clean()


@pytest.mark.parametrize("forbidden", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_nothing_is_kept_the_page_says_so_and_asks_before_it_closes(
    label_page: OpenPage, download_labels: Download, forbidden: str
) -> None:
    label_page.page.context.add_init_script(forbidden)
    label_page.reload()
    label_page.press("1")
    assert "keeps nothing" in label_page.locator("#warning").text_content()
    label_page.accepts_dialogs = True
    label_page.reload()
    assert label_page.dialogs == ["beforeunload: "]
    label_page.dialogs.clear()
    assert told(label_page) == "0 of 6 answered"
    label_page.press("1")
    assert download_labels(label_page)[0]["labels"][0] == label(1, "accountable")
    label_page.reload()
    label_page.assert_clean()  # what is downloaded needs no question


def test_a_long_session_stays_quick(open_page: Open, write_labels: Write, download_labels: Download) -> None:
    page = open_page(write_labels("\n\n".join(f"Officials said gate {number} may close." for number in range(300))))
    for _ in range(60):
        page.press("3", "v", "g")
    assert (page.evaluate("document.activeElement.id"), told(page)) == ("d1p61", "60 of 300 answered")
    assert [one.get("kind") for one in download_labels(page)[0]["labels"]] == ["anon_vague"] * 60 + [None] * 240
    page.reload()
    assert told(page) == "60 of 300 answered"
    page.assert_clean()
