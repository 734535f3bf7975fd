"""What a file was at a revision of its git repository."""

from __future__ import annotations

import os
import subprocess

from scorer.errors import ScorerError


def fetch_former(base: str, path: str) -> bytes | None:
    """What stood in the file ``path`` at revision ``base``; None where it was not there.

    A file renamed since is looked for among those that git itself takes for its former self. Raises ``ScorerError`` for what is
    no revision.
    """
    if path == "-":
        raise ScorerError("-: standard input has no revision to compare with; name a file")
    if not base.strip() or base.startswith("-"):
        raise ScorerError(f"{base!r} is no git revision; give a branch, a tag or a commit")
    folder, file = os.path.split(os.path.abspath(path))
    commit = _commit(base, path, folder)
    data = _ask_git(folder, "show", f"{commit}:./{file}")
    if data is None:
        former = _former_path(commit, folder, file)
        data = _ask_git(folder, "show", f"{commit}:{former}") if former else None
    return data


def _commit(base: str, path: str, folder: str) -> str:
    """The commit that ``base`` names in the repository of a folder."""
    found = None if "\0" in base else _ask_git(folder, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    if found:
        return found.decode("ascii", "replace").strip()
    if _ask_git(folder, "rev-parse", "--git-dir") is None:
        raise ScorerError(f"{path}: not in a git repository; name a file inside one, or ask for no revision")
    raise ScorerError(f"{path}: there is no revision {base!r} in its repository; fetch it, or see git branch --all")


def _former_path(commit: str, folder: str, file: str) -> str:
    """The path, from the top of the repository, of what was renamed to ``file`` since the commit; "" where nothing was."""
    below = _ask_git(folder, "rev-parse", "--show-prefix")
    changes = _ask_git(folder, "diff", "--name-status", "-z", "-M", "--diff-filter=R", "--no-ext-diff", commit, "--")
    if below is None or changes is None:
        return ""
    here = os.fsdecode(below).rstrip("\n") + file
    fields = [os.fsdecode(field) for field in changes.split(b"\0")]
    return next((old for old, new in zip(fields[1::3], fields[2::3], strict=False) if new == here), "")


def _ask_git(folder: str, *words: str) -> bytes | None:
    """What git answers in a folder; None where it refuses."""
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise ScorerError(f"git cannot be run ({error.strerror}); install it, or ask for no revision") from None
    return done.stdout if done.returncode == 0 else None
