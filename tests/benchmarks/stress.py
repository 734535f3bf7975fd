"""Drafts that a scorer may choke on, with the result that is right: it must be found, in time that grows with the length."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from string import ascii_lowercase
from typing import NamedTuple

from scorer.pipeline import annotate_document, rows_of, score_document
from scorer.readers import read_text

TIMES = 4


def surname(number: int) -> str:
    """A surname nobody has had before: three letters and "berg"."""
    letters = "".join(ascii_lowercase[number // 26**place % 26] for place in range(3))
    return f"Q{letters}berg"


def unclosed(size: int) -> str:
    """Paragraphs that open a quotation and never close it, between others that quote nobody."""
    pairs = (
        f"Dolores Ibarra said: “It rained on day {day} and nobody came\n\n{_other(day)} said the gate had given way."
        for day in range(size)
    )
    return "\n\n".join(pairs)


def _other(number: int) -> str:
    return ("Peter Holm", "Ruth Alder")[number % 2]


def right_unclosed(size: int) -> int:
    """How many pairs of paragraphs are attributed to the right speakers: the open quotation swallows nothing."""
    paragraphs = annotate_document(read_text(unclosed(size))).paragraphs
    names = [{one.source.name for one in paragraph.attributions if one.source} for paragraph in paragraphs]
    return sum(names[2 * at] == {"Dolores Ibarra"} and names[2 * at + 1] == {_other(at)} for at in range(size))


def continued(size: int) -> str:
    """One speaker's quotation over many paragraphs, each opening with a mark that only the last one closes."""
    middle = "\n\n".join(f"“It rained on day {day}, and nobody came to look at the gate." for day in range(size - 2))
    return f"Dolores Ibarra said: “It rained for years.\n\n{middle}\n\n“That is all I know.”\n"


def right_continued(size: int) -> int:
    """How many paragraphs are in the mouth of the one speaker."""
    page, _ = rows_of(read_text(continued(size)))
    speakers = [source for stretches in page.speakers_of.values() for _, _, source, _ in stretches]
    return sum(source is not None and source.name == "Dolores Ibarra" for source in speakers)


def in_a_row(size: int) -> str:
    """Quotations one after the other in paragraphs of twenty, each by the other of two speakers."""
    quotations = [f"“It rained on day {day} and the gate gave way,” {_speaker(day)} said." for day in range(size)]
    return "\n\n".join(" ".join(quotations[at : at + 20]) for at in range(0, size, 20))


def _speaker(day: int) -> str:
    return ("Dolores Ibarra", "Peter Holm")[day % 2]


def right_in_a_row(size: int) -> int:
    """How many quotations are attributed to the one who speaks them."""
    document = read_text(in_a_row(size))
    found: dict[int, str] = {}
    for paragraph in annotate_document(document).paragraphs:
        for one in paragraph.attributions:
            if one.content and one.source:
                found[document.text.count("“", 0, one.content.start + 1) - 1] = one.source.name
    return sum(found.get(day) == _speaker(day) for day in range(size))


def many_sources(size: int) -> str:
    """A new person speaks in every paragraph."""
    return "\n\n".join(f"Ruth {surname(number)} said it rained on the gate all day." for number in range(size))


def right_sources(size: int) -> int:
    """How many distinct persons are found by their names."""
    names = {source.name for source in annotate_document(read_text(many_sources(size))).sources if source.kind == "person"}
    return len(names & {f"Ruth {surname(number)}" for number in range(size)})


class Stress(NamedTuple):
    """A hostile draft: how large it gets, how it is written, and how many of its pieces come out right."""

    size: int
    write: Callable[[int], str]
    count_right: Callable[[int], int]


STRESSES = {
    "unclosed quotes": Stress(5_000, unclosed, right_unclosed),
    "continued quotations": Stress(5_000, continued, right_continued),
    "quotations in a row": Stress(5_000, in_a_row, right_in_a_row),
    "distinct sources": Stress(10_000, many_sources, right_sources),
}


def seconds(text: str, rounds: int = 1) -> float:
    """The least processor time from text to scores."""
    times = []
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()
        score_document(read_text(text))
        times.append(time.process_time() - begin)
    return min(times)
