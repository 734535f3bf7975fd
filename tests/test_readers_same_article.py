"""One article, written in every format by that format's own tool: the same paragraphs and the same scores come out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import article_formats as made
import pytest
from article_made import BLOCKS, CELLS, NOTE, PULLED, STORY, SURVEY, converted, in_word

from scorer.pipeline import score_document
from scorer.readers import read_documents
from scorer.text.fillers import without_fillers
from scorer.types import Block, Document

Shown = list[tuple[str, str]]
Scores = dict[str, tuple[Any, ...]]
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed on this machine")


class Loss(NamedTuple):
    """What of the article a format cannot carry, and why."""

    why: str
    change: Callable[[Shown], Iterator[tuple[str, str]]]


def _rows(blocks: Shown) -> Iterator[tuple[str, str]]:
    cells = {row[-1]: " ".join(row) for row in CELLS}
    inner = {cell for row in CELLS for cell in row[:-1]}
    return ((kind, cells.get(words, words)) for kind, words in blocks if words not in inner)


def _typed_bullets(blocks: Shown) -> Iterator[tuple[str, str]]:
    return ((kind, f"• {words}" if words in made.ITEMS else words) for kind, words in blocks)


ROWS = Loss("a row of a table is one line of text", _rows)
BULLETS = Loss("the bullet is a character of the text", _typed_bullets)
NO_QUOTATION = Loss(
    "nothing in the file says that a paragraph is a quotation",
    lambda blocks: (("body", words) if words == PULLED else (kind, words) for kind, words in blocks),
)
NO_NOTE = Loss("the format has no footnotes", lambda blocks: (one for one in blocks if one[1] != NOTE))
MARK_STAYS = Loss(
    "LibreOffice writes the mark of a note as a figure behind the word",
    lambda blocks: ((kind, f"{words}1" if words == SURVEY else words) for kind, words in blocks),
)
SHORT_LINES = Loss(
    "a cell is a line by itself, which nothing tells from a heading",
    lambda blocks: (("heading", words) if any(words in row for row in CELLS) else (kind, words) for kind, words in blocks),
)
LOSSES: dict[str, tuple[Loss, ...]] = {
    "python-docx.docx": (),
    "office.docx": (),
    "office.odt": (),
    "office.rtf": (),
    "office.html": (NO_QUOTATION,),
    "office.pdf": (ROWS, BULLETS, NO_QUOTATION),
    "office.txt": (NO_NOTE, BULLETS, NO_QUOTATION, MARK_STAYS, SHORT_LINES),
    "reportlab.pdf": (NO_NOTE, ROWS, BULLETS, NO_QUOTATION),
    "a.html": (ROWS,),
    "a.warc.gz": (ROWS,),
    "a.newsml": (NO_NOTE, ROWS),
    "a.nitf": (NO_NOTE, ROWS),
    "a.rss": (NO_NOTE, ROWS),
    "a.atom": (NO_NOTE, ROWS),
    "a.ninjs": (NO_NOTE, ROWS),
    "a.eml": (NO_NOTE, ROWS),
    "a.jsonl": (NO_NOTE, ROWS, BULLETS, NO_QUOTATION),
    "a.csv": (NO_NOTE, ROWS, BULLETS, NO_QUOTATION),
    "a.md": (NO_NOTE, ROWS),
}
"""What each format loses, in the order in which it is taken from the article; those called "office" LibreOffice writes."""
FIELDS = {
    "reportlab.pdf": made.in_pdf, "a.html": made.in_html, "a.warc.gz": made.in_warc, "a.newsml": made.in_newsml,
    "a.nitf": made.in_nitf, "a.rss": made.in_rss, "a.atom": made.in_atom, "a.ninjs": made.in_ninjs, "a.eml": made.in_mail,
    "a.jsonl": made.in_json_lines, "a.csv": made.in_table, "a.md": made.in_markdown,
}  # fmt: skip
FILTERS = {".html": "html:HTML (StarWriter)", ".txt": "txt:Text (encoded):UTF8", ".docx": "docx:MS Word 2007 XML"}
FINAL = (".html", ".pdf", ".txt")
"""LibreOffice prints what is deleted and what is added alike in these: they are made of the article with its changes accepted."""


def written(name: str, folder: Path) -> bytes:
    """The article in the format that a file's name tells."""
    if not name.startswith("office."):
        return FIELDS[name]() if name in FIELDS else in_word()
    suffix = Path(name).suffix
    return converted(in_word(final=suffix in FINAL), FILTERS.get(suffix, suffix[1:]), folder / suffix[1:])


def words_of(document: Document, start: int, end: int) -> str:
    """Words as they are read."""
    return " ".join(without_fillers(document.plain[start:end]).split())


def shown(document: Document) -> Shown:
    """Kind and words of every block."""
    return [(kind, words_of(document, start, end)) for start, end, kind in document.blocks]


def expected(name: str) -> Shown:
    """The article less what its format cannot carry."""
    blocks = BLOCKS
    for loss in LOSSES[name]:
        blocks = list(loss.change(blocks))
    return blocks


def scores_of(document: Document) -> Scores:
    """What is said of each paragraph, by its words."""
    return {
        words_of(document, score.paragraph.start, score.paragraph.end): (score.value, score.level, score.kind, score.flags)
        for score in score_document(document).scores
    }


def without_file(blocks: Shown) -> Document:
    """A document of these blocks that no reader has made."""
    words = [words for _, words in blocks]
    starts = [sum(len(one) + 2 for one in words[:at]) for at in range(len(words))]
    cut = [Block(start, start + len(one), kind) for start, (kind, one) in zip(starts, blocks, strict=True)]
    return Document("\n\n".join(words), "article", cut)


CASES = [pytest.param(name, marks=[OFFICE] if name.startswith("office.") else []) for name in LOSSES]


@pytest.mark.parametrize("name", CASES)
def test_the_same_article_has_the_same_paragraphs_and_scores(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(written(name, tmp_path))
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert shown(document) == expected(name)
    assert all(document.place(block.start) for block in document.blocks)
    scores = scores_of(document)
    agree(scores, scores_of(without_file(expected(name))), 0.001)  # a page's indents are characters between words
    kept = {words: score for words, score in scores_of(without_file(BLOCKS)).items() if words in STORY and words in scores}
    assert len(kept) == len(STORY) - (MARK_STAYS in LOSSES[name])
    agree({words: scores[words] for words in kept}, kept, 0.01)  # blocks that were lost count for those beside them


def agree(scores: Scores, due: Scores, within: float) -> None:
    """The same words have the same level, kind and marks, and values that differ by no more than this."""
    assert {words: score[1:] for words, score in scores.items()} == {words: score[1:] for words, score in due.items()}
    assert {words: score[0] or 0.0 for words, score in scores.items()} == pytest.approx(
        {words: score[0] or 0.0 for words, score in due.items()}, abs=within
    )
