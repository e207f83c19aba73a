"""A stopped run goes on where its tables end, and never with a table of other inputs, settings or bytes."""

import polars as pl
import pytest

from provenance.base.settings import Settings
from provenance.base.tables import PAIRS, table
from provenance.run import journey
from provenance.run.pool import text_stages
from provenance.run.stages import Stages, key
from provenance.run.trace import trace_inputs

ROW = {"left": "a", "right": "b", "similarity": 0.8, "left_in_right": 0.9, "right_in_left": 0.9}


def never() -> pl.DataFrame:
    raise AssertionError("made again")


def test_a_kept_table_is_read_and_not_made_again(tmp_path):
    made = Stages(folder=tmp_path, key="k").table("pairs", lambda: table([ROW], PAIRS))
    assert Stages(folder=tmp_path, key="k").table("pairs", never).equals(made)


@pytest.mark.parametrize("damage", ["key", "marker", "bytes", "gone"])
def test_a_table_that_does_not_fit_its_marker_is_made_again(tmp_path, damage):
    Stages(folder=tmp_path, key="k").table("pairs", lambda: table([ROW], PAIRS))
    if damage == "marker":
        (tmp_path / ".stages" / "pairs.json").write_text("{")
    if damage == "bytes":
        path = tmp_path / "pairs.parquet"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    if damage == "gone":
        (tmp_path / "pairs.parquet").unlink()
    again = Stages(folder=tmp_path, key="other" if damage == "key" else "k")
    assert again.table("pairs", lambda: table([], PAIRS)).height == 0


def test_a_run_stopped_in_the_middle_goes_on_and_ends_the_same(tmp_path, root, monkeypatch):
    unbroken = trace_inputs([root / "seeds"], tmp_path / "unbroken", Settings())
    with monkeypatch.context() as patch:
        patch.setattr(journey, "passages", lambda *_, **__: never())
        with pytest.raises(AssertionError, match="made again"):
            trace_inputs([root / "seeds"], tmp_path / "stopped", Settings())
    assert not (tmp_path / "stopped" / "run.json").exists()
    with monkeypatch.context() as patch:
        patch.setattr(text_stages, "dated_articles", lambda *_: never())
        resumed = trace_inputs([root / "seeds"], tmp_path / "stopped", Settings())
    assert resumed.tables.derivations.equals(unbroken.tables.derivations)
    assert (tmp_path / "stopped" / "graph.json").read_bytes() == (tmp_path / "unbroken" / "graph.json").read_bytes()


def test_other_inputs_or_settings_are_another_key():
    assert len({key("a", Settings()), key("b", Settings()), key("a", Settings(threshold=0.8))}) == 3
