"""Corpora of translations beside English originals, with copies and planted passages: seeded, so always the same."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

DATA = Path("data") / "translation"
_SEED = 20
_SWAPPED = (0.05, 0.15, 0.3)  # share of words of the three copies that stand elsewhere in them
_LINE = re.compile(r"[^\n]+")  # a sentence each, in this data

Row = Mapping[str, Any]


class Corpus(NamedTuple):
    """Articles (id, text), and the pairs of ids that are translations of each other; others may be tied or not."""

    articles: list[dict[str, str]]
    true: set[frozenset[str]]
    open: set[frozenset[str]]  # pairs that are neither right nor wrong
    languages: dict[str, str]
    copies: frozenset[frozenset[str]] = frozenset()


def rows_of(shared: Path, language: str) -> list[Row]:
    """The articles of one language's corpus."""
    frame = pl.read_parquet(shared / DATA / "ntrex_dev.parquet").filter(pl.col("corpus") == language)
    return frame.sort("id").to_dicts()


def as_they_are(rows: Sequence[Row]) -> Corpus:
    """The exam's corpus."""
    originals = {row["document"]: row["id"] for row in rows if row["language"] == "en"}
    true = {
        frozenset((row["id"], originals[row["document"]]))
        for row in rows
        if row["language"] != "en" and row["document"] in originals
    }
    return Corpus([_article(row) for row in rows], true, set(), {row["id"]: row["language"] for row in rows})


def with_sisters(rows: Sequence[Row]) -> Corpus:
    """The same with three copies of each original, of which ever more words are swapped."""
    plain = as_they_are(rows)
    dice = random.Random(_SEED)
    sisters, more = [], set()
    for row in rows:
        if row["language"] != "en":
            continue
        for number, share in enumerate(_SWAPPED):
            name = f"{row['id']}-{number}"
            sisters.append({"id": name, "text": _swapped(row["text"], share, dice)})
            more |= {frozenset((name, *pair - {row["id"]})) for pair in plain.true if row["id"] in pair}
    languages = plain.languages | {sister["id"]: "en" for sister in sisters}
    families = [
        [row["id"], *(f"{row['id']}-{n}" for n in range(len(_SWAPPED)))] for row in rows if row["language"] == "en"
    ]
    copies = frozenset(frozenset(pair) for family in families for pair in combinations(family, 2))
    return Corpus([*plain.articles, *sisters], plain.true, more, languages, copies)


def planted(rows: Sequence[Row], sentences: int) -> Corpus:
    """English originals, and translations into which so many sentences of another one's are put."""
    dice = random.Random(_SEED + sentences)
    originals = {row["document"]: row for row in rows if row["language"] == "en"}
    translated = [row for row in rows if row["language"] != "en"]
    hosts = [row for row in translated if row["document"] not in originals]  # their own originals are not there
    articles, true = [_article(row) for row in originals.values()], set()
    for number, row in enumerate(row for row in translated if row["document"] in originals):
        host = hosts[(number * 7 + sentences) % len(hosts)]
        part, whole = _LINE.findall(row["text"]), _LINE.findall(host["text"])
        if len(part) <= sentences:
            continue
        start, middle = dice.randrange(len(part) - sentences), len(whole) // 2
        name = f"{row['id']}-in-{host['id']}"
        text = "\n".join([*whole[:middle], *part[start : start + sentences], *whole[middle:]])
        articles.append({"id": name, "text": text})
        true.add(frozenset((name, originals[row["document"]]["id"])))
    english = {row["id"] for row in originals.values()}
    return Corpus(articles, true, set(), {one["id"]: "en" if one["id"] in english else "" for one in articles})


def same_topic(shared: Path, rows: Sequence[Row]) -> Iterator[frozenset[str]]:
    """Pairs of an English article and a translation of another one on the same subject."""
    pairs = pl.read_csv(shared / DATA / "same_topic_pairs.tsv", separator="\t")
    pairs = pairs.filter(pl.col("relation") == "independent")
    known = {(row["document"], row["language"] == "en"): row["id"] for row in rows}
    for one, other in pairs.select("doc", "other").iter_rows():
        for english, translation in ((one, other), (other, one)):
            if (english, True) in known and (translation, False) in known:
                yield frozenset((known[english, True], known[translation, False]))


def _article(row: Row) -> dict[str, str]:
    return {"id": row["id"], "text": row["text"]}


def _swapped(text: str, share: float, dice: random.Random) -> str:
    """The text with that share of its words in each other's places."""
    lines = [line.split(" ") for line in text.split("\n")]
    places = [(n, i) for n, line in enumerate(lines) for i in range(len(line))]
    chosen = dice.sample(places, int(share * len(places)))
    words = [lines[n][i] for n, i in chosen]
    dice.shuffle(words)
    for (n, i), word in zip(chosen, words, strict=True):
        lines[n][i] = word
    return "\n".join(" ".join(line) for line in lines)
