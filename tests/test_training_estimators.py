"""Other estimators by recipe: saved by skops, the same bytes every time, scored without reasons, refused when not trusted."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

import scorer
from scorer import model as models
from scorer.errors import CorpusError, ModelError
from scorer.estimators import make_estimator, pack_estimator, unpack_estimator

skops = pytest.importorskip("skops.io")
DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
BOOSTING = "sklearn.ensemble.HistGradientBoostingClassifier"
RECIPE = f"""[recipe]
name = "boosted"
folds = 2
words = 0
[features]
include = ["origin", "quotation"]
[estimator]
class = "{BOOSTING}"
parameters = {{max_iter = 3}}
[[corpora]]
path = "own.jsonl"
"""


@pytest.fixture(scope="module")
def boosted(tmp_path_factory) -> Path:
    """The folder of a trained gradient boosting."""
    home = tmp_path_factory.mktemp("boosted")
    lines = (DRAFTS / "wire.jsonl").read_text("utf-8").splitlines()[:8]
    (home / "own.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (home / "boosted.toml").write_text(RECIPE, "utf-8")
    scorer.train(home / "boosted.toml", home / "model", jobs=1)
    return home / "model"


def copied(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target))


def test_it_scores_by_the_same_commands_without_reasons(run, boosted, draft):
    ended = run("score", "--model", boosted, "--format", "json", draft)
    assert ended.code == 0
    model = models.load(boosted)
    scored = scorer.score(draft.read_text("utf-8"), model)
    assert all(score.reasons == [] for score in scored.scores)
    assert all(sum(score.probabilities) == pytest.approx(1) for score in scored.scores)
    assert run("score", "--model", boosted, draft).code == 0
    assert run("evaluate", "--model", boosted, boosted.parent / "own.jsonl").code == 0


def test_it_explains_that_it_cannot_explain(run, boosted):
    shown = run("explain", "--model", boosted).out
    assert shown.startswith(f"This model is a {BOOSTING}: it weighs no feature by itself")
    records = {one["feature"]: one for one in scorer.explain(boosted)}
    assert not any(one["weights"] for one in records.values())
    assert any(one["used"] for one in records.values())
    assert "scores come without reasons" in (boosted / "CARD.md").read_text("utf-8")


def test_probabilities_are_those_of_the_estimator(boosted):
    model = models.load(boosted)
    content = model.content
    fitted = unpack_estimator((boosted / "estimator.skops").read_bytes(), BOOSTING, "here")
    values = np.random.default_rng(3).normal(size=(5, len(model.columns)))
    logits = np.log(fitted.predict_proba((values - content["mean"]) / content["scale"])) / content["temperature"]
    expected = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    rows = [dict(zip(model.columns, row, strict=True)) for row in values.tolist()]
    found = [model.probabilities(one) for one in model.all_logits(rows)]
    assert found == [pytest.approx(row, abs=1e-9) for row in expected.tolist()]
    assert model.logits(rows[0]) == pytest.approx(model.all_logits(rows)[0])


def test_trained_again_the_files_are_the_same(boosted, tmp_path):
    scorer.train(boosted.parent / "boosted.toml", tmp_path / "again", jobs=1)
    for path in boosted.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_an_estimator_of_an_older_model_does_not_stay(boosted, tmp_path):
    out = copied(boosted, tmp_path / "model")
    scorer.train(out=out, corpora=[boosted.parent / "own.jsonl"], jobs=1, quick=True)
    assert not (out / "estimator.skops").exists()
    assert models.load(out).estimator is None


@pytest.mark.parametrize(
    "estimator",
    [
        HistGradientBoostingClassifier(max_iter=2),
        GradientBoostingClassifier(n_estimators=2),
        RandomForestClassifier(3, random_state=1),
        LogisticRegression(max_iter=1000),
        KNeighborsClassifier(),
    ],
    ids=lambda one: type(one).__name__,
)
def test_packed_and_unpacked_it_says_the_same(estimator):
    values, levels = load_iris(return_X_y=True)
    fitted = estimator.fit(values, levels)
    packed = pack_estimator(fitted)
    again = unpack_estimator(packed, _full_name(fitted), "here")
    assert pack_estimator(again) == pack_estimator(unpack_estimator(packed, _full_name(fitted), "here"))
    assert (again.predict_proba(values) == fitted.predict_proba(values)).all()


def _full_name(fitted) -> str:
    return f"{type(fitted).__module__.rpartition('._')[0]}.{type(fitted).__name__}"


class Stranger:
    """A type from elsewhere."""


def swapped(folder: Path, estimator) -> Path:
    """A model folder whose estimator is another one, its digest in order."""
    data = skops.dumps(estimator)
    (folder / "estimator.skops").write_bytes(data)
    content = json.loads((folder / "model.json").read_text("utf-8"))
    content["estimator"]["digest"] = "sha256:" + hashlib.sha256(data).hexdigest()
    content["digest"] = models.digest_content(content)
    (folder / "model.json").write_text(json.dumps(content), "utf-8")
    return folder


def poisoned(value) -> HistGradientBoostingClassifier:
    estimator = HistGradientBoostingClassifier(max_iter=1).fit(*load_iris(return_X_y=True))
    estimator.poison = value
    return estimator


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (os.system, f"{os.name}.system"),
        (Stranger(), "Stranger"),
        (load_iris, "sklearn.datasets._base.load_iris"),
        (np.testing.assert_equal, "assert_equal"),
    ],
)
def test_an_untrusted_type_is_refused_by_name(value, named, boosted, tmp_path):
    folder = swapped(copied(boosted, tmp_path / "model"), poisoned(value))
    with pytest.raises(ModelError, match="which is not trusted") as refused:
        models.load(folder)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)


def test_another_class_than_named_is_refused(boosted, tmp_path):
    folder = swapped(copied(boosted, tmp_path / "model"), SVC())
    with pytest.raises(ModelError, match="holds a SVC, not the sklearn"):
        models.load(folder)


def rewrite(folder: Path, change) -> None:
    content = json.loads((folder / "model.json").read_text("utf-8"))
    change(content)
    content["digest"] = models.digest_content(content)
    (folder / "model.json").write_text(json.dumps(content), "utf-8")


DAMAGES = {
    "gone": (lambda folder: (folder / "estimator.skops").unlink(), "cannot be read"),
    "another file": (lambda folder: (folder / "estimator.skops").write_bytes(b"x"), "is not the file"),
    "no class": (lambda folder: rewrite(folder, lambda made: made["estimator"].pop("class")), "no class or digest"),
    "a foreign class": (lambda folder: rewrite(folder, lambda made: made["estimator"].update({"class": "os.x"})), "os.x"),
    "no table": (lambda folder: rewrite(folder, lambda made: made.update(estimator=5)), "no class or digest"),
    "slopes": (lambda folder: rewrite(folder, lambda made: made["estimator"].update(slopes=[1.0])), "do not fit"),
    "mean": (lambda folder: rewrite(folder, lambda made: made["mean"].pop()), "do not fit"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_folder_is_refused_in_one_line(name, boosted, tmp_path):
    damage, told = DAMAGES[name]
    folder = copied(boosted, tmp_path / "model")
    damage(folder)
    with pytest.raises(ModelError, match=told) as refused:
        models.load(folder)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_skops_file_is_refused():
    with pytest.raises(ModelError, match="no whole skops file"):
        unpack_estimator(b"PK\x03\x04 no archive", BOOSTING, "here")


def test_without_skops_the_extra_is_named(boosted, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("scorer.estimators.import_module", missing)
    with pytest.raises(ModelError, match=r"attribution-scorer\[estimators\]"):
        pack_estimator(SVC())


@pytest.mark.parametrize(
    ("name", "parameters", "told"),
    [
        ("os.system", {}, "class.toml:1: class 'os.system' is no scikit-learn classifier"),
        ("sklearn.ensemble.Nothing", {}, "is no scikit-learn classifier"),
        ("sklearn.linear_model.LinearRegression", {}, "is no scikit-learn classifier"),
        ("sklearn.datasets.load_iris", {}, "is no scikit-learn classifier"),
        ("sklearn.svm.LinearSVC", {}, "gives no probabilities"),
        ("sklearn.svm.SVC", {}, "parameters.toml:2: SVC gives no probabilities"),
        (BOOSTING, {"max_itr": 3}, "parameters.toml:2: HistGradientBoostingClassifier has no parameter 'max_itr'; did you mean"),
        (BOOSTING, {"max_iter": -3}, "parameters.toml:2: The 'max_iter' parameter"),
    ],
)
def test_an_estimator_that_will_not_do_is_refused_with_the_line(name, parameters, told):
    with pytest.raises(CorpusError) as refused:
        make_estimator(name, parameters, 7, "class.toml:1", "parameters.toml:2")
    assert told in str(refused.value)


def test_a_seed_goes_to_estimators_that_draw():
    assert make_estimator(BOOSTING, {}, 3, "", "").random_state == 3
    assert make_estimator(BOOSTING, {"random_state": 5}, 3, "", "").random_state == 5
    assert make_estimator("sklearn.neighbors.KNeighborsClassifier", {}, 3, "", "").n_neighbors == 5


def test_only_our_model_can_be_refined(boosted, run):
    corpus = boosted.parent / "own.jsonl"
    ended = run("train", corpus, "--from", boosted, "-o", boosted.parent / "x", "--no-cache")
    assert (ended.code, "has no weights to start from" in ended.err) == (2, True)
    ended = run("train", boosted.parent / "boosted.toml", "--from", "default", "-o", boosted.parent / "x", "--no-cache")
    assert (ended.code, "only the linear model can be refined" in ended.err) == (2, True)
