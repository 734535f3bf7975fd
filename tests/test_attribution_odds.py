"""The odds of a find: what decides fast decides as the sum of all that is observed does."""

import json
import math
from pathlib import Path

import pytest

from scorer.attributions import Kinds, find_attributions
from scorer.attributions.evidence import THRESHOLD, is_likely, learned, observe
from scorer.lexicon import find_hits, shipped
from scorer.readers import read_text
from scorer.text import Text

DRAFTS = sorted((Path(__file__).parent.parent / "training" / "drafts").glob("*.jsonl"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_find_is_likely_where_the_sum_of_its_observations_says_so(path):
    weights, decided = learned(), set()
    for line in path.read_text("utf-8").splitlines()[:4]:
        text = Text(read_text("\n\n".join(json.loads(line)["paragraphs"])))
        hits = find_hits(shipped(), text.words, text.folded)
        kinds = Kinds(text, hits)
        for find in find_attributions(text, hits, kinds, sift=False):
            odds = weights["base"] + sum(weights.get(name, 0.0) for name in observe(text, kinds, find))
            assert is_likely(text, kinds, find) == (odds >= math.log(THRESHOLD / (1 - THRESHOLD))), find
            decided.add(is_likely(text, kinds, find))
    assert decided == {True, False}
