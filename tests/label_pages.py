"""Pages on which drafts are labelled: written for a test, worked on as a reader does, and what is downloaded from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Open, OpenPage

import scorer
from scorer.corpora import CUE_FAMILIES
from scorer.curation.audits import check_corpus
from scorer.curation.sessions import write_session
from scorer.readers import read_text

DRAFT = """# The gate may close

"We told them to stop," county engineer Dolores Ibarra said.

Officials briefed on the talks said the gate may be sold. The gate may stay.

Critics say the board looked away.
"""
OTHER = "The board, asked twice, declined to comment.\n\nThe ferry is late again.\n"
HOSTILE = (
    "<script>document.title = 'run'</script> said Ann Lee.\n\n</script><img src=x onerror=\"document.title = 'run'\"> he said."
    "\n\n[look](javascript:document.title='run') said \u202egnihton\u202c, <!-- Tom \U0001f600 Ford.\n\n"
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
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
Write = Callable[..., Path]
Download = Callable[[OpenPage], list[dict[str, Any]]]


@pytest.fixture
def write_labels(tmp_path: Path) -> Write:
    """A function that writes the label page of texts."""

    def write(*texts: str, blind: bool = False) -> Path:
        drafts = [read_text(text, f"draft-{number}.md") for number, text in enumerate(texts, 1)]
        path = tmp_path / "label.html"
        path.write_text(write_session([(draft, () if blind else scorer.score(draft).scores) for draft in drafts]), "utf-8")
        return path

    return write


@pytest.fixture
def label_page(open_page: Open, write_labels: Write) -> OpenPage:
    """The page of two drafts, opened."""
    return open_page(write_labels(DRAFT, OTHER))


@pytest.fixture
def download_labels(tmp_path: Path) -> Download:
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
    lists: dict[str, list[str]] = {name: [] for name in ("flags", *CUE_FAMILIES)}
    return {"paragraph": number, "level": level} | ({"kind": kind} if kind else {}) | lists | parts


def written(page: OpenPage) -> list[dict[str, Any]]:
    """What a download would write now; Chromium asks before a page downloads a dozen files in a row."""
    return [json.loads(line) for line in page.evaluate("Answers.write()").splitlines()]


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
