"""Successive versions of encyclopedia pages: which of two neighbours is the later, without a date."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.natural.figures import Figure, held_out, right, share, surest
from benchmarks.natural.traced import directions, trace
from provenance.origin.graph.versions.revisions import Change, PageVersion, change, version
from provenance.origin.graph.versions.version_order import directly

_LEAST = 1e-9


def pages(data: Path) -> dict[str, list[str]]:
    """The versions of each page, the first first."""
    found: dict[str, list[str]] = {}
    for name, _, text in pl.read_parquet(data / "versions.parquet").sort("article", "version").iter_rows():
        found.setdefault(name, []).append(text)
    return found


def neighbours(read: Sequence[PageVersion]) -> Iterator[tuple[int, int]]:
    """Neighbouring versions that differ in a word."""
    return ((a, a + 1) for a, (one, other) in enumerate(pairwise(read)) if one.words != other.words)


def measured(data: Path) -> dict[str, dict[str, Figure | str]]:
    """All figures by table and row; the tested half of the pages only, save where the row says otherwise."""
    held = {name: texts for name, texts in pages(data).items() if held_out(name)}
    history, alone, longer = [], [], []
    for name, texts in sorted(held.items()):
        read = [version(text) for text in texts]
        chances, later = _chances(read)
        for a, b in neighbours(read):
            sure = float(np.log((chances[a, b] + _LEAST) / (chances[b, a] + _LEAST)))
            history.append((name, right(sure), sure))
            alone.append((name, right(later[a, b]), later[a, b]))
            grown = len(read[b].words) - len(read[a].words)
            longer.append((name, right(grown), grown / (len(read[a].words) + 1)))
    table: dict[str, Figure | str] = {}
    for label, rows in (
        ("with the page's other versions", history),
        ("the two alone", alone),
        ("baseline: longer is later", longer),
    ):
        table[label] = share([(name, how) for name, how, _ in rows])
        table[f"{label}; the surer half"] = share(surest(rows))
    gain = [(name, h - b) for (name, h, _), (_, b, _) in zip(history, longer, strict=True)]
    table["above the baseline, same pairs"] = share(gain)
    return {
        "versions: direction of neighbours that differ, every pair decided": table,
        "versions: the trace, outlet known": dict(_traced(held, "the encyclopedia")),
        "versions: the trace, outlet unknown": dict(_traced(held, None)),
    }


def _chances(read: Sequence[PageVersion]) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    later, differ = np.zeros((len(read), len(read))), np.zeros((len(read), len(read)))
    for (a, b), found in changes(read).items():
        later[a, b], later[b, a] = found.weight, -found.weight
        differ[a, b] = differ[b, a] = found.words
    return directly(later, differ, set()), later


def changes(read: Sequence[PageVersion]) -> dict[tuple[int, int], Change]:
    """What makes each version of each one before it."""
    return {(a, b): change(read[a], read[b]) for a, b in combinations(range(len(read)), 2)}


def _traced(held: dict[str, list[str]], outlet: str | None) -> Iterator[tuple[str, Figure | str]]:
    """The trace of all versions of all pages, under ids that tell nothing of their order."""
    texts = [(name, number, text) for name, own in sorted(held.items()) for number, text in enumerate(own)]
    order = np.random.default_rng(1).permutation(len(texts))
    ids = {texts[i][:2]: f"v{place:04d}" for place, i in enumerate(order.tolist())}
    rows = [{"id": ids[name, number], "text": text, "outlet": outlet} for name, number, text in texts]
    pairs = [
        (name, ids[name, a], ids[name, b])
        for name, own in sorted(held.items())
        for a, b in neighbours([version(text) for text in own])
    ]
    yield from directions(trace(rows), pairs).figures().items()
