"""The label page as a reader works on it: every button and key, what is taken back, kept, opened and downloaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Open, OpenPage, axe, overflow

import scorer
from scorer.corpora import CUE_FAMILIES, FLAGS
from scorer.corpora.jsonl import read
from scorer.curation.audits import check_corpus
from scorer.curation.labels import unlikely_kinds
from scorer.curation.sessions import write_session
from scorer.readers import read_text
from scorer.types import KINDS, LEVELS

DRAFT = """# The gate may close

"We told them to stop," county engineer Dolores Ibarra said.

Officials briefed on the talks said the gate may be sold. The gate may stay.

Critics say the board looked away.
"""
OTHER = "The board, asked twice, declined to comment.\n\nThe ferry is late again.\n"
HOSTILE = (
    "<script>document.title = 'run'</script> said Ann Lee.\n\n</script><img src=x onerror=\"document.title = 'run'\"> he said.\n\n"
    "[look](javascript:document.title='run') said \u202egnihton\u202c, <!-- Tom \U0001f600 Ford.\n\n"
    "\u200e\x07Officials \U0001f600 said <b>it</b> &amp; {{ 7*7 }} may &lt;close&gt;.\n"
)
KEYS = {
    "person": "p", "institution": "i", "document": "d", "data": "f", "media": "m", "reporter": "r", "anon_described": "e",
    "anon_vague": "v", "official_group": "o", "weasel_group": "w", "unnamed_ordinary": "b", "agentless": "a", "none": "n",
    "hedged": "H", "contested": "C", "response": "R", "relay": "L", "quote": "Q", "opinion": "O", "damaged": "D",
}  # fmt: skip
CLAIMS = ("accountable", "qualified", "weak", "unsupported")
BY_KEY = (*CLAIMS, "background")
FORBIDDEN = "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('forbidden'); };"
Write = Callable[..., Path]
Download = Callable[[OpenPage], list[dict[str, Any]]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes the label page of texts."""

    def write(*texts: str, blind: bool = False) -> Path:
        drafts = [read_text(text, f"draft-{number}.md") for number, text in enumerate(texts, 1)]
        path = tmp_path / "label.html"
        path.write_text(write_session([(draft, () if blind else scorer.score(draft).scores) for draft in drafts]), "utf-8")
        return path

    return write


@pytest.fixture
def page(open_page: Open, write: Write) -> OpenPage:
    """The page of two drafts, opened."""
    return open_page(write(DRAFT, OTHER))


@pytest.fixture
def download(tmp_path: Path) -> Download:
    """A function that downloads the labels and reads them, as records."""

    def download(page: OpenPage) -> list[dict[str, Any]]:
        data = page.save_download(lambda: page.click("#download"), tmp_path)
        assert (tmp_path / "labels.jsonl").is_file()
        report = check_corpus([tmp_path / "labels.jsonl"])
        assert [found for found in report["findings"] if found["severity"] == "error"] == []
        return [json.loads(line) for line in data.decode("utf-8").splitlines()]

    return download


def label(number: int, level: str = "", **parts: Any) -> dict[str, Any]:
    """A label as the form has it."""
    kind = parts.pop("kind", "na" if level == "background" else "")
    lists = {"flags": [], **dict.fromkeys(CUE_FAMILIES, [])}
    return {"paragraph": number, "level": level} | ({"kind": kind} if kind else {}) | lists | parts


def said(page: OpenPage) -> str:
    return str(page.locator("#status").text_content())


def told(page: OpenPage) -> str:
    return str(page.locator("#told").text_content())


def choose(page: OpenPage, place: str, name: str, value: str) -> None:
    """Click a choice of a paragraph, as a reader does, on its words."""
    page.locator(f"#{place} .choice:has(input[name^='{name}-'][value='{value}'])").click()


