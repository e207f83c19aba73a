"""An item of a feed or an agency becomes the fields of an article, each with what says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from provenance.corpus.formats.xml_tree import Element
from provenance.corpus.html.markup import is_markup, without_markup
from provenance.corpus.ledger import Note

Facts = tuple[tuple[str, str, str], ...]  # field, value, basis
SUMMARY = Note("W-SUMMARY", "holds a summary and no text: the summary is read")
HEADLINE = Note("W-SUMMARY", "holds a headline and no text: the headline is read")
_LONGEST = 1_000  # characters of a field


@dataclass
class ItemFields:
    """What an item says: fields by the names of an article, other facts, notes; or what it is that is no article."""

    basis: str
    fields: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)  # what no column holds
    notes: list[Note] = field(default_factory=list)
    other: str = ""  # what it is, where it is no article

    def put(self, name: str, *values: "str | Element | None") -> None:
        """The first value that says something becomes the field."""
        for value in values:
            text = value.text() if isinstance(value, Element) else " ".join((value or "").split())
            if text and name not in self.fields:
                self.fields[name] = plain_text(text)[:_LONGEST]

    def add(self, name: str, *values: "str | Element | None") -> None:
        """Each value that says something becomes a fact."""
        for value in values:
            text = value.text() if isinstance(value, Element) else " ".join((value or "").split())
            if text:
                self.more.append((name, plain_text(text)[:_LONGEST]))

    @property
    def facts(self) -> Facts:
        """All of it but the text, with its basis."""
        values = [(name, value) for name, value in self.fields.items() if name not in ("text", "article")]
        return tuple((name, value, self.basis) for name, value in (*values, *self.more))


def plain_text(text: str) -> str:
    """A text without the HTML that it may be.

    >>> plain_text("<p>Rain &amp; snow.</p><p>Hail.</p>"), plain_text("a < b")
    ('Rain & snow.\\n\\nHail.', 'a < b')
    """
    return without_markup(text) if ("<" in text or "&" in text) and is_markup(text) else text.strip()


def longest(texts: Iterable[str]) -> str:
    """The longest of some texts, the first of several."""
    return max(texts, key=len, default="")
