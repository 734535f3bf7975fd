"""The label page as a reader works on it: every button and key, and what they write."""

from __future__ import annotations

import pytest
from browser import Open, OpenPage, axe, overflow
from label_pages import BY_KEY, CLAIMS, DRAFT, KEYS, OTHER, Download, Write, choose, label, said, select, told, written

from scorer.corpora import FLAGS
from scorer.curation.labels import unlikely_kinds
from scorer.types import KINDS


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_page_is_clean_and_open_to_all(open_page: Open, write_labels: Write, dark: bool, phone: bool) -> None:
    page = open_page(write_labels(DRAFT, OTHER), dark=dark, width=320 if phone else 1280, phone=phone)
    assert overflow(page) == []
    axe(page)
    for place, level in zip(("d1p1", "d1p2", "d1p3", "d1p4", "d2p1"), BY_KEY, strict=True):
        choose(page, place, "level", level)
    choose(page, "d1p1", "kind", "agentless")
    choose(page, "d1p3", "flag", "hedged")
    select(page, "d1p3", "Officials briefed on the talks")
    page.click("#d1p3 [data-cue=anon]")
    page.click("#guide summary")
    assert page.locator(".doubt:visible").count() == 1
    assert overflow(page) == []
    axe(page)
    page.assert_clean()


def test_a_level_by_key_and_by_button_is_the_same(label_page: OpenPage) -> None:
    for key, level in enumerate(BY_KEY, 1):
        label_page.press(str(key))
        choose(label_page, "d1p2", "level", level)
        assert told(label_page) == "2 of 6 answered"
        [record] = written(label_page)
        assert record["labels"] == [label(1, level), label(2, level), label(3), label(4)]
        label_page.press("x", "k", "x")
        assert told(label_page) == "0 of 6 answered"
    label_page.assert_clean()


def test_a_kind_by_key_and_by_button_is_the_same(label_page: OpenPage) -> None:
    for kind in set(KINDS) - {"na"}:
        level = next(level for level in CLAIMS if kind not in unlikely_kinds(level))
        label_page.press(str(BY_KEY.index(level) + 1), KEYS[kind])
        choose(label_page, "d1p2", "level", level)
        choose(label_page, "d1p2", "kind", kind)
        assert written(label_page)[0]["labels"][:2] == [label(1, level, kind=kind), label(2, level, kind=kind)]
        assert label_page.locator(".doubt:visible").count() == 0
        label_page.press("k")
    label_page.press("g", "p")
    assert told(label_page) == "2 of 6 answered"  # a kind alone answers nothing
    label_page.assert_clean()


def test_kinds_that_do_not_go_with_a_level_are_told_not_forbidden(label_page: OpenPage) -> None:
    for level in CLAIMS:
        label_page.press(str(BY_KEY.index(level) + 1))
        doubted = set()
        for kind in set(KINDS) - {"na"}:
            if KEYS[kind] and kind != label_page.evaluate("Answers.at(0).kind"):
                label_page.press(KEYS[kind])
            if label_page.locator("#d1p1 .doubt").is_visible():
                doubted.add(kind)
        assert doubted == unlikely_kinds(level) - {"na"}


def test_a_flag_by_key_and_by_button_is_the_same(label_page: OpenPage) -> None:
    label_page.press("2")
    choose(label_page, "d1p2", "level", "weak")
    for flag in FLAGS:
        label_page.press("k", f"Shift+{KEYS[flag]}")
        choose(label_page, "d1p2", "flag", flag)
        both = written(label_page)[0]["labels"][:2]
        assert both == [label(1, "qualified", flags=[flag]), label(2, "weak", flags=[flag])]
        label_page.press(f"Shift+{KEYS[flag]}", "k", f"Shift+{KEYS[flag]}")  # once more takes it off again
        assert written(label_page)[0]["labels"][:2] == [label(1, "qualified"), label(2, "weak")]
        label_page.press("j")
    label_page.assert_clean()


def test_flags_stand_in_one_order_whatever_the_clicks(label_page: OpenPage, download_labels: Download) -> None:
    label_page.press("3", *(f"Shift+{KEYS[flag]}" for flag in reversed(FLAGS)))
    assert download_labels(label_page)[0]["labels"][0] == label(1, "weak", flags=list(FLAGS))


