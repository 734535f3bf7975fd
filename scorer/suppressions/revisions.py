"""Which paragraphs of a file were there at a git revision, so that a check can speak of the changed ones only."""

from __future__ import annotations

from collections.abc import Collection

from scorer.errors import ScorerError
from scorer.readers import read_bytes, suffix_of
from scorer.repository import fetch_former
from scorer.text.digests import digest_paragraphs
from scorer.types import CheckedDocument


def open_revision(base: str, path: str) -> Revision:
    """The file ``path`` as it was at revision ``base``, read as today's is; a file that was not there has no paragraph.

    Where what stood there cannot be read as a draft, everything is new.
    """
    data = fetch_former(base, path)
    if data is None:
        return Revision(())
    try:
        before = read_bytes(data, f"{path} at {base}", suffix_of(path))
    except ScorerError:
        return Revision(())
    return Revision(digest_paragraphs(before))


class Revision:
    """The paragraphs of one file at a revision, by digest."""

    def __init__(self, digests: Collection[str]):
        self._digests = frozenset(digests)

    def drop_unchanged(self, checked: CheckedDocument) -> CheckedDocument:
        """The document with only the findings in paragraphs that were not there, and the number of the others."""
        digests = checked.digests
        kept = tuple(
            one for one in checked.findings if one.paragraph > len(digests) or digests[one.paragraph - 1] not in self._digests
        )
        return checked._replace(findings=kept, unchanged=checked.unchanged + len(checked.findings) - len(kept))


__all__ = ["Revision", "open_revision"]
