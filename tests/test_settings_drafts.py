"""Which drafts are checked: excludes, `.gitignore` as git reads it, what is named itself, and their order."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from settings_made import small_rulebook, write

from scorer.errors import ConfigurationError, ScorerError, UnreadableInput
from scorer.settings import Configurations, expand_drafts

__all__ = ["small_rulebook"]


def drafts(*paths: str) -> list[str]:
    found = expand_drafts(paths or ["."], Configurations())
    return [str(one) if isinstance(one, ScorerError) else one.removeprefix("./") for one in found]


def make(*names: str) -> None:
    for name in names:
        write(name, "Nobody said so.")


def repository(folder: str = ".") -> None:
    write(Path(folder, ".git", "HEAD"), "ref: refs/heads/main")


EXCLUDES = [
    (["wire"], ["a.md", "b/a.txt", "b/old.md"]),
    (["/b"], ["a.md", "wire/a.txt", "wire/b/c.md"]),
    (["b"], ["a.md", "wire/a.txt"]),
    (["*.md"], ["b/a.txt", "wire/a.txt"]),
    (["*.md", "!old.md"], ["b/a.txt", "b/old.md", "wire/a.txt"]),
    (["wire/*", "!wire/b"], ["a.md", "b/a.txt", "b/old.md", "wire/b/c.md"]),
    (["wire/", "!wire/b/c.md"], ["a.md", "b/a.txt", "b/old.md"]),
    (["wire/**", "!wire/a.txt"], ["a.md", "b/a.txt", "b/old.md", "wire/a.txt"]),
    (["**/b/*.md"], ["a.md", "b/a.txt", "wire/a.txt"]),
    (["*", "!*/", "!*.txt"], ["b/a.txt", "wire/a.txt"]),
    (["*.md", "!b/", "!wire/"], ["b/a.txt", "wire/a.txt"]),
    (["a.m?", "[bc]/"], ["wire/a.txt"]),
    ([], ["a.md", "b/a.txt", "b/old.md", "wire/a.txt", "wire/b/c.md"]),
]


@pytest.mark.parametrize(("globs", "left"), EXCLUDES)
def test_excluded_drafts_in_folders(globs: list[str], left: list[str]) -> None:
    make("a.md", "b/a.txt", "b/old.md", "wire/a.txt", "wire/b/c.md")
    write("scorer.toml", f"exclude = {globs}")
    assert drafts() == left
    configuration = Configurations().for_path("a.md")
    everything = ["a.md", "b/a.txt", "b/old.md", "wire/a.txt", "wire/b/c.md"]
    assert [path for path in everything if not configuration.excludes(path)] == left


@pytest.mark.parametrize(("globs", "left"), EXCLUDES)
def test_drafts_that_git_ignores(globs: list[str], left: list[str]) -> None:
    make("a.md", "b/a.txt", "b/old.md", "wire/a.txt", "wire/b/c.md")
    write(".gitignore", "# drafts\n\n" + "\r\n".join(globs) + "\n!\n")
    repository()
    assert drafts() == left
    assert drafts("a.md") == ["a.md"]
    write("scorer.toml", "respect-gitignore = false")
    assert len(drafts()) == 5


NESTED = {
    ".gitignore": "*.tmp.md\n/wire/\nbuild\n*.txt\n!keep.txt\n",
    "desk/.gitignore": "!city.txt\n/out\n!*.tmp.md\n",
    "desk/city/.gitignore": "*.tmp.md\n!*/\nkeep.txt\n",
    "letters/.gitignore": "*\n!.gitignore\n!sunday/\n!sunday/*.md\n",
    ".git/info/exclude": "secret*\n!desk\n*.markdown\n",
}
NAMES = (
    "a.md", "a.tmp.md", "a.txt", "keep.txt", "secret.md", "a.markdown", "wire/a.md", "build/a.md", "desk/a.txt", "desk/city.txt",
    "desk/keep.txt", "desk/a.tmp.md", "desk/out/a.md", "desk/city/out/a.md", "desk/city/a.tmp.md", "desk/city/keep.txt",
    "desk/city/build/a.md", "desk/wire/a.md", "desk/secret/a.md", "letters/a.md", "letters/sunday/a.md", "letters/sunday/a.txt",
    "letters/monday/a.md", "desk/city/x y/a.md", "desk/city/é/secret é.md",
)  # fmt: skip


@pytest.mark.skipif(not shutil.which("git"), reason="compares with git")
def test_git_ignores_the_same() -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    make(*NAMES)
    for name, text in NESTED.items():
        write(name, text)
    command = ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-z", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = sorted((name for name in listed if name in NAMES), key=lambda name: Path(name).parts)
    assert 5 < len(kept) < len(NAMES) - 5
    assert drafts() == kept
    assert drafts("desk/city") == [name for name in kept if name.startswith("desk/city/")]


def test_without_a_repository_the_files_of_the_folder_itself_count() -> None:
    write(".gitignore", "*.md")
    make("desk/a.md", "desk/a.txt", "desk/city/b.txt")
    write("desk/city/.gitignore", "*.txt")
    assert drafts("desk") == ["desk/a.md", "desk/a.txt"]


def test_the_repository_ends_at_its_root() -> None:
    write(".gitignore", "*.md")
    repository()
    repository("inner")
    make("inner/desk/a.md")
    assert drafts("inner") == ["inner/desk/a.md"]


def test_a_worktree_has_the_excludes_of_its_repository() -> None:
    write("main/.git/info/exclude", "*.md\n")
    write("main/.git/worktrees/side/commondir", "../..\n")
    write("side/.git", f"gitdir: {Path.cwd()}/main/.git/worktrees/side\n")
    make("side/a.md", "side/a.txt")
    assert drafts("side") == ["side/a.txt"]


def test_what_is_named_itself_is_checked() -> None:
    make("wire/a.md", "wire/b.old.md", "build/a.md", "build/skip/a.md")
    write("scorer.toml", 'exclude = ["wire", "*.old.md"]')
    write(".gitignore", "build\n")
    write("build/.gitignore", "skip\n")
    repository()
    assert drafts("wire/a.md", "wire/b.old.md", "build/a.md") == ["wire/a.md", "wire/b.old.md", "build/a.md"]
    assert drafts("wire", "build") == ["wire/a.md", "wire/b.old.md", "build/a.md"]
    assert drafts("-") == ["-"]


def test_excludes_can_be_forced_on_what_is_named() -> None:
    make("wire/a.md", "wire/deep/a.md", "a.md", "build/a.md")
    write("scorer.toml", 'exclude = ["wire"]\nforce-exclude = true')
    write(".gitignore", "build\n")
    repository()
    assert drafts("wire/a.md", "wire/deep/a.md", "a.md", "build/a.md", "-") == ["a.md", "build/a.md", "-"]
    assert drafts("wire", "wire/deep", "a.md") == ["a.md"]


def test_a_folder_has_the_excludes_of_its_own_configuration() -> None:
    make("a.old.md", "desk/a.old.md", "desk/b.md", "wire/c.md")
    write("scorer.toml", 'exclude = ["*.old.md", "wire"]')
    write("desk/scorer.toml", 'exclude = ["b.md"]')
    write("wire/scorer.toml", "")
    assert drafts() == ["desk/a.old.md"]


def test_each_draft_once() -> None:
    make("desk/a.md", "desk/b.md", "c.md")
    found = drafts("desk/b.md", "desk", "c.md", "./desk/../c.md", "-", "-")
    assert found == ["desk/b.md", "desk/a.md", "c.md", "-"]


def test_what_cannot_be_checked_is_said_and_the_rest_is_kept() -> None:
    make("a/a.md", "bad/b.md", "bad/c.md", "bad/fine/d.md", "wire/e.md", "z.md")
    write("scorer.toml", 'exclude = ["wire/*"]')
    write("bad/scorer.toml", "wrong = 1")
    write("bad/fine/scorer.toml", "")
    Path("empty").mkdir()
    found = expand_drafts(["a", "absent.md", "bad", "bad/b.md", "wire", "empty", "z.md"], Configurations())
    kinds = [one if isinstance(one, str) else type(one) for one in found]
    assert kinds == ["a/a.md", UnreadableInput, ConfigurationError, "bad/fine/d.md", UnreadableInput, UnreadableInput, "z.md"]
    told = [str(one) for one in found]
    assert told[2].startswith("bad/scorer.toml:1: wrong: unknown key")
    assert told[4].startswith("wire: every draft in it is excluded or ignored by git; name drafts one by one, or change exclude ")
    assert "this folder holds no drafts" in told[5]


NAME = st.text("abcé", min_size=1, max_size=2)
FILES = st.sets(st.lists(NAME, min_size=1, max_size=3).map(tuple), min_size=1, max_size=12)


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=FILES, data=st.data())
def test_order_does_not_depend_on_the_order_of_making(names: set[tuple[str, ...]], data: st.DataObject, tmp_path: Path) -> None:
    files = ["/".join([*(f"{part}.d" for part in name[:-1]), name[-1] + ".md"]) for name in sorted(names)]
    found = []
    for number, order in enumerate((files, data.draw(st.permutations(files)))):
        folder = tmp_path / f"{number}"
        shutil.rmtree(folder, ignore_errors=True)
        for name in order:
            write(folder / name, "x")
        write(folder / "scorer.toml", 'exclude = ["aa.md"]')
        found.append([str(Path(str(one)).relative_to(folder)) if isinstance(one, str) else "" for one in
                      expand_drafts([folder], Configurations())])  # fmt: skip
    assert found[0] == found[1]
    kept = [name for name in files if not name.endswith("/aa.md") and name != "aa.md"]
    assert found[0] == (sorted(kept, key=lambda name: Path(name).parts) or [""])


def test_a_single_draft_needs_no_library_for_globs() -> None:
    make("a.md")
    program = (
        "import sys; from scorer.settings import *; many = Configurations(parse_options())\n"
        "found = expand_drafts(['a.md'], many); many.for_path('a.md').settings_for('a.md')\n"
        "print(found, sorted({'pathspec', 'tomllib', 'sklearn', 'click'} & set(sys.modules)))"
    )
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert outcome.stdout == "['a.md'] []\n"


SEGMENT = st.sampled_from(["a", "b", "*", "**", "a*", "?", "[ab]", "*.md"])
LINE = st.builds(
    lambda out, top, parts, end: f"{'!' * out}{'/' * top}{'/'.join(parts)}{'/' * end}",
    st.booleans(), st.booleans(), st.lists(SEGMENT, min_size=1, max_size=3), st.booleans(),
)  # fmt: skip
SMALL = ("a.md", "b.md", "a/a.md", "a/b.md", "b/a.md", "a/b/a.md", "a/a/b.md", "b/a/b/a.md")


@pytest.mark.skipif(not shutil.which("git"), reason="compares with git")
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(top=st.lists(LINE, max_size=4), inner=st.lists(LINE, max_size=3))
def test_git_ignores_the_same_whatever_it_is_told(top: list[str], inner: list[str]) -> None:
    if not Path(".git").exists():
        subprocess.run(["git", "init", "-q", "."], check=True)
        make(*SMALL)
    write(".gitignore", "\n".join(top))
    write("a/.gitignore", "\n".join(inner))
    command = ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-z", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = sorted((name for name in listed if name in SMALL), key=lambda name: Path(name).parts)
    found = drafts()
    assert [name for name in found if name in SMALL] == kept
