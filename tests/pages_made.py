"""Pages made for tests by the commands that make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer.cli import main

OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


def write_report(*args: str | Path) -> None:
    """Run ``scorer report`` to a good end."""
    with pytest.raises(SystemExit) as ended:
        main(["report", *map(str, args)])
    assert ended.value.code == 0
