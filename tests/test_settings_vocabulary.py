"""House vocabulary: own seed phrases on top of the shipped ones."""

from __future__ import annotations

import pytest
from settings_made import FORMS, small_rulebook, write, write_form

from scorer.lexicon import find_hits, phrases
from scorer.pipeline import annotate_document
from scorer.readers import read_text
from scorer.settings import Configuration, Configurations, automaton_for
from scorer.text import Text

__all__ = ["small_rulebook"]


def configured(toml: str) -> Configuration:
    write("scorer.toml", toml)
    return Configurations().for_path("draft.txt")


def labels(found: Configuration, written: str) -> set[str]:
    text = Text(read_text(written))
    automaton = automaton_for(found)
    assert automaton is not None
    return {f"{hit.phrase.family}.{hit.phrase.label}" for hit in find_hits(automaton, text.words, text.folded)}


def test_own_phrases_come_on_top() -> None:
    found = configured('[vocabulary]\nanon.request = ["begged~ to stay in the shadows"]')
    written = "A clerk, who begged to stay in the shadows, said the gate was shut. The mayor declined to comment."
    automaton = automaton_for(found)
    cues = [
        (cue.family, cue.label, written[cue.start : cue.end])
        for paragraph in annotate_document(read_text(written), automaton).paragraphs
        for cue in paragraph.cues
    ]
    assert ("anon", "request", "begged to stay in the shadows") in cues
    assert ("resp", "declined", "declined to comment") in cues


def test_own_look_alikes_silence_shipped_phrases() -> None:
    written = "The mayor declined to comment."
    assert "resp.declined" in labels(configured('vocabulary."anon.request" = ["begged cover"]'), written)
    assert "resp.declined" not in labels(configured('vocabulary."resp.never" = ["the mayor declined to comment"]'), written)


@pytest.mark.parametrize("number", ["two", "several"])
def test_word_lists_may_be_named(number: str) -> None:
    found = configured('vocabulary."anon.request" = ["pleaded {count} times for cover"]')
    assert "anon.request" in labels(found, f"She pleaded {number} times for cover.")


def test_a_shipped_phrase_is_replaced_by_the_house_s_own() -> None:
    shipped = next(one for one in phrases() if one.family == "resp" and one.label == "declined" and one.source.isascii())
    found = configured(f'vocabulary."resp.declined" = ["{shipped.source} ; weight=.25"]')
    automaton = automaton_for(found)
    assert automaton is not None
    same = [one for one in automaton.phrases if one[:2] == shipped[:2] and one.elements == shipped.elements]
    assert [one.weight for one in same] == [0.25]
    assert len(automaton.phrases) == len(phrases())


@pytest.mark.parametrize("form", FORMS)
def test_seed_files(form: str) -> None:
    write("desk/house/anon/request.txt", "# ours\n\nbegged cover ; weight=.5  # rare\nsought shade\n")
    write("desk/house/src/never.txt", "\ufeffofficials of the match\n")
    write_form(form, 'vocabulary.files = ["house/anon/request.txt", "house/src/*.txt"]',
               "vocabulary.files = house/anon/request.txt, house/src/*.txt", folder="desk")  # fmt: skip
    found = Configurations().for_path("desk/city/a.txt")
    assert [(*one[:3], one.weight) for one in found.vocabulary] == [
        ("anon", "request", "begged cover", 0.5),
        ("anon", "request", "sought shade", 1.0),
        ("src", "never", "officials of the match", 1.0),
    ]


def test_the_automaton_is_made_once_for_a_vocabulary() -> None:
    write("a/scorer.toml", 'vocabulary."anon.request" = ["begged cover"]')
    write("b/scorer.toml", 'fail-on = "note"\nvocabulary."anon.request" = ["begged cover"]')
    many = Configurations()
    assert automaton_for(many.for_path("a/x.txt")) is automaton_for(many.for_path("b/x.txt"))
