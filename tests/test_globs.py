"""Globs: expressions without second tries match what the library's match, and globs of many stars take no time."""

from random import Random

import pytest
from pathspec import GitIgnoreSpec

from scorer.settings._globs import _steady, takes

PIECES = ("a", "b", "*", "*", "**", "/", "/**/", "?", "[ab]", "x", "\\*")
HOSTILE = {
    "stars in a row": ("*" * 43 + "vvN", "copy/draft.txt"),
    "stars between letters": ("*a" * 30 + "*b", "a" * 250),
    "folders between names": ("**/a/" * 8 + "b", "a/" * 1500 + "c"),
    "both": ("**/*a*a*a*/" * 5 + "x", "/".join(["a" * 8] * 300)),
}


@pytest.mark.parametrize("seed", range(8))
def test_steady_globs_match_what_the_library_s_match(seed):
    random = Random(seed)
    compared = 0
    while compared < 20_000:
        glob = "".join(random.choice(PIECES) for _ in range(random.randint(1, 9)))
        if glob.endswith("\\"):
            continue
        for pattern in GitIgnoreSpec.from_lines([glob]).patterns:
            if pattern.include is None:
                continue
            steady = _steady(pattern.regex)
            for _ in range(20):
                path = "/".join("".join(random.choices("abx*", k=random.randint(1, 4))) for _ in range(random.randint(1, 5)))
                for written in (path, path + "/"):
                    both = (steady, pattern.regex)
                    found, wanted = ([(one.span(), one.groups()) for one in regex.finditer(written)] for regex in both)
                    assert found == wanted, (glob, written)
                    compared += 1


@pytest.mark.parametrize("name", HOSTILE)
def test_globs_of_many_stars_are_decided(name):
    glob, path = HOSTILE[name]
    assert takes((glob,), path) is False
    assert takes((glob, path.rpartition("/")[2]), path) is True
