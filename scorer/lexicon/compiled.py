"""The index of the shipped seeds, kept beside them: a start needs it instead of parsing some thousand phrases.

``seeds/index.json`` names the digest of the seed files it was made from. Where that is another, or the file is missing or
damaged, the seeds are parsed as if there were none: slower by a fifth of a second, with the same result.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from scorer.lexicon.automaton import Index
from scorer.resources import folder

_FILE = "index.json"


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


def read_index(files: dict[str, bytes]) -> Index | None:
    """The index kept, if it was made from these files."""
    try:
        content = json.loads((folder("seeds") / _FILE).read_bytes())
        if content["digest"] != _digest(files):
            return None
        return Index(content["openings"], content["seconds"], set(content["tokens"]), content["classes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_index(files: dict[str, bytes], index: Index) -> None:
    """Keep an index beside the seeds it was made from; a line for each part, and for each symbol that opens a phrase."""
    opened = ",\n".join(f"  {json.dumps(symbol)}: {json.dumps(found)}" for symbol, found in sorted(index.openings.items()))
    seconds = ",\n".join(f"  {json.dumps(found)}" for found in index.seconds)
    parts = [
        f' "digest": {json.dumps(_digest(files))}',
        f' "classes": {json.dumps(index.classes)}',
        f' "tokens": {json.dumps(sorted(index.tokens))}',
        f' "openings": {{\n{opened}\n }}',
        f' "seconds": [\n{seconds}\n ]',
    ]
    (folder("seeds") / _FILE).write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8", newline="\n")


def digest_of_seeds() -> str:
    """The digest of the seeds that are there, by which results of others are told apart."""
    return _digest(read_seeds(folder("seeds")))


def _digest(files: dict[str, bytes]) -> str:
    digest = sha256()
    for name, data in files.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return "sha256:" + digest.hexdigest()
