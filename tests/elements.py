"""A page as a tree of elements, for tests that look into it without a browser; a tag that closes nothing open is an error."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset({"meta", "input", "br", "link", "img", "rect", "hr"})


class Element:
    """One element; children are elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]):
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        """The element and all inside it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str = "", name: str = "") -> list[Element]:
        """All inside with a tag, a class, or both."""
        return [one for one in self.walk() if tag in ("", one.tag) and (not name or name in one.classes)]

    def by_id(self, name: str) -> Element:
        """The one element with an id."""
        [found] = [one for one in self.walk() if one.attributes.get("id") == name]
        return found

    def text(self, without: str = "") -> str:
        """Everything written inside, but for elements of a class."""
        parts = (child if isinstance(child, str) else child.text(without) for child in self.children)
        return "" if without and without in self.classes else "".join(parts)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse_page(text: str) -> Element:
    """The root of a page."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    [root] = builder.open
    return root
