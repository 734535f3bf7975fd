"""Two readings of the same paragraphs: paired from two corpora, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from scorer.corpora import LabelledDocument
from scorer.curation.findings import Place, place_of
from scorer.curation.parts import read_part
from scorer.errors import CorpusError


def read_readings(
    first: Path | str, second: Path | str | None = None, form: str | None = None, texts: Path | str | None = None
) -> tuple[list[LabelledDocument], list[str]]:
    """The documents of one corpus with the labels of another as ``second``, or its own, and what was wrong, a line each.

    Raises ``CorpusError`` where nothing has been read twice.
    """
    part = read_part(first, form, texts)
    documents, unreadable, problems = part.documents, part.unreadable, part.problems
    lacking = f"{first}: no document has second labels; give the second reader's file, too"
    if second is not None:
        other = read_part(second, form, texts)
        documents, unmatched = pair_readings(documents, other.documents)
        unreadable, problems = [*unreadable, *other.unreadable], [*problems, *other.problems, *unmatched]
        lacking = f"{second}: holds no document of {first} with the same id and text; give two readings of the same articles"
    if not any(document.second for document in documents):
        raise CorpusError(unreadable[0] if unreadable else lacking)
    return documents, [*unreadable, *problems]


def pair_readings(
    first: Sequence[LabelledDocument], second: Sequence[LabelledDocument]
) -> tuple[list[LabelledDocument], list[str]]:
    """The documents of the first reader with the labels of the second (matched by id), and what found no match, a line each.

    Documents match only if their paragraphs are the same.
    """
    others: dict[str, list[LabelledDocument]] = {}
    for document in second:
        others.setdefault(document.id, []).append(document)
    paired, problems = [], []
    for document in first:
        known = others.get(document.id, [])
        other = next((one for one in known if one.paragraphs == document.paragraphs), None)
        if other:
            known.remove(other)
            paired.append(document._replace(second=tuple(other.labels)))
        elif known:
            problems.append(f"{_name(document)}: the texts differ from {known[0].where or 'the second reading'}")
            known.pop(0)
        else:
            problems.append(f"{_name(document)}: only the first reader has it")
    left = [document for known in others.values() for document in known]
    problems += [f"{_name(document)}: only the second reader has it" for document in left]
    return paired, problems


def find_differences(documents: Sequence[LabelledDocument]) -> Iterator[tuple[Place, str, str]]:
    """Place, first and second level of every paragraph on which the readers differ."""
    for document in documents:
        for number, (one, other) in enumerate(zip(document.labels, document.second, strict=False), 1):
            if one.level and other.level and one.level != other.level:
                yield place_of(document, number), one.level, other.level


def _name(document: LabelledDocument) -> str:
    return f"{document.where}: {document.id}" if document.where else document.id
