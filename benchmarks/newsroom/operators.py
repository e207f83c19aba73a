"""What an outlet does to a story that it takes over; each operator writes its name into the story's log."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.event import Event, framed, sentence
from benchmarks.newsroom.story import Sentence, Story

LEAST = 45  # words of the source that stay, whatever is cut

Operator = Callable[[Story, Bank, Event, random.Random, str], Story]


def cut_bottom(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """The last paragraphs go."""
    keep = max(1, round(len(story.paragraphs) * rng.uniform(0.25, 0.85)))
    while keep < len(story.paragraphs) and _words(story.paragraphs[:keep]) < LEAST:
        keep += 1
    return replace(story, paragraphs=story.paragraphs[:keep])


def drop_middle(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Some paragraphs between the first and the last go."""
    first, *middle = story.paragraphs
    kept = [paragraph for paragraph in middle if rng.random() < 0.6]
    return replace(story, paragraphs=[first, *kept]) if _words(kept) >= LEAST else story


def rewrite_lead(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A new first paragraph instead of the old one."""
    if _words(story.paragraphs[1:]) < LEAST:
        return story
    return replace(story, paragraphs=[[sentence(bank, told, rng, f"{key}.lead", "lead")], *story.paragraphs[1:]])


def reorder(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Paragraphs after the first change places."""
    rest = story.paragraphs[1:]
    rng.shuffle(rest)
    return replace(story, paragraphs=[story.paragraphs[0], *rest])


def synonyms(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """Words give way to others, and some sentences lose or gain an adverb."""
    rate = rng.choice((0.3, 0.6, 0.9))

    def swapped(match: re.Match[str]) -> str:
        others = bank.synonyms.get(match.group().lower())
        if others is None or rng.random() > rate:
            return match.group()
        other = rng.choice(others)
        return other[:1].upper() + other[1:] if match.group()[0].isupper() else other

    return _reworded(story, lambda text: re.sub(r"[A-Za-z]+", swapped, text), quotes=False)


def trim_quote(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A quotation is cut at a comma."""
    return _requoted(story, lambda s: framed(bank, s._replace(quote=s.quote.rsplit(",", 1)[0]), rng))


def reassign(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """A quotation is given to somebody else."""
    return _requoted(story, lambda s: framed(bank, s._replace(speaker=told.slots[rng.choice(("P1", "P2", "P3"))]), rng))


def add_own(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """The outlet adds sentences of its own."""
    paragraphs = list(story.paragraphs)
    for i in range(rng.choice((1, 2, 3, 5))):
        new = sentence(bank, told, rng, f"{key}.own{i}", rng.choice(("own", "body")))
        paragraphs.insert(rng.randint(1, len(paragraphs)), [new])
    return replace(story, paragraphs=paragraphs)


def grown(story: Story, bank: Bank, told: Event, rng: random.Random, key: str) -> Story:
    """An update in the same house: more sentences, seldom fewer."""
    longer = add_own(story, bank, told, rng, key)
    return rewrite_lead(longer, bank, told, rng, key) if rng.random() < 0.5 else longer


CHANCES: tuple[tuple[str, Operator, float], ...] = (
    ("cut_bottom", cut_bottom, 0.45),
    ("drop_middle", drop_middle, 0.25),
    ("reorder", reorder, 0.15),
    ("rewrite_lead", rewrite_lead, 0.3),
    ("synonyms", synonyms, 0.35),
    ("trim_quote", trim_quote, 0.2),
    ("reassign_speaker", reassign, 0.07),
    ("add_own", add_own, 0.25),
)


def merged(one: Story, other: Story, rng: random.Random) -> Story:
    """Parts of two stories in one."""
    first = one.paragraphs[: max(2, round(len(one.paragraphs) * rng.uniform(0.3, 0.7)))]
    second = other.paragraphs[rng.choice((0, 1)) :][: max(2, round(len(other.paragraphs) * rng.uniform(0.3, 0.6)))]
    have = {s.key for paragraph in first for s in paragraph}
    second = [p for p in second if not have & {s.key for s in p}]
    credits = (
        *one.credits,
        *(c for c in other.credits if rng.random() < 0.5 and c.agency not in {d.agency for d in one.credits}),
    )
    return replace(one, paragraphs=[*first, *second], credits=credits, slots={**other.slots, **one.slots})


def _words(paragraphs: list[list[Sentence]]) -> int:
    return sum(len(s.text.split()) for paragraph in paragraphs for s in paragraph)


def _reworded(story: Story, change: Callable[[str], str], *, quotes: bool) -> Story:
    paragraphs = [
        [s._replace(text=change(s.text) if quotes or s.kind != "quote" else s.text) for s in paragraph]
        for paragraph in story.paragraphs
    ]
    return replace(story, paragraphs=paragraphs)


def _requoted(story: Story, change: Callable[[Sentence], Sentence]) -> Story:
    """One quotation changed; the story itself where it has none."""
    for i, paragraph in enumerate(story.paragraphs):
        for j, s in enumerate(paragraph):
            if s.kind == "quote" and "," in s.quote:
                new = [*paragraph[:j], change(s), *paragraph[j + 1 :]]
                return replace(story, paragraphs=[*story.paragraphs[:i], new, *story.paragraphs[i + 1 :]])
    return story
