"""What is longer than the screen goes through a pager, as git does it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, suppress
from typing import TYPE_CHECKING, TextIO, cast

import click

if TYPE_CHECKING:
    import subprocess

PAGERS = ("SCORER_PAGER", "PAGER")
_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Settings of pagers, where the user has none: show colours, leave the screen as it is, end after what fits on it."""
_COLOURS = {"less": ["-R"]}
"""What a pager has to be told even by whose settings it would spell colours out."""


@contextmanager
def open_pager(stream: TextIO) -> Iterator[TextIO]:
    """A stream to the screen; complaints wait until the pager is gone, which would paint them over."""
    command = find_pager(stream)
    if not command:
        yield stream
        return
    pager = _Pager(stream, command)
    complaints, errors = io.StringIO(), sys.stderr
    try:
        with redirect_stderr(complaints) if errors.isatty() else nullcontext():
            yield cast(TextIO, pager)
    finally:
        pager.finish()
        errors.write(complaints.getvalue())


def find_pager(stream: TextIO) -> list[str]:
    """The command of the pager; nothing where nobody can page: no terminal, a poor one, or a draft where the keys come from."""
    if not (stream.isatty() and sys.stdin and sys.stdin.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        return []
    import shlex
    import shutil

    try:
        command = shlex.split(next((os.environ[name] for name in PAGERS if name in os.environ), "less"))
    except ValueError:
        return []
    if not command or command == ["cat"] or not shutil.which(command[0]):
        return []
    return [*command, *_COLOURS.get(os.path.basename(command[0]), [])]


class _Pager(io.TextIOBase):
    """Keeps a screenful to itself, and starts the pager when there is more."""

    def __init__(self, stream: TextIO, command: list[str]):
        import shutil

        self.stream = stream
        self.command = command
        self.columns, rows = shutil.get_terminal_size()
        self.room = rows - 1  # the last line is that of the prompt
        self.kept: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.show: Callable[[str], object] | None = None

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a stream may say it by a property
        """That of the terminal."""
        return self.stream.encoding

    def isatty(self) -> bool:
        """What is written here is seen on a terminal."""
        return True

    def write(self, text: str) -> int:
        """Keep what fits the screen, pass on what does not."""
        if self.show:
            self.show(text)
            return len(text)
        self.kept.append(text)
        self.room -= sum(1 + max(len(line) - 1, 0) // self.columns for line in click.unstyle(text).splitlines())
        if self.room < 0:
            self.show = self._start()
            self.show("".join(self.kept))
        return len(text)

    def finish(self) -> None:
        """Show what was kept, or wait until the reader has seen enough; Ctrl-C is the pager's while it runs."""
        if not self.show:
            self.stream.write("".join(self.kept))
        if not self.process:
            return
        assert self.process.stdin
        self.process.stdin.close()
        while True:
            try:
                self.process.wait()
                return
            except KeyboardInterrupt:
                continue

    def _start(self) -> Callable[[str], object]:
        """What shows a text from now on: the pager or, where it will not start, the terminal itself."""
        import subprocess

        try:
            self.process = subprocess.Popen(self.command, bufsize=0, stdin=subprocess.PIPE, env=_DEFAULTS | os.environ)
        except OSError:
            return self.stream.write
        return self._pass_on

    def _pass_on(self, text: str) -> None:
        """To the pager; nothing is wrong if it has been left."""
        assert self.process
        assert self.process.stdin
        left = memoryview(text.encode(self.encoding, "backslashreplace"))
        with suppress(OSError):
            while left:
                left = left[self.process.stdin.write(left) :]
