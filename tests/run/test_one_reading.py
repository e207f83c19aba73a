"""Inputs that change while a run reads them are an error, and then nothing is replaced."""

import gzip
import os
import shutil

import polars as pl
import pytest

from provenance.base.errors import MachineError
from provenance.base.settings import Settings
from provenance.corpus.formats import exports as reading
from provenance.run import dedupe as room
from provenance.run.dedupe import DedupeOptions, dedupe_inputs
from provenance.run.row_files import RowFiles
from provenance.run.trace import trace_inputs
from tests.cli.texts import CORPUS, FERRY, MUSEUM, TURNIPS, lines


def records(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines(CORPUS))
    return path


def packed(tmp_path):
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(lines(CORPUS)))
    return path


def table(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in CORPUS))
    return path


def columns(tmp_path):
    path = tmp_path / "in.parquet"
    pl.DataFrame([{"id": row["id"], "text": row["text"]} for row in CORPUS]).write_parquet(path)
    return path


def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in (("a", FERRY), ("b", TURNIPS), ("c", MUSEUM)):
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    return tmp_path / "in"


def one(path):
    return path / "a.txt" if path.is_dir() else path


def gone(path):
    one(path).unlink()


def shorter(path):
    os.truncate(one(path), one(path).stat().st_size // 2)


def longer(path):
    with one(path).open("ab") as file:
        file.write(b"\n")


def other(path):
    """As many other bytes, and the time of change as it was: only their hash tells."""
    place = one(path)
    about = place.stat()
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    os.utime(place, ns=(about.st_atime_ns, about.st_mtime_ns))


def tree(out):
    return {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("change", [gone, shorter, longer, other])
@pytest.mark.parametrize("make", [records, packed, table, columns, folder])
def test_an_input_that_changes_between_its_two_readings_is_an_error(tmp_path, monkeypatch, make, change):
    path, out = make(tmp_path), tmp_path / "out"
    dedupe_inputs([path], out, Settings())
    before = tree(out)
    monkeypatch.setattr(room, "_fates", lambda found, fates=room._fates: (change(path), fates(found))[1])
    with pytest.raises(MachineError, match=r"E-INPUT-CHANGED .*in.*no result was replaced") as caught:
        dedupe_inputs([path], out, Settings(), DedupeOptions(force=True))
    assert caught.value.exit_code == 6
    assert tree(out) == before
    if make is not folder:
        rows = RowFiles(tmp_path / f"rows{'.csv' if make is table else '.parquet' if make is columns else '.jsonl'}")
        shutil.rmtree(tmp_path / "out")
        one(path).unlink(missing_ok=True)
        with pytest.raises(MachineError, match="E-INPUT-CHANGED"):
            dedupe_inputs([make(tmp_path)], None, Settings(), DedupeOptions(rows=rows))
        assert not rows.kept.exists()


def test_inputs_that_stay_are_none(tmp_path):
    path = records(tmp_path)
    assert dedupe_inputs([path, columns(tmp_path)], tmp_path / "out", Settings()).run["counts"]["articles"] == 4


def test_a_file_that_comes_between_changes_nothing(tmp_path, monkeypatch):
    path = folder(tmp_path)
    monkeypatch.setattr(
        room, "_fates", lambda found, fates=room._fates: ((path / "q.jsonl").write_bytes(b"{}\n"), fates(found))[1]
    )
    dedupe_inputs([path], tmp_path / "out", Settings())
    assert sorted(place.name for place in (tmp_path / "out" / "kept").iterdir()) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("run", [dedupe_inputs, trace_inputs])
def test_an_input_that_changes_while_it_is_read_is_an_error(tmp_path, monkeypatch, run):
    path = folder(tmp_path)
    whole = reading.whole
    monkeypatch.setattr(reading, "whole", lambda *a, **k: (whole(*a, **k), longer(path))[0])
    with pytest.raises(MachineError, match="E-INPUT-CHANGED"):
        run([path], tmp_path / "out", Settings())
    assert not (tmp_path / "out" / "run.json").exists()


def test_rows_that_do_not_add_up_replace_nothing(tmp_path, monkeypatch):
    path, out = records(tmp_path), tmp_path / "out"
    dedupe_inputs([path], out, Settings())
    before = tree(out)
    monkeypatch.setattr(room, "_fates", lambda found, fates=room._fates: fates(found)[1:])
    with pytest.raises(RuntimeError, match="rows to keep"):
        dedupe_inputs([path], out, Settings())
    assert {name: data for name, data in tree(out).items() if ".provenance/" not in str(name)} == before


def test_a_file_larger_than_a_piece_is_looked_at_before_it_is_read(tmp_path):
    path = tmp_path / "large.jsonl"
    row = '{{"id": "a{0}", "text": "' + "The ferry to Osk will stop at dawn, said pilot {0}. " * 20 + '"}}\n'
    path.write_text("".join(row.format(number) for number in range(4000)))
    assert path.stat().st_size > 3 << 20
    found = dedupe_inputs([path], tmp_path / "out", Settings())
    assert found.run["counts"]["articles"] == 4000
