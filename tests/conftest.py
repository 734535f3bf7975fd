"""Shared pieces of the tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from table import Row

pytest_plugins = ["browser", "shell", "label_pages"]
ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SCORER_TEXTS", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real labelled texts, which are not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"real texts are not in the repository and not at {SHARED}; set SCORER_TEXTS")
    return SHARED


@pytest.fixture(scope="session")
def measured(shared: Path) -> Callable[[str], list[Row]]:
    """The benchmark's rows by part; a part is measured once."""
    from parts import measure  # takes its time: it imports what evaluates

    return cache(lambda part: measure(part, shared))


@pytest.fixture(scope="session")
def seed_article() -> str:
    """The user's own example, which is not part of the repository."""
    path = SHARED.parent / "seed-article.txt"
    if not path.is_file():
        pytest.skip(f"the example article is not in the repository and not at {path}")
    return path.read_text("utf-8")
