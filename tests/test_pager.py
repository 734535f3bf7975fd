"""On a real terminal: what is longer than the screen goes through a pager, and nothing is lost by it."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from scorer.cli._pager import find_pager
from scorer.reports._lettering import Lettering

pytest.importorskip("pty")  # there are no such terminals on Windows

from shell import EXAMPLE
from terminals import LINK, LONG, Terminal, plain, scorer

SIGN = "cue.neutral “said”"
"""What is shown once of each paragraph of the long draft."""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A draft of many screens."""
    path = tmp_path / "long.md"
    path.write_text(LONG, "utf-8")
    return path


def pager(folder: Path, script: str, name: str = "page") -> str:
    """A program that pages as the script does."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_long_output_goes_through_the_pager(long: Path, model: Path, tmp_path: Path) -> None:
    page = pager(tmp_path, f"printf '%s %s' \"$LESS\" \"$LV\" > {tmp_path}/settings; cat > {tmp_path}/seen")
    code, shown = scorer("score", "--model", model, long, rows=24, PAGER=page, FORCE_HYPERLINK="1").finish()
    seen = (tmp_path / "seen").read_text("utf-8")
    assert (code, shown) == (0, "")
    assert seen == scorer("score", "--no-pager", "--model", model, long, rows=24, PAGER=page, FORCE_HYPERLINK="1").finish()[1]
    assert "\x1b[" in seen
    assert LINK in seen
    assert (tmp_path / "settings").read_text("utf-8") == "FRX -c"
    for command in (["annotate"], ["sources"], ["diff", EXAMPLE]):
        (tmp_path / "seen").unlink()
        assert scorer(*command, long, rows=10, PAGER="false", SCORER_PAGER=page).finish() == (0, "")
        assert str(long) in plain((tmp_path / "seen").read_text("utf-8")).replace("\n", "")


def test_what_fits_the_screen_is_not_paged(model: Path, draft: Path) -> None:
    whole = scorer("score", "--model", model, draft, PAGER="false").finish()
    rows = whole[1].count("\n") + 1
    assert scorer("score", "--model", model, draft, rows=rows, PAGER="false").finish() == whole
    assert scorer("score", "--model", model, draft, rows=rows - 1, PAGER="false").finish() == (0, "")


@pytest.mark.parametrize("settings", [{"PAGER": "no-such-pager"}, {"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "'"},
                                      {"PAGER": "false", "TERM": "dumb"}, {"SCORER_PAGER": "cat", "PAGER": "false"}])  # fmt: skip
def test_without_a_pager_the_terminal_has_it_all(settings: dict[str, str], long: Path, model: Path) -> None:
    code, shown = scorer("score", "--model", model, long, rows=24, **settings).finish()
    assert code == 0
    assert shown.count(SIGN) == 40


def test_a_program_that_will_not_start_is_no_pager(long: Path, model: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF nonsense")
    broken.chmod(0o755)
    code, shown = scorer("score", "--model", model, long, rows=24, PAGER=str(broken)).finish()
    assert (code, shown.count(SIGN)) == (0, 40)


@pytest.mark.parametrize(("least", "expected"), [("0", 0), ("1", 1)])
def test_a_reader_who_leaves_early_changes_nothing(least: str, expected: int, long: Path, model: Path) -> None:
    many = [long] * 8  # more than a pipe holds
    code, shown = scorer("score", "--fail-under", least, "--model", model, *many, rows=24, PAGER="true").finish()
    assert code == expected
    assert shown.count("below") == 8 * expected
    assert "Traceback" not in shown
    assert "Broken" not in shown


def test_complaints_wait_until_the_pager_is_gone(long: Path, model: Path, tmp_path: Path) -> None:
    page = pager(tmp_path, "cat > /dev/null; sleep 1; echo done")
    code, shown = scorer("score", "--model", model, tmp_path / "gone.md", long, rows=24, PAGER=page).finish()
    assert code == 2
    assert shown.startswith("done\nscorer: ")
    assert "gone.md" in shown


def test_a_draft_from_standard_input_and_a_pipe_are_not_paged(long: Path, model: Path) -> None:
    line = f"{sys.executable} -m scorer score --model {model}"
    for command in (f"cat {long} | {line} -", f"{line} {long} | cat"):
        code, shown = Terminal("sh", "-c", command, rows=24, PAGER="false").finish()
        assert (code, shown.count(SIGN)) == (0, 40)


def test_checks_are_not_paged(tmp_path: Path, long: Path) -> None:
    code, shown = scorer("check", "--exit-zero", "--isolated", long, rows=5, PAGER="false").finish()
    assert code == 0
    assert "draft" in shown


def test_interrupting_ends_work_and_leaves_the_pager_to_its_reader(long: Path, model: Path, tmp_path: Path) -> None:
    page = pager(tmp_path, "trap '' INT\nhead -c 20\necho ready\ncat > /dev/null\necho left")
    many = [long] * 3000
    terminal = scorer("score", "--model", model, *many, rows=24, PAGER=page)
    terminal.read_until("ready")
    terminal.press("\x03")
    code, shown = terminal.finish()
    assert code == 130
    assert "left" in shown
    assert "Traceback" not in shown


def test_ctrl_c_in_a_pager_that_has_all_is_its_own(long: Path, model: Path, tmp_path: Path) -> None:
    page = pager(tmp_path, "trap 'echo mine' INT\ncat > /dev/null\necho ready\nread answer < /dev/tty\necho left")
    terminal = scorer("score", "--model", model, long, rows=24, PAGER=page)
    terminal.read_until("ready")
    terminal.press("\x03")
    terminal.read_until("mine")
    terminal.press("\n")
    assert terminal.finish()[0] == 0


@pytest.mark.skipif(not shutil.which("less"), reason="there is no less")
def test_less_pages_and_is_left_by_its_key(long: Path, model: Path) -> None:
    terminal = scorer("score", "--model", model, long, rows=24, LESS="-i")
    terminal.read_until("\n:")
    terminal.press("q")
    code, shown = terminal.finish()
    assert code == 0
    assert "Sourcing" in shown
    assert "ESC[" not in plain(shown)
    assert shown.count(SIGN) < 10


def test_what_pages_takes_itself_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert find_pager(sys.stdout) == []  # tests capture it
    assert Lettering(sys.stdout).width == 80
