"""Texts come back as they were given, from memory or from the file, strings and arrow's columns alike."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.run.texts import Texts

SOME = ["Rain fell.", "", "Снег", "Hail \ud800 fell.", "Fog."]


@pytest.mark.parametrize("held", [0, 12, 10_000])
def test_strings_come_back_from_memory_and_from_the_file(held, tmp_path):
    with Texts(tmp_path, held) as texts:
        texts.add(SOME[:2])
        texts.add(SOME[2:])
        found = [(places.tolist(), own) for places, own in texts.chosen(np.array([True, False, True, True, False]))]
        assert found == [([0], SOME[:1]), ([2, 3], SOME[2:4])]
        assert not list(tmp_path.iterdir())


@given(st.lists(st.none() | st.text(st.characters(codec="utf-8"))), st.integers(0, 3), st.sampled_from([0, 10_000]))
def test_arrow_columns_come_back_with_what_is_missing_and_from_any_offset(values, skipped, held):
    for kind in (pa.string(), pa.large_string()):
        column = pa.array(values, kind).slice(skipped)
        with Texts(limit=held) as texts:
            texts.keep("a.parquet", column)
            texts.add(column.to_pylist(), column)
            [kept] = texts.columns["a.parquet"]
            assert kept.whole().equals(column)
            [*chosen] = texts.chosen(np.arange(len(column)) % 2 == 1)
            assert [text for _, own in chosen for text in own.to_pylist()] == column.to_pylist()[1::2]


def test_a_column_that_is_kept_and_added_is_stored_once():
    column = pa.array(["Rain fell."] * 100)
    with Texts(limit=0) as texts:
        texts.keep("a.parquet", column)
        once = texts.size
        texts.add(column.to_pylist(), column)
        assert texts.size == once
