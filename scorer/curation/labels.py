"""Labels that are missing or contradict themselves; names, cues and offsets that cannot be right a reader has told already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorer.corpora import Label, LabelledDocument
from scorer.curation.findings import WARNING, Finding, Place, place_of
from scorer.types import KINDS, LEVELS

_NOBODY = frozenset(["none", "agentless", "weasel_group"])
_NAMED = frozenset(["person", "institution", "document", "reporter"])
_UNNAMED = frozenset(["anon_described", "anon_vague", "official_group", "unnamed_ordinary"])
_IMPOSSIBLE = {
    "unsupported": _NAMED,
    "weak": _NOBODY,
    "qualified": _NOBODY,
    "accountable": _NOBODY | _UNNAMED,
}
"""Kinds that the labelling guide's procedure never gives with a level; background goes with na, and with nothing else."""


def unlikely_kinds(level: str) -> frozenset[str]:
    """The kinds that do not go with a level."""
    return frozenset(KINDS) - {"na"} if level == "background" else _IMPOSSIBLE[level] | {"na"}


def check_labels(document: LabelledDocument) -> Iterator[Finding]:
    """Everything doubtful about the labels of one document, the second reader's too."""
    for reader, labels in (("", document.labels), ("second reader: ", document.second)):
        for number, (label, text) in enumerate(zip(labels, document.paragraphs, strict=False), 1):
            for code, message in _doubts(label, text):
                yield Finding(WARNING, code, reader + message, (place_of(document, number),))


def check_presence(name: str, documents: Sequence[LabelledDocument]) -> Iterator[Finding]:
    """Documents without labels, told one by one unless none has any; then levels nobody has given."""
    bare = [document for document in documents if not any(label.level for label in document.labels)]
    if documents and len(bare) == len(documents):
        yield Finding(WARNING, "unlabelled", "no document is labelled", (Place(name),))
        return
    for document in bare:
        yield Finding(WARNING, "unlabelled", "no paragraph of the document is labelled", (place_of(document),))
    given = {label.level for document in documents for label in document.labels}
    lacking = [level for level in LEVELS if level not in given]
    if documents and lacking:
        yield Finding(WARNING, "level", f"no paragraph is labelled {', '.join(lacking)}", (Place(name),))


def _doubts(label: Label, text: str) -> Iterator[tuple[str, str]]:
    """Code and message of all that is doubtful about one label."""
    if not label.level:
        return
    if label.kind in unlikely_kinds(label.level):
        yield "kind", f"kind {label.kind} does not go with level {label.level}"
    if label.alt == label.level:
        yield "label", f"second choice is the level itself, {label.level}"
    if not text.strip():
        yield "label", f"the paragraph is empty but labelled {label.level}"
