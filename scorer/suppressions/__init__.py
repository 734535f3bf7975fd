"""Leave to keep what a rule finds: inline, beside the copy, in a baseline, and what did not change since a revision."""

from __future__ import annotations

import os
from collections.abc import Collection

from scorer.suppressions.inline import list_inline
from scorer.suppressions.sidecar import match_entries, read_sidecar
from scorer.text.digests import digest_paragraphs
from scorer.types import Allowance, Document


def read_allowances(document: Document, known: Collection[str]) -> tuple[Allowance, ...]:
    """Who allows what in a document: inline in it, then in the file ``copy.allow`` of its folder.

    ``known`` are the codes there are; a malformed allowance says so in its ``problem`` and allows nothing. Of the file, only
    lines whose hash is that of a paragraph here are given, sound or malformed; standard input has no folder, so none.
    A line without a usable hash is given with the first draft of the folder, and once is enough.
    """
    inline = list_inline(document, known)
    if document.name == "-":
        return inline
    entries = read_sidecar(os.path.dirname(document.name), known)
    if not entries:
        return inline
    return inline + tuple(match_entries(entries, digest_paragraphs(document), document.name))


__all__ = ["read_allowances"]
