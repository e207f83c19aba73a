"""HTML as a browser reads it, as far as the tests need: elements, attributes and the text of each pane."""

from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input"}


class Page(HTMLParser):
    """Every element with its attributes, in order, and the text inside elements of a class."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []  # classes of all open elements, and the text
        self.headings: list[tuple[int, str]] = []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        entry = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(entry)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(entry)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        classes = tuple(name for _, attributes in self.open for name in attributes.get("class", "").split())
        self.texts.append((classes, data))
        if any(tag[0] == "h" and tag[1:].isdigit() for tag, _ in self.open):
            level, before = self.headings[-1]
            self.headings[-1] = (level, before + data)

    def text(self, inside: str = "", without: str = "-") -> str:
        """All text inside elements of one class and not inside those of another."""
        return "".join(t for c, t in self.texts if (not inside or inside in c) and without not in c)

    def attribute(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]
