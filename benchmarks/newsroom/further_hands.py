"""More things that an outlet does to a story, for the fit: weights fitted on few ways of editing know only those.

No operator here is one of operators.py or of other_hands.py, whose place is the test.
"""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.event import Event, sentence
from benchmarks.newsroom.operators import LEAST, Operator
from benchmarks.newsroom.story import Sentence, Story, each

SOME = 0.5  # of the sentences that an operator could touch are touched
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD_OF = dict(zip(map(str, range(2, 13)), _NUMBERS, strict=True))
_SMALL = re.compile(r"(?<![\d.,])(?:[2-9]|1[0-2])(?![\d.,])")
_DAY = re.compile(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LY = re.compile(r" [a-z]{3,12}ly\b(?!,)")
_FULL = re.compile(r"\b[A-Z][a-z]{2,14} (?=([A-Z][a-z]{2,14})\b)")
_JOINTS = ("Meanwhile, ", "At the same time, ", "For their part, ", "As it happens, ", "In the event, ")
_SUBHEADS = ("What is known so far", "How it began", "What comes next", "A long story", "Questions remain")
_ASIDES = (" - far from the capital -", " - a place few visit -", " - not for the first time -", " - as so often -")


def split(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Long sentences become two."""

    def halved(s: Sentence) -> Sentence:
        head, joint, tail = s.text.partition(", and ")
        long = joint and len(head.split()) > 5 and len(tail.split()) > 4
        return s._replace(text=f"{head}. {tail[0].upper()}{tail[1:]}") if long else s

    return _some(story, halved, rng)


def numerals(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Small figures are written as words."""
    return _some(story, lambda s: s._replace(text=_SMALL.sub(lambda m: _WORD_OF[m[0]], s.text)), rng)


def days_apart(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """The day of the week gives way, to a word or to nothing."""
    word = rng.choice((" yesterday", " earlier this week", ""))
    return _some(story, lambda s: s._replace(text=_DAY.sub(word, s.text)), rng)


def thinned(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Adverbs go."""
    return _some(story, lambda s: s._replace(text=_LY.sub("", s.text)), rng)


def surnames(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """People who were named before lose their first names."""
    seen: set[str] = set()

    def shorter(match: re.Match[str]) -> str:
        again = match[1] in seen
        seen.add(match[1])
        return "" if again else match[0]

    return each(story, lambda s: s._replace(text=_FULL.sub(shorter, s.text)))


def aside(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Where it happened is explained."""
    place, words = told.slots["place"], rng.choice(_ASIDES)
    return _some(story, lambda s: s._replace(text=s.text.replace(f"{place} ", f"{place}{words} ", 1)), rng)


def connected(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Some sentences begin with a word that joins them to the one before."""

    def joined(s: Sentence) -> Sentence:
        plain = s.text.startswith(("The ", "A ", "In ", "At "))
        return s._replace(text=rng.choice(_JOINTS) + s.text[0].lower() + s.text[1:]) if plain else s

    return _some(story, joined, rng)


def doubled_letters(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A letter is set twice, in a word here and there."""

    def typed(s: Sentence) -> Sentence:
        found = list(re.finditer(r"[a-z]{5,40}", s.text))
        if not found or rng.random() < 0.8:
            return s
        at = rng.choice(found).start() + rng.randint(1, 3)
        return s._replace(text=s.text[:at] + s.text[at] + s.text[at:])

    return each(story, typed)


def summed_up(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A paragraph of the outlet's own stands above the lead."""
    return replace(story, paragraphs=[[sentence(bank, told, rng, f"{key}.sum", "lead")], *story.paragraphs])


def subheads(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Lines between the paragraphs."""
    paragraphs = list(story.paragraphs)
    for i, words in enumerate(rng.sample(_SUBHEADS, 2)):
        line = Sentence(f"{key}.sub{i}", words, "own", "", "")
        paragraphs.insert(rng.randint(1, len(paragraphs)), [line])
    return replace(story, paragraphs=paragraphs)


def moved_up(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """One paragraph from further down comes second."""
    if len(story.paragraphs) < 4:
        return story
    paragraphs = list(story.paragraphs)
    paragraphs.insert(1, paragraphs.pop(rng.randrange(2, len(paragraphs))))
    return replace(story, paragraphs=paragraphs)


def to_length(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """The story ends where the space does, be it within a paragraph."""
    room = max(LEAST, int(story.size() * rng.uniform(0.3, 0.9)))
    kept: list[list[Sentence]] = []
    for paragraph in story.paragraphs:
        row = []
        for s in paragraph:
            if room > 0:
                row.append(s)
            room -= len(s.text.split())
        if row:
            kept.append(row)
    return replace(story, paragraphs=kept)


def gutted(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """One block out of the middle goes."""
    n = len(story.paragraphs)
    if n < 5:
        return story
    start = rng.randrange(1, n - 2)
    stop = rng.randint(start + 1, n - 1)
    rest = [*story.paragraphs[:start], *story.paragraphs[stop:]]
    return replace(story, paragraphs=rest) if sum(len(s.text.split()) for p in rest for s in p) >= LEAST else story


FURTHER: tuple[tuple[str, Operator, float], ...] = (
    ("to_length", to_length, 0.35),
    ("gutted", gutted, 0.25),
    ("moved_up", moved_up, 0.2),
    ("summed_up", summed_up, 0.2),
    ("split", split, 0.25),
    ("numerals", numerals, 0.2),
    ("days_apart", days_apart, 0.25),
    ("thinned", thinned, 0.25),
    ("surnames", surnames, 0.2),
    ("aside", aside, 0.15),
    ("connected", connected, 0.15),
    ("subheads", subheads, 0.15),
    ("doubled_letters", doubled_letters, 0.3),
)


def _some(story: Story, change: Callable[[Sentence], Sentence], rng: random.Random) -> Story:
    """Of the sentences that are no quotations, some."""
    return each(story, lambda s: change(s) if s.kind != "quote" and rng.random() < SOME else s)
