"""Builds the wheel of what git tracks here, the same to the byte wherever and whenever it is built.

What may differ between two builds is set: times (those of the last commit, or SOURCE_DATE_EPOCH), permissions, the folder, and
leftovers of earlier builds. What is left are the versions of setuptools and zlib; requirements/dev.txt locks the former.

    python .ci/wheel.py [FOLDER]        (default: dist)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def git(*args: str) -> str:
    """What git says about this checkout."""
    return subprocess.run(["git", *args], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def copy(tree: Path) -> None:
    """The tracked files as they are now, with the permissions that everybody's files have."""
    for name in filter(None, git("ls-files", "-z").split("\0")):
        if (ROOT / name).is_file():
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod(0o644)


def main(out: Path) -> None:
    """Build into a folder."""
    environment = {"SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct").strip()} | os.environ
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        copy(tree)
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out.resolve()), str(tree)]
        subprocess.run(command, cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
