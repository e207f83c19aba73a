"""Other things that an outlet does to a story: operators that no weight was fitted on.

They share no operator with operators.py: where those cut paragraphs, these cut sentences, clauses and the top; where
those swap words, these round figures, hedge, and turn quotations into reported speech.
"""

import random
import re
from dataclasses import replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.event import Event, sentence
from benchmarks.newsroom.operators import LEAST, Operator
from benchmarks.newsroom.story import Sentence, Story, each

LEFT, CLIPPED, UNHEDGED = 0.75, 0.4, 0.7  # of sentences: left by condensing, cut at a comma, not hedged
_NUMBER = re.compile(r"(?<![\d.,])(\d{2,4})(?![\d.,]|\s*(?:January|March|May))")
_HEDGES = (", by all accounts", ", it emerged", ", reports suggest", ", as far as is known", ", people there say")
_TITLED = re.compile(r"\b(?:[A-Z][a-z]{2,14} ){1,2}(?=[A-Z][a-z]{2,14} [A-Z][a-z]{2,14}\b)")


def condense(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Single sentences go, wherever they stand."""
    return _kept(story, [[s for s in p if rng.random() < LEFT] for p in story.paragraphs])


def excerpt(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """The top goes; what follows stands below a sentence of the outlet's own."""
    start = rng.randint(1, max(1, len(story.paragraphs) // 2))
    return _kept(story, [[sentence(bank, told, rng, f"{key}.top", "own")], *story.paragraphs[start:]])


def digest(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Of every paragraph the first sentence."""
    return _kept(story, [p[:1] for p in story.paragraphs])


def neighbours(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Two sentences that stand together change places."""
    flat = [s for p in story.paragraphs for s in p]
    if len(flat) < 4:
        return story
    at = rng.randrange(1, len(flat) - 1)
    flat[at], flat[at + 1] = flat[at + 1], flat[at]
    return replace(story, paragraphs=_laid_out(flat, rng))


def clipped(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """What follows the last comma of some sentences goes."""

    def shorter(s: Sentence) -> Sentence:
        head, comma, tail = s.text.rpartition(", ")
        short = (
            comma and s.kind != "quote" and len(head.split()) > 8 and len(tail.split()) > 2 and rng.random() < CLIPPED
        )
        return s._replace(text=head + ".") if short else s

    return each(story, shorter)


def rounded(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Figures are rounded."""

    def about(match: re.Match[str]) -> str:
        number = int(match[1])
        return f"about {max(10, round(number, -1))}" if number < 1900 else match[1]

    return each(story, lambda s: s._replace(text=_NUMBER.sub(about, s.text)) if s.kind != "quote" else s)


def hedged(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Some sentences are hedged."""

    def hedge(s: Sentence) -> Sentence:
        if s.kind == "quote" or not s.text.endswith(".") or rng.random() < UNHEDGED:
            return s
        return s._replace(text=s.text[:-1] + rng.choice(_HEDGES) + ".")

    return each(story, hedge)


def reported(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A quotation is told without its marks."""

    def told_of(s: Sentence) -> Sentence:
        if s.kind != "quote" or not s.quote:
            return s
        return s._replace(text=f"{s.speaker} took the view that {s.quote[0].lower()}{s.quote[1:]}.", kind="body")

    return each(story, told_of)


def untitled(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """People lose their titles."""
    return each(story, lambda s: s._replace(text=_TITLED.sub("", s.text)))


def boxed(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A box of the outlet's own stands at the end."""
    box = [sentence(bank, told, rng, f"{key}.box{i}", rng.choice(("own", "body"))) for i in range(rng.choice((2, 3)))]
    return replace(story, paragraphs=[*story.paragraphs, box])


def dropped_letters(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A word or two lose a letter."""
    places = [(i, j) for i, p in enumerate(story.paragraphs) for j in range(len(p))]
    hit = set(rng.sample(places, min(len(places), rng.choice((1, 2)))))
    return replace(
        story,
        paragraphs=[
            [s._replace(text=_without_a_letter(s.text, rng)) if (i, j) in hit else s for j, s in enumerate(p)]
            for i, p in enumerate(story.paragraphs)
        ],
    )


OTHER: tuple[tuple[str, Operator, float], ...] = (
    ("condense", condense, 0.35),
    ("excerpt", excerpt, 0.2),
    ("digest", digest, 0.12),
    ("neighbours", neighbours, 0.25),
    ("clipped", clipped, 0.3),
    ("rounded", rounded, 0.25),
    ("hedged", hedged, 0.3),
    ("reported", reported, 0.15),
    ("untitled", untitled, 0.2),
    ("boxed", boxed, 0.2),
    ("dropped_letters", dropped_letters, 0.35),
)


def _kept(story: Story, paragraphs: list[list[Sentence]]) -> Story:
    """The story cut down, if enough of it is left."""
    left = [p for p in paragraphs if p]
    mine = sum(len(s.text.split()) for p in left for s in p if s.key in story.keys)
    return replace(story, paragraphs=left) if mine >= LEAST else story


def _laid_out(flat: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    paragraphs: list[list[Sentence]] = []
    while flat:
        size = rng.choice((1, 2, 3))
        paragraphs.append(flat[:size])
        flat = flat[size:]
    return paragraphs


def _without_a_letter(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"[a-z]{5,40}", text))
    if not found:
        return text
    word = rng.choice(found)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    return text[:at] + text[at + 1 :]
