"""Simple ways to name an article's source, over the same shared passages and pairs as the trace."""

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from benchmarks.newsroom.findings import Findings, Said
from provenance.base.tables import Tables

LEAST = 0.2  # share of one of two articles that they must have in common


def baselines(tables: Tables, names: Mapping[str, str]) -> dict[str, Findings]:
    """What each baseline says; all its edges have probability 1."""
    words = dict(tables.articles.select("article", "words").iter_rows())
    since = dict(tables.articles.select("article", "published_from").iter_rows())
    shared: dict[str, dict[str, int]] = defaultdict(dict)
    total = tables.passages.filter("significant").group_by("left", "right").agg(pl.col("matched").sum())
    for left, right, matched in sorted(total.iter_rows()):
        if matched >= LEAST * min(words[left], words[right]):
            shared[left][right] = shared[right][left] = matched
    earliest, held, longer = [], [], []
    for one, others in sorted(shared.items()):
        before = [o for o in others if since[o] and since[one] and (since[o], o) < (since[one], one)]
        if before:
            earliest.append((one, min(before, key=lambda o: (since[o], o))))
        fuller = [o for o in others if others[o] / words[one] > others[o] / words[o]]
        if fuller:
            held.append((one, max(fuller, key=lambda o: (others[o], o))))
        shorter = [o for o in others if (words[o], o) < (words[one], one)]
        if shorter:
            longer.append((one, max(shorter, key=lambda o: (others[o], o))))
    return {
        "earliest date": _said(earliest, names),
        "higher containment": _said(held, names),
        "longer is later": _said(longer, names),
        "MinHash + union-find": _said(_clustered(tables), names),
    }


def _clustered(tables: Tables) -> list[tuple[str, str]]:
    """Every article of a cluster on the one that is kept, which is the earliest."""
    kept = dict(tables.clusters.filter("kept").select("cluster", "article").iter_rows())
    rows = tables.clusters.filter(~pl.col("kept")).select("article", "cluster").iter_rows()
    return [(article, kept[cluster]) for article, cluster in rows]


def _said(edges: list[tuple[str, str]], names: Mapping[str, str]) -> Findings:
    return Findings([Said(names[derived], names[source], True, 1, 1.0) for derived, source in edges])
