"""Exports as the tools write them, not only what we write ourselves (own-written texts in ``samples/corpora``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import format_of, read_corpus, write_corpus
from scorer.corpora._places import places_of

SAMPLES = Path(__file__).parent / "samples" / "corpora"

Row = tuple[str, str, str, dict[str, list[str]], str]
"""Level, kind, flags, cues that are there, alt."""


def row(label: Label) -> Row:
    cues = {family: list(words) for family, words in label.cues.items() if words}
    return label.level, label.kind, " ".join(label.flags), cues, label.alt


PEOPLE = "people familiar with the repairs"
NOTHING: Row = ("", "", "", {}, "")
EXPECTED: dict[str, tuple[str, list[Row]]] = {
    "labelstudio.json": (
        "labelstudio",
        [
            ("weak", "anon_vague", "hedged", {"anon": [PEOPLE], "hedge": ["may"]}, "qualified"),
            ("accountable", "person", "", {"denial": ["denied"]}, ""),
            ("", "", "response quote", {"reply": ["declined to comment"]}, ""),
        ],
    ),
    "labelstudio-min.json": ("labelstudio", [("weak", "", "hedged quote", {"hedge": ["may"]}, "")]),
    "labelstudio-old.json": ("labelstudio", [("background", "", "", {"hedge": ["Monday"]}, "")]),
    "doccano-sequence.jsonl": (
        "doccano",
        [("weak", "", "", {"anon": [PEOPLE], "hedge": ["may"]}, ""), ("", "", "", {"denial": ["denied"]}, "")],
    ),
    "doccano-old.jsonl": ("doccano", [("accountable", "", "", {"denial": ["denied"]}, "")]),
    "doccano-relations.jsonl": ("doccano", [("", "", "", {"reply": ["declined to comment"]}, "")]),
    "prodigy.jsonl": ("prodigy", [("weak", "", "hedged", {"hedge": ["may"]}, ""), NOTHING, NOTHING]),
    "prodigy-textcat.jsonl": ("prodigy", [("accountable", "", "", {}, "")]),
    "inception.tsv": (
        "webanno",
        [
            ("weak", "anon_vague", "hedged quote", {"anon": ["people said"], "hedge": ["may"]}, ""),
            ("", "", "", {"hedge": ["opening [soon]", "un\tlikely"]}, ""),
        ],
    ),
    "webanno-3.1.tsv": ("webanno", [("accountable", "", "", {}, ""), NOTHING]),
    "semicolons.csv": (
        "tabular",
        [("background", "", "", {}, ""), ("unsupported", "", "hedged opinion", {"hedge": ["may"]}, "")],
    ),
    "polnear.jsonl": ("polnear", [NOTHING, NOTHING, NOTHING]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_export_is_recognised_and_read(name: str) -> None:
    form, rows = EXPECTED[name]
    assert format_of(SAMPLES / name) == form
    [document] = read_corpus(SAMPLES / name)
    assert [row(label) for label in document.labels] == rows


def one(name: str) -> LabelledDocument:
    return read_corpus(SAMPLES / name)[0]


def test_documents_come_whole_and_in_order_with_what_is_known_of_them() -> None:
    document = one("labelstudio.json")
    assert [text.split()[0] for text in document.paragraphs] == ["The", "Mayor", "The"]
    assert (document.id, document.corpus, document.title) == ("harbour/ferry", "harbour", "Ferry shut")
    assert document.meta == {"desk": "local"}
    assert one("prodigy.jsonl").meta == {}


def test_a_second_reader_is_another_annotation_or_annotator_and_the_ground_truth_is_the_first() -> None:
    assert [label.level for label in one("labelstudio.json").second] == ["unsupported", "", ""]
    assert [label.level for label in one("prodigy.jsonl").second] == ["accountable", "", ""]


def test_the_mention_that_was_marked_is_kept() -> None:
    places = [one(name).labels[0].places["hedge"] for name in ("labelstudio.json", "prodigy.jsonl", "doccano-sequence.jsonl")]
    text = one("prodigy.jsonl").paragraphs[0]
    assert places == [((text.rindex("may"), text.rindex("may") + 3),)] * 3


def test_tasks_that_name_no_document_are_documents() -> None:
    documents = read_corpus(SAMPLES / "doccano-classes.jsonl")
    assert [document.id for document in documents] == ["doccano-classes:1", "doccano-classes:2"]
    assert [row(document.labels[0]) for document in documents] == [("accountable", "person", "", {}, ""), NOTHING]


def test_brat_labels_are_attributes_spans_and_notes_and_attributions_events_and_relations() -> None:
    ferry, untouched = read_corpus(SAMPLES / "brat")
    assert [row(label) for label in ferry.labels] == [
        NOTHING,
        ("accountable", "person", "hedged", {"hedge": ["may"]}, ""),
        ("weak", "official_group", "response", {"anon": ["Officials"], "reply": ["declined to comment"]}, ""),
    ]
    spoken = [tuple(" ".join(piece.text for piece in role) for role in attribution[:3]) for attribution in ferry.attributions]
    assert spoken == [("engineer\nAda Voss", "said", "The board may reopen it"), ("she", "said", "It may not")]
    assert (ferry.id, ferry.corpus) == ("ferry", "brat")
    assert (untouched.paragraphs, untouched.labels) == (["Nobody marked this."], [Label()])
    assert read_corpus(SAMPLES / "brat" / "ferry.ann") == [ferry]


def test_sentences_of_one_paragraph_are_joined_where_a_level_is_said_of_them() -> None:
    assert one("webanno-3.1.tsv").paragraphs == [
        "Mayor Ilse Brandt said the pier is safe. “Nothing moved,” she said.",
        "Then it rained.",
    ]
    assert one("inception.tsv").paragraphs[0] == "The ferry may stay shut 🚢\nuntil May, people said."


def test_sentences_with_blank_lines_between_some_of_them_are_joined_to_paragraphs(tmp_path: Path) -> None:
    rows = ["#FORMAT=WebAnno TSV 3.3", "#T_SP=webanno.custom.Cue|family", "", ""]
    for number, (start, text) in enumerate([(0, "One."), (5, "Two."), (11, "Three.")], 1):
        rows += [f"#Text={text}", f"{number}-1\t{start}-{start + len(text)}\t{text}\t{'hedge' if number == 2 else '_'}\t", ""]
    (tmp_path / "file.tsv").write_text("\n".join(rows), "utf-8")
    [document] = read_corpus(tmp_path / "file.tsv")
    assert document.paragraphs == ["One. Two.", "Three."]
    assert document.labels[0].cues["hedge"] == ("Two.",)


def test_polnear_attributions_are_read() -> None:
    first, second = one("polnear.jsonl").attributions
    assert (first.id, first.source[0].text, first.content[0]) == ("E2", "Ada Voss", (1, 0, 23, "The board may reopen it"))
    assert (second.type, second.source) == ("Attribution-no-source", ())


TEXT = "😀 may 😀 may"


def labelled(*values: dict[str, Any]) -> str:
    results = [
        {"from_name": "cues", "to_name": "text", "type": "labels", "value": value | {"labels": ["hedge"]}} for value in values
    ]
    return json.dumps([{"id": 1, "data": {"text": TEXT}, "annotations": [{"result": results}]}])


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([{"start": 10, "end": 13, "text": "may"}], [(8, 11)]),  # only as UTF-16 units does it hold its text
        ([{"start": 8, "end": 11, "text": "may"}], [(8, 11)]),  # only as characters
        ([{"start": 10, "end": 13}], [(8, 11)]),  # the page counts units
        ([{"globalOffsets": {"start": 10, "end": 13}, "start": "/div[1]/text()[1]", "startOffset": 3}], [(8, 11)]),
        ([{"start": 7, "end": 13, "text": "😀 may"}, {"start": 3, "end": 6, "text": "may"}], [(6, 11), (2, 5)]),
    ],
)
def test_label_studio_counts_units_or_characters(
    values: list[dict[str, Any]], places: list[tuple[int, int]], tmp_path: Path
) -> None:
    (tmp_path / "export.json").write_text(labelled(*values), "utf-8")
    label = read_corpus(tmp_path / "export.json")[0].labels[0]
    assert label.cues["hedge"] == tuple(TEXT[start:end] for start, end in places)
    assert places_of(label, TEXT, "")["hedge"] == places


def test_label_studio_gets_units_from_us(tmp_path: Path) -> None:
    label = Label("weak")._replace(cues=Label().cues | {"hedge": ("may", "may")})
    write_corpus([LabelledDocument("d", "c", "", [TEXT], [label])], tmp_path / "tasks.json")
    [task] = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    marks = [result["value"] for result in task["annotations"][0]["result"] if result["type"] == "labels"]
    assert [(mark["start"], mark["end"]) for mark in marks] == [(3, 6), (10, 13)]
    assert [TEXT.encode("utf-16-le")[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le") for mark in marks] == ["may", "may"]


def test_all_samples_of_a_folder_are_read_together(tmp_path: Path) -> None:
    for name in ("labelstudio.json", "doccano-classes.jsonl", "polnear.jsonl", "semicolons.csv"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "notes.md").write_text("# Not a corpus\n", "utf-8")
    assert [document.id for document in read_corpus(tmp_path)] == [
        "doccano-classes:1", "doccano-classes:2", "harbour/ferry", "ferry_2031", "ferry",
    ]  # fmt: skip
