"""A baseline: counts by paragraph and code, without text; what is known is not reported again."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from scorer.errors import ScorerError
from scorer.suppressions.baseline import read_baseline, write_baseline
from scorer.types import CheckedDocument, Document, Finding


def checked(name: str, digests: str, *findings: tuple[str, int]) -> CheckedDocument:
    """A document whose paragraphs have one letter as digest, with findings of a code in a paragraph."""
    found = tuple(
        Finding(code, "warning", at, at + 1, place, "The secret ferry.", "Mend it.") for at, (code, place) in enumerate(findings)
    )
    return CheckedDocument(Document("The secret ferry.", name), found, digests=tuple(digests))


def written(folder: Path, *documents: CheckedDocument) -> str:
    stream = io.StringIO()
    write_baseline(documents, stream)
    path = folder / "known.json"
    path.write_text(stream.getvalue(), "utf-8")
    return str(path)


def test_what_is_known_goes_once_for_each_time_it_was_there(tmp_path: Path) -> None:
    path = written(tmp_path, checked("a", "xy", ("AN103", 1), ("AT201", 2)))
    left = read_baseline(path).drop_known(checked("a", "xy", ("AN103", 1), ("AN103", 1), ("AT201", 2), ("AT201", 1)))
    assert [(one.code, one.paragraph) for one in left.findings] == [("AN103", 1), ("AT201", 1)]
    assert left.known == 2


def test_edits_elsewhere_and_moved_files_change_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, checked("a", "xy", ("AN103", 2)))
    left = read_baseline(path).drop_known(checked("moved/b", "new" + "y", ("AN103", 4), ("AN103", 1)))
    assert [one.paragraph for one in left.findings] == [1]


def test_it_is_sorted_has_a_version_and_no_text(tmp_path: Path) -> None:
    one, two = checked("b", "yx", ("AT201", 1), ("AN103", 1), ("AN103", 2)), checked("a", "x", ("AN103", 1))
    path = written(tmp_path, one, two)
    text = Path(path).read_text("utf-8")
    assert json.loads(text) == {"version": 1, "findings": {"x": {"AN103": 2}, "y": {"AN103": 1, "AT201": 1}}}
    assert "ferry" not in text
    assert written(tmp_path, two, one) == path
    assert Path(path).read_text("utf-8") == text


@pytest.mark.parametrize("content", [
    b"", b"[]", b"{", b'{"version": 2, "findings": {}}', b'{"version": 1}', b'{"version": 1, "findings": {"x": []}}', b"\xff\xfe",
    b'{"version": 1, "findings": {"x": {"AN103": -1}}}', b'{"version": 1, "findings": {"x": {"AN103": true}}}', b"[" * 100_000,
])  # fmt: skip
def test_what_is_no_baseline_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    with pytest.raises(ScorerError, match=r"known\.json.*--write-baseline") as caught:
        read_baseline(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScorerError, match=r"none\.json: cannot be read"):
        read_baseline(str(tmp_path / "none.json"))
