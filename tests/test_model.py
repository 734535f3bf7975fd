"""The model: the same numbers as scikit-learn's, effects that add up, files that are refused when damaged."""

from __future__ import annotations

import ast
import copy
import json
import math
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

import scorer
from scorer import model as models
from scorer.errors import ModelError
from scorer.pipeline import UNSURE, grade, score_document
from scorer.readers import read_path, read_text
from scorer.types import LEVELS

DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
SPOKEN = '"The bearings cracked twice in March," said Dolores Ibarra, the county engineer, who signed both reports.'


def content(columns: int = 6, rows: int = 90):
    """A model's content fitted by scikit-learn on made-up numbers, and what scikit-learn says of them."""
    draw = np.random.default_rng(5)
    matrix = draw.normal(size=(rows, columns))
    levels = np.arange(rows) % len(LEVELS)
    mean, scale = matrix.mean(0), matrix.std(0)
    fitted = LogisticRegression(max_iter=500).fit((matrix - mean) / scale, levels)
    made = {
        "schema": models.SCHEMA, "name": "test", "version": "1", "classes": list(LEVELS), "temperature": 1.0,
        "columns": [f"c{at}" for at in range(columns)], "mean": mean.tolist(), "scale": scale.tolist(),
        "coefficients": fitted.coef_.tolist(), "intercepts": fitted.intercept_.tolist(), "recipe": {},
    }  # fmt: skip
    return made, matrix, fitted.predict_proba((matrix - mean) / scale)


def test_probabilities_equal_those_of_scikit_learn():
    made, matrix, expected = content()
    model = models.Model(models.validate(json.loads(json.dumps(made)), "test"))
    for row, probabilities in zip(matrix, expected, strict=True):
        values = {f"c{at}": float(value) for at, value in enumerate(row)}
        assert model.probabilities(model.logits(values)) == pytest.approx(probabilities.tolist(), abs=1e-9)


def test_effects_and_intercept_add_up_to_the_logits():
    made, matrix, _ = content()
    model = models.Model(made)
    values = {f"c{at}": float(value) for at, value in enumerate(matrix[0])}
    logits = model.logits(values)
    for at, level in enumerate(LEVELS):
        assert math.fsum(model.effects(values, level).values()) + model.intercepts[at] == pytest.approx(logits[at], abs=1e-9)


def test_the_reasons_of_a_score_add_up_to_the_logit_of_its_level():
    model = models.load()
    for score in score_document(read_path(DRAFTS / "example.md")).scores:
        at = LEVELS.index(score.level)
        total = model.base[at] + math.fsum(reason.effect for reason in score.reasons)
        assert math.isfinite(total)
        if "damaged" not in score.flags:
            gap = math.log(score.probabilities[at]) * model.temperature
            others = [math.log(p) * model.temperature - gap for p in score.probabilities]
            assert max(others) <= 1e-9


def test_reasons_are_made_once_and_travel_with_a_copy_of_their_score():
    made = score_document(read_path(DRAFTS / "example.md")).scores
    sent = pickle.loads(pickle.dumps(made))
    for score, copied in zip(score_document(read_path(DRAFTS / "example.md")).scores, sent, strict=True):
        assert copied.reasons == copy.copy(score).reasons == score.reasons
        assert score.reasons is score.reasons
    assert any(score.reasons for score in sent)


def test_scoring_imports_no_scientific_library():
    code = (
        "import sys, scorer; scorer.score('The gate shut on Friday, officials said.'); "
        "sys.exit(', '.join(sorted({'sklearn', 'scipy', 'joblib', 'numpy'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def damaged(change):
    made, _, _ = content()
    made = copy.deepcopy(made)
    change(made)
    return made


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda made: made.pop("mean"), "mean missing"),
        (lambda made: made.update(schema=99), "schema 99"),
        (lambda made: made.update(classes=list(reversed(LEVELS))), "classes"),
        (lambda made: made["coefficients"][0].pop(), "do not fit"),
        (lambda made: made["mean"].__setitem__(0, float("nan")), "not finite"),
        (lambda made: made["scale"].__setitem__(0, 0.0), "not positive"),
        (lambda made: made.update(temperature=-1.0), "temperature"),
        (lambda made: made["mean"].__setitem__(0, 10**400), "beyond 1e\\+50"),
        (lambda made: made["scale"].__setitem__(0, 1e-320), "not positive"),
        (lambda made: made["columns"].__setitem__(0, 5), "no name of its own"),
        (lambda made: made["columns"].__setitem__(0, made["columns"][1]), "no name of its own"),
        (lambda made: made.update(digest="sha256:0"), "its digest is another"),
        (lambda made: made.update(digest=None), "its digest is another"),
    ],
)
def test_a_damaged_model_is_refused_in_one_line(change, complaint, tmp_path):
    file = tmp_path / "model.json"
    file.write_text(json.dumps(damaged(change)), "utf-8")
    with pytest.raises(ModelError, match=complaint) as refused:
        models.load(file)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("text", "complaint"), [("{", "no JSON"), ("[]", "no model file"), (None, "no such model")])
def test_a_file_that_is_no_model_is_refused(text, complaint, tmp_path):
    file = tmp_path / "model.json"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(ModelError, match=complaint):
        models.load(file)


_RUNS_CODE = frozenset(
    "eval exec compile __import__ pickle marshal shelve dill cloudpickle runpy code joblib.load yaml.load".split()
)


def test_nothing_in_the_package_runs_what_it_reads():
    found = []
    for path in sorted(Path(scorer.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom):
                named.append(str(node.module))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                named.append(node.func.id)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                named.append(ast.unparse(node.func))
            found += [f"{path.name}:{node.lineno}: {name}" for name in named if name in _RUNS_CODE]
    assert found == []


def test_trained_twice_the_file_is_the_same_to_the_byte(tmp_path):
    corpus = tmp_path / "own.jsonl"
    lines = (DRAFTS / "wire.jsonl").read_text("utf-8").splitlines()[:10]
    corpus.write_text("\n".join(lines) + "\n", "utf-8")
    files = []
    for name in ("one", "two"):
        scorer.train(out=tmp_path / name, corpora=[corpus])
        files.append((tmp_path / name / "model.json").read_bytes())
    assert files[0] == files[1]


def test_score_level_and_doubt_follow_from_the_probabilities():
    for score in score_document(read_path(DRAFTS / "example.md")).scores:
        value, spread = grade(score.probabilities)
        assert score.level == LEVELS[max(range(5), key=score.probabilities.__getitem__)]
        assert (score.value is None) == (score.probabilities[0] >= 0.5)
        assert score.value is None or score.value == value
        assert score.unsure == (spread > UNSURE)
        assert (score.kind == "na") == (score.value is None)


def value_of(text: str) -> float:
    body = f"{SPOKEN}\n\n{text}\n\n{SPOKEN}"
    return grade(score_document(read_text(body)).scores[1].probabilities)[0]


def test_scores_rank_as_sources_can_be_traced():
    named = value_of('"The second gate leaks as well," said Femi Adeyemi, who chairs the harbour board.')
    described = value_of(
        "Two senior harbour board officials who inspected the second gate said it leaks as well. They asked not to be named "
        "because the board has dismissed staff who spoke to reporters."
    )
    vague = value_of("The second gate leaks as well, according to people familiar with the matter.")
    nobody = value_of("The second gate could fail at any moment and ruin the whole town, and the board clearly does not care.")
    assert named > described > vague > nobody
