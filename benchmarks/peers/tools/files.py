"""Parquet in and out for a peer's script, by polars, and the arguments that all scripts take."""

import argparse
from pathlib import Path

import numpy as np
import polars as pl


def arguments() -> argparse.Namespace:
    """`IN OUT --labels FILE`, and what pairs to estimate: all that the benchmark gives a script."""
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--labels", type=Path, help="where to write each row's cluster, as i64 in numpy's format")
    parser.add_argument("--pairs", type=Path, help="rows i64[k, 2] whose similarity to estimate")
    parser.add_argument("--estimates", type=Path, help="where to write the estimates, f64[k]")
    parser.add_argument("--bands", type=int, default=32)
    parser.add_argument("--rows", type=int, default=4)
    parser.add_argument("--agreement", type=float, default=0.0, help="part of two signatures that must agree")
    parser.add_argument("--threshold", type=float, default=0.7, help="similarity, where a tool measures it exactly")
    parser.add_argument("--shingle", type=int, default=5)
    return parser.parse_args()


def firsts(texts: pl.Series) -> tuple[np.ndarray, np.ndarray]:
    """The row of the first of each text, ascending, and for every row its place among them: exact copies go first."""
    hashes = texts.hash().to_numpy()
    _, first, place = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return first[order], rank[place]


def write_kept(table: pl.DataFrame, labels: np.ndarray, given: argparse.Namespace) -> None:
    """The first row of each cluster stays, as it came; the labels beside it."""
    table.filter(pl.Series(labels == np.arange(len(labels)))).write_parquet(given.kept)
    if given.labels:
        np.save(given.labels, labels)


def write_estimates(signatures: np.ndarray, place: np.ndarray, given: argparse.Namespace) -> None:
    """How often the signatures of the asked pairs agree, where pairs are asked."""
    if given.pairs:
        left, right = place[np.load(given.pairs)].T
        np.save(given.estimates, (signatures[left] == signatures[right]).mean(axis=1))
