"""On a real terminal: what is shown fits it, leads to files, and goes through a pager where it is long."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import scorer as library
from scorer.reports._lettering import Lettering, measure
from scorer.reports._links import follows_links, uri_of

pytest.importorskip("pty")  # there are no such terminals on Windows

from shell import EXAMPLE, Run
from terminals import LINK, LONG, Terminal, plain, scorer

WIDTHS = (40, 60, 80, 100, 140, 200)
SOME = """\
import sys
from scorer.cli import main
for line in sys.argv[1:]:
    print("##", line)
    try:
        main(line.split("|"))
    except SystemExit as ended:
        print("ended", ended.code)
"""
STRIPE = "漢" * 70 + " " + "e\u0301" * 150 + " " + "🚒" * 60 + " " + "x" * 230
DRAFT = f"""Officials in Marlow said the bridge would be shut. {STRIPE}

"We had told them," said Jana Horak, an engineer at Tolland Marsh. "And {STRIPE} again."

Critics say the port has been slow. The repair cost about $4 million.
"""
COMBINED = {
    "plain": 5, "水": 2, "水。": 4, "ｶﾅ": 2, "é": 1, "e\u0301": 1, "a\u0301\u0323b": 2, "🚒": 2, "\u200dx": 1, "ไม่": 2,
    "❤": 1, "❤\ufe0f": 2, "🚒\ufe0f": 2, "\u1112\u1161\u11ab": 2, "co\u00adop": 5, "–“”█░": 5,
}  # fmt: skip


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A draft of characters of every width, under a name with everything in it that a name can have."""
    path = tmp_path / "市 é%#'\x1b]8;;evil\x07.md"
    path.write_text(DRAFT, "utf-8")
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A draft of many screens."""
    path = tmp_path / "long.md"
    path.write_text(LONG, "utf-8")
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A draft of three paragraphs, and nothing between two of them, as a Word file."""
    docx = pytest.importorskip("docx")
    made = docx.Document()
    for text in ("Gate shut, the port says", "", "Officials said nobody was hurt.", "Critics say it was late."):
        made.add_paragraph(text)
    path = tmp_path / "gate.docx"
    made.save(str(path))
    return path


