"""``scorer check`` as a user types it: what it finds, what it leaves out, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from threading import Timer

import pytest
from shell import Run, shell

from scorer.discover import member_names

BAD = "Sources said the ferry would be sold.\n\nThe sale, sources said, was the idea of one man.\n"
GOOD = "“We sold the ferry,” said Dolores Ibarra, the harbour master of Tarnwick.\n"
FORMATS = member_names("scorer.reports._findings")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of copy, which is the current one, with one good and one bad draft."""
    (tmp_path / "bad.md").write_text(BAD, "utf-8")
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(out: str) -> list[str]:
    """The codes of a report of one line a finding."""
    return [line.split(": ")[1].split()[0] for line in out.splitlines() if ".md:" in line]


def test_a_bare_source_is_an_error_at_its_words(copy: Path, run: Run) -> None:
    done = run("check", "--select", "AN103", "--format", "concise")
    assert done.code == 1
    assert "bad.md:1:1: AN103 error" in done.out
    assert "good.md" not in done.out


def test_exit_codes(copy: Path, run: Run) -> None:
    assert run("check", "good.md").code == 0
    assert run("check", "--exit-zero", "bad.md").code == 0
    assert run("check", "--severity", "AN103=note", "--select", "AN103", "bad.md").code == 0
    assert run("check", "--severity", "AN103=note", "--select", "AN103", "--fail-on", "note", "bad.md").code == 1
    assert run("check", "--severity", "AN103=off", "--select", "AN103", "bad.md").code == 0
    unreadable = run("check", "nowhere.md", "bad.md")
    assert unreadable.code == 2
    assert "nowhere.md: no such file" in unreadable.err
    assert "AN103" in unreadable.out


@pytest.mark.parametrize("args", [
    ["--select", "AN999"], ["--select", "anonymous-vage"], ["--threshold", "DC601.shore=1"], ["--threshold", "DC601.share=much"],
    ["--severity", "AN103=fatal"], ["--severity", "AN103"], ["--report", "sarif"], ["--report", "sarrif=x"], ["--diff", "-x"],
    ["--config", "none.toml"], ["--baseline", "none.json"], ["--config", "a", "--isolated"], ["--statistics", "--format", "tap"],
    ["--watch", "--statistics"], ["--stdin-filename", "a.md"], ["--diff", "HEAD", "-"],
])  # fmt: skip
def test_wrong_usage_takes_one_line(copy: Path, run: Run, args: list[str]) -> None:
    done = run("check", "bad.md", *args)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1, done.err
    assert done.err.startswith("scorer: ")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_format_says_the_same_whatever_the_jobs(copy: Path, run: Run, form: str, jobs: str) -> None:
    for number in range(40):
        (copy / f"more-{number:02}.md").write_text(BAD if number % 3 else GOOD, "utf-8")
    alone = run("check", "--format", form, "--jobs", "1")
    done = run("check", "--format", form, "--jobs", jobs)
    assert (done.code, done.out) == (1, alone.out)
    assert "more-38.md" in done.out
    assert done.out.endswith("\n")


def test_several_reports_in_one_run(copy: Path, run: Run) -> None:
    done = run("check", "--format", "concise", "--report", "json=found.json", "--report", "tap=found.tap")
    assert done.code == 1
    found = json.loads((copy / "found.json").read_text("utf-8"))
    here = [finding["code"] for document in found["documents"] for finding in document["findings"]]
    assert sorted(codes(done.out)) == sorted(here)
    assert (copy / "found.tap").read_text("utf-8").startswith("TAP version")


def test_standard_input_goes_by_a_name(copy: Path) -> None:
    process = shell("check", "-", "--stdin-filename", "desk/late.md", "--format", "concise", "--isolated")
    out, err = process.communicate("```\nSources said no.\n```\n\nSources said the ferry would be sold.\n")
    assert process.returncode == 1, err
    assert "desk/late.md:5:1: AN103 error" in out
    assert "late.md:2" not in out


