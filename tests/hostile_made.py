"""Drafts that nobody writes, except to see what breaks: each with a name, each at a size that shows what is not linear."""

from __future__ import annotations

SENTENCE = "Officials said the gate at Tarnwick was safe, and Dolores Ibarra, the county engineer, denied it. "
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ESCAPES = (
    "\x1b[31mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "\x9b31m",
    "\x1bP1$r\x1b\\", "\x1b[?1049h", "\x08" * 20, "\x07", "\x0e\x0f", "\x7f",
)  # fmt: skip
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"https://example.org\")", "=cmd|' /C calc'!A0", "＝1+1",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title></style></textarea>", "<!-- --> ]]> <![CDATA[",
    "&lt;&#60;&amp;lt;", "<svg/onload=alert(1)>", "{{ 7 * 7 }} {% raw %} {# #}", "javascript:alert(1)", "<?php ?> <% %>",
    "\"'><b>", "&" * 50, "<" * 200,
)  # fmt: skip
MARKDOWN = (
    "# heading", "[link](javascript:alert(1))", "![image](x)", "| a | b |\n|---|---|", "```\nfence", "    code", "> quote",
    "***", "\\\\\\",
    "[a]: https://example.org", "<https://example.org>", "- [ ] task", "1. one", "~~gone~~", "`code` ``", "[[[[[[",
    "*" * 500, "_" * 500,
)  # fmt: skip
SERIALISED = (
    "---\n- a: !!python/object/apply:os.system [\"true\"]\n...", "&a [*a, *a]", "%YAML 1.2\n---", "{\"a\": NaN}", "[" * 500,
    "{" * 500,
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "[table]\nkey = 1", "::error file=a,line=1::planted", "##teamcity[testFailed]",
    "not ok 1 - planted", "1..0 # skip", "%0A::error::planted", "#: ignore AN103 because", "scorer: ignore",
)  # fmt: skip


def drafts() -> dict[str, str]:
    """The drafts by name."""
    return {
        "nothing": "",
        "white": " \t\n\r\n \u2003\u00a0\n\n",
        "byte order marks": "\ufeff\ufeff" + SENTENCE + "\ufeff\n\n\ufeff" + SENTENCE + "\ufffe",
        "lone surrogates": "\ud800 " + SENTENCE + "\udfff\n\n“\udc80” said \ud83d Ibarra.",
        "directions": "".join(f"{mark}{SENTENCE}" for mark in BIDI) + "\n\n“" + BIDI + "” said Ibarra" + BIDI + ".",
        "zeros": "\0" + SENTENCE.replace(" ", "\0") + "\n\n\0\0\0\n\n" + SENTENCE,
        "controls": "".join(map(chr, range(32))) + SENTENCE + "".join(map(chr, range(0x7F, 0xA0))),
        "last characters": "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)) + SENTENCE,
        "one word": "a" * 1_000_000,
        "one line": SENTENCE * 300,
        "newlines": "\n" * 100_000 + SENTENCE,
        "carriage returns": "\r" * 100_000 + SENTENCE,
        "spaces": SENTENCE + " " * 100_000 + SENTENCE,
        "quotes": '"' * 100_000,
        "opening quotes": "“" * 50_000 + SENTENCE,
        "closing quotes": SENTENCE + "”" * 50_000,
        "nested quotes": "“‘" * 5_000 + SENTENCE + "’”" * 5_000,
        "quotes apart": "“a” 'b' «c» \"d\" " * 1_000,
        "brackets": "([{" * 10_000 + SENTENCE + "}])" * 10_000,
        "full stops": "." * 100_000,
        "initials": "A. B. C. " * 10_000,
        "ellipses": "… ... . . . " * 5_000,
        "dashes": "-—–‑" * 20_000,
        "apostrophes": "o'o’" * 20_000,
        "digits": "1,234.56% " * 3_000,
        "short paragraphs": "He said so.\n\n" * 300,
        "sayings": "said " * 3_000,
        "names": "Ann Bell " * 2_000,
        "combining marks": "e" + "\u0301" * 50_000 + " " + SENTENCE,
        "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇳🇱👍🏽" * 2_000 + SENTENCE,
        "joiners": "a\u200b\u200c\u200d\u2060\u00ad" * 10_000 + SENTENCE,
        "right to left": "قال المهندس إن البوابة آمنة. " * 500 + SENTENCE + "אמר המהנדס. " * 500,
        "no spaces": "关于大门的消息说它是安全的。" * 1_000,
        "look-alikes": "Οfficials sаid thе gаte wаs sаfe, ɪbarra ſaid ﬁrmly. Ｏｆｆｉｃｉａｌｓ said İt ıs ẞafe. " * 50,
        "line ends": "\r\n".join([SENTENCE] * 5) + "\r\r\n\n\r"
        + "\u2028".join([SENTENCE] * 5) + "\u2029\x85\x0b\x0c\x1c\x1d\x1e" + SENTENCE,
        "escape sequences": "\n\n".join(f"{escape}{SENTENCE}“{escape}” said {escape} Ibarra." for escape in ESCAPES),
        "formulas": "\n\n".join(f"{cell} {SENTENCE}\n\n{cell}\n\n“{cell},” said {cell} Ibarra." for cell in FORMULAS),
        "markup": "\n\n".join(f"{mark} {SENTENCE}“{mark},” said {mark} Ibarra, who denied {mark}." for mark in MARKUP),
        "markdown": "\n\n".join(f"{mark} {SENTENCE}\n{mark}\n“{mark},” said {mark} Ibarra, a spokesman." for mark in MARKDOWN),
        "serialised": "\n\n".join(f"{text} {SENTENCE}\n{text}\n“{text},” said {text} Ibarra." for text in SERIALISED),
    }
