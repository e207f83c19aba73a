"""Agency stories and newspaper stories in Urdu: wholly, partially or not derived, and which drew on which.

The mapping. A newspaper's story is WD (wholly derived) where at least so much of it stands in the agency's, PD
(partially derived) where less but still much does, else ND. How much: the mean of the shares of its words, pairs,
threes and fours of neighbouring words, what is said twice counted twice, as BLEU counts them (Papineni et al., 2002);
`provenance compare` shows the share of the pairs. The two thresholds are fitted on one half of the pairs and measured
on the other, both ways round.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.natural.figures import Figure, held_out, resampled, right, share
from benchmarks.natural.traced import directions, trace
from provenance.base.tables import Tables
from provenance.base.tokens import words
from provenance.report.comparison import shared_turns

CLASSES = ("ND", "PD", "WD")
LONGEST_ROW = 4  # words, as in BLEU
_STEPS = 60  # thresholds tried
_OPENING = 150  # code points within which a dateline closes
_BRACKET = re.compile(r"[(\[（][^()\[\]（）\n]{0,80}[)\]）]")


class Pair(NamedTuple):
    """An agency's story and a newspaper's."""

    source: str
    derived: str
    label: str


def measured(data: Path) -> dict[str, dict[str, Figure | str]]:
    """All figures by table and row."""
    articles = {row["id"]: row for row in pl.read_parquet(data / "counter_articles.parquet").iter_rows(named=True)}
    rows = pl.read_parquet(data / "counter_pairs.parquet").select("source", "derived", "label").iter_rows()
    pairs = [Pair(*row) for row in rows]
    given = trace(list(articles.values()))
    undated = [{**row, "published": None} for row in articles.values()]
    bare = [
        {"id": row["id"], "text": text} for row, text in zip(articles.values(), _bare(given, articles), strict=True)
    ]
    texts = {name: words(str(row["text"])).words for name, row in articles.items()}
    plain = {str(row["id"]): words(str(row["text"])).words for row in bare}
    drawn = [pair for pair in pairs if pair.label != "ND"]
    return {
        "counter: three classes, macro-F1 on the half not fitted on": {
            "rows of one to four words": _classes(pairs, lambda p: rows_shared(texts[p.derived], texts[p.source])),
            "the same, cues removed": _classes(pairs, lambda p: rows_shared(plain[p.derived], plain[p.source])),
            "pairs of neighbouring words": _classes(pairs, lambda p: shared_turns(texts[p.derived], texts[p.source])),
            "the same pairs, cues removed": _classes(pairs, lambda p: shared_turns(plain[p.derived], plain[p.source])),
            "words in significant passages (tables alone)": _classes(pairs, _in_passages(given)),
            "baseline: single words": _classes(pairs, lambda p: _words(texts[p.derived], texts[p.source])),
            "baseline: five words in a row": _classes(pairs, lambda p: _rows(texts[p.derived], texts[p.source])),
            "published for English (METER)": "0.664, in two steps 0.731",
        },
        **_directions("as given", given, drawn),
        **_directions("no dates", trace(undated), drawn),
        **_directions("no dates, outlets, titles", trace([_only(row) for row in articles.values()]), drawn),
        **_directions("no dates, outlets, titles; datelines, credits, layout removed", trace(bare), drawn),
        "counter: baselines for direction, all pairs": {
            f"{label}: the shorter draws on the longer": share(
                [(p.source, right(len(texts[p.source]) - len(texts[p.derived]))) for p in drawn if p.label == label]
            )
            for label in ("WD", "PD")
        },
    }


def _only(row: Mapping[str, object]) -> dict[str, object]:
    return {"id": row["id"], "text": row["text"]}


def _directions(how: str, tables: Tables, drawn: Sequence[Pair]) -> dict[str, dict[str, Figure | str]]:
    found: dict[str, Figure | str] = {}
    for label in ("WD", "PD"):
        pairs = [(p.source, p.source, p.derived) for p in drawn if p.label == label]
        told = directions(tables, pairs)
        found |= {f"{label}: {name}": value for name, value in told.figures().items()}
        if told.wrong:
            found[f"{label}: wrong"] = ", ".join(f"{a}>{b}" for a, b in told.wrong[:8])
    return {f"counter: direction, {how}": found}


def _bare(given: Tables, articles: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The texts without datelines, credits and layout, in the order of the articles."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in given.credits.select("article", "start", "end").iter_rows():
        if start is not None:
            spans.setdefault(article, []).append((start, end))
    found = []
    for name, row in articles.items():
        text = str(row["text"])
        for start, end in sorted(spans.get(name, ()), reverse=True):
            if end - start <= _OPENING:
                text = text[:start] + " " + text[end:]
        closing = max(text[:_OPENING].find(mark) for mark in ")]）۔")
        found.append(" ".join(_BRACKET.sub(" ", text[closing + 1 :]).split()))
    return found


def _in_passages(tables: Tables) -> Callable[[Pair], float]:
    size = dict(tables.articles.select("article", "words").iter_rows())
    matched: dict[tuple[str, str], int] = {}
    for left, right_, count in tables.passages.filter("significant").select("left", "right", "matched").iter_rows():
        matched[left, right_] = matched.get((left, right_), 0) + count

    def value(pair: Pair) -> float:
        left, other = sorted((pair.source, pair.derived))
        return matched.get((left, other), 0) / max(1, size[pair.derived])

    return value


def rows_shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The mean share of one text's rows of one to four words that stand in the other.

    >>> round(rows_shared("the ferry will stop at dawn".split(), "the ferry will leave at dawn".split()), 3)
    0.421
    """
    shares = []
    for length in range(1, LONGEST_ROW + 1):
        mine, its = (Counter(zip(*(text[i:] for i in range(length)), strict=False)) for text in (one, other))
        shares.append((mine & its).total() / max(1, mine.total()))
    return sum(shares) / len(shares)


