"""``scorer batch`` on a cluster, and in bounded memory: each cluster is a small one started here."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import archives_made as made
import pytest
from memory import run_measured
from shell import ROOT, Run, shell

import scorer
from scorer.archives import Crew, Plan, score_archive
from scorer.archives.crews import hand_out
from scorer.frames import name_columns, spell_ddl

PLAN = Plan("jsonl", "paragraph", 10)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "a.jsonl"
    path.write_bytes(made.as_jsonl(made.drafts(40)) + b"broken\n")
    return path


@pytest.fixture(scope="module")
def alone(archive: Path, model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process writes."""
    out = tmp_path_factory.mktemp("alone")
    score_archive([str(archive)], out, PLAN._replace(model=str(model)), Crew(jobs=1))
    return made.written(out)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark session of two cores."""
    pytest.importorskip("pyspark", reason="pyspark is not installed; pip install 'attribution-scorer[spark]'")
    pytest.importorskip("joblibspark", reason="joblibspark is not installed; pip install 'attribution-scorer[spark]'")
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later, which is not here")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def _score_in(archive: Path, out: Path, model: Path, crew: Crew) -> dict[str, bytes]:
    totals = score_archive([str(archive)], out, PLAN._replace(model=str(model)), crew)
    assert totals[:] == (5, 0, 40, 80, 1)
    return made.written(out)


def _take_up(archive: Path, out: Path, model: Path, crew: Crew) -> int:
    """How many parts are kept after two are damaged and the last lines of the journal are torn."""
    parts = sorted((out / "parts").iterdir())
    parts[0].write_bytes(b"")
    parts[1].unlink()
    journal = out / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    return score_archive([str(archive)], out, PLAN._replace(model=str(model)), crew).kept


def test_a_dask_cluster(archive: Path, alone: dict[str, bytes], model: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="pip install 'attribution-scorer[dask]'")
    local = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**local) as cluster, distributed.Client(cluster):
        crew = Crew("dask", -1)
        assert _score_in(archive, tmp_path / "out", model, crew) == alone
        assert _take_up(archive, tmp_path / "out", model, crew) in (2, 3)
        assert made.written(tmp_path / "out") == alone


def test_runs_on_a_dask_cluster_are_killed(archive: Path, alone: dict[str, bytes], model: Path, tmp_path: Path) -> None:
    """The cluster outlives each run, and may finish what a run that is dead has asked for."""
    distributed = pytest.importorskip("distributed", reason="pip install 'attribution-scorer[dask]'")
    out = tmp_path / "out"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        command = ["batch", archive, "--out", out, "--part-size", "10", "-f", "jsonl", "--model", model,
                   "--backend", "dask", "--address", cluster.scheduler_address]  # fmt: skip
        for number in range(3):
            process = shell(*command, start_new_session=True)
            made.wait_for_parts(out, number, process)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        process = shell(*command)
        said, err = process.communicate(timeout=240)
    assert process.returncode == 2, err
    assert "40 drafts, 80 paragraphs, 1 bad row, 5 parts" in said
    found = made.written(out)
    assert {name: data for name, data in found.items() if name != "manifest.json"} == {
        name: data for name, data in alone.items() if name != "manifest.json"
    }


def test_a_spark_session(spark: Any, archive: Path, alone: dict[str, bytes], model: Path, tmp_path: Path) -> None:
    crew = Crew("spark", 2)
    assert _score_in(archive, tmp_path / "out", model, crew) == alone
    assert _take_up(archive, tmp_path / "out", model, crew) in (2, 3)
    assert made.written(tmp_path / "out") == alone
    assert spark.range(3).count() == 3  # a session that was there before is still there


def test_a_table_is_scored_inside_map_in_pandas(spark: Any) -> None:
    pandas = pytest.importorskip("pandas")
    entries = list(made.drafts(6))
    table = spark.createDataFrame([(entry["id"], entry["text"]) for entry in entries], "id string, text string")
    scored = table.mapInPandas(lambda frames: (scorer.frame(frame) for frame in frames), schema=spell_ddl())
    found = {(row["id"], row["paragraph"]): (row["level"], row["score"], list(row["cues"])) for row in scored.collect()}
    expected = scorer.frame(pandas.DataFrame(entries))
    assert scored.columns == list(name_columns())
    rows = expected.to_dict("records")
    assert found.keys() == {(row["id"], row["paragraph"]) for row in rows}
    for row in rows:
        level, score, cues = found[row["id"], row["paragraph"]]
        assert (level, cues) == (row["level"], row["cues"])
        assert score == pytest.approx(row["score"], nan_ok=True) if score is not None else pandas.isna(row["score"])


def _double(number: int) -> int:
    return 2 * number


def test_tasks_are_taken_a_few_at_a_time() -> None:
    taken = []

    def tasks() -> Iterator[tuple[int]]:
        for number in range(100):
            taken.append(number)
            yield (number,)

    results = hand_out(_double, tasks(), Crew(jobs=1))
    assert next(results) == 0
    assert len(taken) < 10
    assert sorted([0, *results]) == [2 * number for number in range(100)]


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("packed", [False, True])
def test_memory_is_bounded(packed: bool, tmp_path: Path, model: Path) -> None:
    """200 MB of JSON lines, of which little is text: neither the parent nor a worker grows with them."""
    archive = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    line = made.as_jsonl([{"text": made.SHAPES[1], "pad": "x" * 100_000}])
    with open(archive, "wb") as file:
        for _ in range(20):
            file.write(made.packed(line * 100, archive.suffix))
    command = [sys.executable, "-m", "scorer", "batch", archive, "--out", tmp_path / "out", "-j", "2", "--model", model]
    _, err, code, used = run_measured(list(map(str, command)), cwd=ROOT)
    assert code == 0, err
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["totals"]["rows"] == 2000
    assert used.own < 200
    assert used.all < 400


def test_an_unknown_backend_is_refused(run: Run, tmp_path: Path) -> None:
    outcome = run("batch", tmp_path, "--out", tmp_path / "out", "--backend", "slurm")
    assert outcome.code == 2
    assert "'slurm' is not one of 'loky', 'dask', 'ray', 'spark'" in outcome.err
