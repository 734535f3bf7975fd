"""The model card says what a model was made from."""

from __future__ import annotations

from scorer import model as models
from scorer.card import write_card
from scorer.resources import folder


def test_the_shipped_card_is_that_of_the_shipped_model():
    assert (folder("models") / "default" / "CARD.md").read_text("utf-8") == write_card(models.load().content)


def test_the_card_names_every_corpus_and_says_what_the_score_is_not():
    content = models.load().content
    card = write_card(content)
    assert all(corpus["name"] in card and corpus["digest"][:19] in card for corpus in content["corpora"])
    assert "Not** a judgement of truth" in card
