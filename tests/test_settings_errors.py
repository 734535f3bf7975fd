"""What is wrong with a configuration is said in one line: file, line, key, and the nearest that would be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from settings_made import FORMS, small_rulebook, write

from scorer.errors import ConfigurationError
from scorer.settings import Configurations, parse_options
from scorer.settings._keys import KEYS

__all__ = ["small_rulebook"]


def complaint(draft: str = "draft.txt", config: str | None = None) -> str:
    with pytest.raises(ConfigurationError) as caught:
        Configurations(path=config).for_path(draft)
    told = str(caught.value)
    assert told.isprintable()
    return told


TOML = (
    # keys
    ("\nselct = []", "scorer.toml:2: selct: unknown key; did you mean 'select'? known: baseline, exclude, "),
    ("[scorer]\nselect = []", "scorer.toml:1: scorer: unknown key; keys stand at the top level here, without [scorer]"),
    ("[threshold]", "scorer.toml:1: threshold: unknown key; did you mean 'thresholds'?"),
    ("extend_select = []", "scorer.toml:1: extend_select: unknown key; did you mean 'extend-select'?"),
    ("[tool.scorer]", "scorer.toml:1: tool: unknown key; keys stand at the top level here, without [tool.scorer]"),
    ("[[per-path]]\npaths = ['a']\nbaseline = 'x'", "scorer.toml:3: per-path[1].baseline: unknown key; "),
    ("[[per-path]]\npath = ['a']", "scorer.toml:2: per-path[1].path: unknown key; did you mean 'paths'?"),
    # rules
    ("select = ['DC6O1']", "scorer.toml:1: select[1]: no rule 'DC6O1'; did you mean 'DC601'? `scorer rules` lists all"),
    ("ignore = ['AN', 'an102']", "scorer.toml:1: ignore[2]: no rule 'an102'; did you mean 'AN102'?"),
    ("ignore = ['all']", "scorer.toml:1: ignore[1]: no rule 'all'; did you mean 'ALL'?"),
    ("extend-select = ['anonymous-led']", "extend-select[1]: no rule 'anonymous-led'; did you mean 'anonymous-lead'?"),
    ("select = ['anonimity']", "did you mean 'anonymity'?"),
    ("select = ['']", "select[1]: no rule ''; `scorer rules` lists all"),
    ("select = ['A']", "select[1]: no rule 'A'; "),
    ("select = 'AN'", "scorer.toml:1: select: must be a list of rules; write e.g. ['AN105', 'attribution']"),
    ("select = [1]", "select: must be a list of rules"),
    ("\n[[per-path]]\npaths = ['a']\n[[per-path]]\npaths = ['b']\nignore = ['AN9']",
     "scorer.toml:6: per-path[2].ignore[1]: no rule 'AN9'"),
    # severities
    ("[severity]\nAN101 = 'warn'",
     "scorer.toml:2: severity.AN101: 'warn' is none of error, warning, note, off; did you mean 'warning'?"),
    ("[severity]\nAN101 = 3", "severity.AN101: '3' is none of error, warning, note, off"),
    ("[severity]\nAN101 = ['note']", "is none of error, warning, note, off"),
    ("[severity]\nAN109 = 'note'", "severity.AN109: no rule 'AN109'; did you mean "),
    ("severity = 'note'", "scorer.toml:1: severity: must be a table; write e.g. severity.AN105 = 'note'"),
    ("fail-on = 'off'", "scorer.toml:1: fail-on: 'off' is none of error, warning, note"),
    ("fail-on = 'notes'", "did you mean 'note'?"),
    ("fail-on = ['note']", "fail-on: "),
    # thresholds
    ("[thresholds]\nDC601.shar = 1",
     "scorer.toml:2: thresholds.DC601.shar: DC601 has no threshold 'shar'; did you mean 'share'? known: share"),
    ("[thresholds]\nAN101.share = 1", "AN101 has no threshold 'share'; it has none to set"),
    ("[thresholds]\nDC60.share = 1", "thresholds.DC60.share: 'DC60' means several rules; name one by its code"),
    ("[thresholds]\nDC609.share = 1", "no rule 'DC609'; did you mean 'DC601'?"),
    ("[thresholds]\nDC601.share = '.4'", "thresholds.DC601.share: '.4' is no number; write e.g. 0.5"),
    ("[thresholds]\nDC601.share = true", "'True' is no number"),
    ("[thresholds]\nDC601.share = nan", "'nan' is no number"),
    ("[thresholds]\nDC601.share = 1" + "0" * 400, "thresholds.DC601.share: '1000"),
    ("[thresholds]\nDC601.share = 1" + "0" * 5000, "scorer.toml: is not valid TOML"),
    ("[thresholds]\nDC601.share = inf", "'inf' is no number"),
    ("[thresholds]\nDC601 = 0.4", "scorer.toml:2: thresholds.DC601: names no threshold; write e.g. thresholds.DC601.share = 0.4"),
    ("[thresholds]\nXX1 = 0.4", "thresholds.XX1: no rule 'XX1'"),
    ("[thresholds]\n'DC601.x' = 0.4", "scorer.toml:2: thresholds.DC601.x: DC601 has no threshold 'x'"),
    ("thresholds = 1", "thresholds: must be a table"),
    # paths
    ("per-path = {paths = ['a']}", "scorer.toml:1: per-path: must be a list of tables; write [[per-path]] above each"),
    ("[[per-path]]\nignore = ['AN']", "scorer.toml:1: per-path[1]: has no paths; add e.g. paths = ['opinion/**']"),
    ("[[per-path]]\npaths = []", "per-path[1]: has no paths"),
    ("[[per-path]]\npaths = 'a'", "scorer.toml:2: per-path[1].paths: must be a list of globs"),
    ("exclude = ['a', '!']", "scorer.toml:1: exclude[2]: '!' is no glob; write e.g. 'opinion/**' or '*.md'"),
    ("exclude = [' ']", "exclude[1]: is an empty glob"),
    ("exclude = ['#a']", "exclude[1]: is an empty glob"),
    ("exclude = true", "exclude: must be a list of globs"),
    ("respect-gitignore = 'no'", "scorer.toml:1: respect-gitignore: 'no' is neither true nor false"),
    ("force-exclude = 1", "force-exclude: '1' is neither true nor false"),
    ("baseline = 1", "scorer.toml:1: baseline: must be the name of a file"),
    ("model = ''", "model: must be the name of a file"),
    ('model = "a\\u0000b"', "model: must be the name of a file"),
    # vocabulary
    ("vocabulary = []", "scorer.toml:1: vocabulary: must be a table; write [vocabulary]"),
    ("[vocabulary]\n'anon.requests' = ['x']",
     "scorer.toml:2: vocabulary.anon.requests: no label 'anon.requests'; did you mean 'anon.request'?"),
    ("[vocabulary]\nanom.request = ['x']", "vocabulary.anom.request: no label 'anom.request'; did you mean 'anon.request'?"),
    ("[vocabulary]\nfile = ['x']", "vocabulary.file: no label 'file'; did you mean 'files'?"),
    ("[vocabulary]\n'words.count' = ['x']", "no label 'words.count'; "),
    ("[vocabulary]\n'anon.request' = 'x'", "must be a list of phrases; write e.g. ['asked not to be named']"),
    ("[vocabulary]\n'anon.request' = [1]", "must be a list of phrases"),
    ("[vocabulary]\n'anon.request' = ['a', '(b']", "scorer.toml:2: vocabulary.anon.request[2]: a bracket is not closed; add ')'"),
    ("[vocabulary]\n'anon.request' = ['a ; heavy']", "vocabulary.anon.request[1]: unknown option 'heavy'; known: weight="),
    ("[vocabulary]\n'anon.request' = ['']", "vocabulary.anon.request[1]: is an empty phrase"),
    ("[vocabulary]\n'anon.request' = ['a {cuont} b']",
     "anon.request[1]: no word list 'cuont'; did you mean 'count'? write the words"),
    ("[vocabulary]\n'anon.request' = ['a b ; before={cuont}']", "anon.request[1]: no word list 'cuont'; did you mean 'count'?"),
    ("[vocabulary]\nfiles = ['none/anon/request.txt']", "scorer.toml:2: vocabulary.files: no file 'none/anon/request.txt'; "),
    ("[vocabulary]\nfiles = ['*/nothing.txt']", "vocabulary.files: no file '*/nothing.txt'"),
    ("[vocabulary]\nfiles = 'a'", "vocabulary.files: must be a list of file names"),
    # the file
    ("a = 1\nb = ", "scorer.toml:2: is not valid TOML (Invalid value); correct it"),
    ("select = []\nselect = []", "scorer.toml:2: is not valid TOML (Cannot overwrite a value"),
    ("x = " + "[" * 5000, "scorer.toml: is not valid TOML"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOML)
def test_what_is_wrong_in_toml(text: str, told: str) -> None:
    write("scorer.toml", text)
    found = complaint()
    assert told in found
    assert re.match(r"scorer\.toml(:\d+)?: ", found)


SETUP = (
    ("selct = AN", "setup.cfg:3: selct: unknown key; did you mean 'select'?"),
    ("select = AN,\n    AT2O1", "setup.cfg:3: select[2]: no rule 'AT2O1'; did you mean 'AT201'?"),
    ("severity.AN101 = grave", "setup.cfg:3: severity.AN101: 'grave' is none of error, warning, note, off; "),
    ("fail-on = note\nthreshold.DC601.share = much", "setup.cfg:4: thresholds.DC601.share: 'much' is no number"),
    ("threshold.DC601 = 1", "setup.cfg:3: thresholds.DC601: names no threshold"),
    ("respect-gitignore = maybe", "setup.cfg:3: respect-gitignore: 'maybe' is neither true nor false"),
    ("severity = note", "setup.cfg:3: severity: must be a table"),
    ("severity = note\nseverity.AN101 = note", "setup.cfg:3: severity: must be a table"),
    ("vocabulary.anon.reqest = x", "setup.cfg:3: vocabulary.anon.reqest: no label 'anon.reqest'; did you mean 'anon.request'?"),
    ("ignore = AN\n[scorer:a/**]\n\nignore = AN9", "setup.cfg:6: per-path[1].ignore[1]: no rule 'AN9'"),
    ("ignore = AN\n[scorer:]\nignore = AN", "setup.cfg:4: per-path[1]: has no paths"),
    ("ignore = AN\nignore = AT",
     "setup.cfg:4: is not a valid ini file (option 'ignore' in section 'scorer' already exists); correct it"),
    ("ignore", "setup.cfg:3: is not a valid ini file ("),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SETUP)
def test_what_is_wrong_in_an_ini_file(text: str, told: str) -> None:
    write("setup.cfg", f"[metadata]\n[scorer]\n{text}\n")
    assert complaint().startswith(told)


def test_what_is_wrong_in_a_shared_toml_file() -> None:
    write("desk/pyproject.toml", "[tool.ruff]\nselect = ['E']\n\n[tool.scorer]\nfail-on = 'note'\nignore = ['AN9']\n")
    assert complaint("desk/a.txt").startswith("desk/pyproject.toml:6: ignore[1]: no rule 'AN9'")
    write("desk/pyproject.toml", "[tool]\nscorer = 3")
    assert complaint("desk/a.txt") == "desk/pyproject.toml: tool.scorer: must be a table; write [tool.scorer]"


def test_files_that_cannot_be_read() -> None:
    Path("scorer.toml").mkdir()
    assert complaint() == "scorer.toml: this is a folder, not a file; remove or rename it"
    Path("scorer.toml").rmdir()
    Path("scorer.toml").write_bytes("# ok\n# Señor".encode("latin-1"))
    assert complaint() == "scorer.toml:2: is not in UTF-8; save it in that encoding"
    Path("scorer.toml").write_bytes('fail-on = "note"'.encode("utf-16"))
    assert "is not in UTF-8" in complaint()


@pytest.mark.parametrize("name", FORMS)
def test_a_file_that_may_not_be_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    write(name)
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    assert complaint() == f"{name}: cannot be read (Permission denied); change its permissions"


def test_a_file_named_on_the_command_line() -> None:
    assert complaint(config="absent.toml").startswith("absent.toml: no such file; check --config")
    write("setup.cfg", "[metadata]\n")
    assert complaint(config="setup.cfg") == "setup.cfg: has no section [scorer]; add one, or name another file"
    write("pyproject.toml", "[tool.ruff]\n# scorer\n")
    assert complaint(config="pyproject.toml") == "pyproject.toml: has no section [tool.scorer]; add one, or name another file"


def test_seed_files_are_named_with_their_line() -> None:
    write("scorer.toml", "[vocabulary]\nfiles = ['anon/request.txt']")
    write("anon/request.txt", "fine\n\n[broken\n")
    assert complaint() == "scorer.toml:2: vocabulary.files: request.txt:3: a bracket is not closed; add ']'"
    Path("anon/request.txt").write_bytes(b"\xff\xfe\xfa")
    assert "request.txt cannot be read; save it in UTF-8" in complaint()
    write("scorer.toml", "[vocabulary]\nfiles = ['house.txt']")
    write("house.txt", "fine")
    assert "no label " in complaint()


def test_an_error_is_told_again_for_every_draft() -> None:
    write("desk/scorer.toml", "x = 1")
    many = Configurations()
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="x: unknown key"):
            many.for_path("desk/a.txt")
    assert many.for_path("a.txt").origin is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"select": ["AN,DC6O1"]}, "--select: no rule 'DC6O1'; did you mean 'DC601'? `scorer rules` lists all"),
        ({"ignore": ["nothing"]}, "--ignore: no rule 'nothing'; "),
        ({"extend_select": [" , "]}, "--extend-select: is empty; write e.g. AN105, or leave it out"),
        ({"severity": ["AN101"]}, "--severity: 'AN101' sets nothing; write e.g. AN105=note"),
        ({"severity": ["AN101=wrning"]}, "--severity: 'wrning' is none of error, warning, note, off; did you mean 'warn"),
        ({"severity": ["DC6O1=note"]}, "--severity: no rule 'DC6O1'; did you mean 'DC601'?"),
        ({"threshold": ["DC601=.4"]}, "--threshold: 'DC601=.4' sets nothing; write e.g. DC601.share=0.4"),
        ({"threshold": ["DC601.shar=.4"]}, "--threshold: DC601 has no threshold 'shar'; did you mean 'share'? known: "),
        ({"threshold": ["DC601.share=x\ty"]}, "--threshold: "),
        ({"threshold": ["DC601.share=nan"]}, "--threshold: 'nan' is no number; write e.g. 0.5"),
    ],
)
def test_what_is_wrong_with_options(given: dict[str, list[str]], told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_options(**given)
    assert str(caught.value).startswith(told)
    assert str(caught.value).isprintable()


VALUES = (
    "1", "-1", "0.5", "nan", "1" + "0" * 400, "true", "''", "'x'", "'AN'", "'\\n'", '"\\u0000"', "2026-01-01",
    "[]", "[1]", "['']",
    "['x']", "[['x']]", "[{}]", "[{x = 1}]", "[{paths = ['**']}]", "[{paths = ['/'], severity = 1}]",
    "['[', '\\', '!!', '**', '[!]', '[z-a]']", "{}", "{x = 1}", "{x = {}}", "{AN101 = []}", "{DC601 = {share = []}}",
    "{DC601 = {}}", "{'DC601.' = 1}", "{'.' = 1}", "{'' = ''}", "{files = [1]}", "{files = ['/']}", '{files = ["\\u0000"]}',
    '{files = ["**a"]}', "{files = ['..']}", "{'anon.request' = ['((((']}", "{anon = 1}",
)  # fmt: skip


DOTS = ("", ".", ".x", ".AN101", ".DC601.share", ".anon.request", ".files", "..", ".x.y.z")
TEXTS = ("", "x", "1", "AN", "[", "%(x)s", "\n    x\n\n    y", "\n    # x", "=", ",")


@pytest.mark.parametrize("key", KEYS)
def test_every_value_is_taken_or_refused_in_one_line(key: str) -> None:
    refused = [told for value in VALUES if (told := taken_or_told("scorer.toml", f"{key} = {value}"))]
    assert len(refused) > len(VALUES) / 2
    assert all(re.match(r"scorer\.toml(:1)?: ", told) and told.isprintable() for told in refused)


@pytest.mark.parametrize("key", KEYS)
def test_every_option_is_taken_or_refused_in_one_line(key: str) -> None:
    options = [f"{key}{dots} = {text}" for dots in DOTS for text in TEXTS]
    refused = [told for option in options if (told := taken_or_told("setup.cfg", f"[scorer]\n{option}\n"))]
    assert len(refused) > len(options) / 4
    assert all(told.startswith("setup.cfg:") and told.isprintable() for told in refused)


def taken_or_told(name: str, text: str) -> str:
    """Nothing where a configuration is taken and can be asked, else what is said of it."""
    write(name, text)
    try:
        found = Configurations().for_path("draft.txt")
        found.settings_for("draft.txt")
        assert found.excludes("draft.txt") in (True, False)
    except ConfigurationError as error:
        return str(error)
    return ""
