"""The report page as a reader meets it: in a browser, by mouse and by keyboard, in the dark, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Open, OpenPage, axe, overflow
from pages_made import OPEN_ALL, write_report
from shell import EXAMPLE

from scorer.draft_reports import Compiler
from scorer.priorities import rank
from scorer.readers import read_path
from scorer.reports._pages._copy import cut_copy, sure_cues
from scorer.settings import Configurations, Options
from scorer.terms import FAMILIES, MARKS, list_marks
from scorer.types import LEVELS, DraftReport

SHOWN = "[...document.querySelectorAll('article.paragraph')].filter((one) => !one.hidden).map((one) => Number(one.id.slice(1)))"


@pytest.fixture(scope="module")
def report() -> DraftReport:
    """The report on the example draft."""
    return Compiler(Configurations(Options())).report_on(read_path(EXAMPLE))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page, as the command writes it."""
    path = tmp_path_factory.mktemp("pages") / "report.html"
    write_report(EXAMPLE, "-o", path)
    return path


@pytest.fixture
def page(open_page: Open, path: Path) -> OpenPage:
    """Its page, opened."""
    return open_page(path, reduced_motion=True)


def numbers(report: DraftReport, holds: Callable[..., bool] = bool) -> list[int]:
    return [score.paragraph.number for score in report.scored.scores if holds(score)]


def focused(page: OpenPage) -> str:
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_page_is_clean_and_open_to_all(open_page: Open, path: Path, dark: bool, phone: bool) -> None:
    page = open_page(path, dark=dark, width=320 if phone else 1280, phone=phone)
    assert overflow(page) == []
    page.evaluate(OPEN_ALL)
    assert overflow(page) == []
    axe(page)
    page.assert_clean()


def test_the_sections_stand_in_the_order_of_a_desk(page: OpenPage) -> None:
    assert page.locator("h2").all_text_contents() == [
        "Strip", "Who says what", "Right of reply", "Check first", "Findings", "Paragraphs", "Suppressed",
    ]  # fmt: skip
    verdict = page.locator(".verdict")
    assert "Measures traceability, not truth." in verdict.text_content()
    assert verdict.bounding_box()["y"] < page.locator("h2").first.bounding_box()["y"]


def test_every_cell_of_the_strip_leads_to_its_paragraph_and_has_a_letter(page: OpenPage, report: DraftReport) -> None:
    cells = page.locator(".strip a")
    assert cells.count() == len(report.scored.scores)
    for at, score in enumerate(report.scored.scores):
        cell = cells.nth(at)
        assert cell.text_content().strip() and f"P{at + 1}: " in cell.get_attribute("aria-label")  # noqa: PT018
        cell.click()
        assert focused(page) == f"p{score.paragraph.number}"
    page.assert_clean()


def test_sources_are_called_what_readers_know_them_by(page: OpenPage) -> None:
    rows = {row.split("\t")[0].strip(): " ".join(row.split()) for row in page.locator("#sources ~ .wide tr").all_inner_texts()}
    assert "Described by nothing that tells who." in rows["People familiar with the matter"]
    assert "Described by rank or role, side or body. 2 of them." in next(rows[name] for name in rows if "committee" in name)
    assert "not counted" in rows["a spokeswoman for the ferry line"]
    assert "Described" not in rows["Piet Vandermolen"]


def test_every_link_inside_the_page_leads_somewhere(page: OpenPage) -> None:
    aims = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.getAttribute('href').slice(1))")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert set(aims) <= set(ids)
    assert len(ids) == len(set(ids))


def test_every_level_can_be_left_out(page: OpenPage, report: DraftReport) -> None:
    for level in LEVELS:
        box = page.locator(f"input[name=level][value={level}]")
        kept = numbers(report, lambda score, level=level: score.level != level)
        assert box.count() == (len(kept) < len(report.scored.scores))
        if box.count():
            box.uncheck()
            assert page.evaluate(SHOWN) == kept
            assert page.locator("#shown").text_content() == f"{len(kept)} of {len(report.scored.scores)} paragraphs shown"
            box.check()
        assert page.evaluate(SHOWN) == numbers(report)
    page.assert_clean()


