"""Pairs become clusters: stars (star_clusters.py), each named after the article that is kept of it (keeping.py).

Articles are numbers throughout, and become ids in the last table.
"""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.base.backend import Backend
from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, CLUSTERS, PAIRS, checked
from provenance.base.tokens import I64, Tokens
from provenance.match.clusters.keeping import date, keep_order, keep_turns, kept_articles, stands
from provenance.match.clusters.reasons import reasons
from provenance.match.clusters.similarity_cache import Links, SimilarityCache, measured_links
from provenance.match.clusters.star_clusters import star_clusters
from provenance.match.similarity.exact import F64, Similarity, measure

_NEEDED = {name: ARTICLES[name] for name in ("article", "words", "published_from", "published_to")}
ALONE = "only one of its kind"  # why an article is kept that resembles no other
_SHARES = ("similarity", "article_in_kept", "kept_in_article", "weakest")


def clusters(
    articles: pl.DataFrame,
    pairs: pl.DataFrame,
    tokens: Tokens,
    firsts: I64,
    settings: Settings,
    *,
    standing: Collection[str] = (),
    read: I64 | None = None,
    backend: Backend = "python",
) -> pl.DataFrame:
    """CLUSTERS, one row an article in the articles' order (of their ids), named after the kept article.

    Exact duplicates (those with the same `firsts`) always stay together and cost no comparison. Articles that are
    `standing`, those of an earlier corpus, are kept before any other. `read` is each article's place in the input. Of
    `tokens` only those of paired articles are looked at.
    """
    checked(articles, _NEEDED, "articles")
    if not articles["article"].is_sorted():
        raise TypeError("articles are not in the order of their ids")
    links = _links(articles["article"], checked(pairs, PAIRS, "pairs"), firsts)
    inside = _inside(links, firsts)
    clustered = articles[inside]
    order = inside[keep_order(clustered, settings.keep, standing, None if read is None else read[inside])]
    likeness = SimilarityCache(links, tokens, settings.sketch.shingle, backend)
    centre, to_centre = star_clusters(
        links, keep_turns(order, firsts), measure(tokens, settings.sketch.shingle), settings.threshold
    )
    stay = kept_articles(
        order, firsts, links, centre, likeness, settings.threshold, int(stands(clustered, standing).sum())
    )
    return _table(articles, _places(inside, firsts, links, centre, to_centre, stay, likeness), settings)


def _links(ids: pl.Series, pairs: pl.DataFrame, firsts: I64) -> Links:
    """The pairs, each article as the first of its exact duplicates."""
    number = pl.DataFrame({"id": ids}).with_row_index("number")
    pair_ids = pl.DataFrame({"id": pl.concat([pairs["left"], pairs["right"]])})
    numbers = pair_ids.join(number, on="id", how="left", maintain_order="left")["number"].to_numpy()
    left, right = firsts[numbers[: len(pairs)]], firsts[numbers[len(pairs) :]]
    return measured_links(left, right, pairs.select(Similarity._fields).to_numpy())


def _inside(links: Links, firsts: I64) -> I64:
    """The articles that may have another in their cluster."""
    copies = np.flatnonzero(firsts != np.arange(len(firsts)))
    is_inside = np.zeros(len(firsts), np.bool_)
    for linked in (links.left, links.right, copies, firsts[copies]):
        is_inside[linked] = True
    return np.flatnonzero(is_inside)


class _Places(NamedTuple):
    """Where the articles belong that share a cluster with another."""

    article: I64
    kept: I64
    centre: I64
    copy: npt.NDArray[np.bool_]  # same words as the kept one
    to_kept: F64  # k x 3
    to_centre: F64
    weakest: F64


def _places(
    inside: I64, firsts: I64, links: Links, centre: I64, to_centre: F64, stay: I64, likeness: SimilarityCache
) -> _Places:
    """Worked out for the first of each set of exact duplicates, then spread to all."""
    units, weakest = inside[firsts[inside] == inside], np.ones(len(firsts))
    its_kept = firsts[stay[centre[units]]]
    to_kept = np.ones((len(units), 3))
    to_kept[its_kept != units] = likeness.of(units[its_kept != units], its_kept[its_kept != units])
    together = centre[links.left] == centre[links.right]
    np.minimum.at(weakest, centre[links.left[together]], links.measured[together, 0])
    np.minimum.at(weakest, centre[units], np.minimum(to_kept[:, 0], to_centre[units]))
    kept = stay[centre[firsts[inside]]]
    several = np.bincount(kept, minlength=1)[kept] > 1
    inside, kept = inside[several], kept[several]
    unit = firsts[inside]
    return _Places(
        inside,
        kept,
        centre[unit],
        firsts[kept] == unit,
        to_kept[np.searchsorted(units, unit)],
        to_centre[unit],
        weakest[centre[unit]],
    )


def _table(articles: pl.DataFrame, members: _Places, settings: Settings) -> pl.DataFrame:
    ids = articles["article"]
    stays = members.kept == members.article
    rows = articles[members.article].select(
        "article",
        "words",
        date=date(),
        number=pl.Series(members.kept),
        cluster=ids.gather(members.kept),
        centre=ids.gather(members.centre),
        kept=pl.Series(stays),
        copy=pl.Series(members.copy),
        similarity=pl.Series(members.to_kept[:, 0]),
        to_centre=pl.Series(members.to_centre),
        **{name: pl.col(name) for name in ("preferred", "rank") if name in articles.columns},
    )
    reason_texts = pl.concat([reasons(rows, settings), pl.Series([ALONE])])
    every = np.arange(len(ids))
    clusters, reason_row = every.copy(), np.full(len(ids), len(reason_texts) - 1)
    clusters[members.article], reason_row[members.article] = members.kept, np.arange(len(members.article))
    shares = np.full((len(_SHARES), len(ids)), np.nan)
    shares[:3, members.article[~stays]] = members.to_kept[~stays].T
    shares[3, members.article] = members.weakest
    columns = {
        "cluster": ids.gather(clusters),
        "article": ids,
        "kept": pl.Series(clusters == every),
        "reason": reason_texts.gather(reason_row),
        **{name: pl.Series(values, nan_to_null=True) for name, values in zip(_SHARES, shares, strict=True)},
        "date": articles.select(date=date())["date"],
    }
    return pl.DataFrame(columns, schema=dict(CLUSTERS))
