"""What is bad is refused in one line that says where, what, and what to try: bombs, entities, what breaks off, what is locked."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path

import pytest
import stories_made as made

from scorer.errors import UnreadableInput
from scorer.readers import read_bytes, read_documents, suffix_of
from scorer.types import Document


def read(data: str | bytes, name: str) -> Document:
    return read_bytes(data.encode() if isinstance(data, str) else data, name, suffix_of(name))


def deep(number: int) -> str:
    return "<p>" * number + "</p>" * number


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf())))
    writer.encrypt("quill", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def swollen_pdf() -> bytes:
    """A page whose content unpacks to 40 MB."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf())))
    stream = StreamObject()
    stream._data = zlib.compress(b" " * 40_000_000, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
BAD = {
    "an XML bomb": ("a.xml", f"<!DOCTYPE nitf [{LAUGHS}]><nitf>&l9;</nitf>", "declares entities"),
    "an external entity": ("a.nitf", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "declares entities"),
    "a DTD of its own": ("a.nitf", '<!DOCTYPE a SYSTEM "http://a.example/a" [<!ELEMENT a ANY>]><a/>', "declares entities"),
    "an entity of a named type": ("a.nitf", '<!DOCTYPE nitf SYSTEM "file:///x"><nitf>&e;</nitf>', "&e; is declared nowhere"),
    "XML broken off": ("a.newsml", made.newsml()[:400], "no complete XML (no element found at 1:401)"),
    "another root": ("a.xml", "<svg/>", "'svg'; known roots: RDF, feed, html, newsItem, newsMessage, nitf, rss"),
    "deep XML": ("a.nitf", f"<nitf>{deep(5000)}</nitf>", "200 deep"),
    "many elements": ("a.nitf", f"<nitf>{'<p/>' * 120_000}</nitf>", "more than 100,000"),
    "many attributes": ("a.nitf", f"<nitf {' '.join(f'a{n}=' for n in range(501_000))}/>", "more than 500,000 XML attributes"),
    "no XML": ("a.rss", "words", "no complete XML"),
    "an empty feed": ("a.rss", "<rss><channel/></rss>", "no item in it has text"),
    "a picture": ("a.newsml", "<newsItem><contentSet><remoteContent/></contentSet></newsItem>", "no text in the newsItem"),
    "an encoding nobody knows": ("a.nitf", '<?xml version="1.0" encoding="x-none"?><nitf/>', "encoding cannot be read"),
    "a PDF in XML": ("a.xml", made.MADE["a.pdf"], "no complete XML"),
    "JSON broken off": ("a.ninjs", '{"headline": "A', "no complete JSON at 1:14"),
    "other JSON": ("a.json", '{"name": "package"}', "known keys: headline, byline, body_html"),
    "a headline alone": ("a.json", '{"headline": "A"}', "no text of a ninjs item"),
    "deep JSON": ("a.json", "[" * 100_000, "no complete JSON"),
    "no table": ("a.csv", "", "no table"),
    "no such column": ("a.csv", "id,body\n1,x\n", "--text-field; columns: id, body"),
    "a table without a head": ("a.csv", f'1,"{made.WHOLE}"\n2,x\n', "no column 'text'"),
    "a long cell": ("a.csv", 'text\n"' + "x" * 9_000_000 + '"\n', "a.csv:2: this row cannot be read"),
    "a long line": ("a.jsonl", '{"text": "' + "x" * 9_000_000 + '"}', "a line of more than 8 MB"),
    "no lines": ("a.jsonl", " \n", "no draft"),
    "a message broken off": ("a.eml", made.eml()[:700], "breaks off"),
    "no message": ("a.eml", "Words and no headers.\n", "no e-mail"),
    "an encrypted message": ("a.eml", "Subject: A\nContent-Type: multipart/encrypted; boundary=b\n\n--b--\n", "is encrypted"),
    "a sealed message": ("a.eml", "Subject: A\nContent-Type: application/pkcs7-mime\n\nMIIB", "is encrypted"),
    "a message in armour": ("a.eml", made.eml("-----BEGIN PGP MESSAGE-----\n\nhQE\n"), "is encrypted"),
    "attachments alone": ("a.eml", "Subject: A\nContent-Type: image/png\n\nx", "only attachments"),
    "messages in messages": ("a.eml", "Subject: A\n" + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 200, "too long"),
    "many parts": ("a.eml", "Subject: A\n\n" + "--b\n" * 6000, "more than 5,000 parts"),
    "a long head": ("a.eml", "Subject: " + "A" * 300_000, "its head is longer"),
    "a PDF broken off": ("a.pdf", made.MADE["a.pdf"][:800], "breaks off"),
    "no PDF": ("a.pdf", "words", "is no PDF"),
    "a broken PDF": ("a.pdf", "%PDF-1.7\nstartxref\n1\n%%EOF", "cannot be read"),
    "an encrypted PDF": ("a.pdf", encrypted_pdf(), "is encrypted"),
    "no archive": ("a.warc", "words", "is no WARC"),
    "an empty archive": ("a.warc", "WARC/1.0\r\n\r\n\r\n\r\n", "no page in this archive"),
    "an archive that is a bomb": ("a.warc.gz", gzip.compress(b"\0" * 50_000_000), "unpacks to more than"),
    "a PDF bomb": ("a.pdf", swollen_pdf(), "cannot be read (LimitReachedError)"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_bad_is_refused_in_one_line(case: str) -> None:
    name, data, words = BAD[case]
    with pytest.raises(UnreadableInput) as refused:
        read(data, name)
    assert words in str(refused.value)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("suffix", sorted({suffix_of(name) for name in made.MADE} | {".txt", ".warc", ".warc.gz"}))
def test_200_megabytes_are_refused_unread(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"a{suffix}"
    with open(path, "wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr("scorer.readers._bytes_of", lambda *_: pytest.fail("it was read"))
    with pytest.raises(UnreadableInput, match=r"larger than \d+ MB; split it"):
        list(read_documents(path))


@pytest.mark.parametrize(("library", "suffix", "extra"), [("pypdf", ".pdf", "pdf"), ("warcio.archiveiterator", ".warc", "warc")])
def test_a_missing_library_is_named_with_its_extra(
    library: str, suffix: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UnreadableInput, match=rf'a{suffix}: .* pip install "attribution-scorer\[{extra}\]"'):
        read("WARC/1.0", f"a{suffix}")


def test_a_page_of_pictures_says_so() -> None:
    from pypdf import PdfWriter

    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    writer.write(written)
    with pytest.raises(UnreadableInput, match="no text in this PDF"):
        read(written.getvalue(), "a.pdf")
