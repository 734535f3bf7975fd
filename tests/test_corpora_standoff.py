"""Stand-off labels: no word of the text in them, joined with it wherever it lies; what is missing is said plainly."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import format_of, read_corpus, write_corpus
from scorer.corpora._places import with_places
from scorer.errors import CorpusError

PIER = ["The pier is shut.", "It may open in June, it may not.", "Asked twice, 👷 the port declined to comment."]
BRIDGE = ["The bridge is shut.", "It may open in June, it may not."]


def documents() -> list[LabelledDocument]:
    may = with_places(Label("unsupported", "none", ("hedged",), alt="background"), PIER[1], {"hedge": [(24, 27), (3, 6)]})
    reply = with_places(Label("background", "na", ("response",)), PIER[2], {"reply": [(24, 43)]})
    return [
        LabelledDocument(
            "pier", "harbour", "local", PIER, [Label("background"), may, reply], "Pier shut", where="x/texts.jsonl:1"
        ),
        LabelledDocument("bridge", "harbour", "", BRIDGE, [Label(), may], second=(Label("weak"), may), where="x/texts.jsonl:2"),
        LabelledDocument("nothing", "harbour", "", [], [], where="x/texts.jsonl:3"),
    ]


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.jsonl"
    write_corpus(documents(), path, "standoff")
    return path


def without(found: list[LabelledDocument], *fields: str) -> list[LabelledDocument]:
    empty = LabelledDocument("", "", "", [], [])
    return [document._replace(where="", **{field: getattr(empty, field) for field in fields}) for document in found]


def test_the_form_is_as_described(labels: Path) -> None:
    pier = json.loads(labels.read_text("utf-8").split("\n")[0])
    assert list(pier) == ["id", "corpus", "genre", "source", "labels"]
    assert pier["source"] == "texts.jsonl"
    assert pier["labels"][1] == {
        "paragraph": 2,
        "hash": hashlib.sha256(PIER[1].encode()).hexdigest()[:16],
        "level": "unsupported",
        "kind": "none",
        "flags": ["hedged"],
        "hedge": [[24, 27], [3, 6]],
        "alt": "background",
    }
    assert format_of(labels) == "standoff"


def test_texts_are_found_as_plain_files_and_as_records_whatever_lies_around(labels: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "deep" / "er").mkdir(parents=True)
    (texts / "deep" / "er" / "pier.txt").write_bytes("\r\n\r\n".join(PIER).encode() + b"\r\n")
    (texts / "bridge.txt").write_text("\n  \n".join(BRIDGE) + "\n", "utf-8")
    (texts / "broken.jsonl").write_text(
        '{"paragraphs": [1, 2\n{"paragraphs": 3}\n{"paragraphs": ["\\ud800"]}\nnothing\n', "utf-8"
    )
    (texts / "latin.txt").write_bytes(b"caf\xe9")
    (texts / "picture.jsonl").write_bytes(b"\x00\x01")
    found = read_corpus(labels, texts=texts)
    assert without(found) == without(documents(), "title")  # plain files say nothing of titles


def test_titles_and_fields_come_from_the_records_of_the_source(labels: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    other = {"id": "pier", "title": "Another edition", "paragraphs": PIER, "desk": "sport"}
    (texts / "a.jsonl").write_text(json.dumps(other) + "\n", "utf-8")
    write_corpus([documents()[0]._replace(meta={"desk": "local"}), *documents()[1:]], texts / "texts.jsonl")
    found = read_corpus(labels, texts=texts)
    assert without(found, "meta") == without(documents())
    assert found[0].meta == {"desk": "local"}
    assert [document.where for document in found] == [f"{labels}:{number}" for number in (1, 2, 3)]


def test_texts_that_came_later_are_found(labels: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    problems: list[str] = []
    assert [document.id for document in read_corpus(labels, report=problems.append, texts=texts)] == ["nothing"]
    (texts / "all.txt").write_text("\n\n".join(PIER + BRIDGE), "utf-8")
    assert len(read_corpus(labels, texts=texts)) == 3


def test_what_is_missing_is_said_and_a_document_comes_whole_or_not_at_all(labels: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "bridge.txt").write_text("\n\n".join(BRIDGE), "utf-8")
    problems: list[str] = []
    found = read_corpus(labels, report=problems.append, texts=texts)
    assert [document.id for document in found] == ["bridge", "nothing"]
    assert problems == [
        f"{labels}:1: 1 of 3 documents have no text (2 of 5 paragraphs are missing), the first is 'pier'; looked in 1 files "
        f"below {texts}; give the folder that holds texts.jsonl by --texts or $SCORER_TEXTS"
    ]
    with pytest.raises(CorpusError, match="1 of 3 documents have no text"):
        read_corpus(labels, texts=texts)


def test_a_folder_that_is_none_is_said(labels: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"looked at .*/nowhere, which is no folder"):
        read_corpus(labels, texts=tmp_path / "nowhere")


def test_texts_are_looked_for_where_the_variable_says(labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "all.txt").write_text("\n\n".join(PIER + BRIDGE), "utf-8")
    monkeypatch.setenv("SCORER_TEXTS", str(tmp_path / "texts"))
    assert len(read_corpus(labels)) == 3


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda record: record["labels"][1].update(hedge=[[24, 99]]), "paragraph 2: hedge must be [start, end] within the 32"),
        (lambda record: record["labels"][1].update(hedge="may"), "paragraph 2: hedge must be [start, end]"),
        (lambda record: record["labels"][1].update(level="doubtful"), "paragraph 2: level 'doubtful' is none of"),
        (lambda record: record["labels"][1].pop("hash"), "every label needs the hash"),
        (lambda record: record["labels"].pop(0), "labels are not numbered 1 to 2"),
        (lambda record: record.update(labels="none"), "need an id and a list of labels"),
        (lambda record: record.update(id="bridge"), "document 'bridge' is also at"),
        (lambda record: record.update(second=[{"level": "weak"}]), "second must have one label for each of the 3"),
        (lambda record: record.update(attributions=[{"cue": [[0, 0, 99]]}]), "attribution 1: cue: [0, 0, 99] is no"),
    ],
)
def test_what_is_broken_is_told_with_its_line_and_the_rest_kept(
    change: object, complaint: str, labels: Path, tmp_path: Path
) -> None:
    lines = labels.read_text("utf-8").split("\n")
    record = json.loads(lines[0])
    change(record)  # type: ignore[operator]
    labels.write_text("\n".join([lines[1], json.dumps(record), lines[2]]), "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "all.txt").write_text("\n\n".join(PIER + BRIDGE), "utf-8")
    problems: list[str] = []
    found = read_corpus(labels, report=problems.append, texts=tmp_path / "texts")
    assert len(problems) == 1
    assert problems[0].startswith(f"{labels}:2: ")
    assert complaint in problems[0]
    assert {"bridge", "nothing"} <= {document.id for document in found}


def words_in_runs(texts: list[str], length: int = 3) -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        runs.update(tuple(words[at : at + length]) for at in range(len(words) - length + 1))
    return runs


def test_real_labels_come_back_and_hold_no_text(shared: Path, tmp_path: Path) -> None:
    path = shared / "levels" / "train.jsonl"
    before = read_corpus(path)
    write_corpus(before, tmp_path / "labels.jsonl", "standoff")
    after = read_corpus(tmp_path / "labels.jsonl", texts=shared)
    assert without(after) == without(before)
    records = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text("utf-8").split("\n") if line]
    hashes = [label["hash"] for record in records for label in record["labels"]]
    paragraphs = [text for document in before for text in document.paragraphs]
    assert hashes == [hashlib.sha256(text.encode()).hexdigest()[:16] for text in paragraphs]
    for record in records:
        assert record.keys() <= {"id", "corpus", "source", "labels"}
        record.pop("id")  # ids are named after headlines by the corpora themselves
    assert not words_in_runs([json.dumps(record) for record in records]) & words_in_runs(paragraphs)
