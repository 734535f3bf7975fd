"""Properties on random input: every reader, output, model, corpus and setting holds what its fuzzing target holds.

The automaton is held against the dullest matcher there is (``naive_matcher``).
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import outputs
import pytest
import targets
from beginnings import beginnings
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from naive_matcher import breadth_of, match

from scorer.errors import ModelError, ScorerError
from scorer.lexicon import Phrase, compile_phrases, find_hits, parse_phrase, words
from scorer.model import digest_content, load
from scorer.pipeline import annotate_document, score_document
from scorer.readers import read_text
from scorer.text.tokens import fold_all

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = "The gate shut on Friday, officials said.\n\nAda Fenn denied it, and nobody knows why."


@st.composite
def mutations(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """A whole file with some of its bytes cut, doubled, replaced or swapped with those of another."""
    data = draw(st.sampled_from(wholes))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.just(b""), st.binary(max_size=8), st.just(data[start:end] * 3), st.sampled_from(PIECES)))
        data = data[:start] + new + data[end:]
    return data


PIECES = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b]8;;x\x07", "\u202e".encode(), b"<![CDATA[", b"<!--", b"]]>", b"&#0;",
    b"&#xD800;", b'"', b"{", b"[[", b"\\u0000", b"\\ud800", b"1e999", b"9" * 30, b"-1", b"NaN", b"null", b"\r", "\u2028".encode(),
    b"\x1c", b"\f",
)  # fmt: skip


@pytest.mark.parametrize("at", range(len(targets._suffixes())), ids=targets._suffixes())
@given(data=st.data())
@FEW
def test_every_reader_reads_or_refuses(at: int, data: st.DataObject) -> None:
    wholes = [whole[1:] for whole in beginnings("readers") if whole[0] == at]
    content = st.binary(max_size=300)
    drawn = data.draw(st.one_of(content, mutations(wholes)) if wholes else content)
    targets.read_anything(bytes([at]) + drawn)


@pytest.mark.parametrize("target", ["corpora", "settings"])
@given(data=st.data())
@settings(FEW, max_examples=120)
def test_files_of_ones_own_are_read_or_refused(target: str, data: st.DataObject) -> None:
    targets.TARGETS[target](data.draw(mutations(beginnings(target))))


# texts

SENTENCES = (
    "Sources said the ferry would be sold.", "“We sold it 🚢,” said Dolores Ibarra, the harbour master.", "Ibarra denied it.",
    "Rene\u0301 Holm, a clerk, may have known, according to two officials who asked not to be named.",
    "The company did not respond to a request for comment.", "\x1b[2J\x9b0m\u202eOfficials said.", "READ MORE", "“", "- ",
    "The mayor accused the union of fraud.", "\ufdd0\ufdd1 sources say", "\u2028", "::warning::said", "```", "***", "1. ",
    "<script>alert('said')</script>", "@everyone officials said", "[said](javascript:x)", "%0A::error::she said", "\ufeff",
    "=SUM(A1) | said <b>", "#: allow", "\ud800",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=12)), max_size=12).flatmap(
    lambda sentences: st.sampled_from((" ", "\n\n", "\r\n\r\n", "\n", "\x0b")).map(lambda joint: joint.join(sentences))
)


@pytest.mark.parametrize("output", range(len(outputs.OUTPUTS)), ids=[one.__name__ for one in outputs.OUTPUTS])
@given(old=TEXTS, new=TEXTS)
@settings(FEW, max_examples=15)
def test_every_output_is_safe_whatever_the_draft(output: int, old: str, new: str) -> None:
    text = f"{old}\f{new}" if outputs.OUTPUTS[output] is outputs.write_changes else old.replace("\f", " ")
    outputs.run_all(bytes([output]) + text.encode("utf-8", "surrogatepass"))


@given(text=TEXTS)
@settings(FEW, max_examples=60)
def test_cues_and_ledger_point_into_the_text(text: str) -> None:
    annotated = annotate_document(read_text(text))
    copy = annotated.document.text
    known = {source.id: source for source in annotated.sources}
    assert len(known) == len(annotated.sources)
    for source in annotated.sources:
        assert source.mentions == sorted(source.mentions, key=lambda at: (at.start, at.end))
        for at in source.mentions:
            assert 0 <= at.start < at.end <= len(copy)
            assert annotated.paragraphs[at.paragraph].start <= at.start
            assert at.end <= annotated.paragraphs[at.paragraph].end
    for paragraph in annotated.paragraphs:
        for cue in paragraph.cues:
            assert paragraph.start <= cue.start < cue.end <= paragraph.end
            assert 0 <= cue.weight <= 1
        for attribution in paragraph.attributions:
            assert paragraph.start <= attribution.cue[0] <= attribution.cue[1] <= paragraph.end
            assert attribution.source is None or known[attribution.source.id] is attribution.source


@given(text=TEXTS)
@settings(FEW, max_examples=25)
def test_the_same_text_is_told_the_same(text: str) -> None:
    first, second = (score_document(read_text(text)) for _ in range(2))
    assert [(one.level, one.probabilities, one.flags) for one in first.scores] == [
        (one.level, one.probabilities, one.flags) for one in second.scores
    ]


# models

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e-320, 1e308, float("inf"), float("nan"), 10**400, "", "x", "__import__('os')", [], {}, [[]], [None],
    {"__reduce__": "os.system"}, ["a"] * 3, [1e308] * 3, [1e-320] * 3, [10**400] * 3,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key and index in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [found for key, one in inner for found in places(one, (*path, key))]


@given(data=st.data())
@MANY
def test_a_changed_model_is_refused_in_a_line_or_gives_probabilities(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = json.loads(data.draw(st.sampled_from(beginnings("models"))))
    content.pop("digest", None)
    for _ in range(data.draw(st.integers(1, 2))):
        *path, last = data.draw(st.sampled_from(places(content)))
        inner = content
        for key in path:
            inner = inner[key]
        if data.draw(st.booleans()):
            inner[last] = deepcopy(data.draw(st.sampled_from(VALUES)))
        else:
            del inner[last]
        assume(content)
    targets.load_model(json.dumps(content).encode())


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"schema":' * 50_000, b"\xed\xa0\x80", b"\xff\xfe{\0"])
def test_a_model_that_is_a_riddle_takes_a_line(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(text)
    with pytest.raises(ModelError, match="is no JSON") as refused:
        load(tmp_path)
    assert "\n" not in str(refused.value)


def test_the_digest_of_the_shipped_model_holds() -> None:
    content = load().content
    assert content["digest"] == digest_content(content)


@given(data=st.data())
@settings(FEW, max_examples=50)
def test_a_model_changed_after_training_is_refused(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = json.loads(beginnings("models")[0])
    row, column = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 2))
    content["coefficients"][row][column] += data.draw(st.sampled_from((1e-9, 1.0, -3.5)))
    path = tmp_path_factory.mktemp("model") / "model.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(ModelError, match=r'digest is another; .* remove the line "digest"') as refused:
        load(path)
    assert "\n" not in str(refused.value)
    del content["digest"]
    path.write_text(json.dumps(content), "utf-8")
    assert load(path).content == content


# the automaton

LETTERS = ("a", "b", "c", "said", "not", "to", "7", "0", "two", "o'clock", "x-y", "'s")
MARKS = (",", ".", "...", "--", "“", "(", "\n", "’s", "3", "1,000", "Ä", "é", "said-so", "U.S.", "İ", "²", "zzz")


@st.composite
def patterns(draw: st.DrawFn, deep: int = 2) -> str:
    """A pattern of the language of seeds."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 9))
        if kind < 4 or not deep:
            parts.append(draw(st.sampled_from(LETTERS)))
        elif kind == 4:
            parts.append(draw(st.sampled_from(("...", "...1", "...2", "...5"))))
        elif kind == 5:
            parts.append(draw(st.sampled_from(("{number}", "{count}", "{ordinal}", "deny~", "say~", "report(s)", "(a|b)(s)"))))
        elif kind < 8:
            options = draw(st.lists(patterns(deep - 1), min_size=1, max_size=3))
            parts.append("(" + "|".join(options) + ")")
        else:
            parts.append("[" + draw(patterns(deep - 1)) + "]")
    return " ".join(parts)


