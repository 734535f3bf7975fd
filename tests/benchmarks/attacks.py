"""Files that are no drafts but attacks, accidents or riddles, by format: each is to be refused in one line."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parent.parent))  # as a script, it does not have what the tests are made with

import article_formats as made
from article_made import in_word
from bombs import (
    ABROAD,
    MEGABYTE,
    OUTSIDE,
    QUADRATIC,
    circular_pdf,
    crowd,
    deep,
    flagged,
    laughs,
    locked_open_text,
    locked_pdf,
    locked_word,
    long_warc,
    nested,
    overlapping,
    parts_in_parts,
    parts_of,
    swollen_pdf,
    zeros,
)
from office_made import open_text, paragraph, rich, word

LARGE = 200_000_000


class Attack(NamedTuple):
    """A file by its name, how it is made at a path, and words of the line that refuses it."""

    name: str
    what: str
    make: Callable[[Path], object]
    says: str

    @property
    def format(self) -> str:
        """The suffix without its dot."""
        return self.name.partition(".")[2]


def attacks() -> Iterator[Attack]:
    """All of them."""
    for suffix, data in WHOLE.items():
        yield from _on_files(suffix)
        yield from _on_content(suffix, data)
    for suffix, cases in BY_FORMAT.items():
        for what, (content, says) in cases.items():
            yield _attack(suffix, what, content, says)


def _attack(suffix: str, what: str, content: Callable[[], bytes], says: str) -> Attack:
    return Attack(f"{what.replace(' ', '-')}.{suffix}", what, lambda path: path.write_bytes(content()), says)


def _on_files(suffix: str) -> Iterator[Attack]:
    """What is wrong with a file, whatever its format."""
    yield Attack(f"200-MB.{suffix}", "200 MB", _sparse, "larger than")
    yield Attack(f"folder.{suffix}", "folder", lambda path: path.mkdir(), "this folder holds no drafts")
    yield Attack(f"loop.{suffix}", "link to itself", lambda path: path.symlink_to(path.name), "symbolic links")
    yield Attack(f"pipe.{suffix}", "pipe nobody writes to", lambda path: os.mkfifo(path), "nobody writes into this pipe")


def _sparse(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(LARGE)


def _on_content(suffix: str, data: Callable[[], bytes]) -> Iterator[Attack]:
    """A whole file cut short, emptied, or with the name of this format and the content of another."""
    if says := EMPTY.get(suffix, "this is no"):
        yield _attack(suffix, "empty", bytes, says)
    wrong = in_word if suffix not in ("docx", "odt") else made.in_html
    yield _attack(suffix, "wrong suffix", wrong, WRONG.get(suffix, "this is no"))
    for percent in (5, 50, 98):
        if says := CUT.get(suffix):
            yield _attack(suffix, f"cut at {percent} percent", lambda at=percent: _cut(data(), at), says)


def _cut(data: bytes, percent: int) -> bytes:
    return data[: len(data) * percent // 100]


def _xml(root: str, head: str, inside: str = "x") -> Callable[[], bytes]:
    return lambda: f"{head}<{root}>{inside}</{root}>".encode()


def _xml_cases(root: str) -> dict[str, tuple[Callable[[], bytes], str]]:
    refused = "declares entities"
    return {
        "billion laughs": (_xml(root, laughs(root), "&l9;"), refused),
        "quadratic blowup": (_xml(root, QUADRATIC, "&a;" * 50_000), refused),
        "external entity": (_xml(root, OUTSIDE, "&x;"), refused),
        "external document type": (_xml(root, ABROAD), refused),
        "deep": (_xml(root, "", deep("<p>", "</p>")), "200 deep"),
    }


CONTENT = "content.xml"
MAIN = "word/document.xml"
SWOLLEN = "unfolds beyond the limits"
DOCTYPE = "declares a DOCTYPE"
LOCKED = "locked with a password"
BY_FORMAT: dict[str, dict[str, tuple[Callable[[], bytes], str]]] = {
    "docx": {
        "zip bomb": (lambda: zeros(MAIN), SWOLLEN),
        "zip bomb of words": (lambda: word("<w:p><w:r><w:t>" + "word " * 6_000_000 + "</w:t></w:r></w:p>"), SWOLLEN),
        "zips in zips": (lambda: nested(MAIN), "damaged or cut off"),
        "many entries": (crowd, SWOLLEN),
        "overlapping entries": (lambda: overlapping(MAIN, bytes(60 * MEGABYTE)), SWOLLEN),
        "many large parts": (lambda: parts_of(20 * MEGABYTE), SWOLLEN),
        "billion laughs": (lambda: word(paragraph("&l9;"), laughs("a")), DOCTYPE),
        "quadratic blowup": (lambda: word(paragraph("&a;" * 50_000), QUADRATIC), DOCTYPE),
        "external entity": (lambda: word(paragraph("&x;"), OUTSIDE), DOCTYPE),
        "external document type": (lambda: word(paragraph("x"), ABROAD), DOCTYPE),
        "deep": (lambda: word(deep("<w:sdt>", "</w:sdt>")), SWOLLEN),
        "encrypted": (locked_word, "this Word document is locked with a password"),
        "encrypted entries": (lambda: flagged(in_word()), LOCKED),
        "other office format": (lambda: open_text("<text:p>Words.</text:p>"), "this is no Word document"),
    },
    "odt": {
        "zip bomb": (lambda: zeros(CONTENT), SWOLLEN),
        "zips in zips": (lambda: nested(CONTENT), "damaged or cut off"),
        "many entries": (crowd, SWOLLEN),
        "overlapping entries": (lambda: overlapping(CONTENT, bytes(60 * MEGABYTE)), SWOLLEN),
        "billion laughs": (lambda: open_text("<text:p>&l9;</text:p>", laughs("a")), DOCTYPE),
        "quadratic blowup": (lambda: open_text(f"<text:p>{'&a;' * 50_000}</text:p>", QUADRATIC), DOCTYPE),
        "external entity": (lambda: open_text("<text:p>&x;</text:p>", OUTSIDE), DOCTYPE),
        "external document type": (lambda: open_text("<text:p>x</text:p>", ABROAD), DOCTYPE),
        "deep": (lambda: open_text(deep("<text:section>", "</text:section>")), SWOLLEN),
        "encrypted": (locked_open_text, LOCKED),
        "encrypted entries": (lambda: flagged(open_text("<text:p>Words.</text:p>")), LOCKED),
        "other office format": (in_word, "this is no OpenDocument text"),
    },
    "rtf": {
        "deep": (lambda: rich(deep("{", "}")), "500 groups inside one another"),
        "many commands": (lambda: rich("\\b " * 5_000_000), "600,000 commands"),
    },
    "pdf": {
        "bomb": (swollen_pdf, "cannot be read"),
        "pages in a circle": (circular_pdf, "cannot be read"),
        "encrypted": (locked_pdf, "is encrypted"),
        "no objects": (lambda: b"%PDF-1.7\nstartxref\n1\n%%EOF", "cannot be read"),
    },
    "newsml": _xml_cases("newsItem"),
    "nitf": _xml_cases("nitf"),
    "rss": _xml_cases("rss"),
    "atom": _xml_cases("feed"),
    "ninjs": {
        "deep": (lambda: (deep("[", "]")).encode(), "no complete JSON"),
        "deep objects": (lambda: deep('{"a":', "}").encode(), "no complete JSON"),
    },
    "jsonl": {"deep": (lambda: b'{"text": ' + deep("[", "]").encode() + b"}\n", "no complete JSON")},
    "csv": {"long cell": (lambda: b'text\n"' + b"x" * 60_000_000 + b'"\n', "this row cannot be read")},
    "eml": {
        "deep": (parts_in_parts, "more than 5,000 parts"),
        "many parts": (lambda: b"Subject: A\n\n" + b"--b\n" * 1_000_000, "more than 5,000 parts"),
        "encrypted": (
            lambda: b"Subject: A\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\n--b--\n", "is encrypted",
        ),
    },
    "warc.gz": {"bomb": (long_warc, "unpacks to more than")},
}  # fmt: skip
"""What is made for one format, by what it is."""


@functools.cache
def _open_text() -> bytes:
    return open_text("".join(f"<text:p>{words}</text:p>" for words in made.STORY))


WHOLE: dict[str, Callable[[], bytes]] = {
    "docx": in_word, "odt": _open_text, "rtf": lambda: rich("\\par ".join(made.STORY)), "html": made.in_html, "pdf": made.in_pdf,
    "newsml": made.in_newsml, "nitf": made.in_nitf, "rss": made.in_rss, "atom": made.in_atom, "ninjs": made.in_ninjs,
    "eml": made.in_mail, "jsonl": made.in_json_lines, "csv": made.in_table, "warc.gz": made.in_warc,
    "txt": lambda: made.in_text().encode(), "md": made.in_markdown,
}  # fmt: skip
"""The article, for each format that is attacked."""
EMPTY = {
    **dict.fromkeys(("newsml", "nitf", "rss", "atom"), "no complete XML"), "ninjs": "no complete JSON", "csv": "holds no table",
    "jsonl": "holds no draft", **dict.fromkeys(("html", "txt", "md"), ""),
}  # fmt: skip
"""How an empty file is refused where it is no text; an empty text is a draft without paragraphs."""
WRONG = {
    **dict.fromkeys(("html", "txt", "md", "ninjs", "jsonl", "csv"), "an office document, not text"),
    **dict.fromkeys(("newsml", "nitf", "rss", "atom"), "no complete XML"),
}
"""How a Word document is refused under another name; Word documents and OpenDocument texts are pages of HTML there."""
CUT = {
    "docx": "damaged or cut off", "odt": "damaged or cut off", "rtf": "damaged or cut off", "pdf": "breaks off",
    **dict.fromkeys(("newsml", "nitf", "rss", "atom"), "no complete XML"), "ninjs": "no complete JSON",
    "jsonl": "no complete JSON", "warc.gz": "breaks off",
}  # fmt: skip
"""How a file that was cut short is refused; what has no end of its own is read as far as it goes."""