# widths


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_line_fits_the_terminal(columns: int, wide: Path, model: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.md"
    new.write_text(DRAFT.replace("Jana Horak", "a clerk").replace("Critics", "Some"), "utf-8")
    drafts = [["score", EXAMPLE], ["score", "--top", "3", EXAMPLE], ["annotate", wide], ["diff", wide, new], ["sources", wide],
              ["check", "--exit-zero", wide], ["score", "--model", model, wide, new], ["diff", EXAMPLE, new]]  # fmt: skip
    lines = ["|".join(map(str, args)) for args in drafts]
    code, shown = Terminal(sys.executable, "-c", SOME, *lines, columns=columns, FORCE_HYPERLINK="1").finish()
    assert code == 0
    assert shown.count("ended 0") == len(lines)
    body = [line for line in plain(shown).splitlines() if not line.startswith("## ")]
    assert max(map(measure, body)) <= columns
    assert max(map(measure, body)) > columns - 3  # tables use what there is
    prose = [line for line in body if line.startswith("     ") and "Ibarra" in line]
    assert max(map(measure, prose)) <= min(columns, 100)


def test_words_stay_whole_and_long_ones_are_cut(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "long-words.md"
    path.write_text("Officials said " + "e\u0301" * 90 + " would " + "漢" * 50, "utf-8")
    shown = plain(scorer("score", "--model", model, path, columns=60).finish()[1])
    pieces = [line[5:] for line in shown.splitlines() if line.startswith("     ")]
    assert pieces[:5] == ["Officials said", "e\u0301" * 55, "e\u0301" * 35 + " would", "漢" * 27, "漢" * 23]


def test_evidence_breaks_between_items(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("The gate in the north would probably close, Jana Horak, the harbour engineer of Marlow, said.\n", "utf-8")
    shown = plain(scorer("annotate", path, columns=40).finish()[1]).splitlines()
    at = next(number for number, line in enumerate(shown) if line.startswith("     src.person_named"))
    assert shown[at - 2 : at + 3] == [
        "     hedge.modal “would”",
        "     hedge.adverb “probably”",
        "     src.person_named “Jana Horak, the",
        "       harbour engineer of Marlow,”",
        "     cue.neutral “said”",
    ]


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ([], []), (["one", "two", "three"], ["one · two", "three"]), (["one two", "three"], ["one two", "three"]),
        (["a", "one two three four", "b"], ["a", "one two", "  three", "  four · b"]), (["abcdefghijkl"], ["abcdefgh", "  ijkl"]),
        (["漢漢漢漢漢漢"], ["漢漢漢漢", "  漢漢"]), (["a\x1b[m"], ["a\\x1b[m"]),
    ],
)  # fmt: skip
def test_items_stand_side_by_side_while_a_line_holds_them(items: list[str], lines: list[str]) -> None:
    assert Lettering(io.StringIO()).flow(items, 10, " · ") == lines


def test_columns_overrule_the_size_of_the_window(model: Path) -> None:
    shown = scorer("score", "--model", model, EXAMPLE, columns=140, COLUMNS="50").finish()[1]
    assert 45 < max(map(measure, plain(shown).splitlines())) <= 50


def test_the_strip_uses_the_whole_width(long: Path, model: Path) -> None:
    shown = plain(scorer("score", "--model", model, long, columns=60).finish()[1]).splitlines()
    assert "  " + "▒" * 40 in shown
    shown = plain(scorer("score", "--model", model, long, columns=82).finish()[1]).splitlines()
    assert "  " + " ".join("▒" * 40) in shown


@pytest.mark.parametrize("text", COMBINED)
def test_characters_take_the_columns_they_take(text: str) -> None:
    assert measure(text) == COMBINED[text]


# places


def test_a_place_is_told_that_a_person_finds_again(word: Path, model: Path, run: Run) -> None:
    ended = run("score", "--model", model, word)
    assert "in the file: paragraph 2" in ended.out or "in the file: paragraph 3" in ended.out
    whole = json.loads(run("score", "-f", "json", "--model", model, word).out)
    document = library.read(word)
    assert [one["place"] for one in whole["paragraphs"]] == [document.place(one["start"]) for one in whole["paragraphs"]]
    assert {one["place"] for one in whole["paragraphs"]} == set(document.places)
    assert f"  2  in the file: {document.places[1]}" in run("annotate", word).out
    assert f"paragraph 2, in the file: {document.places[1]}: priority" in run("score", "--top", "3", "--model", model, word).out


def test_a_text_has_lines_for_places(model: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Officials said so.\n\n  Critics say not.\n", "utf-8")
    assert run("score", "--model", model, path).out.count("line 3") == 1
    lines = [json.loads(line) for line in run("annotate", "-f", "jsonl", path).out.splitlines()]
    assert [one["place"] for one in lines] == ["1:1", "3:3"]
    assert [one["line"] for one in lines] == [1, 3]


# links


def test_names_and_numbers_lead_to_the_file(wide: Path, model: Path) -> None:
    for command in (["score", "--model", model], ["annotate"], ["sources"], ["check", "--exit-zero"]):
        shown = scorer(*command, wide, FORCE_HYPERLINK="1").finish()[1]
        targets = {part.partition("\x1b\\")[0] for part in shown.split(LINK)[1:]} - {""}
        assert len(targets) == 1, command
        parts = urlsplit(targets.pop())
        assert (parts.scheme, parts.netloc) == ("file", os.uname().nodename)
        assert unquote(parts.path) == str(wide)
        assert parts.path.isascii()
        assert shown.count(LINK) % 2 == 0  # each is closed


@pytest.mark.parametrize(
    "settings", [{}, {"TERM": "dumb", "FORCE_HYPERLINK": "1"}, {"FORCE_HYPERLINK": "0", "VTE_VERSION": "7000"}]
)
def test_no_links_where_they_are_not_followed(settings: dict[str, str], model: Path) -> None:
    assert LINK not in scorer("score", "--model", model, EXAMPLE, **settings).finish()[1]


def test_links_need_no_colour(model: Path) -> None:
    shown = scorer("score", "--model", model, EXAMPLE, NO_COLOR="1", TERM_PROGRAM="WezTerm").finish()[1]
    assert LINK in shown
    assert "\x1b[" not in shown


def test_pipes_and_files_hold_no_links(model: Path, tmp_path: Path) -> None:
    settings = os.environ | {"FORCE_HYPERLINK": "1", "TERM": "xterm-kitty"}
    command = [sys.executable, "-m", "scorer", "score", "--model", str(model), str(EXAMPLE)]
    assert b"\x1b" not in subprocess.run(command, env=settings, capture_output=True, check=True).stdout
    scorer("score", "--model", model, "-o", tmp_path / "out.txt", EXAMPLE, FORCE_HYPERLINK="1").finish()
    assert b"\x1b" not in (tmp_path / "out.txt").read_bytes()


def test_what_is_no_file_leads_nowhere(tmp_path: Path) -> None:
    assert [uri_of(name) for name in ("-", str(tmp_path), str(tmp_path / "gone.md"), "feed.rss, item 3", "")] == [""] * 5


@pytest.mark.parametrize(
    ("environment", "followed"),
    [
        ({"TERM": "xterm"}, False), ({"VTE_VERSION": "7006"}, True), ({"VTE_VERSION": "4600"}, False),
        ({"VTE_VERSION": "x"}, False), ({"TERM": "xterm-kitty"}, True), ({"WT_SESSION": "1"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False), ({}, False),
        ({"FORCE_HYPERLINK": "1"}, True), ({"FORCE_HYPERLINK": ""}, False), ({"TERM": "foot", "FORCE_HYPERLINK": "0"}, False),
    ],
)  # fmt: skip
def test_terminals_that_follow_links_are_known(environment: dict[str, str], followed: bool) -> None:
    assert follows_links(environment) is followed


def test_a_terminal_of_no_size_gets_eighty_columns(model: Path) -> None:
    shown = scorer("score", "--model", model, EXAMPLE, columns=0, rows=0, PAGER="cat").finish()[1]
    assert 70 < max(map(measure, plain(shown).splitlines())) <= 80
