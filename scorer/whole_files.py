"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


@contextmanager
def open_whole(path: str | Path, mode: str, *, through_links: bool = True, **how: Any) -> Iterator[IO[Any]]:
    """A file that takes its place when all of it is written, with the permissions of the one it replaces.

    A device or a pipe, which cannot be replaced, is written to at once. A link is followed, or else replaced. Raises ``OSError``.
    """
    if _is_special(path):
        with open(path, mode, **how) as stream:
            yield stream
        return
    target = os.path.realpath(path) if through_links else os.fspath(path)
    handle, draft = tempfile.mkstemp(prefix=".scorer-", dir=os.path.dirname(target))
    try:
        with open(handle, mode, **how) as stream:
            yield stream
        os.chmod(draft, _mode(target))
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or replace it, be it a link, all at once. Raises ``OSError``."""
    with open_whole(path, "wb", through_links=False) as stream:
        stream.write(data)


def _is_special(path: str | Path) -> bool:
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _mode(target: str) -> int:
    """The permissions of the file to be replaced, else those of any new file."""
    if os.path.exists(target):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
