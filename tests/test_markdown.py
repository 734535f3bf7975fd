"""Markdown: what is markup is blank in ``plain``, what is prose stays where it was."""

from __future__ import annotations

import pytest
from timing import grows_at_most

from scorer.readers.markdown import read_text
from scorer.types import Document


def read(text: str) -> Document:
    """The draft in a Markdown text."""
    return read_text(text, "a.md")


def words(text: str) -> str:
    """What is left of the text in ``plain``."""
    return " ".join(read(text).plain.split())


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    document = read(text)
    return [(block.kind, " ".join(document.plain[block.start : block.end].split())) for block in document.blocks]


PROSE = "The gate is shut, officials said on Monday."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It was **shut** and *locked*, __barred__ and _bolted_.", "It was shut and locked , barred and bolted ."),
        ("***Shut*** and ~~open~~.", "Shut and open ."),
        ("a snake_case_word and 5 * 3 * 2", "a snake_case_word and 5 * 3 * 2"),
        ("A star* stands alone.", "A star* stands alone."),
        ('See [the memo](https://example.org/a_(b)?c=d "Memo") now.', "See the memo now."),
        ("See [the memo](<https://example.org/a b>) now.", "See the memo now."),
        ("See ![a photo](gate.jpg) now.", "See now."),
        ("See [![a photo](gate.jpg)](https://example.org) now.", "See now."),
        ("“It [the gate] is shut [sic],” she said.", "“It [the gate] is shut [sic],” she said."),
        ("See [the memo][1] and [2] and [3].\n\n[1]: https://example.org/1 'One'\n[2]: /two", "See the memo and 2 and [3]."),
        ("Run `rm *gate*` now, or `` a ` b ``.", "Run now, or ."),
        ("A lone ` tick.", "A lone ` tick."),
        ("Escaped \\*star\\* and \\[bracket\\](x).", "Escaped *star * and [bracket ](x)."),
        ("Written at <https://example.org> by <b>Ana</b><br/>Reyes.", "Written at by Ana Reyes."),
        ("If a < b and c > d, shut.", "If a < b and c > d, shut."),
        ("Shut.<!-- editor: check\n\nthis --> Locked.", "Shut. Locked."),
        ("Shut <!-- never closed.", "Shut <!-- never closed."),
        ("Shut.[^1]\n\n[^1]: Says Reyes.", "Shut. Says Reyes."),
        ("Shut&nbsp;now.", "Shut now."),
        ("A line\\\nbroken.", "A line broken."),
    ],
)
def test_markup_inside_a_paragraph(text: str, kept: str) -> None:
    assert words(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "# Gate shut\n\n{}",
        "Gate shut\n=========\n{}",
        "Gate shut\n---\n\n{}",
        "### Gate shut ###\n{}",
        "#\tGate shut\n\n\n{}",
        "# **Gate** shut\r\n{}",
    ],
)
def test_headings(text: str) -> None:
    assert blocks(text.format(PROSE)) == [("heading", "Gate shut"), ("body", PROSE)]


def test_a_tag_is_no_heading() -> None:
    assert blocks(f"#gate {PROSE}") == [("body", f"#gate {PROSE}")]


def test_a_rule_below_a_long_paragraph_makes_no_heading_of_it() -> None:
    assert blocks(f"{PROSE} {PROSE * 8}\n---\n{PROSE}")[0][0] == "body"


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "___", "- - -"])
def test_rules_are_no_text(rule: str) -> None:
    assert blocks(f"{PROSE}\n\n{rule}\n\n{PROSE}") == [("body", PROSE)] * 2


def test_lists() -> None:
    items = "- The gate\n  is shut.\n* [x] The wall holds.\n\n  It was built in 1911.\n    1. Nested item."
    text = f"Three things:\n\n{items}\n\nBack to prose, they said."
    assert blocks(text) == [
        ("body", "Three things:"),
        ("list", "The gate is shut."),
        ("list", "The wall holds."),
        ("list", "It was built in 1911."),
        ("list", "Nested item."),
        ("body", "Back to prose, they said."),
    ]