def select(page: OpenPage, place: str, words: str, occurrence: int = 0) -> None:
    """Select words of a paragraph, as by mouse."""
    page.evaluate(
        """([place, words, occurrence]) => {
            const copy = document.querySelector(`#${place} .copy`);
            let at = -1;
            for (let found = 0; found <= occurrence; found += 1) at = copy.textContent.indexOf(words, at + 1);
            const range = document.createRange();
            const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
            let seen = 0;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const end = seen + node.length;
                if (at >= seen && at < end) range.setStart(node, at - seen);
                if (at + words.length > seen && at + words.length <= end) range.setEnd(node, at + words.length - seen);
                seen = end;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        [place, words, occurrence],
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_page_is_clean_and_open_to_all(open_page: Open, write: Write, dark: bool, phone: bool) -> None:
    page = open_page(write(DRAFT, OTHER), dark=dark, width=320 if phone else 1280, phone=phone)
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


def test_a_level_by_key_and_by_button_is_the_same(page: OpenPage, download: Download) -> None:
    for key, level in enumerate(BY_KEY, 1):
        page.press(str(key))
        choose(page, "d1p2", "level", level)
        assert told(page) == "2 of 6 answered"
        [record] = download(page)
        assert record["labels"] == [label(1, level), label(2, level), label(3), label(4)]
        page.press("x", "k", "x")
        assert told(page) == "0 of 6 answered"
    page.assert_clean()


def test_a_kind_by_key_and_by_button_is_the_same(page: OpenPage, download: Download) -> None:
    for kind in set(KINDS) - {"na"}:
        level = next(level for level in CLAIMS if kind not in unlikely_kinds(level))
        page.press(str(BY_KEY.index(level) + 1), KEYS[kind])
        choose(page, "d1p2", "level", level)
        choose(page, "d1p2", "kind", kind)
        assert download(page)[0]["labels"][:2] == [label(1, level, kind=kind), label(2, level, kind=kind)]
        assert page.locator(".doubt:visible").count() == 0
        page.press("k")
    page.press("g", "p")
    assert told(page) == "2 of 6 answered"  # a kind alone answers nothing
    page.assert_clean()


def test_kinds_that_do_not_go_with_a_level_are_told_not_forbidden(page: OpenPage) -> None:
    for level in CLAIMS:
        page.press(str(BY_KEY.index(level) + 1))
        doubted = set()
        for kind in set(KINDS) - {"na"}:
            if KEYS[kind] and kind != page.evaluate("Answers.at(0).kind"):
                page.press(KEYS[kind])
            if page.locator("#d1p1 .doubt").is_visible():
                doubted.add(kind)
        assert doubted == unlikely_kinds(level) - {"na"}


def test_a_flag_by_key_and_by_button_is_the_same(page: OpenPage, download: Download) -> None:
    page.press("2")
    choose(page, "d1p2", "level", "weak")
    for flag in FLAGS:
        page.press("k", f"Shift+{KEYS[flag]}")
        choose(page, "d1p2", "flag", flag)
        assert download(page)[0]["labels"][:2] == [label(1, "qualified", flags=[flag]), label(2, "weak", flags=[flag])]
        page.press(f"Shift+{KEYS[flag]}", "k", f"Shift+{KEYS[flag]}")  # once more takes it off again
        assert download(page)[0]["labels"][:2] == [label(1, "qualified"), label(2, "weak")]
        page.press("j")
    page.assert_clean()


def test_flags_stand_in_one_order_whatever_the_clicks(page: OpenPage, download: Download) -> None:
    page.press("3", *(f"Shift+{KEYS[flag]}" for flag in reversed(FLAGS)))
    assert download(page)[0]["labels"][0] == label(1, "weak", flags=list(FLAGS))


def test_background_brings_its_kind_and_takes_it_away(page: OpenPage, download: Download) -> None:
    page.press("3", "v", "5", "p")
    assert page.locator("#d1p1 .kinds").is_hidden()
    assert download(page)[0]["labels"][0] == label(1, "background")
    page.press("3")
    assert download(page)[0]["labels"][0] == label(1, "weak")


@pytest.mark.parametrize("level", ["accountable", "background"])
def test_a_second_level_is_another_than_the_first(page: OpenPage, download: Download, level: str) -> None:
    first = BY_KEY[(BY_KEY.index(level) + 1) % 5]
    page.press(str(BY_KEY.index(first) + 1), f"Shift+Digit{BY_KEY.index(level) + 1}")
    assert download(page)[0]["labels"][0] == label(1, first, alt=level)
    choose(page, "d1p1", "alt", "")
    assert "alt" not in download(page)[0]["labels"][0]
    choose(page, "d1p1", "alt", level)
    page.press(f"Shift+Digit{BY_KEY.index(first) + 1}")  # refused
    assert download(page)[0]["labels"][0]["alt"] == level
    page.press(str(BY_KEY.index(level) + 1))  # what was the second is the first now
    assert download(page)[0]["labels"][0] == label(1, level)
    page.assert_clean()


@pytest.mark.parametrize("family", ["anon", "hedge"])
def test_words_are_marked_where_they_stand(page: OpenPage, download: Download, family: str) -> None:
    choose(page, "d1p3", "level", "weak")
    select(page, "d1p3", " may ", 1)
    page.click(f"#d1p3 [data-cue={family}]")
    expected = label(3, "weak", **{family: ["may"]}, places={family: [[67, 70]]})
    assert download(page)[0]["labels"][2] == expected
    select(page, "d1p3", "Officials")
    page.click(f"#d1p3 [data-cue={family}]")
    assert download(page)[0]["labels"][2][family] == ["Officials", "may"]
    page.locator("#d1p3 .marked button").first.click()
    assert download(page)[0]["labels"][2] == expected
    page.press("z")
    assert download(page)[0]["labels"][2][family] == ["Officials", "may"]
    page.assert_clean()


def test_words_of_another_paragraph_are_not_marked(page: OpenPage) -> None:
    choose(page, "d1p3", "level", "weak")
    select(page, "d1p4", "Critics")
    page.click("#d1p3 [data-cue=anon]")
    assert said(page) == "Select words of paragraph 3 first."
    assert page.locator(".marked li").count() == 0


def test_the_reader_walks_by_keys(page: OpenPage) -> None:
    def here() -> str:
        return str(page.evaluate("document.activeElement.id"))

    page.press("j")
    assert here() == "d1p1"
    page.press("j", "j")
    assert here() == "d1p3"
    page.press("k", "1", "g")
    assert here() == "d1p3"
    page.press(*"2g3g4g5")
    assert here() == "d2p2"
    page.press("g")  # round the corner, to the one left out
    assert here() == "d1p1"
    page.press("1")
    page.click("#next")
    assert (said(page), told(page)) == ("Every paragraph is answered.", "6 of 6 answered")
    assert page.locator(".part").all_text_contents() == ["4 of 4", "2 of 2"]
    assert page.evaluate("document.querySelector('#progress').position") == 1
    page.press("?")
    assert page.locator("#guide").evaluate("(guide) => guide.open")
    page.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.assert_clean()


def test_no_key_answers_what_is_out_of_sight(open_page: Open, write: Write) -> None:
    page = open_page(write("\n\n".join(f"Claim {number} is made." for number in range(60))))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.press("1")
    assert told(page) == "0 of 60 answered"
    page.press("1")
    assert told(page) == "1 of 60 answered"


def test_keys_leave_fields_alone(page: OpenPage) -> None:
    page.click("#annotator")
    page.press(*"z1vs?")
    assert page.locator("#annotator").input_value() == "z1vs?"
    assert told(page) == "0 of 6 answered"
