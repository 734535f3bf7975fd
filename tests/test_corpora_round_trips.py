"""Every corpus format gives back what it carries; what it cannot carry is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorer.corpora import CUE_FAMILIES, FIELDS, FLAGS, Label, LabelledDocument, MarkedAttribution, Piece
from scorer.corpora._formats import format_of, formats, losses, read_corpus, write_corpus
from scorer.corpora._places import locate, with_places
from scorer.discover import members
from scorer.errors import CorpusError
from scorer.types import KINDS, LEVELS

FILES = {
    "jsonl": "corpus.jsonl", "polnear": "corpus.jsonl", "standoff": "corpus.jsonl", "tabular": "corpus.csv",
    "doccano": "corpus.jsonl", "prodigy": "corpus.jsonl", "labelstudio": "corpus.json", "brat": "corpus", "webanno": "corpus",
}  # fmt: skip
EMPTY = LabelledDocument("id", "corpus", "", [], [])


def at(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def harbour() -> list[LabelledDocument]:
    """Own-written documents with everything that is easily lost."""
    texts = [
        "Ferry shut “until May” 🚢🚢",
        "It may stay shut 👩🏽‍🚒, it may not,\n\nsaid a person\tclose to the board.\n“May” is a month.",
        "",
        "  Naïve cafe\u0301 owners | said \\ \"so\"; 'so' -> [x]_*, a,b  ",
        "Una Brandt denied it. The board declined to comment.",
    ]
    may = [at(texts[1], "may", 1)]
    labels = [
        Label("background", "na"),
        with_places(
            Label("weak", "anon_vague", ("hedged", "quote"), alt="qualified"),
            texts[1],
            {"hedge": may, "anon": [at(texts[1], "a person\tclose to the board")]},
        ),
        Label(),
        with_places(Label("unsupported", "weasel_group"), texts[3], {"anon": [at(texts[3], 'owners | said \\ "so"')]}),
        with_places(
            Label("accountable", "person", ("response",)),
            texts[4],
            {"denial": [at(texts[4], "denied")], "reply": [at(texts[4], "declined to comment")]},
        ),
    ]
    second = (Label("background"), Label("qualified", "anon_described"), Label(), labels[3], Label("accountable"))
    source, cue = (Piece(4, *at(texts[4], words), words) for words in ("Una Brandt", "denied"))
    attributions = (
        MarkedAttribution((source,), (cue,), (Piece(0, 0, 5, "Ferry"),), id="E1"),
        MarkedAttribution((), (), (Piece(1, 3, 6, "may"), Piece(1, 0, 2, "It")), "Attribution-no-source", "E2"),
    )
    meta = {"desk": "local", "id": "7", "text": "long", "paragraph": "9", "labels": "x", "Straße": "ä"}
    return [
        LabelledDocument("harbour/01: ferry?", "harbour", "wire", texts, labels, "Ferry “shut” 🚢", second, attributions, meta),
        LabelledDocument("harbour/00", "harbour", "", [], []),
        LabelledDocument("Harbour_00", "other", "", ["One."], [Label()]),
        LabelledDocument("harbour_00", "other", "", ["Two.\u2028Three."], [Label("weak", flags=FLAGS)]),
    ]


def carried(document: LabelledDocument, form: str) -> LabelledDocument:
    """What of a document a format carries."""
    kept = members("scorer.corpora")[form].CARRIES
    reduced = document._replace(where="")
    for field in ("title", "genre", "second", "attributions", "meta"):
        if field not in kept:
            reduced = reduced._replace(**{field: getattr(EMPTY, field)})
    if "level" not in kept:
        reduced = reduced._replace(labels=[Label()] * len(document.paragraphs))
    return reduced


def plain(documents: list[LabelledDocument]) -> list[LabelledDocument]:
    return [document._replace(where="") for document in documents]


def test_every_format_is_tried_here() -> None:
    assert FILES.keys() == formats().keys() == members("scorer.corpora").keys()


@pytest.mark.parametrize("form", FILES)
def test_a_format_gives_back_what_it_carries(form: str, tmp_path: Path) -> None:
    documents = harbour()
    path = tmp_path / "c" / FILES[form]
    write_corpus(documents, path, form)
    write_corpus(documents, tmp_path / "texts" / "plain.jsonl")
    found = read_corpus(path, texts=tmp_path / "texts")
    assert format_of(path) == form
    expected = [carried(document, form) for document in documents]
    if form == "standoff":  # title and the like come back from the texts
        expected = plain(documents)
    assert plain(found) == expected
    assert all(document.where.partition(":")[0] for document in found)


def test_a_table_with_tabs_comes_back(tmp_path: Path) -> None:
    write_corpus(harbour(), tmp_path / "corpus.tsv")
    assert format_of(tmp_path / "corpus.tsv") == "tabular"
    assert plain(read_corpus(tmp_path / "corpus.tsv")) == [carried(document, "tabular") for document in harbour()]


@pytest.mark.parametrize("form", FILES)
def test_the_same_documents_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_corpus(harbour(), tmp_path / name / FILES[form], form)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()} for name in ("a", "b")
    )
    assert first
    assert first == second


@pytest.mark.parametrize("form", FILES)
def test_what_a_format_cannot_carry_is_said_with_counts(form: str) -> None:
    said = losses(harbour(), form)
    lost = set(FIELDS) - set(members("scorer.corpora")[form].CARRIES)
    assert len(said) == len(lost)
    assert all(line.startswith(f"{form} cannot carry ") for line in said)
    assert not losses([LabelledDocument("a", "", "", ["A."], [Label()])], form)


def test_losses_count_documents() -> None:
    assert losses(harbour() * 2, "brat") == ["brat cannot carry second labels: 2 documents lose them"]
    assert "polnear cannot carry flags: 2 documents lose them" in losses(harbour(), "polnear")
    assert "tabular cannot carry attributions: 1 document loses them" in losses(harbour(), "tabular")


def test_losses_tell_of_parts_of_fields() -> None:
    empty = LabelledDocument("d", "c", "", [""], [Label("background")])
    assert losses([empty], "webanno") == ["webanno cannot carry labels of empty paragraphs: 1 document loses them"]


def test_an_unknown_format_is_answered_with_the_nearest(tmp_path: Path) -> None:
    tries: list[Callable[[], object]] = [
        lambda: read_corpus(tmp_path, "labelstudo"),
        lambda: write_corpus([], tmp_path / "x.jsonl", "labelstudo"),
        lambda: losses([], "labelstudo"),
    ]
    for attempt in tries:
        with pytest.raises(CorpusError, match=r"did you mean 'labelstudio'.*webanno"):
            attempt()


def test_a_suffix_that_tells_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"tells no format; name one of brat, "):
        write_corpus([], tmp_path / "corpus.xyz")


def test_formats_are_described_in_a_line() -> None:
    assert all(len(line) > 20 and "\n" not in line for line in formats().values())


@pytest.mark.parametrize("form", ["brat", "webanno"])
def test_a_folder_with_other_things_is_not_written_into(form: str, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Old.", "utf-8")
    with pytest.raises(CorpusError, match="no empty folder"):
        write_corpus(harbour(), tmp_path, form)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(CorpusError, match="cannot be written"):
        write_corpus(harbour(), tmp_path / "file" / "corpus.jsonl")


def test_a_cue_that_is_not_in_the_text_is_not_written_as_offsets(tmp_path: Path) -> None:
    label = Label("weak", cues=dict.fromkeys(CUE_FAMILIES, ()) | {"hedge": ("might",)})
    broken = LabelledDocument("d", "c", "", ["It may."], [label])
    with pytest.raises(CorpusError, match="document 'd', paragraph 1: the hedge cue 'might' is not in the paragraph"):
        write_corpus([broken], tmp_path / "corpus.json")


@pytest.mark.parametrize(
    ("text", "cues", "places"),
    [
        ("It may or may not.", ["may", "may"], [(3, 6), (10, 13)]),
        ("The mayor may go.", ["may"], [(10, 13)]),
        ("mayor", ["may"], [(0, 3)]),
        ("senior officials and officials", ["senior officials", "officials"], [(0, 16), (21, 30)]),
        ("senior officials", ["senior officials", "officials"], [(0, 16), (7, 16)]),
        ("It may.", ["may", "may", "might", ""], [(3, 6), None, None, None]),
        ("😀 may", ["may"], [(2, 5)]),
    ],
)
def test_cues_are_located(text: str, cues: list[str], places: list[tuple[int, int] | None]) -> None:
    assert locate(text, cues) == places


@pytest.mark.parametrize("name", ["broadcast", "local", "opinion", "wire"])
def test_own_drafts_are_written_as_they_were_read(name: str, tmp_path: Path) -> None:
    path = Path(__file__).parent.parent / "training" / "drafts" / f"{name}.jsonl"
    write_corpus(read_corpus(path), tmp_path / "again.jsonl")
    before, after = (file.read_text("utf-8").split("\n") for file in (path, tmp_path / "again.jsonl"))
    assert [json.loads(line) for line in after if line] == [json.loads(line) for line in before if line]


@pytest.mark.parametrize(
    ("name", "form"), [("levels/train.jsonl", "jsonl"), ("attribution/polnear.dev.jsonl", "polnear")], ids=["levels", "polnear"]
)
def test_real_corpora_are_written_as_they_were_read(name: str, form: str, shared: Path, tmp_path: Path) -> None:
    documents = read_corpus(shared / name)
    assert format_of(shared / name) == form
    write_corpus(documents, tmp_path / "again.jsonl", form)
    assert (tmp_path / "again.jsonl").read_bytes() == (shared / name).read_bytes()


ALPHABET = st.one_of(
    st.sampled_from("ab .,\"'|\\\t\n[]_*;:-><{}é́😀🚢‍ "), st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
)
WORDS = st.text(ALPHABET, max_size=30)
NAMES = st.text(ALPHABET, min_size=1, max_size=8)


@st.composite
def labels(draw: st.DrawFn, text: str) -> Label:
    starts = st.integers(0, max(0, len(text) - 1))
    places = {}
    for family in CUE_FAMILIES if text else ():
        there = draw(st.lists(st.tuples(starts, st.integers(1, 6)), max_size=3))
        places[family] = list(dict.fromkeys((start, min(len(text), start + length)) for start, length in there))
    flags = tuple(draw(st.lists(st.sampled_from(FLAGS), unique=True, max_size=3)))
    level, alt = draw(st.sampled_from(("", *LEVELS))), draw(st.sampled_from(("", *LEVELS)))
    return with_places(Label(level, draw(st.sampled_from(("", *KINDS))), flags, alt=alt), text, places)


@st.composite
def documents(draw: st.DrawFn) -> list[LabelledDocument]:
    found = []
    for identity in draw(st.lists(NAMES, unique=True, max_size=3)):
        paragraphs = draw(st.lists(WORDS, max_size=4))
        first = [draw(labels(text)) if text else Label() for text in paragraphs]
        second = tuple(Label("weak")._replace(alt=draw(st.sampled_from(("", *LEVELS)))) for _ in paragraphs)
        meta = draw(st.dictionaries(NAMES, NAMES, max_size=2))
        extra = second if draw(st.booleans()) else ()
        found.append(LabelledDocument(identity, draw(NAMES), draw(WORDS), paragraphs, first, draw(WORDS), extra, meta=meta))
    return found


@pytest.mark.parametrize("form", ["jsonl", "standoff", "tabular", "doccano", "prodigy", "labelstudio", "brat", "webanno"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents=documents())
def test_any_document_comes_back(form: str, documents: list[LabelledDocument], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_corpus(documents, folder / FILES[form], form)
    write_corpus(documents, folder / "texts" / "plain.jsonl")
    found = plain(read_corpus(folder / FILES[form], form, texts=folder / "texts")) if documents else []
    if form == "standoff":
        assert [document._replace(title="", meta={}) for document in found] == [
            document._replace(title="", meta={}) for document in documents
        ]
    else:
        assert found == [carried(document, form) for document in documents]