def test_only_paragraphs_with_evidence_of_a_family_can_be_shown(page: OpenPage, report: DraftReport) -> None:
    for family in FAMILIES:
        wanted = numbers(report, lambda score, family=family: family in {cue.family for cue in sure_cues(score)})
        box = page.locator(f"input[name=family][value={family}]")
        assert box.count() == bool(wanted)
        if wanted:
            box.check()
            assert page.evaluate(SHOWN) == wanted
            page.click("#filters button[type=reset]")
            page.wait_for_function(f"() => ({SHOWN}).length === {len(report.scored.scores)}")
    page.assert_clean()


def test_only_marked_paragraphs_can_be_shown(page: OpenPage, report: DraftReport) -> None:
    for mark in MARKS:
        wanted = numbers(report, lambda score, mark=mark: mark in list_marks(score))
        box = page.locator(f"input[name=mark][value={mark}]")
        assert box.count() == bool(wanted)
        if wanted:
            box.check()
            assert page.evaluate(SHOWN) == wanted
            box.uncheck()
    page.assert_clean()


def test_filters_hold_together_and_one_key_ends_them(page: OpenPage, report: DraftReport) -> None:
    page.locator("input[name=level][value=weak]").uncheck()
    page.locator("input[name=mark][value=hedged]").check()
    wanted = numbers(report, lambda score: score.level != "weak" and "hedged" in list_marks(score))
    assert page.evaluate(SHOWN) == wanted
    page.press("0")
    assert page.evaluate(SHOWN) == numbers(report)


def test_keys_walk_through_what_is_shown(page: OpenPage, report: DraftReport) -> None:
    page.press("j")
    assert focused(page) == "p1"
    page.press("j", "j", "k")
    assert focused(page) == "p2"
    page.locator("input[name=level][value=weak]").uncheck()
    kept = numbers(report, lambda score: score.level != "weak")
    page.evaluate("document.activeElement.blur()")
    for number in kept:
        page.press("j")
        assert focused(page) == f"p{number}"
    page.press("j")
    assert focused(page) == f"p{kept[-1]}", "the last paragraph is the end"
    page.assert_clean()


def test_a_digit_turns_a_level_off_and_on(page: OpenPage, report: DraftReport) -> None:
    for key, level in enumerate(reversed(LEVELS), 1):
        page.press(str(key))
        assert page.evaluate(SHOWN) == numbers(report, lambda score, level=level: score.level != level)
        page.press(str(key))
        assert page.evaluate(SHOWN) == numbers(report)


def test_a_key_opens_the_evidence_of_the_paragraph_in_hand(page: OpenPage) -> None:
    page.press("j", "j", "e")
    assert page.locator("article:has(details[open])").evaluate_all("(found) => found.map((one) => one.id)") == ["p2"]
    page.press("e")
    assert page.locator("article details[open]").count() == 0
    page.assert_clean()


def test_a_key_leads_to_the_filters(page: OpenPage) -> None:
    page.press("f")
    assert page.evaluate("document.activeElement.closest('form').id") == "filters"


def test_keys_are_letters_where_somebody_writes(page: OpenPage) -> None:
    page.click("#weights summary")
    page.locator("#weights input").first.focus()
    page.press("1", "t", "j")
    assert page.evaluate(SHOWN)[0] == 1
    assert page.evaluate("document.documentElement.dataset.theme") is None
    assert page.evaluate("document.activeElement.closest('form').id") == "weights"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_evidence_tells_what_it_is_and_did(page: OpenPage, by: str) -> None:
    mark = page.locator("mark[data-tip]").first
    tip = page.locator("#tip")
    assert tip.is_hidden()
    if by == "mouse":
        mark.hover()
    else:
        mark.focus()
    assert tip.is_visible()
    assert tip.text_content() == mark.get_attribute("data-tip")
    assert mark.get_attribute("aria-describedby") == "tip"
    page.press("Escape")
    assert tip.is_hidden()
    page.assert_clean()


