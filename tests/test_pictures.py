"""Pictures: what each shows of a draft, that no draft breaks out of them, and the command that writes them."""

from __future__ import annotations

import io
import re
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from handmade import annotate_by_hand
from shell import EXAMPLE, Run

import scorer
from scorer.errors import ScorerError
from scorer.pictures import DARK, LIGHT, PALETTE, PICTURES, STYLE, draw, rasterise
from scorer.pictures._style import PLAIN_STYLE
from scorer.readers import read_text
from scorer.tables import tabulate
from scorer.terms import LETTERS, LIMITS
from scorer.text import Text
from scorer.types import LEVELS, AnnotatedDocument, Paragraph, Score, ScoredDocument

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>", "]]>", "<!-- --", "a\u202eb\u2066c\u200fd", "a\x00b\x1b[31mc\x85d", "a\ud800b",
    "a\ufffeb\uffff c",
    '"&amp;\' onload="x', "var(--picture-ink, red)</style>", "水" * 300, "\N{PILE OF POO}" * 99, "w" * 5000, "&#x1b;",
)  # fmt: skip
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
        "people is credited in paragraph 1",
        "Ines Calloway passes on what others told in paragraph 3",
        "Critics is credited in paragraph 5",
    }
    looks = {name: path.get("class") for name, path in lines.items() if path is not None}
    assert looks["people is credited in paragraph 1"] == "link from-unnamed"
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


# drafts of every kind


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(name: str, hostile: str) -> None:
    annotated = annotate_by_hand(name=hostile)
    for source in annotated.sources:
        source.name = hostile
    annotated.accusations = [one._replace(name=hostile) for one in annotated.accusations]
    annotated.scope = [{"what": hostile}]
    svg = draw_of(name, annotated, links=True)
    root = fromstring(svg.encode())
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "a", "text", "path", "circle"
    }  # fmt: skip
    assert len(list(root.iter(SVG + "style"))) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", svg)
    assert not [key for one in root.iter() for key in one.attrib if key.startswith("on")]
    assert all(len(shown) < 130 for shown in words(svg))
    rasterise(svg, 0.5)


def test_control_characters_are_spelled_out() -> None:
    assert "a\\u202eb" in words(draw_of("strip", annotate_plain("Words.", "a\u202eb")))
    assert "a\\x00b" in words(draw_of("strip", annotate_plain("Words.", "a\x00b")))


@pytest.mark.parametrize("name", PICTURES)
def test_empty_draft(name: str) -> None:
    svg = draw_of(name, annotate_plain(""))
    assert "Sourcing – (0 of 0 paragraphs scored)." in " ".join(words(svg))
    assert rasterise(svg).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", PICTURES)
def test_one_paragraph(name: str) -> None:
    assert [title(cell).split(":")[0] for cell in cells(draw_of(name, annotate_plain("Words are here.")))] == ["Paragraph 1"]


@pytest.mark.parametrize("name", PICTURES)
def test_size_grows_no_faster_than_the_draft(name: str) -> None:
    sizes = [len(draw_of(name, annotate_plain("\n\n".join(["Words are here."] * number)))) for number in (0, 450, 900)]
    assert sizes[2] - sizes[1] <= 1.05 * (sizes[1] - sizes[0])
    assert sizes[2] < 900 * 400


@pytest.mark.parametrize("name", PICTURES)
def test_same_draft_same_bytes(name: str) -> None:
    assert draw_of(name, annotate_by_hand()) == draw_of(name, annotate_by_hand())
    assert rasterise(draw_of(name, annotate_by_hand())) == rasterise(draw_of(name, annotate_by_hand()))


def test_unknown_picture_is_answered_with_the_nearest() -> None:
    annotated = annotate_by_hand()
    with pytest.raises(ScorerError, match="no picture 'strips'; did you mean 'strip'"):
        draw("strips", score_by_hand(annotated), tabulate(annotated))


# PNG


@pytest.mark.parametrize("name", PICTURES)
def test_png_is_a_picture_of_that_size(name: str) -> None:
    image = pytest.importorskip("PIL.Image")
    svg = draw_of(name, annotate_by_hand())
    root = fromstring(svg)
    with image.open(io.BytesIO(rasterise(svg, 1.5))) as png:
        assert png.format == "PNG"
        for there, wanted in zip(png.size, (root.get("width"), root.get("height")), strict=True):
            assert there == pytest.approx(1.5 * float(wanted or 0), abs=1)
        colours = {colour[:3] for _, colour in png.convert("RGBA").getcolors(1 << 24)}
    assert (255, 255, 255) in colours
    assert tuple(bytes.fromhex(LIGHT["picture-ink"][1:])) in colours  # words are there
    assert len(colours) > 20


