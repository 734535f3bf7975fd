"""Quotation stretches, by the marks newsrooms and keyboards use."""

from __future__ import annotations

import pytest
from timing import grows_at_most

from scorer.readers import read_text
from scorer.text import Quotation, Text
from scorer.types import Block, Document


def quotations(text: str) -> tuple[Text, list[Quotation]]:
    """The analysed text and its quotations, every blank line a paragraph's edge and every paragraph body."""
    document = read_text(text)
    blocks = [Block(block.start, block.end, "body") for block in document.blocks]
    analysed = Text(Document(text, blocks=blocks))
    return analysed, analysed.quotations


def quoted(text: str) -> list[str]:
    """What is quoted, marks included."""
    analysed, found = quotations(text)
    return [text[slice(*analysed.span(stretch.first, stretch.last))] for stretch in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The gate is shut," Ana Reyes said. "It stays shut."', ['"The gate is shut,"', '"It stays shut."']),
        ("“The gate is shut,” Ana Reyes said.", ["“The gate is shut,”"]),
        ("''The gate is shut,'' Ana Reyes said.", ["''The gate is shut,''"]),
        ("``The gate is shut,'' Ana Reyes said.", ["``The gate is shut,''"]),
        ("«The gate is shut», Ana Reyes said.", ["«The gate is shut»"]),
        ("„The gate is shut“, Ana Reyes said.", ["„The gate is shut“"]),
        ("”The gate is shut,” Ana Reyes said.", ["”The gate is shut,”"]),
        ("‘The gate is shut,’ Ana Reyes said.", ["‘The gate is shut,’"]),
        ("'The gate is shut,' Ana Reyes said.", ["'The gate is shut,'"]),
        ('She called it (“a farce”) and "a sham".', ["(“a farce”)"[1:-1], '"a sham"']),
        ('The mayor — "furious" — left.', ['"furious"']),
        ('“The gate is shut," she said.', ['“The gate is shut,"']),
        ('" The gate is shut, " she said.', ['" The gate is shut, "']),
        ('She said it was "  never  " her plan.', ['"  never  "']),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert all(stretch.closed for stretch in quotations(text)[1])


@pytest.mark.parametrize(
    "text",
    [
        "The workers' pay was late, and so was the nurses' rent.",
        "They played rock 'n' roll until the '90s ended.",
        "They played rock ’n’ roll; ’twas loud.",
        "Tell 'em the mayor's aides don't know it's o'clock.",
        "Word’s autocorrect wrote ‘90s and ‘em where it should not.",
        "Reyes's sister, the Joneses' lawyer, wasn't there.",
        'The 12" pipe burst.',
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The workers’ pay is late,’ she said.", ["‘The workers’ pay is late,’"]),
        ("‘They cut the workers’ pay.’ He left.", ["‘They cut the workers’ pay.’"]),
        ("He spoke of ‘lost wages’ and ‘idle hands’ on Monday.", ["‘lost wages’", "‘idle hands’"]),
        ("He spoke of ‘lost wages’ and left.", ["‘lost wages’"]),
        ("‘It’s shut,’ she said. ‘Don’t wait.’", ["‘It’s shut,’", "‘Don’t wait.’"]),
    ],
)
def test_british_single_marks_live_with_apostrophes(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me ‘go home’ and left,” she said.", ["“He told me ‘go home’ and left,”"]),
        ("‘He told me “go home” and left,’ she said.", ["‘He told me “go home” and left,’"]),
        ("“He told me “go home” and left,” she said.", ["“He told me “go home” and left,”"]),
        ("\"'Go home,' he told me,\" she said.", ["\"'Go home,' he told me,\""]),
        ("Workers’ rights, “a joke,” he said.", ["“a joke,”"]),
    ],
)
def test_quotations_inside_quotations_are_one_stretch(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = "Reyes said: “The gate is shut.\n\nThe council met on Monday."
    _, found = quotations(text)
    assert quoted(text) == ["“The gate is shut."]
    assert [(stretch.closed, stretch.continued) for stretch in found] == [(False, False)]


def test_a_closer_without_opener_quotes_from_the_start() -> None:
    assert quoted('The gate is shut," Reyes said. She left.') == ['The gate is shut,"']


@pytest.mark.parametrize(("opener", "closer"), [("“", "”"), ('"', '"'), ("‘", "’"), ("''", "''")])
def test_a_quotation_over_paragraphs_is_one_run(opener: str, closer: str) -> None:
    left_open = f"{opener}One, she said.\n\n{opener}Two, she said.\n\n"
    text = f"{left_open}{opener}Three,{closer} said Ana.\n\n{opener}New one,{closer} he said."
    _, found = quotations(text)
    assert [stretch.run for stretch in found] == [0, 0, 0, 1]
    assert [stretch.closed for stretch in found] == [False, False, True, True]
    assert [stretch.continued for stretch in found] == [True, True, False, False]
    assert [stretch.continues for stretch in found] == [False, True, True, False]


def test_a_paragraph_in_between_ends_the_run() -> None:
    _, found = quotations("“One, she said.\n\nThe council met.\n\n“Two,” said Ana.")
    assert [(stretch.continued, stretch.continues, stretch.run) for stretch in found] == [(False, False, 0), (False, False, 1)]


def test_quoted_tokens_are_marked() -> None:
    analysed, _ = quotations("She said “never again” twice.")
    assert [word for word, inside in zip(analysed.words, analysed.quoted, strict=True) if inside] == ["“", "never", "again", "”"]


@pytest.mark.parametrize(("opener", "closer"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")])
def test_thousands_of_quotations_in_a_row(opener: str, closer: str) -> None:
    text = f"{opener}Shut it,{closer} " * 5000
    assert quoted(text) == [f"{opener}Shut it,{closer}"] * 5000


@pytest.mark.parametrize("mark", ["“", '"', "‘", "'", "''", "“a ", '"a ', "‘a ", "” ", "’s ", "“a”"])
def test_time_grows_with_the_text_whatever_the_marks(mark: str) -> None:
    def work(times: int) -> Text:
        return Text(Document(mark * times, blocks=[Block(0, len(mark) * times, "body")]))

    assert grows_at_most(work, 5_000, 40_000, 24)


def test_a_document_of_unclosed_quotations() -> None:
    _, found = quotations("“We knew of the crack.\n\n" * 2000)
    assert len(found) == 2000
    assert {stretch.run for stretch in found} == {0}
    assert not any(stretch.closed for stretch in found)
