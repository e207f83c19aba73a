"""Rows of parquet are written as they came, wherever row groups and the batches that are read end."""

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.base.settings import Settings
from provenance.corpus import batches
from provenance.corpus.formats import parquet
from provenance.corpus.writers import row_parquet
from provenance.run import dedupe as room
from provenance.run.dedupe import dedupe_inputs

pytest.importorskip("numba")


@pytest.mark.parametrize("group", [1000, 260, 70])
def test_columns_stay_together_where_row_groups_end_inside_batches(tmp_path, monkeypatch, group):
    monkeypatch.setattr(room, "backend_for", lambda *_: "numba")
    for module in (batches, parquet, row_parquet):
        if hasattr(module, "rows_a_batch"):
            monkeypatch.setattr(module, "rows_a_batch", lambda *_: 100)
    count = 1000
    texts = [
        f"The ferry number {n} to the island of pier {n % 7} was {n * 31} minutes late on {n}." for n in range(count)
    ]
    columns = {"id": [f"a{n:04}" for n in range(count)], "desk": [["sea", "land"][n % 2] for n in range(count)]}
    table = pa.table({"id": columns["id"], "text": texts, "desk": columns["desk"]})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=group)
    dedupe_inputs([tmp_path / "in.parquet"], tmp_path / "out", Settings())
    removed = pl.read_parquet(tmp_path / "out" / "removed.parquet").select("id", "text", "desk")
    both = pl.concat([pl.read_parquet(tmp_path / "out" / "kept.parquet"), removed]).sort("id")
    assert both.equals(pl.read_parquet(tmp_path / "in.parquet"))
