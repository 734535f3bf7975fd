"""The full tier: every measurement has its place, what it prints is kept, and one that fails does not end the rest."""

import subprocess
import sys
from pathlib import Path

import full
import pytest
from full import MEASUREMENTS, Measurement, put, section_of

ROOT = Path(__file__).parent.parent


def test_every_measurement_is_a_file_of_the_repository():
    names = [one.name for one in MEASUREMENTS]
    assert len(set(names)) == len(names)
    assert len({one.title for one in MEASUREMENTS}) == len(names)
    for one in MEASUREMENTS:
        program = one.command.split()[0]
        assert program == "-m" or (ROOT / program).is_file(), one.command


def test_results_hold_a_section_of_every_measurement_in_order():
    told = (ROOT / "tests" / "benchmarks" / "RESULTS.md").read_text("utf-8")
    titles = [line.removeprefix("## ") for line in told.splitlines() if line.startswith("## ")]
    assert titles == [one.title for one in MEASUREMENTS]
    for one in MEASUREMENTS:
        assert f"`python {one.command}`" in told


def test_a_section_is_replaced_in_its_place_and_others_stay():
    first, second, third = MEASUREMENTS[:3]
    told = ""
    for one, printed in ((third, "c 1"), (first, "a 1"), (second, "b 1"), (first, "a 2")):
        told = put(told, one.title, section_of(one, printed, 0, 1))
    places = [told.find(one.title) for one in (first, second, third)]
    assert places == sorted(places)
    assert [one for one in ("a 1", "a 2", "b 1", "c 1") if one in told] == ["a 2", "b 1", "c 1"]
    assert told.startswith("# Results\n")
    assert told == put(told, first.title, section_of(first, "a 2", 0, 1))


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Two measurements of one line each, the first of which fails."""
    broken, sound = tmp_path / "broken.py", tmp_path / "sound.py"
    broken.write_text("print('\\x1b[31mhalf\\x1b[0m'); raise SystemExit(3)\n", "utf-8")
    sound.write_text("print('| a | b |')\n", "utf-8")
    monkeypatch.setattr(
        full, "MEASUREMENTS", (Measurement("one", "One", str(broken)), Measurement("two", "Two", str(sound), table=True))
    )
    return tmp_path / "RESULTS.md"


def test_one_that_fails_says_so_and_the_rest_goes_on(measured, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["full.py", "--results", str(measured)])
    assert full.main() == 1
    told = measured.read_text("utf-8")
    assert "**failed with exit code 3**" in told
    assert "```text\nhalf\n```" in told
    assert "\n| a | b |\n" in told
    assert "failed: one" in capsys.readouterr().err


def test_only_those_named_run(measured, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["full.py", "two", "--results", str(measured)])
    assert full.main() == 0
    assert "## One" not in measured.read_text("utf-8")


def test_a_name_that_is_none_is_refused_with_those_known():
    done = subprocess.run([sys.executable, full.__file__, "pears"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no measurement pears; known: peers, linear" in done.stderr
