"""An event with its facts, and one newsroom's own telling of it: a story of sentences that no other telling has."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from benchmarks.newsroom.bank import Bank, Topic
from benchmarks.newsroom.grammar import name, person, woven, written
from benchmarks.newsroom.story import Sentence, Story

LONG = 7  # words in a row that no two sentences of different hands share, as far as trying helps
TRIES = 12
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass
class Event:
    """What happened: facts that all who tell it share, and the templates that have been used up."""

    topic: Topic
    when: datetime
    slots: Mapping[str, str]
    said: tuple[Sentence, ...]  # quotations that every newsroom may have heard
    seen: set[tuple[str, ...]]  # runs of words that are written already, in any event
    used: set[str] = field(default_factory=set)
    given: Callable[[str, str], Sentence] | None = None  # key, kind -> a new sentence that no template writes


def event(bank: Bank, topic: Topic, when: datetime, rng: random.Random, key: str, seen: set[tuple[str, ...]]) -> Event:
    """A new event of a topic."""
    slots = {"place": name(rng), "region": name(rng) + rng.choice((" Province", " Valley", " County", "", " Islands"))}
    slots["street"] = name(rng) + rng.choice((" Street", " Square", " Avenue", " Quay"))
    titles = rng.sample(topic.titles, 3)
    for i, title in enumerate(titles, 1):
        full, surname = person(rng)
        slots |= {f"P{i}": f"{title} {full}", f"p{i}": full, f"s{i}": surname}
    slots["p4"] = person(rng)[0]
    slots["thing"] = rng.choice(topic.things).replace("$name", name(rng))
    bodies = rng.sample(topic.bodies, 2)
    slots |= {"org": bodies[0].replace("$name", name(rng)), "org2": bodies[1].replace("$name", name(rng))}
    slots |= {"n1": str(rng.randint(3, 48)), "n2": f"{rng.randint(60, 4200):,}", "n3": f"{rng.uniform(1.5, 90):.1f}"}
    slots |= {"n4": str(rng.randint(4, 88)), "day": _DAYS[when.weekday()]}
    said = tuple(_quotation(bank, slots, rng, f"{key}.heard{i}", i + 1) for i in range(2))
    return Event(topic, when, slots, said, seen)


def _quotation(bank: Bank, slots: Mapping[str, str], rng: random.Random, key: str, speaker: int) -> Sentence:
    words = woven(written(rng.choice(bank.sayings), rng, slots, bank.lists), rng, bank.lists)
    return Sentence(key, "", "quote", words, slots[f"P{speaker}"])


def telling(bank: Bank, told: Event, rng: random.Random, key: str, sentences: int) -> Story:
    """A story of its own: facts and names are the event's, every sentence is new, a quotation may be one both heard."""
    lead = sentence(bank, told, rng, f"{key}.lead", "lead")
    body = [sentence(bank, told, rng, f"{key}.{i}", "body") for i in range(sentences)]
    for i in range(rng.choice((1, 2, 2))):
        heard = rng.random() < 0.3
        said = told.said[i] if heard else _quotation(bank, told.slots, rng, f"{key}.q{i}", rng.choice((1, 2, 3)))
        body.insert(rng.randint(1, len(body)), framed(bank, said, rng))
    return Story([[lead], *paragraphs(body, rng)], told.slots["place"], dict(told.slots))


def sentence(bank: Bank, told: Event, rng: random.Random, key: str, kind: str) -> Sentence:
    """A new sentence of a kind: lead, body, background or own."""
    if told.given:
        return told.given(key, kind)
    pools = {
        "lead": told.topic.leads + bank.leads,
        "body": told.topic.body + bank.body,
        "background": told.topic.background,
        "own": bank.own,
    }
    fresh = [template for template in pools[kind] if template not in told.used] or list(pools[kind])
    tried = []
    for _ in range(TRIES):
        template = rng.choice(fresh)
        text = woven(written(template, rng, told.slots, bank.lists), rng, bank.lists)
        runs = _runs(text)
        tried.append((len(runs & told.seen), len(tried), template, text))
        if not tried[-1][0]:
            break
    _, _, template, text = min(tried)
    told.used.add(template)
    told.seen.update(_runs(text))
    return Sentence(key, text, kind, "", "")


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + LONG]) for i in range(len(words) - LONG + 1)}


def framed(bank: Bank, said: Sentence, rng: random.Random) -> Sentence:
    """A quotation with words around it."""
    frame = rng.choice(bank.frames)
    text = written(frame, rng, {"q": said.quote, "P": said.speaker}, bank.lists)
    return Sentence(said.key, text, "quote", said.quote, said.speaker)


def paragraphs(body: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """The sentences in paragraphs of one to three."""
    laid_out: list[list[Sentence]] = []
    while body:
        size = rng.choice((1, 1, 2, 2, 3))
        laid_out.append(body[:size])
        body = body[size:]
    return laid_out
