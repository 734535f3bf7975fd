"""The article in the formats that are made of fields, each by the library that newsrooms' tools write it with."""

from __future__ import annotations

import csv
import io
import json
from email.message import EmailMessage
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from article_made import BYLINE, CELLS, ITEMS, NOTE, PULLED, STORY, SUBHEAD, SURVEY, TITLE
from stories_made import warc

XHTML = "http://www.w3.org/1999/xhtml"
NAR = "http://iptc.org/std/nar/2006-10-01/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"
for prefix, space in (("content", CONTENT), ("dc", CREATOR)):
    register_namespace(prefix, space)


def story(parent: Element, space: str = "", quote: str = "blockquote", heading: str = "h2") -> Element:
    """The article below its byline, in elements of HTML or of what has taken its names from it."""

    def add(inside: Element, name: str, words: str = "") -> Element:
        made = SubElement(inside, f"{{{space}}}{name}" if space else name)
        made.text = words or None
        return made

    for words in STORY:
        add(parent, heading if words == SUBHEAD else "p", words)
        if words == SURVEY:
            listing = add(parent, "ul")
            for item in ITEMS:
                add(listing, "li", item)
            add(add(parent, quote), "p", PULLED)
            table = add(parent, "table")
            for row in CELLS:
                line = add(table, "tr")
                for cell in row:
                    add(line, "td", cell)
    return parent


def in_html() -> bytes:
    """A page with navigation around the article, and a note below it."""
    page = Element("html", lang="en")
    body = SubElement(page, "body")
    SubElement(SubElement(body, "nav"), "p").text = "Home. Weather. Ferries, said the site."
    article = SubElement(body, "article")
    SubElement(article, "h1").text = TITLE
    SubElement(article, "p").text = BYLINE
    story(article)
    survey = next(one for one in article if one.text == SURVEY)
    SubElement(SubElement(survey, "sup"), "a", href="#note1", id="mark1").text = "1"
    note = SubElement(article, "p")
    back = SubElement(note, "a", href="#mark1", id="note1")
    back.text, back.tail = "1", f" {NOTE}"
    SubElement(SubElement(body, "footer"), "p").text = "All rights reserved, said the owners."
    return b"<!DOCTYPE html>\n" + tostring(page, "utf-8", method="html")


def in_warc() -> bytes:
    """The page in an archive."""
    return warc([("https://courier.example/bridge", "200 OK", "text/html; charset=utf-8", in_html())], packed=True)


def in_newsml() -> bytes:
    """A NewsML-G2 item."""
    item = Element(f"{{{NAR}}}newsItem", guid="urn:newsml:courier.example:9", version="1")
    meta = SubElement(item, f"{{{NAR}}}contentMeta")
    SubElement(meta, f"{{{NAR}}}headline").text = TITLE
    SubElement(meta, f"{{{NAR}}}by").text = BYLINE
    inline = SubElement(SubElement(item, f"{{{NAR}}}contentSet"), f"{{{NAR}}}inlineXML", contenttype="application/xhtml+xml")
    story(SubElement(SubElement(inline, f"{{{XHTML}}}html"), f"{{{XHTML}}}body"), XHTML)
    return tostring(item, "utf-8", xml_declaration=True)


def in_nitf() -> bytes:
    """A NITF document."""
    root = Element("nitf")
    body = SubElement(root, "body")
    head = SubElement(body, "body.head")
    SubElement(SubElement(head, "hedline"), "hl1").text = TITLE
    SubElement(head, "byline").text = BYLINE
    story(SubElement(body, "body.content"), quote="bq", heading="hl2")
    return tostring(root, "utf-8", xml_declaration=True)


def in_rss() -> bytes:
    """A feed with the full text."""
    root = Element("rss", version="2.0")
    item = SubElement(SubElement(root, "channel"), "item")
    SubElement(item, "title").text = TITLE
    SubElement(item, f"{{{CREATOR}}}creator").text = BYLINE
    SubElement(item, f"{{{CONTENT}}}encoded").text = fragment()
    return tostring(root, "utf-8", xml_declaration=True)


def in_atom() -> bytes:
    """A feed of Atom with its text as XHTML."""
    feed = Element(f"{{{ATOM}}}feed")
    entry = SubElement(feed, f"{{{ATOM}}}entry")
    SubElement(entry, f"{{{ATOM}}}title").text = TITLE
    SubElement(SubElement(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = BYLINE
    content = SubElement(entry, f"{{{ATOM}}}content", type="xhtml")
    story(SubElement(content, f"{{{XHTML}}}div"), XHTML)
    return tostring(feed, "utf-8", xml_declaration=True)


def fragment() -> str:
    """The article below its byline as a piece of HTML."""
    return "".join(tostring(one, "unicode", method="html") for one in story(Element("div")))


def in_ninjs() -> bytes:
    """A ninjs item."""
    return json.dumps({"uri": "urn:9", "headline": TITLE, "byline": BYLINE, "body_html": fragment()}).encode()


def in_mail() -> bytes:
    """A message in HTML, its encoding chosen by the library."""
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@courier.example", TITLE
    message.set_content(f"<p>{BYLINE}</p>{fragment()}", subtype="html")
    return message.as_bytes()


def in_text() -> str:
    """The article as one types it."""
    rows = "\n\n".join("\t".join(row) for row in CELLS)
    items = "\n".join(f"• {item}" for item in ITEMS)
    below = {SURVEY: [items, PULLED, rows]}
    return "\n\n".join([TITLE, BYLINE, *(words for one in STORY for words in [one, *below.get(one, ())])])


def in_json_lines() -> bytes:
    """The text in a line of JSON."""
    return json.dumps({"id": 9, "text": in_text()}).encode() + b"\n"


def in_table() -> bytes:
    """The text in a row of CSV, as spreadsheets write it."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["id", "text"], ["9", in_text()]])
    return written.getvalue().encode("utf-8-sig")


def in_markdown() -> bytes:
    """The article in Markdown."""
    made = in_text().replace(TITLE, f"# {TITLE}", 1).replace(SUBHEAD, f"## {SUBHEAD}").replace(PULLED, f"> {PULLED}")
    head, *rows = ("| " + " | ".join(row) + " |" for row in CELLS)
    table = "\n".join([head, "| --- | --- |", *rows])
    return made.replace("\n\n".join("\t".join(row) for row in CELLS), table).replace("• ", "- ").encode()


def in_pdf() -> bytes:
    """A PDF file by reportlab."""
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    body = ParagraphStyle("story", parent=styles["Normal"], spaceAfter=9)
    flow: list[Flowable] = [Paragraph(TITLE, styles["Title"]), Paragraph(BYLINE, body)]
    for words in STORY:
        flow.append(Paragraph(words, styles["Heading2"] if words == SUBHEAD else body))
        if words == SURVEY:
            flow.append(ListFlowable([Paragraph(item, body) for item in ITEMS], bulletType="bullet", start="•"))
            flow += [Paragraph(PULLED, body), Table(CELLS, colWidths=150)]
    written = io.BytesIO()
    SimpleDocTemplate(written, invariant=1).build(flow)
    return written.getvalue()
