"""Forms of text beside plain report: question and answer, transcript, quoted post, label, and what ends in a colon."""

from __future__ import annotations

from scorer.features._view import Page, View

_FIRST = frozenset("i we my our me us i'm we're i've".split())
_NAME_MARKS = frozenset([".", ",", "(", ")", "-", "de", "van", "of"])


def answer(view: View) -> bool:
    """Opens with "A:"."""
    return view.folded[:2] in (["a", ":"], ["a", "."])


def asked(view: View) -> bool:
    """Opens with "Q", as questions of an interview do."""
    written = view.page.text.words[view.first]
    return view.folded[:1] == ["q"] or (written[:1] == "Q" and written[1:2].isupper())


def answers_in_interview(view: View) -> bool:
    """No question, in a document where a tenth of the blocks open with "Q"."""
    return view.page.once(_interview) > 0.1 and not asked(view) and not _ends_asking(view)


def interview(page: Page) -> float:
    """Share of the document's blocks that open with "Q", times 4, at most 1."""
    return min(4 * page.once(_interview), 1.0)


def transcript(page: Page) -> float:
    """Share of the document's blocks that open with a label and a colon, times 3, at most 1."""
    return min(3 * page.once(_labelled), 1.0)


def asking(page: Page) -> float:
    """Share of the document's blocks that end with the narrator's question, times 4, at most 1."""
    return min(4 * page.once(_asking), 1.0)


def label_among_labels(view: View) -> bool:
    """Opens with capitalised words and a colon, as a tenth of the document's blocks do."""
    return view.page.once(_labels)[view.number] and view.page.once(_labelled) > 0.1


def lone_label(view: View) -> bool:
    """Opens with capitalised words and a colon, as hardly another block does."""
    return view.page.once(_labels)[view.number] and view.page.once(_labelled) <= 0.1


def after_question(view: View) -> bool:
    """No question, after a block that ends with one."""
    return view.number > 0 and _ends_asking(view.page.views[view.number - 1]) and not _ends_asking(view)


def first_person_after_question(view: View) -> bool:
    """The narrator says I or we after a block that ends with a question."""
    return after_question(view) and not view.own_words.isdisjoint(_FIRST)


def first_person_among_questions(view: View) -> bool:
    """The narrator says I or we and asks nothing, where a tenth of the blocks ask."""
    return not view.own_words.isdisjoint(_FIRST) and "?" not in view.own_words and view.page.once(_asking) > 0.1


def ends_asking(view: View) -> bool:
    """Ends with the narrator's question."""
    return "?" in view.own[-3:]


def only_asks(view: View) -> bool:
    """Every sentence is a question."""
    asks = view.folded.count("?")
    return asks > 0 and "." not in view.flat


def ends_colon(view: View) -> bool:
    """Ends with a colon: leads over to a list, a quotation or a document."""
    return ":" in view.folded[-2:]


def post(view: View) -> bool:
    """A post quoted whole, signed with an account in brackets."""
    if "@" not in view.flat:
        return False
    folded = view.folded
    return any(token == "(" and folded[at + 1 : at + 2] == ["@"] for at, token in enumerate(folded))


def accounts(view: View) -> bool:
    """Names an account by its sign."""
    return "@" in view.flat


def tags(view: View) -> bool:
    """Holds a hash tag."""
    return "#" in view.flat


def links(view: View) -> bool:
    """Holds an address of the web written out."""
    return not view.flat.isdisjoint(("http", "https", "pic.twitter.com"))


def brackets(view: View) -> bool:
    """Holds square brackets: an editor's hand in quoted text."""
    return "[" in view.flat


def follows_colon(view: View) -> bool:
    """After a block that ends with a colon."""
    return view.number > 0 and ends_colon(view.page.views[view.number - 1])


def _ends_asking(view: View) -> bool:
    return "?" in view.folded[-3:]


def _label(view: View) -> bool:
    """Whether one to five capitalised words and a colon open the block."""
    text = view.page.text
    for at in range(view.first, min(view.first + 6, view.last - 1)):
        if text.folded[at] == ":":
            return at > view.first
        if not text.capitals[at] and text.folded[at] not in _NAME_MARKS:
            return False
    return False


def _interview(page: Page) -> float:
    return sum(map(asked, page.views)) / max(page.total, 1)


def _labels(page: Page) -> list[bool]:
    return [_label(view) for view in page.views]


def _labelled(page: Page) -> float:
    return sum(page.once(_labels)) / max(page.total, 1)


def _asking(page: Page) -> float:
    return sum(map(ends_asking, page.views)) / max(page.total, 1)
