"""What is said of instruction counts, and when it fails: judged from counts given here, and one small count made in earnest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import instructions
import pytest
from counted_work import reference
from instructions import CHECKING, GROWTH, SCORING, STARTING, WRITE, Counted, count_parts, describe, interpreter, report

KEPT = {SCORING: 2.0, CHECKING: 3.0, STARTING: 20.0}
LINEAR = {"one paragraph": 4.0, "short paragraphs": 4.1}
ACCEPT = f"accept it: {WRITE}"

JUDGED = (
    ({}, {}, 0, ["as kept scoring 1,000 words: 2.000 → 2.000 of the reference (+0.0 %)"]),
    ({SCORING: 2.09}, {}, 0, ["as kept scoring 1,000 words: 2.000 → 2.090 of the reference (+4.5 %)"]),
    ({SCORING: 1.91}, {}, 0, ["as kept scoring 1,000 words: 2.000 → 1.910 of the reference (-4.5 %)"]),
    (
        {SCORING: 2.11, STARTING: 22.0},
        {},
        1,
        [
            "GREW    scoring 1,000 words: 2.000 → 2.110 of the reference (+5.5 %), more than 5 % more instructions; "
            f"if it is worth it, {ACCEPT}",
            "GREW    cold start of scorer score: 20.000 → 22.000 of the reference (+10.0 %), more than 5 % more instructions; "
            f"if it is worth it, {ACCEPT}",
        ],
    ),
    (
        {CHECKING: 2.4},
        {},
        0,
        [f"SHRANK  checking 1,000 words: 3.000 → 2.400 of the reference (-20.0 %); keep it, so that it stays so: {WRITE}"],
    ),
    ({"reporting": 1.0}, {}, 1, [f"NEW     reporting: 1.000, of which nothing is kept; {ACCEPT}"]),
    ({STARTING: None}, {}, 1, [f"GONE    cold start of scorer score: kept, but counted no longer; {ACCEPT}"]),
    ({}, {}, 0, ["linear  one paragraph: 4 times as long takes 4.00 times as many instructions"]),
    ({}, {"one paragraph": GROWTH}, 0, ["linear  one paragraph: 4 times as long takes 4.40 times as many instructions"]),
    (
        {},
        {"one paragraph": 4.41},
        1,
        ["STEEP   one paragraph: 4 times as long takes 4.41 times as many instructions, 4.4 times are allowed"],
    ),
)
"""Shares and growth that differ from what is kept; the exit code, and lines that are printed."""


@pytest.mark.parametrize(("shares", "growth", "code", "lines"), JUDGED)
def test_each_figure_has_a_line_and_only_what_is_worse_fails(shares, growth, code, lines, capsys):
    now = {name: share for name, share in (KEPT | shares).items() if share is not None}
    assert report(Counted(now, LINEAR | growth), KEPT, 5) == code
    printed = capsys.readouterr().out.splitlines()
    assert set(lines) <= set(printed)
    assert len(printed) == len(KEPT | now) + len(LINEAR)
    assert (code == 1) == any(line.startswith(("GREW", "NEW", "GONE", "STEEP")) for line in printed)


def test_how_much_is_let_pass_can_be_chosen(capsys):
    now = Counted(KEPT | {SCORING: 2.05}, LINEAR)
    assert [report(now, KEPT, within) for within in (3, 2, 1)] == [0, 1, 1]
    assert "more than 2 % more instructions" in capsys.readouterr().out


def test_figures_are_shares_of_the_reference_and_of_the_short_texts():
    drafts = [9_000, 100, 5, 400, 5, 600, 7]
    lengths = [9_000, 1_000, 5, 1_050, 5, 2_000, 5, 2_500, 7]
    assert describe(drafts, lengths, start=[3_000], words=2_000) == Counted(
        {SCORING: 2.0, CHECKING: 3.0, STARTING: 30.0}, {"one paragraph": 4.2, "short paragraphs": 5.0}
    )


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A function that sets what is kept and what is counted; without a count, counting fails the test."""

    def keep(counted: Counted | None = None, valgrind: str | None = "valgrind", counted_with: str = "") -> Path:
        path = tmp_path / "kept.json"
        path.write_text(json.dumps({"counted_with": counted_with or interpreter(), "shares_of_the_reference": KEPT}), "utf-8")
        monkeypatch.setattr(instructions, "KEPT", path)
        monkeypatch.setattr(instructions.shutil, "which", lambda name: valgrind)
        monkeypatch.setattr(instructions, "count_all", lambda: counted or pytest.fail("nothing was to be counted"))
        return path

    return keep


def test_without_valgrind_nothing_is_counted_and_nothing_fails(kept, capsys):
    kept(valgrind=None)
    assert instructions.main([]) == 0
    assert capsys.readouterr().out == "instruction counts are skipped: valgrind is not installed\n"


def test_under_another_python_nothing_is_compared(kept, capsys):
    kept(counted_with="CPython 3.9 on abacus")
    assert instructions.main([]) == 0
    said = f"instruction counts are skipped: the kept figures are those of CPython 3.9 on abacus, this is {interpreter()}\n"
    assert capsys.readouterr().out == said


def test_what_cannot_be_counted_cannot_be_written(kept, capsys):
    path = kept(valgrind=None)
    before = path.read_text("utf-8")
    assert instructions.main(["--write"]) == 1
    assert path.read_text("utf-8") == before
    assert "skipped" in capsys.readouterr().out


def test_a_regression_fails_until_it_is_written(kept, capsys):
    grown = Counted(KEPT | {SCORING: 4.0}, LINEAR)
    path = kept(grown)
    assert instructions.main([]) == 1
    assert instructions.main(["--within", "100"]) == 0
    assert instructions.main(["--write"]) == 0
    assert "kept    scoring 1,000 words: 4.000 of the reference" in capsys.readouterr().out
    assert json.loads(path.read_text("utf-8")) == {"counted_with": interpreter(), "shares_of_the_reference": grown.shares}
    assert instructions.main([]) == 0


def test_figures_of_another_python_can_be_written_over(kept):
    path = kept(Counted(KEPT, LINEAR), counted_with="CPython 3.9 on abacus")
    assert instructions.main(["--write"]) == 0
    assert json.loads(path.read_text("utf-8"))["counted_with"] == interpreter()


def test_growth_cannot_be_accepted_by_writing(kept):
    kept(Counted(KEPT, {"one paragraph": 5.0}))
    assert instructions.main(["--write"]) == 1


def test_the_kept_figures_are_those_that_are_counted():
    kept = json.loads(instructions.KEPT.read_text("utf-8"))
    assert set(kept["shares_of_the_reference"]) == {SCORING, CHECKING, STARTING}
    assert all(share > 0 for share in kept["shares_of_the_reference"].values())


def test_the_reference_is_the_same_work_as_ever():
    lines = reference()
    assert (len(lines), sum(map(len, lines.values()))) == (913, 69_295)


@pytest.mark.skipif(not shutil.which("valgrind"), reason="needs valgrind")
def test_parts_of_a_run_are_counted_from_mark_to_mark():
    work = "import os\nfor size in 1_000, 1_000, 8_000:\n    os.getpriority(os.PRIO_PROCESS, 0)\n    for _ in range(size): str(_)"
    start, *_, one, eight = count_parts(["-S", "-c", work])
    assert start > one
    assert eight > 7 * one


def test_a_run_that_fails_says_so_and_how():
    with pytest.raises(SystemExit, match="a reason\n\ncounting failed with exit code 3"):
        count_parts(["-c", "import sys; print('a reason', file=sys.stderr); sys.exit(3)"])
