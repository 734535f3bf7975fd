"""Recipes: what is wrong is told in one line with file and line; what is right comes out whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from scorer.dataset import read_corpora
from scorer.errors import CorpusError
from scorer.recipes import DEFAULTS, read_recipe, shipped_recipe
from scorer.recipes._positions import locate

HEAD = '[recipe]\nname = "x"\n'
CORPUS = '[[corpora]]\npath = "own.jsonl"\n'
GRADIENT = "sklearn.ensemble.HistGradientBoostingClassifier"

POISONED = {
    "unknown table": ("[recipes]\nseed = 7\n", 1, "did you mean 'recipe'?"),
    "unknown key": ("[recipe]\nsede = 7\n", 2, "did you mean 'seed'?"),
    "unknown key of the second corpus": (CORPUS + CORPUS + "wieght = 3\n", 5, "did you mean 'weight'?"),
    "wrong type": ('[recipe]\n# how many\n\nfolds = "5"\n', 4, "whole number"),
    "truth for a number": ("[recipe]\nseed = true\n", 2, "seed = true must be a whole number"),
    "out of range": ("[recipe]\nfolds = 1\n", 2, "from 2 to 20"),
    "negative weight": (CORPUS + "weight = -1\n", 3, "weight = -1"),
    "not a number": ("[recipe]\nbalance = nan\n", 2, "from 0 to 1"),
    "infinite": ("[recipe]\nstrengths = [0.1, inf]\n", 2, "list of numbers"),
    "no strength": ("[recipe]\nstrengths = []\n", 2, "list of numbers"),
    "name that leads elsewhere": ('[recipe]\nname = "../../x"\n', 2, "must be a name"),
    "table for a list": ("[recipe]\nseed = 1\n[corpora]\npath = 'x'\n", 3, "[[corpora]]"),
    "list of numbers for tables": ("corpora = [1, 2]\n", 1, "[[corpora]]"),
    "number for a table": ("recipe = 5\n", 1, "[recipe]"),
    "corpus without path": ("[[corpora]]\nweight = 1.0\n", 1, "needs a path"),
    "empty path": ("[[corpora]]\npath = ''\n", 2, "must be a text"),
    "digest of another kind": (CORPUS + 'digest = "md5:1"\n', 3, "sha256:"),
    "unknown format": (CORPUS + 'format = "jsonll"\n', 3, "did you mean 'jsonl'?"),
    "unknown calibration": ("[recipe]\ncalibration = 'platt'\n", 2, "known: sigmoid, temperature"),
    "unknown group": ("[features]\nexclude = ['flw']\n", 2, "did you mean 'flow'?"),
    "no group left": ("[features]\ninclude = ['words']\n", 1, "no feature group is left"),
    "rates of some levels": ("[natural]\nweak = 0.5\n", 1, "the rate of each level"),
    "natural without rates": (CORPUS + "natural = true\n", 3, "add a table [natural]"),
    "rates beyond one": (
        CORPUS + "natural = {background = 0.5, unsupported = 0.5, weak = 0.5, qualified = 0.1, accountable = 0.1}\n",
        3,
        "add up to 1.7",
    ),
    "no TOML": ("[recipe]\nseed = = 3\n", 2, "is no TOML"),
    "a key twice": ("[recipe]\nseed = 1\nseed = 2\n", 3, "is no TOML"),
    "a table in a text": ('[recipe]\nname = """\n[x]\n"""\nsede = 1\n', 2, "must be a name"),
}


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "poisoned.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CorpusError) as refused:
        read_recipe(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("case", POISONED)
def test_a_poisoned_recipe_is_refused_with_file_and_line(case, tmp_path):
    text, line, told = POISONED[case]
    path = write(tmp_path, text)
    complaint = refusal(path)
    assert complaint.startswith(f"{path}:{line}: ")
    assert told in complaint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'[recipe]\nname = "caf\xe9"\n', ":2: is not UTF-8"),
        ("x = " + "[" * 100_000, "nested too deeply"),
        ("[recipe]\nseed = " + "9" * 5000, "is no TOML"),
        ("#" * 1_100_000, "larger than a recipe"),
    ],
)
def test_what_is_hardly_a_recipe_is_refused(text, told, tmp_path):
    assert told in refusal(write(tmp_path, text))


def test_a_recipe_that_is_not_there_is_refused(tmp_path):
    assert "cannot be read" in refusal(tmp_path / "gone.toml")
    assert "cannot be read" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("../../etc/*.jsonl", "leads out of its folder"),
        ("a/../../b.jsonl", "leads out of its folder"),
        ("/nowhere/at/all.jsonl", "no corpus at /nowhere/at/all.jsonl"),
        ("no*.jsonl", "no corpus at"),
    ],
)
def test_corpora_that_are_not_there_are_told_with_the_line_of_the_recipe(path, told, tmp_path):
    recipe = write(tmp_path, f"{HEAD}[[corpora]]\nweight = 2\npath = '{path}'\n")
    with pytest.raises(CorpusError, match=told) as refused:
        read_corpora(read_recipe(recipe), tmp_path)
    assert str(refused.value).startswith(f"{recipe}:5: ")


def test_a_recipe_without_corpora_and_a_wrong_digest_are_told(tmp_path):
    with pytest.raises(CorpusError, match="names no corpora"):
        read_corpora(read_recipe(write(tmp_path, HEAD)), None)
    (tmp_path / "own.jsonl").write_text('{"id": "x", "paragraphs": ["So."]}\n', "utf-8")
    recipe = write(tmp_path, f"{CORPUS}digest = 'sha256:{'0' * 64}'\n")
    with pytest.raises(CorpusError) as refused:
        read_corpora(read_recipe(recipe), None)
    digest = sha256((tmp_path / "own.jsonl").read_bytes()).hexdigest()
    assert str(refused.value).startswith(f"{recipe}:3: digest sha256:{digest[:8]}")


def test_a_whole_recipe_comes_out_whole(tmp_path):
    rates = "background = 0.2\nunsupported = 0.2\nweak = 0.1\nqualified = 0.1\naccountable = 0.4\n"
    text = f"""{HEAD}seed = 3
