"""Plain text is cut into blocks, and what is not body is told apart."""

from __future__ import annotations

import pytest
from timing import grows_at_most

from scorer.text.blocks import cut_blocks, kind_of
from scorer.types import Block

PROSE = "The gate is shut, officials said on Monday."


def cut(text: str) -> list[str]:
    """The words of every block."""
    return [text[block.start : block.end] for block in cut_blocks(text)]


@pytest.mark.parametrize("blank", ["\n\n", "\n \t \n", "\r\n\r\n", "\r\r", "\n\n\n\n", "\n\u00a0\n"])
def test_a_blank_line_parts_paragraphs(blank: str) -> None:
    assert cut(f"{blank}  {PROSE}{blank}{PROSE} {blank}") == [PROSE, PROSE]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_without_a_blank_line_a_line_is_a_paragraph(end: str) -> None:
    assert cut(f"{PROSE}{end}{PROSE}{end}Third one.{end}") == [PROSE, PROSE, "Third one."]


def test_lines_broken_by_hand_stay_one_paragraph() -> None:
    wrapped = "The gate was shut on Monday after the\nriver had risen for three days, and\nofficials kept it so."
    assert cut(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_lines_broken_by_hand_without_blank_lines_are_joined() -> None:
    first = "The gate was shut on Monday after the\nriver had risen for three days, and\nit stayed so."
    second = "Nobody was told of it until the next\nmorning, when a boy found the\nlock."
    assert cut(f"{first}\n{second}") == [first, second]


def test_long_lines_are_paragraphs_even_where_some_line_is_blank() -> None:
    long = PROSE * 5
    assert cut(f"Gate shut\n\n{long}\n{long}\n{PROSE}") == ["Gate shut", long, long, PROSE]


def test_the_head_of_a_story_is_cut_by_line() -> None:
    text = f"Gate Shut in Orrin\nBy Ana Reyes\nMarch 4, 2031\n\n{PROSE}"
    assert [block.kind for block in cut_blocks(text)] == ["heading", "byline", "dateline", "body"]


def test_list_items_are_blocks() -> None:
    text = f"{PROSE}\n\nThree gates:\n- North, which\nis shut\n- South\n\n1. One is shut.\n2. Two are open."
    assert [(block.kind, text[block.start : block.end]) for block in cut_blocks(text)][1:] == [
        ("body", "Three gates:"),
        ("list", "- North, which\nis shut"),
        ("list", "- South"),
        ("list", "1. One is shut."),
        ("list", "2. Two are open."),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \t\r\n"])
def test_nothing_has_no_blocks(text: str) -> None:
    assert cut_blocks(text) == []


def test_blocks_are_trimmed() -> None:
    assert cut_blocks(f"\n \t{PROSE}\u00a0 \r\n") == [Block(3, 3 + len(PROSE), "body")]


KINDS = {
    "body": [
        PROSE,
        "Nobody knew.",
        "He left on Friday.",
        "The council met.",
        "Police arrested two men.",
        "ORRIN, March 4 (Tamm Wire) — The gate is shut, officials said.",
        "ORRIN (Tamm Wire) — The gate is shut.",
        "By Friday, the river had risen.",
        "By noon Reyes and Vale were gone.",
        "Reporting by the Orrin Post found that the mayor knew of the crack.",
        "“The gate is shut,” Reyes said.",
        "“We will go on",
        "“We will go on,” said Ana Reyes — who had not slept.",
        "1911 was a wet year.",
        "J. K. Marrow signed it.",
        "Photographs of the gate show a crack, Reyes said.",
        "She used to work for Getty Images.",
        "The mayor wrote:",
        "Who knew? Reyes did.",
        "the gate had been shut",
        "NATO said the gate was shut.",
        "May was wet.",
        "She was paid $3 million by Vale & Co.",
        "Reyes told the council in March that the wall would not hold, and that nobody had looked",
        "Sunday was the worst day of all.",
        "-5 degrees were measured in Orrin on Monday.",
    ],
    "heading": [
        "Gate Shut in Orrin",
        "Gate shut as river rises in Orrin",
        "GATE SHUT",
        "ABSTRACT.",
        "What We Know So Far",
        "What happens next?",
        "Gate Shut!",
        "Key Findings:",
        "Read more:",
        "Mayor says wall is safe",
        "* * *",
        "###",
        "-30-",
        "- ‘Nobody knew’ -",
        "Advertisement Go on to the story",
    ],
    "byline": [
        "By Ana Reyes",
        "BY ANA REYES",
        "By Ana Reyes and Orrin Vale, Tamm Wire",
        "By Ana Reyes, health correspondent",
        "Ana Reyes, Staff Writer",
        "Orrin Vale, Political Editor",
        "Reporting by Ana Reyes in Orrin; editing by Lee Tamm",
        "(Reporting by Ana Reyes in Orrin and Orrin Vale in Tamm; Writing by Lee Marrow; Editing by Jo Bride)",
        "Additional reporting by Ana Reyes.",
        "Ana Reyes contributed to this report.",
        "Reyes reported from Orrin.",
        "- Ana Reyes",
    ],
    "dateline": [
        "ORRIN, March 4 (Tamm Wire) —",
        "ORRIN (Tamm Wire) -",
        "ORRIN —",
        "NEW ORRIN, March 4",
        "March 4, 2031",
        "Monday, 4 March 2031",
        "Updated at 7:05 a.m. GMT Sunday",
        "2031-03-04",
        "2031-03-04T10:15:00Z",
        "10:15 GMT",
        "Published 4 Mar. 2031, 10:15 a.m.",
    ],
    "list": [
        "• The gate is shut.",
        "- The gate is shut, officials said.",
        "* one",
        "1. The gate is shut.",
        "12) The gate is shut.",
        "(3) The gate is shut.",
        "a) The gate",
        "Gate\tState\tSince",
        "North | shut | Monday",
        "North     shut     Monday",
    ],
    "caption": [
        "Photograph: Ana Reyes",
        "Photo",
        "Image: Tamm Wire",
        "The gate on Monday. (Photo by Ana Reyes/Tamm Wire)",
        "The gate on Monday. Photograph: Ana Reyes for the Orrin Post",
        "The gate on Monday. Ana Reyes / Getty",
        "The gate on Monday. (Ana Reyes/AP)",
        "Ana Reyes / Getty Images.",
        "File photo",
        "FILE - The gate is seen in 2030.",
        "[Graphic: how the gate works]",
        "© Tamm Wire",
    ],
    "quote": [
        "“The gate was never safe.” — Ana Reyes, engineer",
        '"The gate was never safe." -- Ana Reyes',
        "‘The gate was never safe’ – Reyes",
        "“The gate was never safe.”\n— Ana Reyes, engineer",
        "> The gate was never safe.\n> We knew.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kinds_in_mid_story(kind: str, text: str) -> None:
    assert kind_of(text, 5, 12, "body") == kind


def test_the_first_block_may_be_a_title_with_a_stop() -> None:
    assert kind_of("Orrin mayor shuts gate as river rises.", 0, 9, "") == "heading"
    assert kind_of("Orrin mayor shuts gate as river rises.", 4, 9, "body") == "body"
    assert kind_of("The mayor of Orrin shut the gate on Monday.", 0, 9, "") == "body"
    assert kind_of("Orrin mayor shuts gate as river rises.", 0, 1, "") == "body"


def test_a_name_below_a_title_is_a_byline() -> None:
    assert kind_of("Ana Reyes", 1, 9, "heading") == "byline"


def test_a_long_block_is_body_whatever_it_opens_with() -> None:
    assert kind_of("PHOTO: " + PROSE * 30, 3, 9, "body") == "body"


@pytest.mark.parametrize(
    "piece", ["The gate is shut. ", "gate\n", "\n", "\r", "- ", "Photo: ", "| ", "Reyes, ", "“", "> ", "a\n\n", "By Ana "]
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert grows_at_most(lambda times: cut_blocks(piece * times), 10_000, 80_000, 24)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [PROSE, PROSE + "\nand so ", PROSE + "\n\n"])
def test_large_drafts_take_ten_times_as_long_as_ten_times_smaller_ones(piece: str) -> None:
    assert grows_at_most(lambda times: cut_blocks(piece * times), 20_000, 200_000, 15)
