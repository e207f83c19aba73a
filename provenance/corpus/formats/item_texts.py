"""Texts of items of feeds and agencies, plain and whole, and what is said where there is only a summary."""

from collections.abc import Iterable

from provenance.corpus.html.markup import is_markup, without_markup
from provenance.corpus.ledger import Note

SUMMARY = Note("W-SUMMARY", "holds a summary and no text: the summary is read")
HEADLINE = Note("W-SUMMARY", "holds a headline and no text: the headline is read")


def plain_text(text: str) -> str:
    """A text without the HTML that it may be.

    >>> plain_text("<p>Rain &amp; snow.</p><p>Hail.</p>"), plain_text("a < b")
    ('Rain & snow.\\n\\nHail.', 'a < b')
    """
    return without_markup(text) if ("<" in text or "&" in text) and is_markup(text) else text.strip()


def longest(texts: Iterable[str]) -> str:
    """The longest of some texts, the first of several."""
    return max(texts, key=len, default="")
