"""The work of the graph grows with the pairs of articles that share text: it is counted in lines of code that run."""

import polars as pl
import pytest

from benchmarks.trace.families import SHAPES, family
from provenance.base.settings import Settings
from provenance.base.tables import TRANSLATIONS, table
from provenance.corpus.frames import articles_of
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.run.journey import traced
from tests.work import grown, lines_run

SMALL, LARGE = 40, 120
FEW = 2.0  # times a pair: what runs less often does not matter
GROWN = 2.0  # times as often a pair in the large family; what runs for each two articles does so three times as often


def work(shape, count):
    """How often each line runs while the graph of a family is made, and the pairs that share text."""
    settings = Settings(reworded=False)
    known = traced(articles_of(family(shape, count), settings)[0], settings)
    inputs = GraphTables(
        known.articles, known.credits, known.quotes, known.pairs, known.passages, table([], TRANSLATIONS)
    )
    catalogue = Catalogue.load()
    pairs = known.passages.filter(pl.col("significant")).select("left", "right").unique().height
    return lines_run(lambda: derivations_table(inputs, catalogue)), pairs


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_runs_more_often_for_a_pair_in_a_larger_family(shape):
    few, many = work(shape, SMALL), work(shape, LARGE)
    assert many[0]
    assert grown(*few, *many, least=FEW, most=GROWN) == {}
