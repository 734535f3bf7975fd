"""Time grows with the length of a draft and no faster, whatever its shape; a short draft pays only for what it touches."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from string import ascii_lowercase
from time import process_time

import pytest
from shell import EXAMPLE, ROOT
from timing import grows_at_most

from scorer.checks import check_document
from scorer.lexicon import compile_phrases, find_hits, phrases
from scorer.measures import measure_sourcing
from scorer.pipeline import annotate_document, score_document
from scorer.readers import read_text
from scorer.reports._sources import open_tables
from scorer.settings._layers import settle
from scorer.tables import tabulate
from scorer.text import Text

SMALL, TIMES = 20_000, 8
NAMES = ("Alan", "Maria", "John", "Susan", "Peter", "Ruth")


def name(number: int) -> str:
    """A name nobody has had before."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 26)
        letters = ascii_lowercase[rest] + letters
    return letters.title()


SHAPES: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda at: f"The gate may close, {NAMES[at % 6]} Ibarra said on Monday. Officials denied it, reportedly. ",
    "one line a paragraph": lambda at: (
        f"The gate may close in {at} days, the county engineer said on Monday, {'and so on ' * 9}.\n"
    ),
    "many paragraphs": lambda at: f"It rained on day {at}, officials said.\n\n",
    "headings": lambda at: "Rain and Wind\n\n",
    "quotes in a row": lambda at: f"“It rained and it rained and it rained all day {at},” he said. ",
    "quotes nobody speaks": lambda at: "“It rained and it rained and it rained all day.” ",
    "unclosed quotes": lambda at: "“It rained and it rained and he said it rained all day\n\n",
    "sources": lambda at: f"{NAMES[at % 6]} {name(at)}sen said it rained.\n\n",
    "sources in one paragraph": lambda at: f"{NAMES[at % 6]} {name(at)}sen said it rained. He denied it. ",
    "one surname": lambda at: f"{NAMES[at % 6]} {name(at)} Smith said it rained. Smith added that it was wet.\n\n",
    "acronyms": lambda at: f"The {name(at).upper()}X said it rained.\n\n",
    "requests": lambda at: f"Two aides to {name(at)} said so, asking not to be named because they feared for their jobs. ",
    "blocs": lambda at: f"Republicans in {name(at)} said it rained. Democrats denied it.\n\n",
    "descriptions": lambda at: "The mayor said it rained. The person said so. She denied it, the report said.\n\n",
    "pronouns": lambda at: (
        f"{NAMES[at % 6]} {name(at)}sen told him she knew. He said her brother had said it. They said it did.\n\n"
    ),
    "groups": lambda at: "Two people close to the deal said so. One of the people said no. Both officials said it.\n\n",
    "one sentence": lambda at: "he may have said it rained and might have added that it would if it could and ",
    "names only": lambda at: "Alan Ruth Smith and ",
    "look-alikes": lambda at: "not only may it be said so to say that might is right as they say ",
    "replies": lambda at: f"{name(at)}sen denied the claim, as did {name(at)}ova. He declined to comment, citing the case.\n\n",
    "replies in one sentence": lambda at: f"{name(at)}sen did not respond to two emails and {name(at)}ova denied the claim and ",
    "accusations": lambda at: f"Mira Lund accused {name(at)}sen of theft. He denied it.\n\n",
    "accusations of one party": lambda at: f"{at}: Mira Lund accused Oskar Brandt of theft. Brandt denied the claim.\n\n",
    "accused in a row": lambda at: f"Lund accused {name(at)}sen and {name(at)}ova of lying and said the {name(at)} bank lied, ",
    "neither": lambda at: "neither he nor ",
    "bodies": lambda at: f"The {name(at)} Water Company and the port of {name(at)} declined to comment. The firm did.\n\n",
    "marks": lambda at: "\" ' , ",
}


def draft(shape: str, size: int) -> str:
    """So many characters of one shape."""
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(SHAPES[shape](len(pieces)))
        length += len(pieces[-1])
    return "".join(pieces)



