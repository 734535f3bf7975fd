"""Make the guide true again: run its commands and put what they print under them.

``python tests/refresh_guide.py`` after a retraining; ``--check`` only says what differs. What is run, from top to bottom in one
folder for the whole guide:

- a ``console`` block: each line ``$ scorer …``; what stands below it up to the next ``$`` is its output. A remark behind the
  command says what is to be shown and expected: ``# … lines 1-9, 20`` keeps these lines and marks what is left out by a line
  with a single ``…``; ``# exit 2`` is an exit code other than 0. Other commands are for the reader and are not run.
- a ``toml`` block whose first line is ``# NAME.toml``: it is written to that file, as the guide asks its reader to do.

The folder is called ``afternoon`` and ``training`` lies beside it, so that no path of this machine is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "training" / "README.md"
_BLOCK = re.compile(r"^```(console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*?)(?: +# (?P<remark>(?:…|exit).*))?$")
_FILE = re.compile(r"# ([\w-]+\.toml)\n")
_LINES = re.compile(r"lines ([\d, -]+)")
_EXIT = re.compile(r"exit (\d)")
_CUT = "…"


class Command(NamedTuple):
    """A command of the guide as it stands there (``line``, 1-based ``number``), and the output shown below it."""

    number: int
    line: str
    command: str
    remark: str
    shown: list[str]

    @property
    def expected(self) -> int:
        """The exit code it should have."""
        found = _EXIT.search(self.remark)
        return int(found[1]) if found else 0

    @property
    def runs(self) -> bool:
        """Whether it is one of ours."""
        return self.command.startswith("scorer ")

    def shorten(self, output: list[str]) -> list[str]:
        """The lines of an output that the remark asks for; all without one."""
        wanted = _LINES.search(self.remark)
        if not wanted:
            return output
        kept: list[str] = []
        end = 0
        for part in wanted[1].split(","):
            first, _, last = part.partition("-")
            low, high = int(first), int(last or first)
            kept += [_CUT] * (low > end + 1) + output[low - 1 : high]
            end = high
        return kept + [_CUT] * (end < len(output))


class Run(NamedTuple):
    """A command that was run: its exit code and all it printed."""

    command: Command
    code: int
    output: list[str]


def read_commands(block: str, first: int) -> list[Command]:
    """The commands of a console block whose first line is line ``first`` of the guide."""
    found: list[Command] = []
    for number, line in enumerate(block.splitlines(), first):
        if parts := _COMMAND.match(line):
            found.append(Command(number, line, parts["command"], parts["remark"] or "", []))
        elif found:
            found[-1].shown.append(line)
    return found


def run_guide(text: str, folder: Path) -> Iterator[Run]:
    """Write the files of a guide and run its commands below a folder, in order; those that are not ours are not run."""
    work = folder / "afternoon"
    work.mkdir()
    (folder / "training").symlink_to(ROOT / "training", target_is_directory=True)
    for block in _BLOCK.finditer(text):
        if block[1] == "toml":
            if named := _FILE.match(block[2]):
                (work / named[1]).write_text(block[2], "utf-8")
            continue
        for command in read_commands(block[2], text.count("\n", 0, block.start(2)) + 1):
            if command.runs:
                yield _run(command, work)


def refresh(text: str, runs: list[Run]) -> str:
    """The guide with what its commands printed."""
    outputs = {run.command.number: run.command.shorten(run.output) for run in runs}

    def renew(block: re.Match[str]) -> str:
        if block[1] == "toml":
            return block[0]
        commands = read_commands(block[2], text.count("\n", 0, block.start(2)) + 1)
        lines = [line for one in commands for line in [one.line, *outputs.get(one.number, one.shown)]]
        return "```console\n" + "\n".join(lines) + "\n```"

    return _BLOCK.sub(renew, text)


def _run(command: Command, work: Path) -> Run:
    told = {
        "COLUMNS": "100", "NO_COLOR": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1",
        "SCORER_CACHE": str(work.parent / "cache"),
    }  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if name not in ("SCORER_TEXTS", "SCORER_DEBUG")} | told
    arguments = [sys.executable, "-m", "scorer", *shlex.split(command.command)[1:]]
    done = subprocess.run(
        arguments, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return Run(command, done.returncode, [line.rstrip() for line in done.stdout.splitlines()])


def main() -> int:
    """Refresh the guide, or say by ``--check`` where it differs; 1 where a command ended otherwise than the guide says."""
    text = GUIDE.read_text("utf-8")
    runs = []
    with TemporaryDirectory() as folder:
        for run in run_guide(text, Path(folder)):
            runs.append(run)
            wrong = run.code != run.command.expected
            differs = run.command.shown != run.command.shorten(run.output)
            if wrong or differs:
                told = f"exit {run.code} instead of {run.command.expected}" if wrong else "prints something else"
                sys.stderr.write(f"{GUIDE.name}:{run.command.number}: {told}: {run.command.command}\n")
    if "--check" not in sys.argv[1:]:
        GUIDE.write_text(refresh(text, runs), "utf-8")
    return int(any(run.code != run.command.expected for run in runs))


if __name__ == "__main__":
    sys.exit(main())
