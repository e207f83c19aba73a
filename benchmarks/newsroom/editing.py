"""The story as another outlet prints it: one set of operators or the other, each with its chance."""

import random
from dataclasses import replace

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.event import Event
from benchmarks.newsroom.house import house, respelt, touched
from benchmarks.newsroom.operators import CHANCES
from benchmarks.newsroom.other_hands import OTHER
from benchmarks.newsroom.story import Story

SPELT, TOUCHED = 0.5, 0.4  # of copies that are set in the house's spelling; that carry a slip or a small cut


def edited(story: Story, bank: Bank, told: Event, rng: random.Random, key: str, outlet: str) -> Story:
    """By the operators of the bank's hands; only the usual ones respell and slip as the weights were fitted on."""
    done = []
    for label, operator, chance in CHANCES if bank.hands == "usual" else OTHER:
        if rng.random() < chance:
            after = operator(story, bank, told, rng, key)
            if after is not story:
                story = after
                done.append(label)
    if bank.hands == "usual" and rng.random() < SPELT:
        story = respelt(story, house(outlet, bank), rng)
        done.append("house_spelling")
    if bank.hands == "usual" and rng.random() < TOUCHED:
        story = touched(story, rng)
        done.append("slips")
    return replace(story, done=done)
