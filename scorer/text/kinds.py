"""What kind of block a stretch of plain text is: body, or one of the things around the body of a story.

Body is the rule and every other kind needs a reason, because what is not body is not held to its sourcing.
"""

from __future__ import annotations

from scorer.text.headings import DASHES, OPENERS, is_heading

_LONGEST = 700
"""Characters beyond which a block is body, unless its first or last few say otherwise."""

_BULLETS = frozenset("•‣◦▪▫■□●○►▸➤➢✓✔·*-–—\ufffd")
_JOINERS = frozenset(
    """
    and & with in for of the by at from on to de la van von der den al bin additional further reporting writing edited
    editing compiled contributed contributing staff wire reports special correspondent correspondents photographs
    photography research translated
    """.split()
)
_ROLES = frozenset(
    """
    writer reporter correspondent editor columnist staff contributor journalist photographer bureau chief critic
    analyst producer writers reporters correspondents editors
    """.split()
)
_CREDITS = (
    "reporting by", "additional reporting", "writing by", "written by", "edited by", "editing by", "compiled by", "words by",
    "text by", "story by", "contributing:", "contributors:", "with reporting by", "with files from", "from staff", "by staff",
)  # fmt: skip
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun
    """.split()
)
_CLOCK = frozenset(
    """
    a.m p.m am pm noon midnight et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist local time
    updated published posted first last modified date dateline filed on at the of hours hour minutes ago
    """.split()
)
_CAPTIONS = (
    "photo:", "photos:", "photograph:", "photographs:", "photographer:", "image:", "images:", "picture:", "pictures:", "video:",
    "graphic:", "illustration:", "photo credit", "image credit", "picture credit", "video credit", "image source",
    "image caption", "media caption", "photo caption", "file photo", "file image", "file picture", "file -", "file –",
    "file —", "caption:", "enlarge this image", "(photo", "[photo", "(image:", "[image", "[graphic", "[video", "(video:",
    "photo illustration", "©", "(ap photo", "(file photo", "play video", "photo courtesy",
)  # fmt: skip
_CAPTION_ALONE = frozenset(["photo", "photos", "image", "images", "video", "picture", "getty", "getty images"])
_CREDIT_SIGNS = ("photo", "/", "getty", "©", "(image:", "(courtesy")
_CREDIT_TAILS = (
    "photograph: ", "photo: ", "(photo by", "(photo:", "(image:", "(ap photo", "/getty", "getty images", "via getty", "/ap)",
    "/ap photo", "/reuters", "/afp", "/epa", "/shutterstock", "/alamy", "(file photo", "[file photo", "file photo)", "©",
    "photo courtesy", "(courtesy",
)  # fmt: skip


def kind_of(text: str, position: int, total: int, previous: str) -> str:
    """The kind of the block ``text``, one of ``types.BLOCKS``.

    ``position`` counts from 0 among ``total`` blocks; ``previous`` is the kind of the block before, "" where there is none.
    """
    if text[:1] == ">" and all(line.lstrip()[:1] == ">" for line in text.splitlines() if line.strip()):
        return "quote"
    if is_item(text):
        return "list"
    if len(text) > _LONGEST:
        return "quote" if _is_pull_quote(text) else "body"
    words = text.split()
    if _is_row(text, words):
        return "list"
    if _is_byline(text, words, position, previous):
        return "byline"
    if _is_dateline(text, words):
        return "dateline"
    if _is_caption(text, words):
        return "caption"
    if _is_pull_quote(text):
        return "quote"
    return "heading" if is_heading(text, words, position, total, previous) else "body"


def item_marker(text: str) -> int:
    """The length of the bullet or number that opens a list item, white space after it included; 0 where none does."""
    head = text[:8]
    if head[:1] in _BULLETS and head[1:2].isspace():
        mark = 1
    else:
        label = head.lstrip("(")
        inner = label[: len(label) - len(label.lstrip("0123456789"))] or label[: label[1:2] in (")", ".") and label[0].islower()]
        mark = len(head) - len(label) + len(inner)
        numbered = inner.isdigit() and len(inner) <= 3 and head[mark : mark + 1] in (".", ")")
        if not inner or not (numbered or head[mark : mark + 1] == ")") or not head[mark + 1 : mark + 2].isspace():
            return 0
        mark += 1
    while text[mark : mark + 1].isspace():
        mark += 1
    return mark


def is_item(text: str) -> bool:
    """Whether a bullet or number opens the text, and neither a signature nor a heading between dashes."""
    mark = item_marker(text)
    if not mark or not any(map(str.isalnum, text[mark : mark + 80])):
        return False
    if text[0] in DASHES and len(text) < 60:
        words = text[mark:].split()
        return text[-1] not in DASHES and text.rstrip(". ")[-1:] not in DASHES and not _is_name(words)
    return True


def _is_row(text: str, words: list[str]) -> bool:
    """Whether this looks like the row of a table: cells parted by tabs, bars or wide gaps."""
    if "\n" in text or "\r" in text:
        return False
    if text.count("|") >= 2 or text.count("\t") >= 2:
        return True
    return ("\t" in text or text.count("   ") >= 2) and len(words) <= 12 and text[-1] not in ".?!:,;"


def _is_byline(text: str, words: list[str], position: int, previous: str) -> bool:
    bare = text.strip("()[]_ ")
    lower = bare[:40].lower()
    count = len(words)
    if lower.startswith(("by ", "by: ", "by:")) and count <= 16:
        return (
            _are_credits(words[1:])
            and bool(words[1:])
            and words[1].lower().strip(".,") not in _CALENDAR
            and bare[-1:] not in "?!"
        )
    if lower.startswith(_CREDITS) and count <= 60 and _are_credits(words):
        return True
    if lower.startswith("follow ") and "@" in text and count <= 24:
        return True
    if count <= 40 and ("contributed to this" in text or "contributed reporting" in text or "contributed to the report" in text):
        return True
    if (
        count <= 10
        and "reported from" in text
        and all(word[:1].isupper() or word in ("reported", "from", "and") for word in words)
    ):
        return True
    if text[:1] in DASHES and count <= 6:
        return _is_name(bare.lstrip(DASHES).split())
    if "," in text and count <= 10 and bare[-1:] not in ".?!:":
        name, _, role = bare.partition(",")
        return _is_name(name.split()) and any(word.strip(",.").lower() in _ROLES for word in role.split())
    return previous == "heading" and 1 <= position <= 3 and _is_name(words) and bare[-1:] not in ".?!:" and not text.isupper()


def _are_credits(words: list[str]) -> bool:
    """Whether these are names, places and joining words, perhaps with roles after a comma: no sentence."""
    plain = [word.strip("()[]|,;:.") for word in words]
    if not any(word[:1].isupper() for word in plain[:3]):
        return False
    after_comma = False
    for word, bare in zip(words, plain, strict=True):
        if bare[:1].islower() and bare.lower() not in _JOINERS and not (after_comma and len(words) <= 12 and _has_role(plain)):
            return False
        after_comma = after_comma or word[-1:] in ",|"
    return True


def _has_role(words: list[str]) -> bool:
    return any(word.lower() in _ROLES for word in words)


def _is_name(words: list[str]) -> bool:
    """Whether two to four capitalised words could be a person's name."""
    if not 2 <= len(words) <= 4:
        return False
    return all(
        word[0].isupper() and word.strip(".,").replace("-", "").replace("'", "").replace("’", "").isalpha() for word in words
    )


