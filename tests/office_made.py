"""Office documents made for the tests: the few lines of XML that each needs, zipped, and one article in all formats."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"))
)

ARTICLE = [
    ("heading", "Harbour gate will close in May"),
    ("", "The harbour gate in Port Selmer will close for repairs in May, said Ana Reyes, the harbour master."),
    ("", "“We have put this off for nine winters,” Reyes told the council on Monday. “It is a café door by now.”"),
    ("", "Two officials who asked not to be named said that the money had been promised twice before."),
    ("heading", "What the shops say"),
    ("", "According to a survey by the traders’ union, four shops in ten expect to lose custom."),
    ("", "The ferry line did not answer a request for comment."),
]


def zipped(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(body: str, head: str = "", **parts: str) -> bytes:
    """A Word document with this body; ``parts`` are further parts ("styles", "footnotes"), which it names."""
    named = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts)
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{named}</Relationships>'
    return zipped({
        "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations,
        **{f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()},
    })  # fmt: skip


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def open_text(body: str, head: str = "", styles: str = "", **parts: str | bytes) -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f"{head}<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


def rich(body: str, head: str = "") -> bytes:
    """A file of rich text with this body, every character beyond ASCII by its number."""
    numbered = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in body)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}\n{numbered}}}".encode("ascii")


def in_word() -> bytes:
    """The article as a Word document."""
    made = docx.Document()
    for kind, text in ARTICLE:
        made.add_heading(text, 1) if kind else made.add_paragraph(text)
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    """The bytes of a document of python-docx."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def in_open_text() -> bytes:
    """The article as an OpenDocument text."""
    return open_text("".join(
        f'<text:h text:outline-level="1">{text}</text:h>' if kind else f"<text:p>{text}</text:p>" for kind, text in ARTICLE
    ))  # fmt: skip


def in_rich_text() -> bytes:
    """The article as rich text."""
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
    return rich("".join(f"\\pard\\plain\\s{1 if kind else 0} {text}\\par\n" for kind, text in ARTICLE), styles)