def test_background_brings_its_kind_and_takes_it_away(label_page: OpenPage, download_labels: Download) -> None:
    label_page.press("3", "v", "5", "p")
    assert label_page.locator("#d1p1 .kinds").is_hidden()
    assert download_labels(label_page)[0]["labels"][0] == label(1, "background")
    label_page.press("3")
    assert download_labels(label_page)[0]["labels"][0] == label(1, "weak")


@pytest.mark.parametrize("level", ["accountable", "background"])
def test_a_second_level_is_another_than_the_first(label_page: OpenPage, download_labels: Download, level: str) -> None:
    first = BY_KEY[(BY_KEY.index(level) + 1) % 5]
    label_page.press(str(BY_KEY.index(first) + 1), f"Shift+Digit{BY_KEY.index(level) + 1}")
    assert download_labels(label_page)[0]["labels"][0] == label(1, first, alt=level)
    choose(label_page, "d1p1", "alt", "")
    assert "alt" not in download_labels(label_page)[0]["labels"][0]
    choose(label_page, "d1p1", "alt", level)
    label_page.press(f"Shift+Digit{BY_KEY.index(first) + 1}")  # refused
    assert download_labels(label_page)[0]["labels"][0]["alt"] == level
    label_page.press(str(BY_KEY.index(level) + 1))  # what was the second is the first now
    assert download_labels(label_page)[0]["labels"][0] == label(1, level)
    label_page.assert_clean()


@pytest.mark.parametrize("family", ["anon", "hedge"])
def test_words_are_marked_where_they_stand(label_page: OpenPage, download_labels: Download, family: str) -> None:
    choose(label_page, "d1p3", "level", "weak")
    select(label_page, "d1p3", " may ", 1)
    label_page.click(f"#d1p3 [data-cue={family}]")
    expected = label(3, "weak", **{family: ["may"]}, places={family: [[67, 70]]})
    assert download_labels(label_page)[0]["labels"][2] == expected
    select(label_page, "d1p3", "Officials")
    label_page.click(f"#d1p3 [data-cue={family}]")
    assert download_labels(label_page)[0]["labels"][2][family] == ["Officials", "may"]
    label_page.locator("#d1p3 .marked button").first.click()
    assert download_labels(label_page)[0]["labels"][2] == expected
    label_page.press("z")
    assert download_labels(label_page)[0]["labels"][2][family] == ["Officials", "may"]
    label_page.assert_clean()


def test_words_of_another_paragraph_are_not_marked(label_page: OpenPage) -> None:
    choose(label_page, "d1p3", "level", "weak")
    select(label_page, "d1p4", "Critics")
    label_page.click("#d1p3 [data-cue=anon]")
    assert said(label_page) == "Select words of paragraph 3 first."
    assert label_page.locator(".marked li").count() == 0


def test_the_reader_walks_by_keys(label_page: OpenPage) -> None:
    def here() -> str:
        return str(label_page.evaluate("document.activeElement.id"))

    label_page.press("j")
    assert here() == "d1p1"
    label_page.press("j", "j")
    assert here() == "d1p3"
    label_page.press("k", "1", "g")
    assert here() == "d1p3"
    label_page.press(*"2g3g4g5")
    assert here() == "d2p2"
    label_page.press("g")  # round the corner, to the one left out
    assert here() == "d1p1"
    label_page.press("1")
    label_page.click("#next")
    assert (said(label_page), told(label_page)) == ("Every paragraph is answered.", "6 of 6 answered")
    assert label_page.locator(".part").all_text_contents() == ["4 of 4", "2 of 2"]
    assert label_page.evaluate("document.querySelector('#progress').position") == 1
    label_page.press("?")
    assert label_page.locator("#guide").evaluate("(guide) => guide.open")
    label_page.press("t")
    assert label_page.evaluate("document.documentElement.dataset.theme") == "light"
    label_page.assert_clean()


def test_no_key_answers_what_is_out_of_sight(open_page: Open, write_labels: Write) -> None:
    page = open_page(write_labels("\n\n".join(f"Claim {number} is made." for number in range(60))))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.press("1")
    assert told(page) == "0 of 60 answered"
    page.press("1")
    assert told(page) == "1 of 60 answered"


def test_keys_leave_fields_alone(label_page: OpenPage) -> None:
    label_page.click("#annotator")
    label_page.press(*"z1vs?")
    assert label_page.locator("#annotator").input_value() == "z1vs?"
    assert told(label_page) == "0 of 6 answered"
