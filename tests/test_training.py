"""Training as a whole: the same bytes for any number of workers, nothing half-written, too little told, older weights refined."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

import scorer
from scorer import model as models
from scorer.card import write_card
from scorer.dataset import corpus_of, tabulate
from scorer.errors import CorpusError, ModelError
from scorer.extraction import default_cache
from scorer.types import LEVELS

DRAFTS = Path(__file__).parent.parent / "training" / "drafts"
WIRE = (DRAFTS / "wire.jsonl").read_text("utf-8").splitlines()


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def relabelled(line: str, change) -> str:
    document = json.loads(line)
    for number, label in enumerate(document["labels"]):
        change(number, label)
    return json.dumps(document)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("corpus") / "own.jsonl", WIRE[:10])


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory) -> Path:
    """A model with everything in its card."""
    out = tmp_path_factory.mktemp("trained") / "model"
    scorer.train(out=out, corpora=[corpus], jobs=1)
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}


def test_the_same_bytes_for_any_number_of_workers(corpus, trained, tmp_path):
    scorer.train(out=tmp_path / "again", corpora=[corpus], jobs=2)
    assert files(tmp_path / "again") == files(trained)


def test_the_card_tells_it_all(trained):
    content = models.load(trained).content
    card = (trained / "CARD.md").read_text("utf-8")
    assert card == write_card(content)
    told = "Trained on|What is too little|Recipe|Held out|Calibration|Levels|What each feature group is worth"
    for title in f"{told}|What more labels are worth|What weighs most|Use|Known failures".split("|"):
        assert f"## {title}\n" in card
    assert content["card"]["held_out"]["macro_f1"][1] <= content["card"]["held_out"]["macro_f1"][2]
    assert [point["share"] for point in content["card"]["curve"]] == [at / 10 for at in range(1, 11)]
    assert {one["group"] for one in content["card"]["ablation"]} == {
        column.partition(".")[0] for column in content["columns"]
    }
    assert "Only 10 labelled documents" in card


def test_quick_leaves_the_studies_out_and_the_model_alone(corpus, trained):
    quick, whole = scorer.train(corpora=[corpus], quick=True, jobs=1), models.load(trained).content
    assert not {"ablation", "curve"} & set(quick["card"])
    assert quick["digest"] == whole["digest"]
    assert quick["coefficients"] == whole["coefficients"]


def test_features_are_kept_and_a_broken_store_breaks_nothing(corpus, tmp_path):
    def matrix(store):
        return tabulate([corpus_of(corpus)], store=store).features.tolist()

    store = tmp_path / "store"
    expected = matrix(None)
    assert matrix(store) == expected
    assert matrix(store) == expected
    kept = list(store.rglob("*.pkl"))
    assert len(kept) == 10
    for path in kept[:5]:
        path.write_bytes(b"broken")
    for path in kept[5:]:
        path.unlink()
    assert matrix(store) == expected
    file = tmp_path / "file"
    file.write_text("no folder")
    assert matrix(file) == expected


def test_where_features_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("SCORER_CACHE", str(tmp_path))
    assert default_cache() == tmp_path
    monkeypatch.delenv("SCORER_CACHE")
    assert default_cache().name == "attribution-scorer"


TOO_LITTLE = {
    "one document": (WIRE[:1], ":1: too few labelled documents to hold any out (1)"),
    "an empty class": (
        [relabelled(line, lambda _, one: one.update(level="weak") if one["level"] == "qualified" else None) for line in WIRE[:8]],
        ":1: no paragraph of 8 documents is labelled qualified",
    ),
    "an unknown label": (
        [*WIRE[:3], relabelled(WIRE[3], lambda at, one: one.update(level="wek") if at == 1 else None), *WIRE[4:8]],
        ":4: ",
    ),
    "no JSON": ([*WIRE[:6], "{"], ":7: "),
}


@pytest.mark.parametrize("case", TOO_LITTLE)
def test_what_is_wrong_is_told_with_file_and_line_and_nothing_is_lost(case, trained, tmp_path):
    lines, told = TOO_LITTLE[case]
    path = write(tmp_path / "poisoned.jsonl", lines)
    out = tmp_path / "out"
    shutil.copytree(trained, out)
    with pytest.raises(CorpusError) as refused:
        scorer.train(out=out, corpora=[path], jobs=1)
    assert str(refused.value).startswith(f"{path}{told}")
    assert "\n" not in str(refused.value)
    assert files(out) == files(trained)


def test_a_failure_at_the_end_leaves_the_older_model_whole(corpus, trained, tmp_path, monkeypatch):
    out = tmp_path / "out"
    shutil.copytree(trained, out)

    def fail(content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scorer.model_folder.write_card", fail)
    with pytest.raises(ModelError, match="No space left"):
        scorer.train(out=out, corpora=[corpus], quick=True, jobs=1)
    assert files(out) == files(trained)


def test_the_output_is_looked_at_before_the_work(corpus):
    with pytest.raises(ModelError, match="is no folder"):
        scorer.train(out=corpus, corpora=[corpus.with_name("gone.jsonl")])


def test_paragraphs_without_label_are_left_out(corpus):
    found = corpus_of(corpus)
    first = found.documents[0]
    bare = first._replace(labels=[first.labels[0]._replace(level=""), *first.labels[1:]])
    table = tabulate([found._replace(documents=[bare, *found.documents[1:]])])
    whole = tabulate([found])
    assert len(table.labels) == len(whole.labels) - 1


def test_copies_of_a_document_are_held_out_together_and_told(corpus, tmp_path):
    twins = write(tmp_path / "twins.jsonl", [*WIRE[:10], WIRE[0].replace('"id": "', '"id": "copy of ', 1)])
    content = scorer.train(corpora=[twins], quick=True, jobs=1)
    assert any("a second time" in warning for warning in content["card"]["warnings"])
    assert content["corpora"][0]["documents"] == 11


# older weights refined


def test_one_document_without_every_level_can_refine_the_shipped_model(tmp_path):
    lines = [relabelled(WIRE[0], lambda _, one: one.update(level="weak") if one["level"] == "qualified" else None)]
    path = write(tmp_path / "one.jsonl", lines)
    out = tmp_path / "refined"
    content = scorer.train(out=out, corpora=[path], start="default", jobs=1)
    old = models.load()
    refined = models.load(out)
    assert set(refined.columns) == set(old.columns)
    assert content["recipe"]["from"]["digest"] == old.content["digest"]
    assert "held_out" not in content["card"]
    assert "Nothing could be held out" in (out / "CARD.md").read_text("utf-8")
    told = " ".join(content["card"]["warnings"])
    assert "only 1 labelled document:" in told
    assert "no paragraph is labelled qualified" in told


def test_a_model_that_is_not_moved_says_what_the_older_one_said(tmp_path):
    recipe = tmp_path / "still.toml"
    path = write(tmp_path / "own.jsonl", WIRE[:6])
    recipe.write_text("[recipe]\nname = 'still'\npulls = [0.0]\n[[corpora]]\npath = 'own.jsonl'\n", "utf-8")
    out = tmp_path / "still"
    content = scorer.train(recipe, out, start="default", jobs=1, quick=True)
    old, new = models.load(), models.load(out)
    draft = "The gate may close, county engineer Dolores Ibarra said.\n\nOfficials said nobody was hurt.\n"
    for one, other in zip(scorer.score(draft, old).scores, scorer.score(draft, new).scores, strict=True):
        assert one.level == other.level
        flat = [value ** content["temperature"] for value in other.probabilities]
        assert [value / sum(flat) for value in flat] == pytest.approx(one.probabilities, abs=1e-9)
    assert path.exists()


def test_refining_moves_towards_the_new_labels(tmp_path):
    def turn(_, label):
        label.update(level="weak" if label["level"] == "accountable" else label["level"])

    recipe = tmp_path / "moved.toml"
    write(tmp_path / "own.jsonl", [relabelled(line, turn) for line in WIRE[:8]])
    recipe.write_text("[recipe]\nname = 'moved'\n[[corpora]]\npath = 'own.jsonl'\n", "utf-8")
    content = scorer.train(recipe, tmp_path / "moved", start="default", jobs=1, quick=True)
    assert content["recipe"]["strength"] > 0
    said = '“We closed it twice,” said Dolores Ibarra, the county engineer.'
    weak = [scorer.score(said, one).scores[0].probabilities[LEVELS.index("weak")] for one in (None, tmp_path / "moved")]
    assert weak[0] < weak[1]


def test_a_corpus_the_older_model_learned_from_is_told(tmp_path):
    content = scorer.train(corpora=[DRAFTS / "trade.jsonl"], start="default", jobs=1, quick=True)
    assert any("has learned from drafts/trade" in warning for warning in content["card"]["warnings"])


# promotion


@pytest.fixture
def verdicts(monkeypatch) -> list[str]:
    """What a comparison objects to; a stand-in for the real one, which has tests of its own."""
    objections: list[str] = []
    monkeypatch.setattr("scorer.promotion.compare", lambda a, b, corpora: SimpleNamespace(objections=objections))
    return objections


def test_promoted_only_if_not_worse(run, corpus, trained, tmp_path, verdicts):
    frozen = write(tmp_path / "frozen.jsonl", WIRE[10:14])
    out = tmp_path / "out"
    shutil.copytree(trained, out)
    verdicts.append("macro_f1 is lower by more than 0.005: 0.6000 to 0.5000")
    ended = run("train", corpus, "-o", out, "--promote", "--frozen", frozen, "--quick", "--no-cache", "-j", 1)
    assert ended.code == 1
    assert "scorer: not promoted: macro_f1 is lower" in ended.err
    assert files(out) == files(trained)
    assert models.load(tmp_path / "out.challenger").about["digest"] == models.load(trained).about["digest"]
    verdicts.clear()
    ended = run("train", corpus, "-o", out, "--promote", "--frozen", frozen, "--quick", "--no-cache", "-j", 1)
    assert ended.code == 0
    card = (out / "CARD.md").read_text("utf-8")
    assert "## Why it was shipped" in card
    assert card == write_card(models.load(out).content)
    both = models.load(out).content["card"]["promotion"]
    assert set(both["before"]) == set(both["after"]) >= {"macro_f1", "log_loss", "concordance"}


def test_the_first_model_of_a_folder_is_promoted(run, corpus, tmp_path, verdicts):
    frozen = write(tmp_path / "frozen.jsonl", WIRE[10:12])
    out = tmp_path / "new"
    assert run("train", corpus, "-o", out, "--promote", "--frozen", frozen, "--quick", "--no-cache").code == 0
    assert (out / "model.json").exists()


def test_what_was_learned_from_cannot_judge(run, corpus, trained, tmp_path, verdicts):
    ended = run("train", corpus, "-o", trained, "--promote", "--frozen", corpus, "--quick", "--no-cache")
    assert ended.code == 2
    assert "is trained on, so it cannot judge" in ended.err


# the command


def test_a_recipe_and_corpora_on_the_command_line(run, corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recipe = tmp_path / "mine.toml"
    recipe.write_text("[recipe]\nname = 'mine'\nstrengths = [0.01]\n", "utf-8")
    ended = run("train", recipe, corpus, "--quick", "--no-cache")
    assert ended.code == 0
    content = models.load(tmp_path / "models" / "mine").content
    assert (content["name"], content["recipe"]["strengths"]) == ("mine", [0.01])
    assert run("train", corpus, "--quick", "--no-cache").code == 0
    assert models.load(tmp_path / "models" / "own").content["name"] == "own"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["a.toml", "b.toml"], "one recipe is enough"),
        (["a.toml", "--recipe", "b.toml"], "one recipe is enough"),
        (["x.jsonl", "--frozen", "y"], "--frozen goes with --promote"),
        (["--promote", "--hedges"], "learn --attributions and --hedges"),
        (["x.jsonl", "--from", "gone"], "gone"),
        (["-j", "0"], "--jobs"),
    ],
)
def test_wrong_usage_takes_one_line(run, args, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = run("train", *args)
    assert ended.code == 2
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1
