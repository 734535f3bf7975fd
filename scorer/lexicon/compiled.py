"""The states of the shipped seeds, kept beside them: a start needs these instead of parsing some thousand phrases.

``seeds/states.list`` names the digest of the seed files it was made from. Where that is another, or the file is missing or
damaged, the seeds are parsed as if there were none: slower, with the same result. Nothing is written where the scorer runs.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from scorer.lexicon.states import Table
from scorer.resources import folder

_FILE = "states.list"
_VERSION = 1
"""Of the file's form, and of what its states mean."""


def read_seeds(root: Path) -> dict[str, bytes]:
    """The content of every seed file and word list by its name, ``family/label.txt``, in alphabetical order."""
    families = sorted(entry.name for entry in os.scandir(root) if entry.is_dir())
    files = {}
    for family in families:
        for file in sorted(os.listdir(root / family)):
            if file.endswith(".txt"):
                with open(os.path.join(root, family, file), "rb") as stream:
                    files[f"{family}/{file}"] = stream.read()
    return files


def read_table(files: dict[str, bytes]) -> Table | None:
    """The states kept, if they were made from these files."""
    try:
        first, tokens, *lines = (folder("seeds") / _FILE).read_text("utf-8").split("\n")
        head = json.loads(first)
        groups, rows = lines[: head["groups"]], lines[head["groups"] : -1]
        if (head["version"], head["digest"], head["rows"]) != (_VERSION, _digest(files), len(rows)):
            return None
        return Table(set(tokens.split(" ")), head["classes"], groups, rows)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_table(files: dict[str, bytes], table: Table) -> None:
    """Keep states beside the seeds they were made from: a head, the tokens, a line for each group of names and each state."""
    head = {
        "version": _VERSION,
        "digest": _digest(files),
        "classes": table.classes,
        "groups": len(table.groups),
        "rows": len(table.rows),
    }
    lines = [json.dumps(head), " ".join(sorted(table.tokens)), *table.groups, *table.rows]
    (folder("seeds") / _FILE).write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


def digest_of_seeds() -> str:
    """The digest of the seeds that are there, by which results of others are told apart."""
    return _digest(read_seeds(folder("seeds")))


def _digest(files: dict[str, bytes]) -> str:
    digest = sha256()
    for name, data in files.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return "sha256:" + digest.hexdigest()
