"""Positions: what is found is where the file has it, and never in code, metadata, comments or script; on random copy.

The map that positions are held against is the dullest there is: it walks the file one character at a time.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.pipeline import annotate_document
from scorer.readers import read_bytes
from scorer.rules import find_findings, rulebook
from scorer.suppressions import read_allowances
from scorer.types import Document

SECRET = "Zanzibar sources said"
"""What stands only where nothing may be found."""
SENTENCES = (
    "Sources said the ferry\twould be sold.",
    "“We sold it 🚢,” said Dolores Ibarra, the harbour master.",
    "Rene\u0301 Holm, a cle\u0301rk, dénied it.",
    "Officials reportedly fear 👩🏽‍🚒 a strike, people familiar with the talks said.",
    "The mayor may have known.",
)
ENDS = ("\n", "\r\n", "\r")
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=4)
HIDDEN = {
    ".txt": (f"#: {SECRET} no.",),
    ".md": (f"```\n{SECRET} no.\n```", f"<!-- {SECRET} no. -->", f"~~~ text\n{SECRET}\n\n{SECRET}\n~~~"),
    ".html": (
        f"<!-- {SECRET} no. -->",
        f"<pre>{SECRET} no.</pre>",
        f"<script>\n'{SECRET} no.'\n</script>",
        f"<nav>{SECRET}</nav>",
    ),
}
ENTITIES = str.maketrans({"“": "&ldquo;", "”": "&#8221;", "é": "&eacute;", "👩": "&#x1F469;"})
TIMES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    """A suffix and a file of it, with what is hidden between its paragraphs."""
    suffix = draw(st.sampled_from(sorted(HIDDEN)))
    parts: list[str] = []
    if suffix == ".md" and draw(st.booleans()):
        parts.append(f"---\ntitle: {SECRET} no\n---")
    for sentences in draw(PARAGRAPHS):
        joint = draw(st.sampled_from((" ", "\n", "\t")))
        words = joint.join(sentences)
        if suffix == ".html":
            words = "<p>" + (words.translate(ENTITIES) if draw(st.booleans()) else words.replace("said", "<b>s</b>aid")) + "</p>"
        elif suffix == ".md" and draw(st.booleans()):
            words = "> " + words.replace("\n", "\n> ")
        parts.append(words)
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from(HIDDEN[suffix])))
    text = "\n\n".join(parts) + "\n"
    mark = "\ufeff" if draw(st.booleans()) else ""
    return suffix, mark + text.replace("\n", draw(st.sampled_from(ENDS)))


def places(text: str) -> list[tuple[int, int]]:
    """Line and column of every character, counted one by one."""
    found: list[tuple[int, int]] = []
    line = column = 1
    for at, character in enumerate(text):
        found.append((line, column))
        ends = character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    return found


def read(suffix: str, source: str) -> Document:
    document = read_bytes(source.encode("utf-8"), "draft" + suffix, suffix)
    assert document.text == source.removeprefix("\ufeff")
    assert len(document.plain) == len(document.text)
    return document


def written(text: str) -> str:
    """The characters of a stretch of a file, as a reader of the page sees them."""
    from html import unescape

    return unescape(text.replace("<b>", "").replace("</b>", ""))


@TIMES
@given(drafts())
def test_tokens_cues_and_findings_are_where_the_file_has_them(draft: tuple[str, str]) -> None:
    suffix, source = draft
    document = read(suffix, source)
    annotated = annotate_document(document)
    findings, _ = find_findings(annotated, codes=[code for code, rule in rulebook().items() if not rule.scored])
    map_of_all = places(document.text)
    text = annotated.text
    for word, start, end in zip(text.words, text.starts, text.ends, strict=True):
        if word.strip() and start < end:
            stretch = document.text[start:end]
            assert (written(stretch) if suffix == ".html" else stretch) == word
            assert document.position(start) == map_of_all[start]
    cues = [(cue.start, cue.end) for paragraph in annotated.paragraphs for cue in paragraph.cues]
    for start, end in cues + [(one.start, one.end) for one in findings]:
        assert start < end
        assert document.position(start) == map_of_all[start]
        assert SECRET.split()[0] not in document.text[start:end]
        block = [one for one in document.blocks if one.start <= start and end <= one.end]
        assert block, "it lies in one paragraph"


@TIMES
@given(drafts())
def test_nothing_hidden_is_read(draft: tuple[str, str]) -> None:
    suffix, source = draft
    document = read(suffix, source)
    assert "Zanzibar" not in document.plain
    hidden = document.text.count("Zanzibar")
    assert hidden == 0 or not any("Zanzibar" in document.plain[one.start : one.end] for one in document.blocks)
    for comment in document.comments:
        assert not document.plain[comment.start : comment.end].strip("\ufdd0\ufdd1 \r\n")


@TIMES
@given(PARAGRAPHS, st.integers(0, 3), st.sampled_from(ENDS), st.booleans())
def test_no_finding_stands_where_it_is_allowed(paragraphs: list[list[str]], where: int, end: str, mark: bool) -> None:
    parts = [" ".join(sentences) for sentences in paragraphs]
    codes = [code for code, rule in rulebook().items() if not rule.scored and not code.startswith("SP")]
    where = min(where, len(parts))
    parts.insert(where, f'#: allow {",".join(codes)} by="night desk" reason="a test"')
    document = read(".txt", ("\ufeff" if mark else "") + "\n\n".join(parts).replace("\n", end))
    allowances = read_allowances(document, rulebook())
    assert [one.problem for one in allowances] == [""]
    findings, suppressed = find_findings(annotate_document(document), codes=codes, allowances=allowances)
    if where == 0:
        assert not findings
    assert where not in {one.paragraph for one in findings}
    assert {one.finding.paragraph for one in suppressed} <= ({where} if where else set(range(1, len(parts))))
