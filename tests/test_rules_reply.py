"""What the rules of replies and of hedging find in the example article."""

from __future__ import annotations

from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.rules import find_findings


def _places(article: str, code: str) -> list[int]:
    found, _ = find_findings(annotate_document(read_text(article)), [], codes=[code])
    return [one.paragraph for one in found if one.code == code]


def test_hedges_of_the_article(seed_article: str) -> None:
    assert _places(seed_article, "HG401") == [1]
    assert _places(seed_article, "HG402") == [1]
    assert _places(seed_article, "HG403") == [8]


def test_two_emails_are_an_attempt(seed_article: str) -> None:
    assert _places(seed_article, "RR303") == []


def test_nothing_else_is_found(seed_article: str) -> None:
    for code in ("RR301", "RR302", "RR304", "RR305", "RR306", "RR307", "HG404", "HG405"):
        assert _places(seed_article, code) == [], code
