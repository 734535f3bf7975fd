"""Files that are no drafts but attacks, accidents or riddles, by format: each is to be refused in one line."""

from __future__ import annotations

import functools
import gzip
import io
import os
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).resolve().parent.parent))  # as a script, it does not have what the tests are made with

import article_formats as made
from article_made import in_word
from office_made import open_text, paragraph, rich, word, zipped

MEGABYTE = 1024 * 1024
DEEP = 10_000
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
    yield Attack(f"pipe.{suffix}", "pipe nobody writes to", os.mkfifo, "nobody writes into this pipe")


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


def _laughs(root: str) -> str:
    """Ten entities, each ten times the one before."""
    lines = (f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE {root} [{''.join(lines)}]>"


QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"ha" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ABROAD = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'


def _overlapping(name: str, data: bytes) -> bytes:
    """Two hundred entries that all unfold the same packed bytes: the parts that are read among them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        first = archive.filelist[0]
        for number in range(200):
            other = zipfile.ZipInfo(f"word/part{number}.xml")
            for slot in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, slot, getattr(first, slot))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
    return file.getvalue()


def _nested(name: str) -> bytes:
    """A zip bomb inside a zip inside a zip."""
    inner = zipped({name: bytes(120 * MEGABYTE)})
    for _ in range(3):
        inner = zipped({name: inner})
    return inner


def _flagged(data: bytes) -> bytes:
    """An archive whose entries say that they are encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


def _locked_word() -> bytes:
    """A Word document encrypted as Word does it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    written = io.BytesIO()
    OOXMLFile(io.BytesIO(in_word())).encrypt("bridge", written)
    return written.getvalue()


def _locked_open_text() -> bytes:
    """What an encrypted OpenDocument text is: noise, and a manifest that says how it was made."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}"><manifest:file-entry manifest:full-path="content.xml" manifest:size="9">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    )
    noise = bytes(range(256)) * 9
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": noise, "META-INF/manifest.xml": manifest}
    )


