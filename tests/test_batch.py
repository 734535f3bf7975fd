"""``scorer batch``: every form of archive, bad rows aside, one manifest, the same bytes however many work."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import archives_made as made
import pytest
from shell import Run

import scorer
from scorer.readers import read_documents

FORMS = ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.parquet", "a.warc", "a.warc.gz"]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_archive_gives_the_same_rows(name: str, run: Run, tmp_path: Path, model: Path) -> None:
    pytest.importorskip("zstandard") if name.endswith(".zst") else None
    archive = made.write(tmp_path / name, made.drafts(10))
    outcome = run("batch", archive, "--out", tmp_path / "out", "--part-size", "4", "-j", "1", "--model", model)
    assert outcome.code == 0, outcome.err
    rows = made.rows_in(tmp_path / "out")
    expected = [(f"story-{at}", number) for at in range(10) for number in range(1, made.PARAGRAPHS[at % 4] + 1)]
    assert [(row["id"].removeprefix("http://example.org/"), row["paragraph"]) for row in rows] == expected
    assert {row["file"] for row in rows} == {str(archive)}
    assert [row["document"] for row in rows] == [f"{archive}#{row['id']}" for row in rows]
    assert {row["text"] for row in rows} == {part for shape in made.SHAPES for part in shape.split("\n\n")}
    assert not made.bad_rows_in(tmp_path / "out")


def test_scores_are_those_of_scorer_score(run: Run, tmp_path: Path) -> None:
    archive = made.write(tmp_path / "a.jsonl", made.drafts(4))
    run("batch", archive, "--out", tmp_path / "out", "-j", "1")
    rows = made.rows_in(tmp_path / "out")
    drafts = [scorer.score(draft) for draft in read_documents(archive)]  # type: ignore[arg-type]
    assert [row["score"] for row in rows] == [score.value for one in drafts for score in one.scores]
    assert [row["flags"] for row in rows] == [score.flags for one in drafts for score in one.scores]
    run("batch", archive, "--out", tmp_path / "measures", "--level", "document", "-f", "jsonl", "-j", "1")
    rows = made.rows_in(tmp_path / "measures")
    assert [row["score_words"] for row in rows] == [one.measures["score_words"] for one in drafts]
    assert [row["levels_weak"] for row in rows] == [one.measures["levels"]["weak"] for one in drafts]


def test_a_folder_is_searched_for_drafts_and_archives(run: Run, tmp_path: Path, model: Path) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    made.write(folder / "b.jsonl.gz", made.drafts(3))
    (folder / "below" / "c.md").write_text(made.SHAPES[0], "utf-8")
    (folder / "a.txt").write_text(made.SHAPES[3], "utf-8")
    (folder / "notes.bin").write_bytes(b"\0\1")
    outcome = run("batch", folder, "--out", tmp_path / "out", "-j", "1", "--model", model)
    assert outcome.code == 0
    files = [Path(row["file"]).name for row in made.rows_in(tmp_path / "out")]
    assert list(dict.fromkeys(files)) == ["a.txt", "b.jsonl.gz", "c.md"]
    assert len(files) == 3 + 5 + 2


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_the_same_bytes_however_many_work(form: str, run: Run, tmp_path: Path, model: Path) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_bytes(made.as_jsonl(made.drafts(30)) + b"{broken\n" + made.as_jsonl(made.drafts(3)))
    common = ("batch", archive, "--part-size", "5", "-f", form, "--model", model)
    run(*common, "--out", tmp_path / "one", "-j", "1")
    run(*common, "--out", tmp_path / "two", "-j", "2")
    one, two = made.written(tmp_path / "one"), made.written(tmp_path / "two")
    assert one == two
    assert len(one) == 7 + 1 + 1


def test_the_manifest_says_what_is_there(run: Run, tmp_path: Path, model: Path) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_bytes(made.as_jsonl([*made.drafts(5), {"id": "x"}, *made.drafts(2)]))
    out = tmp_path / "out"
    outcome = run("batch", archive, "--out", out, "--part-size", "3", "-j", "1", "--model", model)
    assert outcome.code == 2
    assert "7 drafts, 13 paragraphs, 1 bad row, 3 parts" in outcome.out
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["scorer"] == scorer.__version__
    assert manifest["model"]["name"] == "small"
    assert manifest["options"]["part_size"] == 3
    assert manifest["inputs"][0]["bytes"] == archive.stat().st_size
    assert manifest["totals"] == {"parts": 3, "taken": 8, "documents": 7, "rows": 13, "bad": 1}
    for entry in manifest["parts"]:
        assert entry["digest"] == "sha256:" + sha256((out / entry["part"]).read_bytes()).hexdigest()
    assert [entry.get("bad_rows") for entry in manifest["parts"]] == [None, "bad/part-000001.jsonl", None]
    assert [entry["first"] for entry in manifest["parts"]] == [[str(archive), number] for number in (1, 4, 7)]


BAD: dict[str, tuple[str, bytes, list[tuple[int, str]]]] = {
    "no JSON": ("a.jsonl", made.as_jsonl(made.drafts(1)) + b'{"text": "secret\n', [(2, "no complete JSON")]),
    "no text": ("a.jsonl", made.as_jsonl([*made.drafts(1), {"body": "secret"}]), [(2, "no text under 'text'")]),
    "text is a number": ("a.jsonl", made.as_jsonl([*made.drafts(1), {"text": 7}]), [(2, "no text under 'text'")]),
    "binary": ("a.jsonl", made.as_jsonl(made.drafts(1)) + b"\xff\x00\x01\x02secret\x00\x00\x03\n", [(2, "")]),
    "too long": ("a.jsonl", b"\n" + b"x" * (9 << 20) + b"\n" + made.as_jsonl(made.drafts(1)), [(2, "more than 8 MB")]),
    "torn gzip": ("a.jsonl.gz", made.packed(made.as_jsonl(made.drafts(500)), ".gz")[:-40], [(-1, "breaks off")]),
    "no gzip": ("a.jsonl.gz", made.as_jsonl(made.drafts(2)), [(0, "at its start")]),
    "no zstd": ("a.jsonl.zst", made.as_jsonl(made.drafts(2)), [(0, "at its start")]),
    "another field": ("a.jsonl", made.as_jsonl([{"body": "secret"}] * 25), [*((at, "") for at in range(1, 21)), (20, "first")]),
    "uneven": ("a.csv", b"id,text\n1,Rain fell.\n2,a,secret\n3,Rain fell.\n", [(3, "3 cells in a row of 2")]),
    "unclosed": ("a.csv", b'id,text\n1,Rain fell.\n2,"secret\n', [(3, "unexpected end")]),
    "no column": ("a.csv", b"id,body\n1,secret\n", [(0, "no column 'text'")]),
    "empty table": ("a.csv", b"", [(0, "no table")]),
    "no Parquet": ("a.parquet", b"PAR1 secret", [(0, "at its start")]),
    "no page": ("a.warc", made.as_warc([], packed=False) + b"\r\n\r\n", [(0, "")]),
    "torn WARC": ("a.warc", made.as_warc(made.drafts(2), packed=False)[:-40], [(2, "breaks off"), (2, "breaks off")]),
    "binary draft": ("a.txt", b"\x7fELF secret", [(0, "a program")]),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_set_aside_with_the_reason(name: str, run: Run, tmp_path: Path, model: Path) -> None:
    file, data, expected = BAD[name]
    (tmp_path / file).write_bytes(data)
    made.write(tmp_path / "good.jsonl", made.drafts(2))
    out = tmp_path / "out"
    outcome = run("batch", tmp_path / file, tmp_path / "good.jsonl", "--out", out, "-j", "1", "--model", model)
    assert outcome.code == 2
    bad = made.bad_rows_in(out)
    assert [row["file"] for row in bad] == [str(tmp_path / file)] * len(expected)
    for row, (number, words) in zip(bad, expected, strict=True):
        assert number in (-1, row["row"])
        assert words in row["reason"]
        assert "secret" not in row["reason"]
    assert sum(row["file"].endswith("good.jsonl") for row in made.rows_in(out)) == 3
    assert f"{len(expected)} row{'' if len(expected) == 1 else 's'} could not be read" in outcome.err


def test_cells_of_another_encoding_are_read(run: Run, tmp_path: Path, model: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id;text\n1;Der Bürgermeister schwieg.\n".encode("cp1252"))
    (tmp_path / "b.csv").write_bytes("id\ttext\n1\tRain fell on Zürich.\n".encode("utf-16"))
    run("batch", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "out", "-j", "1", "--model", model)
    assert [row["text"] for row in made.rows_in(tmp_path / "out")] == ["Der Bürgermeister schwieg.", "Rain fell on Zürich."]


def test_fields_may_be_called_otherwise(run: Run, tmp_path: Path, model: Path) -> None:
    entries = [{"url": "https://example.org/1", "body": "Rain fell."}]
    (tmp_path / "a.jsonl").write_bytes(made.as_jsonl(entries))
    run("batch", tmp_path / "a.jsonl", "--text-field", "body", "--id-field", "url", "--out", tmp_path / "out", "--model", model)
    assert [(row["id"], row["row"]) for row in made.rows_in(tmp_path / "out")] == [("https://example.org/1", 1)]


@pytest.mark.parametrize("level", ["paragraph", "document"])
def test_both_forms_have_the_same_values(level: str, run: Run, tmp_path: Path, model: Path) -> None:
    archive = made.write(tmp_path / "a.jsonl", made.drafts(4))
    found: list[list[dict[str, Any]]] = []
    for form in ("parquet", "jsonl"):
        run("batch", archive, "--level", level, "-f", form, "--out", tmp_path / form, "-j", "1", "--model", model)
        found.append(made.rows_in(tmp_path / form))
    assert found[0] == found[1]
    assert [list(row) for row in found[0]] == [list(row) for row in found[1]]
