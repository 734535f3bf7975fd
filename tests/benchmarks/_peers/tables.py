"""What was measured, as Markdown: medians of the rounds, the lowest and the highest in brackets."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _peers.known import Peer
from _peers.turns import Turn, cores

MIB = 1024
TWO_ASKED = 1.8
"""Two processes are asked to do at least so many times as much as one."""
COLUMNS = (
    "tool",
    "what it does",
    "words/s",
    "words a second of processor time",
    "words a turn",
    "start-up, s",
    "memory at the first result, MiB",
    "memory at the end, MiB",
    "words/s, scorer ÷ tool",
    "asked",
    "start-up, tool ÷ scorer",
    "memory at the end, tool ÷ scorer",
)


class Measured(NamedTuple):
    """The rounds of a tool, or the reason why there are none."""

    peer: Peer
    turns: list[Turn]
    starts: list[float]
    reason: str = ""


def as_markdown(scorer: Measured, two: Measured, peers: Sequence[Measured], preface: str) -> str:
    """The tables, with the machine, and the versions of everything.

    A ratio is that of the medians beside it, with the lowest and the highest ratio of the single rounds in brackets.
    """
    rows = [_peer_row(one, scorer) for one in (scorer, *peers)]
    parts = [preface, _table(COLUMNS, rows), _two_processes(two, scorer), _versions([scorer, *peers])]
    return "\n\n".join(parts)


def describe_machine() -> str:
    """The kind of machine, without its name: processor, cores, system, Python, and how busy it was."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    told = [
        *(named[:1] or [platform.processor() or platform.machine()]),
        f"{len(cores()) or os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"{platform.python_implementation()} {platform.python_version()}",
        "each process on one core" if cores() else "processes cannot be bound to a core here",
        "numeric libraries on one thread",
    ]
    if hasattr(os, "getloadavg"):
        told.append(f"load {os.getloadavg()[0]:.1f} at the begin (0 is idle)")
    return f"{', '.join(told)}."


def _peer_row(one: Measured, scorer: Measured) -> list[str]:
    """A line of the table; a tool that was not measured has its reason where the speed would stand."""
    if one.reason:
        return [one.peer.name, one.peer.does, f"not measured: {one.reason}", *["–"] * (len(COLUMNS) - 3)]
    cells = [
        one.peer.name,
        one.peer.does,
        _spread([turn.rate for turn in one.turns], "{:,.0f}"),
        _spread([turn.worked_rate for turn in one.turns], "{:,.0f}"),
        f"{statistics.median(turn.words for turn in one.turns):,.0f}",
        _spread(one.starts, "{:.2f}"),
        _spread([turn.first_kib / MIB for turn in one.turns], "{:.0f}"),
        _spread([turn.kib / MIB for turn in one.turns], "{:.0f}"),
    ]
    if one is scorer or scorer.reason:
        return [*cells, *["–"] * (len(COLUMNS) - len(cells))]
    ratio = _ratio(scorer.turns, one.turns, lambda turn: turn.rate)
    return [
        *cells,
        ratio,
        _verdict(ratio, one.peer.asked),
        _ratio(one.starts, scorer.starts, float),
        _ratio(one.turns, scorer.turns, lambda turn: turn.kib),
    ]


def _two_processes(two: Measured, scorer: Measured) -> str:
    """What two processes with a half each do, beside one process in the same rounds."""
    head = ("scorer", "words/s", "÷ one process", "asked")
    if two.reason or scorer.reason:
        return _table(head, [["two processes, a half each", f"not measured: {two.reason or scorer.reason}", "–", "–"]])
    ratio = _ratio(two.turns, scorer.turns, lambda turn: turn.rate)
    rate = _spread([turn.rate for turn in two.turns], "{:,.0f}")
    return _table(head, [["two processes, a half each", rate, ratio, _verdict(ratio, TWO_ASKED)]])


def _spread(values: Sequence[float], form: str) -> str:
    low, middle, high = (form.format(value) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}–{high})"


def _ratio(above: Sequence[Any], below: Sequence[Any], value: Callable[[Any], float]) -> str:
    """The ratio of two medians, and the spread of the ratios round by round."""
    one, other = (list(map(value, some)) for some in (above, below))
    rounds = [first / second for first, second in zip(one, other, strict=True)]
    return f"{statistics.median(one) / statistics.median(other):.2f} ({min(rounds):.2f}–{max(rounds):.2f})"


def _verdict(ratio: str, asked: float | None) -> str:
    if asked is None:
        return "–"
    return f"≥ {asked:g}, {'met' if float(ratio.split()[0]) >= asked else 'not met'}"


def _versions(measured: Sequence[Measured]) -> str:
    told = [f"{name} {version}" for one in measured for turn in one.turns[:1] for name, version in turn.versions.items()]
    return f"Versions: {', '.join(dict.fromkeys(told))}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