GUARDS = st.sampled_from((
    "", "", "", "; lower", "; capital", "; before=said|to", "; not-before=a|,", "; after=the|b", "; not-after=not",
    "; after={count}", "; before={number}|to", "; not-before=0",
))  # fmt: skip
TOKENS = st.lists(st.sampled_from((*LETTERS, *MARKS, *LETTERS, "A", "Said", "denies", "reports", "as", "first")), max_size=24)


@given(
    lines=st.lists(st.tuples(patterns(), GUARDS, st.sampled_from(("request", "never"))), min_size=1, max_size=6),
    text=TOKENS,
    again=TOKENS,
)
@MANY
def test_the_automaton_finds_what_the_dullest_matcher_finds(
    lines: list[tuple[str, str, str]], text: list[str], again: list[str]
) -> None:
    phrases: list[Phrase] = []
    for number, (pattern, guard, label) in enumerate(lines):
        try:
            phrase = parse_phrase(f"{pattern} {guard}", "anon", label, f"seeds:{number}")
        except ScorerError:  # such as a suffix at what is no word
            continue
        if phrase and breadth_of(phrase) < 20_000:
            phrases.append(phrase)
    automaton = compile_phrases(phrases)
    for written in (text, again, text):  # the second time its states are made already
        folded = fold_all(written) if "\n" not in written else ["\n" if one == "\n" else fold_all([one])[0] for one in written]
        found = [(hit.first, hit.last, hit.phrase) for hit in find_hits(automaton, written, folded)]
        assert set(found) == match(phrases, written, folded)
        assert found == sorted(found, key=lambda one: one[0])


def test_the_lists_that_patterns_name_are_there() -> None:
    assert "two" in words("count")
    assert words("ordinal")
