"""What a line of Markdown is: small questions about one line, each answered by looking at its characters once."""

from __future__ import annotations

Extent = tuple[int, int]


def without_comments(flat: str) -> tuple[str, list[Extent]]:
    """The text with HTML comments blanked, and where they were; one that is never closed stays."""
    comments: list[Extent] = []
    pieces: list[str] = []
    at = 0
    while (begin := flat.find("<!--", at)) >= 0 and (close := flat.find("-->", begin + 4)) >= 0:
        comments.append((begin, close + 3))
        pieces += [flat[at:begin], " " * (close + 3 - begin)]
        at = close + 3
    pieces.append(flat[at:])
    return "".join(pieces), comments


def front_matter(flat: str) -> int:
    """The length of the metadata at the head of a draft (``---`` YAML or ``+++`` TOML), the closing line included; 0 without.

    Every line of it must look like metadata, so that a draft that opens with a rule loses nothing.
    """
    lines = flat.split("\n", 1)
    mark = lines[0].rstrip()
    if mark not in ("---", "+++") or len(lines) == 1:
        return 0
    at = len(lines[0]) + 1
    joint = ":" if mark == "---" else "="
    while at <= len(flat):
        stop = flat.find("\n", at)
        stop = len(flat) if stop < 0 else stop
        line = flat[at:stop].rstrip()
        if line == mark or (line == "..." and mark == "---"):
            return stop
        if not _is_metadata(line, joint):
            return 0
        at = stop + 1
    return 0


def _is_metadata(line: str, joint: str) -> bool:
    """Whether this may stand in metadata: a key, or what continues one."""
    if not line or line[0] in " \t-#[]{}\"'":
        return True
    key, found, _ = line.partition(joint)
    return bool(found) and len(key.split()) == 1


def fence(line: str) -> tuple[str, int] | None:
    """The mark and length of a code fence that this line opens."""
    mark = line[:1]
    if mark not in ("`", "~"):
        return None
    length = len(line) - len(line.lstrip(mark))
    return (mark, length) if length >= 3 and not (mark == "`" and "`" in line[length:]) else None


def closes(line: str, opened: tuple[str, int]) -> bool:
    """Whether this line closes a code fence."""
    return len(line) >= opened[1] and not line.strip(opened[0])


def heading(line: str) -> Extent | None:
    """Where the words of a ``# heading`` begin and end in its line."""
    level = len(line) - len(line.lstrip("#"))
    if not 1 <= level <= 6 or line[level : level + 1] not in ("", " ", "\t", "\u00a0"):
        return None
    words = line[level:].strip()
    bare = words.rstrip("#")
    if not bare or bare[-1].isspace():
        words = bare.rstrip()
    start = level + (line[level:].index(words) if words else 0)
    return start, start + len(words)


def is_rule(line: str) -> bool:
    """Whether this is a rule across the page: three or more of ``-``, ``*`` or ``_``."""
    mark = line[0]
    return mark in "-*_" and line.count(mark) >= 3 and not line.strip(mark + " \t")


def is_underline(line: str) -> bool:
    """Whether this underlines a heading."""
    return line[0] in "=-" and not line.strip(line[0])


def is_delimiter(line: str) -> bool:
    """Whether this is the row of dashes under the head of a table."""
    return "|" in line and "-" in line and not line.strip("|:- \t")


def item_length(line: str) -> int:
    """The length of a list marker with the white space and the task box behind it; 0 where there is none."""
    if line[0] in "-*+":
        mark = 1
    else:
        mark = len(line[:4]) - len(line[:4].lstrip("0123456789"))
        if not 1 <= mark <= 3 or line[mark : mark + 1] not in (".", ")"):
            return 0
        mark += 1
    if len(line) == mark:
        return mark
    if not line[mark].isspace():
        return 0
    rest = line[mark:].lstrip()
    if rest[:4].lower() in ("[ ] ", "[x] "):
        rest = rest[4:].lstrip()
    return len(line) - len(rest)


def definition(line: str) -> tuple[str, int] | None:
    """The label that a line ``[label]: address "title"`` or ``[^label]: footnote`` defines, and the length of the mark."""
    close = line.find("]:", 1, 200) if line[0] == "[" else -1
    if close <= 1 or "[" in line[1:close]:
        return None
    address, _, title = line[close + 2 :].strip().partition(" ")
    if line[1] != "^" and not (any(mark in address for mark in "/.#@") and title.lstrip()[:1] in ("", '"', "'", "(")):
        return None
    return line[1:close], close + 2


def reads_as_prose(line: str) -> bool:
    """Whether an indented line is a sentence rather than code: nearly all of its words are words."""
    words = [word.strip(".,;:!?\"'“”‘’()—–-").replace("'", "").replace("’", "").replace("-", "") for word in line[:400].split()]
    return len(words) >= 5 and sum(word.isalpha() for word in words) * 5 >= len(words) * 4
