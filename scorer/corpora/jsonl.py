"""The own corpus form: one JSON object a document with ``id``, ``paragraphs`` and ``labels``, one label a paragraph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scorer.corpora import Label, LabelledDocument
from scorer.errors import CorpusError
from scorer.types import KINDS, LEVELS

SUFFIXES = (".jsonl",)


def read(path: Path) -> list[LabelledDocument]:
    """All documents of a file. Raises ``CorpusError`` naming file and line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise CorpusError(f"{path}: is not UTF-8; convert it first") from None
    return [_document(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _document(line: str, path: Path, number: int) -> LabelledDocument:
    where = f"{path}:{number}"
    try:
        content = json.loads(line)
        paragraphs, labels = content["paragraphs"], content["labels"]
        identity = str(content["id"])
    except ValueError:
        raise CorpusError(f"{where}: is no JSON; one document a line is expected") from None
    except (KeyError, TypeError):
        raise CorpusError(f"{where}: needs id, paragraphs and labels; see training/README.md") from None
    if not isinstance(paragraphs, list) or not all(isinstance(text, str) for text in paragraphs):
        raise CorpusError(f"{where}: paragraphs must be a list of texts")
    if not isinstance(labels, list) or len(labels) != len(paragraphs):
        raise CorpusError(f"{where}: {len(labels)} labels for {len(paragraphs)} paragraphs; one each is needed")
    read_labels = [_label(label, f"{where}: paragraph {at}") for at, label in enumerate(labels, 1)]
    return LabelledDocument(
        identity, str(content.get("corpus", path.stem)), str(content.get("genre", "")), paragraphs, read_labels
    )


def _label(label: Any, where: str) -> Label:
    if not isinstance(label, dict) or label.get("level") not in LEVELS:
        found = label.get("level") if isinstance(label, dict) else label
        raise CorpusError(f"{where}: level {found!r} is none of {', '.join(LEVELS)}")
    kind = label.get("kind", "na" if label["level"] == "background" else "none")
    if kind not in KINDS:
        raise CorpusError(f"{where}: kind {kind!r} is none of {', '.join(KINDS)}")
    cues = {name: tuple(label.get(name, ())) for name in ("anon", "denial", "reply", "hedge")}
    return Label(label["level"], kind, tuple(label.get("flags", ())), cues, label.get("alt", ""))
