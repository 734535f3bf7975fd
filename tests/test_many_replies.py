"""A party that is accused and heard again and again: rows show the nearest answers, and nothing else is lost."""

import pytest

import scorer
from scorer.changes import find_changes
from scorer.tables import ANSWERS, list_answers, list_replies

TIMES = 2 * ANSWERS
SHARED = (
    "Oskar Brandt and Mira Lund declined to comment.",
    "Neither Oskar Brandt nor Mira Lund responded to a request for comment.",
)


@pytest.fixture(scope="module")
def rows():
    """An accusation of one party in every odd paragraph, its denial in every even one."""
    days = (f"{day}: Mira Lund accused Oskar Brandt of theft.\n\nBrandt denied the claim on day {day}." for day in range(TIMES))
    return list_replies(scorer.annotate("\n\n".join(days)))


@pytest.mark.parametrize("at", range(TIMES))
def test_a_row_shows_the_nearest_answers_and_counts_the_rest(rows, at):
    row = rows[at]
    denials = range(2, 2 * TIMES + 1, 2)
    shown = [answer.words.paragraph for answer in row.answers]
    left_out = set(denials) - set(shown)
    assert row.accusation.paragraph == 2 * at
    assert (len(shown), row.further) == (ANSWERS, TIMES - ANSWERS)
    assert shown == sorted(shown)
    assert 2 * at + 2 in shown  # the one right behind it
    accused = 2 * at + 1
    assert min(abs(one - accused) for one in left_out) >= ANSWERS - 1  # half of those shown stand on either side
    assert (row.lag, row.status) == (1, "answered")


def test_few_answers_are_all_shown():
    (row,) = list_replies(scorer.annotate("Mira Lund accused Oskar Brandt of theft. Brandt denied the claim."))
    assert (len(row.answers), row.further) == (1, 0)


@pytest.mark.parametrize("copy", SHARED)
def test_two_parties_of_one_answer_are_two_answers(copy):
    assert [answer.reply.name for answer in list_answers(scorer.annotate(copy))] == ["Oskar Brandt", "Mira Lund"]


def test_a_diff_tells_of_both_parties_of_one_answer():
    old, new = (scorer.score(f"The gate shut on Friday.{more}") for more in ("", f" {SHARED[0]}"))
    changes = find_changes(old, new).replies
    assert [(change.kind, change.reply.name) for change in changes] == [("added", "Oskar Brandt"), ("added", "Mira Lund")]
