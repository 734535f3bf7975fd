"""The rulebook as commands and as a page."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from shell import Run

from scorer.reports._rulebook import write_page
from scorer.rules import rulebook
from scorer.rules._examples import read_examples

ROOT = Path(__file__).resolve().parent.parent


def test_rules_are_listed(run: Run) -> None:
    shown = run("rules")
    assert shown.code == 0
    listed = json.loads(run("rules", "--format", "json").out)["rules"]
    assert [one["code"] for one in listed] == list(rulebook())
    assert all(f"{one['code']} {one['name']}" in shown.out for one in listed)


def test_a_rule_is_explained_by_code_or_name(run: Run) -> None:
    rule = rulebook()["HG405"]
    shown = run("rule", "hg405").out
    assert shown == run("rule", "bare-booster").out
    flat = " ".join(shown.split())
    for said in (rule.summary, rule.reason, rule.fix, rule.standard, read_examples("HG405").silent[0].why):
        assert said in flat
    assert json.loads(run("rule", "HG405", "--format", "json").out)["code"] == "HG405"


@pytest.mark.parametrize(("asked", "meant"), [("HG40", "HG405"), ("bare-boster", "bare-booster")])
def test_an_unknown_rule_is_answered_with_the_nearest(asked: str, meant: str, run: Run) -> None:
    done = run("rule", asked)
    assert done.code == 2
    assert f"no rule '{asked}'; did you mean '{meant}'?" in done.err


def test_a_rule_without_examples_has_none() -> None:
    assert not read_examples("XX000").fires


def test_the_page_is_what_the_rules_say() -> None:
    stream = io.StringIO()
    write_page(stream, list(rulebook().values()), read_examples)
    page = (ROOT / "RULES.md").read_text("utf-8")
    assert page == stream.getvalue(), "write it again: scorer rules --format markdown -o RULES.md"
