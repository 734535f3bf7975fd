"""Baselines: what they learn from, what they leave out, and which columns look beyond a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np
import pytest

from scorer.corpora import Label, LabelledDocument
from scorer.dataset import Corpus
from scorer.evaluation import evaluate
from scorer.evaluation.baselines import BASELINES, CONTEXT, GROUPS, leave_out
from scorer.features import columns, counters, feature_functions
from scorer.figures.definitions import HEADLINES, level_figures
from scorer.figures.judgements import ORDER, Judgement

DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
BEYOND = frozenset("back ahead views credited_near shares total number surnames described reason count".split())
"""Names by which a feature asks for a neighbour, its place, its document, or what a document tells of a source."""
RECIPE = """
[recipe]
strengths = [0.01]
words = 0
folds = 3
[[corpora]]
path = "drafts/wire.jsonl"
shipped = true
[[corpora]]
path = "levels/train.jsonl"
"""


def names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from names_in(part)


def looks_beyond(function: Callable[..., Any]) -> bool:
    """Whether a feature function, or one of the features' functions that it calls, looks beyond the paragraph."""
    pending, seen = [function], set()
    while pending:
        one = pending.pop()
        seen.add(one)
        names = set(names_in(one.__code__))
        if names & BEYOND:
            return True
        called = (one.__globals__.get(name) for name in names)
        pending += [
            other
            for other in called
            if isinstance(other, FunctionType) and other.__module__.startswith("scorer.features") and other not in seen
        ]
    return False


def test_the_columns_of_context_are_those_that_look_beyond_the_paragraph():
    found = {name for name, function in feature_functions().items() if looks_beyond(function)}
    groups = {group for group, count in counters().items() if looks_beyond(count)}
    found |= {name for name in columns() if name.split(".")[0] in groups and name not in feature_functions()}
    found.add("quotation.continued")  # a quotation left open in the paragraph before, which the text has marked
    found |= {name for name in columns() if name.split(".")[0] in GROUPS}
    found -= {name for name in columns() if name.startswith("clauses.")}  # they ask the document for surnames only
    assert sorted(CONTEXT) == sorted(found)
    assert all(any(name.startswith(f"{group}.") for name in found) for group in GROUPS)


def draft(name: str, *texts: str) -> LabelledDocument:
    return LabelledDocument(name, "own", "", list(texts), [Label("weak", "person")] * len(texts))


def test_nothing_is_learned_from_what_is_evaluated():
    pier, same, copy, other = (
        draft("pier", "The pier shut.", "It opened again."),
        draft("pier", "The pier is shut for good."),
        draft("copied", "The  pier shut. It", "opened AGAIN."),
        draft("gate", "The gate shut."),
    )
    corpora = [Corpus("own/a", Path("a"), "", 1.0, [same, other]), Corpus("own/b", Path("b"), "", 1.0, [copy])]
    kept, left_out = leave_out(corpora, [pier])
    assert [corpus.documents for corpus in kept] == [[other]]
    assert left_out == 2


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("baselines")
    recipe = folder / "recipe.toml"
    recipe.write_text(RECIPE, "utf-8")
    corpus = folder / "held.jsonl"
    local, wire = ((DRAFTS / name).read_text("utf-8").splitlines() for name in ("local.jsonl", "wire.jsonl"))
    corpus.write_text("\n".join([*local[:7], wire[0]]) + "\n", "utf-8")
    stages: list[str] = []
    found = evaluate(
        None,
        [corpus],
        resamples=100,
        baselines=True,
        recipe=recipe,
        texts=folder,
        progress=lambda stage, *_: stages.append(stage),
    )
    assert {"articles", "features"} <= set(stages)
    return found


def test_every_baseline_has_the_same_columns_and_is_compared(evaluated):
    assert list(evaluated["baselines"]) == list(BASELINES)
    for one in evaluated["baselines"].values():
        assert set(HEADLINES) <= one.keys()
        assert {"class_f1", "confusion", "support", "about"} <= one.keys()
        for name, step in one["beaten"].items():
            assert step["value"] == pytest.approx(evaluated[name] - one[name])
            assert step["low"] <= step["high"]
            assert 0 < step["p"] <= 1


def test_the_majority_says_one_level_and_ranks_nothing(evaluated):
    majority = evaluated["baselines"]["majority"]
    assert majority["concordance"] == 0.5
    assert majority["quadratic_kappa"] == 0.0
    assert sum(any(column) for column in zip(*majority["confusion"]["matrix"], strict=True)) == 1


def test_what_is_missing_and_what_is_left_out_is_said(evaluated):
    notes = "\n".join(evaluated["notes"])
    assert "levels/train.jsonl; mend the path, or give their folder by --texts" in notes
    assert "nothing was learned from 1 of the recipe's documents" in notes


def test_without_any_corpus_the_evaluation_goes_on(tmp_path):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('[[corpora]]\npath = "gone.jsonl"\n', "utf-8")
    found = evaluate(None, [DRAFTS / "wire.jsonl"], resamples=0, baselines=True, recipe=recipe, texts=tmp_path)
    assert found["baselines"] == {}
    assert any("no labelled paragraph of the recipe is left to learn from" in note for note in found["notes"])
    assert found["accuracy"] > 0.5


def test_a_judge_whose_level_is_not_its_likeliest_is_measured_by_its_level():
    """The rules say a level, and their probabilities what was labelled there in training."""
    chances = np.tile([0.1, 0.2, 0.3, 0.4, 0.0], (4, 1))
    said = np.array([2, 2, 2, 4])
    found = level_figures(np.array([2, 2, 3, 3]), chances, said)
    assert found["accuracy"] == 0.5
    assert found["ece"] == pytest.approx(abs(0.3 - 2 / 3) * 0.75 + 0.25 * 0.0)
    assert Judgement(chances, said).kinds is None
    assert ORDER[2] == "qualified"


def test_too_little_to_learn_from_costs_only_the_baselines_that_need_more(tmp_path):
    """One document of one level: the majority and the rules can be learned from it, no more."""
    (tmp_path / "tiny.jsonl").write_text('{"id": "t", "paragraphs": ["!"], "labels": [{"level": "weak"}]}\n', "utf-8")
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('[[corpora]]\npath = "tiny.jsonl"\n', "utf-8")
    found = evaluate(None, [DRAFTS / "wire.jsonl"], resamples=20, baselines=True, recipe=recipe, texts=tmp_path)
    assert list(found["baselines"]) == ["majority", "rules"]
    assert any("words left out" in note for note in found["notes"])
    assert any("without context left out" in note for note in found["notes"])
