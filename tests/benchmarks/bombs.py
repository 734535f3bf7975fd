"""The files that attack: bombs of all kinds, entities, locked documents, what is too deep."""

from __future__ import annotations

import functools
import gzip
import io
import random
import sys
import zipfile
import zlib
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))  # as a script, it does not have what the tests are made with

from article_formats import in_pdf
from article_made import in_word
from office_made import word, zipped

MEGABYTE = 1024 * 1024
DEEP = 10_000


def laughs(root: str) -> str:
    """Ten entities, each ten times the one before."""
    lines = (f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE {root} [{''.join(lines)}]>"


QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"ha" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ABROAD = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'


@functools.cache
def zeros(name: str) -> bytes:
    """A part of 100 MB that packs to a thousandth."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(100):
            part.write(bytes(MEGABYTE))
    return file.getvalue()


@functools.cache
def crowd() -> bytes:
    """More entries than the first form of the format can count."""
    return zipped({str(at): "" for at in range(70_000)}, zipfile.ZIP_STORED)


def overlapping(name: str, data: bytes) -> bytes:
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


def nested(name: str) -> bytes:
    """A zip bomb inside a zip inside a zip."""
    inner = zeros(name)
    for _ in range(3):
        inner = zipped({name: inner})
    return inner


def flagged(data: bytes) -> bytes:
    """An archive whose entries say that they are encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


def locked_word() -> bytes:
    """A Word document encrypted as Word does it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    written = io.BytesIO()
    OOXMLFile(io.BytesIO(in_word())).encrypt("bridge", written)
    return written.getvalue()


def locked_open_text() -> bytes:
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


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(in_pdf())))
    writer.encrypt("bridge", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def swollen_pdf() -> bytes:
    """A page whose content unfolds to 60 MB."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(in_pdf())))
    stream = StreamObject()
    stream._data = zlib.compress(bytes(60 * MEGABYTE), 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def circular_pdf() -> bytes:
    """Pages that are their own children."""
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n" + (
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"
    )


def parts_in_parts() -> bytes:
    """A message in a message, ten thousand deep."""
    head = b"From: a@b.example\nMIME-Version: 1.0\n"
    return head + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(DEEP))


def long_warc() -> bytes:
    """A record of 60 MB."""
    return gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n" + bytes(60_000_000), 9)


def deep(opening: str, closing: str) -> str:
    return opening * DEEP + closing * DEEP


def parts_of(size: int) -> bytes:
    """Three parts that are read, each of a size that one may have."""
    filler = f"<w:p><w:r><w:t>{random.Random(6).randbytes(20_000).hex()}</w:t></w:r></w:p>" * (size // 40_050)
    body = '<w:p><w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r></w:p>' + filler
    return word(
        body, footnotes=f'<w:footnote w:id="1">{filler}</w:footnote>', endnotes=f'<w:endnote w:id="1">{filler}</w:endnote>'
    )
