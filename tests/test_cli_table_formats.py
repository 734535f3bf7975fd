"""CSV, Markdown and Parquet on the command line: many drafts, pipes, terminals, full disks, a missing extra."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from shell import DRAFT, EXAMPLE, ROOT, Run, lines_of, shell
from tables_read import FOUND, PLACE, SCORE, read_csv, read_parquet, render

from scorer.errors import ScorerError
from scorer.reports import open_report


@pytest.mark.parametrize("form", ["csv", "markdown", "parquet"])
@pytest.mark.parametrize("command", ["score", "annotate", "sources"])
def test_several_drafts_are_one_table(run: Run, tmp_path: Path, model: Path, command: str, form: str) -> None:
    (tmp_path / "a.md").write_text(DRAFT, "utf-8")
    (tmp_path / "b.md").write_text("", "utf-8")
    target = tmp_path / "out"
    options = ["--model", model] if command == "score" else []
    drafts = [tmp_path / "a.md", tmp_path / "gone.md", tmp_path / "b.md", EXAMPLE]
    ended = run(command, "-f", form, "-o", target, *options, *drafts)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "gone.md" in ended.err
    if form == "parquet":
        names = read_parquet(target.read_bytes())["document"].to_pylist()
    elif form == "csv":
        names = [row["document"] for row in read_csv(target.read_text("utf-8"))]
    else:
        names = [row[0] for row in render(target.read_text("utf-8"))[0][1:]]
    assert list(dict.fromkeys(names)) == [str(tmp_path / "a.md"), str(EXAMPLE)]
    if command != "sources":
        assert names.count(str(tmp_path / "a.md")) == 2


@pytest.mark.parametrize("form", ["csv", "markdown", "parquet"])
def test_an_empty_draft_leaves_the_headings(run: Run, tmp_path: Path, model: Path, form: str) -> None:
    (tmp_path / "empty.md").touch()
    target = tmp_path / "out"
    assert run("score", "-f", form, "-o", target, "--model", model, tmp_path / "empty.md").code == 0
    if form == "parquet":
        table = read_parquet(target.read_bytes())
        assert (table.num_rows, table.column_names) == (0, [*PLACE, *SCORE, *FOUND])
    elif form == "csv":
        assert target.read_text("utf-8") == ",".join([*PLACE, *SCORE, *FOUND]) + "\n"
    else:
        assert render(target.read_text("utf-8")) == [[[*PLACE, *SCORE, *FOUND]]]


def test_top_adds_the_order_of_checking(run: Run, tmp_path: Path, model: Path) -> None:
    known = lines_of(run("score", "-f", "jsonl", "--top", "3", "--model", model, EXAMPLE).out)
    told = [(line.get("priority", {}).get("rank"), line.get("priority", {}).get("value")) for line in known]
    run("score", "-f", "parquet", "-o", tmp_path / "out", "--top", "3", "--model", model, EXAMPLE)
    rows = read_parquet((tmp_path / "out").read_bytes()).to_pylist()
    assert [(row["priority_rank"], row["priority_value"]) for row in rows] == told
    rows = read_csv(run("score", "-f", "csv", "--top", "3", "--model", model, EXAMPLE).out)
    assert [row["priority_rank"] for row in rows] == ["" if place is None else str(place) for place, _ in told]
    assert sorted(place for place, _ in told if place) == [1, 2, 3]
    assert "priority_rank" not in run("score", "-f", "csv", "--model", model, EXAMPLE).out


def test_parquet_goes_through_a_pipe() -> None:
    command = [sys.executable, "-m", "scorer", "annotate", "-f", "parquet", "-"]
    ended = subprocess.run(command, cwd=ROOT, input=DRAFT.encode(), capture_output=True, check=True)
    assert ended.stderr == b""
    assert read_parquet(ended.stdout)["paragraph"].to_pylist() == [1, 2]


@pytest.mark.parametrize("command", ["annotate", "sources"])
def test_a_terminal_is_refused(run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ended = run(command, "-f", "parquet", draft)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "scorer: stdout is a terminal, and this format is binary; try -o FILE\n"


def test_two_tables_do_not_fit_a_file(run: Run, draft: Path) -> None:
    ended = run("sources", "-f", "parquet", "--table", "both", draft)
    assert ended.code == 2
    assert "parquet holds one table" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on files")
@pytest.mark.parametrize("form", ["csv", "markdown", "parquet"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    target.write_text("old", "utf-8")
    process = shell("annotate", "-f", form, "-o", target, EXAMPLE, preexec_fn=_limit_files)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (2, "", "scorer: output: File too large\n")
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _limit_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_a_run_that_fails_leaves_the_old_file(run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scorer.annotate", fail)
    target = tmp_path / "out"
    target.write_bytes(b"old")
    ended = run("annotate", "-f", "parquet", "-o", target, draft)
    assert (ended.code, ended.err.strip(), target.read_bytes()) == (130, "", b"old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.md", "out"]


def test_a_missing_extra_is_named(run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ScorerError, match=r"attribution-scorer\[parquet\]"):
        open_report("parquet", io.BytesIO())
    ended = run("annotate", "-f", "parquet", "-o", tmp_path / "out", draft)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert not (tmp_path / "out").exists()
    assert json.loads(run("annotate", "-f", "json", draft).out)


def test_pyarrow_is_imported_only_when_wanted(draft: Path) -> None:
    program = (
        "import sys\nfrom scorer.cli import main\n"
        f"try: main(['annotate', '-f', 'csv', {str(draft)!r}])\nexcept SystemExit: pass\n"
        "print('pyarrow' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "False"
