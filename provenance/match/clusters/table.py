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
from provenance.match.clusters.keeping import date, keep_order, kept, stands, turns
from provenance.match.clusters.reasons import reasons
from provenance.match.clusters.similarity_cache import Likeness, Links, links
from provenance.match.clusters.star_clusters import joined
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
    near = _links(articles["article"], checked(pairs, PAIRS, "pairs"), firsts)
    inside = _inside(near, firsts)
    own = articles[inside]
    order = inside[keep_order(own, settings.keep, standing, None if read is None else read[inside])]
    likeness = Likeness(near, tokens, settings.sketch.shingle, backend)
    centre, to_centre = joined(near, turns(order, firsts), measure(tokens, settings.sketch.shingle), settings.threshold)
    stay = kept(order, firsts, near, centre, likeness, settings.threshold, int(stands(own, standing).sum()))
    return _table(articles, _places(inside, firsts, near, centre, to_centre, stay, likeness), settings)


def _links(ids: pl.Series, pairs: pl.DataFrame, firsts: I64) -> Links:
    """The pairs, each article as the first of its exact duplicates."""
    number = pl.DataFrame({"id": ids}).with_row_index("number")
    ends = pl.DataFrame({"id": pl.concat([pairs["left"], pairs["right"]])})
    numbers = ends.join(number, on="id", how="left", maintain_order="left")["number"].to_numpy()
    left, right = firsts[numbers[: len(pairs)]], firsts[numbers[len(pairs) :]]
    return links(left, right, pairs.select(Similarity._fields).to_numpy())


def _inside(near: Links, firsts: I64) -> I64:
    """The articles that may have another in their cluster."""
    copies = np.flatnonzero(firsts != np.arange(len(firsts)))
    found = np.zeros(len(firsts), np.bool_)
    for some in (near.left, near.right, copies, firsts[copies]):
        found[some] = True
    return np.flatnonzero(found)


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
    inside: I64, firsts: I64, near: Links, centre: I64, to_centre: F64, stay: I64, likeness: Likeness
) -> _Places:
    """Worked out for the first of each set of exact duplicates, then spread to all."""
    units, weakest = inside[firsts[inside] == inside], np.ones(len(firsts))
    its_kept = firsts[stay[centre[units]]]
    to_kept = np.ones((len(units), 3))
    to_kept[its_kept != units] = likeness.of(units[its_kept != units], its_kept[its_kept != units])
    together = centre[near.left] == centre[near.right]
    np.minimum.at(weakest, centre[near.left[together]], near.measured[together, 0])
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


def _table(articles: pl.DataFrame, found: _Places, settings: Settings) -> pl.DataFrame:
    ids = articles["article"]
    stays = found.kept == found.article
    rows = articles[found.article].select(
        "article",
        "words",
        date=date(),
        number=pl.Series(found.kept),
        cluster=ids.gather(found.kept),
        centre=ids.gather(found.centre),
        kept=pl.Series(stays),
        copy=pl.Series(found.copy),
        similarity=pl.Series(found.to_kept[:, 0]),
        to_centre=pl.Series(found.to_centre),
        **{name: pl.col(name) for name in ("preferred", "rank") if name in articles.columns},
    )
    sentences = pl.concat([reasons(rows, settings), pl.Series([ALONE])])
    every = np.arange(len(ids))
    clusters, place = every.copy(), np.full(len(ids), len(sentences) - 1)
    clusters[found.article], place[found.article] = found.kept, np.arange(len(found.article))
    shares = np.full((len(_SHARES), len(ids)), np.nan)
    shares[:3, found.article[~stays]] = found.to_kept[~stays].T
    shares[3, found.article] = found.weakest
    columns = {
        "cluster": ids.gather(clusters),
        "article": ids,
        "kept": pl.Series(clusters == every),
        "reason": sentences.gather(place),
        **{name: pl.Series(values, nan_to_null=True) for name, values in zip(_SHARES, shares, strict=True)},
        "date": articles.select(date=date())["date"],
    }
    return pl.DataFrame(columns, schema=dict(CLUSTERS))
