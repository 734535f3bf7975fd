"""What to check first: the order, the parts it is made of, and weights of one's own."""

from __future__ import annotations

import pytest

from scorer.errors import ScorerError
from scorer.pipeline import score_document
from scorer.priorities import LEAST, WEIGHTS, rank
from scorer.readers import read_text

DRAFT = """The harbour board meets every second Tuesday in Tarnwick town hall.

Insiders say the board's treasurer stole $4 million from the pension fund.

“We opened the books in March,” said Dolores Ibarra, the board's chairwoman.

The new ferry is painted blue.

Ticket prices might rise if fewer tourists came.
"""


def test_a_grave_claim_of_nobody_comes_first() -> None:
    ranked = rank(score_document(read_text(DRAFT)))
    assert ranked[0].score.paragraph.number == 2
    assert {"crime", "money", "lead"} <= set(ranked[0].parts)
    assert [one.value for one in ranked] == sorted((one.value for one in ranked), reverse=True)


def test_the_parts_make_the_value() -> None:
    for one in rank(score_document(read_text(DRAFT))):
        assert one.consequence == pytest.approx(max(1 + sum(one.parts.values()), LEAST))
        unsupported, weak, qualified, accountable = one.score.probabilities[1:]
        expected = (weak / 3 + qualified * 2 / 3 + accountable) / (unsupported + weak + qualified + accountable)
        assert one.value == pytest.approx(one.score.needs_source * (1 - expected) * one.consequence)


def test_weights_of_ones_own_change_the_order() -> None:
    scored = score_document(read_text(DRAFT))
    flat = rank(scored, dict.fromkeys(WEIGHTS, 0.0))
    assert {one.consequence for one in flat} == {1.0}
    raised = rank(scored, {"forecast": 50.0})
    assert raised[0].score.paragraph.number == 5


def test_an_unknown_part_names_the_nearest() -> None:
    with pytest.raises(ScorerError, match="figure"):
        rank(score_document(read_text(DRAFT)), {"figures": 1})


def test_the_example_article_begins_with_its_gravest_claims(seed_article: str) -> None:
    first = [one.score.paragraph.number for one in rank(score_document(read_text(seed_article)))[:7]]
    assert {1, 3, 5, 10} <= set(first)
