"""One large family of invented articles: copies of one wire story, copies of copies, or articles with one paragraph.

The words are those of the planted corpora (benchmarks.peers.bank). A copy is cut at the end, loses a paragraph or some
words, gets paragraphs of its own, and keeps the credit, changes its place or drops it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from benchmarks.peers.bank import FORMS, bank
from benchmarks.peers.corpus import Recipe, article

Paragraph = tuple[str, ...]
Paragraphs = tuple[Paragraph, ...]

SHAPES = ("copies", "chains", "paragraph")
_OUTLETS, _DAYS = 137, 3
_PARAGRAPHS = 12  # of the story
_PARAGRAPH = 60  # words, about: whole sentences
_OWN_BYTES = 900  # of an article's own text, on the mean
_CUT, _DROPPED, _LEAST = 0.5, 0.1, 3  # share of the story that a cut leaves at least; paragraphs lost inside; kept
_CHANGED = (0.0, 0.0, 0.01, 0.03)  # shares of the words that a copy changes; drawn
_CREDITS = ("OSKTOWN (Reuters) - ", "OSKTOWN, Jan 5 (Reuters) - ", "", "", "")  # drawn; an empty one is a dropped one
_FIRST = date(2019, 1, 5)


@dataclass(frozen=True)
class Copy:
    """The story as one outlet has it, and the outlet's own text around it."""

    story: Paragraphs
    credit: str
    head: Paragraphs = ()
    tail: Paragraphs = ()

    def text(self) -> str:
        """As it is printed."""
        head, *rest = (" ".join(words) for words in self.story)
        own, more = ([" ".join(words) for words in part] for part in (self.head, self.tail))
        return "\n\n".join([*own, self.credit + head, *rest, *more]) + "\n"


def family(shape: str, count: int, seed: int = 7) -> pl.DataFrame:
    """Records of a family of so many articles: id, outlet, published, text.

    >>> family("copies", 3).columns
    ['id', 'outlet', 'published', 'text']
    """
    story = _paragraphs(seed, 0, 60 * _PARAGRAPHS * 12)[:_PARAGRAPHS]
    copies: list[Copy] = []
    for row in range(count):
        rng = np.random.default_rng([seed, row])
        if shape == "paragraph":
            own = _paragraphs(seed, row + 1, 2 * _OWN_BYTES)
            copies.append(Copy(story[1:2], "", own[:1], own[1:]))
        else:
            source = copies[int(rng.integers(len(copies)))].story if shape == "chains" and copies else story
            copies.append(_copied(source, seed, row, rng))
    rows: Mapping[str, list[str]] = {
        "id": [f"f{row:06d}" for row in range(count)],
        "outlet": [f"Outlet {row % _OUTLETS}" for row in range(count)],
        "published": [f"{_FIRST + timedelta(days=row % _DAYS)}" for row in range(count)],
        "text": [copy.text() for copy in copies],
    }
    return pl.DataFrame(rows)


def _copied(story: Paragraphs, seed: int, row: int, rng: np.random.Generator) -> Copy:
    """What an outlet makes of the story as it had it."""
    least = max(min(_LEAST, len(story)), round(_CUT * len(story)))
    kept = story[: int(rng.integers(least, len(story) + 1))]
    fewer = tuple(words for words in kept if rng.random() > _DROPPED)
    kept = fewer if len(fewer) >= _LEAST and rng.random() < 0.3 else kept
    changed = float(rng.choice(_CHANGED))
    kept = tuple(_changed(words, changed, seed, rng) for words in kept)
    own = _paragraphs(seed, row + 1, _OWN_BYTES)
    heads, tails = int(rng.choice((0, 0, 1, 2))), int(rng.choice((0, 0, 1)))
    credit = str(rng.choice(_CREDITS)) if row else _CREDITS[0]
    return Copy(kept, credit, own[:heads], own[heads : heads + tails])


def _changed(words: Paragraph, part: float, seed: int, rng: np.random.Generator) -> Paragraph:
    """The words, some of them others."""
    forms = bank(seed).forms
    drawn = bank(seed).drawn(rng, len(words)).tolist()
    new = (rng.random(len(words)) < part).tolist()
    return tuple(forms[other * FORMS] if swap else word for word, other, swap in zip(words, drawn, new, strict=True))


def _paragraphs(seed: int, number: int, size: int) -> Paragraphs:
    """An article of about so many bytes, as paragraphs of whole sentences."""
    words = bank(seed)
    found: list[Paragraph] = []
    paragraph: list[str] = []
    for form in article(words, Recipe(1, size, seed), number).tolist():
        paragraph.append(words.forms[form])
        if paragraph[-1].endswith(".") and len(paragraph) >= _PARAGRAPH:
            found.append(tuple(paragraph))
            paragraph = []
    return (*found, tuple(paragraph)) if paragraph else tuple(found)
