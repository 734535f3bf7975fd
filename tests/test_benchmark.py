"""The benchmark's table and its held-out phrases, without the texts."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from held_out_phrases import automaton_without, held_out_phrases, unseen_snippets
from shell import ROOT
from table import ASKED, ASKED_AT_MOST, Row, as_text, missing

from scorer.lexicon import find_hits, phrases
from scorer.text.tokens import tokenise

SCRIPT = ROOT / "tests" / "benchmarks" / "who_says_what.py"


def snippet(*found):
    """A row of the snippets' file."""
    return {"text": " ".join(found), "matched": [[0, 1, text] for text in found]}


def test_every_third_phrase_is_held_out():
    rows = [snippet(f"{name} said") for name in ("Delta", "alpha", "beta", "gamma", "ALPHA", "eps", "zeta")]
    assert held_out_phrases(rows) == {("delta", "said"), ("zeta", "said")}


def test_a_snippet_is_unseen_if_all_its_phrases_are_held_out():
    rows = [snippet("alpha said"), snippet("alpha said", "beta said")]
    assert unseen_snippets(rows, {("alpha", "said")}) == rows[:1]


@pytest.mark.parametrize(
    ("held_out", "text", "strict", "found"),
    [
        ("on condition of anonymity", "She spoke on condition of anonymity.", False, False),
        ("of anonymity", "She spoke on condition of anonymity.", False, False),
        ("she spoke on condition of anonymity today", "She spoke on condition of anonymity.", False, False),
        ("blue sources", "Three banking sources.", False, True),
        ("on condition of anonymity", "She spoke on condition of anonymity.", True, False),
    ],
)
def test_seeds_that_know_a_held_out_phrase_are_gone(held_out, text, strict, found):
    automaton, gone = automaton_without({tuple(held_out.split())}, strict=strict)
    assert len(automaton.phrases) == len(phrases()) - gone
    written, folded, _, _ = tokenise(text)
    labels = {(hit.phrase.family, hit.phrase.label) for hit in find_hits(automaton, written, folded)}
    assert bool(labels & {("anon", "request"), ("src", "anon_vague"), ("src", "anon_described")}) == found


def test_read_strictly_what_word_lists_match_is_known_too():
    held_out = {("two", "banking", "sources")}
    assert automaton_without(held_out, strict=True)[1] > automaton_without(held_out)[1]


def test_a_row_is_met_if_it_reaches_what_is_asked():
    part, measure = next(iter(ASKED)).split(": ")
    assert Row(part, measure, 1.0).met is True
    assert Row(part, measure, 0.0).met is False
    assert Row(part, measure, None).met is False
    assert Row(part, measure, 1.0, valid=False).met is False
    assert Row("levels", "something else", 0.0).met is None
    part, measure = next(iter(ASKED_AT_MOST)).split(": ")
    assert Row(part, measure, 1.0).met is True
    assert Row(part, measure, 100.0).met is False


def test_the_table_says_why_a_measure_is_missing():
    assert "the gate is not there" in as_text(missing("pronouns", "the gate is not there"))


def test_without_texts_every_part_says_what_is_missing(tmp_path):
    command = [sys.executable, SCRIPT, "--texts", tmp_path, "--format", "json"]
    command += [word for part in ("attribution", "levels", "hedges", "anonymity") for word in ("--only", part)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert {row["part"].partition(",")[0] for row in rows} == {"attribution", "levels", "hedges", "anonymity"}
    assert all(row["reached"] is None and "is not there" in row["note"] for row in rows)


def test_a_folder_that_is_none_is_a_mistake_of_use(tmp_path):
    done = subprocess.run([sys.executable, SCRIPT, "--texts", tmp_path / "none"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("give the one of the labelled texts by --texts")
