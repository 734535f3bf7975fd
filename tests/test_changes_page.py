"""The page of what changed between two drafts: everything is on it once, in order, as text."""

from __future__ import annotations

import base64
import hashlib
import random
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from changes_made import NEW, OLD, changes_of, with_every_kind
from elements import Element, parse_page
from shell import Run

import scorer
from scorer.readers import read_text
from scorer.reports._lettering import make_visible
from scorer.reports._pages.changes import write_changes_page
from scorer.types import Changes

PAIRS = tomllib.loads((Path(__file__).parent / "revised" / "pairs.toml").read_text("utf-8"))["pair"]
HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(2)> said Runa Aldous, </style><style>* {{ color: red }}</style>.

[a link](javascript:alert(3)) said "onmouseover=alert(4) x=" Ida Morrow {word} &lt;b&gt; \u202egnihton\u202c may be.

{{{{ 7 * 7 }}}} {{% raw %}} <!-- {word} --> '"><svg onload=alert(5)> </q></ins></del></article></main></body></html>
"""


@pytest.fixture(scope="module")
def changes() -> Changes:
    """Changes of every kind."""
    return with_every_kind()


@pytest.fixture(scope="module")
def root(changes: Changes) -> Element:
    """Their page, parsed."""
    return parse_page(write_changes_page(changes))


def numbers(root: Element, side: str) -> list[int]:
    """The numbers of a draft's paragraphs as they stand on the page."""
    ids = (one.attributes.get("id", "") for one in root.walk())
    return [int(one[1:]) for one in ids if re.fullmatch(rf"{side}\d+", one)]


def said(element: Element) -> str:
    """The copy of a paragraph as it is seen."""
    [copy] = element.find("p", "copy")
    return copy.text(without="hidden")


def assert_whole(root: Element, changes: Changes) -> None:
    """Every paragraph of both drafts is on the page once, in order but for what moved, with its words; so are their cells."""
    assert sorted(numbers(root, "o")) == [score.paragraph.number for score in changes.old.scores]
    assert numbers(root, "n") == [score.paragraph.number for score in changes.new.scores]
    moved = {one.old.paragraph.number for one in changes.paragraphs if one.moved and one.old}
    kept = [number for number in numbers(root, "o") if number not in moved]
    assert kept == sorted(kept)
    for score in changes.new.scores:
        assert said(root.by_id(f"n{score.paragraph.number}")) == make_visible(score.paragraph.text)
    cells = [one.attributes["href"] for one in root.find("a", "cell")]
    olds = [f"#o{score.paragraph.number}" for score in changes.old.scores]
    news = [f"#n{score.paragraph.number}" for score in changes.new.scores]
    assert [one for one in cells if one[1] == "o"] == olds
    assert [one for one in cells if one[1] == "n"] == news
    links = {one.attributes["href"] for one in root.find("a")}
    ids = {f"#{one.attributes['id']}" for one in root.walk() if "id" in one.attributes}
    assert links <= ids


def test_every_kind_of_change_is_told(root: Element) -> None:
    kinds = {one.attributes["data-kind"] for one in root.find("article", "change")}
    assert kinds == {"added", "removed", "changed", "moved", "same"}
    traits = {trait for one in root.find("article", "change") for trait in one.attributes["data-trait"].split()}
    assert {"up", "down", "moved", "hedged", "unhedged"} <= traits
    text = " ".join(root.find("main")[0].text().split())
    for told in (
        "Measures traceability, not truth.", "old 7 stood here; it is new 3 now.", "1 unchanged paragraph", "1 hedge dropped: ",
        "Rests on: unnamed, vague → named person.", "Rests on: named person → unnamed, vague.", "not in the old draft",
        "declines to comment: ", "Femke Lund, the board's bookkeeper", "Hedges per 1,000 words",
    ):  # fmt: skip
        assert told in text, told
    assert root.find("title")[0].text() == "Changes of sourcing: old.txt → new.txt"


def test_all_of_both_drafts_is_on_the_page_once(root: Element, changes: Changes) -> None:
    assert_whole(root, changes)


def test_levels_and_scores_stand_at_both_sides(root: Element, changes: Changes) -> None:
    for one in changes.paragraphs:
        for side, score in (("o", one.old), ("n", one.new)):
            if score:
                head = root.by_id(f"{side}{score.paragraph.number}").find("p", "head")[0]
                assert f"level-{score.level}" in head.find("span", "letter")[0].classes
                assert head.find("strong")[0].text() == ("–" if score.value is None else f"{score.value:.2f}")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_edits_are_marked_word_by_word(pair: dict[str, Any]) -> None:
    changes = changes_of(pair["old"], pair["new"])
    root = parse_page(write_changes_page(changes))
    assert_whole(root, changes)
    texts = [one.annotated.document.text for one in (changes.old, changes.new)]
    for one in changes.paragraphs:
        for side, score, tag in (("o", one.old, "del"), ("n", one.new, "ins")):
            if score is None:
                continue
            spans = [edit.old if side == "o" else edit.new for edit in one.edits]
            wanted = [texts[side == "n"][slice(*span)] for span in spans if span.start < span.end]
            found = root.by_id(f"{side}{score.paragraph.number}").find(tag)
            assert "".join(edit.text(without="hidden") for edit in found) == "".join(wanted)
            assert all(edit.find("span", "hidden") for edit in found)
            hedges = one.hedges_dropped if side == "o" else one.hedges_added
            marks = root.by_id(f"{side}{score.paragraph.number}").find("mark", "family-hedge")
            assert "".join(mark.text() for mark in marks) == "".join(texts[side == "n"][cue.start : cue.end] for cue in hedges)


