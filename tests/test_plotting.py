"""No draft breaks out of its picture; PNG; the command that writes pictures."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from handmade import annotate_by_hand
from pictures_made import SVG, annotate_plain, cells, draw_of, score_by_hand, title, words
from shell import EXAMPLE, Run

from scorer.errors import ScorerError
from scorer.pictures import LIGHT, PICTURES, draw, rasterise
from scorer.tables import tabulate

HOSTILE = (
    "</text><script>alert(1)</script>", "]]>", "<!-- --", "a\u202eb\u2066c\u200fd", "a\x00b\x1b[31mc\x85d", "a\ud800b",
    "a\ufffeb\uffff c",
    '"&amp;\' onload="x', "var(--picture-ink, red)</style>", "水" * 300, "\N{PILE OF POO}" * 99, "w" * 5000, "&#x1b;",
)  # fmt: skip

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


def test_heading_stays_short_where_much_is_damaged() -> None:
    annotated = annotate_plain("\n\n".join(["Words are here."] * 900))
    scored = score_by_hand(annotated, ["unsupported", "accountable"] * 450)
    shown = words(draw("timeline", scored, tabulate(annotated)))
    [at] = [at for at, text in enumerate(shown) if text.startswith("Broken text")]
    [end] = [at for at, text in enumerate(shown) if text.endswith("…")]
    assert 0 < end - at < 4


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


def test_png_goes_to_a_pipe(draft: Path, model: Path) -> None:
    command = [sys.executable, "-m", "scorer", "plot", "strip", "--model", str(model), "--format", "png", str(draft)]
    ended = subprocess.run(command, capture_output=True, check=True)
    assert ended.stdout.startswith(b"\x89PNG\r\n\x1a\n")
    assert ended.stdout.endswith(b"IEND\xaeB`\x82")


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
        (("stripe", "DRAFT"), "'stripe' is not one of 'strip', 'sources', 'timeline'"),
        (("strip", "-o", "gone/x.svg", "DRAFT"), "gone/x.svg: cannot be written"),
        (("strip", "-o", "DRAFT/x/", "DRAFT"), "cannot be made a folder"),
        (("strip", "--model", "gone.json", "DRAFT"), "gone.json"),
        (("strip", "--corrections", "gone.toml", "DRAFT"), "gone.toml"),
        (("strip", "-o", "x.svg", "gone.md"), "gone.md: no such file"),
    ],
)
def test_errors_take_one_line(
    run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ended = run("plot", *(arg.replace("DRAFT", str(draft)) for arg in args))
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert told in ended.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_table_of_drafts_needs_a_folder(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    table.write_text("text\nOfficials said so.\nCritics say so.\n", "utf-8")
    ended = run("plot", "strip", "-o", tmp_path / "x.svg", table)
    assert ended.code == 2
    assert "there are several drafts; name a folder with -o" in ended.err
    assert not (tmp_path / "x.svg").exists()
    assert run("plot", "strip", "-o", f"{tmp_path}/all/", table).code == 0
    assert len(list((tmp_path / "all").iterdir())) == 2


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