def _is_dateline(text: str, words: list[str]) -> bool:
    """Whether the text is only a place with a date or an agency, or only a date or time."""
    if not 1 <= len(words) <= 12:
        return False
    bare = [word.strip(",.()[]|:;—–-").lower() for word in words]
    if _are_dates(bare):
        return True
    core = text.rstrip(DASHES + " ")
    place = words[0].strip(",.()—–-")
    if len(core) < len(text) and text[0] not in DASHES:
        return (len(place) > 1 and place.isupper()) or (core.endswith(")") and "(" in core and place[:1].isupper())
    if "," not in text or not (len(place) > 1 and place.isupper()):
        return False
    dates, _, agency = core.partition(",")[2].partition("(")
    return agency.find(")") == len(agency) - 1 and _are_dates([word.strip(",.").lower() for word in dates.split()])


def _are_dates(words: list[str]) -> bool:
    """Whether all words belong to a date or a time, and at least one of them makes it one."""
    sure = False
    for word in words:
        if word in _CALENDAR:
            sure = sure or word not in ("may", "march")
        elif word[:1].isdigit():
            digits = word.rstrip("apmhstndrgz.").replace(":", "").replace("/", "").replace("-", "").replace(".", "")
            if not digits.replace("t", "").isdigit() or len(word) > 25:
                return False
            sure = sure or len(words) > 1 or not word.isdigit()
        elif word and word not in _CLOCK:
            return False
    return sure and any(words) and not (len(words) == 1 and words[0].replace(".", "").isdigit())


def _is_caption(text: str, words: list[str]) -> bool:
    lower = text.lower().replace(" / ", "/").replace("/ ", "/")
    bare = lower.strip("()[] .")
    if bare in _CAPTION_ALONE:
        return True
    if lower.startswith(_CAPTIONS):
        return True
    if lower.startswith(("photo by ", "photos by ", "picture by ", "image by ", "video by ", "photography by ")):
        return words[2][:1].isupper() if len(words) > 2 else False
    tail = lower[-100:]
    if not any(mark in tail for mark in _CREDIT_SIGNS):  # nearly every block
        return False
    for mark in _CREDIT_TAILS:
        at = tail.rfind(mark)
        if at >= 0:
            short = len(words) <= 8 and mark != "getty images"
            after = tail[at + len(mark) :].rstrip(".") if short else tail[at + len(mark) :]
            if tail[-1] == ")" or short or not (". " in after or tail[-1] in ".?!\"”’'"):
                return True
    return False


def _is_pull_quote(text: str) -> bool:
    """Whether the text is one quotation signed behind a dash."""
    if text[0] not in OPENERS:
        return False
    tail = text[-160:]
    at = max(tail.rfind(mark) for mark in "\"”’'»")
    signature = tail[at + 1 :].strip() if at >= 0 else ""
    if signature[:1] not in ("—", "–", "-") or not signature:
        return False
    name = signature.lstrip(DASHES + " ")
    return name[:1].isupper() and len(name.split()) <= 16 and name[-1:] not in "?!:" and ". " not in name.replace("Dr. ", "")


__all__ = ["is_item", "item_marker", "kind_of"]
