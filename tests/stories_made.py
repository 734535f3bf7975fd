"""One story written in every format that is made of fields, by the format's own library where there is one."""

from __future__ import annotations

import csv
import io
import json
from email.message import EmailMessage
from xml.sax.saxutils import escape

HEADLINE = "Marlow gate to shut for six weeks"
BYLINE = "By Teresa Quill"
PARAGRAPHS = (
    "The county will shut the Marlow lock gate for six weeks, chief engineer Dolores Ibarra told reporters on Monday, "
    "because its hinges have rusted through and no spare parts can be had before the autumn.",
    "“We looked at every other way,” Ms. Ibarra said outside the town hall. “There is none.”",
    "Boat owners who asked not to be named said they had not been told of the closing & that the county might be sued.",
    "According to minutes of the council’s meeting on 4 May, the repair was put off twice for want of money.",
)
PAGE = "".join(f"<p>{escape(words)}</p>" for words in PARAGRAPHS)
PLAIN = "\n\n".join(PARAGRAPHS)
XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{PAGE}</body></html>'
WHOLE = "\n\n".join((HEADLINE, BYLINE, *PARAGRAPHS))


def eml(text: str = PLAIN, form: str = "plain", subject: str = HEADLINE, charset: str = "utf-8") -> bytes:
    """A message with an attachment."""
    message = EmailMessage()
    message["From"] = "desk@courier.example"
    message["Subject"] = subject
    message.set_content(text, subtype=form, charset=charset)
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="notes.zip")
    return message.as_bytes()


def pdf(indented: bool = False) -> bytes:
    """Two kinds of setting: paragraphs apart, or their first lines indented."""
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    style = ParagraphStyle("story", parent=styles["Normal"], **({"firstLineIndent": 18} if indented else {"spaceAfter": 8}))
    flow = [Paragraph(HEADLINE, styles["Title"]), Paragraph(BYLINE, ParagraphStyle("by", parent=styles["Normal"], spaceAfter=9))]
    written = io.BytesIO()
    SimpleDocTemplate(written, invariant=1).build([*flow, *(Paragraph(escape(words), style) for words in PARAGRAPHS)])
    return written.getvalue()


def table(delimiter: str = ",") -> bytes:
    """One row."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows([["id", "text"], ["7", WHOLE]])
    return written.getvalue().encode()


def newsml(inline: str = XHTML) -> str:
    """A NewsML-G2 item."""
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:courier.example:7"><contentMeta>'
        f"<headline>{HEADLINE}</headline><by>{BYLINE}</by></contentMeta>"
        f'<contentSet><inlineXML contenttype="application/xhtml+xml">{inline}</inlineXML></contentSet></newsItem>'
    )


def nitf(content: str = PAGE) -> str:
    """A NITF document with the document type that such files name."""
    return (
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://www.nitf.org/site/nitf-documentation/nitf.dtd"><nitf><head>'
        f"<title>x</title></head><body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>{BYLINE}</byline></body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def rss(items: int = 1) -> str:
    """A feed with full text, escaped."""
    item = (
        f"<item><title>{HEADLINE}</title><dc:creator>{BYLINE}</dc:creator><description>Short.</description>"
        f"<content:encoded>{escape(PAGE)}</content:encoded></item>"
    )
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {names}><channel><title>Courier</title>{item * items}</channel></rss>'


def atom() -> str:
    """A feed with its text as XHTML."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:courier.example:7</id><title>{HEADLINE}</title>'
        f"<author><name>{BYLINE}</name></author><summary>Short.</summary>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PAGE}</div></content></entry></feed>'
    )


def rdf() -> str:
    """RSS 1.0."""
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="https://courier.example/7">'
        f"<title>{HEADLINE}</title><dc:creator>{BYLINE}</dc:creator><description>{escape(PAGE)}</description></item></rdf:RDF>"
    )


def warc(pages: list[tuple[str, str, str, bytes]], packed: bool) -> bytes:
    """An archive of pages: address, status, type and content."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    written = io.BytesIO()
    writer = WARCWriter(written, gzip=packed)
    for address, status, form, content in pages:
        headers = StatusAndHeaders(status, [("Content-Type", form)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        writer.write_record(record)
    return written.getvalue()


NINJS = {"uri": "urn:7", "headline": HEADLINE, "byline": BYLINE, "body_html": PAGE}
NINJS_3 = {
    "headlines": [{"role": "main", "value": HEADLINE}],
    "byline": BYLINE,
    "bodies": [{"contentType": "text/plain", "value": "Short."}, {"contentType": "text/html", "value": PAGE}],
}
NITF_INSIDE = nitf().partition("<nitf>")[1] + nitf().partition("<nitf>")[2]

MADE = {
    "newsml.xml": newsml().encode(),
    "nitf-inside.newsml": newsml(NITF_INSIDE).encode(),
    "message.newsml": f"<newsMessage><itemSet><newsItem/>{newsml()}</itemSet></newsMessage>".encode("utf-16"),
    "a.nitf": nitf().encode(),
    "nitf.xml": nitf().encode(),
    "ninjs.json": json.dumps(NINJS).encode(),
    "three.ninjs": json.dumps(NINJS_3).encode(),
    "text.ninjs": json.dumps({"headline": HEADLINE, "byline": BYLINE, "body_text": PLAIN}).encode(),
    "a.rss": rss().encode(),
    "rss.xml": rss().encode(),
    "rdf.xml": rdf().encode(),
    "a.atom": atom().encode(),
    "plain.eml": eml(f"{BYLINE}\n\n{PLAIN}"),
    "html.eml": eml(f"<p>{BYLINE}</p>{PAGE}", "html", charset="windows-1252"),
    "a.pdf": pdf(),
    "indented.pdf": pdf(indented=True),
    "a.jsonl": json.dumps({"id": 7, "text": WHOLE}).encode() + b"\n",
    "a.csv": table(),
    "semicolons.csv": table(";"),
    "a.tsv": table("\t"),
}
"""The story by file name; NewsML's message is in UTF-16, as some agencies send it."""
