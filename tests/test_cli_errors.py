"""The command line when something is odd: inputs, outputs, errors of one line, interruptions, progress."""

from __future__ import annotations

import io
import os
import signal
import stat
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from shell import EXAMPLE, Run, lines_of, shell

from scorer.cli import main

# odd inputs


def test_other_drafts_are_scored_where_one_cannot_be_read(run: Run, draft: Path, model: Path, tmp_path: Path) -> None:
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.md").touch()
    bad = [tmp_path / "gone.md", binary, tmp_path / "empty"]
    ended = run("score", "-f", "jsonl", "--model", model, *bad, tmp_path / "empty.md", draft)
    assert ended.code == 2
    assert {record["document"] for record in lines_of(ended.out)} >= {str(draft)}
    complaints = ended.err.splitlines()
    assert len(complaints) == len(bad)
    for path, complaint in zip(bad, complaints, strict=True):
        assert complaint.startswith(f"scorer: {path}: ")
        assert "; " in complaint


@pytest.mark.parametrize("text", ["", "word", "\0\0\0", "one\0two said", "x" * 200_000, "\n\n\n", "“" * 500, "\x1b[2J said"])
def test_odd_texts_end_well(run: Run, tmp_path: Path, model: Path, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, "utf-8")
    ended = run("score", "--model", model, path)
    assert ended.code in (0, 2)
    assert "Traceback" not in ended.out + ended.err
    assert "\x1b" not in ended.out