def _locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.in_pdf())))
    writer.encrypt("bridge", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _swollen_pdf() -> bytes:
    """A page whose content unfolds to 200 MB."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.in_pdf())))
    stream = StreamObject()
    stream._data = zlib.compress(zlib.compress(bytes(200 * MEGABYTE), 9), 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _circular_pdf() -> bytes:
    """Pages that are their own children."""
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n" + (
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"
    )


def _parts_in_parts() -> bytes:
    """A message in a message, ten thousand deep."""
    head = b"From: a@b.example\nMIME-Version: 1.0\n"
    return head + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(DEEP))


def _long_warc() -> bytes:
    return gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\n" + bytes(400_000_000), 9)


def _deep(opening: str, closing: str) -> str:
    return opening * DEEP + closing * DEEP


def _xml(root: str, head: str, inside: str = "x") -> Callable[[], bytes]:
    return lambda: f"{head}<{root}>{inside}</{root}>".encode()


def _xml_cases(root: str) -> dict[str, tuple[Callable[[], bytes], str]]:
    refused = "declares entities"
    return {
        "billion laughs": (_xml(root, _laughs(root), "&l9;"), refused),
        "quadratic blowup": (_xml(root, QUADRATIC, "&a;" * 50_000), refused),
        "external entity": (_xml(root, OUTSIDE, "&x;"), refused),
        "external document type": (_xml(root, ABROAD), refused),
        "deep": (_xml(root, "", _deep("<p>", "</p>")), "200 deep"),
    }


CONTENT = "content.xml"
MAIN = "word/document.xml"
SWOLLEN = "unfolds beyond the limits"
DOCTYPE = "declares a DOCTYPE"
LOCKED = "locked with a password"
BY_FORMAT: dict[str, dict[str, tuple[Callable[[], bytes], str]]] = {
    "docx": {
        "zip bomb": (lambda: zipped({MAIN: bytes(1000 * MEGABYTE)}), SWOLLEN),
        "zip bomb of words": (lambda: word("<w:p><w:r><w:t>" + "word " * 6_000_000 + "</w:t></w:r></w:p>"), SWOLLEN),
        "zips in zips": (lambda: _nested(MAIN), "damaged or cut off"),
        "many entries": (lambda: zipped({str(at): "" for at in range(70_000)}), SWOLLEN),
        "overlapping entries": (lambda: _overlapping(MAIN, bytes(200 * MEGABYTE)), SWOLLEN),
        "many large parts": (lambda: _parts_of(20 * MEGABYTE), SWOLLEN),
        "billion laughs": (lambda: word(paragraph("&l9;"), _laughs("a")), DOCTYPE),
        "quadratic blowup": (lambda: word(paragraph("&a;" * 50_000), QUADRATIC), DOCTYPE),
        "external entity": (lambda: word(paragraph("&x;"), OUTSIDE), DOCTYPE),
        "external document type": (lambda: word(paragraph("x"), ABROAD), DOCTYPE),
        "deep": (lambda: word(_deep("<w:sdt>", "</w:sdt>")), SWOLLEN),
        "encrypted": (_locked_word, "locked with a password"),
        "encrypted entries": (lambda: _flagged(in_word()), LOCKED),
        "other office format": (lambda: open_text("<text:p>Words.</text:p>"), "this is no Word document"),
    },
    "odt": {
        "zip bomb": (lambda: zipped({CONTENT: bytes(1000 * MEGABYTE)}), SWOLLEN),
        "zips in zips": (lambda: _nested(CONTENT), "damaged or cut off"),
        "many entries": (lambda: zipped({str(at): "" for at in range(70_000)}), SWOLLEN),
        "overlapping entries": (lambda: _overlapping(CONTENT, bytes(200 * MEGABYTE)), SWOLLEN),
        "billion laughs": (lambda: open_text("<text:p>&l9;</text:p>", _laughs("a")), DOCTYPE),
        "quadratic blowup": (lambda: open_text(f"<text:p>{'&a;' * 50_000}</text:p>", QUADRATIC), DOCTYPE),
        "external entity": (lambda: open_text("<text:p>&x;</text:p>", OUTSIDE), DOCTYPE),
        "external document type": (lambda: open_text("<text:p>x</text:p>", ABROAD), DOCTYPE),
        "deep": (lambda: open_text(_deep("<text:section>", "</text:section>")), SWOLLEN),
        "encrypted": (_locked_open_text, LOCKED),
        "encrypted entries": (lambda: _flagged(open_text("<text:p>Words.</text:p>")), LOCKED),
        "other office format": (in_word, "this is no OpenDocument text"),
    },
    "rtf": {
        "deep": (lambda: rich(_deep("{", "}")), "500 groups inside one another"),
        "many commands": (lambda: rich("\\b " * 5_000_000), "600,000 commands"),
    },
    "pdf": {
        "bomb": (_swollen_pdf, "cannot be read"),
        "pages in a circle": (_circular_pdf, "no text in this PDF"),
        "encrypted": (_locked_pdf, "is encrypted"),
        "no objects": (lambda: b"%PDF-1.7\nstartxref\n1\n%%EOF", "cannot be read"),
    },
    "newsml": _xml_cases("newsItem"),
    "nitf": _xml_cases("nitf"),
    "rss": _xml_cases("rss"),
    "atom": _xml_cases("feed"),
    "ninjs": {
        "deep": (lambda: (_deep("[", "]")).encode(), "no complete JSON"),
        "deep objects": (lambda: _deep('{"a":', "}").encode(), "no complete JSON"),
    },
    "jsonl": {"deep": (lambda: b'{"text": ' + _deep("[", "]").encode() + b"}\n", "no complete JSON")},
    "csv": {"long cell": (lambda: b'text\n"' + b"x" * 60_000_000 + b'"\n', "this row cannot be read")},
    "eml": {
        "deep": (_parts_in_parts, "more than 5,000 parts"),
        "many parts": (lambda: b"Subject: A\n\n" + b"--b\n" * 1_000_000, "more than 5,000 parts"),
        "encrypted": (
            lambda: b"Subject: A\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\n--b--\n", "is encrypted",
        ),
    },
    "warc.gz": {"bomb": (_long_warc, "unpacks to more than")},
}  # fmt: skip
"""What is made for one format, by what it is."""


def _parts_of(size: int) -> bytes:
    """Three parts that are read, each of a size that one may have."""
    filler = f"<w:p><w:r><w:t>{random.Random(6).randbytes(20_000).hex()}</w:t></w:r></w:p>" * (size // 40_050)
    body = '<w:p><w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>' + filler
    return word(
        body, footnotes=f'<w:footnote w:id="1">{filler}</w:footnote>', endnotes=f'<w:endnote w:id="1">{filler}</w:endnote>'
    )


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
