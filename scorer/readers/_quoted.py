"""What in a message is not its writer's: quoted and forwarded messages, what brings them in, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorer.readers import _tags

_INTRODUCTIONS = ("wrote:", "writes:", "wrote :")
_ORIGINAL = re.compile(r"\s*+(?:-{2,}+\s*+(?:original|forwarded) message\b|begin forwarded message:|_{20,}+\s*\Z)", re.IGNORECASE)
_HEADER = re.compile(r"\s*\*?(?:From|Sent|To|Cc|Date|Subject):", re.IGNORECASE)
_QUOTING = re.compile(
    r"""\btype\s*+=\s*+["']?cite\b|\b(?:gmail_(?:quote|attr|signature)|moz-(?:cite-prefix|signature)|yahoo_quoted)\b"""
)
_ALL_BELOW = ("divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION")
"""How mail programs mark, in HTML, an element that is quoted, and the line below which all is."""


def own_lines(lines: Sequence[str]) -> list[bool]:
    """Whether each line is the writer's: no quotation, nor what brings one in, nor what is below a signature's dashes."""
    own = [True] * len(lines)
    for number, line in enumerate(lines):
        headers = sum(bool(_HEADER.match(other)) for other in lines[number : number + 5])
        if line.rstrip("\r\n") in ("-- ", "--") or _ORIGINAL.match(line) or (headers >= 3 and _HEADER.match(line)):
            own[number:] = [False] * (len(lines) - number)
            break
        if line.lstrip().startswith(">"):
            own[number] = False
            above = next((at for at in range(number - 1, max(number - 4, -1), -1) if lines[at].strip()), -1)
            if above >= 0 and own[above] and lines[above].rstrip().endswith(_INTRODUCTIONS):
                own[above] = False
                split = above > 0 and re.match(r"\s*(?:On|Am|Le|El)\b", lines[above - 1]) and not lines[above].startswith("On ")
                own[above - 1] = own[above - 1] and not split
    return own


def without_quotes(source: str) -> str:
    """A message in HTML without the elements that mail programs mark as quoted or as a signature."""
    kept: list[str] = []
    at, inside, depth = 0, "", 0
    for mark in _tags.scan(source):
        if inside:
            depth += (mark.name == inside) * ((mark.kind == "start") - (mark.kind == "end"))
            if depth == 0:
                inside, at = "", mark.end
        elif mark.kind == "start":
            tag = source[mark.start : mark.end]
            if any(below in tag for below in _ALL_BELOW):
                return "".join([*kept, source[at : mark.start]])
            if mark.name in ("blockquote", "div", "pre") and _QUOTING.search(tag):
                kept.append(source[at : mark.start])
                inside, depth = mark.name, 1
    return "".join(kept) if inside else "".join([*kept, source[at:]])


__all__ = ["own_lines", "without_quotes"]
