"""``scorer report``: what the pages say, what their policy allows, where they go, and what cannot break out of them."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shell import DRAFT, EXAMPLE, Run

import scorer
from scorer.arguments import as_configurations
from scorer.cli._folders import FileNames
from scorer.draft_reports import Compiler
from scorer.readers import read_text
from scorer.reports._pages._copy import cut_copy
from scorer.reports._pages.draft import write_draft_page

HOSTILE = """# <script>alert(1)</script> & "quotes" 'single' `tick`

<img src=x onerror=alert(1)> said Dolores Ibarra, the county engineer. javascript:alert(1)
{{ 7*7 }} {% raw %} ]]> --> </style></script>

Officials said \u202egnitrats\u202c the gate\u2066 was safe\x1b[31m.\x07
<a href="javascript:alert(1)">“Yes,”</a> said <b onmouseover=alert(1)>Lund</b>.

"</script><script>alert(2)</script>" critics say & that &lt;b&gt; is \ufeffnot <!-- --> markup;
<svg onload=alert(1)> <iframe src=//evil.example>
"""


class Elements(HTMLParser):
    """Every element with its attributes, and the text that is shown."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in self.raw else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.raw[self._inside] if self._inside else self.texts).append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


@pytest.fixture(scope="module")
def example() -> str:
    return scorer.report(scorer.read(EXAMPLE))


@pytest.fixture(scope="module")
def hostile() -> str:
    return scorer.report(read_text(HOSTILE, '<img src=x onerror=alert(1)>"\u202e.txt'))


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_nothing_runs_or_is_styled_but_what_the_policy_names_by_its_digest(name: str, request: pytest.FixtureRequest) -> None:
    page = Elements(request.getfixturevalue(name))
    policy = next(at["content"] for tag, at in page.elements if at.get("http-equiv") == "Content-Security-Policy")
    allowed = set(re.findall(r"'sha256-([^']+)'", policy or ""))
    scripts = [at for tag, at in page.elements if tag == "script"]
    data = {"type": "application/json"}
    assert [at for at in scripts if at.get("type") == data["type"]]
    assert sum(not at for at in scripts) == 1
    running = [text for text in page.raw["script"] if "use strict" in text]
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in [*running, *page.raw["style"]]}
    assert digests == allowed
    assert len(allowed) == 2
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_no_element_loads_runs_or_styles_anything_of_its_own(name: str, request: pytest.FixtureRequest) -> None:
    page = Elements(request.getfixturevalue(name))
    known = {"html", "head", "body", "meta", "title", "style", "script", "a", "main", "header", "footer", "nav", "section"}
    assert known <= {tag for tag, _ in page.elements}
    assert not {tag for tag, _ in page.elements} & {
        "img",
        "iframe",
        "link",
        "object",
        "embed",
        "base",
        "audio",
        "video",
        "source",
    }
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")], tag
        assert (attributes.get("href") or "#").startswith("#"), attributes


def test_a_hostile_draft_is_shown_as_text(hostile: str) -> None:
    shown = Elements(hostile).text
    for words in ("<script>alert(1)</script> & \"quotes\" 'single' `tick`", "<img src=x onerror=alert(1)> said Dolores Ibarra",
                  "javascript:alert(1) {{ 7*7 }} {% raw %} ]]> --> </style></script>", "</script><script>alert(2)</script>",
                  "that &lt;b&gt; is", "<svg onload=alert(1)> <iframe src=//evil.example>"):  # fmt: skip
        assert words in shown
    assert "\\u202egnitrats\\u202c the gate\\u2066 was safe\\x1b[31m.\\x07" in shown
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", hostile)


