"""Every format of findings: stable, well-formed, and beyond the reach of what stands in a draft."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from scorer.discover import member_names
from scorer.errors import ScorerError
from scorer.reports._findings import open_findings
from scorer.reports._findings._source_line import draw
from scorer.reports._lettering import Lettering, measure
from scorer.reports._statistics import count_findings, write_statistics
from scorer.types import Allowance, CheckedDocument, Document, Finding, Rule, Span, Suppressed

ROOT = Path(__file__).resolve().parent.parent
FORMATS = member_names("scorer.reports._findings")
RULE = Rule(
    "AN103", "bare-sources", "anonymity", "error", ("error", "note"), "Fires here.", "Detail.", "A code", "It matters.",
    "Name them.", {"share": 0.5}, False,
)  # fmt: skip
EVIL = "\x1b[31m\x9bA\u202e\x00\ud800 ]]> <b>&\"' | `x` @desk #1 %0A ::error:: a,b\r\n# SKIP\n...\nok 9"
NASTY_NAME = "a,b:c%d <x>&\"'@y.md"


def find(
    document: Document, words: str, message: str = "Nobody is named.", severity: str = "error", paragraph: int = 1
) -> Finding:
    start = document.text.index(words)
    return Finding("AN103", severity, start, start + len(words), paragraph, message, "Name them.")


def make_checked(
    text: str = "Sources said so.\nSources agreed.\n", name: str = "a.md", message: str = "Nobody is named."
) -> CheckedDocument:
    document = Document(text, name)
    first, second = find(document, text.split()[0], message), find(document, text.split()[-1], message, "note")
    third = find(document, text.split()[1], message, "warning")
    leave = Allowance(("AN103",), "E. Ditor", message, date(2030, 1, 2), (), "inline", 1, Span(0, 0))
    filed = leave._replace(origin="copy.allow", until=None)
    allowed = (Suppressed(third, leave), Suppressed(third, filed))
    return CheckedDocument(document, (first, second), allowed, (leave, filed), ("d1",), 5)


CLEAN = CheckedDocument(Document("Fine.\n", "clean.md"), words=1, digests=("d",))
BROKEN = CheckedDocument(Document("", "broken.md"), error="broken.md: not a text, try another")
SETS = {
    "none": [],
    "clean": [CLEAN],
    "broken": [BROKEN],
    "usual": [make_checked(), CLEAN, BROKEN],
    "evil": [make_checked(EVIL, NASTY_NAME, EVIL), CLEAN._replace(document=Document("", EVIL)), BROKEN._replace(error=EVIL)],
}


def write(form: str, documents: list[CheckedDocument], encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding, errors="backslashreplace", newline="\n")
    reporter = open_findings(form, stream, {"AN103": RULE})
    reporter.begin()
    for checked in documents:
        reporter.document(checked)
    reporter.end()
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_everything_twice_alike(form: str, documents: list[CheckedDocument], encoding: str) -> None:
    out = write(form, documents, encoding)
    assert out == write(form, documents, encoding)
    assert not out or out.endswith("\n")
    assert not re.search("[\x00-\x08\x0b-\x1f]", out)
    if form not in ("json", "jsonl"):  # which escape as their neighbours of scorer score do
        assert not re.search("[\x7f-\x9f\u202a-\u202e]", out)


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(ScorerError, match="did you mean 'sarif'"):
        open_findings("sarrif", io.StringIO(), {})


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_changed_unnoticed(form: str) -> None:
    golden = ROOT / "tests" / "golden" / f"check-{form}.txt"
    assert write(form, SETS["usual"]).replace(f'"{version("attribution-scorer")}"', '"0"') == golden.read_text("utf-8")


@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
def test_sarif_validates(documents: list[CheckedDocument]) -> None:
    log = json.loads(write("sarif", documents))
    schema = json.loads((ROOT / "tests" / "samples" / "sarif" / "sarif-2.1.0.schema.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    run = log["runs"][0]
    broken = sum(bool(one.error) for one in documents)
    assert run["invocations"][0]["executionSuccessful"] is not bool(broken)
    assert len(run["invocations"][0].get("toolExecutionNotifications", [])) == broken
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_says_who_allowed_it() -> None:
    results = json.loads(write("sarif", [make_checked()]))["runs"][0]["results"]
    kinds = [[one["kind"] for one in result["suppressions"]] for result in results]
    assert kinds == [[], [], ["inSource"], ["external"]]
    assert "E. Ditor" in results[2]["suppressions"][0]["justification"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 8, "charOffset": 0, "charLength": 7}


def marks(checked: CheckedDocument) -> list[str]:
    results = json.loads(write("sarif", [checked]))["runs"][0]["results"]
    return [next(iter(result["partialFingerprints"].values())) for result in results]


def test_fingerprints_outlast_edits_elsewhere_and_are_single() -> None:
    checked = make_checked()
    moved = [one._replace(start=one.start + 7, end=one.end + 7, paragraph=2) for one in checked.findings]
    later = CheckedDocument(Document("Hello\n\n" + checked.document.text, "b.md"), tuple(moved), digests=("d0", "d1"))
    assert marks(later) == marks(checked)[:2]
    assert len(set(marks(checked))) == 4


@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
def test_json_keeps_its_contract(documents: list[CheckedDocument]) -> None:
    schema: dict[str, Any] = json.loads((ROOT / "scorer" / "reports" / "check.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    report = json.loads(write("json", documents))
    validator.validate(report)
    assert report["totals"]["documents"] == len(documents)
    assert report["totals"]["errors"] == sum(bool(one.error) for one in documents)
    for line in write("jsonl", documents).split("\n")[:-1]:
        validator.validate(json.loads(line))


@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
def test_xml_parses(documents: list[CheckedDocument]) -> None:
    suites = ElementTree.fromstring(write("junit", documents))
    assert len(suites) == len(documents)
    assert all(len(suite) >= 1 for suite in suites)
    assert len(suites.findall("*/*/error")) == sum(bool(one.error) for one in documents)
    assert len(ElementTree.fromstring(write("checkstyle", documents))) == len(documents)


@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
def test_gitlab_has_each_fingerprint_once(documents: list[CheckedDocument]) -> None:
    entries = json.loads(write("gitlab", documents))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} <= {"major", "minor", "info"}


def test_github_commands_are_escaped() -> None:
    lines = write("github", SETS["evil"]).split("\n")[:-1]
    assert len(lines) == 3
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice", "::error"]
    assert "file=a%2Cb%3Ac%25d <x>" in lines[0]
    assert "%250A" in lines[0]
    assert "%0D%0A" in lines[0]


@pytest.mark.parametrize("documents", SETS.values(), ids=SETS)
def test_tap_counts_its_points(documents: list[CheckedDocument]) -> None:
    lines = write("tap", documents).splitlines()
    points = [line for line in lines if re.match("(not )?ok ", line)]
    assert lines[0] == "TAP version 14"
    assert lines[-1] == f"1..{len(points)}"
    assert [int(re.findall(r"\d+", line)[0]) for line in points] == list(range(1, len(points) + 1))


def test_markdown_is_no_markup_of_the_draft() -> None:
    page = write("markdown", SETS["evil"])
    assert "<b>" not in page
    assert "<x>" not in page
    assert "@desk" not in page
    assert page.count("<details>") == page.count("</details>") == 1
    assert "<summary>a,b:c%d &lt;x&gt;&amp;" in page


@pytest.mark.parametrize(("text", "words", "before", "carets"), [
    ("He said so.", "said", 3, 4),
    ("漢字 said so.", "said", 5, 4),
    ("e\u0301te\u0301 said so.", "said", 4, 4),
    ("🙂 said so.", "said", 3, 4),
    ("a\tsaid so.", "said", 2, 4),
    ("a 漢字 b", "漢字", 2, 4),
    ("one\ntwo said\nthree", "said", 4, 4),
    ("said\nso on", "said\nso", 0, 4),
    ("\x1b said", "said", 5, 4),
])  # fmt: skip
def test_carets_stand_below_the_words(text: str, words: str, before: int, carets: int) -> None:
    start = text.index(words)
    shown, below = draw(Document(text), start, start + len(words), Lettering(io.StringIO()), 60)
    assert below == " " * before + "^" * carets
    assert "\n" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("filler", ["word ", "漢字", "🙂", "\x1b", "e\u0301 "])
@pytest.mark.parametrize("around", [(300, 300), (0, 300), (300, 0)])
def test_long_lines_are_cut_around_the_words(filler: str, around: tuple[int, int]) -> None:
    text = filler * around[0] + "NEEDLE" + filler * around[1]
    start = text.index("NEEDLE")
    shown, below = draw(Document(text), start, start + 6, Lettering(io.StringIO()), 60)
    assert measure(shown) <= 62
    assert measure(shown[: shown.index("NEEDLE")]) == below.index("^")
    assert below.count("^") == 6


def test_terminal_says_all_of_it() -> None:
    out = write("terminal", SETS["usual"])
    assert "1:1 error AN103 bare-sources" in out
    assert "fix: Name them." in out
    assert "by E. Ditor: Nobody is named., until 2030-01-02" in out
    assert "2 findings (1 error, 1 note) in 2 drafts; 2 allowed; 1 not readable" in out
    assert write("terminal", []).startswith("0 findings in 0 drafts")


def test_concise_lines_name_the_place() -> None:
    assert write("concise", [make_checked()]).splitlines()[:2] == [
        "a.md:1:1: AN103 error Nobody is named.",
        "a.md:2:9: AN103 note Nobody is named.",
    ]


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_statistics(form: str) -> None:
    counts = count_findings([make_checked(), make_checked(name="b.md"), CLEAN, BROKEN])
    assert [(one.code, one.severity, one.findings, one.documents) for one in counts] == [
        ("AN103", "error", 2, 2), ("AN103", "note", 2, 2),
    ]  # fmt: skip
    assert counts[0].rate == pytest.approx(1000 * 2 / 11)
    stream = io.StringIO()
    write_statistics(stream, counts, form)
    assert stream.getvalue().endswith("\n")
    if form == "json":
        assert [row["findings"] for row in json.loads(stream.getvalue())["rules"]] == [2, 2]
    write_statistics(io.StringIO(), count_findings([]), form)