def test_a_tip_tells_of_cues_before_it_tells_what_they_did(report: DraftReport) -> None:
    told = [["(" in line for line in piece.tip.splitlines()] for score in report.scored.scores for piece in cut_copy(score)]
    assert any(len(set(kinds)) > 1 for kinds in told)
    assert told == [sorted(kinds, reverse=True) for kinds in told]


def test_a_tip_stays_inside_a_narrow_window(open_page: Open, path: Path) -> None:
    page = open_page(path, width=320)
    marks = page.locator("mark[data-tip]")
    for at in range(0, marks.count(), 5):
        marks.nth(at).focus()
        assert overflow(page) == []


def test_the_theme_is_chosen_and_remembered(page: OpenPage) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("#theme")
    button.click()
    button.click()
    assert button.text_content() == "Theme: dark"
    assert page.evaluate(paper) != light
    axe(page)
    page.reload()
    assert button.text_content() == "Theme: dark"
    page.press("t")
    assert button.text_content() == "Theme: system"
    assert page.evaluate(paper) == light
    page.assert_clean()


def test_a_theme_chosen_light_is_light_in_the_dark(open_page: Open, path: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page(path), open_page(path, dark=True)
    dark.press("t")
    assert dark.evaluate(paper) == light.evaluate(paper)
    axe(dark)


def test_a_deep_link_leads_to_its_paragraph(open_page: Open, path: Path) -> None:
    page = open_page(path, at="#p9", reduced_motion=True)
    assert focused(page) == "p9"
    assert page.evaluate("Math.abs(document.getElementById('p9').getBoundingClientRect().top) < innerHeight / 2")
    page.assert_clean()


def test_a_link_to_a_paragraph_that_is_left_out_brings_it_back(page: OpenPage, report: DraftReport) -> None:
    score = next(score for score in report.scored.scores if score.level == "weak")
    page.locator("input[name=level][value=weak]").uncheck()
    page.locator(f".strip a[href='#p{score.paragraph.number}']").click()
    page.wait_for_function(f"() => document.activeElement.id === 'p{score.paragraph.number}'")
    assert page.locator(f"#p{score.paragraph.number}").is_visible()


@pytest.mark.parametrize("weights", [{"figure": 5.0}, {"lead": -5.0, "money": 3.5}, {"quotable": 4.0, "contested": 0.0}])
def test_the_ranking_follows_other_weights_as_the_command_does(
    page: OpenPage, report: DraftReport, weights: dict[str, float]
) -> None:
    told = "[...document.querySelectorAll('#ranking > li')].map((one) => one.textContent.replace(/\\s+/g, ''))"
    before = page.evaluate(told)
    page.click("#weights summary")
    for part, weight in weights.items():
        page.locator(f"#weights input[name={part}]").fill(str(weight))
    wanted = rank(report.scored, weights)[: len(before)]
    assert page.locator("#ranking > li a").all_text_contents() == [f"P{one.score.paragraph.number}" for one in wanted]
    assert page.locator("#ranking > li strong").all_text_contents() == [f"{one.value:.2f}" for one in wanted]
    page.click("#weights button[type=reset]")
    page.wait_for_function(f"(before) => JSON.stringify({told}) === JSON.stringify(before)", arg=before)
    page.assert_clean()


def test_the_whole_draft_can_be_read_without_scripts(open_page: Open, path: Path, report: DraftReport) -> None:
    page = open_page(path, java_script_enabled=False)
    assert page.locator("article.paragraph:visible").count() == len(report.scored.scores)
    assert page.locator("form:visible, button:visible").count() == 0


def test_paper_has_the_evidence_and_no_controls(page: OpenPage) -> None:
    page.emulate_media(media="print")
    assert page.locator("nav:visible, form:visible, button:visible").count() == 0
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    assert page.locator("details[open]").count() == 0, "what was closed for the screen is closed again"
    page.assert_clean()


def test_the_first_tab_stop_jumps_to_the_content(page: OpenPage) -> None:
    page.press("Tab")
    skip = page.locator(":focus")
    assert (skip.text_content(), skip.bounding_box()["width"] > 20) == ("To the content", True)
    page.press("Enter")
    assert focused(page) == "main"
