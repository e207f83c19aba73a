"""A trace whose texts are read on Spark has the tables of one machine, column by column."""

import pytest
from polars.testing import assert_frame_equal

from provenance.base.settings import Settings
from provenance.base.tables import SCHEMAS
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.engine import engine
from provenance.run.face import trace
from provenance.run.pool import graph_bins, workers
from provenance.run.trace import TraceOptions
from provenance.run.trace import trace_inputs as trace_here
from tests.run.engines.spark.stories import corpus, frame_of, on_spark, sessions

pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),  # of pyspark
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
spark = pytest.fixture(sessions, scope="module")
SIGNED = ("(dpa)", "Reuters reported on Monday.", "“Rain helps us all night long,” Ida Fenn told reporters.", "")


@pytest.fixture
def small_slices(monkeypatch):
    monkeypatch.setattr(workers, "SLICE", 60_000)


def assert_same_tables(found, expected, without=()):
    for name in SCHEMAS:
        one, other = getattr(found, name), getattr(expected, name)
        assert_frame_equal(one.drop(without, strict=False), other.drop(without, strict=False), check_row_order=True)


def test_every_table_is_that_of_one_machine(spark, small_slices, tmp_path, monkeypatch):
    monkeypatch.setattr(graph_bins, "MANY", 0)
    monkeypatch.setattr(graph_bins, "BIN", 400)
    rows = corpus(600)
    rows = rows.with_columns(text=rows["text"] + "\n\n" + rows["n"].replace_strict(dict(enumerate(SIGNED)), default=""))
    found = on_spark("api").SparkApi.trace(frame_of(spark, rows), work=str(tmp_path), parts=3)
    for stage in ("credits", "articles", "quotes", "graph"):  # which executors made
        assert len([*tmp_path.glob(f"{stage}-*.part")]) > 2, stage
    assert_same_tables(found, trace(rows))


def test_what_the_executors_made_is_not_made_again(spark, small_slices, tmp_path, monkeypatch):
    rows = frame_of(spark, corpus(60))
    first = on_spark("api").SparkApi.trace(rows, work=str(tmp_path))
    made = []
    monkeypatch.setattr(on_spark("workers"), "text_rows", lambda stage, _: made.append(stage))
    assert_same_tables(on_spark("api").SparkApi.trace(rows, work=str(tmp_path)), first)
    assert made == []


def test_the_command_gives_the_tables_of_one_machine(spark, root, tmp_path):
    cluster = Cluster("local[2]", 2)
    expected = trace_here([root / "seeds"], tmp_path / "here", Settings())
    with engine("spark").text_workers(cluster, Settings()) as make_workers:
        found = trace_here([root / "seeds"], tmp_path / "there", Settings(), TraceOptions(make_workers=make_workers))
    assert_same_tables(found.tables, expected.tables)
    assert found.run["inputs"] == expected.run["inputs"]
