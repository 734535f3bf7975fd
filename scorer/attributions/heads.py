"""Head nouns that tell withheld sources, blocs and guilds from people somebody could name."""

from __future__ import annotations

UNNAMED_HEADS = frozenset(
    """
    person people source sources insider insiders someone individual individuals one those somebody others man woman
    men women figure figures voice
    """.split()
)
"""Heads that say no rank, role or side."""

WITHHELD_ROLES = frozenset(
    """
    official aide adviser advisor source operative staffer staff insider diplomat executive employee whistleblower
    strategist ally confidant associate person participant attendee negotiator consultant banker donor fundraiser
    bundler surrogate democrat republican conservative liberal lobbyist investigator partner interlocutor functionary
    spy mole tipster snitch pal
    """.split()
)
"""Roles that copy gives instead of a name; other roles are named somewhere, or their holder is just not asked."""

PARTITIVES = frozenset(
    """
    one two three four five six seven eight nine ten some many several most all none neither either both half each few
    any two-thirds three-quarters one-third three-fifths three-in-five handful number dozen dozens scores couple group
    majority minority pair trio another others
    """.split()
)
"""Words that stand for a part of what follows "of": the kind is told by the whole ("one of the aides")."""

BEHIND_THE_HEAD = frozenset("there here elsewhere abroad overseas nationally alike themselves himself herself".split())
"""Words that may stand behind a head noun and are none: "executives there"."""

FOR_THE_BODY = frozenset(
    """
    officials executives leaders representatives spokespeople investigators researchers police
    """.split()
)

GUILDS = frozenset(
    """
    prosecutors police doctors attorneys lawyers surgeons nurses teachers engineers scientists economists
    """.split()
)

WITHHELD_GROUPS = frozenset(
    """
    officials aides advisers advisors authorities diplomats insiders investigators operatives staffers strategists
    allies agents commanders executives employees sources associates confidants surrogates lobbyists negotiators
    envoys whistleblowers informants bundlers servants interlocutors functionaries moles tipsters pals chums
    """.split()
)

LOOSE_BODIES = frozenset(
    """
    u.s us uk u.k eu federal state local senior top former military intelligence western law enforcement campaign
    administration party pentagon house government transition election health police security defense defence border
    immigration industry diplomatic foreign public emergency education tax customs trade current ranking high-ranking
    high-level whitehall westminster washington kremlin brussels
    """.split()
)

PUBLIC_VENUES = frozenset("conference statement hearing testimony affidavit release".split())
"""Where officials answer in public, as their body."""

CITING = frozenset("citing cites cited quoting quotes quoted".split())
"""Verbs by which one voice leans on another."""

NAMELESS = frozenset("unnamed unidentified anonymous undisclosed".split())
"""Adjectives that say that a name is withheld."""

EARLIER = frozenset("former ex retired past current serving then-current".split())
"""Adjectives that tell what somebody is or was to the house that is spoken of: who says so unnamed is withheld."""

COORDINATED = frozenset(
    """
    serving senior junior local national regional provincial municipal civilian international domestic central elected
    religious legal medical political civic former retired past current state federal public foreign military
    intelligence western law health security defense defence border immigration industry diplomatic emergency education
    tax customs trade active western eastern northern southern
    """.split()
)
"""Adjectives that "and" joins before one head: "current and former officials", "state and federal regulators"."""


def coordinates(folded: list[str], at: int) -> bool:
    """Whether the "and" at a token joins two adjectives of one head: "current and former officials"."""
    joins = folded[at] in ("and", "or") and 0 < at < len(folded) - 2 and folded[at + 2][:1].isalpha()
    return joins and folded[at - 1] in COORDINATED and folded[at + 1] in COORDINATED


NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())

BYSTANDERS = frozenset(
    """
    man woman men women boy girl boys girls witness witnesses eyewitness eyewitnesses resident residents neighbor
    neighbour neighbors neighbours passenger passengers bystander bystanders onlooker onlookers shopper shoppers
    motorist driver drivers student students survivor survivors villager villagers tourist tourists fan fans voter voters
    parent parents mother father spectator spectators protester protesters
    """.split()
)
"""People who saw something by chance: knowing it makes no withheld source of them."""

PLURAL_PEOPLE = frozenset("people men women others those individuals members folks".split())

PARTIES = frozenset(
    """
    republicans democrats conservatives liberals labour tories greens lawmakers senators congressmen legislators mps
    leaders members opponents rivals campaigns
    """.split()
)

QUANTIFIED = frozenset("some many others most several few all everyone nobody none both half any critics".split())
