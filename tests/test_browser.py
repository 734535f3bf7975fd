"""The checks of pages can fail: a small page passes them, and each of its ill-made sisters is caught."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Open, axe, overflow

SCRIPT = """
document.querySelector("button").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["one\\n"], { type: "application/jsonl" }));
    link.download = "labels.jsonl";
    link.click();
});
document.addEventListener("keydown", (event) => { document.querySelector("output").textContent += event.key; });
"""
STYLE = """
body { color: #111; background: #fff; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.skip { position: absolute; left: -9999px; }
.box { overflow-x: auto; }
.wide { width: 500px; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } }
"""
Write = Callable[..., Path]


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes the page, with something more in its text, style or script."""

    def write(body: str = "", style: str = "", script: str = "", name: str = "page.html") -> Path:
        style, script = STYLE + style, SCRIPT + script
        policy = f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'"
        page = tmp_path / name
        page.write_text(
            f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>
            <body><a class="skip" href="#text">To the text</a><main id="text"><h1>A page</h1><button>Save</button>
            <p>Keys: <output></output></p><p class="hidden">{"Said to those who listen only. " * 9}</p>
            <div class="box" tabindex="0"><p class="wide">Wide, in a box that scrolls</p></div>{body}</main>
            <script>{script}</script></body></html>""",
            "utf-8",
        )
        return page

    return write


@pytest.mark.parametrize("dark", [False, True])
def test_a_clean_page_passes_every_check(open_page: Open, write: Write, tmp_path: Path, dark: bool) -> None:
    page = open_page(write(), dark=dark, width=320, phone=True)
    page.press("a", "Control+b", "?")
    assert page.locator("output").text_content() == "aControlb?"
    assert page.save_download(lambda: page.click("button"), tmp_path) == b"one\n"
    assert (tmp_path / "labels.jsonl").read_bytes() == b"one\n"
    assert overflow(page) == []
    axe(page)
    page.assert_clean()
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"script": "console.error('lost')"}, "console error: lost"),
        ({"script": "console.warn('odd')"}, "console warning: odd"),
        ({"script": "console.assert(false, 'never')"}, "console assert: never"),
        ({"script": "setTimeout(() => { throw Error('late') })"}, "page error: late"),
        ({"script": "Promise.reject(Error('nobody cared'))"}, "page error: nobody cared"),
        ({"script": "alert('hello')"}, "dialog alert: hello"),
        ({"script": "fetch('https://example.org/x').catch(() => 0)"}, "connect-src forbids https://example.org/x"),
        ({"script": "open('about:blank')"}, "other window: about:blank"),
        ({"script": "location.href = 'https://example.org/there'"}, "request: https://example.org/there"),
        ({"body": "<img src='https://example.org/a.png' alt='none'>"}, "request: https://example.org/a.png"),
        ({"body": "<img src='beside.png' alt='none'>"}, "/beside.png"),
        ({"body": "<script>document.title = 'in line'</script>"}, "script-src-elem forbids inline"),
        ({"body": "<img src='data:,' onerror='document.title = 1' alt='none'>"}, "script-src-attr forbids inline"),
        ({"body": "<img src='data:,' alt='none'>"}, "img-src forbids data"),
        ({"body": "<p style='color: red'>red</p>"}, "style-src-attr forbids inline"),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_page_that_is_not_clean_is_caught(open_page: Open, write: Write, wrong: dict[str, str], named: str) -> None:
    page = open_page(write(**wrong))
    with pytest.raises(AssertionError) as caught:
        page.assert_clean()
    assert named in str(caught.value)


def test_a_request_without_a_policy_is_caught_and_goes_nowhere(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "open.html"
    path.write_text("<!doctype html><title>x</title><script>fetch('https://example.org/x').catch(() => 0)</script>", "utf-8")
    page = open_page(path)
    with pytest.raises(AssertionError, match=r"request: https://example\.org/x"):
        page.assert_clean()


def test_links_may_lead_to_the_files_that_the_test_names(open_page: Open, write: Write) -> None:
    other = write(name="other.html")
    first = write(body="<p><a class='on' href='other.html?level=weak#text'>On</a></p>")
    for also, clean in (((other,), True), ((), False)):
        page = open_page(first, at="#text", also=also)
        page.click(".on")
        page.wait_for_url("**/other.html*")
        if clean:
            page.assert_clean()
        else:
            with pytest.raises(AssertionError, match=r"request: file:.*other\.html"):
                page.assert_clean()


def test_a_dialog_that_is_expected_is_answered_and_may_be_struck_off(open_page: Open, write: Write) -> None:
    page = open_page(write(script="addEventListener('click', () => { document.title = confirm('Sure?') });"))
    for answer in (False, True):
        page.accepts_dialogs = answer
        page.click("h1")
        assert page.title() == str(answer).lower()
    assert page.dialogs == ["confirm: Sure?"] * 2
    page.dialogs.clear()
    page.assert_clean()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"body": "<p class='faint'>Hardly to be seen</p>", "style": ".faint { color: #ccc; }"}, "color-contrast (serious)"),
        ({"body": "<p><a href='#text'></a></p>"}, "link-name (serious)"),
        ({"body": "<button></button>"}, "button-name (critical)"),
        ({"body": "<p><input></p>"}, "label (critical)"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_barrier_is_caught_and_its_place_said(open_page: Open, write: Write, wrong: dict[str, str], named: str) -> None:
    page = open_page(write(**wrong))
    with pytest.raises(AssertionError) as caught:
        axe(page)
    assert str(caught.value).startswith("barriers for readers:\n" + named)
    page.assert_clean()


def test_a_colour_that_is_faint_in_the_dark_only_is_caught_there(open_page: Open, write: Write) -> None:
    path = write(body="<p class='deep'>Blue on white, or on black</p>", style=".deep { color: #114; }")
    axe(open_page(path))
    with pytest.raises(AssertionError, match=r"color-contrast \(serious\)[^\n]*\n  \.deep: "):
        axe(open_page(path, dark=True))


def test_what_sticks_out_is_named(open_page: Open, write: Write) -> None:
    style = ".table { width: 400px; } .word { width: 10px; } .left { margin-left: -30px; }"
    body = f"<div class='table'>wide</div><p class='word'>{'long' * 40}</p><p class='left'>out on the left</p>"
    path = write(body=body, style=style)
    names = [said.split(":")[0] for said in overflow(open_page(path, width=320))]
    assert names == ["div.table", "p.word", "p.left", "the page"]
    assert [said.split(":")[0] for said in overflow(open_page(path))] == ["p.word", "p.left", "the page"]


def test_what_is_not_laid_out_until_it_is_seen_is_checked_too(open_page: Open, write: Write) -> None:
    style = ".far { margin-top: 9000px; content-visibility: auto; color: #ccc; } .table { width: 400px; }"
    page = open_page(write(body="<section class='far'><p class='table'>Far below</p></section>", style=style), width=320)
    assert [said.split(":")[0] for said in overflow(page)] == ["p.table", "the page"]
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    page.assert_clean()


def test_a_phone_lays_a_page_out_wide_unless_it_is_told_otherwise(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for tag, fits in (("<meta name=viewport content='width=device-width'>", True), ("", False)):
        path.write_text(f"<!doctype html><title>x</title>{tag}<p>A line</p>", "utf-8")
        assert (overflow(open_page(path, width=320, phone=True)) == []) is fits


def test_reduced_motion_is_asked_for(open_page: Open, write: Write) -> None:
    for reduced in (False, True):
        page = open_page(write(), reduced_motion=reduced)
        assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches") is reduced


def test_every_page_is_opened_for_the_first_time(open_page: Open, write: Write) -> None:
    path = write(script="localStorage.visits = 1 + Number(localStorage.visits || 0);")
    for _ in range(2):
        page = open_page(path)
        assert page.evaluate("localStorage.visits") == "1"
    page.reload()
    assert page.evaluate("localStorage.visits") == "2"


def test_other_tests_may_run_loops_of_their_own(chromium: object) -> None:
    asyncio.run(asyncio.sleep(0))
