"""Leave to keep what a rule finds: inline, beside the copy, in a baseline, and what did not change."""

from __future__ import annotations

import os
from collections.abc import Collection

from scorer.suppressions.inline import read_inline
from scorer.suppressions.sidecar import match_entries, read_sidecar
from scorer.types import Allowance, Document


def read_allowances(document: Document, digests: Collection[str], known: Collection[str]) -> tuple[Allowance, ...]:
    """All leave given for a document: in its comments, then in the file beside it.

    ``digests`` are those of its paragraphs, in order; ``known`` are the codes of all rules. What is malformed says so in its
    ``problem``.
    """
    inline = read_inline(document, known)
    if document.name == "-":
        return inline
    return inline + match_entries(read_sidecar(os.path.dirname(document.name), known), digests)