@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear(shape: str) -> None:
    score_document(read_text(draft(shape, 2_000)))  # states of the automaton are made once
    assert grows_at_most(lambda size: score_document(read_text(draft(shape, size))), SMALL, SMALL * TIMES, 2.5 * TIMES, 0.1)


def test_marks_that_no_phrase_knows_leave_nothing_behind() -> None:
    automaton = compile_phrases([phrase for phrase in phrases() if phrase.family == "anon"])
    start = automaton._states.start

    def read(lengths: range) -> int:
        for length in lengths:
            automaton.walk([("-" * length), "sources", "said"])
        return len(start.moves)

    assert read(range(3, 10)) == read(range(10, 500))


@pytest.mark.parametrize("shape", SHAPES)
def test_checking_is_linear(shape: str) -> None:
    settings = settle([])

    def checking(size: int) -> object:
        return check_document(read_text(draft(shape, size)), settings)

    checking(2_000)
    assert grows_at_most(checking, SMALL, SMALL * TIMES, 2.5 * TIMES, 0.1)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["one paragraph", "unclosed quotes"])
def test_large_drafts_take_ten_times_as_long_as_ten_times_smaller_ones(shape: str) -> None:
    score_document(read_text(draft(shape, 2_000)))
    assert grows_at_most(lambda size: score_document(read_text(draft(shape, size))), 200_000, 2_000_000, 15)


def test_a_short_draft_makes_few_states() -> None:
    automaton = compile_phrases(phrases())
    text = Text(read_text(EXAMPLE.read_text("utf-8")))
    find_hits(automaton, text.words, text.folded)
    assert len(automaton._states) < 3 * len(text)


def test_states_are_made_once() -> None:
    automaton = compile_phrases(phrases())
    text = Text(read_text(draft("requests", 20_000)))
    hits = find_hits(automaton, text.words, text.folded)
    states = len(automaton._states)
    assert find_hits(automaton, text.words, text.folded) == hits
    assert len(automaton._states) == states


def test_many_threads_share_an_automaton() -> None:
    seeds = phrases()
    texts = [Text(read_text(draft(shape, 3_000))) for shape in SHAPES]
    alone = compile_phrases(seeds)
    expected = [find_hits(alone, text.words, text.folded) for text in texts] * 8
    shared = compile_phrases(seeds)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(64) as pool:
            found = list(pool.map(lambda text: find_hits(shared, text.words, text.folded), texts * 8))
    finally:
        sys.setswitchinterval(interval)
    assert found == expected


def test_states_beyond_the_limit_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    automaton = compile_phrases(phrases())
    text = Text(read_text(draft("requests", 20_000)))
    hits = find_hits(automaton, text.words, text.folded)
    monkeypatch.setattr("scorer.lexicon.automaton._STATES_KEPT", 10)
    assert find_hits(automaton, text.words, text.folded) == hits


COLD = """
import sys, time
from scorer.cli import main
try:
    main(["score", sys.argv[1]])
except SystemExit as ended:
    assert not ended.code
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time(), peak, *(name for name in ("numpy", "scipy", "sklearn") if name in sys.modules))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells its peak memory in /proc")
def test_a_cold_start_is_small() -> None:
    runs = []
    for _ in range(3):
        command = [sys.executable, "-c", COLD, str(EXAMPLE)]
        last = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        time, memory, *heavy = last.split()
        assert heavy == []
        runs.append((float(time), int(memory) / 1024))
    assert max(memory for _, memory in runs) <= 120


@pytest.mark.parametrize("shape", [*SHAPES])
def test_tables_take_linear_time(shape: str) -> None:
    def tabulating(size: int) -> float:
        document = read_text(draft(shape, size))
        annotated = annotate_document(document)
        gc.collect()
        begin = process_time()
        annotated.measures = measure_sourcing(annotated)
        tables = tabulate(annotated)
        for form in ("terminal", "json", "csv"):
            open_tables(form, StringIO()).document(tables)
        return process_time() - begin

    tabulating(2_000)
    small = min(tabulating(SMALL) for _ in range(3))
    assert tabulating(SMALL * TIMES) < 2.5 * TIMES * small + 0.1
