"""Reasons read the same however many there are."""

from types import SimpleNamespace

import polars as pl

from provenance.match.clusters.reasons import reasons

ANY_SIMILARITY = SimpleNamespace(threshold=0.0, keep="earliest", prefer=())


def test_a_similarity_is_told_in_two_digits_however_many_are():
    pair = {"article": "b", "cluster": "a", "centre": "a", "number": 0, "kept": False, "copy": False, "to_centre": 1.0}
    shown = [[0, 0.299, 0.7, 0.8380952, 0.8275, 0.9999, 1.0][: rows + 1] for rows in range(7)]
    dated = pl.lit(None, pl.Datetime("us", "UTC"))
    for values in shown:
        frame = pl.DataFrame([{**pair, "similarity": value, "words": 9} for value in values]).with_columns(date=dated)
        told = [reason.rpartition(" ")[2] for reason in reasons(frame, ANY_SIMILARITY)]
        assert told == ["0.0", "0.29", "0.7", "0.83", "0.82", "0.99", "1.0"][: len(values)]
