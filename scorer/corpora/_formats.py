"""Which format a corpus is in, and what a format cannot carry."""

from __future__ import annotations

from pathlib import Path

from scorer.corpora import LabelledDocument, Report, jsonl, refuse


def read_corpus(
    path: Path | str, form: str | None = None, report: Report = refuse, texts: Path | str | None = None
) -> list[LabelledDocument]:
    """The documents of a corpus; its format is recognised unless ``form`` names it. Raises ``CorpusError``."""
    return jsonl.read(Path(path))
