"""The marks of an HTML text with their exact places: tags, comments, character references; what lies between them is text.

The standard library's parser takes quadratic time over unfinished tags and comments, so marks are found here: every search
that fails is not tried again, and nothing is ever an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from scorer.text.fillers import GAP, TAIL

_MARK = re.compile(r"[<&]")
_NAME = re.compile(r"</?([A-Za-z][^\s/<>]*+)")
_QUOTE_OR_END = re.compile(r"""=\s*+(["'])|>""")
_NUMBER = re.compile(r"&#(?:[0-9]++|[xX][0-9a-fA-F]++);?")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};?)")
_LONGEST_NUMBER = 12
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_SILENT = "\u00ad\u200b\u200c\u2060\ufeff"
"""Characters that only say where a word may be parted, or not."""


class Mark(NamedTuple):
    """A stretch that is no plain text: a ``start`` or ``end`` tag, a ``comment``, ``raw`` content, a ``reference``, or other.

    ``name`` is that of a tag in lower case, and what a reference reads as, as long as the reference is.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def scan(text: str) -> Iterator[Mark]:
    """All marks in order."""
    return _Scan(text).marks()


class _Scan:
    """One walk over a text, with what it knows is not to be found any more."""

    def __init__(self, text: str):
        self.text = text
        self.missing: set[str] = set()
        self.careless = False  # quotation marks inside tags do not pair: a tag ends at the first ">"

    def marks(self) -> Iterator[Mark]:
        at = 0
        while found := _MARK.search(self.text, at):
            mark = self._tag(found.start()) if found[0] == "<" else self._reference(found.start())
            if mark is None:
                at = found.end()
                continue
            yield mark
            at = mark.end
            if mark.kind == "start" and mark.name in _RAW:
                end = self._raw_end(mark)
                if end > at:
                    yield Mark("raw", at, end)
                    at = end

    def _find(self, what: str, at: int) -> int:
        """Where ``what`` stands next, or -1; once it is missing it is not looked for again."""
        if what in self.missing:
            return -1
        found = self.text.find(what, at)
        if found < 0:
            self.missing.add(what)
        return found

    def _tag(self, at: int) -> Mark | None:
        text = self.text
        if text.startswith("<!--", at):
            return self._comment(at)
        if text.startswith(("<!", "<?"), at):
            close = self._find(">", at)
            return Mark("other", at, close + 1 if close >= 0 else at + 2)
        name = _NAME.match(text, at)
        if name is None:
            return None
        end = self._tag_end(name.end())
        return Mark("end" if text[at + 1] == "/" else "start", at, end, name[1].lower()) if end else None

    def _comment(self, at: int) -> Mark:
        for empty in ("<!-->", "<!--->"):
            if self.text.startswith(empty, at):
                return Mark("comment", at, at + len(empty))
        close = self._find("-->", at + 4)
        return Mark("comment", at, close + 3) if close >= 0 else Mark("other", at, at + 4)

    def _tag_end(self, at: int) -> int:
        """The end of a tag whose name ends at ``at``; 0 where it has none."""
        plain = self._find(">", at)
        if plain < 0:
            return 0
        while not self.careless and (found := _QUOTE_OR_END.search(self.text, at)):
            if found[0] == ">":
                return found.end()
            close = self._find(found[1], found.end())
            at = close + 1 if close >= 0 else found.end()
        self.careless = True
        return plain + 1

    def _raw_end(self, tag: Mark) -> int:
        """Where what is no HTML behind this tag ends; code that is never closed runs to the end, other things do not begin."""
        closing = f"</{tag.name}"
        if closing not in self.missing:
            if found := re.compile(closing, re.IGNORECASE).search(self.text, tag.end):
                return found.start()
            self.missing.add(closing)
        return len(self.text) if tag.name in ("script", "style") else tag.end

    def _reference(self, at: int) -> Mark | None:
        """A character reference; a name without its semicolon is one only where no letter or ``=`` follows."""
        text = self.text
        if number := _NUMBER.match(text, at):
            value = unescape(number[0]) if len(number[0]) <= _LONGEST_NUMBER else "\ufffd"
            return Mark("reference", at, number.end(), _filled(value, number.end() - at))
        named = _NAMED.match(text, at)
        if named is None or named[1] not in html5:
            return None
        if named[1][-1] != ";" and text[named.end() : named.end() + 1] == "=":
            return None
        return Mark("reference", at, named.end(), _filled(html5[named[1]], named.end() - at))


def _filled(value: str, length: int) -> str:
    """What a reference reads as, as long as it is; nothing that parts lines."""
    if value in _SILENT and value:
        return GAP * length
    if not value or value.isspace() or not value.isprintable() or len(value) > length:
        return " " * length
    return value + TAIL * (length - len(value))


__all__ = ["Mark", "scan"]
