"""Whether a block is a heading: what it says of a story is said again, and sourced, in the body."""

from __future__ import annotations

OPENERS = "\"'“‘«„`\ufffd"
CLOSERS = "\"'”’»)]\ufffd"
DASHES = "—–-"
_POINTERS = frozenset(["read", "related", "more", "see", "watch"])
_ASKING = frozenset(
    """
    who what when where why how which is are was were can could do does did will would should has have
    """.split()
)
_SPEAKING = frozenset("said told added asked replied explained wrote testified".split())
_NARRATING = frozenset(
    """
    said told was were had according yesterday monday tuesday wednesday thursday friday saturday sunday he she they we
    i you there it then found won left took held went came made gave sent rose began broke met fell ran saw became
    """.split()
)
_NARRATIVE_START = frozenset(
    """
    the a an it he she they there we i you this that these those then but and on in at by so
    """.split()
)
_SMALL = frozenset("a an and as at but by for from in into nor of off on or over per the to up via vs with is".split())


def is_heading(text: str, words: list[str], position: int, total: int, previous: str) -> bool:
    """Whether a short block is a heading: capitals, a title's capitals, no final stop, a question that is asked of the reader."""
    count = len(words)
    if count > 20:
        return False
    if not any(map(str.isalpha, text)) or (text.isupper() and sum(map(str.isalpha, text)) >= 4):
        return True
    if text[0] in DASHES and text.rstrip(". ")[-1:] in DASHES:
        return True
    opened = text[0] in OPENERS
    last = text.rstrip(CLOSERS)[-1:]
    if last == "?":
        asking = position < 2 or previous == "heading" or words[0].lower() in _ASKING or _is_title_case(words)
        return asking and not opened and count <= 14 and not _speaks(words)
    if last == ":":
        return count <= 8 and (_is_title_case(words) or (count <= 3 and words[0].lower() in _POINTERS))
    if last == "!":
        return 2 <= count <= 14 and _is_title_case(words) and not opened
    if last == ".":
        return not opened and (_is_title_case(words, 5) or (position == 0 and total > 2 and _reads_like_a_headline(text, words)))
    if last in ("…", ",", ";", "") or (opened and position and not _is_title_case(words)):
        return False
    if position == 0 and total > 1 and count <= 16:
        return not _speaks(words) or _is_title_case(words)
    return count <= 14 and not words[0][0].islower() and (not _speaks(words) or _is_title_case(words))


def _speaks(words: list[str]) -> bool:
    """Whether a reporting verb stands in the past: a headline would use the present."""
    return any(word.strip(",.;:") in _SPEAKING for word in words)


def _is_title_case(words: list[str], least: int = 2) -> bool:
    """Whether every word that a title capitalises is capitalised, and there are at least so many."""
    telling = [word.lstrip("\"'“‘([#$") for word in words]
    telling = [word for word in telling if word[:1].isalpha() and word.lower().strip(":,.") not in _SMALL]
    return len(telling) >= least and all(word[0].isupper() for word in telling)


def _reads_like_a_headline(text: str, words: list[str]) -> bool:
    """Whether one short sentence with a final stop at the head of a draft is its title: no tense, pronoun or article in front."""
    if len(words) > 14 or ". " in text.replace("U.S. ", "US ").replace("vs. ", "vs "):
        return False
    if _is_title_case(words, 3):
        return True
    if words[0].lower() in _NARRATIVE_START:
        return False
    if (";" in text or any(word[-1] == ":" for word in words[:3])) and not _speaks(words):
        return True
    bare = [word.lower().strip(".,;:'’") for word in words]
    return not any(word in _NARRATING or (word.endswith("ed") and len(word) > 4) for word in bare)
