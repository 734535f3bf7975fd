"""One paragraph a task: how tools for short texts hold a document, and how it comes back whole and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scorer.corpora import Label, LabelledDocument, Report
from scorer.corpora._records import meta_fields, meta_of, scalar

_DOCUMENT = ("document", "document_id", "doc_id")
_OWN = (*_DOCUMENT, "paragraph", "paragraphs", "corpus", "genre", "title")


class Task(NamedTuple):
    """A paragraph with its label, the second reader's if there is one, and what the tool keeps beside the text."""

    where: str
    text: str
    label: Label
    second: Label | None
    about: Mapping[str, Any]


def about(document: LabelledDocument, number: int, taken: Iterable[str] = ()) -> dict[str, str | int]:
    """What is kept beside the text of a paragraph (number from 1); names the tool has ``taken`` get a prefix."""
    fields: dict[str, str | int] = {"document": document.id, "paragraph": number, "paragraphs": len(document.paragraphs)}
    fields["corpus"] = document.corpus
    fields |= {name: value for name, value in (("genre", document.genre), ("title", document.title)) if value}
    return fields | meta_fields(document.meta, (*_OWN, *taken))


def assemble(tasks: Iterable[Task], path: Path, report: Report) -> list[LabelledDocument]:
    """The documents of tasks, in the order of their first tasks; a task that names no document is one.

    A paragraph that comes twice, and one that is missing, are told.
    """
    documents: dict[str, dict[int, Task]] = {}
    for at, task in enumerate(tasks, 1):
        identity = next((found for name in _DOCUMENT if (found := scalar(task.about.get(name)))), f"{path.stem}:{at}")
        paragraphs = documents.setdefault(identity, {})
        number = _number(task.about.get("paragraph"), len(paragraphs) + 1)
        if number is None:
            report(f"{task.where}: paragraph {task.about['paragraph']!r} is no number")
        elif number in paragraphs:
            report(f"{task.where}: paragraph {number} of {identity!r} is also at {paragraphs[number].where}; the first is kept")
        else:
            paragraphs[number] = task
    return [_document(identity, paragraphs, path, report) for identity, paragraphs in documents.items() if paragraphs]


def _number(value: Any, default: int) -> int | None:
    if value in (None, ""):
        return default
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _document(identity: str, numbered: dict[int, Task], path: Path, report: Report) -> LabelledDocument:
    first = next(iter(numbered.values()))
    total = _number(first.about.get("paragraphs"), max(numbered))
    missing = sorted(set(range(1, (total or 0) + 1)) - numbered.keys())
    if missing:
        some = ", ".join(map(str, missing[:5])) + (", …" if len(missing) > 5 else "")
        report(f"{first.where}: document {identity!r} lacks paragraph {some} of {total}; export all of its paragraphs")
    tasks = [numbered[number] for number in sorted(numbered) if number > 0]  # a document without paragraphs has number 0
    second = [task.second or Label() for task in tasks] if any(task.second is not None for task in tasks) else []
    fields = {name: scalar(value) for name, value in first.about.items() if value is not None}
    return LabelledDocument(
        identity,
        fields.get("corpus") or path.stem,
        fields.get("genre", ""),
        [task.text for task in tasks],
        [task.label for task in tasks],
        fields.get("title", ""),
        tuple(second),
        meta=meta_of(dict(first.about), _OWN),
        where=first.where,
    )
