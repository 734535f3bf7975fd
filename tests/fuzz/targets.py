"""What is fuzzed: functions of some bytes that return where all is well, and raise where something is not.

Each is run by ``explore.py`` on bytes that atheris makes up, by ``test_fuzz_cases.py`` on every case that ever failed, and by
``test_fuzz_properties.py`` on what Hypothesis makes up. An error meant for the user is one printable line; anything else
that is raised is a fault of ours.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from office_made import open_text, word
from outputs import run_all

from scorer import readers
from scorer.corpora._formats import formats, read_corpus
from scorer.errors import ScorerError
from scorer.ledger.corrections import parse_corrections
from scorer.lexicon import Phrase, compile_phrases, find_hits, parse_phrase
from scorer.model import load
from scorer.pipeline import score_document
from scorer.readers import read_bytes, read_text
from scorer.rules import rulebook
from scorer.settings import Configurations, automaton_for
from scorer.suppressions.baseline import read_baseline
from scorer.suppressions.sidecar import read_sidecar
from scorer.text.tokens import fold, tokenise
from scorer.types import Document

_PARTS = {".docx": word, ".odt": open_text}


@cache
def _suffixes() -> tuple[str, ...]:
    return (*readers.suffixes(), *(f"{suffix} part" for suffix in _PARTS))


@contextmanager
def _told() -> Iterator[None]:
    """A refusal must be one line that can be printed."""
    try:
        yield
    except ScorerError as error:
        told = str(error)
        assert told, "an error without words"
        assert "\n" not in told, "an error of several lines"
    except UnicodeError as error:
        raise AssertionError(f"a character stops us: {error.reason}") from error


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="scorer-fuzz-"))


def read_anything(data: bytes) -> None:
    """The first byte picks a reader, or the inner part of a zipped one; the rest is its file."""
    suffix = _suffixes()[data[0] % len(_suffixes())] if data else ".txt"
    kind, _, part = suffix.partition(" ")
    content = _PARTS[kind](data[1:].decode("utf-8", "replace")) if part else data[1:]
    with _told():
        _hold(read_bytes(content, f"draft{kind}", kind))
    many = getattr(readers._reader_for(kind), "read_many", None)
    if many:
        with _told():
            for found in many(content, f"draft{kind}", "text"):
                if isinstance(found, Document):
                    _hold(found)


def _hold(document: Document) -> None:
    """What holds of every document read."""
    assert len(document.plain) == len(document.text)
    reached = 0
    for block in document.blocks:
        assert reached <= block.start <= block.end <= len(document.text), "blocks lie in the text, in order"
        reached = block.end
        line, column = document.position(block.start)
        assert line >= 1
        assert column >= 1


def load_model(data: bytes) -> None:
    """A model file is refused in one line, or scores with probabilities; nothing of it is ever run."""
    folder = _folder()
    try:
        path = folder / "model.json"
        path.write_bytes(data)
        with _told():
            model = load(path)
            scored = score_document(read_text("The gate shut on Friday, officials said.\n\nNobody knows."), model)
            for score in scored.scores:
                assert abs(sum(score.probabilities) - 1) < 1e-6, "no probabilities"
    finally:
        shutil.rmtree(folder)


def read_labels(data: bytes) -> None:
    """The first byte picks a format of corpora, none is recognised by itself; the rest is the file."""
    known = ("", *sorted(formats()))
    form = known[data[0] % len(known)] if data else ""
    folder = _folder()
    try:
        suffix = {"labelstudio": ".json", "tabular": ".csv", "webanno": ".tsv"}.get(form, ".jsonl")
        path = folder / f"corpus{suffix}"
        if form == "brat":
            path = folder / "corpus"
            path.mkdir()
            text, _, marks = data[1:].partition(b"\x1c")
            (path / "one.txt").write_bytes(text)
            (path / "one.ann").write_bytes(marks)
        else:
            path.write_bytes(data[1:])
        problems: list[str] = []
        with _told():
            for document in read_corpus(path, form or None, problems.append):
                assert len(document.labels) == len(document.paragraphs)
        assert all("\n" not in problem for problem in problems), "a problem of several lines"
    finally:
        shutil.rmtree(folder)


def read_settings(data: bytes) -> None:
    """The first byte picks what is set: corrections, one of the configuration files, a baseline, a sidecar of allowances."""
    kinds = ("corrections", "scorer.toml", "pyproject.toml", "setup.cfg", "baseline.json", "copy.allow")
    kind = kinds[data[0] % len(kinds)] if data else kinds[0]
    if kind == "corrections":
        with _told():
            corrections = parse_corrections(data[1:].decode("utf-8", "replace"), "corrections.toml")
            score_document(read_text("The gate shut, officials said. Ada Fenn, an engineer, said so."), load(), None, corrections)
        return
    folder = _folder()
    try:
        (folder / kind).write_bytes(data[1:])
        with _told():
            if kind == "baseline.json":
                read_baseline(str(folder / kind))
            elif kind == "copy.allow":
                read_sidecar(str(folder), rulebook().keys())
            else:
                configuration = Configurations().for_path(str(folder / "draft.txt"))
                configuration.settings_for(str(folder / "draft.txt"))
                configuration.excludes(str(folder / "draft.txt"))
                automaton_for(configuration)
    finally:
        shutil.rmtree(folder)


def match_seeds(data: bytes) -> None:
    """Lines of seeds, then behind a form feed a text: what is compiled finds what the dullest matcher finds."""
    from naive_matcher import breadth_of, match

    seeds, _, text = data.decode("utf-8", "replace").partition("\f")
    phrases: list[Phrase] = []
    for number, line in enumerate(seeds.splitlines()[:8]):
        phrase = None
        with _told():
            phrase = parse_phrase(line[:200], "anon", "request", f"seeds:{number}")
        if phrase and breadth_of(phrase) < 5_000:
            phrases.append(phrase)
    written = tokenise(text[:400])[1]
    folded = [fold(token) for token in written]
    found = {(hit.first, hit.last, hit.phrase) for hit in find_hits(compile_phrases(phrases), written, folded)}
    assert found == match(phrases, written, folded)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": read_anything,
    "reports": run_all,
    "models": load_model,
    "corpora": read_labels,
    "settings": read_settings,
    "seeds": match_seeds,
}
CASES = Path(__file__).parent / "cases"


def cases() -> list[tuple[str, Path]]:
    """Every case that once failed, with its target: ``cases/TARGET/what-failed``."""
    return [(target, path) for target in TARGETS for path in sorted((CASES / target).glob("*")) if not os.path.isdir(path)]
