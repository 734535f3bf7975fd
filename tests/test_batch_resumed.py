"""``scorer batch`` taken up again: after kills, damage and Ctrl-C every row is there once; another run's work is refused."""

from __future__ import annotations

import builtins
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import archives_made as made
import pytest
from shell import Outcome, Run, shell

from scorer.archives import Progress
from scorer.cli.batching import _Display as Display

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills as Unix does")
KILLS, NUMBER = 3, 400
Batch = Callable[..., Outcome]


@pytest.fixture
def batch(run: Run, tmp_path: Path, model: Path) -> Batch:
    """A function that scores the archive ``a.jsonl`` into ``out`` with the small model, five drafts a part."""

    def batch(*more: str | Path, archive: str = "a.jsonl") -> Outcome:
        common = ("--out", tmp_path / "out", "--part-size", "5", "-j", "1", "--model", model)
        return run("batch", tmp_path / archive, *common, *more)

    made.write(tmp_path / "a.jsonl", made.drafts(20))
    return batch


def test_no_row_is_lost_or_doubled_by_kills_and_damage(run: Run, tmp_path: Path, model: Path) -> None:
    archive = made.write(tmp_path / "a.jsonl.gz", made.drafts(NUMBER))
    command = ("batch", archive, "--part-size", "10", "--model", model, "--out")
    out, chance, kills = tmp_path / "killed", random.Random(), 0
    for _ in range(KILLS):
        before = len(made.journal_of(out))
        process = shell(*command, out, "-j", "2", start_new_session=True)
        made.wait_for_parts(out, before + chance.randint(0, 8), process)
        time.sleep(chance.uniform(0, 0.2))
        kills += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None
        process.communicate()
    assert kills == KILLS
    parts = chance.sample(sorted((out / "parts").glob("part-*")), 2)
    parts[0].write_bytes(parts[0].read_bytes()[:-100])
    flipped = bytearray(parts[1].read_bytes())
    flipped[len(flipped) // 2] ^= 1
    parts[1].write_bytes(flipped)
    outcome = run(*command, out, "-j", "2")
    assert outcome.code == 0, outcome.err
    assert "of them done before" in outcome.out
    run(*command, tmp_path / "whole", "-j", "1")
    assert made.written(out) == made.written(tmp_path / "whole")
    rows = [(row["id"], row["paragraph"]) for row in made.rows_in(out)]
    assert rows == [(f"story-{at}", number) for at in range(NUMBER) for number in range(1, made.PARAGRAPHS[at % 4] + 1)]


def test_ctrl_c_leaves_what_can_be_taken_up(run: Run, tmp_path: Path, model: Path) -> None:
    archive = made.write(tmp_path / "a.jsonl", made.drafts(NUMBER))
    command = ("batch", archive, "--part-size", "10", "--model", model, "--out", tmp_path / "out", "-j", "2")
    process = shell(*command, start_new_session=True)
    made.wait_for_parts(tmp_path / "out", 2, process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert not (tmp_path / "out" / "manifest.json").exists()
    outcome = run(*command)
    assert outcome.code == 0
    assert f"{NUMBER} drafts, {2 * NUMBER} paragraphs" in outcome.out
    assert "done before" in outcome.out


def test_what_is_done_is_not_done_again(batch: Batch, tmp_path: Path) -> None:
    batch()
    parts = sorted((tmp_path / "out" / "parts").iterdir())
    times = [part.stat().st_mtime_ns for part in parts]
    written = made.written(tmp_path / "out")
    assert "4 parts, 4 of them done before" in batch().out
    assert [part.stat().st_mtime_ns for part in parts] == times
    assert made.written(tmp_path / "out") == written


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "a part is missing": lambda out: (out / "parts" / "part-000001.parquet").unlink(),
    "a part is empty": lambda out: (out / "parts" / "part-000002.parquet").write_bytes(b""),
    "bad rows are missing": lambda out: (out / "bad" / "part-000003.jsonl").unlink(),
    "the journal is torn": lambda out: (out / "journal.jsonl").write_bytes((out / "journal.jsonl").read_bytes()[:-30]),
    "the journal has another last line": lambda out: (out / "journal.jsonl").open("a").write('{"part": 1}\n[]\nnull\n'),
    "only the first line is there": lambda out: (out / "journal.jsonl").write_text(
        (out / "journal.jsonl").read_text("utf-8").splitlines(keepends=True)[0], "utf-8"
    ),
    "not even the first line is there": lambda out: (out / "journal.jsonl").write_bytes(b'{"format": 1, "sco'),
    "a draft of a part is left": lambda out: (out / "parts" / ".scorer-abc").write_bytes(b"half"),
    "the manifest is gone": lambda out: (out / "manifest.json").unlink(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_mended(name: str, batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(made.as_jsonl(made.drafts(18)) + b"broken\n" + made.as_jsonl(made.drafts(1)))
    batch()
    whole = made.written(tmp_path / "out")
    DAMAGE[name](tmp_path / "out")
    batch()
    assert made.written(tmp_path / "out") == whole
    assert {entry["part"] for entry in made.journal_of(tmp_path / "out") if "rows" in entry} == {0, 1, 2, 3}
    batch()
    assert made.written(tmp_path / "out") == whole


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--part-size", "6"), "--part-size 5, not 6"),
        (("--level", "document"), "--level paragraph, not document"),
        (("-f", "jsonl"), "--format parquet, not jsonl"),
        (("--text-field", "body"), "--text-field text, not body"),
        (("--id-field", "url"), "--id-field id, not url"),
        (("--model", "default"), "another model, small 1"),
    ],
)
def test_other_options_are_refused(more: tuple[str, str], words: str, batch: Batch, tmp_path: Path) -> None:
    batch()
    before = made.written(tmp_path / "out")
    default = Path(__file__).resolve().parent.parent / "models" / "default"
    outcome = batch(*(default if word == "default" else word for word in more))
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
    assert words in outcome.err
    assert "--restart" in outcome.err
    assert made.written(tmp_path / "out") == before


def test_a_changed_input_is_refused(batch: Batch, tmp_path: Path) -> None:
    batch()
    made.write(tmp_path / "a.jsonl", made.drafts(21))
    outcome = batch()
    assert outcome.code == 2
    assert f"an input that has changed since ({tmp_path / 'a.jsonl'})" in outcome.err
    made.write(tmp_path / "b.jsonl", made.drafts(20))
    assert "other inputs" in batch(archive="b.jsonl").err
    outcome = batch("--restart")
    assert outcome.code == 0
    assert "21 drafts" in outcome.out
    assert "done before" not in outcome.out


def test_another_version_is_refused(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch()
    monkeypatch.setattr("scorer.__version__", "9.9")
    assert "another scorer (0.1.0, not 9.9)" in batch().err


def test_a_shorter_archive_leaves_nothing_behind(batch: Batch, tmp_path: Path) -> None:
    batch()
    made.write(tmp_path / "a.jsonl", made.drafts(3))
    batch("--restart")
    assert sorted(made.written(tmp_path / "out")) == ["manifest.json", "parts/part-000000.parquet"]


def test_a_folder_of_other_things_is_not_touched(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("mine", "utf-8")
    for more in ((), ("--restart",)):
        outcome = batch(*more)
        assert outcome.code == 2
        assert "holds other files (thesis.tex)" in outcome.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.tex"]


def test_a_link_does_not_lead_out(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "parts").symlink_to(tmp_path / "elsewhere")
    assert "a link leads out" in batch().err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_two_runs_do_not_work_in_one_folder(batch: Batch, tmp_path: Path) -> None:
    import fcntl

    batch()
    with open(tmp_path / "out" / ".lock", "ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        outcome = batch()
    assert outcome.code == 2
    assert "another run is at work" in outcome.err
    assert batch().code == 0


@pytest.mark.parametrize(
    ("paths", "words"),
    [(["missing.jsonl"], "no such file"), (["-"], "stdin"), (["empty"], "holds no drafts and no archives")],
)
def test_nothing_to_read_is_said(paths: list[str], words: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = run("batch", *(path if path == "-" else tmp_path / path for path in paths), "--out", tmp_path / "out")
    assert outcome.code == 2
    assert words in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


EXTRAS = [
    ("pyarrow", (), "parquet"),
    ("zstandard", ("-f", "jsonl"), "zstd"),
    ("distributed", ("-f", "jsonl", "--backend", "dask"), "dask"),
    ("joblibspark", ("-f", "jsonl", "--backend", "spark"), "spark"),
    ("ray", ("-f", "jsonl", "--backend", "ray"), "ray"),
]


@pytest.mark.parametrize(("library", "options", "extra"), EXTRAS)
def test_a_missing_extra_is_named(
    library: str, options: tuple[str, ...], extra: str, run: Run, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / ("a.jsonl.zst" if extra == "zstd" else "a.jsonl")
    archive.write_bytes(made.as_jsonl(made.drafts(1)))
    importing = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return importing(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("scorer.archives.crews.import_module", lambda name: refuse(name))
    outcome = run("batch", archive, "--out", tmp_path / "out", "-j", "1", "--model", model, *options)
    said = outcome.err + json.dumps(made.bad_rows_in(tmp_path / "out") if (tmp_path / "out" / "bad").exists() else "")
    assert outcome.code == 2
    assert f"attribution-scorer[{extra}]" in said


def test_progress_says_rate_and_time_left() -> None:
    now = [100.0]
    display = Display(lambda: now[0])
    now[0] += 10
    half = Progress(done=600, total=1000, before=200, documents=2000, rows=5000, bad=3)
    assert display.describe(half) == "60% · 2,000 drafts, 5,000 rows, 3 bad · 200.0 drafts/s · 10 s left"
    slow = half._replace(total=400_600, bad=0)
    assert display.describe(slow).endswith("200.0 drafts/s · 3 h left")
    assert display.describe(half._replace(done=1000)).startswith("100%")


def test_no_progress_without_a_terminal(batch: Batch) -> None:
    assert batch().err == ""
