"""Odd circumstances: full disks, closed pipes, no home, no locale, interrupts, many threads and processes, hostile names."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from shell import DRAFT, EXAMPLE, ROOT, WIDE, Run, lines_of, shell

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import formats, read_corpus, write_corpus
from scorer.errors import CorpusError

UNIX = pytest.mark.skipif(os.name == "nt", reason="devices, signals and limits of another kind")
COMMANDS = (
    ["score", "-f", "jsonl"], ["score", "-f", "terminal"], ["annotate", "-f", "parquet"], ["sources", "-f", "csv"],
    ["report"], ["plot", "strip"], ["check", "--exit-zero", "-f", "sarif"],
)  # fmt: skip
NAMES = (
    "../../evil", "/etc/evil", "..", "a/../../evil", "C:\\evil", "~/evil", "\x1b[2Jevil", "index.html", "con", "a\nb", "x" * 400,
)  # fmt: skip


def bare(**variables: str) -> dict[str, str]:
    """An environment of these variables alone, and what a process needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT)} | variables


# disks and pipes


@UNIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_device_takes_one_line(command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        process = shell(*command, EXAMPLE, stdout=full)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (2, "scorer: output: No space left on device\n")


@UNIX
@pytest.mark.parametrize("command", [["report"], ["plot", "sources"], ["check", "--exit-zero", "-f", "json"]], ids=" ".join)
def test_a_full_disk_leaves_the_old_file(command: list[str], tmp_path: Path) -> None:
    target = tmp_path / "out.svg"
    target.write_text("old", "utf-8")
    process = shell(*command, "-o", target, EXAMPLE, preexec_fn=_limit_files)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (2, "scorer: output: File too large\n")
    assert target.read_text("utf-8") == "old"
    assert os.listdir(tmp_path) == ["out.svg"]


@UNIX
def test_a_full_disk_leaves_the_old_corpus(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "out"
    write_corpus([document("a", 20)], corpus)
    out.mkdir()
    for command in (["convert", corpus, out / "x.csv"], ["split", corpus, "-o", out]):
        (out / "x.csv").write_text("old", "utf-8")
        (out / "train.jsonl").write_text("old", "utf-8")
        process = shell("corpus", *command, preexec_fn=_limit_files)
        _, err = process.communicate(timeout=120)
        assert process.returncode == 2
        assert "File too large" in err
        assert err.count("\n") == 1
        assert {path.read_text("utf-8") for path in out.iterdir()} <= {"old", ""}
        assert not [path for path in out.iterdir() if path.name.startswith(".")]


def _limit_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@UNIX
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_closed_pipe_is_quiet(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = shell(*command, EXAMPLE, stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (141, "")


@UNIX
def test_an_interrupt_leaves_whole_pages_alone(tmp_path: Path) -> None:
    drafts, out = tmp_path / "drafts", tmp_path / "out"
    drafts.mkdir()
    for number in range(300):
        (drafts / f"{number}.md").write_text(DRAFT, "utf-8")
    process = shell("report", drafts, "-o", out)
    waited = time.monotonic()
    while not (out.is_dir() and len(list(out.glob("*.html"))) > 2) and time.monotonic() - waited < 60:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err.strip()) == (130, "")
    written = list(out.iterdir())
    assert 2 < len(written) < 300
    assert all(path.suffix == ".html" and path.read_text("utf-8").endswith("</html>") for path in written)


# homes and locales


@pytest.mark.parametrize("home", ["/dev/null/home", "", None], ids=["unwritable", "empty", "none"])
def test_no_home_is_needed(home: str | None, tmp_path: Path) -> None:
    where = {} if home is None else {"HOME": home, "USERPROFILE": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
    ended = _score(bare(**where))
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout == _score(dict(os.environ)).stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_home_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    ended = _score(bare(HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path)))
    assert (ended.returncode, ended.stderr) == (0, b"")


def _score(environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "scorer", "score", "-f", "jsonl", "-"]
    return subprocess.run(command, input=DRAFT.encode(), capture_output=True, env=environment, cwd=ROOT, timeout=120, check=False)


@pytest.mark.parametrize("command", [*COMMANDS[:2], *COMMANDS[3:]], ids=" ".join)
def test_no_locale_and_no_letters_beyond_ascii(command: list[str], tmp_path: Path) -> None:
    draft = tmp_path / "Bürö-entwurf.md"
    draft.write_text(WIDE, "utf-8")
    plain = bare(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii:strict")
    line = [sys.executable, "-m", "scorer", *command, str(draft)]
    ended = subprocess.run(line, capture_output=True, env=plain, cwd=ROOT, timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    out = ended.stdout.decode("ascii")
    if command[-1] == "jsonl":
        assert [record["text"] for record in lines_of(out)] == WIDE.strip().split("\n\n")
    out_file = tmp_path / "out.svg"
    ended = subprocess.run([*line, "-o", str(out_file)], capture_output=True, env=plain, cwd=ROOT, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert out_file.read_text("utf-8")


# names and links


@pytest.mark.parametrize("command", [["report"], ["plot", "strip"]], ids=" ".join)
def test_no_name_of_a_draft_leads_out_of_the_folder(command: list[str], run: Run, tmp_path: Path, model: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    stories = inner / "stories.jsonl"
    lines = (json.dumps({"id": name, "text": DRAFT}) for name in NAMES)
    stories.write_text("\n".join(lines) + "\n", "utf-8")
    ended = run(*command, "--model", model, stories, "-o", f"{inner}/out/")
    assert (ended.code, ended.err) == (0, "")
    written = sorted((inner / "out").iterdir())
    assert len([path for path in written if path.name != "index.html"]) == len(NAMES)
    assert all(path.name.isascii() and path.name.isprintable() and len(path.name) < 120 for path in written)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted([stories, *written])


@pytest.mark.parametrize("form", sorted(formats()))
def test_no_name_of_a_document_leads_out_of_a_corpus(form: str, tmp_path: Path) -> None:
    corpus = tmp_path / "a" / "b" / "corpus"
    corpus.parent.mkdir(parents=True)
    with suppress(CorpusError):  # a form that takes no such names, or is not written
        write_corpus([document(name) for name in NAMES], corpus, form)
    assert all(path.is_relative_to(corpus) for path in tmp_path.rglob("*") if path.is_file())


def document(name: str, paragraphs: int = 2) -> LabelledDocument:
    """A labelled document of this name."""
    labels = [Label("weak", "reported")] * paragraphs
    return LabelledDocument(name, "own", "wire", [f"Day {at}: the gate may close." for at in range(paragraphs)], labels)


@UNIX
@pytest.mark.parametrize("command", [["report"], ["plot", "strip"]], ids=" ".join)
def test_no_page_is_written_through_a_link_out_of_the_folder(command: list[str], run: Run, draft: Path, model: Path) -> None:
    out, outside = draft.parent / "out", draft.parent / "outside"
    out.mkdir()
    outside.write_text("kept", "utf-8")
    run(*command, "--model", model, draft, "-o", f"{out}/")
    for path in out.iterdir():
        path.unlink()
        path.symlink_to(outside)
    ended = run(*command, "--model", model, draft, "-o", f"{out}/")
    assert ended.code == 2
    assert "is a link that leads out of the folder" in ended.err
    assert ended.err.count("\n") == 1
    assert outside.read_text("utf-8") == "kept"


@UNIX
def test_links_out_of_a_folder_are_not_read(run: Run, tmp_path: Path) -> None:
    folder, outside = tmp_path / "drafts", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("Sources said the secret.\n", "utf-8")
    (folder / "open.md").write_text("Sources said the open.\n", "utf-8")
    (folder / "link.md").symlink_to(outside / "secret.md")
    (folder / "links").symlink_to(outside, target_is_directory=True)
    for command in (["annotate", "-f", "jsonl"], ["check", "--exit-zero", "--select", "AN"], ["sources", "-f", "json"]):
        ended = run(*command, folder)
        assert (ended.code, ended.err) == (0, "")
        assert "open" in ended.out
        assert "secret" not in ended.out


@UNIX
@pytest.mark.parametrize(("form", "suffix"), [("jsonl", ".jsonl"), ("brat", ".txt"), ("webanno", ".tsv")])
def test_links_out_of_a_corpus_are_not_read(form: str, suffix: str, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "corpus"
    folder.mkdir()
    for name, place in (("secret", outside), ("open", folder)):
        write: Callable[[Path], None] = lambda path, name=name: write_corpus([document(name)], path, form)  # noqa: E731
        write(place / f"{name}.jsonl" if form == "jsonl" else place)
    [secret] = [path for path in outside.iterdir() if path.suffix == suffix]
    (folder / f"link{suffix}").symlink_to(secret)
    assert [found.id for found in read_corpus(folder, report=lambda problem: None)] == ["open"]
