"""Families of articles: tellings of events by agencies and outlets, and what others made of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from benchmarks.newsroom.bank import Bank, Topic
from benchmarks.newsroom.editing import edited
from benchmarks.newsroom.event import Event, event, sentence, telling
from benchmarks.newsroom.grammar import name
from benchmarks.newsroom.operators import grown, merged
from benchmarks.newsroom.story import Credit, Sentence, Story

DEPTH, FANOUT, SIZE = 5, 8, 12  # most steps from the first article, most copies of one, most articles of a tree
STRAIGHT = {"chains": 0.0, "wire": 0.8}  # share of copies that are made of the first article, whatever else there is
NAMED = {"chains": 0.0, "wire": 0.15}  # of copies of a paper's article that name the paper
REMOVED_FIRST, REMOVED_INNER = 0.45, 0.15  # of articles that others draw on; together about 30 %
TREES = (1, 1, 1, 2, 2)  # of one event; drawn
_START = datetime(2022, 1, 3, tzinfo=UTC)
_FIRST, _LAST = ("The", "Daily", "Morning"), ("Courier", "Post", "Times", "Herald", "News", "Gazette")
_POSITIONS = ("dateline", "bracket", "signoff", "sentence")


@dataclass
class Node:
    """One published article, kept in the corpus or not."""

    name: str
    family: int
    topic: str
    outlet: str
    when: datetime
    story: Story
    parents: tuple[str, ...] = ()
    agency: str | None = None  # the agency that it is an item of
    kept: bool = True
    relation: str = "first"
    recycled: bool = False
    children: list[str] = field(default_factory=list)


def newsroom(bank: Bank, families: int, seed: int) -> dict[str, Node]:
    """All articles by name, those that will be left out too."""
    rng = random.Random(f"{bank.name}-{seed}")
    outlets = papers(rng)
    archive: dict[tuple[str, str], list[Sentence]] = {}
    nodes: dict[str, Node] = {}
    seen: set[tuple[str, ...]] = set()
    for family in range(families):
        topic = bank.topics[family % len(bank.topics)]
        when = _START + timedelta(days=3 * family + rng.random() * 2, hours=rng.randint(5, 20))
        for node in _family(bank, topic, family, when, outlets, archive, seen, rng):
            nodes[node.name] = node
    return thinned(nodes, rng)


def papers(rng: random.Random) -> list[str]:
    """The names of sixty papers."""
    return [f"{rng.choice(_FIRST)} {name(rng)} {rng.choice(_LAST)}" for _ in range(60)]


def thinned(nodes: dict[str, Node], rng: random.Random) -> dict[str, Node]:
    """The articles, told who drew on them; some of those that others draw on will be left out."""
    for node in nodes.values():
        for parent in node.parents:
            nodes[parent].children.append(node.name)
    for node in nodes.values():
        if node.children:
            node.kept = rng.random() >= (REMOVED_INNER if node.parents else REMOVED_FIRST)
    return nodes


def _family(
    bank: Bank, topic: Topic, family: int, when: datetime, outlets: list[str],
    archive: dict[tuple[str, str], list[Sentence]], seen: set[tuple[str, ...]], rng: random.Random,
) -> Iterator[Node]:  # fmt: skip
    told = event(bank, topic, when, rng, f"f{family}", seen)
    grown_trees: list[list[Node]] = []
    for number in range(rng.choice(TREES)):
        first = _first(bank, topic, told, family, number, when, outlets, archive, rng)
        grown_trees.append(tree(bank, told, first, [n for t in grown_trees for n in t], outlets, rng))
    written = sum(map(len, grown_trees))
    for number in range(independent(written, rng)):
        key = f"f{family:03d}x{number}"
        apart = told if rng.random() < 0.6 else event(bank, topic, when, rng, key, seen)
        outlet = rng.choice(outlets)
        hours = timedelta(hours=rng.expovariate(1 / 20))
        grown_trees.append(
            [Node(key, family, topic.name, outlet, when + hours, telling(bank, apart, rng, key, rng.randint(6, 13)))]
        )
    yield from (node for group in grown_trees for node in group)


def independent(written: int, rng: random.Random) -> int:
    """How many articles that draw on nothing: 30 % of all."""
    exact = written * 0.3 / 0.7
    return int(exact) + (rng.random() < exact % 1)


def _first(
    bank: Bank, topic: Topic, told: Event, family: int, number: int, when: datetime, outlets: list[str],
    archive: dict[tuple[str, str], list[Sentence]], rng: random.Random,
) -> Node:  # fmt: skip
    key = f"f{family:03d}t{number}n0"
    agency = rng.choice(sorted(bank.agencies)) if rng.random() < 0.75 else None
    story = telling(bank, told, rng, key, rng.randint(7, 15))
    recycled = False
    if agency:
        story = replace(story, credits=(Credit(agency, "dateline"),))
        recycled = backed(story, bank, told, (topic.name, agency), key, archive, rng)
    outlet = bank.agencies[agency] if agency else rng.choice(outlets)
    hours = timedelta(hours=rng.random() * 10)
    return Node(key, family, topic.name, outlet, when + hours, story, (), agency, recycled=recycled)


def backed(
    story: Story, bank: Bank, told: Event, whose: tuple[str, str], key: str,
    archive: dict[tuple[str, str], list[Sentence]], rng: random.Random,
) -> bool:  # fmt: skip
    """Put a background paragraph into an agency's story, or not; whether it is one of a story before."""
    old = archive.get(whose)
    recycled = old is not None and rng.random() < 0.5
    background = old if recycled and old else _background(bank, told, key, rng)
    archive.setdefault(whose, background)
    if recycled or rng.random() < 0.6:
        story.paragraphs.insert(rng.randint(2, len(story.paragraphs)), background)
    return recycled


