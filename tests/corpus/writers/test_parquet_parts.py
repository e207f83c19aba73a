"""Files that were made apart become one that reads as if it had been written at once."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.corpus.writers.parquet_parts import Parts

WIDE = {f"column {n}": pa.array([n, None, n + 2], pa.int64()) for n in range(40)}
TABLES = [
    pa.table({"text": ["Rain fell.", "", None], "n": [1, -2, 3]}),
    pa.table({"tags": [["sea", "pier"], [], None], "place": [{"x": 1.5, "y": None}, None, {"x": 2.5, "y": "far"}]}),
    pa.table(WIDE),
    pa.table({"text": pa.array(["Rain.", "Rain.", "Hail."]).dictionary_encode()}).replace_schema_metadata({"a": "b"}),
]
OPTIONS = [
    {},
    {"compression": "zstd", "use_dictionary": False},
    {"compression": "none", "write_statistics": False},
    {"write_page_index": True, "write_page_checksum": True, "store_schema": False},
    {"data_page_version": "2.0", "version": "1.0"},
]


def written(table, options, groups=()):
    """A file of these groups of rows, with a note."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, table.schema, **options) as writer:
        for first, count in groups:
            writer.write_table(table.slice(first, count))
        writer.add_key_value_metadata({"told": "by hand"})
    return sink.getbuffer()


def joined(parts):
    sink = io.BytesIO()
    made = Parts(sink)
    for part in parts:
        made.add(part)
    made.close()
    return sink.getvalue()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.schema.names[0])
@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("groups", [[(0, 3)], [(0, 1), (1, 2)], [(0, 1)] * 20, []], ids=len)
def test_parts_read_as_one_file(table, options, groups):
    found = joined([written(table, options, [group]) for group in groups] or [written(table, options)])
    expected = written(table, options, groups)
    one, other = pq.ParquetFile(io.BytesIO(found)), pq.ParquetFile(io.BytesIO(expected))
    assert one.schema_arrow.equals(other.schema_arrow, check_metadata=True)
    assert one.read(use_threads=False).equals(other.read(use_threads=False))
    assert one.metadata.metadata == other.metadata.metadata
    if not options.get("write_page_index"):  # which stands behind each part's groups, not behind all
        assert found == bytes(expected)


def test_a_part_may_have_any_number_of_groups():
    table = TABLES[0]
    parts = [written(table, {}, [(0, 2), (2, 1)]), written(table, {}), written(table, {}, [(0, 3)])]
    assert joined(parts) == bytes(written(table, {}, [(0, 2), (2, 1), (0, 3)]))


def test_places_of_the_page_index_are_moved():
    parts = [written(TABLES[0], {"write_page_index": True}, [(0, 3)])] * 3
    about = pq.ParquetFile(io.BytesIO(joined(parts))).metadata
    columns = [about.row_group(group).column(0) for group in range(3)]
    assert all(column.has_offset_index and column.has_column_index for column in columns)
    assert len({column.data_page_offset for column in columns}) == 3


def test_a_file_without_a_part_is_refused():
    with pytest.raises(ValueError, match="one part at least"):
        Parts(io.BytesIO()).close()
