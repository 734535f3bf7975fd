"""The output contract, on real runs: shipped drafts, odd texts and every input format, as JSON and JSON Lines."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from shell import EXAMPLE, Run, lines_of

from scorer.pipeline import annotate_document, score_document
from scorer.readers import read_bytes, read_path, read_text, suffixes
from scorer.reports import open_report
from scorer.resources import _PACKAGE, folder
from scorer.types import KINDS, LEVELS, Document

SCHEMA = json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))
VALIDATORS = {
    kind: Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": f"#/$defs/{kind}"}]})
    for kind in ("scored_paragraph", "scored_document", "annotated_paragraph", "annotated_document")
}
EVERY = 5
"""Of the shipped drafts every fifth is scored here."""
DRAFT = "# The gate\n\nThe gate may close, county engineer Dolores Ibarra said.\n\n- Officials said nobody was hurt.\n"
ODD = {
    "one word": "Hello",
    "marks only": "… — “ ” ‘ ’ , . ; : ! ? ( ) [ ]",
    "unclosed quotation": '"We had no warning, said Ruth Vandermeer.\n\n"The water came at four',
    "windows lines": "The gate may close, Lund said.\r\n\r\nOfficials said nobody was hurt.\r\n",
    "old lines": "The gate may close, Lund said.\r\rOfficials said nobody was hurt.",
    "beyond the basic plane": "😀 The gate may close 𝔗, 𝔏und said.\n\n“It 😀 did,” said Ilse Maartens.",
    "a letter that grows when lowered": "İİİ The İstanbul gate may close, Lund said. İ\n\nShe said İt would.",
    "a lone surrogate": "The gate \ud800 may close, Lund said.",
    "control characters": "The gate\x00 may \x1b[31mclose\x07, Lund said.\u202e\n\nShe\x0c said\x85it\u2028would.",
    "right to left": "قال المتحدث إن البوابة مغلقة.\n\nThe gate is shut, Lund said.",
    "no blanks": "said" * 3000,
    "one long paragraph": "The gate may close, officials said. She denied it. " * 300,
    "many short lines": "Lund said so.\n" * 200,
    "a table": "| who | what |\n|---|---|\n| Lund | said no |\n",
    "only a quotation mark": '"',
    "blanks around": "  \n\n \t The gate may close, people familiar with the matter said. \t\n\n \n",
}


def drafts() -> list[Any]:
    """A sample of the shipped drafts, of every genre."""
    found = []
    for path in sorted((folder("training") / "drafts").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::EVERY]:
            draft = json.loads(line)
            found.append(pytest.param("\n\n".join(draft["paragraphs"]), id=f"{path.stem}-{draft['id']}"))
    return found


def report(form: str, scored: Any) -> list[Any]:
    """What a format writes, read back."""
    stream = io.StringIO()
    reporter = open_report(form, stream)
    reporter.begin()
    reporter.document(scored)
    reporter.end()
    return [json.loads(line, parse_constant=_refuse) for line in stream.getvalue().splitlines()]


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def check(document: Document) -> list[Any]:
    """Score a document, hold what is written against the schema and the text, and return its paragraphs."""
    scored = score_document(document)
    lines = report("jsonl", scored)
    (whole,) = report("json", scored)
    VALIDATORS["scored_document"].validate(whole)
    assert whole["paragraphs"] == lines
    assert [line["paragraph"] for line in lines] == list(range(1, len(document.blocks) + 1))
    for line in lines:
        VALIDATORS["scored_paragraph"].validate(line)
        check_offsets(line, document.text)
        check_values(line)
    check_sources(whole, document.text)
    return lines


def check_offsets(line: Any, text: str) -> None:
    assert text[line["start"] : line["end"]] == line["text"]
    assert 1 <= line["line"] <= text.count("\n") + text.count("\r") + 1
    for cue in line["cues"]:
        assert text[cue["start"] : cue["end"]] == cue["text"]
        assert line["start"] <= cue["start"] < cue["end"] <= line["end"]
    for one in line["attributions"]:
        assert text[one["cue"]["start"] : one["cue"]["end"]] == one["cue"]["text"]
        assert line["start"] <= one["cue"]["start"] < one["cue"]["end"] <= line["end"]
        if one["content"]:
            assert line["start"] <= one["content"]["start"] < one["content"]["end"] <= line["end"]
        if one["source"]:
            assert text[one["source"]["start"] : one["source"]["end"]] == one["source"]["text"] != ""
    for reason in line["reasons"]:
        assert all(0 <= start < end <= len(text) for start, end in reason["spans"])


def check_values(line: Any) -> None:
    shares = line["probabilities"]
    assert list(shares) == list(LEVELS)
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-9)
    assert shares[line["level"]] == max(shares.values())
    assert line["needs_source"] == pytest.approx(1 - shares["background"], abs=1e-12)
    assert (line["score"] is None) == (shares["background"] >= 0.5)
    assert line["kind"] in KINDS
    assert (line["kind"] == "na") == (line["level"] == "background")
    assert all(type(reason["effect"]) is float and type(reason["value"]) is float for reason in line["reasons"])
    for one in line["attributions"]:
        assert one["polarity"] in ("asserted", "negated", "hypothetical")
        assert one["source"] is None or one["source"]["kind"] in KINDS


def check_sources(whole: Any, text: str) -> None:
    known = {source["id"]: source["kind"] for source in whole["sources"]}
    assert len(known) == len(whole["sources"])
    for source in whole["sources"]:
        for mention in source["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
            home = whole["paragraphs"][mention["paragraph"] - 1]
            assert home["start"] <= mention["start"] < mention["end"] <= home["end"]
    for line in whole["paragraphs"]:
        for one in line["attributions"]:
            if one["source"] and one["polarity"] == "asserted":
                assert known[one["source"]["id"]] == one["source"]["kind"]


@pytest.mark.parametrize("text", drafts())
def test_shipped_drafts_keep_the_contract(text: str) -> None:
    assert check(read_text(text))


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_keep_the_contract(name: str) -> None:
    assert check(read_text(ODD[name]))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\t\r\n"])
def test_a_text_without_words_has_no_paragraphs(text: str) -> None:
    assert check(read_text(text)) == []


@pytest.mark.parametrize("suffix", suffixes())
def test_every_input_format_keeps_the_contract(suffix: str) -> None:
    lines = check(read_bytes(DRAFT.encode("utf-8"), f"draft{suffix}", suffix))
    assert any("Dolores Ibarra" in line["text"] for line in lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_keeps_the_contract(encoding: str) -> None:
    text = "The café’s gate may close, Señora Núñez said.\n\n“It did,” said Ilse Maartens.\n"
    lines = check(read_bytes(text.encode(encoding), "draft.txt", ".txt"))
    assert [line["text"] for line in lines] == text.split("\n\n")[:1] + [text.split("\n\n")[1].strip()]


def test_the_example_keeps_the_contract() -> None:
    assert {line["kind"] for line in check(read_path(EXAMPLE))} > {"na"}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_annotations_keep_the_contract(form: str) -> None:
    kind = "annotated_document" if form == "json" else "annotated_paragraph"
    for text in (DRAFT, *ODD.values()):
        for record in report(form, annotate_document(read_text(text))):
            VALIDATORS[kind].validate(record)


def test_the_command_writes_what_the_library_writes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, "utf-8")
    done = run("score", "--format", "jsonl", path)
    assert (done.code, done.err) == (0, "")
    assert lines_of(done.out) == report("jsonl", score_document(read_path(path)))


def test_negation_and_hypothesis_are_told_apart() -> None:
    text = (
        "Lund did not say that the levee would hold.\n\nIf Brandt says the boats are safe, they will come.\n\n"
        "Ibarra said the pier was sound."
    )
    lines = check(read_text(text))
    assert [line["attributions"][0]["polarity"] for line in lines] == ["negated", "hypothetical", "asserted"]
