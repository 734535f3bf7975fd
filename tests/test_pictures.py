"""Pictures: what each shows of a draft, to whom, and in which colours."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from handmade import annotate_by_hand
from pictures_made import SVG, annotate_plain, cells, draw_of, score_by_hand, title, words

import scorer
from scorer.pictures import DARK, LIGHT, PALETTE, PICTURES, STYLE, draw
from scorer.pictures._style import PLAIN_STYLE
from scorer.tables import tabulate
from scorer.terms import LETTERS, LIMITS
from scorer.types import LEVELS

# the strip


def test_strip_has_one_cell_a_paragraph_in_order_with_shade_letter_and_marks() -> None:
    annotated = annotate_plain("\n\n".join(f"Paragraph of words {n}." for n in range(53)))
    scored = score_by_hand(annotated)
    shown = cells(draw("strip", scored, tabulate(annotated)))
    assert len(shown) == 53
    for number, (cell, score) in enumerate(zip(shown, scored.scores, strict=True), 1):
        assert re.match(rf"Paragraph {number}\b", title(cell))
        assert f"shape {score.level}" == cell.find(f"{SVG}rect").get("class")  # type: ignore[union-attr]
        texts = [one.text for one in cell.iter(SVG + "text")]
        assert texts[: bool(LETTERS[score.level])] == [LETTERS[score.level]] * bool(LETTERS[score.level])
        marks = {"weak": "HCR", "unsupported": "!", "qualified": "?"}.get(score.level, "")
        assert "".join(filter(None, texts[bool(LETTERS[score.level]) :])) == marks
    places = [(float(box.get("y", 0)), float(box.get("x", 0))) for cell in shown for box in cell.iter(SVG + "rect")]
    assert places == sorted(places)
    assert len({y for y, _ in places}) == 3


def test_background_is_hollow_and_has_no_letter() -> None:
    [cell] = cells(draw("strip", score_by_hand(annotate_plain("Words."), ["background"]), tabulate(annotate_plain("Words."))))
    assert title(cell) == "Paragraph 1: no source needed"
    assert cell.find(f"{SVG}text") is None
    assert re.search(r"\.background \{ fill: none;", STYLE)


def test_titles_say_level_score_and_marks() -> None:
    annotated = annotate_plain("Words are here.")
    [cell] = cells(draw("strip", score_by_hand(annotated, ["weak"]), tabulate(annotated)))
    assert title(cell) == "Paragraph 1: weak, score 0.33, hedged, contested, response"


def test_verdict_and_limits_stand_above_and_in_the_title() -> None:
    annotated = annotate_by_hand()
    annotated.scope = [{"what": "not English"}]
    for name in PICTURES:
        svg = draw_of(name, annotated)
        shown, said = " ".join(words(svg)), title(fromstring(svg))
        for told in ("draft.md", "Sourcing 0.50 (4 of 5 paragraphs scored).", LIMITS, "Broken text", "not English"):
            assert told in shown, name
            assert told in said, name


def test_colour_is_never_alone() -> None:
    assert all(LETTERS[level] for level in LEVELS if level != "background")
    shown = words(draw_of("strip", annotate_by_hand()))
    for level in ("accountable", "qualified", "weak", "unsupported", "no source needed"):
        assert level in shown
    assert {"hedged", "contested", "response", "unsure", "damaged"} <= set(shown)


# who says what


def test_sources_are_linked_to_what_is_credited_to_them() -> None:
    svg = draw_of("sources", annotate_by_hand())
    lines = {title(one): one.find(f"{SVG}path") for one in fromstring(svg).iter(SVG + "g") if one.find(f"{SVG}path") is not None}
    assert set(lines) == {
        "people familiar with the inquiry is credited in paragraph 1",
        "Ines Calloway passes on what others told in paragraph 3",
        "Critics is credited in paragraph 5",
    }
    looks = {name: path.get("class") for name, path in lines.items() if path is not None}
    assert looks["people familiar with the inquiry is credited in paragraph 1"] == "link from-unnamed"
    assert looks["Ines Calloway passes on what others told in paragraph 3"] == "link from-named relay"
    assert looks["Critics is credited in paragraph 5"] == "link from-nobody"
    shown = words(svg)
    for told in ("named person", "unnamed, vague", "nobody in particular", "institution (spokesperson), credited with nothing"):
        assert told in shown
    assert {"named source", "unnamed source", "passes on what others told"} <= set(shown)


def test_kinds_of_source_differ_in_shape() -> None:
    for name in ("sources", "timeline"):
        root = fromstring(draw_of(name, annotate_by_hand()))
        assert root.find(f".//{SVG}circle[@class='named']") is not None
        assert root.find(f".//{SVG}circle[@class='unnamed']") is not None
        assert root.find(f".//{SVG}rect[@class='nobody']") is not None
    assert re.search(r"\.named \{ fill: var", STYLE)
    assert re.search(r"\.unnamed \{ fill: none;.*stroke-dasharray", STYLE)


def test_many_sources_and_paragraphs_are_bundled() -> None:
    text = "\n\n".join(f"The gate shut at {n}, said Dolores Quill{'abcdefghij'[n % 10]}{n}." for n in range(300))
    scored = scorer.score(text)
    tables = tabulate(scored.annotated)
    assert len(tables.sources) > 40
    for name in ("sources", "timeline"):
        svg = draw(name, scored, tables)
        root = fromstring(svg)
        shown = words(svg)
        [more] = [one for one in shown if one.startswith("and ") and "credited with less" in one]
        assert more == f"and {len(tables.sources) - 18} more, credited with less"
        assert float(root.get("height", 0)) < 2200
        assert "mean score" in " ".join(shown)
    assert "1–5" in words(draw("sources", scored, tables))


# the timeline


def test_timeline_joins_accusations_and_replies() -> None:
    svg = draw_of("timeline", annotate_by_hand())
    titles = [title(one) for one in fromstring(svg).iter(SVG + "g")]
    assert "The ferry company is accused by people in paragraph 1" in titles
    assert "The ferry company: denies, paragraph 3" in titles
    assert "the harbour board: no reply, paragraph 4" in titles
    shown = words(svg)
    assert "lag 2" in shown
    assert "lag -1" in shown
    assert "no response in the copy" in shown
    assert len(fromstring(svg).findall(f".//{SVG}path[@class='lag']")) == 2


def test_timeline_marks_the_first_named_source() -> None:
    annotated = annotate_by_hand()
    assert annotated.measures["first_identifiable"] == pytest.approx(3 / 5)
    root = fromstring(draw_of("timeline", annotated))
    assert "first named source" in [one.text for one in root.iter(SVG + "text")]
    line = root.find(f".//{SVG}path[@class='first']")
    [dot] = [one for one in root.iter(SVG + "g") if title(one) == "Ines Calloway passes on what others told in paragraph 3"]
    circle = dot.find(f"{SVG}circle")
    assert line is not None
    assert circle is not None
    assert line.get("d", "").split()[1] == circle.get("cx")


def test_timeline_has_paragraphs_from_left_to_right() -> None:
    root = fromstring(draw_of("timeline", annotate_by_hand()))
    bars = [(title(one), float(one.find(f"{SVG}rect").get("x", 0)), one.find(f"{SVG}rect[@class='bar']"))  # type: ignore[union-attr]
            for one in root.iter(SVG + "g") if title(one).startswith("Paragraph ")]  # fmt: skip
    assert len(bars) == 5
    assert all(left[1] < right[1] for left, right in pairwise(bars))
    heights = [None if bar is None else float(bar.get("height", 0)) for _, _, bar in bars]
    assert heights[4] is None
    assert heights[:4] == sorted(heights[:4], reverse=True)  # type: ignore[type-var]


# inside a page


@pytest.mark.parametrize("name", PICTURES)
def test_links_lead_to_paragraphs(name: str) -> None:
    root = fromstring(draw_of(name, annotate_by_hand(), links=True))
    found = list(root.iter(SVG + "a"))
    assert {link.get("href") for link in found} >= {f"#p{number}" for number in range(1, 6)}
    for link in found:
        number = link.get("href", "").removeprefix("#p")
        assert re.search(rf"[Pp]aragraph {number}\b", title(link))
        assert link.get("aria-label") == title(link)
    assert root.get("role") == "group"  # what is an image has no links that could be reached
    assert not list(fromstring(draw_of(name, annotate_by_hand())).iter(SVG + "a"))


@pytest.mark.parametrize("name", PICTURES)
def test_bare_pictures_have_no_style_of_their_own(name: str) -> None:
    svg = draw_of(name, annotate_by_hand(), links=True, bare=True)
    root = fromstring(svg)
    for one in root.iter():
        assert one.tag != SVG + "style"
        assert not [key for key in one.attrib if key == "style" or key.startswith("on") or key == "id"]
    classes = {look for one in root.iter() for look in one.get("class", "").split()}
    styled = set(re.findall(r"\.([a-z-]+)", STYLE))
    assert classes - styled <= {"strip", "sources", "timeline"}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_tell_those_who_cannot_see_them(name: str) -> None:
    root = fromstring(draw_of(name, annotate_by_hand()))
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [SVG + "title", SVG + "desc"]
    assert len(root.findtext(f"{SVG}desc") or "") > 40


# colours


def luminance(colour: str) -> float:
    """As WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Of 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(palette: dict[str, str]) -> None:
    for level in LEVELS[1:]:
        assert contrast(palette[f"level-{level}"], palette[f"level-{level}-ink"]) >= 4.5
    for ink in ("picture-ink", "picture-faint"):
        assert contrast(palette[ink], palette["picture-paper"]) >= 4.5
    for line in ("picture-line", "picture-named", "picture-unnamed"):
        assert contrast(palette[line], palette["picture-paper"]) >= 3
    shades = [luminance(palette[f"level-{level}"]) for level in LEVELS[1:]]
    assert shades in (sorted(shades), sorted(shades, reverse=True))


def test_style_knows_both_palettes() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert set(re.findall(r"var\(--([a-z-]+), #[0-9A-F]{6}\)", STYLE)) == set(LIGHT)
    assert "prefers-color-scheme: dark" in PALETTE
    assert "var(" not in PLAIN_STYLE
    assert "url(" not in STYLE + PALETTE
