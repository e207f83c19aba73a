"""A graph that is made in bins of families, in any number of processes, has the rows of one that is made at once."""

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tables import DERIVATIONS, SOURCES
from provenance.corpus.articles import articles
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.table import GraphTables, derivations_table
from provenance.run import journey
from provenance.run.pool import graph_bins
from provenance.run.pool.graph_bins import graph_tables
from provenance.run.pool.graph_part import packed_families, unpacked
from provenance.run.pool.text_stages import TextStages
from provenance.run.pool.workers import Workers


@pytest.fixture(scope="module")
def seeds(root):
    """The tables of the sample articles, from which the graph is made, and the graph."""
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            journey, "graph_tables", lambda tables, *_: made.append(tables) or derivations_table(tables, BOOK)
        )
        journey.traced(articles([root / "seeds"], Settings())[0], Settings())
    return made[0], derivations_table(made[0], BOOK)


BOOK = Catalogue.load()


def _never(_: GraphTables) -> None:
    pytest.fail("made at once")


@pytest.mark.parametrize(("size", "count"), [(1, 1), (40, 1), (15, 2)])
def test_bins_change_no_row(size, count, seeds, monkeypatch):
    tables, whole = seeds
    monkeypatch.setattr(graph_bins, "BIN", size)
    monkeypatch.setattr(graph_bins, "MANY", 0)
    with Workers(TextStages(), count=count) as workers:
        sources, derivations = graph_tables(tables, workers, _never)
    assert sources.rows() == whole[0].rows()
    assert derivations.rows() == whole[1].rows()
    assert sources.schema == dict(SOURCES)
    assert derivations.schema == dict(DERIVATIONS)
    assert derivations.height > 20


def test_a_bin_holds_whole_families(seeds, monkeypatch):
    tables, _ = seeds
    monkeypatch.setattr(graph_bins, "BIN", 1)
    monkeypatch.setattr(graph_bins, "MANY", 0)
    numbers = dict(zip(tables.articles["article"], graph_bins._bins(tables).tolist(), strict=True))
    ends = pl.concat([frame.select("left", "right") for frame in tables[3:]])
    assert ends.height
    assert all(numbers[left] == numbers[right] for left, right in ends.iter_rows())
    assert sorted(set(numbers.values())) == list(range(len(set(numbers.values()))))


def test_a_small_corpus_is_one_bin(seeds):
    tables, whole = seeds
    assert graph_tables(tables, Workers(TextStages(), count=2), lambda _: whole) is whole


def test_a_graph_is_packed_and_unpacked(seeds):
    _, whole = seeds
    assert [frame.rows() for frame in unpacked(packed_families(whole))] == [frame.rows() for frame in whole]


def test_a_small_graph_starts_no_process(monkeypatch):
    monkeypatch.setattr(graph_bins, "BIN", 1)
    monkeypatch.setattr(Workers, "run", lambda *_: pytest.fail("in bins"))
    tables = GraphTables(*(pl.DataFrame({"article": ["a"]}) for _ in GraphTables._fields))
    assert graph_bins.graph_tables(tables, Workers(TextStages()), lambda _: ("whole",)) == ("whole",)
