"""Plain narration: a poll named before, a record that tells, the person who speaks most, claims with nobody credited."""

from __future__ import annotations

import pytest

from scorer.pipeline import rows_of
from scorer.readers import read_text

POLL = "A poll by the Harbour Trust asked 900 residents of Velm about the quay."
SHARES = "Among women, 61 percent of voters want it open in winter."
RECORDS = [
    ("The plan would close two of the five piers by June.", True),
    ("The contract names three owners.", True),
    ("The bill includes a fee of nine crowns for each boat.", True),
    ("The keeper would close two of the five piers by June.", False),
    ("The plan was old.", False),
]


def columns_of(*blocks: str) -> list[dict[str, float]]:
    return [row.values for row in rows_of(read_text("\n\n".join(blocks), "draft"))[1]]


def of(group: str, row: dict[str, float]) -> set[str]:
    return {name.partition(".")[2] for name in row if name.startswith(f"{group}.")}


def test_shares_are_kept_by_the_poll_named_before() -> None:
    row = columns_of(POLL, SHARES)[1]
    assert row["polls.carried"] == row["polls.shares"] == row["polls.carried_near"] == 1
    assert row["polls.document"] == pytest.approx(0.5)
    assert "polls.unkept" not in row


def test_the_further_the_poll_the_less_it_keeps() -> None:
    row = columns_of(POLL, "The quay was built in 1911 and has two cranes.", SHARES)[2]
    assert row["polls.carried_near"] == pytest.approx(0.5)


def test_shares_without_a_poll_have_no_keeper() -> None:
    row = columns_of("The quay was built in 1911 and has two cranes.", SHARES, POLL)[1]
    assert row["polls.unkept"] == 1
    assert not {"carried", "carried_near", "compared"} & of("polls", row)


def test_figures_that_count_no_people_are_no_shares() -> None:
    row = columns_of(POLL, "The quay lost 12 metres of its length in the storm.")[1]
    assert not {"shares", "carried", "carried_near"} & of("polls", row)


@pytest.mark.parametrize(("sentence", "tells"), RECORDS)
def test_a_record_tells(sentence: str, tells: bool) -> None:
    (row,) = columns_of(sentence)
    assert ("records.record_tells" in row) == ("records.record_tells_alone" in row) == tells


def test_under_a_plan() -> None:
    rows = columns_of("Under the Velm plan, no boat pays twice.", "Under the bridge, no boat stops.")
    assert "records.under_record" in rows[0]
    assert "records.under_record" not in rows[1]


def test_the_person_who_speaks_most() -> None:
    rows = columns_of(
        "Tam Orrel measures the quay",
        "“The quay will hold another winter,” said Tam Orrel, who measures it weekly.",
        "Orrel grew up in Velm and went to sea at fourteen, like both brothers.",
        "The fee was too high, Orrel said.",
        "The fee was fair, Mara Lund said.",
    )
    assert rows[2]["profile.names_main"] == rows[2]["profile.titled"] == 1
    assert rows[0]["profile.main_share"] == pytest.approx(2 / 3)
    assert "profile.names_main" not in rows[4]


def test_claims_count_apart_where_nobody_is_credited() -> None:
    rows = columns_of("The plan is a reckless mistake and will fail.", "The plan is a reckless mistake, Tam Orrel said.")
    assert rows[0]["alone.evaluative_words"] == rows[0]["narration.evaluative_words"] > 0
    assert rows[0]["alone.present_tense"] == 1
    assert rows[1]["narration.evaluative_words"] > 0
    assert not of("alone", rows[1])
