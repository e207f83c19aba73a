"""Chains of sentences become passages of the kind translation, with places in both originals at sentence ends."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from provenance.base.tables import PASSAGES, SENTENCES, TRANSLATIONS, checked, table
from provenance.base.tokens import words

_LEAST = 0.1  # score of a chain that is told: no false one of 1,106 same-topic pairs in the dev half had it
_APART = 3  # sentences from one that matches to the next in a passage
_SIDES = ("left", "right")

Ends = Mapping[str, int]


def translated_passages(articles: pl.DataFrame, translations: pl.DataFrame) -> pl.DataFrame:
    """PASSAGES of TRANSLATIONS: each runs over sentences that match, `pieces`, none far from the next.

    No word is the same, so `matched`, `bits` and `expect` are 0.
    """
    rows = checked(translations, TRANSLATIONS, "translations")
    if not rows.height:
        return table([], PASSAGES)
    rows = rows.filter(pl.col("score") >= _LEAST)
    is_paired = pl.col("article").is_in(sorted({*rows["left"].to_list(), *rows["right"].to_list()}))
    texts = dict(articles.filter(is_paired).select("article", "text").iter_rows())
    return table(
        [_passage(row, stretch, texts) for row in rows.iter_rows(named=True) for stretch in _parts(row)], PASSAGES
    )


def with_translated(passages: pl.DataFrame, translated: pl.DataFrame) -> pl.DataFrame:
    """Both in one, sorted."""
    if not translated.height:
        return passages
    return pl.concat([passages, translated]).sort("left", "right", "left_start", "right_start", "kind")


def _parts(row: Mapping[str, Any]) -> Iterator[list[Ends]]:
    """The chain, parted where more than a few sentences of one side lie between."""
    stretch: list[Ends] = []
    for pair in row["chain"]:
        if stretch and pair["gap"] > _APART:
            yield stretch
            stretch = []
        stretch.append(pair)
    yield stretch


def _passage(row: Mapping[str, Any], stretch: Sequence[Ends], texts: Mapping[str, str]) -> dict[str, object]:
    ends = {f"{side}_start": stretch[0][f"{side}_start"] for side in _SIDES}
    ends |= {f"{side}_end": stretch[-1][f"{side}_end"] for side in _SIDES}
    places = [{name: pair[name] for name in SENTENCES if name != "gap"} for pair in stretch]
    pieces = [{**pair, **_measured(row, pair, texts), "significant": False} for pair in places]
    full = {**ends, **_measured(row, ends, texts), "significant": True}
    return {"left": row["left"], "right": row["right"], **full, "kind": "translation", "pieces": pieces}


def _measured(row: Mapping[str, Any], ends: Ends, texts: Mapping[str, str]) -> dict[str, object]:
    """Words of the longer side, none of which is the same."""
    stretches = (texts[row[side]][ends[f"{side}_start"] : ends[f"{side}_end"]] for side in _SIDES)
    return {"words": max(len(words(text).words) for text in stretches), "matched": 0, "bits": 0.0, "expect": 0.0}
