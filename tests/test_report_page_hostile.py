"""Report pages of drafts that would be more than text, and of many drafts at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Open, axe, overflow
from pages_made import OPEN_ALL, write_report
from shell import EXAMPLE

HOSTILE = """# <script>alert('title')</script> of a gate

*By <img src=x onerror=alert('byline')>*

The gate may close, <script>alert('copy')</script> county engineer <b onclick="alert(1)">Dolores Ibarra</b> said.

"It was </script><script>alert('quote')</script> shut," said Piet "><svg onload=alert(2)> Vandermolen, who denied {{ 7 * 7 }} it.

Officials said <a href="javascript:alert('link')">nobody</a> was hurt, and it cost --> ]]> <!-- {% raw %} </style></title>.

[A link](javascript:alert('markdown')) said two people who asked not to be named <iframe src="//example.org/"></iframe>.

The master \u202edeined ti\u202c, \u2066said\u2069 a foreman\u200b, &lt;script&gt;alert('twice')&lt;/script&gt; and \u2028left.

<img src="https://example.org/track.png" onerror="alert(3)"> <style>body { display: none }</style>

<base href="https://example.org/">
"""
PLANTED = "script, style, link, base, img, iframe, object, embed, b, svg[onload], [onclick], [onerror], [onload]"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_hostile_draft_is_shown_as_text(open_page: Open, tmp_path: Path, dark: bool) -> None:
    tame, wild = tmp_path / "tame.txt", tmp_path / "<img src=x onerror=alert('name')>.txt"
    tame.write_text("The gate may close, county engineer Dolores Ibarra said.\n", "utf-8")
    wild.write_text(HOSTILE, "utf-8")
    write_report(tame, "-o", tmp_path / "tame.html")
    write_report(wild, "-o", tmp_path / "wild.html")
    page = open_page(tmp_path / "wild.html", dark=dark, width=320)
    elements = f"document.querySelectorAll(`{PLANTED}`).length"
    assert page.evaluate(elements) == open_page(tmp_path / "tame.html").evaluate(elements)
    assert page.locator("a:not([href^='#'])").count() == 0
    text = page.locator("body").inner_text()
    for words in ("<script>alert('copy')</script>", "{{ 7 * 7 }}", "onerror=alert('name')", "<!-- {% raw %} </style></title>"):
        assert words in text
    assert "\\u202edeined ti\\u202c" in text
    assert not set("\u202e\u202c\u2066\u2069") & set(page.content())
    page.evaluate(OPEN_ALL)
    page.press("j", "j", "e", "e", "t", "t", "0")
    page.evaluate("document.querySelectorAll('mark[data-tip]').forEach((mark) => { mark.focus(); })")
    page.locator("#weights input").first.fill("3")
    assert overflow(page) == []
    axe(page)
    page.assert_clean()


def test_an_index_leads_to_every_page_and_back(open_page: Open, tmp_path: Path) -> None:
    drafts = []
    for at, words in enumerate(["Officials said nobody was hurt.", "The gate may close, county engineer Dolores Ibarra said."]):
        drafts.append(tmp_path / f"{at} <b>bold.txt")
        drafts[-1].write_text(f"{words}\n", "utf-8")
    write_report(EXAMPLE, *drafts, "-o", f"{tmp_path / 'pages'}/")
    index, *pages = sorted((tmp_path / "pages").glob("*.html"), key=lambda path: path.name != "index.html")
    assert len(pages) == 3
    for dark in (False, True):
        page = open_page(index, dark=dark, width=320, phone=True, also=tuple(pages))
        assert overflow(page) == []
        axe(page)
        for at in range(3):
            name = page.locator("#cards h2").nth(at).text_content()
            page.locator("#cards h2 a").nth(at).click()
            page.wait_for_url(lambda url: not url.endswith("/index.html"))
            assert page.locator("h1").text_content() == name
            page.get_by_text("All drafts").click()
            page.wait_for_url("**/index.html")
        page.assert_clean()


def test_an_index_is_sorted_and_searched(open_page: Open, tmp_path: Path) -> None:
    for name, words in {"b": "The gate was shut.", "a": "The gate may close, county engineer Dolores Ibarra said."}.items():
        (tmp_path / f"{name}.txt").write_text(f"{words}\n", "utf-8")
    write_report(tmp_path / "b.txt", tmp_path / "a.txt", "-o", f"{tmp_path / 'pages'}/")
    page = open_page(tmp_path / "pages" / "index.html")
    names = page.locator("#cards h2:visible")
    first = {"given": "b.txt", "name": "a.txt", "unsupported": "b.txt"}
    for order in ("name", "given", "unsupported", "name"):
        page.locator("select[name=order]").select_option(order)
        assert names.first.text_content().endswith(first[order])
    page.locator("input[name=named]").fill("B.T")
    assert names.count() == 1
    assert names.first.text_content().endswith("b.txt")
    page.assert_clean()


@pytest.mark.parametrize("at", ["#%", "#p99"])
def test_an_address_that_leads_nowhere_is_no_error(open_page: Open, tmp_path: Path, at: str) -> None:
    write_report(EXAMPLE, "-o", tmp_path / "report.html")
    open_page(tmp_path / "report.html", at=at).assert_clean()
