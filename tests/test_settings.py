"""Configuration of checks: every key in every form, which file holds, and what layers come to."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from settings_made import CODES, FORMS, small_rulebook, write, write_form

from scorer.errors import ConfigurationError
from scorer.settings import Configuration, Configurations, Options, Settings, automaton_for, parse_options
from scorer.settings._layers import settle

__all__ = ["small_rulebook"]


def configuration(path: str = "draft.txt", **options: tuple[str, ...]) -> Configuration:
    return Configurations(parse_options(**options)).for_path(path)


def settings(path: str = "draft.txt", **options: tuple[str, ...]) -> Settings:
    return configuration(path, **options).settings_for(path)


KEYS = {
    "select": ('select = ["AN", "AT201"]', "select = AN, AT201", lambda c: sorted(c.settings_for("a.txt").codes),
               ["AN101", "AN102", "AN111", "AT201"]),
    "ignore": ('ignore = ["anonymity"]', "ignore = anonymity", lambda c: sorted(c.settings_for("a.txt").codes),
               ["AT201", "AT202", "DC601", "SP001"]),
    "extend-select": ('select = ["AN1"]\nextend-select = ["unsourced-share"]',
                      "select = AN1\nextend-select =\n    unsourced-share",
                      lambda c: sorted(c.settings_for("a.txt").codes), ["AN101", "AN102", "AN111", "DC601"]),
    "severity": ('severity.AN101 = "note"\nseverity.AT = "off"', "severity.AN101 = note\nseverity.AT = off",
                 lambda c: (c.settings_for("a.txt").severities, sorted(CODES - c.settings_for("a.txt").codes)),
                 ({"AN101": "note"}, ["AT201", "AT202"])),
    "thresholds": ("thresholds.DC601.share = .4\nthresholds.late-source.least-words = 8".replace("= .4", "= 0.4"),
                   "threshold.DC601.share = .4\nthreshold.late-source.least-words = 8",
                   lambda c: c.settings_for("a.txt").thresholds, {"AT202": {"least_words": 8.0}, "DC601": {"share": 0.4}}),
    "exclude": ('exclude = ["wire/", "*.old.md"]', "exclude =\n    wire/\n    *.old.md",
                lambda c: [c.excludes(path) for path in ("wire/a.txt", "x/y.old.md", "x/y.md", "wires.txt")],
                [True, True, False, False]),
    "respect-gitignore": ("respect-gitignore = false", "respect-gitignore = no", lambda c: c.respects_gitignore, False),
    "force-exclude": ("force-exclude = true", "force-exclude = true", lambda c: c.forces_exclude, True),
    "fail-on": ('fail-on = "warning"', "fail-on = warning", lambda c: c.fail_on, "warning"),
    "baseline": ('baseline = "known/base.json"', "baseline = known/base.json", lambda c: c.baseline.relative_to(c.folder),
                 Path("known/base.json")),
    "model": ('model = "models/own"', "model = models/own", lambda c: c.model.relative_to(c.folder), Path("models/own")),
    "vocabulary": ('vocabulary."anon.request" = ["begged not to be named ; weight=.9", "sought cover, always"]',
                   "vocabulary.anon.request =\n    begged not to be named ; weight=.9\n    sought cover, always",
                   lambda c: [(one.family, one.label, one.source, one.weight) for one in c.vocabulary],
                   [("anon", "request", "begged not to be named", 0.9), ("anon", "request", "sought cover, always", 1.0)]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", KEYS)
def test_every_key_in_every_form(form: str, key: str) -> None:
    toml, ini, ask, expected = KEYS[key]
    path = write_form(form, toml, ini)
    found = configuration()
    assert ask(found) == expected
    assert (found.origin, found.folder) == (path.absolute(), Path.cwd())


@pytest.mark.parametrize("form", FORMS)
def test_overrides_for_paths_in_every_form(form: str) -> None:
    keys = 'select = ["AT"]\nignore = ["AT201"]\nextend-select = ["SP001"]\nseverity.AT202 = "error"\n'
    keys += "thresholds.AT202.share = 0.1"
    write_form(form, 'select = ["ALL"]', "select = ALL", ("opinion/**", keys.replace("thresholds", "threshold")
                                                           if form == "setup.cfg" else keys))  # fmt: skip
    assert settings("news/a.txt") == (CODES, {}, {})
    expected = (frozenset({"AT202", "SP001"}), {"AT202": "error"}, {"AT202": {"share": 0.1}})
    assert settings("opinion/a.txt") == expected
    assert settings("opinion/deep/a.txt") == expected
    assert settings("-").codes == CODES


@pytest.mark.parametrize(
    "vocabulary",
    ['[vocabulary]\n"src.never" = ["people of the book"]', '[vocabulary]\nsrc.never = ["people of the book"]',
     '[vocabulary.src]\nnever = ["people of the book"]'],
)  # fmt: skip
def test_tables_may_be_written_either_way(vocabulary: str) -> None:
    write("scorer.toml", '[thresholds]\n"DC601.share" = 1\nAT202 = {share = 2}\n' + vocabulary)
    assert settings().thresholds == {"AT202": {"share": 2.0}, "DC601": {"share": 1.0}}
    assert [(one.family, one.label, one.source) for one in configuration().vocabulary] == [("src", "never", "people of the book")]


def test_several_globs_in_one_ini_section_and_later_ones_win() -> None:
    write("setup.cfg", "[scorer:opinion/**, letters/**]\nseverity.AN101 = note\n[scorer:*.md]\nseverity.AN101 = error\n")
    found = [settings(path).severities for path in ("letters/a.txt", "opinion/a.md", "a.txt", "news/b.md")]
    assert found == [{"AN101": "note"}, {"AN101": "error"}, {}, {"AN101": "error"}]


# Which file holds


def test_without_a_file_all_rules_hold() -> None:
    found = configuration()
    assert (found.origin, found.fail_on, found.baseline, found.model, found.vocabulary) == (None, "error", None, None, ())
    assert found.settings_for("draft.txt") == (CODES, {}, {})
    assert not found.excludes("draft.txt")
    assert automaton_for(found) is None


def test_in_one_folder_the_first_form_holds() -> None:
    for form, severity in zip(FORMS, ("note", "error", "warning"), strict=True):
        write_form(form, f'fail-on = "{severity}"', f"fail-on = {severity}")
    for form, severity in zip(FORMS, ("note", "error", "warning"), strict=True):
        assert configuration().fail_on == severity
        Path(form).unlink()
    assert configuration().origin is None


def test_the_nearest_one_upwards_holds_alone() -> None:
    write("scorer.toml", 'fail-on = "note"\nignore = ["AN"]')
    write("desk/setup.cfg", "[scorer]\nfail-on = warning\n")
    write("desk/city/pyproject.toml", "[tool.ruff]\nline-length = 90\n# scorer has no section here\n")
    write("desk/city/setup.cfg", "[metadata]\nname = scorer\n")
    many = Configurations()
    assert many.for_path("draft.txt").fail_on == many.for_path("-").fail_on == many.for_path("").fail_on == "note"
    assert many.for_path("desk/city/court/draft.txt") is many.for_path("desk/draft.txt")
    assert many.for_path("desk/city/draft.txt").settings_for("desk/city/draft.txt").codes == CODES
    assert many.for_path("desk/city/draft.txt").fail_on == "warning"
    assert many.for_path("absent/folder/draft.txt").fail_on == "note"


@pytest.mark.parametrize("text", ["", "\ufeff# nothing yet\r\n"])
def test_an_empty_file_of_ours_ends_the_search(text: str) -> None:
    write("scorer.toml", 'fail-on = "note"')
    path = write("desk/scorer.toml", text)
    assert configuration("desk/a.txt").origin == path.absolute()
    assert configuration("desk/a.txt").fail_on == "error"


def test_folders_named_like_shared_files_are_passed_over() -> None:
    write("scorer.toml", 'fail-on = "note"')
    Path("desk/pyproject.toml").mkdir(parents=True)
    Path("desk/setup.cfg").mkdir()
    assert configuration("desk/a.txt").fail_on == "note"


def test_a_file_named_on_the_command_line_holds_for_all() -> None:
    write("desk/scorer.toml", 'fail-on = "note"')
    own = write("house/rules.toml", 'fail-on = "warning"\n[[per-path]]\npaths = ["**/desk/**"]\nselect = ["AT"]')
    many = Configurations(path=own)
    assert many.for_path("desk/a.txt").fail_on == "warning"
    assert many.for_path("desk/a.txt").settings_for("desk/a.txt").codes == {"AT201", "AT202"}
    assert many.for_path("news/a.txt").settings_for("news/a.txt").codes == CODES
    for form in FORMS[1:]:
        path = write_form(form, 'fail-on = "note"', "fail-on = note", folder="other")
        assert Configurations(path=str(path)).for_path("desk/a.txt").fail_on == "note"


def test_isolated_reads_no_file() -> None:
    write("scorer.toml", "nonsense")
    found = Configurations(parse_options(select=["AN101"]), isolated=True).for_path("a.txt")
    assert (found.origin, found.settings_for("a.txt").codes) == (None, {"AN101"})
    with pytest.raises(ConfigurationError, match=r"^--config: .*--isolated"):
        Configurations(path="scorer.toml", isolated=True)


def test_configurations_can_be_sent_to_other_processes() -> None:
    own = 'exclude = ["x"]\nvocabulary.anon.request = ["begged {count} not to"]\n'
    write("scorer.toml", own + '[[per-path]]\npaths = ["*.md"]\nselect = ["AN"]')
    found = configuration()
    found.settings_for("a.md")
    copy = pickle.loads(pickle.dumps(found))
    assert copy.excludes("x/a.md")
    assert copy.settings_for("a.md") == found.settings_for("a.md")
    assert copy.vocabulary == found.vocabulary
    assert automaton_for(copy) is automaton_for(found)


# What layers come to

AN, AT = frozenset({"AN101", "AN102", "AN111"}), frozenset({"AT201", "AT202"})


@pytest.mark.parametrize(
    ("layers", "codes"),
    [
        ([Options()], CODES),
        ([Options(select=("ALL",))], CODES),
        ([Options(select=())], frozenset()),
        ([Options(select=("anonymity",))], AN),
        ([Options(select=("AN11",))], {"AN111"}),
        ([Options(select=("anonymous-lead",))], {"AN111"}),
        ([Options(select=("AN",), ignore=("AN101",))], AN - {"AN101"}),
        ([Options(select=("AN101",), ignore=("AN",))], {"AN101"}),
        ([Options(select=("AN",), ignore=("anonymity",))], frozenset()),
        ([Options(select=("anonymity",), ignore=("AN",))], frozenset()),
        ([Options(select=("AN101",), ignore=("anonymous-no-reason",))], frozenset()),
        ([Options(ignore=("ALL",), extend_select=("AT",))], AT),
        ([Options(ignore=("ALL",), extend_select=("AT",)), Options(extend_select=("SP001",))], AT | {"SP001"}),
        ([Options(select=("AN",), ignore=("AN101",)), Options(extend_select=("AN101",))], AN),
        ([Options(ignore=("AN",)), Options(select=("AN",))], AN),
        ([Options(severities={"AN101": "off"}), Options(ignore=("AN102",))], CODES - {"AN101", "AN102"}),
        ([Options(severities={"AN101": "off"}), Options(select=("AN",))], AN),
        ([Options(severities={"AN101": "off"}), Options(extend_select=("AN101",))], CODES),
        ([Options(severities={"AN101": "off"}), Options(severities={"AN101": "note"})], CODES),
        ([Options(severities={"AN": "off", "AN101": "note"})], CODES - AN | {"AN101"}),
        ([Options(severities={"AN101": "note", "ALL": "off"})], {"AN101"}),
        ([Options(select=("ALL",), severities={"AN101": "off"})], CODES - {"AN101"}),
    ],
)  # fmt: skip
def test_layers(layers: list[Options], codes: frozenset[str]) -> None:
    assert settle(layers).codes == codes


def test_the_command_line_holds_over_files_and_paths() -> None:
    write(
        "scorer.toml",
        'ignore = ["AN101"]\nseverity.AT201 = "note"\nthresholds.AT202 = {share = 0.1, least_words = 3}\n'
        '[[per-path]]\npaths = ["opinion/"]\nselect = ["DC"]\nthresholds.AT202.share = 0.2\n',
    )
    assert settings("opinion/a.txt") == ({"DC601"}, {"AT201": "note"}, {"AT202": {"share": 0.2, "least_words": 3.0}})
    found = settings("opinion/a.txt", select=("AN", "AT"), severity=("AT=error",), threshold=("AT202.share=.3",))
    assert found == (AN | AT, {"AT201": "error", "AT202": "error"}, {"AT202": {"share": 0.3, "least_words": 3.0}})
    assert settings("a.txt", extend_select=("AN101",)).codes == CODES
    assert settings("a.txt", ignore=("AT,SP",)).codes == CODES - AT - {"AN101", "SP001"}


def test_options() -> None:
    found = parse_options(["AN, AT201", "DC"], severity=["AN=note,SP001=off"], threshold=["late-source.least-words=3"])
    expected = Options(("AN", "AT201", "DC"), (), (), {"AN": "note", "SP001": "off"}, {"AT202": {"least_words": 3.0}})
    assert found == expected
    assert parse_options() == Options()
    assert Configurations(Options(select=())).for_path("a").settings_for("a").codes == CODES


def test_what_other_tools_set_for_all_sections_is_none_of_ours() -> None:
    write("setup.cfg", "[DEFAULT]\nindent = 4\n[scorer]\n# ours\nfail-on: note\n[scorer-like]\nx = 1\n")
    assert configuration().fail_on == "note"
