"""Seed phrases: enough of them, every one able to fire, and malformed ones refused by file and line."""

from __future__ import annotations

import pytest

from scorer.errors import SeedError
from scorer.lexicon import NEVER, SeedLines, compile_phrases, find_hits, phrases, shipped, words
from scorer.lexicon.automaton import Automaton
from scorer.lexicon.compiled import read_seeds, read_table, write_table
from scorer.lexicon.patterns import Choice, Class, Gap, Word, parse_line
from scorer.lexicon.states import Grown
from scorer.readers import read_text
from scorer.resources import folder
from scorer.text import Text

LABELS = {
    "src": "person_named institution document data media reporter anon_described anon_vague official_group weasel_group "
    "unnamed_ordinary agentless",
    "anon": "request reason_informative reason_boilerplate ground_rule knowledge count stake withheld",
    "resp": "denial nondenial declined no_reply unreachable deferred statement confirmed sought",
    "hedge": "modal adverb verb_noun doxastic hearsay condition investigation approx limits likelihood",
    "boost": "certainty",
    "cue": "neutral according doubt endorse concede accuse attitude document decree characterise",
    "ver": "independent documents_seen corroborated unverified contradicted",
    "narr": "analysis public_record stat_unsourced scene",
}
STRUCTURAL = {"person_named"}


def spell(elements):
    """A way to write a pattern: the first option of every choice, a member of every class, no word in a gap."""
    for element in elements:
        if isinstance(element, Word):
            yield element.token
        elif isinstance(element, Class):
            yield "7" if element.name == "number" else min(words(element.name))
        elif isinstance(element, Choice):
            options = [option for option in element.options if option] or [()]
            yield from spell(options[0])
        else:
            assert isinstance(element, Gap)


def context(phrase):
    """A text in which the guards of a phrase hold: tokens before, its own, tokens after."""
    tokens = list(spell(phrase.elements))
    before = [min(phrase.after)] if phrase.after else []
    after = [min(phrase.before)] if phrase.before else []
    return before, tokens, after


def test_there_are_enough_seeds():
    assert len([phrase for phrase in phrases() if phrase.label != NEVER]) >= 1500


def test_every_label_that_is_words_has_seeds():
    present = {(phrase.family, phrase.label) for phrase in phrases()}
    missing = [
        f"{family}.{label}"
        for family, labels in LABELS.items()
        for label in labels.split()
        if (family, label) not in present and label not in STRUCTURAL
    ]
    assert missing == []


def test_no_file_has_an_unknown_label():
    known = {(family, label) for family, labels in LABELS.items() for label in labels.split()}
    strange = {(phrase.family, phrase.label) for phrase in phrases() if phrase.label != NEVER} - known
    assert strange <= {("chain", "relay")}


def fires(automaton, phrase):
    """Whether a phrase is found in its own words; a look-alike leaves no hit, so it is sought in the walk."""
    before, tokens, after = context(phrase)
    folded = [*before, *tokens, *after, "zzz", "."]
    written = [token.capitalize() if phrase.capital and at == len(before) else token for at, token in enumerate(folded)]
    if phrase.label == NEVER:
        return any(automaton.phrases[index] is phrase for _, _, index in automaton.walk(folded))
    return any(hit.phrase is phrase for hit in find_hits(automaton, written, folded))


def test_every_seed_fires():
    automaton = shipped()
    silent = [f"{phrase.family}/{phrase.label}: {phrase.source}" for phrase in automaton.phrases if not fires(automaton, phrase)]
    assert silent == []


def test_no_seed_stands_twice_under_one_label():
    seen, twice = set(), []
    for phrase in phrases():
        key = (phrase.family, phrase.label, phrase.source, phrase.before, phrase.after)
        if key in seen:
            twice.append(key[:3])
        seen.add(key)
    assert twice == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("asked (to be named", "not closed"),
        ("may ; weight=much", "no number"),
        ("may ; weight=1.5", "no probability"),
        ("may ; louder", "unknown option"),
        ("asked ) named", "brackets"),
        ("{nosuchlist} said", "no word list"),
        ("~", "no word with its forms"),
        ("on (deny~|~) it", "no word with its forms"),
        ("may ; before=~", "no word with its forms"),
    ],
)
def test_malformed_seeds_are_refused_by_file_and_line(line, complaint):
    with pytest.raises(SeedError, match=complaint) as refused:
        compile_phrases([parse_line(line, "anon", "request", "seeds/anon/request.txt:3", words)])
    if "list" not in complaint:
        assert str(refused.value).startswith("seeds/anon/request.txt:3")


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("about ; before={number}", "about 12", True),
        ("about ; before={number}", "about time", False),
        ("cases ; not-after={number}", "12 cases", False),
        ("cases ; not-after={number}", "confirmed cases", True),
        ("cases ; after=0", "12 cases", True),
        ("0 cases", "12 cases", False),
        ("{number} cases", "12 cases", True),
        ("declined to ... comment", "declined to ever comment", True),
        ("declined to ... comment", "declined to ... comment", False),
    ],
)
def test_numbers_beside_a_phrase_and_marks_in_a_gap(line, text, found):
    automaton = compile_phrases([parse_line(line, "anon", "request", "here", words)])
    assert bool(find_hits(automaton, text.split(), text.split())) is found


def test_the_states_kept_are_of_these_seeds():
    files = read_seeds(folder("seeds"))
    assert read_table(files) == Grown(SeedLines(files)).tabulate(), "seeds changed: run `make index`"


def test_states_of_other_seeds_are_not_used():
    files = read_seeds(folder("seeds"))
    assert read_table({**files, "anon/request.txt": b"asked to be nobody"}) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\n\n", b"{}\n\n", b"\xff\xfe", b"null\n\n", b"\n\n\n"])
def test_damaged_states_are_not_used(damage, tmp_path, monkeypatch):
    files = read_seeds(folder("seeds"))
    table = read_table(files)
    monkeypatch.setattr("scorer.lexicon.compiled.folder", lambda name: tmp_path)
    assert read_table(files) is None
    write_table(files, table)
    assert read_table(files) == table
    (tmp_path / "states.list").write_bytes(damage)
    assert read_table(files) is None


def test_states_cut_short_are_not_used(tmp_path, monkeypatch):
    files = read_seeds(folder("seeds"))
    whole = (folder("seeds") / "states.list").read_bytes()
    monkeypatch.setattr("scorer.lexicon.compiled.folder", lambda name: tmp_path)
    for length in (100, len(whole) // 2, whole.rindex(b"\n", 0, -1) + 1):
        (tmp_path / "states.list").write_bytes(whole[:length])
        assert read_table(files) is None


def test_states_kept_and_states_made_find_the_same():
    made = compile_phrases(phrases())
    for draft in sorted((folder("training") / "drafts").glob("*.jsonl")):
        text = Text(read_text(draft.read_text("utf-8")[:20_000]))
        assert shipped().walk(text.folded) == made.walk(text.folded) != []


def test_with_states_kept_only_phrases_that_a_text_holds_are_parsed():
    files = read_seeds(folder("seeds"))
    seeds = SeedLines(files)
    text = "The mayor declined to comment .".split()
    folded = [token.lower() for token in text]
    found = find_hits(Automaton(seeds, words, read_table(files)), text, folded)
    assert found == find_hits(compile_phrases(phrases()), text, folded) != []
    assert len(seeds._parsed) < 10
