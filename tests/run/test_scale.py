"""Copies and forms in any number: one cluster, few pairs measured, and time that grows with the number."""

from time import process_time

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.run.dedupe import DedupeOptions, dedupe_inputs

NOTICE = (
    "The harbour board of Larne Bay said on Friday that the old ferry will stop for good at dawn after forty years of "
    "service between the island and the north pier, and that no other boat will take its place before the spring. "
)


def counted(folder, texts):
    """What run.json counts, and CPU seconds."""
    path = folder / "in.parquet"
    pl.DataFrame({"id": [f"a{n:07}" for n in range(len(texts))], "text": texts}).write_parquet(path)
    begun = process_time()
    found = dedupe_inputs([path], folder / "out", Settings(), DedupeOptions(force=True))
    return found.run["counts"], process_time() - begun


def forms(count):
    return [f"{NOTICE}Report number {n} was filed in the evening. {NOTICE[:60]}" for n in range(count)]


def test_identical_articles_are_one_cluster_and_none_is_measured(tmp_path):
    found, _ = counted(tmp_path, [NOTICE] * 20_000)
    assert (found["kept"], found["clusters"], found["verified pairs"]) == (1, 1, 0)


def test_articles_that_differ_in_one_number_are_measured_a_few_times_each(tmp_path):
    found, _ = counted(tmp_path, forms(3_000))
    assert found["clusters"] == 1
    assert found["verified pairs"] <= 20 * 3_000


@pytest.mark.long
def test_a_million_identical_articles_take_a_minute_and_twice_as_many_twice_the_time(tmp_path):
    half, first = counted(tmp_path, [NOTICE] * 500_000)
    whole, second = counted(tmp_path, [NOTICE] * 1_000_000)
    assert (half["clusters"], whole["clusters"], whole["verified pairs"]) == (1, 1, 0)
    assert second < max(60, 2.3 * first)


@pytest.mark.long
def test_two_hundred_thousand_forms_are_measured_a_few_times_each(tmp_path):
    found, _ = counted(tmp_path, forms(200_000))
    assert found["clusters"] == 1
    assert found["verified pairs"] <= 20 * 200_000
