"""Where in a TOML file a key stands: ``tomllib`` tells what it holds, but not in which line."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]
"""A key by the tables it lies in, with the number of the table where there are several: ``("corpora", 0, "weight")``."""

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def locate(text: str) -> dict[Path, int]:
    """The line (1-based) of every table and key that begins a line."""
    found: dict[Path, int] = {}
    seen: Counter[Path] = Counter()
    table: Path = ()
    inside = False  # a text of several lines
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and (header := _HEADER.match(line)):
            table = _parts(header[2])
            if header[1] == "[[":
                seen[table] += 1
            table = _number(table, seen)
            found.setdefault(table, number)
        elif not inside and (key := _KEY.match(line)):
            found.setdefault(table + _parts(key[1]), number)
        inside ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return found


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(name))


def _number(table: Path, seen: Counter[Path]) -> Path:
    """The path with the number of the last table behind each name that stands for several."""
    numbered: list[str | int] = []
    for end, part in enumerate(table, 1):
        numbered.append(part)
        if seen[table[:end]]:
            numbered.append(seen[table[:end]] - 1)
    return tuple(numbered)
