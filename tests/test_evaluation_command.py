"""``scorer evaluate``: its arguments, its formats, and what it says of bad input."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Run

import scorer
from scorer.cli.comparison import compare
from scorer.cli.evaluation import evaluate
from scorer.figures.bootstrap import RESAMPLES

PARAGRAPHS = {
    "background": "The pier at Lorne was built in 1904.",
    "unsupported": "Ticket prices may ruin the town.",
    "weak": "Officials said the pier had been closed for years.",
    "accountable": "“We closed it twice,” said Dolores Ibarra, the county engineer.",
}
SHOWN = ("macro_f1", "95 % interval", "Confusion", "By genre", "By words of the document", "too small to read", "unsupported")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Three articles in which nothing is labelled qualified."""
    path = tmp_path / "labelled.jsonl"
    labels = [{"level": level} for level in PARAGRAPHS]
    articles = [{"id": f"pier/{n}", "genre": "local", "paragraphs": [*PARAGRAPHS.values()], "labels": labels} for n in range(3)]
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    return path


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_sheets_for_people_are_aligned_and_say_what_is_missing(run: Run, labelled: Path, model: Path, form: str) -> None:
    ended = run("evaluate", model, labelled, "--resamples", "50", "-f", form)
    assert (ended.code, ended.err) == (0, "")
    assert all(word in ended.out for word in SHOWN)
    assert "no paragraph is labelled qualified" in " ".join(ended.out.split())
    if form == "markdown":
        assert "| weak | 3 |" in ended.out
    else:
        lines = ended.out.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith("Confusion"))
        assert len({len(line) for line in lines[at + 1 : at + 8]}) == 1


def test_json_keeps_its_keys_and_holds_no_nan(run: Run, labelled: Path, model: Path) -> None:
    found = json.loads(run("evaluate", "--model", model, "-f", "json", "--resamples", "20", labelled).out)
    kept = {
        "paragraphs", "accuracy", "macro_f1", "quadratic_kappa", "concordance", "ap_needs_checking", "ece", "log_loss", "brier",
        "ranked_probability_score", "class_f1", "confusion", "kind_accuracy", "kind_macro_f1", "cue_f1",
    }  # fmt: skip
    assert kept <= found.keys()
    assert found["class_f1"]["qualified"] is None
    assert found["accuracy"] == 0.25  # the small model finds everything weak
    assert found["intervals"]["accuracy"] == [0.25, 0.25]  # as it does in every article


def test_model_and_corpora_are_told_apart(run: Run, labelled: Path, model: Path) -> None:
    options = ("-f", "json", "--resamples", "0")
    by_argument = run("evaluate", model, labelled, *options).out
    assert by_argument == run("evaluate", labelled, "--model", model, *options).out
    assert by_argument == run("evaluate", model.parent, labelled, *options).out
    assert run("evaluate", "default", labelled, *options).out == run("evaluate", labelled, *options).out != by_argument
    twice = json.loads(run("evaluate", model, labelled, labelled, *options).out)
    assert (twice["documents"], twice["intervals"]) == (6, {})


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["default"], "no CORPUS follows it"),
        (["default", "labelled.jsonl", "--model", "default"], "two models"),
        (["labelled.jsonl", "own"], "own is a model, too"),
        (["gone", "labelled.jsonl"], "neither a model nor a corpus"),
        (["gone.jsonl"], "gone.jsonl: cannot be read"),
        (["own", "labelled.jsonl"], "own/model.json: is no JSON"),
        (["empty.jsonl"], "is empty"),
        (["wrong.jsonl"], "wrong.jsonl:1: paragraph 1: level 'true'"),
        (["labelled.jsonl", "--plots", "empty.jsonl"], "cannot be made a folder"),
        (["labelled.jsonl", "--baselines", "--recipe", "gone.toml"], "gone.toml"),
        (["labelled.jsonl", "--resamples", "-1"], "--resamples"),
    ],
)
def test_bad_input_takes_one_line(
    run: Run, labelled: Path, args: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(labelled.parent)
    Path("own").mkdir()
    Path("own/model.json").write_text("{", "utf-8")
    Path("empty.jsonl").touch()
    Path("wrong.jsonl").write_text('{"id": "x", "paragraphs": ["So."], "labels": [{"level": "true"}]}\n', "utf-8")
    ended = run("evaluate", *args)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1


def test_plots_are_drawn_where_they_are_wanted(run: Run, labelled: Path, model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "plots"
    ended = run("evaluate", model, labelled, "--plots", folder, "--plot-format", "png", "--resamples", "0")
    assert (ended.code, ended.err) == (0, "")
    assert {path.name for path in folder.iterdir()} == {"reliability.png", "confusion.png", "scores.png", "coefficients.png"}
    assert "confusion.png" in ended.out


def test_help_and_library_know_the_same_number_of_resamples() -> None:
    for command, verb in ((evaluate, scorer.evaluate), (compare, scorer.compare)):
        told = next(option.default for option in command.params if option.name == "resamples")
        assert told == inspect.signature(verb).parameters["resamples"].default == RESAMPLES


def test_help_imports_no_scientific_library() -> None:
    code = (
        "import sys; from scorer.cli import _run; _run(['--help']); "
        "sys.exit(', '.join({'sklearn', 'scipy', 'matplotlib', 'numpy'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
