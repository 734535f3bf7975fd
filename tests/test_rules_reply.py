"""What the rules of replies and of hedging find in the example article."""

from __future__ import annotations

import pytest

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


def test_state_firms_are_not_heard(seed_article: str) -> None:
    """Russia is told of in the narrator's words, with no accuser; China is heard through its embassy and its rejection."""
    found, _ = find_findings(annotate_document(read_text(seed_article)), [], codes=["RR301"])
    assert [(one.paragraph, one.severity, seed_article[one.start : one.end]) for one in found] == [(5, "note", "knowingly")]
    assert "state-owned companies" in found[0].message


def test_two_emails_are_an_attempt(seed_article: str) -> None:
    assert _places(seed_article, "RR303") == []


def test_nothing_else_is_found(seed_article: str) -> None:
    for code in ("RR302", "RR304", "RR305", "RR306", "RR307", "HG404", "HG405"):
        assert _places(seed_article, code) == [], code


CODES = [f"RR{number}" for number in range(301, 308)] + [f"HG{number}" for number in range(401, 406)]
TRAPS = (
    "The envoys declined to detail the terms, and they declined to be named.",
    "Enrolment declined to 400 last year. The poet declined the prize.",
    "The brothers refused to sell the mill. A customs officer refused to let them pass.",
    "The court denied bail. Refugees were denied entry, and the board strongly denied the permit twice.",
    "The union strongly rejected the offer, and voters vehemently rejected the plan.",
    "The ministry disputed the border for years. Both states claim the disputed islands.",
    "The judge dismissed the case. The mill dismissed 30 staff.",
    "The engine did not respond to the throttle, and the diver could not be reached by rope.",
    "The hotel charged Petra Vance $40 for the towel, and the battery was charged with a cable.",
    "Theresa May spoke in May. The army’s might was on show, and about 300 people came on May 4.",
    "The clinic said it would open on Monday, that it should be warm by then and that it could not find a plumber.",
    "Signs must be clearly visible from the road.",
    "If you lose the card, call the bank, and it would send another.",
    "Coach Tim Hale blamed the defeat on Marlow United, and fans blamed the rain.",
    "Consumer confidence will probably fall in spring.",
)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("copy", TRAPS)
def test_traps_are_silent(copy: str, code: str) -> None:
    assert _places(copy, code) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("copy", ["", "\n\n", "A", "“", "denied", "May", "accused accused accused", "# Refused to comment\n\n"])
def test_copy_of_nothing_much(copy: str, code: str) -> None:
    find_findings(annotate_document(read_text(copy)), [], codes=[code])


def test_thresholds_of_a_buried_answer() -> None:
    filler = [f"Line {number} of the tram runs to the harbour." for number in range(5)]
    copy = "\n\n".join(
        ["Lena Orr accused Brandt Holdings of fraud.", *filler, "Brandt Holdings denied the claim.", *filler, *filler]
    )
    annotated = annotate_document(read_text(copy))
    found, _ = find_findings(annotated, [], codes=["RR302"])
    assert found == []
    found, _ = find_findings(annotated, [], codes=["RR302"], thresholds={"RR302": {"paragraphs": 5}})
    assert [one.paragraph for one in found] == [7]
