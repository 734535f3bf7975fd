"""Word, OpenDocument and rich text: the words as accepted, and the kinds and places of blocks."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from office_made import ARTICLE, in_open_text, in_rich_text, in_word, open_text, paragraph, rich, saved, word

from scorer.pipeline import score_document
from scorer.readers import read_bytes, suffix_of
from scorer.types import BLOCKS, Document

PLAIN = "\n\n".join(text for _, text in ARTICLE)


def read(data: bytes, suffix: str) -> Document:
    """Read, and check what holds of every document with places."""
    document = read_bytes(data, f"draft{suffix}", suffix)
    assert document.plain == document.text
    assert len(document.places) == len(document.blocks)
    pieces = [document.text[block.start : block.end] for block in document.blocks]
    assert "\n\n".join(pieces) == document.text
    assert all(piece == piece.strip() != "" for piece in pieces)
    assert {block.kind for block in document.blocks} <= set(BLOCKS)
    assert [document.place(block.end - 1) for block in document.blocks] == document.places
    return document


def told(data: bytes, suffix: str) -> list[tuple[str, str, str]]:
    """Kind, place and words of every block."""
    document = read(data, suffix)
    return [
        (block.kind, place, document.text[block.start : block.end])
        for block, place in zip(document.blocks, document.places, strict=True)
    ]


def words_of(data: bytes, suffix: str) -> list[str]:
    return [words for _, _, words in told(data, suffix)]


@pytest.mark.parametrize(
    ("suffix", "data"), [(".docx", in_word()), (".odt", in_open_text()), (".rtf", in_rich_text())], ids=["docx", "odt", "rtf"]
)
def test_the_same_article_reads_and_scores_the_same(suffix: str, data: bytes) -> None:
    plain = read_bytes(PLAIN.encode(), "draft.txt", ".txt")
    document = read(data, suffix)
    assert document.text == PLAIN
    assert document.blocks == plain.blocks
    assert document.places == [f"paragraph {number}" for number in range(1, len(ARTICLE) + 1)]
    scores, expected = (
        [(score.level, score.value, score.probabilities, score.kind, score.flags) for score in score_document(read).scores]
        for read in (document, plain)
    )
    assert scores == expected


def test_suffixes_are_known() -> None:
    assert [suffix_of(f"a{suffix}") for suffix in (".docx", ".DOCM", ".odt", ".ott", ".rtf")] == [
        ".docx", ".docm", ".odt", ".ott", ".rtf",
    ]  # fmt: skip


def test_a_text_file_has_lines_for_places() -> None:
    document = read_bytes(b"One line.\n\nAnother.", "a.txt", ".txt")
    assert document.places == []
    assert document.place(13) == "3:3"


def test_between_blocks_the_place_is_that_of_the_one_before() -> None:
    document = read(word(paragraph("One.") + paragraph("Two.")), ".docx")
    assert [document.place(at) for at in (0, 4, 5, 6, 9, 10, 99)] == ["paragraph 1"] * 3 + ["paragraph 2"] * 4


def test_word_tells_headings_lists_tables_and_captions_apart() -> None:
    made = docx.Document()
    made.add_heading("Ferry timetable", 0)
    made.add_paragraph("Mara Holt, who runs the ferry, said on Friday that two boats would sail.")
    made.add_paragraph("the morning boat", style="List Bullet")
    made.add_paragraph("the night boat", style="List Number 2")
    made.add_paragraph("")
    table = made.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"{row} of {column}"
    table.cell(1, 1).add_paragraph("one more")
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "inmost"
    made.add_paragraph("The pier at dusk", style="Caption")
    made.add_paragraph("The sea is patient", style="Intense Quote")
    made.add_paragraph("The last boat leaves at nine, the notice says.")
    made.sections[0].header.paragraphs[0].text = "Page head"
    assert told(saved(made), ".docx") == [
        ("heading", "paragraph 1", "Ferry timetable"),
        ("body", "paragraph 2", "Mara Holt, who runs the ferry, said on Friday that two boats would sail."),
        ("list", "paragraph 3", "the morning boat"),
        ("list", "paragraph 4", "the night boat"),
        ("list", "table 1, row 1, cell 1", "0 of 0"),
        ("list", "table 1, row 1, cell 1, in it table 1, row 1, cell 1", "inmost"),
        ("list", "table 1, row 1, cell 2", "0 of 1"),
        ("list", "table 1, row 2, cell 1", "1 of 0"),
        ("list", "table 1, row 2, cell 2", "1 of 1"),
        ("list", "table 1, row 2, cell 2, paragraph 2", "one more"),
        ("caption", "paragraph 5", "The pier at dusk"),
        ("quote", "paragraph 6", "The sea is patient"),
        ("body", "paragraph 7", "The last boat leaves at nine, the notice says."),
    ]


def test_a_story_set_in_a_table_stays_a_story() -> None:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = ARTICLE[1][1]
    assert told(saved(made), ".docx") == [("body", "table 1, row 1, cell 1", ARTICLE[1][1])]


CHANGES = 'w:id="1" w:author="Desk" w:date="2026-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f'<w:p><w:r><w:t>It will </w:t></w:r><w:del {CHANGES}><w:r><w:delText>not </w:delText></w:r></w:del>'
         f'<w:ins {CHANGES}><w:r><w:t>surely </w:t></w:r></w:ins><w:r><w:t>close.</w:t></w:r></w:p>', ["It will surely close."]),
        (f"<w:p><w:moveFrom {CHANGES}><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>" + paragraph("Stays.")
         + f"<w:p><w:moveTo {CHANGES}><w:r><w:t>Moved.</w:t></w:r></w:moveTo></w:p>", ["Stays.", "Moved."]),
        (paragraph("The gate ", f"<w:rPr><w:del {CHANGES}/></w:rPr>") + paragraph("will close."), ["The gate will close."]),
        (paragraph("One.", f"<w:rPr><w:ins {CHANGES}/></w:rPr>") + paragraph("Two."), ["One.", "Two."]),
        (f"<w:p><w:ins {CHANGES}><w:del {CHANGES}><w:r><w:t>Both.</w:t></w:r></w:del></w:ins><w:r><w:t>Left.</w:t></w:r></w:p>",
         ["Left."]),
        (f"<w:tbl><w:tr><w:trPr><w:del {CHANGES}/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
         f"<w:tr><w:tc>{paragraph('kept')}</w:tc></w:tr></w:tbl>", ["kept"]),
        ('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>As said</w:t></w:r><w:commentRangeEnd w:id="0"/>'
         '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>.</w:t></w:r></w:p>', ["As said."]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>", ["Seen."]),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
         "<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>", ["a link"]),
        ('<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/>'
         '<w:t>three</w:t></w:r></w:p>', ["One\ntwo-three"]),
        ('<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>' + paragraph("he end."), ["The end."]),
        ('<w:p><w:r><w:t>Outer.</w:t></w:r><w:r><mc:AlternateContent '
         'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:txbxContent>'
         f"{paragraph('Boxed.')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
         "</mc:Fallback></mc:AlternateContent></w:r></w:p>", ["Outer.", "Boxed."]),
        ("<w:sdt><w:sdtContent>" + paragraph("Controlled.") + "</w:sdtContent></w:sdt>", ["Controlled."]),
    ],
)  # fmt: skip
def test_word_reads_as_accepted(body: str, words: list[str]) -> None:
    assert words_of(word(body), ".docx") == words


def test_notes_come_last_in_the_order_of_their_references() -> None:
    body = (
        '<w:p><w:r><w:t>One</w:t><w:footnoteReference w:id="7"/><w:t>.</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Two.</w:t><w:footnoteReference w:id="3"/><w:endnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p><w:del {CHANGES}><w:r><w:footnoteReference w:id="9"/></w:r></w:del></w:p>'
    )
    footnotes = "".join(f'<w:footnote w:id="{at}">{paragraph(f"Note {at}.")}</w:footnote>' for at in (-1, 3, 7, 9))
    data = word(body, footnotes=footnotes, endnotes=f'<w:endnote w:id="2">{paragraph("At the end.")}</w:endnote>')
    assert [(kind, place, words) for kind, place, words in told(data, ".docx")][-3:] == [
        ("caption", "footnote 1", "Note 7."),
        ("caption", "footnote 2", "Note 3."),
        ("caption", "endnote 1", "At the end."),
    ]
    assert words_of(data, ".docx")[:2] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("style", "properties", "kind"),
    [
        ("List Paragraph", "", "body"),
        ("List Paragraph", '<w:numPr><w:numId w:val="3"/></w:numPr>', "list"),
        ("List Paragraph", '<w:numPr><w:numId w:val="0"/></w:numPr>', "body"),
        ("Normal", '<w:outlineLvl w:val="1"/>', "heading"),
        ("Normal", '<w:outlineLvl w:val="9"/>', "body"),
        ("Byline", "", "byline"),
        ("toc 2", "", "list"),
        ("heading 9", '<w:numPr><w:numId w:val="3"/></w:numPr>', "heading"),
        ("Normal", '<w:pPrChange><w:pPr><w:pStyle w:val="heading 1"/></w:pPr></w:pPrChange>', "body"),
    ],
)
def test_a_style_makes_a_kind(style: str, properties: str, kind: str) -> None:
    data = word(paragraph("The pier is shut until the spring, Holt said.", f'<w:pStyle w:val="{style}"/>{properties}'))
    assert told(data, ".docx") == [(kind, "paragraph 1", "The pier is shut until the spring, Holt said.")]


def test_a_long_heading_is_prose() -> None:
    data = word(paragraph(ARTICLE[1][1] * 3, '<w:pStyle w:val="heading 1"/>'))
    assert [kind for kind, _, _ in told(data, ".docx")] == ["body"]


def test_a_style_is_a_heading_by_its_name_its_base_or_its_level() -> None:
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="Level"><w:name w:val="Crosshead"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    sentence = "the pier is shut until the spring, Holt said, and the boats with it."
    body = "".join(paragraph(sentence, f'<w:pStyle w:val="{name}"/>') for name in ("berschrift1", "Own", "Level", "A"))
    data = word(body, styles=styles)
    assert [kind for kind, _, _ in told(data, ".docx")] == ["heading", "heading", "heading", "body"]


def test_line_breaks_inside_a_paragraph_part_it_as_they_do_plain_text() -> None:
    lines = "<w:br/><w:br/>".join(f"<w:t>{text}</w:t>" for text in ("First part.", "Second part.", "Third part."))
    data = word(f"<w:p><w:r>{lines}</w:r></w:p>")
    assert [place for _, place, _ in told(data, ".docx")] == ["paragraph 1", "paragraph 1, line 3", "paragraph 1, line 5"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region>'
         '</text:tracked-changes><text:p>It <text:change text:change-id="a"/>stays.</text:p>',
         [("body", "paragraph 1", "It stays.")]),
        ("<text:p>As said<office:annotation><text:p>Says who?</text:p></office:annotation> twice.</text:p>",
         [("body", "paragraph 1", "As said twice.")]),
        ('<text:p>A <text:span>b</text:span>\n   c<text:s text:c="2"/>d<text:tab/>e<text:line-break/>f.</text:p>',
         [("body", "paragraph 1", "A b c  d\te\nf.")]),
        ('<text:p>The pier is<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
         "<text:p>Noted.</text:p></text:note-body></text:note> shut until spring, Holt said.</text:p><text:p>Next one.</text:p>",
         [("body", "paragraph 1", "The pier is shut until spring, Holt said."), ("body", "paragraph 2", "Next one."),
          ("caption", "footnote 1", "Noted.")]),
        ('<text:list><text:list-item><text:p>the morning boat</text:p></text:list-item></text:list><text:p text:style-name="P1">'
         "By the pier</text:p>", [("list", "paragraph 1", "the morning boat"), ("caption", "paragraph 2", "By the pier")]),
        ("<table:table><table:table-row><table:table-cell><text:p>one</text:p></table:table-cell><table:table-cell>"
         "<text:p>two</text:p></table:table-cell></table:table-row></table:table><text:p>And so it ends.</text:p>",
         [("list", "table 1, row 1, cell 1", "one"), ("list", "table 1, row 1, cell 2", "two"),
          ("body", "paragraph 1", "And so it ends.")]),
    ],
)  # fmt: skip
def test_open_text_reads_as_accepted(body: str, expected: list[tuple[str, str, str]]) -> None:
    style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Caption"/>'
    assert told(open_text(body, styles=style), ".odt") == expected


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"It will {\deleted not }{\revised surely }close.\par", ["It will surely close."]),
        (r"The gate {\deleted\par }will close.\par Next.", ["The gate will close.", "Next."]),
        (r"Seen.{\v  Hidden.}{\*\annotation a comment}{\header head\par}{\info{\title A title}}\par", ["Seen."]),
        (r"Caf\'e9 \u8220\'93so\u8221\'94 \uc0\u233 \uc1\emdash x\~y\_z\par", ["Café “so” é—x\u00a0y-z"]),
        (r"\u-10179?\u-8704? and {\f1\'cf\'f0\'e8}{\f2\'93\'fa}\par", ["😀 and При日"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}} here{\pict\wmetafile8 01ff}{\*\unknown\par lost}.\par",
         ["a link here."]),
        ("{\\pict\\bin4 }}{{}Kept.\\par", ["Kept."]),
        ("One.\\\nTwo.\\\r\nThree.", ["One.", "Two.", "Three."]),
        (r"Outer{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt Boxed.\par}}} goes on.\par", ["Boxed.", "Outer goes on."]),
    ],
)  # fmt: skip
def test_rich_text_reads_as_accepted(body: str, words: list[str]) -> None:
    fonts = r"{\fonttbl{\f0\fnil Times;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}"
    assert words_of(rich(body, fonts), ".rtf") == words


def test_rich_text_tells_headings_lists_tables_and_notes_apart() -> None:
    body = r"""
        \pard\s1 Ferry timetable\par
        \pard Mara Holt, who runs the ferry, said on Friday that two boats{\footnote\pard\chftn  As of May.\par} would sail.\par
        {\listtext\'b7\tab}\pard\ls1 the morning boat\par
        \trowd\cellx9\pard\intbl one\cell two\cell\row\trowd\cellx9\pard\intbl three{\footnote\ftnalt\pard Late.\par}\cell\row
        \pard\s2 The pier at dusk\par}"""
    styles = r"{\stylesheet{\s1 heading 1;}{\s2 caption;}}"
    assert told(rich(body.replace("        ", ""), styles), ".rtf") == [
        ("heading", "paragraph 1", "Ferry timetable"),
        ("body", "paragraph 2", "Mara Holt, who runs the ferry, said on Friday that two boats would sail."),
        ("list", "paragraph 3", "the morning boat"),
        ("list", "table 1, row 1, cell 1", "one"),
        ("list", "table 1, row 1, cell 2", "two"),
        ("list", "table 1, row 2, cell 1", "three"),
        ("caption", "paragraph 4", "The pier at dusk"),
        ("caption", "footnote 1", "As of May."),
        ("caption", "endnote 1", "Late."),
    ]


def test_macros_are_looked_at_by_nobody() -> None:
    data = in_word()
    with_macro = io.BytesIO(data)
    with zipfile.ZipFile(with_macro, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)
    assert read(with_macro.getvalue(), ".docm").text == PLAIN
