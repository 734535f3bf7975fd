"""One article with all that a draft has, written by python-docx as newsrooms write it; the other formats are made of it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

TITLE = "Port Selmer will close its old bridge in May"
BYLINE = "By Mara Lindqvist"
CHANGED = (
    "The council will close the bridge on 3 May, said Jörg Weiß, the town’s chief engineer – “at the latest,” as he put it on "
    "Monday in a meeting that went on until midnight."
)
QUOTED = "“We have put this off for nine winters,” Weiß told the councillors. “It can’t wait – not a day longer.”"
HEDGED = (
    "Two officials who asked not to be named said that the repair money—some €4.2 million—had been promised twice before; "
    "neither the ministry nor the county’s well-known auditors responded to a request for comment."
)
SUBHEAD = "What the shopkeepers say"
SURVEY = (
    "According to a survey by the traders’ union, which asked its 312 members by e-mail in the first week of April, four "
    "shops in ten expect to lose custom, and Zoë Müller-Brandt, who sells naïve paintings at the café, fears that hers is "
    "one of them."
)
ITEMS = (
    "the bus line over the bridge",
    "the night ferry",
    "the school run, which takes the children of four villages on the far bank to the only school that still teaches in "
    "both languages",
)
PULLED = "A bridge is a promise to the other bank, Lindqvist’s grandmother used to say."
CELLS = (("Year", "Crossings"), ("2024", "41,300"), ("2025", "38,950"))
LAST = "The ferry company did not answer questions on Tuesday, and the mayor’s office declined to comment."
NOTE = "The survey was published on 11 April."
COMMENT = "Is he really called that? Ask him."

STORY = (CHANGED, QUOTED, HEDGED, SUBHEAD, SURVEY, LAST)
"""The running text with the heading in it, in its order."""
BLOCKS = [
    ("heading", TITLE), ("byline", BYLINE), ("body", CHANGED), ("body", QUOTED), ("body", HEDGED), ("heading", SUBHEAD),
    ("body", SURVEY), *(("list", item) for item in ITEMS), ("quote", PULLED), *(("list", cell) for row in CELLS for cell in row),
    ("body", LAST), ("caption", NOTE),
]  # fmt: skip
"""What a reader should find: every block with its kind."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHANGE = f'xmlns:w="{_W}" w:id="91" w:author="Desk" w:date="2026-04-12T09:00:00Z"'
_FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{_W}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {NOTE}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def in_word(final: bool = False) -> bytes:
    """The article by python-docx: with a comment, tracked changes, a footnote and a running head; without changes when final."""
    made = docx.Document()
    if not final:
        made.sections[0].header.paragraphs[0].text = "Courier, page proof"
    made.add_heading(TITLE, 1)
    made.add_paragraph(BYLINE)
    if final:
        made.add_paragraph(CHANGED)
    else:
        _add_changes(made)
    made.add_paragraph(QUOTED)
    made.add_paragraph(HEDGED)
    made.add_heading(SUBHEAD, 2)
    _add_footnote(made, made.add_paragraph(SURVEY))
    for item in ITEMS:
        made.add_paragraph(item, "List Bullet")
    made.add_paragraph(PULLED, "Quote")
    table = made.add_table(0, 2)
    for row in CELLS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.add_paragraph(LAST)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _add_changes(made: WordDocument) -> None:
    """A paragraph in which words were taken out, put in and remarked on, and one that was taken out whole."""
    head, _, tail = CHANGED.partition("will close")
    changed = made.add_paragraph(head)
    changed._p.append(parse_xml(f"<w:del {_CHANGE}><w:r><w:delText>may perhaps mend</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {_CHANGE}><w:r><w:t>will close</w:t></w:r></w:ins>"))
    before, name, after = tail.partition("Jörg Weiß")
    changed.add_run(before)
    made.add_comment(changed.add_run(name), COMMENT, "Desk", "D")
    changed.add_run(after).italic = True
    gone = made.add_paragraph()
    gone._p.get_or_add_pPr().append(parse_xml(f'<w:rPr xmlns:w="{_W}"><w:del {_CHANGE}/></w:rPr>'))
    gone._p.append(parse_xml(f"<w:del {_CHANGE}><w:r><w:delText>Nobody knows why.</w:delText></w:r></w:del>"))


def _add_footnote(made: WordDocument, paragraph: Paragraph) -> None:
    """A footnote at the end of a paragraph; python-docx knows none."""
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), form, _FOOTNOTES.encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r xmlns:w="{_W}"><w:footnoteReference w:id="1"/></w:r>'))


def converted(word: bytes, form: str, folder: Path) -> bytes:
    """The article as LibreOffice writes it in another format; ``form`` is a suffix, with a filter where there are several."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "article.docx"
    source.write_bytes(word)
    result = folder / "out" / f"article.{form.partition(':')[0]}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", form, "--outdir", result.parent, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return result.read_bytes()