@pytest.mark.parametrize("hidden", [
    "> Sources said no.", "```\nSources said no.\n```", "    sources = said(no)", "<!-- Sources said no. -->",
    "![Sources said no](sources-said.png)", "[1]: https://sources.example/said \"Sources said no\"",
])  # fmt: skip
def test_what_is_no_copy_of_a_markdown_draft_is_not_checked(copy: Path, run: Run, hidden: str) -> None:
    (copy / "hidden.md").write_text(f"---\ntitle: Sources said no\n---\n\nThe gate was shut.\n\n{hidden}\n", "utf-8")
    done = run("check", "--fail-on", "note", "hidden.md")
    assert done.code == 0, done.out


def test_a_baseline_leaves_what_is_known(copy: Path, run: Run) -> None:
    written = run("check", "--write-baseline", "known.json")
    assert written.code == 0
    assert "known.json" in written.err
    assert run("check", "--baseline", "known.json", "--fail-on", "note").code == 0
    (copy / "bad.md").write_text("A line above.\n\n" + BAD + "\nInsiders said the crew would stay.\n", "utf-8")
    again = run("check", "--baseline", "known.json", "--format", "concise", "--select", "AN103")
    assert again.code in (0, 1)
    assert all(":7:" in line for line in again.out.splitlines() if "bad.md" in line)


def test_allowed_findings_are_listed_not_counted(copy: Path, run: Run) -> None:
    leave = '<!-- scorer: allow AN103, AN101 by="night desk" reason="editor knows them" -->\n\n'
    (copy / "bad.md").write_text(leave + BAD, "utf-8")
    done = run("check", "--select", "AN103,AN101", "--format", "json", "bad.md")
    assert done.code == 0
    document = json.loads(done.out)["documents"][0]
    assert not document["findings"]
    assert document["suppressed"]
    shown = run("check", "--select", "AN103,AN101", "bad.md")
    assert "night desk" in shown.out


def test_configuration_is_found_and_names_what_it_does_not_know(copy: Path, run: Run) -> None:
    (copy / "scorer.toml").write_text('select = ["AN103"]\n[severity]\nAN103 = "note"\n', "utf-8")
    done = run("check", "--format", "concise")
    assert done.code == 0
    assert "AN103 note" in done.out
    assert set(codes(done.out)) == {"AN103"}
    assert "AN103 error" in run("check", "--isolated", "--format", "concise").out
    (copy / "scorer.toml").write_text('selct = ["AN103"]\n', "utf-8")
    wrong = run("check")
    assert wrong.code == 2
    assert len(wrong.err.splitlines()) == 1
    assert "select" in wrong.err


def test_statistics_count_by_rule(copy: Path, run: Run) -> None:
    done = run("check", "--statistics", "--format", "json", "--exit-zero", "--select", "AN103")
    assert "AN103" in done.out
    assert "ferry" not in done.out


def test_only_what_changed_since_a_revision(copy: Path, run: Run) -> None:
    who = ["-c", "user.name=desk", "-c", "user.email=desk@tarnwick.example"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "copy"]):
        subprocess.run(["git", *command], cwd=copy, check=True, capture_output=True)
    assert run("check", "--diff", "HEAD", "--fail-on", "note").code == 0
    (copy / "bad.md").write_text(BAD + "\nA source said the crew would stay.\n", "utf-8")
    done = run("check", "--diff", "HEAD", "--format", "concise")
    assert done.out
    assert all("bad.md:5:" in line for line in done.out.splitlines() if ".md:" in line)


def test_watch_checks_again_after_a_save(copy: Path) -> None:
    pytest.importorskip("watchfiles")
    draft = copy / "good.md"
    process = shell("check", "--watch", "--format", "concise", "--select", "AN103", str(draft))
    try:
        out = _until(process, "0 findings", [])
        for text, awaited in ((BAD, "AN103 error"), (GOOD, "0 findings")):
            replacement = copy / "saving"  # as many editors do it
            replacement.write_text(text, "utf-8")
            os.replace(replacement, draft)
            assert awaited in _until(process, awaited, out)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130


def _until(process: subprocess.Popen[str], awaited: str, seen: list[str], patience: float = 60) -> list[str]:
    """The lines that a process writes up to one that holds ``awaited``; one that keeps silent is ended."""
    del seen[:]
    assert process.stdout is not None
    impatient = Timer(patience, process.kill)
    impatient.start()
    try:
        for line in process.stdout:
            seen.append(line)
            if awaited in line:
                return [awaited, *seen]
    finally:
        impatient.cancel()
    raise AssertionError(seen)
