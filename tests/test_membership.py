"""Features of speakers without a name: what follows them, how their phrase opens, whether they speak."""

from __future__ import annotations

import pytest

from scorer.features import columns
from scorer.pipeline import rows_of
from scorer.readers import read_text

OPENING = "The bridge over the Tarn was closed in the spring, and the town has had no ferry since."
GROUP = "Local traders say that the closure has cost them half of their custom."
TRADER = "A trader said that the quay was empty."
NAMED = '"We are on our knees," said Otto Lund, who sells bread on the quay.'
CASES = [
    ((OPENING, GROUP, NAMED), 1, {"member_follows", "member_quoted_next"}, {"nobody_named_near", "member_before"}),
    ((OPENING, NAMED, GROUP), 2, {"member_before"}, {"member_follows", "nobody_named_near"}),
    ((OPENING, GROUP, OPENING), 1, {"nobody_named_near"}, {"member_follows", "member_before"}),
    ((OPENING, GROUP, GROUP), 2, {"faceless_beside"}, {"named_too"}),
    ((OPENING, NAMED, OPENING), 1, set(), {"member_follows", "nobody_named_near", "faceless_beside"}),
    (
        (OPENING, TRADER, OPENING),
        1,
        {"opens_unnamed_ordinary_one"},
        {"thinks_unnamed_ordinary"},
    ),
    ((OPENING, "Ministry officials believe that the ferry will return.", OPENING), 1, {"thinks_official_group"}, set()),
]


@pytest.mark.parametrize(("paragraphs", "number", "seen", "unseen"), CASES)
def test_speakers_without_a_name(paragraphs: tuple[str, ...], number: int, seen: set[str], unseen: set[str]) -> None:
    _, rows = rows_of(read_text("\n\n".join(paragraphs)))
    found = {name.removeprefix("membership.") for name in rows[number].values if name.startswith("membership.")}
    assert seen <= found
    assert unseen.isdisjoint(found)
    assert {f"membership.{name}" for name in found} <= set(columns())
