"""`python -m benchmarks.peers.recall FILE...`: of all pairs that are alike, how many `dedupe` finds.

Every two articles are held against each other, on their words without furniture, by the plainest means. Exact copies
count once. Files are parquet with `id` and `text`.
"""

import argparse
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from benchmarks.peers.contestants import SHINGLE, THRESHOLD
from benchmarks.peers.table import markdown
from provenance.base.tokens import tokens
from provenance.corpus.furniture.scan import furniture

_HEAD = (
    "corpus",
    "articles",
    "pairs alike",
    "found as a pair",
    "in one cluster",
    ".7 to .8: as a pair",
    ".8 to .9",
    ".9 to 1",
)
_STEPS = (0.7, 0.8, 0.9, 1.01)

Pair = tuple[int, int]


@dataclass(frozen=True)
class Recall:
    """Of one corpus: the pairs that are alike with their similarity, and which of them were found."""

    name: str
    articles: int
    alike: dict[Pair, float]
    paired: set[Pair]
    together: set[Pair]

    def row(self) -> tuple[str, ...]:
        """Counts and shares, the last ones of pairs found between two similarities."""
        steps = [[pair for pair, own in self.alike.items() if low <= own < high] for low, high in pairwise(_STEPS)]
        return (
            self.name,
            f"{self.articles:,}",
            f"{len(self.alike):,}",
            _share(self.alike, self.paired),
            _share(self.alike, self.together),
            *(f"{_share(step, self.paired)} of {len(step):,}" for step in steps),
        )


def _share(pairs: Sequence[Pair] | dict[Pair, float], found: set[Pair]) -> str:
    return f"{sum(pair in found for pair in pairs) / len(pairs):.4f}" if pairs else "none"


def alike(articles: Sequence[Sequence[int]], size: int, threshold: float) -> dict[Pair, float]:
    """Every pair of articles, each a row of words, whose sets of `size` words in a row are that much alike.

    >>> alike([[1, 2, 3, 4], [1, 2, 3, 4, 5], [7, 8, 9]], 2, .7)
    {(0, 1): 0.75}
    """
    sets = [{tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))} for words in articles]
    held = Counter(shingle for own in sets for shingle in own)
    holders: dict[tuple[int, ...], list[int]] = defaultdict(list)
    found = {}
    for right, own in enumerate(sets):
        common = [shingle for shingle in own if held[shingle] > 1]
        for left, both in sorted(Counter(left for shingle in common for left in holders[shingle]).items()):
            similarity = both / (len(own) + len(sets[left]) - both)
            if similarity >= threshold:
                found[left, right] = similarity
        for shingle in common:
            holders[shingle].append(right)
    return found


def recall(name: str, ids: list[str], texts: list[str], pairs: pl.DataFrame, clusters: pl.DataFrame) -> Recall:
    """What of `ids` and `texts` is alike, and what of that stands in the tables of a run over them."""
    spans = [[(start, end) for start, end, _ in furniture(text)] for text in texts]
    words = tokens(texts, spans)
    seen: dict[tuple[int, ...], int] = {}
    first, kinds = {}, []
    for number, own in enumerate(ids):
        article = tuple(np.asarray(words[number][0]).tolist())
        if article and article not in seen:
            seen[article] = len(kinds)
            kinds.append(article)
        if article:
            first[own] = seen[article]
    cluster = {first[own]: its for its, own in clusters.select("cluster", "article").iter_rows() if own in first}
    near = alike(kinds, SHINGLE, THRESHOLD)
    known = pairs.filter(pl.col("left").is_in(list(first)) & pl.col("right").is_in(list(first)))
    paired = {_ordered(first[one], first[other]) for one, other in known.select("left", "right").iter_rows()}
    together = {pair for pair in near if cluster[pair[0]] == cluster[pair[1]]}
    return Recall(name, len(ids), near, paired, together)


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _measured(path: Path) -> Recall:
    with TemporaryDirectory() as folder:
        # one article a row under an id of ours: ids of the file may be missing, or stand twice
        given = pl.read_parquet(path).select(id=pl.int_range(pl.len()).cast(pl.String).str.zfill(8), text="text")
        given = given.filter(pl.col("text").str.len_chars() > 0)
        given.write_parquet(Path(folder) / "in.parquet")
        command = [sys.executable, "-m", "provenance", "dedupe", f"{folder}/in.parquet", "--out", f"{folder}/out"]
        subprocess.run(command, check=True, capture_output=True)
        pairs, clusters = (pl.read_parquet(f"{folder}/out/{name}.parquet") for name in ("pairs", "clusters"))
        kept = given.join(clusters, left_on="id", right_on="article", how="semi")
        return recall(path.stem, kept["id"].to_list(), kept["text"].to_list(), pairs, clusters)


def main() -> None:
    """Print a row a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers.recall", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    print(markdown(_HEAD, [_measured(path).row() for path in parser.parse_args().files]))


if __name__ == "__main__":
    main()
