"""One tokenisation for everything: words, numbers, marks, and a sentinel at the end of every block."""

from __future__ import annotations

import re

from scorer.types import Block

END = "\n"
"""The sentinel token that closes a block, so that no phrase runs over its edge."""

LOST = "\ufffd"
"""What a broken encoding leaves of a curly mark: of an apostrophe inside a word, of a quotation mark around it."""

# Possessive quantifiers throughout: nothing here can backtrack. Guards save most of the time: blanks are passed
# by at once, short forms tried only where a stop ends a short word, joints only where a sign follows.
TOKEN = re.compile(
    r"""
    (?=\S)(?:
        (?=[A-Za-z]{1,6}+\.)(?:
            (?:[A-Za-z]\.){2,}+                               # U.S.  p.m.  e.g.
          | (?:
                Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Rev|Hon|Messrs|Supt|Det|Insp|St|Jr|Sr
            )\.
          | [A-HJ-Z]\.(?=\s[A-Z])                            # the initial of a name
        )
      | [^\W_]++(?:(?=[-'’\ufffd.,\u0300-\u036f])(?:
            -[^\W_]++                                         # non-lethal
          | ['’\ufffd](?![sS](?![^\W_]))[^\W_]++              # didn't, o'clock, but not the genitive
          | \.(?:com|org|net|gov|edu|info|io|tv|co\.uk)(?![^\W_])  # tarnwick.org
          | [.,](?<=\d.)(?=\d)[^\W_]++                        # 13.5  1,000
          | [\u0300-\u036f]++[^\W_]*+                         # combining marks stay with their letter
        ))*+
      | ['’\ufffd][sS](?![^\W_])                              # the genitive: Ibarra | 's
      | ''|``|--++|\.\.++
      | \S
    )
    """,
    re.VERBOSE,
)

_FOLD = (("’", "'"), ("‘", "'"), ("İ", "I"), ("“", '"'), ("”", '"'), ("—", "--"), ("–", "--"), ("…", ".."))

Pieces = tuple[list[str], list[str], list[int], list[int]]


def fold(word: str) -> str:
    """The form in which a token is compared: lower case, straight apostrophes, one kind of dash, "Mr." without its dot."""
    return fold_all([word])[0]


def tokenise(text: str, start: int = 0, end: int | None = None) -> Pieces:
    """Words as written, words folded, start offsets, end offsets of ``text[start:end]``."""
    spans = [found.span() for found in TOKEN.finditer(text, start, len(text) if end is None else end)]
    words = [text[a:b] for a, b in spans]
    return words, fold_all(words), [a for a, _ in spans], [b for _, b in spans]


def fold_all(words: list[str]) -> list[str]:
    """``fold`` over many words at once, faster than one by one; no word holds a line end."""
    if not words:
        return []
    joined = "\n".join(words)
    for mark, plain in _FOLD:  # three times as fast as translate
        joined = joined.replace(mark, plain)
    folded = joined.lower().split("\n")
    if LOST in joined:
        folded = ['"' if token == LOST else token.replace(LOST, "'") for token in folded]
    return [token[:-1] if token[-1:] == "." and len(token) > 1 and token.count(".") == 1 else token for token in folded]


class Same(dict[str, str]):
    """One string for each word of a text, however often it stands there: it takes less memory, and its hash is made once."""

    def __missing__(self, word: str) -> str:
        self[word] = word
        return word


def tokenise_blocks(text: str, blocks: list[Block]) -> tuple[Pieces, list[int]]:
    """The tokens of all blocks, each closed by a sentinel, and the index of every block's first token.

    The list of first tokens has one more entry than there are blocks: the number of tokens.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    first: list[int] = []
    finditer = TOKEN.finditer
    same = Same()
    for block in blocks:
        first.append(len(words))
        spans = [found.span() for found in finditer(text, block.start, block.end)]
        words.extend([same[text[a:b]] for a, b in spans])
        starts.extend([a for a, _ in spans])
        ends.extend([b for _, b in spans])
        words.append("")
        starts.append(block.end)
        ends.append(block.end)
    first.append(len(words))
    distinct = list(dict.fromkeys(words))
    fold_of = dict(zip(distinct, map(same.__getitem__, fold_all(distinct)), strict=True))
    fold_of[""] = END
    folded = [fold_of[word] for word in words]
    return (words, folded, starts, ends), first
