"""Passages of real news are planted into other news, edited, and looked for again.

Half of the articles are sources, half are hosts; the words of the host around a plant stay. An edit changes a word,
leaves one out or adds one; `moved` plants have their halves in another order, `cut` ones lack their middle, `spread`
ones have their halves fifty words apart.
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens, tokens
from provenance.match.align.alignment import AlignedSpans

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LENGTHS = (8, 12, 16, 20, 30, 40, 80, 160)
EDITS = (0.0, 0.05, 0.1, 0.2, 0.3)
SHAPES = ("moved", "cut", "spread")
APART = 50  # words between the halves of a spread plant
_LEAST, _MOST = 250, 1500  # words of the articles taken
_WORD = re.compile(r"\S*\w\S*")

Edited = list[tuple[str, int]]  # a word and its place in the source, -1 for one that is new


class Kind(NamedTuple):
    """What is planted."""

    length: int
    edits: float
    shape: str = "whole"


class Plant(NamedTuple):
    """One planted passage: which words of the two articles (numbers, in white space) are of one origin."""

    kind: Kind
    source: int
    host: int
    pairs: list[tuple[int, int]]  # (word of the source, word of the host)


class Found1(NamedTuple):
    """What was found of one plant: share of its words, and of the words reported how many are right."""

    kind: Kind
    recall: float
    right: int
    reported: int


def kinds() -> list[Kind]:
    """Every kind of plant that is measured."""
    plain = [Kind(length, edits) for length in LENGTHS for edits in EDITS]
    return plain + [Kind(length, edits, shape) for shape in SHAPES for length in (40, 80) for edits in (0.0, 0.1)]


def news(articles: int, seed: int) -> list[list[str]]:
    """Articles of allsides as words, of sizes that can hold a plant; each text once."""
    frame = pl.read_parquet(DATA / "allsides.parquet").sort("id").unique("text", keep="first", maintain_order=True)
    split = [_WORD.findall(text) for text in frame["text"].to_list()]
    fit = [words for words in split if _LEAST <= len(words) <= _MOST]
    return random.Random(seed).sample(fit, articles)


def planted(articles: int, each: int, seed: int) -> tuple[list[list[str]], list[Plant]]:
    """Articles with plants in them, `each` of every kind."""
    texts = news(articles, seed)
    rng = random.Random(seed)
    common = [word for text in texts[:200] for word in text]
    wanted = [kind for kind in kinds() for _ in range(each)]
    rng.shuffle(wanted)
    into: dict[int, list[tuple[int, Kind, int, list[Edited]]]] = defaultdict(list)
    taken: set[tuple[int, int]] = set()
    for kind in wanted:
        while True:
            source, host = rng.randrange(articles // 2), rng.randrange(articles // 2, articles)
            if len(texts[source]) <= kind.length or (source, host) in taken:
                continue
            start = rng.randrange(len(texts[source]) - kind.length)
            if _said_once(texts[source], start, kind.length):
                break
        taken.add((source, host))
        own = [(texts[source][place], place) for place in range(start, start + kind.length)]
        at = rng.randrange(len(texts[host]))
        into[host].append((at, kind, source, _shaped(edited(own, kind.edits, common, rng), kind.shape)))
    return _assembled(texts, into)


def _said_once(words: Sequence[str], start: int, length: int) -> bool:
    """Whether the article does not repeat the passage, so that it has one place there."""
    told, middle = " ".join(words), " ".join(words[start + length // 4 : start + length // 4 + 5])
    return told.count(middle) == 1


def edited(own: Edited, share: float, common: Sequence[str], rng: random.Random) -> Edited:
    """The words with that share of them changed (3 of 5), left out or followed by a new one (1 of 5 each)."""
    chosen = set(rng.sample(range(len(own)), round(share * len(own))))
    result: Edited = []
    for place, word in enumerate(own):
        draw = rng.random() if place in chosen else -1.0
        if draw < 0 or draw >= 0.8:
            result.append(word)
        if draw >= 0.8 or 0 <= draw < 0.6:
            result.append((rng.choice(common), -1))
    return result


def _shaped(words: Edited, shape: str) -> list[Edited]:
    half = len(words) // 2
    if shape == "moved":
        return [words[half:] + words[:half]]
    if shape == "cut":
        return [words[: half * 2 // 3] + words[half * 4 // 3 :]]
    return [words[:half], words[half:]] if shape == "spread" else [words]


def _assembled(
    texts: list[list[str]], into: dict[int, list[tuple[int, Kind, int, list[Edited]]]]
) -> tuple[list[list[str]], list[Plant]]:
    """The articles with their plants."""
    whole: list[list[str]] = []
    plants: list[Plant] = []
    for host, text in enumerate(texts):
        blocks: dict[int, list[tuple[int, Edited]]] = defaultdict(list)
        entries = into.get(host, [])
        pairs: list[list[tuple[int, int]]] = [[] for _ in entries]
        for number, (at, _, _, parts) in enumerate(entries):
            for part, words in enumerate(parts):
                blocks[min(len(text), at + part * APART)].append((number, words))
        result: list[str] = []
        for at in range(len(text) + 1):
            for number, words in blocks.get(at, ()):
                pairs[number] += [(place, len(result) + i) for i, (_, place) in enumerate(words) if place >= 0]
                result += [word for word, _ in words]
            result += text[at : at + 1]
        whole.append(result)
        plants += [Plant(kind, source, host, own) for (_, kind, source, _), own in zip(entries, pairs, strict=True)]
    return whole, plants


def read(texts: list[list[str]]) -> tuple[Tokens, list[I64]]:
    """Tokens of the articles, and the word (of white space) that each of them is part of."""
    found = tokens([" ".join(words) for words in texts])
    owners = []
    for number, words in enumerate(texts):
        ends = np.cumsum([len(word) + 1 for word in words])
        owners.append(np.searchsorted(ends, found[number][1], "right"))
    return found, owners


def judged(plants: Sequence[Plant], found: AlignedSpans, owners: Sequence[I64]) -> list[Found1]:
    """What the passages found hold of each plant; a pair of articles has one plant at most."""
    rows: dict[tuple[int, int], list[tuple[int, ...]]] = defaultdict(list)
    for left, right, *ends in zip(*(column.tolist() for column in found), strict=True):
        rows[left, right].append(tuple(ends))
    result = []
    for plant in plants:
        there = [set(words) for words in zip(*plant.pairs, strict=True)]
        whole = [set(range(min(words), max(words) + 1)) for words in there]
        seen: list[set[int]] = [set(), set()]
        for l0, l1, r0, r1, _ in rows.get((plant.source, plant.host), ()):
            sides = [set(owners[plant.source][l0:l1].tolist()), set(owners[plant.host][r0:r1].tolist())]
            if sides[0] & whole[0] and sides[1] & whole[1]:
                seen = [seen[0] | sides[0], seen[1] | sides[1]]
        recall = sum(len(a & b) for a, b in zip(seen, there, strict=True)) / sum(map(len, there))
        right_words = sum(len(a & b) for a, b in zip(seen, whole, strict=True))
        result.append(Found1(plant.kind, recall, right_words, sum(map(len, seen))))
    return result


def settings() -> Settings:
    """Those a user has."""
    return Settings()
