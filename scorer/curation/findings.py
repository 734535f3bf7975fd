"""What an audit finds: how grave it is, what it is, where it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from scorer.corpora import LabelledDocument

ERROR, WARNING = "error", "warning"
_PLACE = re.compile(r"(.+?:\d+): (?:paragraph (\d+):? )?(.*)")


class Place(NamedTuple):
    """``where`` is ``file:line``; ``paragraph`` counts from 1 and is 0 for the whole document."""

    where: str
    document: str = ""
    paragraph: int = 0


class Finding(NamedTuple):
    """``code`` names the kind of finding, ``message`` says what is wrong without a word of the text."""

    severity: str
    code: str
    message: str
    places: tuple[Place, ...]

    def as_record(self) -> dict[str, Any]:
        """The finding as JSON holds it."""
        return {**self._asdict(), "places": [place._asdict() for place in self.places]}


def place_of(document: LabelledDocument, paragraph: int = 0) -> Place:
    """Where a document, or a paragraph of it (from 1), lies."""
    return Place(document.where or document.corpus, document.id, paragraph)


def structural(problem: str, path: str, names: Mapping[str, str]) -> Finding:
    """What a reader has reported, as a finding; ``names`` are document ids by ``file:line``.

    A problem without ``file:line`` lies in the file as a whole.
    """
    found = _PLACE.match(" ".join(problem.split()))
    if not found:
        return Finding(ERROR, "structure", problem.removeprefix(f"{path}: "), (Place(path),))
    where, paragraph, message = found.groups()
    return Finding(ERROR, "structure", message, (Place(where, names.get(where, ""), int(paragraph or 0)),))
