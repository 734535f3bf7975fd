"""The benchmark of peers at its smallest: the scorer and a made-up tool take turns, figures agree, failures have a row."""

from __future__ import annotations

import re
from pathlib import Path

import peers
import pytest
from _peers.environments import shorten
from _peers.known import ADAPTERS, PEERS, Peer
from _peers.tables import COLUMNS, Measured, as_markdown
from _peers.turns import Turn

FAKE = """
import sys
sys.path.insert(0, {adapters!r})
from turn import take_turn
take_turn(lambda: (lambda texts: sum(text.count("e") for text in texts), {{"fake": "1.2.3"}}))
"""
IDLE = FAKE.replace('text.count("e")', "0")
BROKEN = "raise SystemExit('the fake has no dictionary')"


def rows_of(markdown: str, first: str) -> list[dict[str, str]]:
    """The rows of the table whose first column has this name, by column."""
    table = next(block for block in markdown.split("\n\n") if block.startswith(f"| {first} |"))
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def spread(cell: str) -> tuple[float, float, float]:
    """A cell "median (low–high)" as low, median, high."""
    middle, low, high = map(float, re.findall(r"[\d.]+", cell.replace(",", "")))
    return low, middle, high


def turn(words: int, seconds: float, kib: int) -> Turn:
    """A turn of a tool that was not run."""
    return Turn(words, seconds, seconds / 2, kib // 2, kib, {"made": "1"})


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The table of the scorer, a made-up tool, one that breaks, one without results, one not to be installed."""
    folder = tmp_path_factory.mktemp("peers")
    (folder / "fake.py").write_text(FAKE.format(adapters=str(ADAPTERS)), "utf-8")
    (folder / "idle.py").write_text(IDLE.format(adapters=str(ADAPTERS)), "utf-8")
    (folder / "broken.py").write_text(BROKEN, "utf-8")
    (folder / "nowhere.txt").write_text("--no-index\nno-such-tool==1.0\n", "utf-8")
    known = [
        Peer("fake", "counts letters", folder / "fake.py", asked=5.0),
        Peer("broken", "breaks", folder / "broken.py"),
        Peer("idle", "finds nothing", folder / "idle.py"),
        Peer("absent", "is not to be had", folder / "fake.py", folder / "nowhere.txt"),
    ]
    portions = peers.cut_portions(["The gate was shut, Mara Quell said.\n\nSources said it would stay shut."])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(peers, "LEAST_SECONDS", 0.0)
        return peers.compare(known, portions, words=13, rounds=2, environments=folder / "made")


def test_a_table_has_a_row_for_every_tool_and_every_column(compared: str) -> None:
    rows = rows_of(compared, "tool")
    assert [row["tool"] for row in rows] == ["scorer", "fake", "broken", "idle", "absent"]
    assert tuple(rows[0]) == COLUMNS
    assert "2 rounds" in compared
    assert "fake 1.2.3" in compared
    assert spread(rows[0]["words/s"])[1] > 0


def test_ratios_agree_with_the_figures_beside_them(compared: str) -> None:
    scorer, fake = rows_of(compared, "tool")[:2]
    ratio = spread(fake["words/s, scorer ÷ tool"])
    rates = [spread(row["words/s"])[1] for row in (scorer, fake)]
    assert ratio[1] == pytest.approx(rates[0] / rates[1], abs=0.006 + 0.5 / rates[0])
    assert ratio[0] <= ratio[2]
    assert fake["asked"] == "≥ 5, not met"
    memory = [spread(row["memory at the end, MiB"])[1] for row in (scorer, fake)]
    assert spread(fake["memory at the end, tool ÷ scorer"])[1] == pytest.approx(memory[1] / memory[0], rel=0.1)


def test_a_tool_that_fails_has_its_row_with_the_reason(compared: str) -> None:
    broken, idle, absent = rows_of(compared, "tool")[2:]
    assert broken["words/s"] == "not measured: does not start: the fake has no dictionary"
    assert idle["words/s"].startswith("not measured: has no result in ")
    assert absent["words/s"].startswith("not measured: not installed: ERROR:")
    assert "no-such-tool" in absent["words/s"]
    assert {absent[name] for name in COLUMNS[3:]} == {"–"}


def test_two_processes_are_compared_with_one(compared: str) -> None:
    [two] = rows_of(compared, "scorer")
    if "one core only" in two["words/s"]:
        assert two["÷ one process"] == "–"
        return
    one = spread(rows_of(compared, "tool")[0]["words/s"])[1]
    both = spread(two["words/s"])[1]
    assert spread(two["÷ one process"])[1] == pytest.approx(both / one, abs=0.006 + 1 / one)


def test_medians_and_their_spread() -> None:
    scorer = Measured(Peer("scorer", "scores", Path()), [turn(100, s, 2048) for s in (1, 2, 4)], [0.5, 0.25, 1.0])
    tool = Measured(Peer("tool", "lints | checks", Path(), asked=5.0), [turn(10, s, 4096) for s in (1, 1, 2)], [1.0, 1.0, 1.0])
    two = Measured(scorer.peer, [turn(200, s, 4096) for s in (1, 2, 4)], [])
    markdown = as_markdown(scorer, two, [tool], "Made up.")
    [_, row] = [line for line in markdown.splitlines() if line.startswith(("| scorer | scores", "| tool | lints"))]
    assert row == (
        "| tool | lints \\| checks | 10 (5–10) | 20 (10–20) | 10 | 1.00 (1.00–1.00) | 2 (2–2) | 4 (4–4) "
        "| 5.00 (5.00–10.00) | ≥ 5, met | 2.00 (1.00–4.00) | 2.00 (2.00–2.00) |"
    )
    assert "| two processes, a half each | 100 (50–200) | 2.00 (2.00–2.00) | ≥ 1.8, met |" in markdown


def test_portions_hold_every_text_once() -> None:
    texts = [f"{number} said " * 400 for number in range(9)]
    portions = peers.cut_portions(texts)
    assert [text for _, held in portions for text in held] == texts
    assert [words for words, _ in portions] == [2400, 2400, 2400]


def test_a_reason_is_one_line_without_addresses() -> None:
    said = "WARNING: slow\nERROR: nothing at https://packages.invalid/tool/ or /srv/a, host='packages.invalid'\nnotice\n"
    assert shorten(said) == "ERROR: nothing at … or … …"


@pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])
def test_what_a_peer_needs_is_in_the_repository(peer: Peer) -> None:
    assert peer.adapter.is_file()
    assert peer.requirements is not None
    assert peer.requirements.is_file()


def test_unknown_peers_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        peers.main(["--peers", "nobody"])
    assert "unknown peers: nobody" in capsys.readouterr().err
