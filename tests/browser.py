"""Open pages in a real Chromium, and hear everything they do: what they say, what they ask for, what their policy forbids."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog

# Debian's own; the one that Playwright would download is another 150 MB and not in every network.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# WCAG 2.0 and 2.1, levels A and AA. Nothing is fetched a second time to look into it.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"], "preload": False}

# Told through a binding, which outlives the page that broke its policy.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
    tellViolation(`${event.effectiveDirective} forbids ${event.blockedURI} (line ${event.lineNumber})`), true);
"""

# A page may leave parts that are out of sight unlaid; a check is of all of it. Adopted sheets are no matter of its policy.
LAY_OUT = """
(all) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = all ? [sheet] : [];
}
"""

# What a reader would have to scroll sideways for. What scrolls in a box of its own may be wide; what is hidden from the
# eye for screen readers (a box of a pixel, or all of it left of the page) sticks out nowhere.
STICKING_OUT = """
(room) => {
    const found = [], seen = new Set();
    const held = (node) => {
        for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
            const overflow = getComputedStyle(up).overflowX;
            if (overflow === "auto" || overflow === "scroll") return true;
            if (overflow !== "visible" && up.clientWidth <= 1) return true;
        }
        return false;
    };
    const name = (element) => [element.localName, element.id && "#" + element.id, ...[...element.classList].map((c) => "." + c)];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (seen.has(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
        range.selectNodeContents(node);
        const box = (node === element ? element : range).getBoundingClientRect();
        const right = box.right - room, left = box.right > 0 ? -box.left : 0;
        if (!box.width || !box.height || Math.max(left, right) <= 1 || held(node)) continue;
        seen.add(element);
        found.push(`${name(element).join("")}: ${Math.round(Math.max(left, right))} px on the ${right > 1 ? "right" : "left"}`);
    }
    const page = document.documentElement.scrollWidth;
    if (page > room + 1) found.push(`the page: ${page} px wide in a window of ${room} px`);
    return found;
}
"""


class OpenPage:
    """A page in a window of its own; all that it does not know itself is Playwright's page."""

    def __init__(self, context: BrowserContext, allowed: set[str]):
        self.page = context.new_page()
        self.allowed, self.accepts_dialogs = allowed, False
        self.console: list[str] = []
        self.errors: list[str] = []
        self.violations: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        context.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("dialog", self._answer)
        context.expose_binding("tellViolation", lambda _, said: self.violations.append(said))
        context.add_init_script(REPORT_VIOLATIONS)
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def _answer(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        if self.accepts_dialogs:
            dialog.accept()
        else:
            dialog.dismiss()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is: "j", "Control+z", "Tab"."""
        for key in keys:
            self.page.keyboard.press(key)

    def save_download(self, start: Callable[[], object], folder: Path) -> bytes:
        """What is downloaded when `start` is called; it lies in the folder under the name that the page gave it."""
        with self.page.expect_download(timeout=10_000) as waiting:
            start()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def assert_clean(self) -> None:
        """No error, no warning, nothing forbidden, no dialog, no other window, and no request but for the page itself."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")
        strangers = [url for url in self.requests if url.split("#")[0].split("?")[0] not in self.allowed and not _inner(url)]
        windows = [other.url for other in self.page.context.pages if other != self.page]
        wrong = [
            *(f"console {said}" for said in self.console if said.startswith(("error", "warning", "assert"))),
            *(f"page error: {said}" for said in self.errors),
            *(f"content security policy: {said}" for said in self.violations),
            *(f"dialog {said}" for said in self.dialogs),
            *(f"request: {url}" for url in strangers),
            *(f"other window: {url}" for url in windows),
        ]
        if wrong:
            raise AssertionError("\n".join(["the page is not clean:", *wrong]))


def _inner(url: str) -> bool:
    """Whether an address is of something inside the page, as a file that it made for download is."""
    return url.startswith(("blob:", "data:"))


def axe(page: OpenPage) -> None:
    """Fail on what axe-core finds a serious or critical barrier, as the page looks and stands at this moment."""
    from axe_playwright_python.sync_playwright import Axe  # goes in through the debugger, so that no policy stops it

    with _laid_out(page):
        found = Axe().run(page.page, options=RULES).response["violations"]
    barriers = [
        f"{barrier['id']} ({barrier['impact']}) {barrier['help']}\n  {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for barrier in found
        if barrier["impact"] in ("serious", "critical")
        for node in barrier["nodes"]
    ]
    if barriers:
        raise AssertionError("\n".join(["barriers for readers:", *barriers]))


def overflow(page: OpenPage) -> list[str]:
    """What sticks out of the window at its present width, and how far; the whole page last."""
    assert page.page.viewport_size is not None
    with _laid_out(page):
        return list(page.page.evaluate(STICKING_OUT, page.page.viewport_size["width"]))


@contextmanager
def _laid_out(page: OpenPage) -> Iterator[None]:
    page.page.evaluate(LAY_OUT, True)
    yield
    page.page.evaluate(LAY_OUT, False)


@contextmanager
def _inside(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Playwright's loop counts as running from its start to its end; other tests run loops of their own between its pages."""
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """One browser for all tests, and the loop it lives in."""
    missing = "pages are not driven: Playwright is missing, .[test] brings it"
    playwright = pytest.importorskip("playwright.sync_api", reason=missing)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"pages are not driven: no {', '.join(BROWSERS)} here (.ci/system-packages installs one)")
    driver = playwright.sync_playwright().start()
    loop = asyncio.get_running_loop()
    with _inside(loop):
        # Root cannot have a sandbox; everybody else gets one.
        browser = driver.chromium.launch(executable_path=path, chromium_sandbox=os.name != "posix" or os.geteuid() != 0)
    yield browser, loop
    with _inside(loop):
        browser.close()
        driver.stop()


Open = Callable[..., OpenPage]


@pytest.fixture
def open_page(chromium: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Open]:
    """A function that opens a file as a reader would, who has never been there before and has no network."""
    browser, loop = chromium
    contexts = []

    def open_page(
        path: Path, at: str = "", *, dark: bool = False, width: int = 1280, height: int = 900, reduced_motion: bool = False,
        phone: bool = False, also: tuple[Path, ...] = (), **settings: Any,
    ) -> OpenPage:  # fmt: skip
        """`at` is what follows the address ("#p3"); `also` are files that links may lead to; `phone` heeds the viewport tag."""
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", is_mobile=phone,
            reduced_motion="reduce" if reduced_motion else "no-preference", offline=True,
            has_touch=phone, service_workers="block", **settings,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = OpenPage(context, {file.resolve().as_uri() for file in (path, *also)})
        page.goto(path.resolve().as_uri() + at)
        return page

    with _inside(loop):
        yield open_page
        for context in contexts:
            context.close()