def test_png_that_would_be_too_large_is_refused() -> None:
    svg = draw_of("strip", annotate_plain("\n\n".join(["Words are here."] * 900)))
    with pytest.raises(ScorerError, match="too large for PNG at --scale 10; try less, or SVG"):
        rasterise(svg, 10)


# the command


def test_svg_goes_to_stdout(run: Run, draft: Path, model: Path) -> None:
    ended = run("plot", "strip", "--model", model, draft)
    assert ended.code == 0
    assert len(cells(ended.out)) == 2


@pytest.mark.parametrize("name", PICTURES)
def test_format_follows_the_suffix(run: Run, draft: Path, model: Path, tmp_path: Path, name: str) -> None:
    for suffix, start in ((".svg", b"<svg"), (".PNG", b"\x89PNG\r\n\x1a\n")):
        target = tmp_path / f"picture{suffix}"
        ended = run("plot", name, "--model", model, "-o", target, draft)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert target.read_bytes().startswith(start)
    assert run("plot", name, "--model", model, "--format", "png", "-o", tmp_path / "x.dat", draft).code == 0
    assert (tmp_path / "x.dat").read_bytes().startswith(b"\x89PNG")


def test_scale(run: Run, draft: Path, model: Path, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    sizes = []
    for scale in (1, 3):
        run("plot", "strip", "--model", model, "--scale", str(scale), "-o", tmp_path / "x.png", draft)
        with image.open(tmp_path / "x.png") as png:
            sizes.append(png.size)
    assert sizes[1] == (3 * sizes[0][0], 3 * sizes[0][1])


def test_a_file_each_in_a_folder_and_the_rest_goes_on(run: Run, model: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Gate.md").write_text(f"Officials said {folder}.", "utf-8")
    (tmp_path / "b" / "broken.pdf").write_bytes(b"no pdf")
    (tmp_path / "b" / "many.csv").write_text("id,text\nx/y,Officials said so.\n..,Critics say so.\n", "utf-8")
    target = tmp_path / "new" / "pictures"
    ended = run("plot", "timeline", "--model", model, "-o", target, tmp_path / "a", tmp_path / "b" / "broken.pdf",
                tmp_path / "b" / "Gate.md", tmp_path / "b" / "many.csv", tmp_path / "gone.md")  # fmt: skip
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2
    assert "broken.pdf" in ended.err
    assert "gone.md" in ended.err
    written = sorted(path.name for path in target.iterdir())
    assert len(written) == 4
    assert {"Gate.timeline.svg", "Gate-2.timeline.svg"} <= set(written)
    for path in target.iterdir():
        assert fromstring(path.read_bytes()).tag == SVG + "svg"
        assert path.name.endswith(".timeline.svg")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("strip", "-o", "x.jpg", "DRAFT"), "x.jpg: neither .svg nor .png; name it so, or add --format"),
        (("strip", "-o", "x.svg", "-f", "png", "DRAFT"), "x.svg: ends in .svg, but --format is png"),
        (("strip", "DRAFT", "DRAFT"), "there are several drafts; name a folder with -o"),
        (("strip", "-o", "x.svg", "MANY"), "there are several drafts; name a folder with -o"),
        (("stripe", "DRAFT"), "'stripe' is not one of 'strip', 'sources', 'timeline'"),
        (("strip", "-o", "gone/x.svg", "DRAFT"), "gone/x.svg: cannot be written"),
        (("strip", "-o", "DRAFT/x", "DRAFT"), "cannot be made a folder"),
        (("strip", "--model", "gone.json", "DRAFT"), "gone.json"),
        (("strip", "--corrections", "gone.toml", "DRAFT"), "gone.toml"),
        (("strip", "-o", "x.svg", "gone.md"), "gone.md: no such file"),
    ],
)
def test_errors_take_one_line(
    run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "many.csv").write_text("text\nOfficials said so.\nCritics say so.\n", "utf-8")
    before = sorted(tmp_path.iterdir())
    ended = run("plot", *(arg.replace("DRAFT", str(draft)).replace("MANY", "many.csv") for arg in args))
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert told in ended.err
    assert sorted(tmp_path.iterdir()) == before


def test_missing_extra_is_named(run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ended = run("plot", "strip", "-o", tmp_path / "x.png", draft)
    assert ended.code == 2
    assert "pip install 'attribution-scorer[plots]'" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert not (tmp_path / "x.png").exists()
    assert run("plot", "strip", "-o", tmp_path / "x.svg", draft).code == 0


def test_example_is_drawn_by_the_shipped_model(run: Run, tmp_path: Path) -> None:
    for name in PICTURES:
        ended = run("plot", name, EXAMPLE)
        assert ended.code == 0
        assert "Sourcing 0." in ended.out
