"""What was found before and is not to be reported again: counts by paragraph and code, and no text.

A paragraph is known by the digest of its words, so that edits elsewhere and files moved change nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from scorer.errors import ScorerError
from scorer.types import CheckedDocument, Finding

_VERSION = 1
Key = tuple[str, str]


def write_baseline(documents: Iterable[CheckedDocument], stream: TextIO) -> None:
    """All findings of these documents as a baseline: JSON, sorted."""
    counts = Counter(_key(one, finding) for one in documents for finding in one.findings)
    known: dict[str, dict[str, int]] = {}
    for digest, code in sorted(counts):
        known.setdefault(digest, {})[code] = counts[digest, code]
    json.dump({"version": _VERSION, "findings": known}, stream, indent=1, sort_keys=True)
    stream.write("\n")


def read_baseline(path: str) -> Baseline:
    """The baseline in a file."""
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except OSError as error:
        raise ScorerError(f"{path}: cannot be read ({error.strerror}); write it with --write-baseline") from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ScorerError(f"{path}:{line}: this is no baseline; write it again with --write-baseline") from None
    if not isinstance(content, dict) or content.get("version") != _VERSION or not isinstance(content.get("findings"), dict):
        raise ScorerError(f"{path}: this is no baseline of version {_VERSION}; write it again with --write-baseline")
    counts: Counter[Key] = Counter()
    for digest, codes in content["findings"].items():
        if not isinstance(codes, dict) or not all(type(count) is int and count > 0 for count in codes.values()):
            raise ScorerError(f"{path}: the counts of {digest!r} are not usable; write it again with --write-baseline")
        counts.update({(digest, code): count for code, count in codes.items()})
    return Baseline(counts)


class Baseline:
    """Findings known by paragraph and code; each one known covers one found, over all documents of a run."""

    def __init__(self, counts: Counter[Key]):
        self._left = Counter(counts)

    def drop_known(self, checked: CheckedDocument) -> CheckedDocument:
        """The document without the findings that are known, and their number."""
        kept = []
        for finding in checked.findings:
            key = _key(checked, finding)
            if self._left[key] > 0:
                self._left[key] -= 1
            else:
                kept.append(finding)
        return checked._replace(findings=tuple(kept), known=checked.known + len(checked.findings) - len(kept))


def _key(checked: CheckedDocument, finding: Finding) -> Key:
    number = finding.paragraph - 1
    return (checked.digests[number] if number < len(checked.digests) else "", finding.code)


__all__ = ["Baseline", "read_baseline", "write_baseline"]
