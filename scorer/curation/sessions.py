"""A labelling session: drafts as documents without labels yet, on a page for the browser that writes the own form."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from scorer.corpora import CUE_FAMILIES, FLAGS, Label, LabelledDocument
from scorer.corpora._records import document_record
from scorer.curation.labels import unlikely_kinds
from scorer.reports._pages.labels import Choices, Task, write_label_page
from scorer.text.fillers import words_at
from scorer.types import LEVELS, Document, Score


def write_session(drafts: Sequence[tuple[Document, Sequence[Score]]]) -> str:
    """The page on which these drafts are labelled, as HTML; scores are suggested once a paragraph is answered, none are not."""
    documents = [as_unlabelled(draft) for draft, _ in drafts]
    names = _tell_apart(documents)
    tasks = [
        Task(document_record(document._replace(id=name)), draft, scores)
        for document, name, (draft, scores) in zip(documents, names, drafts, strict=True)
    ]
    return write_label_page(tasks, Choices(FLAGS, CUE_FAMILIES, {level: sorted(unlikely_kinds(level)) for level in LEVELS}))


def as_unlabelled(draft: Document) -> LabelledDocument:
    """A draft with its paragraphs as the scorer reads them, letter by letter, named after its file without the folders."""
    paragraphs = [words_at(draft, block.start, block.end) for block in draft.blocks]
    heading = next((text.strip() for block, text in zip(draft.blocks, paragraphs, strict=True) if block.kind == "heading"), "")
    name = "stdin" if draft.name == "-" else PurePath(draft.name).name
    return LabelledDocument(name, "drafts", "", paragraphs, [Label()] * len(paragraphs), title=heading)


def _tell_apart(documents: Sequence[LabelledDocument]) -> list[str]:
    """The ids of the documents; those that share one get a digest of their text, copies of one text a number as well."""
    shared = Counter(document.id for document in documents)
    seen: Counter[str] = Counter()
    names = []
    for document in documents:
        name = document.id
        if shared[name] > 1:
            name += ":" + hashlib.sha256("\n\n".join(document.paragraphs).encode("utf-8", "replace")).hexdigest()[:8]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}:{seen[name]}")
    return names
