"""The page of what changed as a reader meets it: by mouse and by keyboard, in the dark, on a phone, on paper, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Open, OpenPage, axe, overflow
from changes_made import OLD, changes_of, with_every_kind

from scorer.reports._pages.changes import write_changes_page

SHOWN = """[...document.querySelectorAll("article.change")].filter((one) => !one.hidden).map((one) => one.dataset.kind)"""
TRAITS = """[...document.querySelectorAll("article.change")].filter((one) => !one.hidden).map((one) => one.dataset.trait)"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
KINDS = ("added", "removed", "changed", "moved", "same")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with every kind of change."""
    path = tmp_path_factory.mktemp("pages") / "changes.html"
    path.write_text(write_changes_page(with_every_kind()), "utf-8")
    return path


@pytest.fixture
def page(open_page: Open, path: Path) -> OpenPage:
    """The page, opened."""
    return open_page(path, reduced_motion=True)


def focused(page: OpenPage) -> str:
    """The label of what has the focus."""
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_page_is_clean_and_open_to_all(open_page: Open, path: Path, dark: bool, phone: bool) -> None:
    page = open_page(path, dark=dark, width=320 if phone else 1280, height=9000, phone=phone)  # all of it is in sight
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollHeight") <= 9000
    assert overflow(page) == []
    axe(page)
    page.assert_clean()


def test_a_draft_and_itself(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "same.html"
    path.write_text(write_changes_page(changes_of(OLD, OLD)), "utf-8")
    page = open_page(path)
    assert page.locator("#shown").text_content() == "0 of 0 changes shown"
    page.press("j", "k", "f", "0")
    axe(page)
    page.assert_clean()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_change_can_be_left_out(page: OpenPage, kind: str) -> None:
    before = page.evaluate(SHOWN)
    page.locator(f"input[name=kind][value={kind}]").uncheck()
    kept = [one for one in before if one != kind]
    assert kept != before
    assert page.evaluate(SHOWN) == kept
    assert page.locator("#shown").text_content() == f"{len(kept)} of {len(before)} changes shown"
    page.press("0")
    assert page.evaluate(SHOWN) == before
    page.assert_clean()


@pytest.mark.parametrize("trait", ["up", "down", "moved", "hedged", "unhedged"])
def test_only_what_a_trait_holds_of_can_be_shown(page: OpenPage, trait: str) -> None:
    wanted = [one for one in page.evaluate(TRAITS) if trait in one.split()]
    page.locator(f"input[name=trait][value={trait}]").check()
    assert page.evaluate(TRAITS) == wanted != []
    assert page.locator("details.run:visible").count() == 0
    page.click("#filters button[type=reset]")
    page.locator("details.run").first.wait_for(state="visible")
    page.assert_clean()


def test_unchanged_paragraphs_are_folded_and_can_be_left_out(page: OpenPage) -> None:
    folded = page.locator("details.run")
    assert folded.count() > 1
    assert not page.locator("#n2 .copy").is_visible()
    folded.first.locator("summary").click()
    assert page.locator("#n2 .copy").is_visible()
    page.locator("input[name=kind][value=unchanged]").uncheck()
    assert page.locator("details.run:visible").count() == 0


def test_keys_walk_through_what_is_shown(page: OpenPage) -> None:
    labels = page.evaluate("[...document.querySelectorAll('article.change')].map((one) => one.getAttribute('aria-label'))")
    page.press("j")
    assert focused(page) == labels[0]
    page.press("j", "j", "k")
    assert focused(page) == labels[1]
    page.press(*"k" * len(labels))
    assert focused(page) == labels[0]
    page.locator("input[name=kind][value=changed]").uncheck()
    page.press(*"j" * len(labels))
    assert focused(page) == [label for label in labels if "other words" not in label][-1]
    page.press("f")
    assert page.evaluate("document.activeElement.value") == "added"
    page.press("t", "t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    axe(page)
    page.assert_clean()


@pytest.mark.parametrize("number", ["o7", "n3", "o8", "n2", "o2", "n9"])
def test_a_link_into_the_page_shows_its_paragraph(open_page: Open, path: Path, number: str) -> None:
    page = open_page(path, f"#{number}", reduced_motion=True)
    assert page.locator(f"#{number} .copy, #{number} .note").first.is_visible()
    box = page.locator(f"#{number}").bounding_box()
    assert 0 <= box["y"] < 900
    page.assert_clean()


def test_a_link_to_what_is_filtered_away_ends_the_filters(page: OpenPage) -> None:
    page.locator("input[name=kind][value=moved]").uncheck()
    assert not page.locator("#o7").is_visible()
    page.locator(".strip a[href='#o7']").click()
    page.locator("#o7").wait_for(state="visible")
    assert focused(page).startswith("Old 7, new 3: moved")


def test_old_and_new_stand_side_by_side_where_there_is_room(open_page: Open, path: Path) -> None:
    for width, beside in ((1280, True), (320, False)):
        page = open_page(path, width=width)
        page.locator("#o1").scroll_into_view_if_needed()
        old, new = (page.locator(name).bounding_box() for name in ("#o1", "#n1"))
        assert (old["y"] == new["y"] and old["x"] < new["x"]) is beside
        assert (old["x"] == new["x"] and old["y"] < new["y"]) is not beside


def test_edits_are_told_without_colour(page: OpenPage) -> None:
    for tag, line, words in (("ins", "underline", "inserted: "), ("del", "line-through", "removed: ")):
        one = page.locator(f"article {tag}").first
        assert line in one.evaluate("(one) => getComputedStyle(one).textDecorationLine")
        assert one.text_content().startswith(words)


def test_on_paper_all_is_unfolded_and_no_filter_stands(page: OpenPage) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("#filters").is_visible()
    assert page.locator("#n2 .copy").is_visible()


def test_without_scripts_all_can_be_read(open_page: Open, path: Path) -> None:
    page = open_page(path, java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    assert page.locator("article.change").count() == page.locator("article.change:visible").count()
    page.locator("details.run summary").first.click()
    assert page.locator("#n2 .copy").is_visible()
