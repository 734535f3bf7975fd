"""The scorer beside the tools that a user could pick instead: words a second, start-up and memory, as a Markdown table.

    python tests/benchmarks/peers.py [--texts FOLDER] [--rounds 3] [--words 20000] [--peers NAMES]

Installs the pinned peers under build/peers once (``requirements/peers``), then takes turns: in each round every tool in its turn,
each in a process of its own on one core, from text to results, loaded and warm. A slow tool's turn ends with the words asked for,
or after 20 seconds; a fast one's goes on for a second at least. The table goes to standard output, progress to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from _peers.environments import NotMeasured, Place, prepare
from _peers.known import PEERS, ROOT, SCORER, Peer
from _peers.tables import Measured, as_markdown, describe_machine
from _peers.turns import Turn, cores, measure_start, take_turn

DRAFTS = ROOT / "training" / "drafts"
PORTION = 2000
"""Words of a portion at least: tools that work through several texts at once are given several."""
MOST = 500_000
"""Words that are read at most."""
LEAST_SECONDS, MOST_SECONDS = 1.0, 20.0


def read_texts(folder: Path | None) -> list[str]:
    """The texts of a folder, one a .txt file, or our own drafts."""
    if folder is not None:
        return [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    lines = (line for path in sorted(DRAFTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return ["\n\n".join(json.loads(line)["paragraphs"]) for line in lines]


def cut_portions(texts: Iterable[str]) -> list[tuple[int, list[str]]]:
    """The texts in portions, each with how many words it has."""
    portions: list[tuple[int, list[str]]] = []
    held: list[str] = []
    words = total = 0
    for text in texts:
        if total < MOST:
            held.append(text)
            size = len(text.split())
            words, total = words + size, total + size
        if words >= PORTION:
            portions.append((words, held))
            held, words = [], 0
    return [*portions, (words, held)] if words else portions


def write_job(file: Path, portions: Sequence[tuple[int, list[str]]], least_words: int) -> Path:
    """A job for a turn (``_peers/turns.py``)."""
    job = {
        "first": (DRAFTS / "example.md").read_text("utf-8"),
        "portions": [texts for _, texts in portions],
        "words": [words for words, _ in portions],
        "least_words": least_words,
        "least_seconds": LEAST_SECONDS,
        "most_seconds": MOST_SECONDS,
    }
    file.write_text(json.dumps(job), "utf-8")
    return file


class Contestant:
    """A tool with the jobs of its turns, and what was measured of it so far."""

    def __init__(self, peer: Peer, jobs: list[Path], environments: Path):
        self.peer, self.jobs, self.environments = peer, jobs, environments
        self.place: Place | None = None
        self.turns: list[Turn] = []
        self.starts: list[float] = []
        self.reason = ""

    def prepare(self, draft: Path) -> None:
        """Install it, and start it once uncounted: files are read and compiled that the next start finds ready."""
        self.place = prepare(self.peer, self.environments)
        measure_start(self.peer, self.place, draft, self.jobs[0], None)

    def measure(self, draft: Path) -> None:
        """A start and a turn."""
        assert self.place is not None
        available: list[int | None] = [*cores()][-len(self.jobs) :] or [None] * len(self.jobs)
        if len(available) < len(self.jobs):
            raise NotMeasured("there is one core only")
        if len(self.jobs) == 1:
            self.starts.append(measure_start(self.peer, self.place, draft, self.jobs[0], available[0]))
        self.turns.append(take_turn(self.place, self.jobs, available))

    def attempt(self, step: str, draft: Path) -> None:
        """A step, unless an earlier one failed; a failure is kept as the reason."""
        if self.reason:
            return
        try:
            getattr(self, step)(draft)
        except NotMeasured as why:
            self.reason = str(why)
            print(f"{self.peer.name}: {why}", file=sys.stderr)

    def measured(self) -> Measured:
        """What the table needs."""
        return Measured(self.peer, self.turns, self.starts, self.reason)


def compare(peers: Sequence[Peer], portions: list[tuple[int, list[str]]], words: int, rounds: int, environments: Path) -> str:
    """Let all take turns, and return the table. Portions are (words, texts); ``words`` is how many a turn has at least."""
    preface = f"Machine: {describe_machine()}\n\n{_describe_run(portions, rounds)}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whole = write_job(folder / "whole.json", portions, words)
        halves = [write_job(folder / f"half-{at}.json", portions[at::2] or portions, words // 2) for at in (0, 1)]
        draft = folder / "draft.txt"
        draft.write_text((DRAFTS / "example.md").read_text("utf-8"), "utf-8")
        scorer = Contestant(SCORER, [whole], environments)
        two = Contestant(SCORER, halves, environments)
        others = [Contestant(peer, [whole], environments) for peer in peers]
        for step, times in (("prepare", 1), ("measure", rounds)):
            for number in range(times):
                for one in (scorer, two, *others):
                    print(f"{step} {number + 1} of {times}: {one.peer.name}, processes: {len(one.jobs)}", file=sys.stderr)
                    one.attempt(step, draft)
    return as_markdown(scorer.measured(), two.measured(), [one.measured() for one in others], preface)


def _describe_run(portions: list[tuple[int, list[str]]], rounds: int) -> str:
    texts, words = sum(len(texts) for _, texts in portions), sum(words for words, _ in portions)
    return (
        f"{texts:,} texts, {words:,} words, gone through again where a turn needs more. "
        f"Medians of {rounds} rounds in which all take turns (lowest–highest). "
        "Words/s: in the process, from text to results, loaded and warm. Start-up: a new process until it has the results of a "
        "draft of 360 words, by its command if it has one. Memory: the most it ever held, at those results and at the turn's end."
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, help="a folder of .txt files instead of our own drafts")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--words", type=int, default=20_000, help="words of a turn at least")
    names = [peer.name for peer in PEERS]
    options.add_argument("--peers", default=",".join(names), help="some of %(default)s; an empty text: the scorer alone")
    chosen = options.parse_args(arguments)
    named = list(filter(None, chosen.peers.split(",")))
    unknown = sorted(set(named) - set(names))
    portions = cut_portions(read_texts(chosen.texts))
    if unknown or not portions or chosen.rounds < 1:
        options.error(f"unknown peers: {', '.join(unknown)}" if unknown else "there has to be a text and a round")
    peers = [peer for peer in PEERS if peer.name in named]
    print(compare(peers, portions, chosen.words, chosen.rounds, ROOT / "build" / "peers"))


if __name__ == "__main__":
    main()
