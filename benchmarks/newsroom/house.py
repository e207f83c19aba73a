"""What sets one outlet's copy apart from another's: the house's own spelling, and slips of the hand."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.grammar import romanised
from benchmarks.newsroom.story import Story, each

KEPT = 0.5  # of a bank's spellings that a house holds to; two houses seldom hold to the same
_WORD = re.compile(r"[A-Za-z]{4,40}")
_TWICE = re.compile(r" (?:the|of|in|a|to) ")


@dataclass(frozen=True)
class House:
    """An outlet's habits, the same in all that it prints."""

    spellings: dict[str, str]
    seed: str

    def name(self, word: str) -> str:
        """An invented name as the house writes it."""
        return romanised(word, random.Random(f"{self.seed} {word}").random())


def house(outlet: str, bank: Bank) -> House:
    """The habits of an outlet."""
    rng = random.Random(f"house of {outlet}")
    return House({a: b for a, b in bank.spellings.items() if rng.random() < KEPT}, outlet)


def respelt(story: Story, own: House, rng: random.Random) -> Story:
    """The story in the house's spelling, quotations too."""
    table = dict(own.spellings)
    for slot in ("place", "s1", "s2"):
        if slot in story.slots and rng.random() < 0.7:
            table[story.slots[slot]] = own.name(story.slots[slot])
    words = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b")
    return each(story, lambda s: s._replace(text=words.sub(lambda m: table[m.group()], s.text)))


def touched(story: Story, rng: random.Random) -> Story:
    """One to three slips or small cuts that nobody else makes: a word mistyped, a word left out or set twice."""
    places = [(i, j) for i, paragraph in enumerate(story.paragraphs) for j in range(len(paragraph))]
    hit = set(rng.sample(places, min(len(places), rng.choice((1, 1, 2, 3)))))
    paragraphs = [
        [s._replace(text=rng.choice(_TOUCHES)(s.text, rng)) if (i, j) in hit else s for j, s in enumerate(paragraph)]
        for i, paragraph in enumerate(story.paragraphs)
    ]
    return replace(story, paragraphs=paragraphs)


def _mistyped(text: str, rng: random.Random) -> str:
    """Two letters inside a word change places."""
    found = list(_WORD.finditer(text))
    if not found:
        return text
    word = rng.choice(found)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _left_out(text: str, rng: random.Random) -> str:
    """A word goes."""
    words = text.split(" ")
    if len(words) > 6:
        del words[rng.randrange(2, len(words) - 2)]
    return " ".join(words)


def _twice(text: str, rng: random.Random) -> str:
    """A small word stands twice."""
    found = list(_TWICE.finditer(text))
    if not found:
        return _left_out(text, rng)
    small = rng.choice(found)
    return text[: small.end()] + small.group()[1:] + text[small.end() :]


_TOUCHES: tuple[Callable[[str, random.Random], str], ...] = (_mistyped, _left_out, _left_out, _twice)
