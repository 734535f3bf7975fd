"""What others build on changes only when somebody means it: the public names, signatures, options, formats, codes, versions."""

from __future__ import annotations

import difflib
import json
import re

import pytest
from public_api import ROOT, describe

import scorer
from scorer.reports._findings._records import SCHEMA as CHECKED
from scorer.reports._records import SCHEMA as SCORED

DOCUMENT = (ROOT / "docs" / "api.md").read_text("utf-8")


def test_what_is_public_is_as_it_was_declared() -> None:
    declared = (ROOT / "tests" / "golden" / "public-api.txt").read_text("utf-8").splitlines()
    changed = list(difflib.unified_diff(declared, list(describe()), "declared", "here", n=0, lineterm=""))
    assert not changed, "if this is meant: make api, and a line in CHANGELOG.md; docs/api.md says when it may be"


@pytest.mark.parametrize("name", scorer.__all__)
def test_every_public_function_is_documented(name: str) -> None:
    assert f"`{name}" in DOCUMENT
    assert (getattr(scorer, name).__doc__ or "").strip()


@pytest.mark.parametrize(("schema", "version"), [("score", SCORED), ("check", CHECKED), ("diff", SCORED)])
def test_a_schema_has_the_version_that_is_written(schema: str, version: int) -> None:
    agreed = json.loads((ROOT / "scorer" / "reports" / f"{schema}.schema.json").read_text("utf-8"))
    assert agreed["$id"] == f"urn:attribution-scorer:{schema}:{version}"
    assert f"`{schema}.schema.json` | {version} |" in DOCUMENT


def test_the_policies_name_tests_that_are_there() -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "tests").glob("test_*.py"))}
    for document in ("docs/api.md", "SECURITY.md"):
        named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", (ROOT / document).read_text("utf-8"))
        assert named, document
        missing = [one for one in named if one[0] not in texts or (one[1] and f"def {one[1]}(" not in texts[one[0]])]
        assert not missing, document
