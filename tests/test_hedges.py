"""Learned weights of hedges: what they tell, what happens without them, and that learning gives the same bytes."""

from __future__ import annotations

import json

import pytest

from scorer.cues import hedge
from scorer.cues._hedge_context import ALWAYS
from scorer.errors import CorpusError
from scorer.fitting.hedges import learn_from_recipe
from scorer.lexicon import phrases
from scorer.lexicon.patterns import Choice, Word
from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.types import WIDE_HEDGES

RECIPE = """
[[hedges]]
path = "drafts/tabloid.jsonl"
shipped = true
definition = "narrow"
weight = 1.0

[[hedges]]
path = "sentences.jsonl"
definition = "wide"
weight = 0.5
"""
SENTENCES = [
    {"text": "The mayor believes the dam may fail if it rains.", "cues": [[10, 18, "believes"], [27, 30, "may"], [36, 38, "if"]]},
    {"text": "The choir sang, and the harbour bell rang until noon.", "cues": []},
    {"text": "She could hear the bells from her bed, and would often sing along.", "cues": []},
] * 12  # fmt: skip


def hedges(text: str):
    """Hedges of a text as (words, label, likelier than not, quoted)."""
    annotated = annotate_document(read_text(text))
    cues = [cue for paragraph in annotated.paragraphs for cue in paragraph.cues if cue.family == "hedge"]
    return [(text[cue.start : cue.end], cue.label, cue.weight >= 0.5 and not cue.negated, cue.quoted) for cue in cues]


@pytest.fixture
def recipe(tmp_path):
    (tmp_path / "sentences.jsonl").write_text("".join(json.dumps(one) + "\n" for one in SENTENCES), "utf-8")
    (tmp_path / "recipe.toml").write_text(RECIPE, "utf-8")
    return tmp_path / "recipe.toml"


@pytest.fixture
def unlearned(monkeypatch):
    monkeypatch.setattr(hedge, "learned", dict)


def test_learned_twice_the_file_is_the_same_to_the_byte(recipe, tmp_path):
    for name in ("one", "two"):
        learn_from_recipe(recipe, tmp_path / name, tmp_path)
    assert (tmp_path / "one" / "hedges.json").read_bytes() == (tmp_path / "two" / "hedges.json").read_bytes()


def test_the_weights_name_no_word_that_is_not_in_a_seed_phrase():
    spelt: set[str] = set()
    pending = [phrase.elements for phrase in phrases() if phrase.family == "hedge"]
    while pending:
        for element in pending.pop():
            if isinstance(element, Word):
                spelt.add(element.token)
            elif isinstance(element, Choice):
                pending.extend(element.options)
    for weights in hedge.learned().values():
        named = {name.partition("&")[0] for name in weights if "&" in name}
        assert named - spelt - WIDE_HEDGES - {""} == set()
        assert {ALWAYS, "prior"} <= weights.keys()


def test_without_learned_weights_the_seeds_count(unlearned):
    assert ("may", "modal", True, False) in hedges("The plant may close.")
    assert ("possible", "verb_noun", False, False) in hedges("That is hardly possible.")


def test_hedges_inside_and_outside_quotations_are_told_apart():
    found = hedges('The bridge may fall. "It might hold for a year," said Dolores Ibarra, the county engineer.')
    assert [(words, quoted) for words, _, sure, quoted in found if sure] == [("may", False), ("might", True)]


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("", "[[hedges]]"),
        (RECIPE.replace('"wide"', '"broad"'), "definition"),
        (RECIPE.replace("sentences", "gone"), "gone.jsonl"),
    ],
)
def test_a_recipe_that_cannot_be_followed_is_refused_in_one_line(written, wrong, recipe, tmp_path):
    recipe.write_text(written, "utf-8")
    with pytest.raises(CorpusError) as caught:
        learn_from_recipe(recipe, tmp_path, tmp_path)
    assert wrong in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_line_is_refused_with_its_place(recipe, tmp_path):
    (tmp_path / "sentences.jsonl").write_text('{"text": "No cues."}\n', "utf-8")
    with pytest.raises(CorpusError, match=r"sentences\.jsonl:1: "):
        learn_from_recipe(recipe, tmp_path, tmp_path)


def test_sentences_of_unseen_news_are_told_hedged_or_not(shared):
    right = marked = found = 0
    for line in (shared / "hedge" / "szeged-factbank.dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        hedged = any(sure and label in WIDE_HEDGES for _, label, sure, _ in hedges(row["text"]))
        right += hedged and row["uncertain"]
        marked += row["uncertain"]
        found += hedged
    assert 2 * right / (marked + found) >= 0.74  # the aim is .80; 45 hedged sentences, so one more or less moves it by .01
