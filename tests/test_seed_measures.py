"""Measures of the user's own example, once from labels by hand and once as the scorer reads it. Its text is not here."""

from __future__ import annotations

import pytest
from handmade import Hand

import scorer
from scorer.measures import measure, measure_sourcing
from scorer.types import LEVELS, Accusation, Attribution, Cue, Mention, Reply, Score, Source, SourceTables, Span

LABELS = "WWWWWUUUBWWUBAAQA"
"""Levels by hand: weak, unsupported, background, accountable, qualified."""
VALUES = {"U": 0.0, "W": 1 / 3, "Q": 2 / 3, "A": 1.0, "B": None}
LEADS = {
    "people": ("anon_vague", [1, 2, 3, 5, 10, 11]),
    "officials": ("official_group", [4]),
    "minister": ("person", [14, 15]),
    "broadcaster": ("media", [16]),
    "statement": ("document", [17]),
}
"""Sources by hand, with the paragraphs whose lead claim is theirs."""
RELAYED = (5, 10, 11, 16)
BROKEN = (3, 4, 8, 9)


@pytest.fixture(scope="module")
def hand(seed_article: str) -> Hand:
    """The example with sources, silences and accusations as they were found by hand."""
    hand = Hand(seed_article)
    paragraphs = hand.annotated.paragraphs
    openings = [Span(paragraph.start, paragraph.start + 1) for paragraph in paragraphs]
    for name, (kind, numbers) in LEADS.items():
        source = hand.source(kind, name)
        for number in numbers:
            at = openings[number - 1]
            source.mentions.append(Mention(*at, number - 1, name))
            said = Attribution(number - 1, at, "neutral", at, Span(at.start, paragraphs[number - 1].end), kind=kind)
            said.source, said.relay = source, number in RELAYED
            paragraphs[number - 1].attributions.append(said)
    for number in BROKEN:
        paragraphs[number - 1].cues.append(Cue(*openings[number - 1], "text", "broken"))

    def reply(name: str, at: int) -> Reply:
        return Reply(None, name, None, Span(at, at + 1), "no_reply" if name == "China" else "declined", 3)

    answers = [reply(name, openings[3].start + at) for at, name in enumerate(("China", "council", "agency"))]
    hand.annotated.replies = answers
    people = hand.annotated.sources[0]
    for party in ("China", "Russia", "state firms"):
        replies = tuple(answers[:1]) if party == "China" else ()
        hand.annotated.accusations.append(Accusation(None, party, openings[0], openings[0], 0, people, replies))
    return hand


def kind_of(number: int) -> str:
    return next((kind for kind, numbers in LEADS.values() if number in numbers), "none")


def test_measures_of_labels_by_hand_are_those_counted_by_hand(hand: Hand) -> None:
    levels = {level[0].upper(): level for level in LEVELS}
    scores = [
        Score(paragraph, [0.2] * 5, levels[label], VALUES[label], unsure=False, kind=kind_of(number), flags=[], reasons=[])
        for number, (paragraph, label) in enumerate(zip(hand.annotated.paragraphs, LABELS, strict=True), 1)
    ]
    measures = measure(hand.annotated, scores)
    assert (measures["paragraphs"], measures["scorable"], measures["words"]) == (17, 15, 857)
    assert list(measures["levels"].values()) == [2, 4, 7, 1, 3]
    assert measures["score"] == pytest.approx(0.40)
    assert measures["lead_score"] == pytest.approx(1 / 3)
    assert measures["anonymity_rate"] == 7 / 11
    assert measures["anonymous_only_share"] == 7 / 17
    assert measures["anonymous_only_share_words"] == pytest.approx(0.42, abs=0.005)
    assert measures["unsourced_share"] == 4 / 15
    assert measures["first_named"] == 14 / 17


def test_sourcing_by_hand_is_that_counted_by_hand(hand: Hand) -> None:
    measures = measure_sourcing(hand.annotated)
    assert measures["distinct_by_kind"] == {"person": 1, "document": 1, "media": 1, "anon_vague": 1, "official_group": 1}
    assert measures["concentration"] == pytest.approx(0.55, abs=0.005)
    assert measures["hhi"] == pytest.approx(0.36, abs=0.005)
    assert measures["anonymous_source_share"] == 7 / 11
    assert (measures["reply_coverage"], measures["reply_lag"]) == (1 / 3, 3)
    assert (measures["denials"], measures["no_comments"]) == (0, 3)
    assert measures["relay_share"] == 4 / 17
    assert measures["damaged"] == 4


@pytest.fixture(scope="module")
def tables(seed_article: str) -> SourceTables:
    return scorer.sources(seed_article)


def paragraphs_of(tables: SourceTables, number: int) -> list[Source]:
    return [row.source for row in tables.sources if number in row.paragraphs and (row.counted or row.silent)]


def test_the_table_of_the_example(tables: SourceTables) -> None:
    rows = {row.source.id: row for row in tables.sources}
    (people,) = paragraphs_of(tables, 1)
    assert people.unnamed
    assert set(rows[people.id].paragraphs) >= {1, 2, 3, 5, 10, 11}
    assert rows[people.id].reason
    assert rows[people.id].withheld
    assert any(row.silent for row in tables.sources if 4 in row.paragraphs)
    speaker = next(row for row in tables.sources if row.paragraphs == (14, 15))
    assert (speaker.source.kind, speaker.quoted > 35) == ("person", True)
    assert any(row.source.kind == "media" and row.relayed == (16,) for row in tables.sources)
    assert any(row.source.kind == "document" and row.quoted for row in tables.sources if 17 in row.paragraphs)


def test_the_measures_of_the_example(tables: SourceTables) -> None:
    measures = tables.measures
    assert measures["top_source"] == paragraphs_of(tables, 1)[0].id
    assert (measures["damaged"], measures["junk"]) == (4, 1)
    assert measures["anonymous_source_share_words"] > 0.35
    assert measures["anonymity_care"]["reason_informative"] == 0
    assert (measures["denials"], measures["no_comments"]) == (0, 3)
