"""Parquet on standard input, patterns in quotes, and addresses, as a person types them."""

import gzip
import io

import polars as pl
import pytest
import zstandard
from polars.testing import assert_frame_equal

from tests.cli.processes import ran
from tests.cli.texts import CORPUS, FERRY, TURNIPS
from tests.corpus.test_archives import MEMBERS, zipped


def test_parquet_comes_through_a_pipe_and_goes_out_as_it_came(tmp_path):
    buffer = io.BytesIO()
    frame = pl.DataFrame(CORPUS)
    frame.write_parquet(buffer)
    done = ran(["dedupe", "-"], tmp_path, stdin=buffer.getvalue())
    assert done.returncode == 0, done.stderr
    assert_frame_equal(pl.read_parquet(io.BytesIO(done.stdout)), frame.filter(pl.col("id") != "near"))
    assert ran(["trace", "-", "-o", "out", "-q"], tmp_path, stdin=buffer.getvalue()).returncode == 0
    assert pl.read_parquet(tmp_path / "out" / "articles.parquet")["article"].to_list() == sorted(frame["id"])
    assert ran(["index", "build", "-", "--index", "i"], tmp_path, stdin=buffer.getvalue()).returncode == 0


def test_parquet_that_breaks_off_in_a_pipe_is_said(tmp_path):
    buffer = io.BytesIO()
    pl.DataFrame(CORPUS).write_parquet(buffer)
    done = ran(["dedupe", "-"], tmp_path, stdin=buffer.getvalue()[:-40])
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_a_pattern_in_quotes_is_what_the_shell_would_make_of_it(provenance, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FERRY)
    (tmp_path / "in" / "b.txt").write_text(TURNIPS)
    (tmp_path / "in" / "c.md").write_text(TURNIPS)
    assert provenance("dedupe", "in/*.txt", "-o", "out", "-q").code == 0
    assert pl.read_parquet(tmp_path / "out" / "clusters.parquet")["article"].to_list() == ["a.txt", "b.txt"]
    ran = provenance("dedupe", "in/*.csv", "-o", "other")
    assert (ran.code, "E-NOT-FOUND" in ran.err) == (4, True)


def test_an_address_is_read_and_none_is_written_to(provenance, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    assert provenance("dedupe", (tmp_path / "a.txt").as_uri(), "-o", "out", "-q").code == 0
    assert pl.read_parquet(tmp_path / "out" / "clusters.parquet")["article"].to_list() == ["a.txt"]
    for command in ("dedupe", "trace"):
        ran = provenance(command, "a.txt", "-o", "s3://bucket/out")
        assert (ran.code, "local" in ran.err) == (2, True)
    ran = provenance("trace", "gopher://host/a.txt", "-o", "other")
    assert (ran.code, "E-REMOTE" in ran.err) == (4, True)


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (zipped(MEMBERS), "a zip archive"),
        (gzip.compress(b'{"text": "Rain."}\n'), "gzip data"),
        (zstandard.compress(b'{"text": "Rain."}\n'), "zstd data"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a WARC file"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><rss/>", "XML or HTML"),
    ],
)
@pytest.mark.parametrize("command", [["dedupe", "-"], ["trace", "-", "-o", "out", "-q"]], ids=lambda words: words[0])
def test_what_standard_input_does_not_take_is_named(tmp_path, command, sent, kind):
    done = ran(command, tmp_path, stdin=sent)
    assert done.returncode == 4
    assert f"E-STDIN-FORMAT -: is {kind}".encode() in done.stderr
    assert not done.stdout
