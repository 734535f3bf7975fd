"""What kind of sentence it is: main clauses, forms of text, habits, neighbours."""

from __future__ import annotations

import pytest

from scorer.features import Page
from scorer.features._clauses import clauses_of
from scorer.pipeline import rows_of
from scorer.readers import read_text

CLAUSES = [
    ("Marla Quist signed the bill on Tuesday.", "person", "act"),
    ("On Monday, the county council, which had met twice, voted to close the pool.", "body", "act"),
    ("But the move was a mistake.", "the", "was"),
    ("He wants to win the harbour seat.", "he", "mental"),
    ("There is no end in sight.", "there", "is"),
    ("Many voters fear the cost.", "many", "mental"),
    ("The report, published in May, found little.", "record", "act"),
    ("After the storm, rescuers in Velm pulled two men from the river.", "bare", "ed"),
    ("What does it mean?", "wh", "does"),
    ("The mayor's gamble underscored the divide.", "role", "causal"),
    ("It will take years.", "it", "will"),
    ("We should have known.", "narrator", "modal"),
    ("“Nobody told us,” she said.", "quote", "none"),
]


def paged(*blocks: str) -> Page:
    page, _ = rows_of(read_text("\n\n".join(blocks), "draft"))
    return page


def columns_of(*blocks: str) -> list[dict[str, float]]:
    return [row.values for row in rows_of(read_text("\n\n".join(blocks), "draft"))[1]]


@pytest.mark.parametrize(("sentence", "subject", "verb"), CLAUSES)
def test_a_main_clause_has_a_subject_and_a_verb(sentence: str, subject: str, verb: str) -> None:
    first = clauses_of(paged(sentence).views[0])[0]
    assert (first.subject, first.verb) == (subject, verb)


def test_every_sentence_has_its_share() -> None:
    (row,) = columns_of("He wants the seat. The quarrel is old. The quarrel is bitter. There is no plan.")
    assert row["clauses.share_verb_is"] == pytest.approx(0.75)
    assert row["clauses.share_subject_the"] == pytest.approx(0.5)
    assert row["clauses.verb_mental"] == 1


def test_answers_are_known_by_their_questions() -> None:
    rows = columns_of(
        "Q: Have you met the ferry owners since the sinking?",
        "A: Twice. I asked them for the logbook.",
        "Q: And did they bring it along?",
    )
    assert rows[0]["forms.asked"] == 1
    assert rows[1]["forms.answer"] == rows[1]["forms.answers_in_interview"] == rows[1]["forms.after_question"] == 1
    assert "forms.answers_in_interview" not in rows[2]


def test_a_post_is_known_by_its_account() -> None:
    rows = columns_of(
        "Bridge shut until noon. Sorry, all! — Tam Orrel (@tamorrel) March 3, 2017", "The bridge was shut until noon that day."
    )
    assert rows[0]["forms.post"] == 1
    assert "forms.post" not in rows[1]


def test_who_speaks_next_is_introduced() -> None:
    rows = columns_of(
        "Tam Orrel has run the harbour office at Velm since the flood of last spring.",
        "“The quay will hold another winter,” said Tam Orrel, who measures it weekly.",
        "The quay is a hundred and ten metres long and was never meant for lorries.",
    )
    assert rows[0]["neighbours.introduces"] == 1
    assert rows[2]["neighbours.attributed_before"] == pytest.approx(0.5)
    assert "neighbours.introduces" not in rows[2]


def test_habits_are_the_same_for_all_paragraphs() -> None:
    rows = columns_of(
        "The plan is a shameful disaster, and a reckless one at that, whoever thought of it.",
        "But the council, weak as ever, will pass it all the same before the summer is out.",
    )
    names = ("habits.evaluative", "habits.judges_alone", "habits.turns", "habits.ruled_unsupported")
    assert all(rows[0][name] == rows[1][name] > 0 for name in names)
