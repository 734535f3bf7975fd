"""What is wrong with a corpus is told in one line with its place; strictly the first raises, else only that piece is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import read_corpus
from scorer.errors import CorpusError

SAMPLES = Path(__file__).parent / "samples" / "corpora"
GOOD = {"id": "good", "paragraphs": ["It may rain.", "It may, it may."], "labels": [{"level": "weak"}, {"level": "background"}]}


def record(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (GOOD | {"id": "bad"} | changes).items() if value is not ...}


def first(**label: Any) -> dict[str, Any]:
    """A record whose first label is changed."""
    return record(labels=[{"level": "weak"} | label, {"level": "background"}])


OWN: list[tuple[object, str, list[str] | None]] = [
    # line 2 of the file, the complaint, levels of what is left of it (None: nothing)
    ('{"id": "bad", "paragraphs": [', "is no JSON; one object a line is expected", None),
    ('["a"]', "is no JSON object but list", None),
    ("[" * 100_000, "is no JSON", None),
    (record(paragraphs="It may rain."), "paragraphs must be a list of texts", None),
    (record(paragraphs=["It may rain.", 3]), "paragraphs must be a list of texts", None),
    (record(paragraphs=...), "paragraphs must be a list of texts", None),
    (record(id="good"), "document 'good' is also at", None),
    (record(id=...), "needs an id", ["weak", "background"]),
    (record(labels=[{"level": "weak"}]), "1 labels for 2 paragraphs; one each is needed", ["", ""]),
    (record(labels=[{"level": "weak", "paragraph": 2}]), "1 labels for 2 paragraphs", ["", "weak"]),
    (record(labels={"level": "weak"}), "labels must be a list", ["", ""]),
    (record(labels=..., lables=[]), "'lables' is no field of a document; did you mean 'labels'", ["", ""]),
    (record(labels=["weak", {"level": "background"}]), "paragraph 1: a label must be an object", ["", "background"]),
    (first(level="doubtful"), "paragraph 1: level 'doubtful' is none of background, unsupported", ["", "background"]),
    (first(level=["weak"]), "paragraph 1: level ['weak'] is none of", ["", "background"]),
    (first(kind="rumour"), "paragraph 1: kind 'rumour' is none of person", ["weak", "background"]),
    (first(alt="maybe"), "paragraph 1: alt 'maybe' is none of background", ["weak", "background"]),
    (first(flags=["hedge"]), "paragraph 1: flag 'hedge' is none of hedged", ["weak", "background"]),
    (first(flags="hedged"), "paragraph 1: flags must be a list", ["weak", "background"]),
    (first(hedge=["might"]), "paragraph 1: hedge cue 'might' is not in the paragraph", ["weak", "background"]),
    (first(hedge=["may", "may"]), "paragraph 1: hedge cue 'may' is named 2 times and occurs 1 times", ["weak", "background"]),
    (first(hedge=[""]), "paragraph 1: hedge cue '' is not in the paragraph", ["weak", "background"]),
    (first(hedge=[3]), "paragraph 1: hedge cue 3 is no text", ["weak", "background"]),
    (first(hedge="may"), "paragraph 1: hedge must be a list", ["weak", "background"]),
    (first(hedges=["may"]), "paragraph 1: 'hedges' is no field of a label; did you mean 'hedge'", ["weak", "background"]),
    (first(paragraph=2), "paragraph 1: its label says it is for paragraph 2", ["", "background"]),
    (first(hedge=["may"], places={"hedge": [[0, 3]]}), "places of hedge do not hold its cues", ["weak", "background"]),
    (first(hedge=["may"], places={"hedge": [[3, 60]]}), "places of hedge must be [start, end]", ["weak", "background"]),
    (record(second=[{"level": "odd"}, {"level": "weak"}]), "paragraph 1 (second): level 'odd'", ["weak", "background"]),
    (
        record(attributions=[{"cue": [[0, 3, 6, "might"]]}]),
        "attribution 1: cue: [0, 3, 6, 'might'] does not",
        ["weak", "background"],
    ),
    (record(attributions=[{"cue": [[2, 0, 2]]}]), "attribution 1: cue: [2, 0, 2] is no", ["weak", "background"]),
    (record(attributions=["x"]), "attribution 1: must be an object", ["weak", "background"]),
    ('{"id": "bad", "paragraphs": ["\\ud800"], "labels": [null]}', "half a character", [""]),
]


@pytest.mark.parametrize(("line", "complaint", "levels"), OWN, ids=[complaint[:40] for _, complaint, _ in OWN])
def test_a_broken_record_loses_only_what_is_broken(
    line: object, complaint: str, levels: list[str] | None, tmp_path: Path
) -> None:
    path = tmp_path / "corpus.jsonl"
    broken = line if isinstance(line, str) else json.dumps(line)
    lines = [json.dumps(GOOD), broken, "", json.dumps(GOOD | {"id": "last"})]
    path.write_text("\n".join(lines), "utf-8")
    problems: list[str] = []
    found = read_corpus(path, report=problems.append)
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:2: ")
    assert complaint in problems[0]
    assert "\n" not in problems[0]
    left = [[label.level for label in document.labels] for document in found[1:-1]]
    assert left == ([] if levels is None else [levels])
    assert [found[0].id, found[-1].id] == ["good", "last"]
    with pytest.raises(CorpusError) as error:
        read_corpus(path)
    assert str(error.value) == problems[0]


def test_what_is_right_raises_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    labels = [None, {"level": "", "hedge": ["may", "may"], "note": "unsure"}]
    text = json.dumps(record(labels=labels, year=2031, tags=["a"], title=None))
    path.write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n\r\n")
    [document] = read_corpus(path)
    assert document.labels == [Label(), Label(cues=Label().cues | {"hedge": ("may", "may")})]
    assert document.meta == {"year": "2031", "tags": '["a"]'}
    assert (document.title, document.corpus, document.where) == ("", "corpus", f"{path}:1")


def test_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(record(paragraphs=["a\u2028b\u0085c\x0cd", "e"]), ensure_ascii=False) + "\n", "utf-8")
    assert read_corpus(path)[0].paragraphs[0] == "a\u2028b\u0085c\x0cd"


def test_a_list_of_records_and_one_over_several_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text(json.dumps([GOOD, record()], indent=1), "utf-8")
    (tmp_path / "one.jsonl").write_text(json.dumps(GOOD, indent=1), "utf-8")
    assert [document.id for document in read_corpus(tmp_path / "list.jsonl")] == ["good", "bad"]
    assert [document.id for document in read_corpus(tmp_path / "one.jsonl")] == ["good"]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("none.jsonl", None, "cannot be read (No such file or directory); check the path"),
        ("none.csv", None, "cannot be read (No such file or directory); check the path"),
        ("empty.jsonl", b"", "is empty"),
        ("empty.json", b"\xef\xbb\xbf \n", "is empty"),
        ("empty.tsv", b"", "is empty"),
        ("binary.jsonl", b"PK\x03\x04\x00\x00", "binary data"),
        ("binary.docx", b"PK\x03\x04\x00\x00", "binary data"),
        ("utf16.csv", "text\nA.".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("notes.md", b"# A draft\n", "is in no corpus format; name the one it is meant to be in: brat, "),
    ],
)
@pytest.mark.parametrize("form", [None, "jsonl", "labelstudio", "tabular", "webanno"])
def test_a_file_that_is_no_corpus_is_told(
    name: str, data: bytes | None, complaint: str, form: str | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    if form and name == "notes.md":
        complaint = ""
    problems: list[str] = []
    assert read_corpus(path, form, problems.append) == []
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:")
    assert complaint in problems[0]


def test_a_folder_without_corpora_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no corpus file \(\.jsonl, .*\); give another folder or a file"):
        read_corpus(tmp_path)
    with pytest.raises(CorpusError, match=r"holds no corpus file \(\.csv, "):
        read_corpus(tmp_path, "tabular")
    with pytest.raises(CorpusError, match=r"holds no \.txt files"):
        read_corpus(tmp_path, "brat")


def test_documents_of_a_folder_are_kept_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(GOOD), "utf-8")
    problems: list[str] = []
    assert [document.where for document in read_corpus(tmp_path, report=problems.append)] == [f"{tmp_path / 'a.jsonl'}:1"]
    assert problems == [f"{tmp_path / 'b.jsonl'}:1: document 'good' is also at {tmp_path / 'a.jsonl'}:1; only the first is kept"]


def test_a_line_in_another_encoding_is_lost_alone(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"id": "caf\xe9"}\n' + json.dumps(record()).encode())
    problems: list[str] = []
    assert [document.id for document in read_corpus(path, report=problems.append)] == ["good", "bad"]
    assert problems == [f"{path}:2: byte 12 of the line is not UTF-8; save the file as UTF-8"]


def levels(documents: list[LabelledDocument]) -> list[str]:
    return [label.level for document in documents for label in document.labels]


TOOLS: list[tuple[str, str, list[str], list[str]]] = [
    # file name, content, complaints with their lines, levels of what is left
    ("a.csv", "document,text,level\nd,One.,weak\nd,Two.,odd\n", ["3: level 'odd'"], ["weak", ""]),
    ("a.csv", "document,text,level\nd,One.,weak\nd,Two, three.,weak\nd,Four.,weak\n", ["3: 4 cells for 3"], ["weak", "weak"]),
    ("a.csv", 'document,text,level\nd,One.,weak\nd,"Two.,weak\n', ["3: is no table from here on"], ["weak"]),
    ("a.csv", "document,text,levels\nd,One.,weak\n", ["1: no column 'levels' is known; did you mean 'level'"], [""]),
    ("a.csv", "document,words\nd,One.\n", ["1: no column 'text'"], []),
    ("a.csv", "document,paragraph,text\nd,one,One.\n", ["2: paragraph 'one' is no number"], []),
    ("a.csv", "document,paragraph,text\nd,1,One.\nd,1,Two.\n", ["3: paragraph 1 of 'd' is also at"], [""]),
    ("a.csv", "document,paragraph,text\nd,1,One.\nd,4,Two.\n", ["2: document 'd' lacks paragraph 2, 3 of 4"], ["", ""]),
    ("a.csv", "text,hedge\nIt may.,might\n", ["2: hedge cue 'might' is not in"], [""]),
    ("a.jsonl", '{"text": "It may.", "label": [[3, 60, "hedge"]]}\n', ["1: 'hedge' from 3 to 60 is not within the 7"], [""]),
    ("a.jsonl", '{"text": "It may.", "label": [[3, 6, "hegde"], "weak"]}\n', ["1: no label 'hegde'; did you mean"], ["weak"]),
    ("a.jsonl", '{"text": "It may.", "label": [[3, 6], "weak"]}\n', ["1: [3, 6] is no label"], ["weak"]),
    ("a.jsonl", '{"text": "A.", "cats": ["weak", "qualified"]}\n', ["1: has the levels qualified and weak"], [""]),
    ("a.jsonl", '{"text": "A.", "cats": ["weak", "hedge"]}\n', ["1: 'hedge' marks words"], ["weak"]),
    ("a.jsonl", '{"text": "A.", "cats": ["weak"]}\n{"text": 3, "cats": []}\n', ["2: needs a text"], ["weak"]),
    ("a.jsonl", '{"text": "A.", "spans": [{"start": 0}], "accept": ["weak"]}\n', ["1: {'start': 0} is no span"], ["weak"]),
    ("a.jsonl", '{"text": "A.", "spans": [], "accept": ["odd"]}\n', ["1: no label 'odd'"], [""]),
    ("a.jsonl", '{"text": "A.", "spans": [], "accept": ["weak"]}\n{"text": "B.", "sp', ["2: is no JSON"], ["weak"]),
    (
        "a.json",
        '[{"data": {"text": "A."}, "annotations": [{"result": [{"from_name": "l", "value": {"choices": ["weak"]}}]}]},\n{"da',
        ["2: is no JSON from here on"],
        ["weak"],
    ),
    ("a.json", '[{"data": {"text": "A."}, "annotations": []},\n\n', ["3: the file breaks off"], [""]),
    ("a.json", '[{"data": {"text": "A."}},\n{"data": {"image": 3}}]', ["2: the task's data has no text"], [""]),
    (
        "a.json",
        '[{"data": {"text": "It may."}, "annotations": [{"result": [3, {"value": {"start": 1, "end": 4, "text": "may", '
        '"labels": ["hedge"]}}]}]}]',
        ["1: 3 is no result with a value", "1: 'hedge' from 1 to 4 does not hold 'may'"],
        [""],
    ),
    (
        "a.tsv",
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.P|level\n\n\n#Text=It may.\n1-1\t0-2\tIt\tweak\t\n1-2\t4-7\tmay\tweak\t\n1-3\t6\n",
        ["7: 4-7 does not hold 'may'", "8: is no row of a token"],
        ["weak"],
    ),
    (
        "a.tsv",
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.P|kind|level\n\n\n#Text=It may.\n1-1\t0-2\tIt\tperson\tweak\t\n1-2\t3-6\tmay\n",
        ["7: 0 columns of annotations, the header declares 2"],
        ["weak"],
    ),
    (
        "a.tsv",
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.P|level\n\n\n#Text=A\n1-1\t0-1\tA\todd\t\n",
        ["6: level 'odd' is none of"],
        [""],
    ),
]


@pytest.mark.parametrize(("name", "content", "complaints", "left"), TOOLS, ids=[f"{row[0]} {row[2][0][:30]}" for row in TOOLS])
def test_a_broken_export_loses_only_what_is_broken(
    name: str, content: str, complaints: list[str], left: list[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8", newline="")
    problems: list[str] = []
    found = read_corpus(path, report=problems.append)
    assert len(problems) == len(complaints)
    for problem, complaint in zip(problems, complaints, strict=True):
        line, _, words = complaint.partition(": ")
        assert problem.startswith(f"{path}:{line}: ")
        assert words in problem
    assert levels(found) == left
    with pytest.raises(CorpusError):
        read_corpus(path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("T20\tHedge 3 900\tx", "Hedge 3 900 is not within the 115 characters"),
        ("T20\tHedge 64 67\tmight", "does not hold its text 'might'; the offsets are broken"),
        ("T20\tHedge\tmay", "'Hedge' is no span"),
        ("T20\tHegde 64 67\tmay", "no label 'Hegde'; did you mean"),
        ("T20\tHedge 77 88\tsaid. Offi", "'Hedge' from 77 to 88 is not within one paragraph"),
        ("T20\tParagraph 61 82\tIt may not, she said.", "this paragraph overlaps the one before"),
        ("A20\tLevel T1 odd", "level 'odd' is none of"),
        ("A20\tLevel T99 weak", "Level is said of T99, which is not there"),
        ("A20\tLevel T1 weak", "has the levels accountable and weak"),
        ("E20\tAttribution:T5 Source:T99", "E20 names T99, which is not there"),
        ("nonsense", "is no brat annotation"),
    ],
)
def test_a_broken_brat_annotation_is_told_and_the_rest_kept(line: str, complaint: str, tmp_path: Path) -> None:
    for name in ("ferry.txt", "ferry.ann"):
        (tmp_path / name).write_bytes((SAMPLES / "brat" / name).read_bytes())
    with (tmp_path / "ferry.ann").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    problems: list[str] = []
    [document] = read_corpus(tmp_path, report=problems.append)
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path / 'ferry.ann'}:")
    assert complaint in problems[0]
    assert len(document.paragraphs) == 3
    assert document.labels[2].level == "weak"


def test_files_of_a_folder_that_miss_their_other_half_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone.ann").write_text("T1\tHedge 0 3\tmay\n", "utf-8")
    (tmp_path / "here.txt").write_text("One.\n\nTwo.", "utf-8")
    (tmp_path / "latin.txt").write_bytes(b"First.\ncaf\xe9")
    (tmp_path / "documents.json").write_text('[{"file": "here", "id": "x/here"},\n{"file": "lost", "id": "x/lost"}]', "utf-8")
    problems: list[str] = []
    [document] = read_corpus(tmp_path, report=problems.append)
    assert (document.id, document.paragraphs) == ("x/here", ["One.", "Two."])
    assert problems == [
        f"{tmp_path / 'gone.ann'}: has no gone.txt beside it; its annotations are not read",
        f"{tmp_path / 'documents.json'}:2: the file of 'x/lost' (lost) is not in the folder",
        f"{tmp_path / 'latin.txt'}:2: is not UTF-8; save the file as UTF-8",
    ]
