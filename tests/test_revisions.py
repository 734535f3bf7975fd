"""Only paragraphs changed since a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scorer.errors import ScorerError
from scorer.readers import read_path
from scorer.suppressions.revisions import open_revision
from scorer.text.digests import digest_words
from scorer.types import CheckedDocument, Finding

OLD = "The ferry is sold.\n\nThe *crew* stays in Tarnwick for the winter.\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=desk", "-c", "user.email=desk@tarnwick.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, timeout=20)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder inside a repository, with one committed draft."""
    folder = tmp_path / "news desk"
    folder.mkdir()
    (folder / "draft.md").write_text(OLD, "utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "copy"]):
        git(tmp_path, *words)
    return folder


def left(path: Path, base: str = "HEAD") -> list[int]:
    """The paragraphs whose findings are left, where each has one."""
    document = read_path(path)
    digests = tuple(digest_words(document.plain[one.start : one.end]) for one in document.blocks)
    found = tuple(Finding("AN103", "error", one.start, one.end, n, "Found.", "") for n, one in enumerate(document.blocks, 1))
    kept = open_revision(base, str(path)).drop_unchanged(CheckedDocument(document, found, digests=digests))
    assert kept.unchanged == len(found) - len(kept.findings)
    return [one.paragraph for one in kept.findings]


def test_unchanged_paragraphs_are_left_out_wherever_they_stand(desk: Path) -> None:
    draft = desk / "draft.md"
    assert left(draft) == []
    draft.write_text("A new one.\n\n" + OLD.replace("sold", "lost").replace("the winter", "the\nwinter"), "utf-8")
    assert left(draft) == [1, 2]


def test_a_new_file_is_all_changed_and_a_renamed_one_is_not(desk: Path) -> None:
    new = desk / "new.md"
    new.write_text("One.\n\nTwo.\n", "utf-8")
    assert left(new) == [1, 2]
    git(desk, "mv", "draft.md", "moved ü.md")
    (desk / "moved ü.md").write_text(OLD + "\nMore.\n", "utf-8")
    assert left(desk / "moved ü.md") == [3]


@pytest.mark.parametrize("base", ["", " ", "-x", "--output=x", "nowhere", "HEAD:draft.md", "a\0b", "HEAD~9"])
def test_what_is_no_revision_is_refused_in_one_line(desk: Path, base: str) -> None:
    with pytest.raises(ScorerError, match="revision") as caught:
        open_revision(base, str(desk / "draft.md"))
    assert "\n" not in str(caught.value)


def test_no_repository_no_git_and_standard_input(
    desk: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ScorerError, match="standard input"):
        open_revision("HEAD", "-")
    outside = tmp_path_factory.mktemp("outside")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(outside.parent))
    with pytest.raises(ScorerError, match="not in a git repository"):
        open_revision("HEAD", str(outside / "a.md"))
    monkeypatch.setenv("PATH", str(outside))
    with pytest.raises(ScorerError, match="git cannot be run"):
        open_revision("HEAD", str(desk / "draft.md"))
