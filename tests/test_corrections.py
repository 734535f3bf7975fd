"""A fact-checker's file merges, splits, re-kinds and renames sources, and scores follow; what is wrong in it takes one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import Run

import scorer
from scorer.errors import CorrectionError
from scorer.readers import read_text
from scorer.types import AnnotatedDocument

DRAFT = """Dolores Ibarra, a county engineer, said the bridge was unsafe.

The inspector said nobody had closed it.

Pavel Horak said the wells were dry.

Horak said he had sold the orchard.

Officials said the file was thin.

He said the road was mined.
"""


def annotate(tmp_path: Path, toml: str, draft: str = DRAFT) -> AnnotatedDocument:
    path = tmp_path / "corrections.toml"
    path.write_text(toml, "utf-8")
    return scorer.annotate(draft, corrections=path)


def sources(annotated: AnnotatedDocument) -> dict[str, list[int]]:
    """The paragraphs in which every source is credited, from 1."""
    return {source.name: [mention.paragraph + 1 for mention in source.mentions] for source in annotated.sources}


def test_without_corrections(tmp_path: Path) -> None:
    assert sources(annotate(tmp_path, "")) == sources(scorer.annotate(DRAFT))
    assert sources(scorer.annotate(DRAFT)) == {
        "Dolores Ibarra": [1],
        "The inspector": [2],
        "Pavel Horak": [3, 4, 6],
        "Officials": [5],
    }


def test_merge(tmp_path: Path) -> None:
    merged = annotate(tmp_path, '[[merge]]\nsources = ["Ibarra", "the inspector"]')
    assert sources(merged)["Dolores Ibarra"] == [1, 2]
    assert [source.id for source in merged.sources] == [1, 2, 3]
    assert merged.paragraphs[1].attributions[0].source is merged.sources[0]


def test_split(tmp_path: Path) -> None:
    found = sources(annotate(tmp_path, '[[split]]\nsource = "Horak"\nparagraphs = [4, 6]\nname = "Jana Horak"'))
    assert found["Pavel Horak"] == [3]
    assert found["Jana Horak"] == [4, 6]


def test_split_to_somebody_known(tmp_path: Path) -> None:
    found = sources(annotate(tmp_path, '[[split]]\nsource = "Horak"\nparagraphs = [6]\nname = "Dolores Ibarra"'))
    assert found["Dolores Ibarra"] == [1, 6]
    assert found["Pavel Horak"] == [3, 4]


def test_split_of_all_is_a_move(tmp_path: Path) -> None:
    found = sources(annotate(tmp_path, '[[split]]\nsource = "officials"\nparagraphs = [5]\nname = "Dolores Ibarra"'))
    assert found["Dolores Ibarra"] == [1, 5]
    assert "Officials" not in found


def test_kind(tmp_path: Path) -> None:
    annotated = annotate(tmp_path, '[[kind]]\nsource = "officials"\nkind = "institution"')
    assert [source.kind for source in annotated.sources if source.name == "Officials"] == ["institution"]
    assert annotated.paragraphs[4].attributions[0].kind == "institution"
    assert ("src", "institution") in {(cue.family, cue.label) for cue in annotated.paragraphs[4].cues}


def test_rename(tmp_path: Path) -> None:
    found = sources(annotate(tmp_path, '[[rename]]\nsource = "#1"\nto = "Dolores Ibarra-Lund"'))
    assert found["Dolores Ibarra-Lund"] == [1]


def test_all_at_once_by_the_numbers_of_the_report(tmp_path: Path) -> None:
    toml = """
    [[rename]]
    source = "#2"
    to = "Dolores Ibarra-Lund"
    [[kind]]
    source = "Jana Horak"
    kind = "anon_vague"
    [[merge]]
    sources = ["#1", "#2"]
    [[split]]
    source = "#3"
    paragraphs = [4]
    name = "Jana Horak"
    """
    annotated = annotate(tmp_path, toml)
    assert sources(annotated) == {
        "Dolores Ibarra-Lund": [1, 2], "Pavel Horak": [3, 6], "Officials": [5], "Jana Horak": [4],
    }  # fmt: skip
    assert annotated.sources[-1].kind == "anon_vague"


def level(tmp_path: Path, toml: str, paragraph: int) -> tuple[str, str, float | None]:
    path = tmp_path / "corrections.toml"
    path.write_text(toml, "utf-8")
    scores = {score.paragraph.number: score for score in scorer.score(DRAFT, corrections=path).scores}
    return scores[paragraph].level, scores[paragraph].kind, scores[paragraph].value


@pytest.mark.parametrize(
    ("toml", "paragraph"),
    [
        ('[[kind]]\nsource = "officials"\nkind = "institution"', 5),
        ('[[merge]]\nsources = ["Ibarra", "officials"]', 5),
        ('[[split]]\nsource = "Horak"\nparagraphs = [6]\nname = "the officials"', 6),
    ],
)
def test_scores_follow(tmp_path: Path, toml: str, paragraph: int) -> None:
    assert level(tmp_path, toml, paragraph) != level(tmp_path, "", paragraph)


def test_a_named_official_is_answerable(tmp_path: Path) -> None:
    assert level(tmp_path, "", 5)[:2] == ("weak", "official_group")
    assert level(tmp_path, '[[merge]]\nsources = ["Ibarra", "officials"]', 5)[:2] == ("accountable", "person")


@pytest.mark.parametrize(
    ("name", "hit"),
    [("draft.md", True), ("drafts/draft.md", True), ("other.md", False), ("aft.md", False), ("copies/draft.md", False)],
)
def test_an_entry_may_be_for_one_draft(tmp_path: Path, name: str, hit: bool) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(f'[[rename]]\nsource = "officials"\nto = "Clerks"\ndocument = "{name}"', "utf-8")
    document = read_text(DRAFT)
    document.name = "/news/drafts/draft.md"
    assert ("Clerks" in sources(scorer.annotate(document, corrections=path))) is hit


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[[merge]", "corrections.toml: no valid TOML:"),
        ("[[marge]]\n", "corrections.toml: unknown correction 'marge'; did you mean 'merge'? known:"),
        ("merge = 3", "corrections.toml: merge must be written [[merge]], one table an entry"),
        (
            '[[rename]]\nsource = "Horak"\nname = "X"',
            "corrections.toml:1: unknown key 'name' in rename; known: document, source, to",
        ),
        ('\n[[rename]]\nsource = "Horak"', "corrections.toml:2: rename needs 'to'; it has 'source'"),
        ("[[rename]]\nsource = 3\nto = 'X'", "corrections.toml:1: source must be the name or number of a source, not 3"),
        ("[[rename]]\nsource = 'Horak'\nto = ' '", "corrections.toml:1: to must be a name, not ' '"),
        ("[[merge]]\nsources = ['Horak']", "corrections.toml:1: sources must be a list of two or more sources"),
        ("[[merge]]\nsources = 'Horak'", "corrections.toml:1: sources must be a list of two or more sources"),
        ("[[kind]]\nsource = 'Horak'\nkind = 'persn'", "corrections.toml:1: unknown kind 'persn'; did you mean 'person'? known:"),
        ("[[kind]]\nsource = 'Horak'\nkind = 'na'", "corrections.toml:1: unknown kind 'na'"),
        (
            "[[split]]\nsource = 'Horak'\nparagraphs = [0]\nname = 'X'",
            "corrections.toml:1: paragraphs must be a list of paragraph numbers, from 1, not [0]",
        ),
        (
            "[[split]]\nsource = 'Horak'\nparagraphs = [4, 9]\nname = 'X'",
            "corrections.toml:1: #3 'Pavel Horak' is not credited in paragraph 9, but in 3, 4, 6",
        ),
        (
            "[[rename]]\nsource = 'Horack'\nto = 'X'",
            "corrections.toml:1: no source 'Horack'; did you mean #3 'Pavel Horak'? known: #1 'Dolores Ibarra', #2",
        ),
        ("[[rename]]\nsource = '#9'\nto = 'X'", ":1: no source '#9'; known: #1 'Dolores Ibarra'"),
        ("[[rename]]\nsource = '#x'\nto = 'X'", "corrections.toml:1: no source '#x'; known:"),
        (
            "[[rename]]\nsource = 'Horak'\nto = 'X'\n\n[[rename]]\nsource = 'Horak'\nto = 'Y'\ndocument = 3",
            "corrections.toml:5: document must be a file's name, not 3",
        ),
        ("rename = [{source = 'nobody', to = 'X'}]", "corrections.toml:rename 1: no source 'nobody'"),
    ],
)
def test_mistakes_take_one_line(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(CorrectionError) as raised:
        annotate(tmp_path, toml)
    assert told in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_a_name_of_two_is_refused(tmp_path: Path) -> None:
    draft = "Pavel Horak said the wells were dry.\n\nJana Horak said they were not.\n"
    with pytest.raises(CorrectionError, match="'horak' may be #1 'Pavel Horak', #2 'Jana Horak'; give the number"):
        annotate(tmp_path, "[[rename]]\nsource = 'horak'\nto = 'X'", draft)


def test_a_draft_without_sources(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="no source 'Horak'; the document has none"):
        annotate(tmp_path, "[[rename]]\nsource = 'Horak'\nto = 'X'", "It rained.")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="cannot read the corrections: No such file"):
        scorer.annotate(DRAFT, corrections=tmp_path / "none.toml")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionError, match="cannot read the corrections: not UTF-8"):
        scorer.annotate(DRAFT, corrections=path)


@pytest.mark.parametrize("command", ["annotate", "score"])
def test_on_the_command_line(run: Run, tmp_path: Path, command: str) -> None:
    draft, path = tmp_path / "draft.md", tmp_path / "corrections.toml"
    draft.write_text(DRAFT, "utf-8")
    path.write_text("[[rename]]\nsource = 'officials'\nto = 'Clerks'", "utf-8")
    ended = run(command, "-f", "json", "--corrections", path, draft)
    assert ended.code == 0
    assert "Clerks" in {source["name"] for source in json.loads(ended.out)["sources"]}
    path.write_text("[[rename]]\nsource = 'nobody'\nto = 'Clerks'", "utf-8")
    ended = run(command, "--corrections", path, draft)
    assert ended.code == 2
    assert "corrections.toml:1: no source 'nobody'" in ended.err
    assert len(ended.err.splitlines()) == 1
