"""``scorer sources``: what it writes of one draft and of many, and what it does when something is odd."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from shell import DRAFT, EXAMPLE, Run, lines_of, shell

import scorer

SILENT = "The Ministry of Tides did not respond to two emails.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two drafts and one in a folder of its own."""
    place = tmp_path / "drafts"
    (place / "older").mkdir(parents=True)
    (place / "a.md").write_text(DRAFT, "utf-8")
    (place / "b.txt").write_text("“It leaks, and everybody knows it,” said Piet Vandermolen, the harbour master.\n", "utf-8")
    (place / "older" / "c.md").write_text(SILENT, "utf-8")
    return place


def table_of(text: str) -> list[dict[str, str]]:
    """What a CSV holds."""
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "csv"])
def test_every_format_writes_the_example(run: Run, form: str) -> None:
    ended = run("sources", "--format", form, EXAMPLE)
    assert (ended.code, ended.err) == (0, "")
    assert "Dolores Ibarra" in ended.out
    assert "in the copy" in ended.out or form != "terminal"


def test_the_command_does_what_the_function_does(run: Run) -> None:
    (record,) = lines_of(run("sources", "-f", "json", EXAMPLE).out)
    tables = scorer.sources(scorer.read(EXAMPLE))
    assert [row["name"] for row in record["sources"]] == [row.source.name for row in tables.sources]
    assert record["measures"] == json.loads(json.dumps(tables.measures))
    assert record["document"] == str(EXAMPLE)


def test_sources_of_the_example(run: Run) -> None:
    rows = {row["source"]: row for row in table_of(run("sources", "-f", "csv", EXAMPLE).out)}
    ibarra = rows["Dolores Ibarra"]
    assert (ibarra["kind"], ibarra["quoted"], ibarra["unnamed"], ibarra["relayed"]) == ("person", "yes", "no", "5")
    members = next(row for row in rows.values() if row["paragraphs"] == "6")
    assert (members["unnamed"], members["count"], members["reason_kind"]) == ("yes", "2", "informative")
    assert members["reason"].startswith("because the committee's rules bar")


def test_a_folder_is_one_table(run: Run, folder: Path) -> None:
    ended = run("sources", "-f", "csv", folder)
    assert ended.code == 0
    assert ended.out.count("kind_evidence") == 1
    assert {row["document"] for row in table_of(ended.out)} >= {str(folder / "a.md"), str(folder / "b.txt")}
    assert [record["document"] for record in lines_of(run("sources", "-f", "json", folder).out)] == [
        str(folder / name) for name in ("a.md", "b.txt", "older/c.md")
    ]


def test_standard_input() -> None:
    process = shell("sources", "-f", "csv", "-")
    out, err = process.communicate(DRAFT)
    assert (process.returncode, err) == (0, "")
    assert {row["document"] for row in table_of(out)} == {"-"}


def test_one_that_cannot_be_read_spoils_no_other(run: Run, folder: Path) -> None:
    (folder / "empty.md").touch()
    ended = run("sources", "-f", "json", folder / "gone.md", folder)
    assert ended.code == 2
    assert ended.err.startswith(f"scorer: {folder / 'gone.md'}: no such file")
    assert len(ended.err.splitlines()) == 1
    assert len(lines_of(ended.out)) == 4


@pytest.mark.parametrize("text", ["", "\n\n", "word", "“" * 500, "\x1b[2J said", "one\0two said", "=cmd said it."])
def test_odd_texts_end_well(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, "utf-8")
    for form in ("terminal", "json", "jsonl", "csv"):
        ended = run("sources", "-f", form, path)
        assert ended.code in (0, 2)
        assert "\x1b" not in ended.out
        assert len(ended.err.splitlines()) == (ended.code == 2)


def test_a_draft_of_nothing_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.touch()
    ended = run("sources", path)
    assert (ended.code, ended.err) == (0, "")
    assert "No text, so nobody says anything." in ended.out


def test_which_table(run: Run, draft: Path) -> None:
    headings = run("sources", "-f", "csv", "--table", "replies", draft).out.splitlines()[0]
    assert headings.startswith("document,party_id,party,")
    assert "replies" not in json.loads(run("sources", "-f", "json", "--table", "sources", draft).out)
    both = run("sources", "-f", "csv", "--table", "both", draft)
    assert (both.code, both.out) == (2, "")
    assert both.err.startswith("scorer: csv holds one table; ask for --table sources and --table replies")
    assert len(both.err.splitlines()) == 1


def test_output_is_written_whole_or_not_at_all(run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "sources.csv"
    target.parent.mkdir()
    assert run("sources", "-f", "csv", "-o", target, draft).out == ""
    written = target.read_text("utf-8")
    assert len(table_of(written)) == 2
    target.chmod(0o640)
    run("sources", "-f", "csv", "-o", target, draft)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scorer.pipeline.annotate_document", fail)
    assert run("sources", "-o", target, draft).code == 130
    assert target.read_text("utf-8") == written
    assert os.listdir(target.parent) == ["sources.csv"]
    assert run("sources", "-o", tmp_path / "nowhere" / "x.csv", draft).code == 2


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of another kind")
def test_a_closed_pipe_is_quiet() -> None:
    process = shell("sources", "-f", "csv", *[EXAMPLE] * 40)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 141


def test_shell_completion() -> None:
    environment = {**os.environ, "_SCORER_COMPLETE": "bash_complete", "COMP_WORDS": "scorer sources --table ", "COMP_CWORD": "3"}
    out, _ = shell(env=environment).communicate()
    assert out.split() == ["plain,sources", "plain,replies", "plain,both"]
