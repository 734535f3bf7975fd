"""From one corpus format into another, saying what does not come along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorer.corpora._formats import format_of, losses, write_corpus
from scorer.curation.parts import read_part
from scorer.errors import CorpusError


def convert_corpus(
    source: Path | str,
    target: Path | str,
    from_form: str | None = None,
    to_form: str | None = None,
    texts: Path | str | None = None,
) -> dict[str, Any]:
    """Read a corpus and write it in another format; formats not named are recognised by content and by suffix.

    Returns how many ``documents`` and ``paragraphs`` were written, ``losses`` (what the target's format cannot carry),
    ``problems`` (what was wrong and left out) and ``unreadable``. Raises ``CorpusError`` where nothing can be read or written.
    """
    source, target = Path(source), Path(target)
    if target.exists() and source.exists() and target.samefile(source):
        raise CorpusError(f"{target}: is the source itself; give the target another name")
    part = read_part(source, from_form, texts)
    if not part.documents:
        raise CorpusError("; ".join([*part.unreadable, *part.problems]) or f"{source}: holds no documents; nothing was written")
    write_corpus(part.documents, target, to_form)
    return {
        "documents": len(part.documents),
        "paragraphs": sum(len(document.paragraphs) for document in part.documents),
        "losses": losses(part.documents, to_form or format_of(target) or "jsonl"),
        "problems": part.problems,
        "unreadable": part.unreadable,
    }
