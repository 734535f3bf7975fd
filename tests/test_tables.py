"""The two tables of a draft, and its measures: on a draft marked by hand, and on drafts that the scorer reads itself."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from handmade import DRAFT, Hand, annotate_by_hand, tabulate_by_hand

import scorer
from scorer.ledger.credits import list_credits
from scorer.measures import measure, measure_sourcing
from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.reports._sources import open_tables
from scorer.tables import list_replies, list_sources
from scorer.text import Text
from scorer.text.lengths import Lengths, merge
from scorer.types import LEVELS, AnnotatedDocument, Document, Score, SourceRow, Span


def rows_of(text: str) -> dict[str, SourceRow]:
    """The rows of a draft that the scorer reads itself, by name."""
    return {row.source.name: row for row in scorer.sources(text).sources}


# words


def test_words_count_once_where_stretches_overlap() -> None:
    lengths = Lengths(Text(read_text("One two “three four” five.")))
    assert lengths.total == 5
    assert lengths.words([Span(0, 7), Span(4, 25), Span(4, 7)]) == 5
    assert lengths.quoted([Span(0, 25)]) == lengths.total_quoted == 2
    assert lengths.words([]) == 0


def test_stretches_that_touch_are_merged() -> None:
    assert merge([Span(5, 9), Span(0, 2), Span(2, 4), Span(6, 7)]) == [Span(0, 4), Span(5, 9)]
    assert merge([]) == []


# who says what


def test_a_row_tells_what_its_source_is_credited_with() -> None:
    people, engineer, *_ = tabulate_by_hand().sources
    assert (people.paragraphs, people.words, people.quoted, people.counted) == ((1, 2), 7, 0, True)
    assert (engineer.paragraphs, engineer.words, engineer.quoted, engineer.relayed) == ((3,), 8, 8, (3,))
    assert people.share == 7 / 85
    assert [DRAFT[slice(*span)] for span in engineer.contents] == ["“We never hid a thing,”", "“Nobody was hurt.”"]


def test_reason_and_what_is_withheld_are_quoted_from_the_copy() -> None:
    people = tabulate_by_hand().sources[0]
    assert people.reason
    assert (people.reason.text, people.reason.paragraph) == ("because the company had sued a mechanic", 2)
    assert [excerpt.text for excerpt in people.withheld] == ["declined to show the logs"]
    assert [mention.text for mention in people.mentions] == ["people familiar with the inquiry", "The people"]
    assert people.evidence == ("seed: people familiar with",)


def test_who_only_declines_is_silent_and_no_source_of_information() -> None:
    union = tabulate_by_hand().sources[2]
    assert (union.silent, union.counted, union.words) == (True, False, 0)
    assert "A union spokeswoman" not in [credit.source.name for credit in list_credits(annotate_by_hand())]


def test_nobody_in_particular_is_shown_and_not_counted() -> None:
    critics = tabulate_by_hand().sources[3]
    assert (critics.silent, critics.counted) == (False, False)
    assert critics.words == 15


def test_rows_stand_in_reading_order() -> None:
    annotated = annotate_by_hand()
    annotated.sources.reverse()
    assert [row.source.id for row in list_sources(annotated)] == [1, 2, 3, 4]


def test_a_draft_that_the_scorer_reads_itself() -> None:
    rows = rows_of(
        "“We shut the gate twice, and nobody asked us why,” said Dolores Ibarra, the county engineer.\n\n"
        "Ibarra said the bearing had cracked.\n\nOfficials said nobody was hurt.\n\n"
        "A spokesman for Tolland Bank declined to comment."
    )
    assert rows["Dolores Ibarra"].paragraphs == (1, 2)
    assert rows["Dolores Ibarra"].words == 14
    assert rows["Dolores Ibarra"].quoted == 10
    assert rows["Officials"].source.unnamed
    assert not any(row.counted for row in rows.values() if "spokesman" in row.source.name)


def test_titles_in_quotation_marks_are_nobodys_words() -> None:
    rows = rows_of("Dolores Ibarra said the gate had cracked. Her book “Tides” was not mentioned again that day by anybody.")
    assert rows["Dolores Ibarra"].quoted == 0


# who answered


def test_accusations_come_with_their_answers() -> None:
    company, board, insurer, union = tabulate_by_hand().replies
    assert (company.name, company.status, company.lag) == ("The ferry company", "answered", 2)
    assert company.charge
    assert company.charge.text == "The ferry company hid two engine fires"
    assert company.accusation
    assert company.accusation.source
    assert company.accusation.source.name == "people"
    assert company.answers[0].words.text == "never hid"  # not the tag behind the quotation
    assert (board.status, board.lag, board.answers[0].reply.attempts) == ("silent", -1, 2)
    assert board.answers[0].deadline
    assert board.answers[0].deadline.text == "by noon on Monday"
    assert (insurer.status, insurer.answers) == ("none", ())
    assert (union.accusation, union.status, union.answers[0].lag) == (None, "silent", None)


def test_a_party_is_listed_once_where_it_is_not_accused() -> None:
    annotated = annotate_by_hand()
    refusal = annotated.replies[-1]
    annotated.replies.append(refusal._replace(cue=Span(refusal.cue.start, refusal.cue.start + 8), label="sought"))
    rows = list_replies(annotated)
    assert [row.name for row in rows] == ["The ferry company", "the harbour board", "the insurer", "A union spokeswoman"]
    assert len(rows[-1].answers) == 2


def test_who_was_only_asked_has_not_answered() -> None:
    annotated = annotate_by_hand()
    insurer = annotated.accusations[2]
    asked = annotated.replies[1]._replace(name="the insurer", label="sought")
    annotated.accusations[2] = insurer._replace(replies=(asked,))
    assert list_replies(annotated)[2].status == "sought"
    assert measure_sourcing(annotated)["reply_coverage"] == 2 / 3


# measures


def test_measures_that_need_no_score() -> None:
    measures = annotate_by_hand().measures
    assert measures["distinct_sources"] == 2
    assert measures["distinct_by_kind"] == {"person": 1, "anon_vague": 1}
    assert (measures["words"], measures["attributed_words"]) == (85, 15)
    assert measures["attributed_share"] == 3 / 5
    assert measures["anonymous_source_share"] == 2 / 3
    assert measures["anonymous_source_share_words"] == 7 / 15
    assert measures["institutional_share_words"] == 0
    assert (measures["top_source"], measures["concentration"], measures["hhi"]) == (1, 2 / 3, (2 / 3) ** 2 + (1 / 3) ** 2)
    assert measures["concentration_words"] == 8 / 15
    assert measures["hhi_words"] == pytest.approx((7 / 15) ** 2 + (8 / 15) ** 2)
    assert measures["first_identifiable"] == 3 / 5
    assert measures["anonymity_care"] == {"described": 0, "reason_informative": 1, "reason_rote": 0, "numbered": 0}
    assert measures["quote_share_words"] == 8 / 85
    assert (measures["relay_share"], measures["damaged"], measures["junk"]) == (1 / 5, 0, 1)


def test_replies_are_counted_by_parties() -> None:
    annotated = annotate_by_hand()
    denial = annotated.replies[0]
    annotated.replies.append(denial._replace(cue=Span(denial.cue.start, denial.cue.start + 5)))
    measures = measure_sourcing(annotated)
    assert (measures["accused_parties"], measures["reply_coverage"], measures["reply_lag"]) == (3, 2 / 3, 0.5)
    assert (measures["denials"], measures["no_comments"]) == (1, 2)


def test_hedges_are_weighed_and_told_apart_by_whose_they_are() -> None:
    measures = annotate_by_hand().measures
    assert measures["hedge_density_per_1k"] == 1000 * 0.8 / 85
    assert measures["hedge_density_narrator_per_1k"] == 0
    assert measures["hedge_density_attributed_per_1k"] == pytest.approx(1000 * 0.8 / 32)


def judge(hand: Hand, *given: tuple[str, float | None, str]) -> dict[str, Any]:
    """The measures of a draft whose paragraphs were given these levels, scores and kinds."""
    scores = [
        Score(paragraph, [0.2] * len(LEVELS), level, value, unsure=False, kind=kind, flags=[], reasons=[])
        for paragraph, (level, value, kind) in zip(hand.annotated.paragraphs, given, strict=True)
    ]
    return measure(hand.annotated, scores)


def test_measures_of_scores_by_paragraphs_and_by_words() -> None:
    hand = Hand(
        "# Gate closed\n\nOne two three four.\n\nOne two three four five six.\n\nOne two.\n\nOne two three four five six seven."
    )
    weak, named, bare = ("weak", 0.4, "anon_vague"), ("accountable", 1.0, "person"), ("unsupported", 0.0, "none")
    measures = judge(hand, ("background", None, "na"), weak, named, bare, ("background", None, "na"))
    assert (measures["paragraphs"], measures["scorable"], measures["words"], measures["scorable_words"]) == (5, 3, 21, 12)
    assert measures["score"] == pytest.approx(1.4 / 3)
    assert measures["score_words"] == pytest.approx((4 * 0.4 + 6 * 1.0) / 12)
    assert measures["lead_score"] == pytest.approx(1.4 / 3)  # the heading is none of the first three
    assert measures["lowest_quarter"] == 0
    assert measures["lowest_quarter_words"] == pytest.approx(1 * 0.4 / 3)  # two words of the bare claim, one of the weak
    assert measures["levels"] == {"background": 2, "unsupported": 1, "weak": 1, "qualified": 0, "accountable": 1}
    assert measures["levels_words"] == {"background": 9, "unsupported": 2, "weak": 4, "qualified": 0, "accountable": 6}
    assert (measures["anonymity_rate"], measures["anonymity_rate_words"]) == (1 / 2, 4 / 10)
    assert (measures["anonymous_only_share"], measures["anonymous_only_share_words"]) == (1 / 5, 4 / 21)
    assert (measures["unsourced_share"], measures["unsourced_share_words"]) == (1 / 3, 2 / 12)
    assert (measures["first_named"], measures["first_named_words"]) == (3 / 5, 6 / 21)


@pytest.mark.parametrize("text", ["", "Rain.", "“Rain,” it said, “rain” and rain."])
def test_short_drafts_divide_by_nothing(text: str) -> None:
    scored = score_document(read_text(text))
    assert scored.measures["words"] < 10
    for tables in (scorer.sources(text), scorer.sources(read_text(text))):
        assert tables.measures["distinct_sources"] <= 1


def test_what_needs_no_score_is_the_same_with_scores() -> None:
    text = (
        "Officials said the gate may close.\n\n“It leaks, and it has leaked for years,” said Dolores Ibarra, the county engineer."
    )
    plain = scorer.sources(text).measures
    scored = scorer.score(text).measures
    assert {name: scored[name] for name in plain} == plain
    assert scorer.annotate(text).measures == plain


def test_what_studies_use_can_be_made_again_from_the_json() -> None:
    stream = StringIO()
    open_tables("json", stream).document(tabulate_by_hand())
    record = json.loads(stream.getvalue())
    rows = [row for row in record["sources"] if row["counted"]]
    assert len(rows) == record["measures"]["distinct_sources"]
    words = sum(row["words"] for row in rows)
    assert sum(row["words"] for row in rows if row["unnamed"]) / words == record["measures"]["anonymous_source_share_words"]
    bodies = ("institution", "official_group", "document", "data")
    assert sum(row["words"] for row in rows if row["kind"] in bodies) / words == record["measures"]["institutional_share_words"]


def test_nothing_is_tabulated_of_nothing() -> None:
    empty = AnnotatedDocument(Document("", "empty.md"), [], [], None)
    assert list_sources(empty) == []
    assert list_replies(empty) == []
