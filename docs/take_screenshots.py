"""Take the pictures of README.md anew from the shipped drafts: terminal and pages, by a real browser.

    python docs/take_screenshots.py

Needs the extras `test` and `dev` and a Chromium. The terminal is a real one (a pseudo-terminal); Rich turns its colours to HTML.
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = Path(__file__).resolve().parent / "images"
DRAFT = "training/drafts/example.md"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLUMNS = 96
TERMINAL = """<!doctype html><meta charset="utf-8"><title>terminal</title>
<style>
body {{ margin: 0; padding: 16px; background: #16181a }}
pre {{ font: 14px/1.3 "DejaVu Sans Mono", monospace; margin: 0; color: #ececec }}
</style>
<pre>{code}</pre>"""


def run_on_a_terminal(*command: str) -> str:
    """What a command writes on a terminal, escape sequences included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "PAGER": "cat", "FORCE_HYPERLINK": "0"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen([sys.executable, "-m", "scorer", *command], cwd=ROOT, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed, which Linux calls an error
        return b""


def show_terminal(page: Page, command: str, written: str, name: str) -> None:
    """The picture of a terminal on which a command was run."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text(f"$ {command}", style="bold"))
        console.print(Text.from_ansi(written.rstrip()))
    page.set_content(console.export_html(code_format=TERMINAL, inline_styles=True))
    page.screenshot(path=IMAGES / name, full_page=True)


def show_page(page: Page, address: Path, name: str, *, height: int, prepare: str = "", keys: str = "", hover: str = "") -> None:
    """The picture of a page, after a script, some keys, and with the pointer on something."""
    page.set_viewport_size({"width": 1000, "height": height})
    page.goto(address.as_uri())
    if prepare:
        page.evaluate(prepare)
    for key in keys:
        page.keyboard.press(key)
    if hover:
        page.hover(hover)
    page.wait_for_timeout(200)
    page.screenshot(path=IMAGES / name)


@contextmanager
def open_browser() -> Iterator[Page]:
    """A page of a browser."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, chromium_sandbox=os.name != "posix" or os.geteuid() != 0)
        yield browser.new_page(viewport={"width": 860, "height": 400}, color_scheme="light", reduced_motion="reduce")
        browser.close()


def write(*arguments: str) -> None:
    """Run a command that writes a file."""
    subprocess.run([sys.executable, "-m", "scorer", *arguments], cwd=ROOT, check=True)


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_browser() as light:
        for name, *command in (("score.png", "score", "--top", "3", DRAFT), ("check.png", "check", DRAFT)):
            show_terminal(light, " ".join(["scorer", *command]), run_on_a_terminal(*command), name)
        report, label = Path(place) / "report.html", Path(place) / "label.html"
        write("report", DRAFT, "-o", str(report))
        write("label", DRAFT, "-o", str(label))
        show_page(light, report, "report.png", height=1000)
        show_page(light, report, "paragraphs.png", height=640, prepare="location.hash = '#p6'", hover="#p8 mark")
        show_page(light, label, "label.png", height=760, keys="jjj1pQjjj3v")
        write("plot", "sources", DRAFT, "-o", str(IMAGES / "sources.svg"))


if __name__ == "__main__":
    main()
