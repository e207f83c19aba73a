"""Rows are put into parts and come back part by part, from memory or from a file, in the order they came."""

import numpy as np
import pytest

from provenance.base import atomic_write
from provenance.base.errors import MachineError
from provenance.match.paraphrase.array_parts import ArrayParts, part_count


@pytest.mark.parametrize("held", [0, 100, 10**6])
def test_each_part_has_its_rows_in_the_order_they_came(held, tmp_path):
    rng = np.random.default_rng(3)
    blocks = [(rng.integers(5, size=n), rng.integers(10**6, size=n), rng.random(n)) for n in (0, 40, 1, 300)]
    with ArrayParts(5, [np.int64, np.float64], tmp_path, held) as rows:
        for parts, *columns in blocks:
            rows.add(parts, *columns)
        read = [[column.tolist() for column in part] for part in rows]
    for number, part in enumerate(read):
        assert part == [
            [value for parts, *columns in blocks for value in columns[column][parts == number].tolist()]
            for column in range(2)
        ]
    assert list(tmp_path.iterdir()) == []


def test_nothing_was_put_into_parts():
    with ArrayParts(2, [np.uint64]) as rows:
        assert [len(column) for (column,) in rows] == [0, 0]


def test_a_full_disk_is_named(tmp_path, monkeypatch):
    class Full:
        def __getattr__(self, name):
            return lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))

    monkeypatch.setattr(atomic_write.tempfile, "TemporaryFile", lambda **_: Full())
    with ArrayParts(1, [np.int64], tmp_path, 0) as rows, pytest.raises(MachineError, match=tmp_path.name):
        rows.add(np.zeros(3), np.arange(3))


def test_parts_are_few_enough_that_a_byte_numbers_them():
    assert part_count(0) == 1
    assert part_count(10**12) == 256
