"""The command line: every command, its options and what it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator
from shell import DRAFT, EXAMPLE, ROOT, Run, lines_of, shell

import scorer
from scorer.cli import COMMANDS, commands
from scorer.cli.corpora import corpus as corpus_group
from scorer.discover import member_names
from scorer.features import columns
from scorer.reports import writes_bytes
from scorer.resources import _PACKAGE
from scorer.types import LEVELS

SCHEMA = json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))


def validate(record: Any, kind: str) -> None:
    Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": f"#/$defs/{kind}"}]}).validate(record)


VERBS_OF_CORPUS = {
    "check_corpus": "check",
    "convert_corpus": "convert",
    "measure_agreement": "agree",
    "split_corpus": "split",
    "suggest_labels": "suggest",
}
"""Which command of ``scorer corpus`` a verb stands for."""

# what every command has


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    assert set(COMMANDS.values()) == set(member_names("scorer.cli"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str, run: Run) -> None:
    shown = run(name, "--help")
    assert shown.code == 0
    assert f"scorer {name}" in shown.out.split("Examples:")[1]
    assert "-o, --output" in shown.out or name in ("batch", "serve")  # which write to a folder, and answer over HTTP
    assert f"scorer {name}" in (ROOT / "README.md").read_text("utf-8")
    command = commands.get_command(click.Context(commands), name)
    assert command
    undocumented = [param.name for param in command.params if isinstance(param, click.Option) and not param.help]
    assert not undocumented


@pytest.mark.parametrize("name", scorer.__all__)
def test_every_public_verb_is_documented(name: str) -> None:
    assert getattr(scorer, name).__doc__
    assert name in COMMANDS or name in ("frame", "read") or VERBS_OF_CORPUS[name] in corpus_group.commands


def test_help_and_version(run: Run) -> None:
    assert run("--version").out == f"scorer, version {scorer.__version__}\n"
    shown = run("--help").out
    assert "_SCORER_COMPLETE" in shown
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_scoring_imports_nothing_heavy(model: Path) -> None:
    program = (
        "import sys\nfrom scorer.cli import main\n"
        f"try: main(['score', '--model', {str(model)!r}, {str(EXAMPLE)!r}])\nexcept SystemExit: pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "Sourcing" in ended.stdout
    assert not {"sklearn", "scipy", "joblib", "numpy", "rich"} & set(ended.stderr.split())


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_scoring_loads_one_reader_and_parses_no_more_seeds_than_the_draft_holds(suffix: str, tmp_path: Path) -> None:
    draft = tmp_path / f"draft{suffix}"
    draft.write_text("The gate may close, Ruth Ibarra said on Monday. Officials declined to comment.\n", "utf-8")
    program = (
        "import sys\nfrom scorer.cli import main\n"
        f"try: main(['score', {str(draft)!r}])\nexcept SystemExit: pass\n"
        "from scorer.lexicon import shipped\n"
        "print(len(shipped().phrases._parsed), *sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    parsed, *loaded = ended.stderr.split()
    assert int(parsed) < 40
    readers = {name for name in loaded if name.startswith("scorer.readers.") and "._" not in name}
    assert readers == {"scorer.readers.plain"} | ({"scorer.readers.markdown"} if suffix == ".md" else set())
    assert len(loaded) < 300


def test_importing_the_package_costs_nothing() -> None:
    program = "import sys; before = set(sys.modules); import scorer; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("scorer")] == ["scorer", "scorer.arguments"]


def test_shell_completion(model: Path) -> None:
    environment = {**os.environ, "_SCORER_COMPLETE": "bash_complete", "COMP_WORDS": "scorer an", "COMP_CWORD": "1"}
    out, _ = shell(env=environment).communicate()
    assert out.split() == ["plain,annotate"]


# score and annotate


def test_score_writes_a_line_a_paragraph(run: Run, draft: Path, model: Path) -> None:
    ended = run("score", "--format", "jsonl", "--model", model, draft)
    assert (ended.code, ended.err) == (0, "")
    records = lines_of(ended.out)
    assert [record["level"] for record in records] == ["weak", "weak"]
    for record in records:
        validate(record, "scored_paragraph")
        assert DRAFT[record["start"] : record["end"]] == record["text"]
        assert record["document"] == str(draft)


def test_score_does_what_the_function_does(run: Run, draft: Path, model: Path) -> None:
    record = lines_of(run("score", "--format", "json", "--model", model, draft).out)[0]
    validate(record, "scored_document")
    scored = scorer.score(scorer.read(draft), model)
    assert [paragraph["score"] for paragraph in record["paragraphs"]] == [score.value for score in scored.scores]
    assert record["measures"]["score"] == scored.measures["score"]
    assert record["model"]["name"] == "small"


@pytest.mark.parametrize("form", [form for form in member_names("scorer.reports") if not writes_bytes(form)])
@pytest.mark.parametrize("command", ["score", "annotate"])
def test_every_format_writes_the_example(run: Run, model: Path, command: str, form: str) -> None:
    options = ["--model", model] if command == "score" else []
    ended = run(command, "--format", form, *options, EXAMPLE)
    assert (ended.code, ended.err) == (0, "")
    assert "Dolores" in ended.out
    if form in ("json", "jsonl"):
        kind = ("scored_" if command == "score" else "annotated_") + ("document" if form == "json" else "paragraph")
        for record in lines_of(ended.out):
            validate(record, kind)


def test_annotate_finds_what_the_example_shows(run: Run) -> None:
    records = lines_of(run("annotate", "-f", "jsonl", EXAMPLE).out)
    found = {f"{cue['family']}.{cue['label']}" for record in records for cue in record["cues"]}
    assert {"anon.request", "resp.denial", "resp.declined", "resp.no_reply", "quote.direct", "text.broken"} <= found


def test_standard_input(model: Path) -> None:
    process = shell("score", "-f", "jsonl", "--model", model, "-")
    out, err = process.communicate(DRAFT)
    assert (process.returncode, err) == (0, "")
    assert {record["document"] for record in lines_of(out)} == {"-"}


def test_fail_under(run: Run, draft: Path, model: Path) -> None:
    assert run("score", "--model", model, "--fail-under", "0.1", draft).code == 0
    low = run("score", "--model", model, "--fail-under", "0.9", draft)
    assert low.code == 1
    assert low.err == f"scorer: {draft}: mean score {scorer.score(DRAFT, model).measures['score']:.4f} is below 0.9\n"
    assert run("score", "--model", model, "--fail-under", "0.9", draft, draft.with_name("gone.md")).code == 2


# the other commands


def test_explain_lists_every_feature(run: Run, model: Path) -> None:
    listed = json.loads(run("explain", "--format", "json", "--model", model).out)
    assert {feature["feature"] for feature in listed} == set(columns())
    assert listed[0]["feature"] == next(iter(columns()))
    assert listed[0]["weights"]["weak"] == 0.1
    assert all(feature["documentation"] for feature in listed)
    shown = run("explain", "--model", model).out
    assert "weak +0.10" in shown
    assert "not in this model" in shown


def test_seeds_counts_entries_and_hits(run: Run, draft: Path) -> None:
    entries = {line.split()[0]: line.split()[1:] for line in run("seeds").out.splitlines()}
    counted = {line.split()[0]: line.split()[1:] for line in run("seeds", "--texts", draft).out.splitlines()}
    assert entries["all"][0] == counted["all"][0]
    assert int(counted["cue.neutral"][2]) >= 2
    assert run("seeds", "--texts", draft.with_name("gone")).code == 2


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Six articles of five paragraphs, one a level."""
    articles = []
    for number in range(6):
        paragraphs = [
            f"The pier at Lorne was built in 19{number}4.",
            f"Ticket prices have doubled in {number + 2} years and may ruin the town.",
            "Officials said the pier had been closed for years.",
            "Mayor Teresa Lund said the contractor had told her the steel was never tested.",
            "“We closed it twice,” said Dolores Ibarra, the county engineer.",
        ]
        kinds = ["na", "none", "official_group", "person", "person"]
        labels = [
            {"level": level, "kind": kind, "flags": [], "anon": [], "denial": [], "reply": [], "hedge": []}
            for level, kind in zip(LEVELS, kinds, strict=True)
        ]
        articles.append({"id": f"a{number}", "paragraphs": paragraphs, "labels": labels})
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    return path


def test_train_and_evaluate_with_labels_of_ones_own(run: Run, corpus: Path, tmp_path: Path, draft: Path) -> None:
    out = tmp_path / "own"
    trained = run("train", corpus, "-o", out)
    assert trained.code == 0
    assert all(line.startswith("scorer: warning: ") for line in trained.err.splitlines())
    assert "only 6 labelled documents" in trained.err
    assert "30 paragraphs" in trained.out
    figures = json.loads(run("evaluate", "--model", out, "--format", "json", corpus).out)
    assert figures["paragraphs"] == 30
    assert figures["macro_f1"] > 0.5
    assert "macro_f1" in run("evaluate", "--model", out, corpus).out
    assert run("score", "--model", out, draft).code == 0
