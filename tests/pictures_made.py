"""Pictures of drafts scored by hand, and what can be read off them."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from scorer.pictures import draw
from scorer.readers import read_text
from scorer.tables import tabulate
from scorer.text import Text
from scorer.types import LEVELS, AnnotatedDocument, Paragraph, Score, ScoredDocument

SVG = "{http://www.w3.org/2000/svg}"
FLAGS: dict[str, list[str]] = {"weak": ["hedged", "contested", "response"], "unsupported": ["damaged"]}


def score_by_hand(annotated: AnnotatedDocument, levels: list[str] | None = None) -> ScoredDocument:
    """Scores without a model: levels in turn, the best first, or those given."""
    scores = []
    for at, paragraph in enumerate(annotated.paragraphs):
        level = levels[at] if levels else LEVELS[-1 - at % len(LEVELS)]
        place = LEVELS.index(level)
        value = None if level == "background" else (place - 1) / 3
        likely = [float(place == other) for other in range(len(LEVELS))]
        scores.append(
            Score(paragraph, likely, level, value, unsure=level == "qualified", kind="na", flags=FLAGS.get(level, []), reasons=[])
        )
    values = [score.value for score in scores if score.value is not None]
    measures = {"score": sum(values) / len(values) if values else None, "scorable": len(values)}
    return ScoredDocument(annotated, scores, measures, {})


def annotate_plain(text: str, name: str = "draft.md") -> AnnotatedDocument:
    """A draft with paragraphs in it and nothing found."""
    document = read_text(text, name)
    paragraphs = [Paragraph(document, n, at.start, at.end, at.kind) for n, at in enumerate(document.blocks, 1)]
    return AnnotatedDocument(document, paragraphs, [], Text(document))


def draw_of(name: str, annotated: AnnotatedDocument, *, links: bool = False, bare: bool = False) -> str:
    """A picture of a draft scored by hand."""
    return draw(name, score_by_hand(annotated), tabulate(annotated), links=links, bare=bare)


def cells(svg: str) -> list[Element]:
    """What shows one or more paragraphs, in order: groups and links with a box in them that has a shade."""
    root = fromstring(svg)
    return [one for tag in ("g", "a") for one in root.iter(SVG + tag) if one.find(f"{SVG}rect[@class]") is not None
            and any("shape" in (box.get("class") or "") for box in one.iter(SVG + "rect"))]  # fmt: skip


def title(element: Element) -> str:
    """The title of a group."""
    return element.findtext(f"{SVG}title") or ""


def words(svg: str) -> list[str]:
    """The visible words."""
    return [one.text or "" for one in fromstring(svg).iter(SVG + "text")]
