"""Which format a corpus is in, and what a format cannot carry."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getdoc
from pathlib import Path
from typing import Protocol, cast

from scorer import discover
from scorer.corpora import CUE_FAMILIES, FIELDS, Label, LabelledDocument, Report, refuse
from scorer.corpora._files import data_of, files_in
from scorer.errors import CorpusError, nearest


class Format(Protocol):
    """What a module of this package offers."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """How the names of its files end; none where it is a folder."""
        ...

    @property
    def CARRIES(self) -> tuple[str, ...]:
        """The ``FIELDS`` it can hold."""
        ...

    def recognises(self, path: Path) -> bool:
        """Whether a file or folder is in this format, by its content."""
        ...

    def read(self, path: Path, report: Report, texts: Path | None) -> list[LabelledDocument]:
        """All documents."""
        ...

    def write(self, documents: list[LabelledDocument], path: Path) -> None:
        """Write all documents."""
        ...


def formats() -> dict[str, str]:
    """Name and one-line description of every format."""
    return {name: (getdoc(module) or "").partition("\n")[0] for name, module in discover.members("scorer.corpora").items()}


def format_of(path: Path | str) -> str | None:
    """The name of the format a file or folder is in, by its content; None where it is in none."""
    return next((name for name, module in _modules().items() if module.recognises(Path(path))), None)


def read_corpus(
    path: Path | str, form: str | None = None, report: Report = refuse, texts: Path | str | None = None
) -> list[LabelledDocument]:
    """The documents of a corpus; its format is recognised by its content unless ``form`` names it.

    A folder is read as one corpus where a format uses folders, else all corpus files in it are read in the order of their names.
    ``report`` is told what is wrong and the rest is read; by default the first problem raises ``CorpusError``. ``texts`` is the
    folder with texts that the corpus itself does not hold.
    """
    path = Path(path)
    module = _module(form) if form else None
    name = form or format_of(path)
    if path.is_dir() and (name is None or (module and module.SUFFIXES and not module.recognises(path))):
        return _read_folder(path, form, report, texts)
    if path.is_file() and (form or name is None) and not _may_be_corpus(path, form, report):
        return []
    # What no format recognises is read by its suffix: that reader says best what is wrong with it.
    chosen = _modules()[name or _suffixes().get(path.suffix.lower(), "jsonl")]
    return chosen.read(path, report, Path(texts) if texts else None)


def _may_be_corpus(path: Path, form: str | None, report: Report) -> bool:
    """Whether a file that no format recognises can be a broken corpus; else why not is told."""
    problems: list[str] = []
    empty = not data_of(path, problems.append).strip()
    if not problems and empty:
        problems.append(f"{path}: is empty; give a corpus with at least one document")
    if not problems and not form and path.suffix.lower() not in _suffixes():
        problems.append(f"{path}: is in no corpus format; name the one it is meant to be in: {', '.join(formats())}")
    for problem in problems:
        report(problem)
    return not problems


def write_corpus(documents: list[LabelledDocument], path: Path | str, form: str | None = None) -> None:
    """Write a corpus; without ``form`` in the format of the suffix. What the format cannot carry is left out (``losses``)."""
    path = Path(path)
    if form is None and path.suffix.lower() not in _suffixes():
        raise CorpusError(f"{path}: a suffix {path.suffix!r} tells no format; name one of {', '.join(formats())}")
    _module(form or _suffixes()[path.suffix.lower()]).write(documents, path)


def losses(documents: list[LabelledDocument], form: str) -> list[str]:
    """What of these documents a format cannot carry, a line each; empty where nothing is lost."""
    module = _module(form)
    counts = {
        _CALLED.get(field, field): sum(_HAS[field](document) for document in documents)
        for field in FIELDS
        if field not in module.CARRIES
    }
    if hasattr(module, "misses"):
        counts |= module.misses(documents)
    return [
        f"{form} cannot carry {what}: {f'{count:,} documents lose' if count > 1 else '1 document loses'} them"
        for what, count in counts.items()
        if count
    ]


_CALLED = {
    "title": "titles", "genre": "genres", "level": "levels", "kind": "kinds", "alt": "second levels (alt)",
    "second": "second labels", "meta": "fields of their own (meta)",
}  # fmt: skip


def _any_label(said: Callable[[Label], bool]) -> Callable[[LabelledDocument], bool]:
    return lambda document: any(said(label) for label in (*document.labels, *document.second))


_HAS: dict[str, Callable[[LabelledDocument], bool]] = {
    "title": lambda document: bool(document.title),
    "corpus": lambda document: bool(document.corpus),
    "genre": lambda document: bool(document.genre),
    "meta": lambda document: bool(document.meta),
    "level": _any_label(lambda label: bool(label.level)),
    "kind": _any_label(lambda label: bool(label.kind)),
    "flags": _any_label(lambda label: bool(label.flags)),
    "cues": _any_label(lambda label: any(label.cues.get(family) for family in CUE_FAMILIES)),
    "alt": _any_label(lambda label: bool(label.alt)),
    "second": lambda document: bool(document.second),
    "attributions": lambda document: bool(document.attributions),
}


def _modules() -> dict[str, Format]:
    return cast(dict[str, Format], discover.members("scorer.corpora"))


def _module(form: str) -> Format:
    if form not in _modules():
        raise CorpusError(f"no corpus format {form!r}; {nearest(form, list(_modules()))}")
    return _modules()[form]


def _suffixes() -> dict[str, str]:
    """The format a suffix stands for; the own form comes first."""
    known = dict.fromkeys(_modules()["jsonl"].SUFFIXES, "jsonl")
    for name, module in _modules().items():
        for suffix in module.SUFFIXES:
            known.setdefault(suffix, name)
    return known


def _read_folder(path: Path, form: str | None, report: Report, texts: Path | str | None) -> list[LabelledDocument]:
    suffixes = _module(form).SUFFIXES if form else tuple(_suffixes())
    files = sorted(file for file in files_in(path, "*") if file.suffix.lower() in suffixes)
    if not files:
        report(f"{path}: holds no corpus file ({', '.join(suffixes)}); give another folder or a file")
    documents: dict[str, LabelledDocument] = {}
    for file in files:
        for document in read_corpus(file, form, report, texts):
            if document.id in documents:
                known = documents[document.id].where
                report(f"{document.where}: document {document.id!r} is also at {known}; only the first is kept")
            documents.setdefault(document.id, document)
    return list(documents.values())
