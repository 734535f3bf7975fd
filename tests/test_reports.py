"""Report formats, on documents made by hand: no reader, no cue and no model is needed to write a report."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scorer.discover import member_names
from scorer.errors import ScorerError
from scorer.reports import open_report
from scorer.resources import _PACKAGE
from scorer.types import (
    LEVELS,
    AnnotatedDocument,
    Attribution,
    Block,
    Cue,
    Document,
    Mention,
    Paragraph,
    Reason,
    Score,
    ScoredDocument,
    Source,
    Span,
)

SCHEMA = json.loads((_PACKAGE / "reports" / "score.schema.json").read_text("utf-8"))
FIRST = "The gate may close, people familiar with the matter said."
SECOND = "They asked not to be identified."
THIRD = "The ferry line declined to comment."
ODD = "It \x1b[31mturned\x07 “red” 水.\u202e"


def make_scored(name: str = "draft.md", extra: str = ODD) -> ScoredDocument:
    """Four paragraphs: weak and hedged, qualified and contested, background, unsupported and damaged."""
    texts = [FIRST, SECOND, THIRD, extra]
    text = "\n\n".join(texts)
    starts = [text.index(part) for part in texts]
    document = Document(text, name, [Block(at, at + len(part), "body") for at, part in zip(starts, texts, strict=True)])
    kinds = ["body", "list", "body", "body"]
    blocks = zip(starts, texts, kinds, strict=True)
    paragraphs = [Paragraph(document, n, at, at + len(part), kind) for n, (at, part, kind) in enumerate(blocks, 1)]
    source = Source(1, "anon_vague", "people familiar with the matter")
    at = text.index("people")
    source.mentions = [Mention(at, at + 31, 0, text[at : at + 31]), Mention(starts[1], starts[1] + 4, 1, "They")]
    source.reason, source.count, source.described = Span(starts[1], starts[1] + 4), 2, {"side", "rank"}
    source.replies = [Cue(starts[2] + 15, starts[2] + 34, "resp", "declined")]
    said = text.index("said")
    credit = Attribution(0, Span(said, said + 4), "neutral", Span(at, at + 31), Span(0, 18))
    elided = Attribution(1, Span(starts[1] + 5, starts[1] + 10), "neutral", polarity="negated", kind="anon_vague")
    nobody = Attribution(2, Span(starts[2] + 15, starts[2] + 23), "neutral")
    credit.source = elided.source = source
    elided.relay = True
    paragraphs[0].cues = [Cue(9, 12, "hedge", "modal", 0.83), Cue(13, 18, "hedge", "verb_noun", 0.2)]
    paragraphs[0].attributions = [credit]
    paragraphs[1].cues = [Cue(starts[1] + 5, starts[1] + 31, "anon", "request", negated=True)]
    paragraphs[1].attributions = [elided]
    paragraphs[2].attributions = [nobody]
    annotated = AnnotatedDocument(document, paragraphs, [source], None)
    annotated.scope = [{"code": "opinion", "reason": "a column in the first person"}]
    reason = Reason("anon.vague", 1.0, -0.4213, (Span(at, at + 31),))

    def judge(at: int, shares: list[float], level: str, value: Any, kind: str, *flags: str, unsure: bool = False) -> Score:
        reasons = [reason] * (at < 2)
        return Score(paragraphs[at], shares, level, value, unsure=unsure, kind=kind, flags=list(flags), reasons=reasons)

    scores = [
        judge(0, [0.06, 0.11, 0.61, 0.07, 0.15], "weak", 0.4255319148936171, "anon_vague", "hedged", "quote", unsure=True),
        judge(1, [0.1, 0.1, 0.1, 0.6, 0.1], "qualified", 0.5925925925925926, "anon_described", "contested"),
        judge(2, [0.9, 0.1, 0.0, 0.0, 0.0], "background", None, "na", "response"),
        judge(3, [0.1, 0.9, 0.0, 0.0, 0.0], "unsupported", 0.0, "none", "damaged"),
    ]
    return ScoredDocument(annotated, scores, {"score": 0.339, "scorable": 3}, {"name": "by hand"})


def write(form: str, *documents: Any, stream: Any = None) -> str:
    """What a format writes of documents."""
    stream = stream or io.StringIO()
    reporter = open_report(form, stream)
    reporter.begin()
    for document in documents:
        reporter.document(document)
    reporter.end()
    if isinstance(stream, io.StringIO):
        return stream.getvalue()
    stream.flush()
    return str(stream.buffer.getvalue().decode(stream.encoding))


class Terminal(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def validate(record: Any, kind: str) -> None:
    """Raise unless a record is what the shipped schema says it is."""
    Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": f"#/$defs/{kind}"}]}).validate(record)
    Draft202012Validator(SCHEMA).validate(record)


def test_the_schema_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_formats_are_found() -> None:
    assert {"json", "jsonl", "terminal"} <= set(member_names("scorer.reports"))


def test_an_unknown_format_is_answered_with_the_known() -> None:
    with pytest.raises(ScorerError, match=r"did you mean 'jsonl'.*known: csv, json"):
        open_report("jsnol", io.StringIO())


def test_jsonl_writes_a_line_a_paragraph() -> None:
    lines = [json.loads(line) for line in write("jsonl", make_scored(), make_scored("other.md")).splitlines()]
    assert [(line["document"], line["paragraph"]) for line in lines[3:5]] == [("draft.md", 4), ("other.md", 1)]
    for line in lines:
        validate(line, "scored_paragraph")
    first, second, third, _ = lines[:4]
    assert first["score"] == 0.4255319148936171
    assert first["needs_source"] == 0.94
    assert first["probabilities"] == dict(zip(LEVELS, [0.06, 0.11, 0.61, 0.07, 0.15], strict=True))
    assert first["attributions"][0]["source"]["text"] == "people familiar with the matter"
    assert second["line"] == 3
    assert second["block"] == "list"
    assert second["attributions"][0]["source"]["text"] == "They"
    assert third["score"] is None
    assert third["attributions"][0]["source"] is None
    for line in lines[:4]:
        text = make_scored().annotated.document.text
        assert text[line["start"] : line["end"]] == line["text"]
        assert all(text[cue["start"] : cue["end"]] == cue["text"] for cue in line["cues"])


def test_json_writes_an_object_a_document() -> None:
    record = json.loads(write("json", make_scored()))
    validate(record, "scored_document")
    assert [paragraph["paragraph"] for paragraph in record["paragraphs"]] == [1, 2, 3, 4]
    assert record["sources"][0]["mentions"][1]["paragraph"] == 2
    assert record["measures"]["score"] == 0.339
    assert len(write("json", make_scored(), make_scored()).splitlines()) == 2


def test_annotated_documents_are_written_without_scores() -> None:
    annotated = make_scored().annotated
    validate(json.loads(write("json", annotated)), "annotated_document")
    for line in write("jsonl", annotated).splitlines():
        validate(json.loads(line), "annotated_paragraph")
    shown = write("terminal", annotated)
    assert "#1 people familiar with the matter - anon_vague (rank; side); 2 of them" in shown
    assert "Sourcing" not in shown


@pytest.mark.parametrize("break_it", [
    lambda record: record.pop("needs_source"),
    lambda record: record.update(surprise=1),
    lambda record: record.update(level="credible"),
    lambda record: record.update(score=1.2),
    lambda record: record["cues"][0].pop("weight"),
    lambda record: record["attributions"][0].update(polarity="perhaps"),
])  # fmt: skip
def test_the_schema_refuses_what_is_not_agreed(break_it: Any) -> None:
    record = json.loads(write("jsonl", make_scored()).splitlines()[0])
    break_it(record)
    assert not Draft202012Validator(SCHEMA).is_valid(record)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_survives_any_encoding_and_lone_surrogates(form: str, encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    records = [json.loads(line) for line in write(form, make_scored(extra="水 and \udc80"), stream=stream).splitlines()]
    last = records[-1]["paragraphs"][-1] if form == "json" else records[-1]
    assert last["text"] == "水 and \udc80"


def test_terminal_tells_the_verdict_with_its_limits() -> None:
    shown = write("terminal", make_scored())
    assert "Sourcing 0.34 (3 of 4 paragraphs scored). Measures traceability, not truth." in shown
    assert "Not what the model was made for: opinion - a column in the first person" in shown
    assert "Broken text, so scores are less certain: paragraph 4." in shown


def test_terminal_draws_the_strip() -> None:
    lines = write("terminal", make_scored()).splitlines()
    at = lines.index("  ▒ ▓ □ ░")
    assert lines[at + 1 : at + 4] == ["  W Q   U", "  H C R !", "  ?"]


def test_terminal_shows_score_level_marks_and_evidence() -> None:
    shown = write("terminal", make_scored())
    assert "  1  0.43 ████······ ▒ weak             H ?   quote" in shown
    assert "  3     –            □ no source needed R" in shown
    assert "hedge.modal “may”" in shown
    assert "hedge.verb_noun" not in shown  # less likely than not
    assert "not anon.request" in shown
    assert "why weak: anon.vague −0.42" in shown


def test_terminal_is_plain_unless_it_is_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b" not in write("terminal", make_scored())
    painted = write("terminal", make_scored(), stream=Terminal(io.BytesIO(), encoding="utf-8"))
    assert "\x1b[4mmay\x1b[0m" in painted
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in write("terminal", make_scored(), stream=Terminal(io.BytesIO(), encoding="utf-8"))


def test_a_draft_cannot_steer_the_terminal() -> None:
    shown = write("terminal", make_scored(name="evil\x1b]0;x\x07.md"))
    assert "\\x1b[31mturned\\x07" in shown
    assert "\\u202e" in shown
    assert "evil\\x1b]0;x\\x07.md" in shown
    assert not set(shown) & {chr(code) for code in range(32) if chr(code) != "\n"}


def test_a_place_cannot_steer_the_terminal() -> None:
    scored = make_scored(extra="It turned red.")
    scored.annotated.document.places = ["\x1b]8;;evil\x07 page\n1"] * 4
    shown = write("terminal", scored) + write("terminal", scored.annotated)
    assert shown.count("in the file: \\x1b]8;;evil\\x07 page 1") == 8
    assert not set(shown) & {chr(code) for code in range(32) if chr(code) != "\n"}


def test_terminal_without_shades_uses_letters() -> None:
    shown = write("terminal", make_scored(), stream=io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert "  : + o ." in shown
    assert "####......" in shown
    assert "\\u6c34" in shown


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    long = make_scored(extra="水" * 300 + " " + "x" * 300 + " " + "word " * 80)
    shown = write("terminal", long, stream=Terminal(io.BytesIO(), encoding="utf-8"))
    body = [line for line in shown.splitlines() if line.startswith("     ")]
    assert max(sum(2 if char == "水" else 1 for char in line) for line in body) <= max(40, min(columns, 110))


def test_a_draft_of_nothing_is_reported() -> None:
    empty = ScoredDocument(AnnotatedDocument(Document("", "empty.md"), [], [], None), [], {"score": None, "scorable": 0}, {})
    assert "Sourcing – (0 of 0 paragraphs scored)" in write("terminal", empty)
    assert write("jsonl", empty) == ""
    validate(json.loads(write("json", empty)), "scored_document")


def test_many_paragraphs_make_a_strip_of_several_rows() -> None:
    scored = make_scored()
    scored.scores = scored.scores * 60
    strip = [line for line in write("terminal", scored).splitlines() if set(line) and set(line) <= set("  ▒▓□░")]
    assert [len(line) for line in strip] == [80, 80, 80, 8]
    assert sum(line.count("▒") for line in strip) == 60