def _words(one: Sequence[str], other: Sequence[str]) -> float:
    its = set(other)
    return sum(word in its for word in one) / max(1, len(one))


def _rows(one: Sequence[str], other: Sequence[str]) -> float:
    mine, its = ({tuple(text[i : i + 5]) for i in range(len(text) - 4)} for text in (one, other))
    return len(mine & its) / max(1, len(mine))


def _classes(pairs: Sequence[Pair], value: Callable[[Pair], float]) -> Figure:
    """Macro-F1 over both halves, each by the thresholds of the other."""
    truth = np.array([CLASSES.index(pair.label) for pair in pairs])
    values = np.array([value(pair) for pair in pairs])
    held = np.array([held_out(pair.source) for pair in pairs])
    said = np.zeros(len(pairs), np.int64)
    for half in (held, ~held):
        low, high = _thresholds(values[~half], truth[~half])
        said[half] = _said(values[half], low, high)
    rows = [(pair.source, (t, s)) for pair, t, s in zip(pairs, truth.tolist(), said.tolist(), strict=True)]
    return resampled(rows, lambda drawn: macro_f1([row[1] for row in drawn]))


def _said(values: np.ndarray, low: float, high: float) -> np.ndarray:  # type: ignore[type-arg]
    return (values >= low).astype(np.int64) + (values >= high)


def _thresholds(values: np.ndarray, truth: np.ndarray) -> tuple[float, float]:  # type: ignore[type-arg]
    """Those with the best macro-F1 here."""
    tried = np.unique(np.quantile(values, np.linspace(0.02, 0.98, _STEPS)))

    def how_well(pair: tuple[float, float]) -> float:
        return macro_f1(list(zip(truth.tolist(), _said(values, *pair).tolist(), strict=True)))

    return max(combinations(tried.tolist(), 2), key=how_well, default=(0.5, 0.5))


def macro_f1(rows: Sequence[tuple[int, int]]) -> float:
    """The mean over the classes of (truth, said).

    >>> round(macro_f1([(0, 0), (1, 1), (2, 1)]), 3)
    0.556
    """
    both = np.array(rows)
    f1 = []
    for kind in range(len(CLASSES)):
        hits = ((both[:, 0] == kind) & (both[:, 1] == kind)).sum()
        f1.append(2 * hits / max(1, (both[:, 0] == kind).sum() + (both[:, 1] == kind).sum()))
    return float(np.mean(f1))
