"""The guide of training/ is true: its commands run as shown, and print what stands below them, numbers apart."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from refresh_guide import GUIDE, ROOT, Run, read_commands, refresh, run_guide

from scorer.corpora import FLAGS
from scorer.discover import member_names
from scorer.recipes._fields import LISTS, TABLES
from scorer.types import KINDS, LEVELS

FIGURE = re.compile(r"[0-9a-f]{12,64}…?|\d[\d,.]*|[-+−±█▓▒░·─]+")
LABELLING = ROOT / "training" / "LABELLING.md"
MACHINE = re.compile(r"/(?:home|root|tmp|work|usr|Users)/|[A-Z]:\\")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """All commands of the guide, run once."""
    return list(run_guide(GUIDE.read_text("utf-8"), tmp_path_factory.mktemp("guide")))


def words(lines: list[str]) -> list[list[str]]:
    """The words of each line, without figures, rules and digests."""
    return [FIGURE.sub(" ", line).split() for line in lines]


@pytest.mark.slow
def test_commands_end_as_the_guide_says(runs: list[Run]) -> None:
    assert len(runs) >= 20
    ended = {f"{run.command.number}: {run.command.command}": run.code for run in runs}
    assert ended == {f"{run.command.number}: {run.command.command}": run.command.expected for run in runs}


@pytest.mark.slow
def test_what_is_shown_is_what_is_printed(runs: list[Run]) -> None:
    for run in runs:
        printed = words(run.command.shorten(run.output))
        assert words(run.command.shown) == printed, f"{run.command.command}; python tests/refresh_guide.py mends the guide"


@pytest.mark.slow
def test_the_afternoon_pays(runs: list[Run]) -> None:
    compared = next(run for run in runs if run.command.command.startswith("scorer compare default mine"))
    gains = {line.split()[0]: float(line.replace("(less is better)", "").split()[3]) for line in compared.output[5:14]}
    assert gains["macro_f1"] > 0 > gains["log_loss"]


@pytest.mark.slow
def test_refreshing_changes_outputs_only(runs: list[Run]) -> None:
    text = GUIDE.read_text("utf-8")
    kept = [line for line in text.splitlines() if line.startswith(("$ ", "#", "```"))]
    assert [line for line in refresh(text, runs).splitlines() if line.startswith(("$ ", "#", "```"))] == kept


def test_output_is_shortened_by_the_remark() -> None:
    (one,) = read_commands("$ scorer seeds  # … lines 1-2, 5; exit 2\nolder\n", 7)
    assert (one.number, one.command, one.expected, one.shown) == (7, "scorer seeds", 2, ["older"])
    assert one.shorten(["a", "b", "c", "d", "e", "f"]) == ["a", "b", "…", "e", "…"]
    assert one.shorten(["a", "b", "c", "d", "e"]) == ["a", "b", "…", "e"]


def test_no_path_of_a_machine_is_shown() -> None:
    assert not MACHINE.search(GUIDE.read_text("utf-8"))


def test_every_key_of_a_recipe_is_explained() -> None:
    text = GUIDE.read_text("utf-8")
    part = text[text.index("## The recipe, key by key") :]
    keys = {key for table in (TABLES | LISTS).values() for key in table}
    assert not {key for key in keys if f"`{key}`" not in part}


def test_every_format_is_named() -> None:
    text = GUIDE.read_text("utf-8")
    part = text[text.index("## Formats") :]
    assert not {name for name in member_names("scorer.corpora") if f"`{name}`" not in part}


def test_the_labelling_guide_explains_every_word_of_a_label() -> None:
    text = LABELLING.read_text("utf-8")
    assert not {word for word in (*LEVELS, *KINDS, *FLAGS) if f"`{word}`" not in text}


@pytest.mark.parametrize("page", [GUIDE, LABELLING], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))
