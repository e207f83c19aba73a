"""The newsroom's families around real articles: people wrote what is told first, what became of it is known."""

import random
from dataclasses import replace
from pathlib import Path

from benchmarks.natural.archive import Archive, Supply
from benchmarks.natural.stories import FILES, Told, sentence, slots
from benchmarks.newsroom.bank import Bank, Topic
from benchmarks.newsroom.event import Event
from benchmarks.newsroom.grammar import person
from benchmarks.newsroom.newsroom import TREES, Node, backed, independent, papers, thinned, tree
from benchmarks.newsroom.story import Credit, Sentence, Story

_WIRED = 0.6  # of first tellings that are an agency's, in the files that hold both kinds
_NEAR = 12  # articles that stand beside a family, at most: another first, and .3 / .7 of two trees of twelve
_LENT = 4  # further ones, whose sentences become leads and additions

_Background = dict[tuple[str, str], list[Sentence]]


def families(data: Path, bank: Bank, count: int, seed: int) -> dict[str, Node]:
    """All articles by name, those that will be left out too; one file after the other gives a family's first."""
    rng = random.Random(f"{bank.name}-{seed}")
    archives = [Archive(data, file, seed) for file in FILES]
    outlets, told_before = papers(rng), _Background()
    nodes: dict[str, Node] = {}
    for family in range(count):
        for node in _family(archives[family % len(archives)], bank, family, outlets, told_before, rng):
            nodes[node.name] = node
    return thinned(nodes, rng)


def _family(
    archive: Archive, bank: Bank, family: int, outlets: list[str], told_before: _Background, rng: random.Random
) -> list[Node]:
    article = archive.article(agency=rng.random() < _WIRED or None)
    found = archive.nearest(article, _NEAR + _LENT)
    near, lent = found[:_NEAR], found[_NEAR:]
    event = _event(article, Supply(archive, lent, agency=article.agency is not None), rng)
    trees: list[list[Node]] = []
    for number in range(rng.choice(TREES)):
        first = _first(bank, event, article if number == 0 else near.pop(0), family, number, told_before, rng)
        trees.append(tree(bank, event, first, [node for group in trees for node in group], outlets, rng))
    apart = near[: independent(sum(map(len, trees)), rng)]
    others = [_node(f"f{family:03d}x{number}", family, told) for number, told in enumerate(apart)]
    return [node for group in [*trees, others] for node in group]


def _event(article: Told, supply: Supply, rng: random.Random) -> Event:
    """The story's people and sentences, as operators ask for them."""
    speakers = (article.people + [person(rng)[0] for _ in range(3)])[:3]
    known = {"P1": speakers[0], "P2": speakers[1], "P3": speakers[2], **slots(article)}
    return Event(Topic(article.data, (), (), (), (), (), ()), article.when, known, (), set(), given=supply)


def _first(
    bank: Bank, event: Event, article: Told, family: int, number: int, told_before: _Background, rng: random.Random
) -> Node:
    node = _node(f"f{family:03d}t{number}n0", family, article)
    if node.agency:
        whose = (node.topic, node.agency)
        node.recycled = backed(node.story, bank, event, whose, node.name, told_before, rng)
    return node


def _node(name: str, family: int, article: Told) -> Node:
    """A real article as it was published; an agency's with its dateline."""
    paragraphs = [
        [sentence(f"{name}.{i}.{j}", text, "body") for j, text in enumerate(paragraph)]
        for i, paragraph in enumerate(article.paragraphs)
    ]
    story = Story(paragraphs, article.city, dict(slots(article)))
    if article.agency:
        story = replace(story, credits=(Credit(article.agency, "dateline"),))
    return Node(name, family, article.data, article.outlet, article.when, story, (), article.agency)
