"""Where sentences end, on sentences written for the purpose."""

from __future__ import annotations

import pytest
from timing import grows_at_most

from scorer.text import Text
from scorer.types import Block, Document


def sentences(text: str) -> list[str]:
    """The sentences of a text that is one paragraph."""
    analysed = Text(Document(text, blocks=[Block(0, len(text), "body")]))
    return [text[slice(*analysed.span(first, last))] for first, last in analysed.sentences]


CASES = [
    ["The gate is shut.", "Nobody went in!", "Why?", "Nobody said."],
    ["Mr. Orrin Vale met Dr. Ana Reyes and Gov. Lee Tamm on St. Bride Street.", "They talked."],
    ["J. K. Marrow and Ana B. Reyes signed it.", "Both left."],
    ["He beat Orrin Vale Jr.", "The vote was close."],
    ["The U.S. Treasury paid.", "The money went to the U.S.", "The rest did not."],
    ["“We are leaving the U.S.”", "The room fell silent."],
    ["It opens at 9 a.m. Monday and closes at 5 p.m.", "The gate stays shut after that."],
    ["On Dec. 4 they met at No. 10 Mill Lane.", "No. 7 was empty."],
    ["Asked twice, she said no.", "The talks ended."],
    ["Tamm Corp. said it lost $3.5 million, or 0.25 per cent of 1,000.5 shares.", "It fell."],
    ["Reyes works for Vale & Co.", "The firm is small."],
    ["“The gate is shut.”", "Reyes left."],
    ["“Why?” he asked.", "Nobody knew."],
    ["“Stop!” she cried, “or I leave.”", "He stopped."],
    ['"The gate is shut." she said.', "He left."],
    ["He paused… then went on.", "She paused...", "Then she left.", "It was over…", "Nobody spoke."],
    ["What?!", "Nobody had said so.", "Really?!!", "Yes."],
    ["(The gate is shut.)", "He left."],
    ["See example.org or write to desk@example.org.", "The site is up."],
    ["The dam (built in 1911) held.", "It did."],
    ["They chose Plan B.", "The council agreed."],
    ["He came at 4.30pm on Friday.", "She was late."],
    ["So did I.", "Nobody else did."],
]


@pytest.mark.parametrize("expected", CASES, ids=[case[0][:30] for case in CASES])
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("text", ["The gate is shut", "“Shut", "...", "U.S.", "?", "Mr."])
def test_text_without_an_end_is_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_paragraph_ends_a_sentence() -> None:
    text = "Shut gate\n\nThe gate is shut"
    analysed = Text(Document(text, blocks=[Block(0, 9, "body"), Block(11, len(text), "body")]))
    assert [text[slice(*analysed.span(first, last))] for first, last in analysed.sentences] == ["Shut gate", "The gate is shut"]


@pytest.mark.parametrize(
    ("wanted", "expected"), [({"gate"}, [1, 4]), ({"is", "shut", "flood"}, [0, 5, 6]), ({"flood"}, []), (frozenset(), [])]
)
def test_places_of_words_come_in_order_over_all_paragraphs(wanted: set[str], expected: list[int]) -> None:
    analysed = Text(Document("Shut gate\n\nThe gate is shut", blocks=[Block(0, 9, "body"), Block(11, 27, "body")]))
    assert list(analysed.places_of(wanted)) == expected


def test_no_blocks_no_sentences() -> None:
    assert Text(Document("")).sentences == []


@pytest.mark.parametrize("piece", ["!", ".)", "?!a", ". a ", "U.S. ", "...", "A. ", '."', "!a)"])
def test_time_grows_with_the_text(piece: str) -> None:
    def work(times: int) -> Text:
        return Text(Document(piece * times + "a", blocks=[Block(0, len(piece) * times + 1, "body")]))

    assert grows_at_most(work, 5_000, 40_000, 24)