def test_a_year_at_a_line_start_is_no_list() -> None:
    assert len(blocks(f"{PROSE} It was built in\n191. Nobody knows more, they said.")) == 1


def test_block_quotes() -> None:
    text = f"> “It is\n> shut,” he said.\n>\n> > Again.\nand again.\n\n{PROSE}"
    assert blocks(text) == [("quote", "“It is shut,” he said."), ("quote", "Again. and again."), ("body", PROSE)]


def test_tables_give_a_block_a_row() -> None:
    text = f"{PROSE}\n\nGate | State\n--- | :---\nNorth | shut\n\n| South | open |\n\n{PROSE}"
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == ["body", "list", "list", "list", "body"]
    assert blocks(text)[2] == ("list", "North shut")


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Secret plan\ntags:\n  - gate\n---\n",
        "---\r\ntitle: Secret plan\r\n...\r\n",
        '+++\ntitle = "Secret plan"\n[extra]\n+++\n\n',
        "---\n---\n",
        "```\nSecret plan = 1\n```\n",
        "~~~~ text\nSecret plan\n~~~\n\nSecret\n~~~~\n",
        "<!--\nSecret plan\n\nof ours\n-->\n\n",
        "    secret_plan(1)\n\n",
        "[secret]: https://example.org/plan\n\n",
        "![Secret plan](plan.png)\n\n",
        "> ```\n> Secret plan\n> ```\n\n",
        "- item, they said:\n\n  ```\n  Secret plan\n  ```\n\n",
    ],
)
def test_what_is_no_prose_gives_no_block(head: str) -> None:
    found = [block for block in blocks(head + PROSE) if block != ("list", "item, they said:")]
    assert found == [("body", PROSE)]
    assert "ecret" not in read(head + PROSE).plain


def test_code_without_an_end_runs_to_the_end() -> None:
    assert blocks(f"{PROSE}\n\n```\nsecret") == [("body", PROSE)]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n\n{PROSE}\n\n---\n\n{PROSE}",
        f"---\n{PROSE}\n\n***\n{PROSE}",
        f"\t{PROSE}\n\n    {PROSE}",
        f"{PROSE}\n\n<!-- {PROSE}",
    ],
)
def test_prose_is_never_lost_to_a_strict_reading(text: str) -> None:
    assert words(text).count("officials said") == 2
    assert [kind for kind, _ in blocks(text)] == ["body", "body"]


def test_kinds_are_told_as_in_plain_text() -> None:
    text = f"# Gate\n\n**By Ana Reyes**\n\nORRIN, March 4 (Tamm Wire) —\n\n{PROSE}\n\n*Photo: Lee Tamm*"
    assert [kind for kind, _ in blocks(text)] == ["heading", "byline", "dateline", "body", "caption"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_offsets_are_those_of_the_file(end: str) -> None:
    text = f"# Gate 🚪 *shut*{end}{end}Zoe\u0301 **Vale** [left](x).{end}{end}> Quote{end}"
    document = read("\ufeff" + text)
    assert document.text == text
    assert [document.position(block.start) for block in document.blocks] == [(1, 3), (3, 1), (5, 3)]
    assert document.plain.index("Vale") == text.index("Vale")
    assert document.plain.index("left") == text.index("left")


HOSTILE = [
    "*", "**a", "_a", "a_ ", "`", "`a``", "[", "](", "[a](", "[a](b", '[a](b "', "![", "<", "<a", "<!--", "~~", "> ", ">",
    "- a\n",
    "[a][", "[^a]", "a|b\n-|-\n", "***a** ", "---\n", "a:\n", "    x\n", "```\n", "\\", "((((", "[a]: /b\n\n[",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text(piece: str) -> None:
    assert grows_at_most(lambda times: read(piece * times), 3_000, 24_000, 24)
