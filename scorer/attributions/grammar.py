"""Closed classes of English that noun phrases and clauses are cut by; no tagger, these and shape are enough."""

from __future__ import annotations

PRONOUNS = frozenset("he she they it i we you".split())
RELATIVES = frozenset(["who", "which", "whom", "that"])
POSSESSIVES = frozenset("his her their its my our your whose".split())
ARTICLES = frozenset(["the", "a", "an"])
QUANTIFIERS = frozenset(
    """
    this that these those some many several few most all both one two three four five six seven eight nine ten dozens
    hundreds thousands no any each every another other more half multiple numerous various several at least nearly
    about
    """.split()
)
DETERMINERS = ARTICLES | POSSESSIVES | QUANTIFIERS
AUXILIARIES = frozenset(
    """
    has have had is was were are be been being am 's will would can could may might must shall should do does did
    hasn't haven't hadn't isn't wasn't weren't aren't won't wouldn't can't cannot couldn't didn't doesn't don't
    shouldn't mustn't ain't to've 've 're i've we've they've you've he'd she'd they'd i'd
    """.split()
)
ADVERBS = frozenset(
    """
    also then later still never not now just once again even always often soon first ever yet too only simply further
    long already thus so perhaps meanwhile however afterwards afterward earlier today yesterday tonight instead both
    all n't since back duly promptly sometimes seldom rarely hardly almost nearly quite very
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of for at in from with on to by between against about under over within across among around near behind beside
    close familiar inside outside toward towards through during into than per like via aboard along throughout
    """.split()
)
TIME_PREPOSITIONS = frozenset("on in at during after before since until by over".split())
CONJUNCTIONS = frozenset(["and", "or", "but", "nor"])
CLAUSE_OPENERS = frozenset(
    """
    that because while although though if when as after before since so than where what how why whether unless until
    whereas once but or nor
    """.split()
)
STOPS = frozenset([".", "!", "?", ";", ":", "--", "..", "...", "....", "\n"])
COMMA = ","
QUOTE_MARKS = frozenset(['"', "''", "``", "«", "»", "„"])
BRACKETS = frozenset("()[]{}")
MARKS = STOPS | QUOTE_MARKS | BRACKETS | {COMMA}
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec today yesterday tonight
    tomorrow
    """.split()
)
TIMES = DAYS | frozenset(
    """
    last this next earlier later week month year morning afternoon evening night weekend spring summer autumn fall
    winter recently day ago days weeks months years early late mid-morning midday noon previously time hours
    """.split()
)
INDIRECT = frozenset(
    """
    told tell tells telling informed reminded assured asked warned advised notified emailed texted
    """.split()
)
"""Verbs that may name a hearer before the content."""
PLACES_OF_SPEECH = frozenset(
    """
    statement interview email e-mail letter tweet post speech report briefing conference memo message testimony news
    phone telephone video blog op-ed essay column podcast hearing remarks release filing memoir book text court
    website twitter facebook instagram telegram
    """.split()
)

CIRCUMSTANTIAL = frozenset(
    """
    in on at after before during when while as since by with without if although though because despite amid following
    for from to of under until once asked speaking appearing earlier last later given like unlike instead meanwhile
    however still yet but and so then now also even
    """.split()
)
"""Words that open a circumstance: when, where, why, on what terms."""
CLOSERS = frozenset(['"', "''", "”", "’", "'", "»"])

IRREGULAR_PASTS = frozenset("said told wrote found thought knew saw felt held made took gave put swore spoke read".split())

HER_SPEECH = frozenset("said says say told tells tell wrote knew".split())
"""Verbs that are no nouns behind "her": "people who worked with her said"."""


def is_word(token: str) -> bool:
    """Whether a folded token is a word or a number rather than a mark."""
    return token[:1].isalnum() or token == "'s"


def is_capitalised(word: str) -> bool:
    """Whether a token as written begins with a capital letter."""
    return word[:1].isupper()


def is_adverb(token: str) -> bool:
    """Whether a folded token is an adverb by list or by its ending."""
    return token in ADVERBS or (token.endswith("ly") and len(token) > 4 and token not in _LY_NOUNS)


_LY_NOUNS = frozenset(
    """
    family assembly ally reply italy rally supply july kelly billy sally emily daily weekly monthly holly
    """.split()
)
