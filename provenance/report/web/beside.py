"""The text of an article is set with its counterparts beside it, each passage numbered on both sides."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from markupsafe import Markup

from provenance.report import wording
from provenance.report.differences import difference_pieces
from provenance.report.story import Node, Passage, Story, StoryEvidence
from provenance.report.web.marked import LONGEST, TONES, Segment, rows, source_numbers
from provenance.report.web.markup import element, html_text, visible
from provenance.report.web.stretches import SharedStretch

FEWEST = 3  # cards that are never folded away
PROSE_LINE = 70  # characters of a line of text on a wide screen
SAME = 420  # characters of the same on both sides that a card repeats


@dataclass(frozen=True)
class Card:
    """A passage's counterpart, ready to stand beside the text."""

    passage: Passage
    others: tuple[Node, ...]  # further articles that have the stretch, or a part of it
    rank: int  # of the counterpart: the chosen source is 1
    tone: int
    linked: bool  # whether its place in the text is shown
    before: str
    after: str
    pieces: list[tuple[str, bool]]
    sentence: str


class Beside(NamedTuple):
    """A stretch of text with the counterparts beside it."""

    prose: Markup
    cards: list[Card]
    folded: list[Card]


def side_by_side(story: Story, stretches: Sequence[SharedStretch]) -> list[Beside]:
    """Text and cards by rows; a row runs on until its text is about as high as its cards, so that no gaps open."""
    number, cards_of = source_numbers(story), {stretch.passage.number: stretch for stretch in stretches}
    built: list[tuple[list[Markup], list[Card], float]] = []
    room = 1.0
    for row in rows(story, [stretch.passage for stretch in stretches]):
        cards = [_card(cards_of[p.number], number) for p in row.passages]
        height = fsum(prose_lines(segment.text) for segment in row.segments)
        prose = _prose(row.segments, number, story)
        if room > 0:
            built.append(([prose], cards, height))
            room = 0.0
        else:
            parts, before, high = built[-1]
            built[-1] = ([*parts, prose], [*before, *cards], high + height)
        room += height - fsum(map(_card_lines, cards))
    return [Beside(Markup("").join(parts), *_fitting(cards, height)) for parts, cards, height in built]


def _fitting(cards: list[Card], height: float) -> tuple[list[Card], list[Card]]:
    """The cards that fit beside a text of that many lines, three at least; and the others, to be folded away."""
    shown, used = 0, 0.0
    for card in cards:
        used += _card_lines(card)
        if shown >= FEWEST and used > height:
            break
        shown += 1
    return cards[:shown], cards[shown:]


def prose_lines(text: str) -> float:
    """Lines that a text takes in its column, roughly.

    >>> prose_lines("It rained.\\n\\nIt snowed." + " Rain fell." * 10)
    2.8857142857142857
    """
    return len(text) / PROSE_LINE + text.count("\n") / 2


def _card_lines(card: Card) -> float:
    """Lines of the text's column that a card is high, roughly."""
    return 4.5 + (sum(len(text) for text, _ in card.pieces) + len(card.before) + len(card.after)) / PROSE_LINE


def anchor(story: Story, stretches: Sequence[SharedStretch]) -> Callable[[StoryEvidence], str]:
    """Where on the page a piece of evidence about this article can be seen: its credit or passage."""

    def target(piece: StoryEvidence) -> str:
        if piece.article is None or piece.article.key != story.article or piece.start is None or piece.end is None:
            return ""
        for number, credit in enumerate(story.credits, 1):
            if credit.start is None or credit.end is None:
                continue
            if credit.start < piece.end and piece.start < credit.end and credit.start < LONGEST:
                return f"credit-{number}"
        begun = (stretch.passage for stretch in stretches)
        covering = (p for p in begun if p.start < piece.end and piece.start < p.end and p.start < LONGEST)
        stretch_here = next(covering, None)
        return f"here-{stretch_here.number}" if stretch_here else ""

    return target


def _prose(segments: tuple[Segment, ...], rank: Mapping[str, int], story: Story) -> Markup:
    parts: list[Markup] = []
    for segment in segments:
        ids = [name for name in segment.opens if name.startswith("credit-")]
        for name in segment.opens:
            if name.startswith("here-"):
                parts.append(_number(story.passages[int(name.partition("-")[2]) - 1], rank))
        parts += [element("span", id=name) for name in ids]
        parts.append(segment_html(segment))
    return Markup("").join(parts)


def _number(passage: Passage, rank: Mapping[str, int]) -> Markup:
    number = rank[passage.other.key]
    return element(
        "a",
        str(number),
        class_=f"number tone-{(number - 1) % TONES}",
        id=f"here-{passage.number}",
        href=f"#there-{passage.number}",
        aria_label=f"{number}: see the stretch there",
    )


def segment_html(segment: Segment) -> Markup:
    """A segment in the colours of what it is, with a word about it on hover."""
    classes = [*segment.kinds]
    if segment.tone is not None:
        classes = ["passage", f"tone-{segment.tone}", *classes]
    if not classes:
        return html_text(segment.text)
    name = "span" if segment.tone is None else "mark"
    title = visible(wording.shortened(segment.title, 300)) or None
    return element(name, html_text(segment.text), class_=" ".join(classes), title=title)


def _card(stretch: SharedStretch, rank: Mapping[str, int]) -> Card:
    passage = stretch.passage
    translated = passage.kind == "translation"
    runs = [(passage.other_text, True)] if translated else difference_pieces(passage.text, passage.other_text)
    alike = passage.matched == passage.words and all(equal for _, equal in runs)
    sentence = (
        f"word for word, {wording.many(passage.words, 'word')}" if alike else f"{passage.match}; others are underlined"
    )
    if translated:
        sentence = passage.match
    return Card(
        passage=passage,
        others=stretch.others,
        rank=rank[passage.other.key],
        tone=(rank[passage.other.key] - 1) % TONES,
        linked=passage.start < LONGEST,
        before=_flat(passage.other_before),
        after=_flat(passage.other_after),
        pieces=[(_condensed(text) if equal else text, equal) for text, equal in runs],
        sentence=sentence,
    )


def _condensed(text: str) -> str:
    """A long stretch that is the same on both sides, by its beginning and end: it can be read in the text itself."""
    if len(text) <= SAME:
        return text
    return f"{wording.shortened(text, SAME // 2)} […] {_flat(text[-SAME // 3 :]).partition(' ')[2]}"


def _flat(text: str) -> str:
    """On one line, a space kept at either end where one stands.

    >>> _flat(" the fire\\nbrigade said.\\n")
    ' the fire brigade said. '
    """
    return re.sub(r"\s{1,999}", " ", text)
