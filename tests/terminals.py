"""A real terminal of some size for the command line: what it shows, and what keys do."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

from shell import ROOT

LONG = "\n\n".join(f"Officials said {number} boats were lost." for number in range(40))
"""A draft of many screens."""
LINK = "\x1b]8;;"
"""How a link begins, and how it ends."""
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\")
_QUIET = ("NO_COLOR", "FORCE_HYPERLINK", "TERM_PROGRAM", "VTE_VERSION", "COLUMNS", "LINES", "PAGER", "SCORER_PAGER", "LESS")
_PATIENCE = 60.0


class Terminal:
    """One program on a terminal of its own."""

    def __init__(self, *command: str, columns: int = 80, rows: int = 2000, **environment: str):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        settings = {name: value for name, value in os.environ.items() if name not in _QUIET}
        settings |= {"TERM": "xterm-256color", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"} | environment
        self.process = subprocess.Popen(command, cwd=ROOT, env=settings, preexec_fn=lambda: os.login_tty(slave))
        os.close(slave)
        self.seen = b""

    @property
    def shown(self) -> str:
        """Everything shown so far."""
        return self.seen.decode("utf-8", "replace").replace("\r\n", "\n")

    def read_until(self, sign: str) -> str:
        """Everything shown up to a sign; raises where it does not come."""
        while sign not in self.shown:
            if not self._read():
                raise AssertionError(f"{sign!r} is not in {self.shown!r}")
        return self.shown

    def press(self, keys: str) -> None:
        """Type on the keyboard."""
        os.write(self.master, keys.encode())

    def finish(self) -> tuple[int, str]:
        """The exit code, and everything shown."""
        try:
            while self._read():
                pass
            return self.process.wait(_PATIENCE), self.shown
        finally:
            self.process.kill()
            os.close(self.master)

    def _read(self) -> bool:
        ready, _, _ = select.select([self.master], [], [], _PATIENCE)
        assert ready, f"nothing more after {self.shown[-200:]!r}"
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the last program has left the terminal
            return False
        self.seen += data
        return bool(data)


def scorer(*args: str | Path, columns: int = 80, rows: int = 2000, **environment: str) -> Terminal:
    """A command of ours on a terminal."""
    return Terminal(sys.executable, "-m", "scorer", *map(str, args), columns=columns, rows=rows, **environment)


def plain(text: str) -> str:
    """A text without what steers the terminal: colours and links."""
    return _STEERING.sub("", text)
