"""An environment of its own for every file of pinned requirements, made once and again when the file changes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from _peers.known import ADAPTERS, ROOT, Peer

LONGEST = 900
"""Seconds an installation may take."""
REASON = 160
"""Characters of a reason that are told."""


class NotMeasured(Exception):
    """A tool cannot be installed, does not run, or fails; the message is the reason, in one line."""


class Place(NamedTuple):
    """Where a tool is installed: how its adapter is run, where its commands lie, and the environment's variables."""

    adapter: list[str]
    commands: Path
    variables: dict[str, str]


def shorten(said: str) -> str:
    """The line of what a tool said that tells why it failed, without addresses."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "npm error", "Error:"))]
    line = (errors[:1] or lines[-1:] or ["no reason given"])[0]
    return re.sub(r"(https?|file)://\S+|host='[^']*'|(?<!\w)/\S+", "…", line)[:REASON]


def prepare(peer: Peer, folder: Path) -> Place:
    """Install a tool under a folder, unless it is there already. ``NotMeasured`` says why it cannot be."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    variables |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    if peer.requirements is None:
        variables["PYTHONPATH"] = str(ROOT)
        return Place([sys.executable, str(peer.adapter)], Path(sys.executable).parent, variables)
    if peer.requirements.suffix == ".json":
        home = _made(folder / "node", peer.requirements, _with_npm)
        for file in ADAPTERS.glob("*.mjs"):  # JavaScript looks for packages beside the file that imports them
            shutil.copy(file, home)
        return Place(["node", str(home / peer.adapter.name)], home / "node_modules" / ".bin", variables)
    home = _made(folder / peer.requirements.stem, peer.requirements, _with_pip)
    return Place([str(_commands(home) / "python"), str(peer.adapter)], _commands(home), variables)


def _made(home: Path, requirements: Path, install) -> Path:
    """The environment, installed where it was not, or was for other requirements or another Python."""
    mark = home / ".made"
    lock = requirements.with_name("package-lock.json")
    told = requirements.read_bytes() + (lock.read_bytes() if requirements.suffix == ".json" else sys.version.encode())
    digest = hashlib.sha256(told).hexdigest()
    if not mark.is_file() or mark.read_text("ascii") != digest:
        print(f"installing {requirements.name} of the peers", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        install(home, requirements)
        mark.write_text(digest, "ascii")
    return home


def _commands(home: Path) -> Path:
    return home / ("Scripts" if os.name == "nt" else "bin")


def _with_pip(home: Path, requirements: Path) -> None:
    venv.create(home, with_pip=True)
    _run([str(_commands(home) / "python"), "-m", "pip", "install", "--quiet", "-r", str(requirements)], home)


def _with_npm(home: Path, requirements: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotMeasured("Node and npm are not here")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(requirements.with_name(name), home)
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], home)


def _run(command: list[str], home: Path) -> None:
    try:
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"the installation took longer than {LONGEST} s") from None
    if done.returncode:
        raise NotMeasured(f"not installed: {shorten(done.stderr)}")
