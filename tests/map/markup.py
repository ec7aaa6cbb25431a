"""An HTML page as a browser's parser sees it: every element with its attributes, and what stands in scripts and styles."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Markup(HTMLParser):
    """Feed it a page; ``elements`` are in document order."""

    elements: list[Element] = field(default_factory=list)
    open_raw: Element | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self.open_raw = self.elements[-1] if tag in ("script", "style", "title") else None

    def handle_endtag(self, tag: str) -> None:
        self.open_raw = None

    def handle_data(self, data: str) -> None:
        if self.open_raw:
            self.open_raw.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]


def read(html: str) -> Markup:
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup


def fetched(markup: Markup) -> list[str]:
    """Every address that a browser fetches on its own: not the links a reader may follow."""
    found = []
    for element in markup.elements:
        names = {"src", "srcset", "data", "poster", "action"} | ({"href"} if element.tag in ("link", "base", "use", "image") else set())
        found += [value for name, value in element.attributes.items() if name in names]
    return found