def test_changed_quotations_show_their_words(root: Element) -> None:
    quoted = root.find("ul", "told")[-1]
    assert [one.text(without="hidden") for one in quoted.find("del")] == ["March,”"]
    assert [one.text(without="hidden") for one in quoted.find("ins")] == ["April,”"]


def test_drafts_shuffled_at_random_stay_whole() -> None:
    rng = random.Random(6)
    draft = [block for text in (OLD, NEW) for block in text.strip().split("\n\n")]
    for _ in range(12):
        one = rng.sample(draft, rng.randint(1, 9))
        two = [" ".join(block.split()[: rng.randint(3, 40)]) for block in one if rng.random() < 0.7]
        two += rng.sample(draft, rng.randint(0, 3))
        rng.shuffle(two)
        changes = changes_of("\n\n".join(one), "\n\n".join(two))
        assert_whole(parse_page(write_changes_page(changes)), changes)


@pytest.mark.parametrize("turned", [False, True])
def test_hostile_drafts_are_text(turned: bool) -> None:
    texts = [HOSTILE.format(word="closed"), HOSTILE.format(word="open") + "\n\n<script>alert(6)</script> may be added"]
    names = ("<script>alert(7)</script>", '"><img src=x onerror=alert(8)>\u202e')
    changes = changes_of(*(texts[::-1] if turned else texts), names=names)
    page = write_changes_page(changes)
    root = parse_page(page)
    assert_whole(root, changes)
    assert len(root.find("script")) == len(root.find("style")) == 1
    assert not root.find("img")
    assert not root.find("svg")
    for one in root.walk():
        assert not [name for name in one.attributes if name.startswith("on") or name == "style"]
        assert one.attributes.get("href", "#").startswith("#")
    assert "\u202e" not in page
    assert "\\u202e" in root.text()
    assert "<script>alert(7)</script>" in root.find("h1")[0].text()


def test_the_policy_allows_what_is_on_the_page_and_nothing_else(root: Element) -> None:
    [policy] = [one.attributes["content"] for one in root.find("meta") if "http-equiv" in one.attributes]
    hashes = {
        f"{name}-src 'sha256-{base64.b64encode(hashlib.sha256(root.find(name)[0].text().encode()).digest()).decode()}'"
        for name in ("style", "script")
    }
    assert set(policy.split("; ")) == {"default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"}


def test_a_draft_and_itself() -> None:
    changes = changes_of(OLD, OLD)
    root = parse_page(write_changes_page(changes))
    assert_whole(root, changes)
    assert "Nothing changed." in root.find("main")[0].text()
    assert [one.text() for one in root.find("summary")] == ["9 unchanged paragraphs"]
    assert not root.find("article")


def test_the_page_grows_with_its_drafts_and_no_faster() -> None:
    def size(times: int) -> int:
        old = "\n\n".join(f"The ferry {at} was sold, said Femke Lund of pier {at}." for at in range(times))
        return len(write_changes_page(changes_of(old, old.replace("sold", "lost"))))

    empty, some, twice = size(1), size(450), size(900)
    assert (twice - some) < 1.1 * (some - empty)


def test_the_command_writes_the_page_and_the_same_page_again(run: Run, tmp_path: Path) -> None:
    old, new, out = (tmp_path / name for name in ("old.md", "new.md", "changes.html"))
    old.write_text(OLD, "utf-8")
    new.write_text(NEW.replace("\n", "\r\n"), "utf-8", newline="")
    shown = run("diff", "--format", "html", old, new)
    assert (shown.code, shown.err) == (0, "")
    assert run("diff", "--format", "html", "-o", out, old, new).out == ""
    assert out.read_text("utf-8") == shown.out
    assert "\\x0d" not in shown.out


def test_places_are_told_as_the_format_counts_them() -> None:
    old, new = read_text("The gate is open, Runa Aldous said."), read_text("The gate is shut, Runa Aldous said.")
    old.places, new.places = ["table 1, row 2"], ["<paragraph> 7"]
    root = parse_page(write_changes_page(scorer.diff(old, new)))
    assert [one.text() for one in root.find("span", "place")] == ["table 1, row 2", "<paragraph> 7"]


def test_a_revision_in_git_is_compared_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "draft.md"
    draft.write_text(OLD, "utf-8")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"]):
        subprocess.run(["git", *command], check=True, cwd=tmp_path)
    draft.write_text(NEW, "utf-8")
    root = parse_page(run("diff", "--git", "HEAD", "--format", "html", draft.name).out)
    assert " ".join(root.find("h1")[0].text(without="hidden").split()) == "draft.md at HEAD → draft.md"
    assert root.find("article", "change")
