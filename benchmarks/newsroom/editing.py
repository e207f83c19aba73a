"""The story as another outlet prints it: one set of operators or the other, each with its chance."""

import random
from dataclasses import replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.event import Event
from benchmarks.newsroom.further_hands import FURTHER
from benchmarks.newsroom.house import house, respelt, touched
from benchmarks.newsroom.operators import CHANCES
from benchmarks.newsroom.other_hands import OTHER
from benchmarks.newsroom.story import Story

_OPERATORS = {"usual": CHANCES, "further": FURTHER, "other": OTHER}
SPELT, TOUCHED = 0.5, 0.4  # of copies that are set in the house's spelling; that carry a slip or a small cut


def edited(story: Story, bank: Bank, told: Event, rng: random.Random, key: str, outlet: str) -> Story:
    """By the operators of the hands; of mixed hands each copy is the work of the usual or of the further ones."""
    hands = rng.choice(("usual", "further")) if bank.hands == "mixed" else bank.hands
    done = []
    for label, operator, chance in _OPERATORS[hands]:
        if rng.random() < chance:
            after = operator(story, bank, told, rng, key)
            if after is not story:
                story = after
                done.append(label)
    if hands != "other" and rng.random() < SPELT:
        story = respelt(story, house(outlet, bank), rng)
        done.append("house_spelling")
    if hands == "usual" and rng.random() < TOUCHED:
        story = touched(story, rng)
        done.append("slips")
    return replace(story, done=done)
