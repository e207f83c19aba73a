"""Rows taken many at a time come to the same articles and the same ledger as rows read one by one."""

import datetime
from itertools import chain

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provenance.base.backend import load
from provenance.base.settings import Settings
from provenance.corpus.formats.decode import scrubbed
from provenance.corpus.input_slices import slices
from provenance.corpus.ledger import json_lines
from provenance.corpus.quality import oddities
from provenance.corpus.read import read

pytest.importorskip("numba")
RAIN = "Rain fell on the north pier of Larne Bay all night, and the ferry stayed in port."
TEXTS = [
    RAIN,
    RAIN.upper(),
    "too short",
    "",
    None,
    "... ---",
    f"{RAIN}\0",
    f"{RAIN} \ufeff",
    "Дождь " * 1200,
    RAIN * 80,
    f"<p>{RAIN}</p><p>Again.</p>",
    f"{RAIN} &quot;So&quot; AT&T &amp; R&D",
    "nan",
]
IDS = ["a", "b-1", "7", "", None, "../x", "a b", "é", "x" * 300, "https://larne.example/pier?x=1#y", "a\u202eb"]
URLS = [
    "https://larne.example/pier",
    "http://larne.example:80?q=[1]",
    "ftp://x.example/",
    "https://x y/",
    "pier",
    None,
    "",
]
DATES = ["2024-03-05", "5 March 2024", "yesterday", "2024-03-05T10:00:00+02:00", None, "", "03/04/24", " 2024 "]


def one_by_one(path, chosen=None):
    """What reading row by row gives."""
    found = list(read([path], chosen or Settings()))
    articles = [a for _, a in found if a]
    places = [(a.article, a.path, a.record, (a.published_from, a.published_to), a.text) for a in articles]
    return places, "".join(json_lines(e for e, _ in found)), [e for e, _ in found if e.verdict != "accepted"]


def many_at_once(path, chosen=None):
    found = list(slices([path], chosen or Settings(), backend="numba"))
    for made in found:
        if made.texts is not None:
            assert made.strings in ([], made.texts.to_pylist())
            made.strings = made.texts.to_pylist()
    columns = ("ids", "paths", "records", "published", "strings")
    places = [place for made in found for place in zip(*(getattr(made, name) for name in columns), strict=True)]
    lines = "".join(chain.from_iterable(made.ledger for made in found))
    return places, lines, [entry for made in found for entry in made.told]


def assert_same(path, chosen=None):
    assert many_at_once(path, chosen) == one_by_one(path, chosen)


def written(folder, columns, **options):
    path = folder / "a.parquet"
    pq.write_table(columns if isinstance(columns, pa.Table) else pa.table(columns), path, **options)
    return path


rows = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(IDS), st.sampled_from(URLS), st.sampled_from(DATES)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(rows, st.booleans())
def test_any_rows(tmp_path_factory, found, has_ids):
    text, ids, url, published = (
        (pa.array(column, pa.string()) for column in zip(*found, strict=True))
        if found
        else [pa.array([], pa.string())] * 4
    )
    columns = {"text": text, "url": url, "published": published, **({"id": ids} if has_ids else {})}
    assert_same(written(tmp_path_factory.mktemp("rows"), columns))


def test_rows_of_several_batches_and_groups(tmp_path):
    texts = [f"{RAIN} {number}" for number in range(20_000)]
    ids = [str(number) for number in range(20_000)]
    texts[700], texts[9000], ids[12_000] = "", f"{RAIN}\x1b", ids[3]
    assert_same(written(tmp_path, {"id": ids, "text": texts}, row_group_size=6000))


TYPES = [
    {"id": pa.array([1, None, 3])},
    {"id": pa.array([b"a", b"\xff", None])},
    {"title": pa.array([["a", "b"], [], None])},
    {"outlet": pa.array([{"name": "The Pier"}, None, {"x": "y"}])},
    {"published": pa.array([datetime.datetime(2024, 1, 17, 8), None, datetime.datetime(1, 1, 1)])},
    {"published": pa.array([20240117, 1705478400, None])},
    {"captured": pa.array(["2024-01-17", "never", None])},
    {"byline": pa.array(["Ada Moss", "", None]).dictionary_encode()},
    {"text": pa.array([RAIN, None, RAIN + " Again."]).dictionary_encode()},
    {"text": pa.array([RAIN.encode(), b"\xff\xfe", None])},
    {"text": pa.array([RAIN, RAIN, "x"], pa.large_string())},
    {"text": pa.array([1, 2, 3])},
]


@pytest.mark.parametrize("columns", TYPES, ids=[str(next(iter(one.items()))[1].type) for one in TYPES])
def test_columns_of_any_type(tmp_path, columns):
    base = {"id": ["a", "b", "c"], "text": [RAIN, f"{RAIN} More.", "Snow"]}
    assert_same(written(tmp_path, pa.table({**base, **columns})))


def test_what_is_no_utf8_is_read_as_bytes(tmp_path):
    broken = pa.Array.from_buffers(
        pa.string(), 2, pa.array([RAIN.encode(), b"caf\xe9 on the old north pier"]).buffers()
    )
    assert_same(written(tmp_path, {"id": ["a", "b"], "text": broken}))


def test_texts_beyond_the_cap_and_damaged_files(tmp_path):
    path = written(tmp_path, {"id": ["a", "b"], "text": [RAIN, RAIN * 20]})
    assert_same(path, Settings(article_bytes=1000))
    path.write_bytes(path.read_bytes()[:-20])
    assert_same(path)
    assert_same(written(tmp_path, {"id": ["a"], "lead": [RAIN]}))


ODD = st.text(
    st.one_of(
        st.sampled_from("aZ9 .,\n\t\x00\x7f\x85\xa0\xadéÂÃâ€™“”…–—"),
        st.sampled_from("\u202e\u2066\u200b\u200d\u3000\ufeff\uffff\ufdd0\u0301\u064b\u0430\u03bf\u4e00ﷺ😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(ODD, st.sampled_from([0, 1, 5, 40, 1200]), st.booleans())
@example("aа", 5, True)
@example("Ã©", 5, True)
@example("x" * 1001, 1, True)
def test_a_text_that_passes_as_ordinary_has_nothing_odd(piece, times, framed):
    text = piece * times if not framed else f"{RAIN} {(piece + ' ') * times}"
    passes = load("provenance.corpus.ordinary_parallel").ordinary([text])[0]
    assert not passes or (not oddities(text) and scrubbed(text)[0] == text)


@pytest.mark.parametrize("corpus", ["allsides", "independent", "counter_articles", "versions", "pan13_articles"])
def test_real_texts_that_pass_have_nothing_odd_and_most_pass(shared, corpus):
    texts = pl.read_parquet(shared / "data" / f"{corpus}.parquet")["text"].drop_nulls()[:600]
    passes = load("provenance.corpus.ordinary_parallel").ordinary(texts)
    assert [oddities(text) for text in texts.filter(pl.Series(passes))] == [[]] * int(passes.sum())
    assert corpus == "counter_articles" or np.mean(passes) > 0.6