def test_the_pieces_of_a_paragraph_are_the_paragraph() -> None:
    for score in scorer.score(scorer.read(EXAMPLE)).scores:
        pieces = cut_copy(score)
        bounds = [at for piece in pieces for at in (piece.start, piece.end)]
        assert bounds == sorted(bounds)
        assert (bounds[0], bounds[-1]) == (score.paragraph.start, score.paragraph.end)
        assert all(first.end == second.start for first, second in itertools.pairwise(pieces))
        for cue in score.paragraph.cues:
            inside = [piece for piece in pieces if cue.start <= piece.start and piece.end <= cue.end]
            if cue.weight >= 0.5:
                assert all(cue.family in piece.families for piece in inside)
                assert sum(piece.end - piece.start for piece in inside) == cue.end - cue.start


def test_the_page_says_what_the_library_says(example: str) -> None:
    scored, checked, tables = (verb(scorer.read(EXAMPLE)) for verb in (scorer.score, scorer.check, scorer.sources))
    page = Elements(example)
    measures = scored.measures
    verdict = f"Sourcing {measures['score']:.2f} ({measures['scorable']} of {measures['paragraphs']} paragraphs scored). Measures"
    assert verdict in page.text
    articles = [at for tag, at in page.elements if tag == "article"]
    assert [at["data-level"] for at in articles] == [score.level for score in scored.scores]
    assert [at["id"] for at in articles] == [f"p{score.paragraph.number}" for score in scored.scores]
    for finding in checked.findings:
        assert finding.message in page.text
        assert finding.fix in page.text
    for row in tables.sources:
        assert row.source.name in page.text
        assert any(at.get("id") == f"s{row.source.id}" for _, at in page.elements)


def test_links_lead_to_what_is_there(example: str) -> None:
    page = Elements(example)
    there = {at["id"] for _, at in page.elements if "id" in at}
    aimed = {str(at["href"])[1:] for tag, at in page.elements if tag == "a" and at.get("href")}
    assert aimed
    assert aimed <= there
    ids = [at["id"] for _, at in page.elements if "id" in at]
    assert len(ids) == len(set(ids))


def test_the_ranking_of_the_page_is_that_of_score_top(example: str, run: Run) -> None:
    ranked = json.loads(run("score", "--top", "5", "--format", "json", EXAMPLE).out)["priorities"]
    first = re.search(r'<ol id="ranking".*?</ol>', example, re.S)
    assert first
    assert re.findall(r'href="#p(\d+)"', first[0]) == [str(one["paragraph"]) for one in ranked]


def test_weights_change_the_ranking(run: Run, tmp_path: Path) -> None:
    def first(*options: str) -> list[str]:
        page = run("report", EXAMPLE, *options).out
        return re.findall(r'href="#p(\d+)"', re.search(r'<ol id="ranking".*?</ol>', page, re.S)[0])  # type: ignore[index]

    assert first() != first("--weight", "figure=-1", "--weight", "lead=5")
    refused = run("report", EXAMPLE, "--weight", "figures=1")
    assert refused.code == 2
    assert "figure" in refused.err
    assert refused.err.count("\n") == 1


def test_scope_and_damage_stand_beside_the_score() -> None:
    page = Elements(scorer.report("What is a gate?\n\nA gate is a door.\n"))
    order = [page.text.index(words) for words in ("paragraphs scored)", "Not what the model was made for", "lowest quarter")]
    assert order == sorted(order)
    broken = Elements(scorer.report(scorer.read(EXAMPLE)))
    assert "Broken text, so scores are less certain: P13" in broken.text


def test_what_is_suppressed_is_told_with_its_reason() -> None:
    copy = '#: allow AN101, AN103 by="Desk" reason="the editor <b>knows</b> them"\nSources said the ferry would be sold.\n'
    checked = scorer.check(copy)
    page = Elements(scorer.report(copy))
    assert {one.finding.code for one in checked.suppressed} == {"AN101", "AN103"}
    for suppressed in checked.suppressed:
        assert suppressed.finding.message in page.text
        assert suppressed.allowance.reason in page.text
    for allowance in checked.allowances:
        assert not allowance.problem or allowance.problem in page.text


def test_one_attempt_to_reach_somebody_is_one() -> None:
    assert ", 1 attempt, by email" in scorer.report("Officials said Ada Kessel stole it. Kessel did not reply to an email.")


