"""Audits, splits and copies as functions: what is found, what stays silent, and that time and place do not matter."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from corpora_made import BRIDGE, FERRY, GATE, NEAR_GATE, SHORT, drawn, edited, record, write

import scorer
from scorer.corpora import Label, LabelledDocument
from scorer.curation.copies import NEAR, Copies, find_copies
from scorer.curation.division import SHARES, read_shares, split_of
from scorer.curation.labels import check_labels
from scorer.curation.overlaps import find_overlaps
from scorer.curation.repetition import find_repetition
from scorer.curation.shingles import PLACES, resemblance, shingle, sign, words_of
from scorer.errors import CorpusError
from scorer.types import LEVELS

ROOT = Path(__file__).resolve().parent.parent
DRAFTS = ROOT / "training" / "drafts"


# copies


def test_signatures_estimate_resemblance() -> None:
    for share in (0.02, 0.1, 0.3):
        text = drawn(1, 2000)
        sets = [shingle(words_of(one.paragraphs[0])) for one in (text, edited(text, share))]
        agree = (sign(sets)[0] == sign(sets)[1]).mean()
        assert agree == pytest.approx(resemblance(*sets), abs=3 * (0.25 / PLACES) ** 0.5)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([GATE, FERRY, GATE], [Copies((0, 2), True)]),
        ([GATE, GATE.upper().replace(",", " —"), BRIDGE], [Copies((0, 1), True)]),
        ([GATE, BRIDGE, NEAR_GATE], [Copies((0, 2), False)]),
        ([GATE, BRIDGE, FERRY], []),
        ([SHORT, SHORT], []),
        (["", ""], []),
        ([], []),
    ],
)
def test_copies(texts: list[str], found: list[Copies]) -> None:
    assert find_copies([words_of(text) for text in texts], 8) == found


def test_near_copies_are_found_among_many() -> None:
    texts = [drawn(number) for number in range(300)]
    pairs = [(text, edited(text, 0.05)) for text in texts]
    words = [words_of(" ".join(document.paragraphs)) for pair in pairs for document in pair]
    near = {(2 * at, 2 * at + 1) for at in range(300) if resemblance(shingle(words[2 * at]), shingle(words[2 * at + 1])) >= NEAR}
    found = {copies.members for copies in find_copies(words)}
    assert len(near) > 250
    assert len(near & found) >= 0.98 * len(near)
    assert found <= near


def test_a_thousand_copies_are_one_group() -> None:
    """No pair of them is compared with every other; that would take half a million comparisons."""
    texts = [words_of(f"{GATE} number {number}") for number in range(1000)] + [words_of(GATE)] * 1000
    (group,) = find_copies(texts)
    assert group.members == tuple(range(2000))


# overlaps


def document(name: str, *paragraphs: tuple[str, str], alt: str = "") -> LabelledDocument:
    labels = [Label(level, alt=alt) for _, level in paragraphs]
    return LabelledDocument(name, "made", "wire", [text for text, _ in paragraphs], labels, where=f"{name}.jsonl:1")


def told(*parts: list[LabelledDocument]) -> list[tuple[str, str, list[tuple[str, int]]]]:
    return [
        (finding.severity, finding.code, [(place.document, place.paragraph) for place in finding.places])
        for finding in find_overlaps(parts)
    ]


A, U, B = "accountable", "unsupported", "background"
CASES = {
    "paragraphs of one part": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (BRIDGE, U), (NEAR_GATE, A))]],
        [("warning", "duplicate", [("a", 1), ("b", 2)])],
    ),
    "within a document": ([[document("a", (GATE, A), (FERRY, A), (GATE, A))]], [("warning", "duplicate", [("a", 1), ("a", 3)])]),
    "paragraphs of two parts": (
        [[document("a", (GATE, A), (FERRY, A))], [document("b", (BRIDGE, U), (NEAR_GATE, A))]],
        [("error", "leak", [("a", 1), ("b", 2)])],
    ),
    "boilerplate of two parts": (
        [[document("a", (GATE, B), (FERRY, A))], [document("b", (BRIDGE, U), (GATE, B))]],
        [("warning", "leak", [("a", 1), ("b", 2)])],
    ),
    "short ones": ([[document("a", (SHORT, B), (FERRY, A)), document("b", (SHORT, B), (BRIDGE, A))]], []),
    "whole documents": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (GATE, A), (FERRY, A))]],
        [("warning", "duplicate", [("a", 0), ("b", 0)])],
    ),
    "whole documents of two parts": (
        [[document("a", (GATE, A), (FERRY, A))], [document("b", (NEAR_GATE, A), (FERRY, A))]],
        [("error", "leak", [("a", 0), ("b", 0)])],
    ),
    "twins": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (BRIDGE, U), (GATE, U))]],
        [("error", "twins", [("a", 1), ("b", 2)])],
    ),
    "near twins": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (BRIDGE, U), (NEAR_GATE, U))]],
        [("warning", "twins", [("a", 1), ("b", 2)])],
    ),
    "twins of a torn reader": (
        [[document("a", (GATE, A), (FERRY, A), alt=U), document("b", (BRIDGE, U), (GATE, U))]],
        [("warning", "twins", [("a", 1), ("b", 2)])],
    ),
    "twins in copied documents": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (GATE, U), (FERRY, A))]],
        [("warning", "duplicate", [("a", 0), ("b", 0)]), ("error", "twins", [("a", 1), ("b", 1)])],
    ),
    "no label is no other label": (
        [[document("a", (GATE, A), (FERRY, A)), document("b", (BRIDGE, U), (GATE, ""))]],
        [("warning", "duplicate", [("a", 1), ("b", 2)])],
    ),
    "one id in two parts": (
        [[document("a", (FERRY, A))], [document("a", (BRIDGE, U))]],
        [("warning", "id", [("a", 0), ("a", 0)])],
    ),
    "one id twice": ([[document("a", (FERRY, A)), document("a", (BRIDGE, U))]], [("error", "id", [("a", 0), ("a", 0)])]),
}


@pytest.mark.parametrize("name", CASES)
def test_overlaps(name: str) -> None:
    parts, found = CASES[name]
    assert told(*parts) == found


# labels


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        (Label("accountable", "person"), []),
        (Label("background", "na"), []),
        (Label("accountable"), []),
        (Label(), []),
        (Label("background", "person"), ["kind"]),
        (Label("weak", "na"), ["kind"]),
        (Label("accountable", "anon_vague"), ["kind"]),
        (Label("unsupported", "document"), ["kind"]),
        (Label("qualified", "weasel_group"), ["kind"]),
        (Label("weak", "anon_vague", alt="weak"), ["label"]),
    ],
)
def test_doubtful_labels(label: Label, codes: list[str]) -> None:
    for labels in ({"labels": [label]}, {"labels": [Label("accountable")], "second": (label,)}):
        made = LabelledDocument("a", "made", "", [GATE], labels["labels"], second=labels.get("second", ()))
        assert [finding.code for finding in check_labels(made)] == codes


# splits


def test_a_document_stays_where_it_is_and_shares_are_kept() -> None:
    parts = Counter(split_of(drawn(number), SHARES) for number in range(2000))
    for name, share in SHARES.items():
        assert parts[name] / 2000 == pytest.approx(share, abs=0.03)
    named = drawn(7)._replace(id="another", corpus="another", genre="another", where="there:9")
    assert split_of(named, SHARES, "s") == split_of(drawn(7), SHARES, "s")


def test_copies_share_a_split_and_near_copies_mostly() -> None:
    pairs = [(drawn(number, 400), edited(drawn(number, 400), 0.03)) for number in range(400)]
    together = sum(split_of(one, SHARES) == split_of(other, SHARES) for one, other in pairs)
    assert together / 400 > 0.92  # by chance .66


def test_another_seed_divides_otherwise() -> None:
    moved = sum(split_of(drawn(number), SHARES) != split_of(drawn(number), SHARES, "spring") for number in range(300))
    assert 60 < moved < 140  # by chance a third


def test_texts_without_words_are_divided_by_id() -> None:
    names = {split_of(LabelledDocument(f"empty/{number}", "", "", ["…"], [Label()]), SHARES) for number in range(99)}
    assert names == set(SHARES)


def test_splits_are_the_same_in_another_process() -> None:
    program = (
        "from corpora_made import drawn; from scorer.curation.division import SHARES, split_of; "
        "print(*(split_of(drawn(number), SHARES) for number in range(40)))"
    )
    run = [sys.executable, "-c", program]
    ended = subprocess.run(run, cwd=ROOT / "tests", capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT)})
    assert ended.stdout.split() == [split_of(drawn(number), SHARES) for number in range(40)]


@pytest.mark.parametrize("text", ["", "train", "train=x", "train=.8", "a=.5,a=.5", "../a=.5,b=.5", "a=1.5,b=-.5", "a=nan,b=.5"])
def test_shares_that_are_none(text: str) -> None:
    with pytest.raises(CorpusError, match=r"write --shares train=\.8,dev=\.1,test=\.1"):
        read_shares(text)


def test_shares() -> None:
    assert read_shares(" train=.7, dev=0.3 ") == {"train": 0.7, "dev": 0.3}


# repetition


def test_runs_that_documents_share() -> None:
    shared = "nobody on the quay had ever seen the like"
    texts = [f"In town {number} {shared}, {number} of them say so." for number in range(3)]
    texts += [f"Word {number} has nothing in common" for number in range(7)]
    stock = "She spoke on condition of anonymity. The harbour authority did not respond to a request for comment."
    documents = [LabelledDocument(f"d{number}", "", "", [text, stock], [Label()] * 2) for number, text in enumerate(texts)]
    found = find_repetition(documents, 5, share=0.25)
    assert found["runs"][0] == {"run": shared, "documents": 3, "first": ["d0", "d1", "d2"]}
    assert (found["shared"], found["most"], found["documents"]) == (5, 3, 10)
    assert not any("anonymity" in run["run"] or "request" in run["run"] for run in found["runs"])
    assert find_repetition(documents, 5, share=0.35)["runs"] == []
    assert find_repetition(documents, 9, share=0.25)["shared"] == 1
    assert find_repetition([], 5)["shared"] == 0


def test_a_run_within_one_document_is_not_shared() -> None:
    documents = [LabelledDocument("a", "", "", [GATE, GATE], [Label()] * 2), LabelledDocument("b", "", "", [FERRY], [Label()])]
    assert find_repetition(documents)["shared"] == 0


# the own drafts and the real texts


def test_the_own_drafts_are_clean() -> None:
    audit = scorer.check_corpus([DRAFTS])
    assert audit["findings"] == []
    assert audit["counts"]["documents"] >= 160
    assert audit["counts"]["paragraphs"] >= 2000
    assert set(audit["counts"]["level"]) == set(LEVELS)
    assert audit["repetition"]["runs"] == []  # of 168 drafts, two are more than 1 %


def test_the_second_readers_of_the_own_drafts_agree() -> None:
    figures = scorer.measure_agreement(DRAFTS)
    assert figures["documents"] >= 0.25 * 168
    assert figures["alpha_ordinal"] > 0.9
    assert figures["kappa_background"] > 0.9


def test_the_held_out_articles_share_three_paragraphs_with_training(shared: Path) -> None:
    levels = shared / "levels"
    audit = scorer.check_corpus([levels / "train.jsonl"], [levels / "dev.jsonl"])
    leaks = [finding for finding in audit["findings"] if finding["code"] == "leak"]
    assert sorted(leak["severity"] for leak in leaks) == ["error", "error", "warning"]
    assert all(place["paragraph"] for leak in leaks for place in leak["places"])  # no document as a whole
    assert "structure" not in audit["totals"]
    assert not audit["unreadable"]


def test_nothing_of_the_own_drafts_is_in_the_real_articles(shared: Path) -> None:
    levels = shared / "levels"
    audit = scorer.check_corpus([DRAFTS], [levels / "train.jsonl", levels / "dev.jsonl"], runs=0)
    assert audit["findings"] == []


def test_held_out_texts_are_only_compared(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", record("a", (GATE, A)), record("b", (FERRY, A)))
    two = write(tmp_path / "two.jsonl", record("c", (NEAR_GATE, A), (BRIDGE, A)))
    held = write(tmp_path / "held.jsonl", record("x", (BRIDGE, A)), record("y", (BRIDGE, A)), record("z", (FERRY, A)))
    codes = [finding["code"] for finding in scorer.check_corpus([one, two], [held])["findings"]]
    assert codes == ["leak", "leak", "level", "level", "duplicate"]