def _background(bank: Bank, told: Event, key: str, rng: random.Random) -> list[Sentence]:
    return [sentence(bank, told, rng, f"{key}.bg{i}", "background") for i in range(rng.choice((1, 2)))]


def tree(
    bank: Bank, told: Event, first: Node, others: list[Node], outlets: list[str], rng: random.Random
) -> list[Node]:
    """The first article and what others made of it; they may merge it with the `others`."""
    nodes, depth, copies = [first], {first.name: 0}, {first.name: 0}
    straight = STRAIGHT[bank.trees]
    for number in range(1, rng.randint(2, SIZE)):
        open_nodes = [n for n in nodes if depth[n.name] < DEPTH and copies[n.name] < FANOUT]
        ready = [first, *open_nodes] if copies[first.name] < FANOUT else open_nodes
        parent = first if straight and first in ready and rng.random() < straight else rng.choice(ready)
        key = f"{first.name[:-1]}{number}"
        nodes.append(_child(bank, told, parent, others, key, outlets, rng))
        depth[key], copies[key] = depth[parent.name] + 1, 0
        copies[parent.name] += 1
    return nodes


def _child(
    bank: Bank, told: Event, parent: Node, others: list[Node], key: str, outlets: list[str], rng: random.Random
) -> Node:
    when = parent.when + timedelta(hours=min(110.0, rng.lognormvariate(1.8, 1.1)))
    if rng.random() < 0.08:
        updated = replace(grown(parent.story, bank, told, rng, key), done=["update"])
        return Node(key, parent.family, parent.topic, parent.outlet, when, updated, (parent.name,), relation="revision")
    outlet = rng.choice([o for o in outlets if o != parent.outlet])
    story, parents, relation = parent.story, (parent.name,), "copy"
    ready = [o for o in others if o.when < when]
    if ready and rng.random() < 0.12:
        second = rng.choice(ready)
        story, parents, relation = merged(story, second.story, rng), (parent.name, second.name), "merge"
    story = edited(story, bank, told, rng, key, outlet)
    credits = _credits(story, bank, rng)
    done = [*story.done, *([relation] if relation == "merge" else []), *_logged(story.credits, credits)]
    if story.credits and rng.random() < 0.2:
        story = _relayed(story, bank, bank.agencies[story.credits[0].agency], rng)
        done.append("relay_phrase")
    elif NAMED[bank.trees] and not parent.agency and rng.random() < NAMED[bank.trees]:
        story = _relayed(story, bank, parent.outlet.replace("The ", "the ", 1), rng)
        done.append("paper_named")
    return Node(
        key,
        parent.family,
        parent.topic,
        outlet,
        when,
        replace(story, credits=credits, done=done),
        parents,
        relation=relation,
    )


def _credits(story: Story, bank: Bank, rng: random.Random) -> tuple[Credit, ...]:
    """What becomes of the credits: kept, dropped, moved, passed on."""
    draw = rng.random()
    if draw < 0.4:
        return story.credits
    if draw < 0.68:
        return ()
    if draw < 0.9:
        return tuple(Credit(c.agency, rng.choice([p for p in _POSITIONS if p != c.position])) for c in story.credits)
    relay = rng.choice(sorted(bank.relays))
    return tuple(Credit(c.agency, "chain", relay) for c in story.credits[:1]) + story.credits[1:]


def _logged(before: tuple[Credit, ...], after: tuple[Credit, ...]) -> list[str]:
    if before == after:
        return []
    return ["credit_dropped" if not after else "credit_chained" if after[0].relay else "credit_moved"]


def _relayed(story: Story, bank: Bank, name: str, rng: random.Random) -> Story:
    """A phrase behind a sentence that names an agency or a paper."""
    phrase = rng.choice(bank.relayed).format(A=name, day=story.slots["day"])
    paragraphs = [list(p) for p in story.paragraphs]
    place = rng.randrange(len(paragraphs))
    s = paragraphs[place][0]
    if s.text.endswith("."):
        paragraphs[place][0] = s._replace(text=s.text[:-1] + phrase + ".")
    return replace(story, paragraphs=paragraphs)
