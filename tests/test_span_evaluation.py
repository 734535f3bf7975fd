"""How spans, sentences and snippets are counted, on small examples of our own; and that the yardstick counts the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.errors import CorpusError
from scorer.evaluation.sentences import correlate_certainty, evaluate_anonymity, evaluate_hedges
from scorer.evaluation.spans import compare_spans, evaluate_spans, marked_spans, sum_figures
from scorer.presence import Counts, count_pairs, families_of

NOTHING = {"source": [], "cue": [], "content": []}


def mark(source=(), cue=(), content=(), kind="Attribution"):
    """A marked attribution; a piece is (paragraph, start, end, text)."""
    return {"source": list(source), "cue": list(cue), "content": list(content), "type": kind}


def compare(attributions, **found):
    """Counts for attributions in one paragraph that begins the text."""
    marked = {role: marked_spans(attributions, role, [0]) for role in NOTHING}
    return compare_spans(marked, NOTHING | found)


SAID = mark([(0, 0, 10, "Ruth Alder")], [(0, 11, 15, "said")], [(0, 16, 40, "it had rained on the gate")])
HOPED = mark([(0, 50, 60, "Peter Holm")], [(0, 61, 66, "hoped")], [(0, 67, 90, "for a dry day")])


def test_the_longest_piece_of_a_split_content_counts():
    split = mark([], [(0, 20, 24, "said")], [(0, 0, 18, "“It rained,”"), (0, 26, 80, "“and nobody came.”")])
    assert compare([split], content=[(26, 80)])["all", "content", "exact"] == Counts(1, 1, 1)
    assert compare([split], content=[(0, 18)])["all", "content", "overlap"] == Counts(0, 1, 1)


def test_half_of_the_longer_span_is_enough_to_overlap():
    assert compare([SAID], content=[(16, 28)])["reporting", "content", "overlap"] == Counts(1, 1, 1)
    assert compare([SAID], content=[(16, 27)])["reporting", "content", "overlap"] == Counts(0, 1, 1)
    assert compare([SAID], content=[(16, 28)])["reporting", "content", "exact"] == Counts(0, 1, 1)


def test_what_agrees_with_a_belief_is_not_held_against_reporting():
    found = compare([SAID, HOPED], cue=[(11, 15), (61, 66), (95, 99)])
    assert found["reporting", "cue", "exact"] == Counts(1, 2, 1)
    assert found["all", "cue", "exact"] == Counts(2, 3, 2)


def test_a_span_of_two_attributions_reports_if_one_of_them_does():
    both = [SAID, mark(SAID["source"], HOPED["cue"])]
    assert compare(both, source=[(0, 10)])["reporting", "source", "exact"] == Counts(1, 1, 1)


def test_a_marked_span_is_taken_once():
    assert compare([SAID], content=[(16, 38), (17, 40)])["all", "content", "overlap"] == Counts(1, 2, 1)


def test_other_types_and_empty_roles_are_not_due():
    found = compare([mark([], [(0, 0, 4, "says")]), mark([(0, 0, 4, "Ruth")], [(0, 5, 9, "says")], kind="Other")])
    assert found["all", "source", "overlap"] == Counts(0, 0, 0)
    assert found["all", "cue", "overlap"] == Counts(0, 0, 1)


def test_paragraphs_are_places_in_the_whole_text():
    one = mark([(1, 0, 4, "Ruth")], [(1, 5, 9, "said")])
    assert [span.extent for span in marked_spans([one], "cue", [0, 100])] == [(105, 109)]


def test_articles_add_up():
    part = compare([SAID], cue=[(11, 15)])
    assert sum_figures([part, part, compare([SAID])])["all", "cue", "exact"] == Counts(2, 2, 3)


def test_spans_of_an_article_are_found(tmp_path):
    text = "Ruth Alder, a county engineer, said the gate had given way."
    marked = mark(
        [(0, 0, 29, "Ruth Alder, a county engineer")], [(0, 31, 35, "said")], [(0, 36, 58, "the gate had given way")]
    )
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text(json.dumps({"id": "own/1", "paragraphs": ["Rain and wind", text], "attributions": [shifted(marked)]}))
    found = evaluate_spans(corpus)
    assert found["reporting", "cue", "exact"] == Counts(1, 1, 1)
    assert found["reporting", "content", "overlap"] == Counts(1, 1, 1)


def shifted(one):
    """The same attribution in the second paragraph."""
    return {role: [[1, *piece[1:]] for piece in one[role]] for role in NOTHING}


@pytest.mark.parametrize("line", ["{", '{"paragraphs": ["a"], "attributions": [{}]}', "[]"])
def test_a_broken_corpus_is_refused_with_its_place(tmp_path, line):
    corpus = tmp_path / "broken.jsonl"
    corpus.write_text(line)
    with pytest.raises(CorpusError, match=r"broken\.jsonl"):
        evaluate_spans(corpus)


def test_counts_of_nothing_are_zero():
    assert [Counts(0, 0, 0).precision, Counts(0, 0, 0).recall, Counts(0, 0, 0).f1] == [0, 0, 0]
    assert count_pairs([(True, True), (True, False), (False, True)]) == Counts(1, 2, 2)


def test_a_negated_or_doubtful_cue_shows_nothing():
    from scorer import annotate
    from scorer.types import Cue

    paragraph = annotate("It rained on the gate.").paragraphs[0]
    for cue, shown in (
        (Cue(0, 2, "resp", "denial"), {"denial"}),
        (Cue(0, 2, "resp", "denial", negated=True), set()),
        (Cue(0, 2, "resp", "denial", 0.4), set()),
        (Cue(0, 2, "src", "official_group", 0.5), {"anon"}),
        (Cue(0, 2, "hedge", "doxastic"), {"hedge_wide"}),
        (Cue(0, 2, "hedge", "modal"), {"hedge", "hedge_wide"}),
        (Cue(0, 2, "hedge", "approx"), set()),
    ):
        paragraph.cues = [cue]
        assert families_of(paragraph) == shown


def test_hedged_sentences_are_counted():
    rows = [
        {"text": "The gate may close on Monday.", "uncertain": True},
        {"text": "The gate closed on Monday.", "uncertain": False},
        {"text": "The gate closed on Monday, and that is that.", "uncertain": True},
    ]
    assert evaluate_hedges(rows) == evaluate_hedges(rows, "hedge") == Counts(1, 1, 2)


def test_surer_sentences_hedge_less():
    texts = ["The gate may perhaps close, it seems.", "The gate may close.", "The gate closes."]
    correlation, number = correlate_certainty({"text": text, "label": label} for label, text in enumerate(texts))
    assert (round(correlation, 3), number) == (-1, 3)


def test_anonymous_snippets_are_counted():
    rows = [{"text": "A person familiar with the matter said so."}, {"text": "Ruth Alder said so."}]
    assert evaluate_anonymity(rows) == Counts(1, 1, 2)


@pytest.fixture(scope="session")
def yardstick(shared):
    """What the yardstick says of a corpus."""
    script = shared.parent / "eval" / "yardstick.py"
    if not script.is_file():
        pytest.skip(f"the yardstick is not in the repository and not at {script}")
    command = Path(sys.executable).with_name("scorer")
    if not command.is_file():
        pytest.skip(f"the yardstick needs the command {command}")

    def measure(kind: str, *parts: str):
        environment = os.environ | {"SCORER": str(command)}
        call = [sys.executable, script, kind, shared.joinpath(*parts)]
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    return measure


def rounded(counts: Counts) -> list[float]:
    """Precision, recall and F1 to the third digit."""
    return [round(counts.precision, 3), round(counts.recall, 3), round(counts.f1, 3)]


def test_spans_agree_with_the_yardstick(measured, yardstick):
    theirs = yardstick("attribution", "attribution", "polnear.dev.jsonl")
    ours = {row.measure.replace(",", ""): round(row.reached, 3) for row in measured("attribution")}
    assert ours == {name: f1 for name, (_, _, f1) in theirs.items()}


def test_levels_agree_with_the_yardstick(measured, yardstick):
    theirs = yardstick("levels", "levels", "dev.jsonl")
    ours = {row.measure: round(row.reached, 3) for row in measured("levels") if row.part == "levels, dev"}
    assert ours["macro-F1"] == theirs["macro_f1"]
    assert ours["concordance"] == theirs["concordance"]
    assert ours["kind accuracy"] == theirs["kind_accuracy"]
    assert ours["kind macro-F1"] == theirs["kind_macro_f1"]
    assert {family: ours[f"{family} F1"] for family in theirs["cue_f1"]} == {
        family: f1 for family, (_, _, f1) in theirs["cue_f1"].items()
    }


def test_hedges_agree_with_the_yardstick(measured, yardstick):
    theirs = yardstick("hedges", "hedge", "szeged-factbank.dev.jsonl")
    ours = next(row.reached for row in measured("hedges") if row.measure == "FactBank dev, wide definition")
    assert round(ours, 3) == theirs["hedge_sentence_f1"][2]


def test_anonymity_agrees_with_the_yardstick(measured, yardstick):
    theirs = yardstick("anonymity", "anonymity", "anon-tracker.jsonl")
    ours = next(row.reached for row in measured("anonymity") if row.measure == "recall")
    assert round(ours, 3) == theirs["recall"]
