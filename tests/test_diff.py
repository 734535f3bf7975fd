"""The command that tells what changed: on the terminal, as JSON, since a git revision, and with bad input."""

from __future__ import annotations

import io
import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from shell import Run, shell

import scorer
from scorer.reports._changes import open_changes
from scorer.resources import _PACKAGE

SCHEMA = json.loads((_PACKAGE / "reports" / "diff.schema.json").read_text("utf-8"))
PAIRS = tomllib.loads((Path(__file__).parent / "revised" / "pairs.toml").read_text("utf-8"))["pair"]
OLD = """The ferry was sold in secret, people familiar with the matter said.

“We opened the books in March,” said Dolores Ibarra, the board's chairwoman.

The price may have been too low.
"""
NEW = """The ferry was sold in secret, said Femke Lund, the board's bookkeeper.

“We opened the books in April,” said Dolores Ibarra, the board's chairwoman.

The price was too low.

The board's lawyer did not respond to an email.
"""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An old draft and a new one."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def test_the_terminal_tells_all_that_changed(run: Run, two: tuple[Path, Path]) -> None:
    shown = run("diff", *two)
    assert (shown.code, shown.err) == (0, "")
    for said in (
        "1 added, 3 changed.", "[-people familiar", "accountable", "1 hedge dropped: “may have been”", "  named: ",
        "Femke Lund [named person]", "{+April,”+}", "Hedges per 1,000 words: ", "– -> 4: added, ",
        "Measures traceability, not truth.",
        "rests on: unnamed, vague -> named person",
    ):  # fmt: skip
        assert said in shown.out, said


def test_a_draft_and_itself(run: Run, two: tuple[Path, Path]) -> None:
    assert "Nothing changed." in run("diff", two[0], two[0]).out
    record = json.loads(run("diff", "-f", "json", two[0], two[0]).out)
    assert [record[part] for part in ("paragraphs", "sources", "replies", "quotations", "measures")] == [[], [], [], [], {}]


def test_json_is_what_the_schema_says(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "changes.json"
    ended = run("diff", "--format", "json", "-o", target, *two)
    assert (ended.code, ended.out) == (0, "")
    record = json.loads(target.read_text("utf-8"))
    validate(record)
    assert [one["change"] for one in record["paragraphs"]] == ["changed", "changed", "changed", "added"]
    assert record["paragraphs"][2]["hedges_dropped"][0]["text"] == "may have been"
    assert [(one["change"], one["new"]["name"]) for one in record["sources"]] == [("named", "Femke Lund")]
    [quotation] = record["quotations"]
    assert (quotation["change"], quotation["new"]["speaker"]["name"]) == ("changed", "Dolores Ibarra")
    for one in record["paragraphs"]:
        for text, side in ((OLD, one["old"]), (NEW, one["new"])):
            assert side is None or text[side["start"] : side["end"]] == side["text"]
    assert record["measures"]["paragraphs"] == {"old": 3, "new": 4}


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_every_pair_is_written_as_agreed(pair: dict[str, Any]) -> None:
    changes = scorer.diff(pair["old"].strip(), pair["new"].strip())
    stream = io.StringIO()
    open_changes("json", stream).document(changes)
    validate(json.loads(stream.getvalue()))


class Terminal(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    for pair in PAIRS:
        stream = Terminal(io.BytesIO(), encoding="utf-8")
        open_changes("terminal", stream).document(scorer.diff(pair["old"].strip(), pair["new"].strip()))
        stream.seek(0)
        assert max(map(len, stream.read().splitlines())) <= columns


def test_edits_are_underlined_on_a_terminal_and_marked_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream, plain = Terminal(io.BytesIO(), encoding="utf-8"), io.StringIO()
    for one in (stream, plain):
        open_changes("terminal", one).document(scorer.diff(OLD, NEW))
    stream.seek(0)
    shown = stream.read()
    assert "\x1b[4m{+April,”+}\x1b[0m" in shown
    assert "\x1b" not in plain.getvalue()
    assert "{+April,”+}" in plain.getvalue()


def validate(record: Any) -> None:
    Draft202012Validator(SCHEMA).validate(record)


def test_the_schema_is_sound_and_refuses_what_is_not_agreed(run: Run, two: tuple[Path, Path]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    record = json.loads(run("diff", "-f", "json", *two).out)
    record["paragraphs"][0]["change"] = "improved"
    assert not Draft202012Validator(SCHEMA).is_valid(record)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_draft_cannot_steer_the_terminal(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    old, new = "The gate \x1b[31mturned “red” 水, Lund said.", "The gate \x1b[32mturned\u202e “green” 水, officials\x07 said."
    open_changes("terminal", stream).document(scorer.diff(old, new))
    stream.seek(0)
    shown = stream.read()
    assert "\\x1b[32mturned" in shown
    assert not set(shown) & {"\u202e", *(chr(code) for code in range(32) if chr(code) != "\n")}


def test_one_draft_from_a_pipe(two: tuple[Path, Path]) -> None:
    out, err = shell("diff", two[0], "-").communicate(NEW, timeout=60)
    assert err == ""
    assert "1 added, 3 changed." in out


# since a revision


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=desk", "-c", "user.email=desk@tarnwick.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, timeout=20)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A draft of two versions in a repository: the old one is committed, the new one is not."""
    path = tmp_path / "news desk" / "copy.md"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "copy"]):
        git(tmp_path, *words)
    path.write_text(NEW, "utf-8")
    return path


def test_since_a_revision(run: Run, copy: Path, two: tuple[Path, Path]) -> None:
    since = json.loads(run("diff", "--git", "HEAD", "-f", "json", copy).out)
    assert since["old"]["document"] == f"{copy} at HEAD"
    between = json.loads(run("diff", "-f", "json", *two).out)
    for part in ("paragraphs", "sources", "replies", "quotations", "measures"):
        assert since[part] == between[part]


def test_a_renamed_file_is_found(run: Run, copy: Path) -> None:
    copy.write_text(OLD, "utf-8")
    git(copy.parent, "mv", "copy.md", "later.md")
    assert "Nothing changed." in run("diff", "--git", "HEAD", copy.parent / "later.md").out


@pytest.mark.parametrize(("args", "said"), [
    (["old.md"], "OLD and NEW"),
    (["old.md", "new.md", "old.md"], "OLD and NEW"),
    (["--git", "HEAD", "old.md", "new.md"], "one FILE"),
    (["-", "-"], "standard input"),
    (["old.md", "lost.md"], "no such file"),
    (["lost.md", "new.md"], "no such file"),
    (["--git", "HEAD", "-"], "standard input"),
    (["--git", "", "old.md"], "no git revision"),
    (["--git", "--output=x", "old.md"], "no git revision"),
    (["--git", "nowhere", "old.md"], "no revision 'nowhere'"),
    (["--git", "HEAD", "new.md"], "was not there at HEAD"),
    (["--format", "yaml", "old.md", "new.md"], "yaml"),
    (["--model", "lost", "old.md", "new.md"], "lost"),
])  # fmt: skip
def test_errors_take_one_line(
    run: Run, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    folder = two[0].parent
    for words in (["init", "-q"], ["add", "old.md"], ["commit", "-q", "-m", "copy"]):
        git(folder, *words)
    monkeypatch.chdir(folder)
    ended = run("diff", *args)
    assert ended.code == 2
    assert ended.out == ""
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_outside_of_a_repository(run: Run, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(two[0].parent.parent))
    ended = run("diff", "--git", "HEAD", two[0])
    assert ended.code == 2
    assert "not in a git repository" in ended.err