def test_an_empty_draft_has_a_page() -> None:
    page = Elements(scorer.report(""))
    assert "Sourcing – (0 of 0 paragraphs scored)" in page.text
    assert "Nothing to check first." in page.text
    assert page.text.count("The draft has no paragraphs.") == 2


def test_the_same_draft_makes_the_same_page(example: str) -> None:
    assert scorer.report(scorer.read(EXAMPLE)) == example


def test_a_page_grows_with_its_draft_and_not_faster() -> None:
    compiler = Compiler(as_configurations(None))
    sizes = [len(write_draft_page(compiler.report_on(read_text(DRAFT * times)))) for times in (50, 200, 800)]
    (small, middle), (_, large) = itertools.pairwise(sizes)
    assert (large - middle) / (middle - small) == pytest.approx(4, rel=0.1)


# where pages go


def test_one_draft_goes_to_stdout_or_to_a_file(run: Run, tmp_path: Path) -> None:
    ended = run("report", EXAMPLE)
    assert ended.code == 0
    assert ended.out.startswith("<!doctype html>")
    assert not ended.err
    assert run("report", EXAMPLE, "-o", tmp_path / "report.html").code == 0
    assert (tmp_path / "report.html").read_text("utf-8") == ended.out


def test_several_drafts_go_to_a_folder_with_an_index(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "A.txt", "index", "b c.txt"):
        (tmp_path / "drafts").mkdir(exist_ok=True)
        (tmp_path / "drafts" / name).with_suffix(".txt").write_text(DRAFT, "utf-8")
    ended = run("report", tmp_path / "drafts", "-o", tmp_path / "out")
    assert ended.code == 0
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {"index.html", "A.html", "a-2.html", "index-2.html", "b-c.html"}
    index = Elements((tmp_path / "out" / "index.html").read_text("utf-8"))
    linked = {at["href"] for tag, at in index.elements if tag == "a" and not str(at["href"]).startswith("#")}
    assert linked == written - {"index.html"}
    page = Elements((tmp_path / "out" / "b-c.html").read_text("utf-8"))
    assert "index.html" in [at.get("href") for tag, at in page.elements if tag == "a"]


def test_a_draft_that_cannot_be_read_leaves_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04broken")
    ended = run("report", tmp_path / "bad.docx", tmp_path / "good.txt", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "bad.docx" in ended.err
    assert ended.err.count("\n") == 1
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"index.html", "good.html"}


@pytest.mark.parametrize("output", ["-", "report.html"])
def test_several_drafts_do_not_fit_one_page(run: Run, tmp_path: Path, output: str) -> None:
    place = output if output == "-" else tmp_path / output
    ended = run("report", EXAMPLE, EXAMPLE, "-o", place)
    assert ended.code == 2
    assert "-o reports/" in ended.err
    assert not ended.out
    assert not list(tmp_path.iterdir())


def test_a_table_of_drafts_needs_a_folder_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "One said so."}\n{"text": "Two said so."}\n', "utf-8")
    ended = run("report", tmp_path / "many.jsonl", "-o", tmp_path / "one.html")
    assert ended.code == 2
    assert "a second draft" in ended.err
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "one.html").exists()
    assert run("report", tmp_path / "many.jsonl", "-o", f"{tmp_path}/all/").code == 0
    assert len(list((tmp_path / "all").iterdir())) == 3


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ended = run("report", EXAMPLE, EXAMPLE, "-o", f"{tmp_path}/file/")
    assert ended.code == 2
    assert "--output" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("drafts/a.md", "a.html"), ("../../etc/passwd", "passwd.html"), ("-", "draft.html"), ("...", "draft.html"),
        ("con.txt", "draft-con.html"),
        ("stories.jsonl#<b>/x", "x.html"), ("ä ö.txt", "draft.html"), ("x" * 300, "x" * 80 + ".html"),
    ],
)  # fmt: skip
def test_names_of_files_are_safe_everywhere(draft: str, name: str) -> None:
    assert FileNames(".html").name_after(draft) == name
