"""The work of the graph grows with the pairs of articles that share text: it is counted in lines of code that run."""

import sys
from collections import Counter

import polars as pl
import pytest

from benchmarks.trace.families import SHAPES, family
from provenance.base.settings import Settings
from provenance.base.tables import TRANSLATIONS, table
from provenance.corpus.frames import articles_of
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.run.journey import traced

SMALL, LARGE = 40, 120
FEW = 2.0  # times a pair: what runs less often does not matter
GROWN = 2.0  # times as often a pair in the large family; what runs for each two articles does so three times as often


def lines(shape, count):
    """How often each line of the project runs for a pair that shares text, while the graph of a family is made."""
    settings = Settings(reworded=False)
    known = traced(articles_of(family(shape, count), settings)[0], settings)
    inputs = GraphTables(
        known.articles, known.credits, known.quotes, known.pairs, known.passages, table([], TRANSLATIONS)
    )
    catalogue = Catalogue.load()
    times: Counter[tuple[str, int]] = Counter()

    def each(frame, event, _):
        if event == "line":
            times[frame.f_code.co_filename, frame.f_lineno] += 1
        return each

    def calls(frame, event, _):
        return each if "provenance" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(calls)
    try:
        derivations_table(inputs, catalogue)
    finally:
        sys.settrace(before)
    pairs = known.passages.filter(pl.col("significant")).select("left", "right").unique().height
    return {line: often / pairs for line, often in times.items()}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_runs_more_often_for_a_pair_in_a_larger_family(shape):
    few, many = lines(shape, SMALL), lines(shape, LARGE)
    assert many
    assert {line: times for line, times in many.items() if times > GROWN * max(FEW, few.get(line, 0.0))} == {}
