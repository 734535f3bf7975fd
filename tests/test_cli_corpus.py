"""``scorer corpus``: what each command writes, its exit codes, and input of every bad kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from corpora_made import BRIDGE, FERRY, GATE, NEAR_GATE, WHOLE, record, write
from shell import Run

from scorer.cli.corpora import corpus
from scorer.corpora._formats import read_corpus

A, U, B = "accountable", "unsupported", "background"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A file of one document with every level."""
    return write(tmp_path / "clean.jsonl", record("whole", *WHOLE))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of forty documents of their own, written as no writer of ours would: fields in odd order, odd spaces."""
    path = tmp_path / "many.jsonl"
    lines = []
    for number in range(40):
        text = f"Pump {number} of {number * 7 + 3} at Lund stopped after {number * number} hours, engineer Ada Fenn said."
        labels = '"labels":[ {"kind":"person","level":"accountable"}]'
        lines.append(f'{{{labels}, "paragraphs":[{json.dumps(text)}],  "id":"p{number}", "x": 1}}')
    path.write_bytes("\r\n".join(lines).encode())
    return path


@pytest.mark.parametrize("name", corpus.commands)
def test_every_command_is_documented(name: str, run: Run) -> None:
    shown = run("corpus", name, "--help")
    assert shown.code == 0
    assert f"scorer corpus {name}" in shown.out.split("Examples:")[1]
    assert "Exit codes:" in shown.out
    assert [param.name for param in corpus.commands[name].params if isinstance(param, click.Option) and not param.help] == []


# bad input of every kind


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.jsonl": (lambda path: path.touch(), "is empty"),
    "gone.jsonl": (lambda path: None, "cannot be read (No such file or directory)"),
    "folder": (lambda path: path.mkdir(), "holds no corpus file"),
    "picture.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0"), "no text but binary data"),
    "noise.jsonl": (lambda path: path.write_bytes(bytes(range(256)) * 20), "no text but binary data"),
    "wide.jsonl": (lambda path: path.write_bytes('{"id": "a"}'.encode("utf-16")), "is UTF-16"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [["check"], ["split", "-o", "out"], ["agree"], ["suggest"], ["convert"]])
def test_what_cannot_be_read(command: list[str], name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make, why = BAD[name]
    make(tmp_path / name)
    ended = run("corpus", *command, name, *(["out.jsonl"] if command == ["convert"] else []))
    assert ended.code == 2
    assert ended.err.startswith(f"scorer: {name}: ")
    assert why in ended.err
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check"], "Missing argument 'PATH...'"),
        (["check", "a", "--runs", "many"], "not a valid integer"),
        (["check", "a", "--from", "runes"], "'runes' is not one of"),
        (["split", "a"], "Missing option '-o'"),
        (["split", "a", "-o", "out", "--shares", "train=.8"], "add up to 0.8, not 1; write --shares"),
        (["convert", "a"], "Missing argument 'TARGET'"),
        (["suggest", "a", "-n", "0"], "not in the range"),
        (["sugest", "a"], "Did you mean 'suggest'?"),
        (["suggest", "--model", "gone", "a"], "gone: no such model"),
    ],
)
def test_wrong_usage(args: list[str], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path / "a", record("whole", *WHOLE)).parent)
    ended = run("corpus", *args)
    assert ended.code == 2
    assert said in ended.err
    assert ended.err.count("\n") == 1


# check


def test_a_corpus_without_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "head.csv").write_text("id,paragraph,text,level\n", "utf-8")
    ended = run("corpus", "check", tmp_path / "head.csv")
    assert (ended.code, ended.out.splitlines()[0]) == (1, "error empty: holds no documents")


def test_a_clean_corpus(run: Run, clean: Path) -> None:
    ended = run("corpus", "check", clean)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("0 errors, 0 warnings\n1 document (0 read twice), 5 paragraphs\n")


def test_everything_wrong_is_told_with_its_place(run: Run, clean: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    lines = [
        record("a", (GATE, A), ("Nobody was hurt.", B)),
        {"id": "b", "paragraphs": [FERRY, "So it goes."], "labels": [{"level": "sourced"}, {"level": "weak", "hedge": ["may"]}]},
        "nonsense",
        {"id": "c", "paragraphs": [BRIDGE], "labels": []},
        record("d", ("x", A), attributions=[{"cue": [[0, 0, 9, "x"]]}]) | {"labels": [{"level": A, "flags": ["loud"]}]},
        record("e", (NEAR_GATE, A), (BRIDGE, U)),
    ]
    bad.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    ended = run("corpus", "check", "-f", "json", tmp_path / "gone.jsonl", bad, clean)
    assert ended.code == 2  # something could not be read, and the rest is checked
    assert ended.err == f"scorer: {tmp_path / 'gone.jsonl'}: cannot be read (No such file or directory); check the path\n"
    audit = json.loads(ended.out)
    structure = [
        (place["where"].removeprefix(f"{bad}:"), place["document"], place["paragraph"])
        for found in audit["findings"]
        if found["code"] == "structure"
        for place in found["places"]
    ]
    assert structure == [("2", "b", 1), ("2", "b", 2), ("3", "", 0), ("4", "c", 0), ("5", "d", 1), ("5", "d", 0)]
    assert audit["errors"] == sum(found["severity"] == "error" for found in audit["findings"]) >= 7
    assert audit["totals"]["leak"] >= 1
    assert audit["counts"]["level"]["(none)"] == 2
    assert run("corpus", "check", bad, clean).code == 1
    terminal = run("corpus", "check", bad, clean).out
    assert f"{bad}:2 b paragraph 1" in terminal
    assert f"{bad}:6 e paragraph 1" in terminal
    assert GATE[:20] not in terminal


def test_leaks_against_held_out_articles(run: Run, clean: Path, tmp_path: Path) -> None:
    held = write(tmp_path / "held.jsonl", record("x", (NEAR_GATE, A), ("It rained on the hills above the town all day long.", B)))
    ended = run("corpus", "check", clean, "--against", held)
    assert ended.code == 1
    assert ended.out.splitlines()[:3] == [
        "error leak: paragraphs of different splits are nearly the same",
        f"  - {clean}:1 whole paragraph 1",
        f"    {held}:1 x paragraph 1",
    ]


def test_runs_are_shown(run: Run, tmp_path: Path) -> None:
    texts = [f"At {name} the water stood at the third step of the quay." for name in ("Lund", "Osk", "Fenn")]
    path = write(tmp_path / "runs.jsonl", *(record(text[:8], (text, U)) for text in texts))
    assert "the water stood at the third step of the quay" in run("corpus", "check", path).out
    assert json.loads(run("corpus", "check", "--runs", "0", "-f", "json", path).out)["repetition"] is None
    assert json.loads(run("corpus", "check", "--runs", "10", "-f", "json", path).out)["repetition"]["shared"] == 1


# convert


def test_convert_says_what_is_lost(run: Run, clean: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.jsonl"
    ended = run("corpus", "convert", clean, target, "--to", "polnear")
    assert (ended.code, ended.out) == (0, f"{target}: 1 document, 5 paragraphs\n")
    assert f"scorer: {target}: polnear cannot carry levels" in ended.err
    assert [document.paragraphs for document in read_corpus(target)] == [[text for text, _ in WHOLE]]


def test_convert_says_what_is_skipped_and_writes_the_rest(run: Run, clean: Path, tmp_path: Path) -> None:
    clean.write_text(clean.read_text("utf-8") + "nonsense\n", "utf-8")
    ended = run("corpus", "convert", clean, tmp_path / "target.jsonl")
    assert (ended.code, ended.err) == (2, f"scorer: {clean}:2: is no JSON; one object a line is expected\n")
    assert [label.level for label in read_corpus(tmp_path / "target.jsonl")[0].labels] == [level for _, level in WHOLE]


def test_convert_does_not_replace_its_source(run: Run, clean: Path) -> None:
    before = clean.read_bytes()
    ended = run("corpus", "convert", clean, clean)
    assert (ended.code, clean.read_bytes()) == (2, before)
    assert "is the source itself" in ended.err


# split


def test_split_keeps_every_byte_and_every_place(run: Run, many: Path, clean: Path, tmp_path: Path) -> None:
    ended = run("corpus", "split", many, "-o", tmp_path / "one", "--shares", "train=.6,dev=.4")
    assert (ended.code, ended.err) == (0, "")
    parts = {name: (tmp_path / "one" / f"{name}.jsonl").read_bytes() for name in ("train", "dev")}
    lines = many.read_bytes().split(b"\n")
    assert sorted(b"".join(parts.values()).splitlines(keepends=True)) == sorted(line + b"\n" for line in lines)
    for part in parts.values():
        assert [line for line in lines if line + b"\n" in part] == part.removesuffix(b"\n").split(b"\n")
    run("corpus", "split", clean, many, "-o", tmp_path / "two", "--shares", "train=.6,dev=.4")
    for name, part in parts.items():
        assert (tmp_path / "two" / f"{name}.jsonl").read_bytes().endswith(part)


def test_split_writes_other_formats_in_the_own_one(run: Run, clean: Path, tmp_path: Path) -> None:
    run("corpus", "convert", clean, tmp_path / "other.jsonl", "--to", "polnear")
    ended = run("corpus", "split", tmp_path / "other.jsonl", "-o", tmp_path / "out", "--shares", "a=.5,b=.5")
    assert ended.code == 0
    assert ended.err.count("no document fell into this split") == 1  # of one document
    files = [path for path in sorted((tmp_path / "out").glob("?.jsonl")) if path.stat().st_size]
    written = [document for path in files for document in read_corpus(path, "jsonl")]
    assert [document.id for document in written] == ["whole"]


def test_split_tells_what_still_leaks(run: Run, tmp_path: Path) -> None:
    records = []
    for number in range(12):
        own = " ".join(f"w{number}x{at}" for at in range(80))
        records.append(record(f"d{number}", (own, U), (GATE, A)))
    path = write(tmp_path / "leaky.jsonl", *records)
    ended = run("corpus", "split", path, "-o", tmp_path / "out", "--shares", "a=.5,b=.5")
    assert ended.code == 0
    assert "error leak: paragraphs of different splits are the same" in ended.out
    assert f"{path}:12 d11 paragraph 2" in ended.out


def test_split_does_not_write_over_what_it_reads(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "train.jsonl", record("whole", *WHOLE))
    before = path.read_bytes()
    for source in (path, tmp_path):
        ended = run("corpus", "split", source, "-o", tmp_path)
        assert (ended.code, path.read_bytes()) == (2, before)
        assert "would be replaced by a split of itself" in ended.err


# agree


def test_agree_of_two_files(run: Run, clean: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.jsonl", record("whole", *[(GATE, A), (BRIDGE, B), *WHOLE[2:]]), record("more", (FERRY, A)))
    ended = run("corpus", "agree", "--list", "-f", "json", clean, other)
    figures = json.loads(ended.out)
    assert (ended.code, ended.err) == (2, f"scorer: {other}:2: more: only the second reader has it\n")
    assert (figures["paragraphs"], figures["agreement"], figures["confusion"]["matrix"][1][0]) == (5, 0.8, 1)
    assert figures["differences"] == [
        {"where": f"{clean}:1", "document": "whole", "paragraph": 2, "first": U, "second": B},
    ]
    shown = run("corpus", "agree", "--list", clean, clean)
    assert shown.code == 0
    assert "alpha_ordinal     1.000\n" in shown.out
    assert f"{clean}:1 whole paragraph 2: {U} / {B}" in run("corpus", "agree", "--list", clean, other).out


def test_agree_within_a_file_and_without_a_second_reader(run: Run, clean: Path, tmp_path: Path) -> None:
    twice = record("twice", *WHOLE)
    twice["second"] = twice["labels"]
    path = write(tmp_path / "twice.jsonl", twice)
    assert json.loads(run("corpus", "agree", "-f", "json", path).out)["kappa_background"] == 1.0
    assert "no document has second labels" in run("corpus", "agree", clean).err


def test_agree_on_other_texts(run: Run, clean: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.jsonl", record("whole", (FERRY, A)))
    ended = run("corpus", "agree", clean, other)
    assert ended.code == 2
    assert "holds no document of" in ended.err