def test_every_bad_input_takes_one_line_and_spoils_no_other(run: Run, draft: Path, model: Path, tmp_path: Path) -> None:
    (tmp_path / "no drafts here").mkdir()
    (tmp_path / "no drafts here" / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    bad = {"no drafts here": "holds no drafts", "gone.txt": "no such file"}
    binary = {"null.txt": bytes(3000), "noise.txt": bytes(range(256)) * 40, "zipped.txt": b"PK\x03\x04" + bytes(99)}
    for name, data in binary.items():
        (tmp_path / name).write_bytes(data)
        bad[name] = ", not text"
    odd = {"empty.txt": "", "blank.md": " \n\n", "word.txt": "Yes", "mark.txt": "”", "some.txt": "He\0said."}
    for name, text in odd.items():
        (tmp_path / name).write_text(text, "utf-8")
    drafts = [*(tmp_path / name for name in [*bad, *odd]), draft]
    for form in ("jsonl", "json", "terminal"):
        ended = run("score", "-f", form, "--model", model, *drafts)
        assert ended.code == 2
        assert draft.name in ended.out
        assert "word.txt" in ended.out
        complaints = ended.err.splitlines()
        assert [told for told, complaint in zip(bad.values(), complaints, strict=True) if told not in complaint] == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_and_the_rest_is_scored(run: Run, draft: Path, model: Path, tmp_path: Path) -> None:
    locked, closed = tmp_path / "locked.txt", tmp_path / "closed"
    locked.write_text("Nobody may read this.", "utf-8")
    locked.chmod(0)
    closed.mkdir(0o000)
    ended = run("score", "-f", "jsonl", "--model", model, locked, closed, draft)
    closed.chmod(0o700)
    assert ended.code == 2
    assert {record["document"] for record in lines_of(ended.out)} == {str(draft)}
    assert ended.err.count("no permission to read it") == 2


@pytest.mark.slow
def test_ten_megabytes_in_one_paragraph(run: Run, model: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    filler = "It rained in the hills above the town and along the river down to the harbour, as it does every year. " * 4
    sentence = f"The gate may close, Dolores Ibarra said. “It leaks,” an aide who asked not to be named added. {filler}"
    path.write_text(sentence * (10_000_000 // len(sentence)), "utf-8")
    ended = run("score", "-f", "jsonl", "--model", model, path)
    (record,) = lines_of(ended.out)
    assert (ended.code, ended.err, record["level"], record["end"]) == (0, "", "weak", len(path.read_text("utf-8").rstrip()))


# output


def test_output_is_written_whole_or_not_at_all(
    run: Run, draft: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "scores.jsonl"
    target.parent.mkdir()
    assert run("score", "-f", "jsonl", "-o", target, "--model", model, draft).out == ""
    first = target.read_text("utf-8")
    assert len(lines_of(first)) == 2
    target.chmod(0o640)
    run("annotate", "-f", "jsonl", "-o", target, draft)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    written = target.read_text("utf-8")

    def fail(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scorer.pipeline.annotate_document", fail)
    assert run("annotate", "-o", target, draft).code == 130
    assert target.read_text("utf-8") == written
    assert os.listdir(target.parent) == ["scores.jsonl"]


@pytest.mark.parametrize("place", ["nowhere/scores.jsonl", "draft.md/scores.jsonl"])
def test_output_that_cannot_be_written(run: Run, draft: Path, model: Path, place: str) -> None:
    target = draft.parent / place
    ended = run("score", "-o", target, "--model", model, draft)
    assert ended.code == 2
    assert ended.err.startswith(f"scorer: {target}: cannot be written")
    assert len(ended.err.splitlines()) == 1


def test_output_to_a_device(run: Run, draft: Path, model: Path) -> None:
    assert run("score", "-o", os.devnull, "--model", model, draft).code == 0
    assert not Path(os.devnull).is_file()


# errors


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["scor"], "no command 'scor'; did you mean 'score'?"),
        (["score"], "Missing argument"),
        (["score", "--format", "xml", "x.md"], "'json', 'jsonl', 'markdown', 'parquet', 'terminal'"),
        (["score", "--fail-under", "2", "x.md"], "0<=x<=1"),
        (["score", "--mode", "x", "x.md"], "--model"),
        (["score", "--model", "gone.json", "x.md"], "gone.json"),
        (["explain", "--model", "gone.json"], "gone.json"),
        (["evaluate", "gone.jsonl"], "gone.jsonl"),
        (["train", "--recipe", "gone.toml"], "gone.toml"),
        (["train", "gone.jsonl"], "gone.jsonl"),
    ],
)
def test_errors_take_one_line(
    run: Run, args: list[str], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if args[0] == "evaluate":
        args = [*args, "--model", str(model)]
    ended = run(*args)
    assert ended.code == 2
    assert ended.err.startswith("scorer: ")
    assert told in ended.err
    assert ";" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_an_internal_error_shows_no_word_of_the_draft(run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Any, **_: Any) -> None:
        raise ValueError(document.text)

    monkeypatch.delenv("SCORER_DEBUG")
    monkeypatch.setattr("scorer.pipeline.annotate_document", fail)
    ended = run("annotate", draft, draft)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2
    assert f"scorer: {draft}: internal error (ValueError); please report it" in ended.err
    assert "Ibarra" not in ended.err


def test_names_of_files_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    ended = run("annotate", tmp_path / "\x1b[31mred.md")
    assert "\x1b" not in ended.err
    assert "[31mred.md" in ended.err


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of another kind")
def test_a_closed_pipe_is_quiet(model: Path) -> None:
    process = shell("score", "-f", "jsonl", "--model", model, *[EXAMPLE] * 40)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of another kind")
def test_an_interrupt_is_quiet(model: Path) -> None:
    process = shell("score", "--model", model, "-")
    time.sleep(1)  # it waits for its input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (130, "", "")


# the progress bar


class Screen(io.StringIO):
    """Something that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(draft: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def watch(stream: io.StringIO, *drafts: Path) -> str:
        monkeypatch.setattr(sys, "stderr", stream)
        with pytest.raises(SystemExit):
            main(["score", "--model", str(model), "-o", os.devnull, *map(str, drafts)])
        return stream.getvalue()

    assert watch(Screen(), draft) == ""
    assert "drafts" in watch(Screen(), draft, draft)
    assert watch(io.StringIO(), draft, draft) == ""
