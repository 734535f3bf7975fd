"""Which format a draft without a file name has, told by how it begins."""

from __future__ import annotations

_HEAD = 1024
_MARKS = b"\xef\xbb\xbf \t\r\n\0"
_ZIP, _PDF, _RTF = b"PK\x03\x04", b"%PDF-", b"{\\rtf"
_HTML = (b"<!doctype html", b"<html")
_FEEDS = (b"<?xml", b"<rss", b"<feed", b"<nitf", b"<newsitem", b"<newsmessage")


def suffix_by_signs(data: bytes) -> str:
    """The suffix that a file of this format has; "" for text, and for what shows no sign."""
    head = data[:_HEAD].lstrip(_MARKS).lower()
    if head.startswith(_ZIP.lower()):
        return ".docx" if b"word/document.xml" in data else ".odt" if b"content.xml" in data else ""
    if head.startswith(_HTML) or (head.startswith(b"<?xml") and b"<html" in head):
        return ".html"
    if head.startswith(_FEEDS):
        return ".xml"
    if head.startswith(_RTF):
        return ".rtf"
    return ".pdf" if head.startswith(_PDF.lower()) else ""
