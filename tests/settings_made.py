"""A small rulebook, so that tests of settings do not change with the rules; and configurations in each of the three forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import scorer.rules
from scorer.rules import Check
from scorer.settings import _selectors
from scorer.types import Rule

RULES = (
    ("AN101", "anonymous-no-reason", "anonymity", {}),
    ("AN102", "empty-reason", "anonymity", {}),
    ("AN111", "anonymous-lead", "anonymity", {"words": 30.0}),
    ("AT201", "no-source", "attribution", {}),
    ("AT202", "late-source", "attribution", {"least_words": 12.0, "share": 0.5}),
    ("DC601", "unsourced-share", "document", {"share": 0.5}),
    ("SP001", "no-reason-given", "suppression", {}),
)
CODES = frozenset(code for code, *_ in RULES)
FORMS = ("scorer.toml", "pyproject.toml", "setup.cfg")


@pytest.fixture(autouse=True)
def small_rulebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """These rules in place of the real ones, and an empty folder to be in."""
    rules = [
        Rule(code, name, family, "warning", ("warning",), "", "", "", "", "", thresholds, False)
        for code, name, family, thresholds in RULES
    ]
    catalogue = {rule.code: Check(rule, lambda copy: iter(())) for rule in rules}
    monkeypatch.setattr(scorer.rules, "catalogue", lambda: catalogue)
    monkeypatch.chdir(tmp_path)
    _selectors.codes_behind.cache_clear()
    yield
    _selectors.codes_behind.cache_clear()


def write(path: str | Path, text: str = "") -> Path:
    """A file with this text, and the folders it needs."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def write_form(form: str, toml: str, ini: str, per_path: tuple[str, str] = ("", ""), folder: str = ".") -> Path:
    """A configuration in one form: top-level keys as TOML and as ini, and of one override its glob and its keys in TOML."""
    glob, keys = per_path
    if form == "setup.cfg":
        keys = keys.replace('"', "").replace("[", "").replace("]", "")
        section = f"[scorer:{glob}]\n{keys}\n" if glob else ""
        return write(Path(folder, form), f"[metadata]\nname = copy\n\n[scorer]\n{ini}\n\n{section}")
    head, inner = ("", "") if form == "scorer.toml" else ("[tool.scorer]\n", "tool.scorer.")
    section = f'[[{inner}per-path]]\npaths = ["{glob}"]\n{keys}\n' if glob else ""
    return write(Path(folder, form), f"{head}{toml}\n\n{section}")
