"""Rules on quotations, on whole pieces and on the health of the text: the user's example, and what examples cannot say."""

from __future__ import annotations

import pytest

from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.rules import find_findings
from scorer.types import Finding, ScoredDocument

EXPECTED = {
    "QT503": [15],
    "QT504": [10, 16],
    "DC601": [1],
    "DC604": [12],
    "TX901": [3],
    "TX902": [1],
}
"""Paragraphs of the findings. Paragraph 12, in which China rejects sanctions, is accountable to the model; by hand 14 is."""


def find(scored: ScoredDocument, code: str, **thresholds: float) -> list[Finding]:
    found, _ = find_findings(scored.annotated, scored.scores, codes=[code], thresholds={code: thresholds})
    return found


def check(copy: str, code: str, **thresholds: float) -> list[Finding]:
    return find(score_document(read_text(copy)), code, **thresholds)


@pytest.fixture(scope="module")
def example(seed_article: str) -> ScoredDocument:
    return score_document(read_text(seed_article))


@pytest.mark.parametrize("number", [*range(501, 507)])
def test_quotations_of_the_example(example: ScoredDocument, number: int) -> None:
    code = f"QT{number}"
    assert [one.paragraph for one in find(example, code)] == EXPECTED.get(code, [])


@pytest.mark.parametrize("code", ["DC601", "DC602", "DC603", "DC604", "DC605", "TX901", "TX902", "TX903"])
def test_the_example_as_a_whole(example: ScoredDocument, code: str) -> None:
    assert [one.paragraph for one in find(example, code)] == EXPECTED.get(code, [])


def test_damage_is_told_with_its_number(example: ScoredDocument) -> None:
    (finding,) = find(example, "TX901")
    assert " 4 " in finding.message


@pytest.mark.parametrize(
    ("copy", "code", "thresholds"),
    [
        ("The panel met in June. approved the plan at once and left.", "TX901", {"sentences": 1}),
        ("A crew mended the “rather old pump” in spring.", "QT504", {"words": 3}),
        ("“The gate jammed. Nobody came to help us at all,” said Dolores Ibarra.", "QT506", {"sentences": 2}),
        ("Lena Brandt accused Otto Halvorsen of taking bribes.\n\nThe council meets on Monday.", "DC605", {"least": 1}),
        ("Kenji Morita said the boat was old.\n\nMorita said the engine had failed.", "DC603", {"least": 2}),
    ],
)
def test_thresholds_are_heeded(copy: str, code: str, thresholds: dict[str, float]) -> None:
    assert not check(copy, code)
    assert len(check(copy, code, **thresholds)) == 1


@pytest.mark.parametrize("copy", ["", "\n\n", "“", "“”", '"', "“ ”\n\n“", "...", "# \n", "“A", "he said"])
def test_scraps_of_text_break_nothing(copy: str) -> None:
    scored = score_document(read_text(copy))
    found, _ = find_findings(scored.annotated, scored.scores)
    assert all(0 <= one.start <= one.end <= len(copy) for one in found)
