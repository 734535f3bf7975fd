"""Which paragraphs of a file were there at a git revision, so that a check can speak of the changed ones only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Collection

from scorer.errors import ScorerError
from scorer.text.digests import digest_words
from scorer.types import CheckedDocument, Document


def open_revision(base: str, path: str, read: Callable[[bytes, str], Document]) -> Revision:
    """The file ``path`` as it was at revision ``base``, read as today's is; a file that was not there has no paragraph."""
    if path == "-":
        raise ScorerError("-: standard input has no revision to compare with; name a file")
    if not base or base.startswith("-"):
        raise ScorerError(f"{base!r} is no git revision; give a branch, a tag or a commit")
    folder, file = os.path.split(os.path.abspath(path))
    commit, _ = _ask_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if commit is None:
        inside, _ = _ask_git(folder, "rev-parse", "--git-dir")
        if inside is None:
            raise ScorerError(f"{path}: not in a git repository; run without --diff, or inside one")
        raise ScorerError(f"{path}: there is no revision {base!r} here; fetch it, or see git branch --all")
    data, _ = _ask_git(folder, "show", f"{commit.decode().strip()}:./{file}")
    if data is None:
        return Revision(())
    before = read(data, f"{path} at {base}")
    return Revision({digest_words(before.plain[block.start : block.end]) for block in before.blocks})


class Revision:
    """The paragraphs of one file at a revision, by digest."""

    def __init__(self, digests: Collection[str]):
        self._digests = frozenset(digests)

    def drop_unchanged(self, checked: CheckedDocument) -> CheckedDocument:
        """The document with only the findings in paragraphs that were not there, and the number of the others."""
        kept = tuple(one for one in checked.findings if checked.digests[one.paragraph - 1] not in self._digests)
        return checked._replace(findings=kept, unchanged=checked.unchanged + len(checked.findings) - len(kept))


def _ask_git(folder: str, *words: str) -> tuple[bytes | None, str]:
    """What git answers in a folder; None with what it complains of where it fails."""
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False)
    except OSError as error:
        raise ScorerError(f"git cannot be run ({error.strerror}); install it, or run without --diff") from None
    return (done.stdout if done.returncode == 0 else None), done.stderr.decode("utf-8", "replace")


__all__ = ["Revision", "open_revision"]