[features]
exclude = ["flow", "words"]
[natural]
{rates}[estimator]
class = "{GRADIENT}"
parameters = {{max_iter = 20}}
[[corpora]]
path = "a.jsonl"
weight = 0.5
natural = true
licence = "CC0"
[[corpora]]
path = "b.jsonl"
"""
    recipe = read_recipe(write(tmp_path, text))
    assert recipe.options == {**DEFAULTS, "name": "x", "seed": 3}
    assert "flow" not in recipe.groups
    assert "words" not in recipe.groups
    assert "origin" in recipe.groups
    first, second = recipe.corpora
    assert (first.path, first.weight, first.licence) == ("a.jsonl", 0.5, "CC0")
    assert first.natural is not None
    assert sum(first.natural.values()) == pytest.approx(1)
    assert (second.weight, second.natural) == (1.0, None)
    assert recipe.estimator is not None
    assert recipe.estimator[:2] == (GRADIENT, {"max_iter": 20})


def test_the_shipped_recipe_is_sound_and_tells_every_licence():
    recipe = read_recipe(None)
    assert recipe.path == shipped_recipe()
    assert recipe.corpora
    assert all(corpus.licence for corpus in recipe.corpora)


def test_positions_are_those_of_the_file():
    text = "[a]\nb = 1\n\n[[c]]\nd = 1\n[[c]]\n'e.f' = 1\n[c.g]\nh.i = 2\n"
    assert locate(text) == {
        ("a",): 1, ("a", "b"): 2, ("c", 0): 4, ("c", 0, "d"): 5, ("c", 1): 6, ("c", 1, "e.f"): 7, ("c", 1, "g"): 8,
        ("c", 1, "g", "h", "i"): 9,
    }  # fmt: skip
