"""Labels that contradict themselves. Unknown names, and cues and offsets that are not in the text, a reader has told already."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.corpora import Label, LabelledDocument
from scorer.curation.findings import WARNING, Finding, place_of

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


def check_labels(document: LabelledDocument) -> Iterator[Finding]:
    """Everything doubtful about the labels of one document, the second reader's too."""
    for reader, labels in (("", document.labels), ("second reader: ", document.second)):
        for number, (label, text) in enumerate(zip(labels, document.paragraphs, strict=False), 1):
            for code, message in _doubts(label, text):
                yield Finding(WARNING, code, reader + message, (place_of(document, number),))
    if not any(label.level for label in document.labels):
        yield Finding(WARNING, "unlabelled", "no paragraph of the document is labelled", (place_of(document),))


def _doubts(label: Label, text: str) -> Iterator[tuple[str, str]]:
    """Code and message of all that is doubtful about one label."""
    if not label.level:
        return
    if label.kind and ((label.level == "background") != (label.kind == "na") or label.kind in _IMPOSSIBLE.get(label.level, ())):
        yield "kind", f"kind {label.kind} does not go with level {label.level}"
    if label.alt == label.level:
        yield "label", f"second choice is the level itself, {label.level}"
    if not text.strip():
        yield "label", f"the paragraph is empty but labelled {label.level}"
