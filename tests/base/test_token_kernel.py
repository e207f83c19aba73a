"""The kernel reads every text as the readable backend does, bit for bit."""

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.letters.table import SEPARATOR
from provenance.base.tokens import letter_table, tokens
from provenance.base.twins import HASHES_BY, TOKENS_BY

pytest.importorskip("numba")
from provenance.base import jit, parallel

PIECES = [
    *("the", "Ferry", "2nd", "long-term", "harbourmaster", "internationalisation", "electroencephalographically"),
    *(" ", "  ", ", ", "\n", "_", "'", "\x00", "\x7f", "\xa0", "’", "—"),
    *("é", "e\u0301", "\u0301\u0302\u0303", "ß", "ﬃ", "㎏", "İ", "ŉ", "½", "ﷺ", "𝐧𝐨", "Ⅷ"),  # folded, spelled out
    *("\xad", "\u200b", "\u2060", "\u0640", "\ufe0f", "\U000e0069"),  # not seen
    *("а", "nоrth", "рiеr", "мiр", "αvβ", "жx", "κόσμος", "мир"),  # look-alikes of Latin letters, and words without
    *("東", "京", "がぎ", "か\u3099", "ไทย", "ລາວ", "မြန်မာ", "ខ្មែរ", "𠀀", "ｶﾞ", "ー"),  # a token each
    *(
        "-",
        "-\n",
        "- \t\r\n  ",
        "‐\r",
        "¬\n",
        "\xad\n",
        "-\n\n",
        "\r\n",
        "a",
        "7",
        "Z",
        "þ",
    ),  # words parted at line ends
    *("\u200c", "می", "ة", "ک", "٣", "५", "न्", "ङ्", "म", "ज़", "्", "न" * 59 + "न्", "न" * 60 + "न्", "ı", "ø", "œ", "ʼ"),
    *("정부는", "\u110c\u1165\u11bc", "हिन्दी", "مُحَمَّد", "שָׁלוֹם", "𞤀𞤣", "😀", "\ud800", "\udfff", "\U0010ffff"),
    *("x" * 59, "x" * 60, "y" * 61, "Ж" * 60, "\u0928" * 70, "𞤀" * 64, "ﷺ" * 9, "nо" * 40, "ж" * 70 + "a"),
]
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).map("".join)
ASCII = st.text(st.characters(max_codepoint=127), max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


def assert_same(texts, leave_out=None, given_as=None):
    expected, found = (
        tokens(texts, leave_out),
        TOKENS_BY["numba"](texts if given_as is None else given_as, leave_out),
    )
    for name in ("offsets", "starts", "ends", "hashes"):
        column, right = getattr(found, name), getattr(expected, name)
        assert column.dtype == right.dtype
        assert column.tolist() == right.tolist(), name


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT | ASCII, max_size=4))
def test_any_texts(texts):
    assert_same(texts)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, SPANS), max_size=4))
def test_what_is_left_out(articles):
    assert_same([text for text, _ in articles], [spans for _, spans in articles])


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, SPANS), max_size=4))
def test_hashes_alone_are_written_to_their_places_and_nowhere_else(articles):
    texts, apart = [text for text, _ in articles], [spans for _, spans in articles]
    sizes = np.diff(tokens(texts).offsets)
    places = np.cumsum([1, *(sizes[::-1] + 1)])[:-1][::-1].copy()  # the last text first, a gap around each
    columns = []
    for backend in ("python", "numba"):
        hashes = np.full(int(sizes.sum()) + len(sizes) + 1, 7, np.uint64)
        counts = HASHES_BY[backend](texts, apart, hashes, places)
        columns.append((counts.tolist(), hashes.tolist()))
    expected = tokens(texts, apart)
    assert columns[0] == columns[1]
    assert columns[0][0] == np.diff(expected.offsets).tolist()
    for text, (place, count) in enumerate(zip(places.tolist(), columns[0][0], strict=True)):
        assert columns[0][1][place : place + count] == expected[text][0].tolist()
        assert columns[0][1][place + count : place + int(sizes[text]) + 1] == [7] * (int(sizes[text]) - count + 1)


def test_every_code_point():
    assert_same(["".join(map(chr, range(start, start + 0x11000))) for start in range(0, 0x110000, 0x11000)])


@pytest.mark.parametrize("around", ["a{}b ", "ж {} ", "о{}c ", "東{}"], ids=repr)
def test_every_code_point_of_words_among_others(around):
    table = letter_table()
    codes = np.flatnonzero(table.pages[table.page_of].ravel() >> 24 != SEPARATOR).tolist()
    before, after = around.split("{}")
    assert_same(["".join(f"{before}{chr(code)}{after}" for code in codes)])


@pytest.mark.parametrize("letter", ["a", "Z", "7", "é", "ж", "ħ", "\u0928", "ꦏ", "𞤀", "ﬃ", "aж", "aо"])
def test_words_of_every_length_at_every_distance_from_the_end(letter):
    lengths = range(1, 300 // len(letter))
    assert_same([letter * length for length in lengths])
    assert_same([" ".join([letter * length, "x"[: length % 2]]) for length in lengths])
    assert_same([" ".join(letter * length for length in lengths)])


def test_a_word_ends_where_its_article_does():
    assert_same(["har", "bour", "", "master", "東", "é", "", "internationali", "sation" * 8, "a", "b"])


def test_columns_are_read_as_they_lie():
    texts = ["Rain fell.", "", "Fällt — aus", "東京"]
    for column in (
        pl.Series(texts),
        pl.Series(["other", *texts, "other"]).slice(1, 4),
        pl.Series(texts[:1]).append(pl.Series(texts[1:])),
        pa.array(texts),
        pa.array(["other", *texts]).slice(1),
        pa.array(texts, pa.large_string()),
        pa.array(texts, pa.string_view()),
        pa.chunked_array([texts[:3], texts[3:]]),
        iter(texts),
    ):
        assert_same(texts, given_as=column)


@pytest.mark.parametrize(
    "nothing",
    [[], [""], ["", ""], pl.Series([], dtype=pl.String), pa.array([], pa.string())],
    ids=["list", "empty", "twice empty", "polars", "pyarrow"],
)
def test_nothing_in_nothing_out(nothing):
    assert_same(list(nothing), given_as=nothing)


def test_slices_and_threads_do_not_show(monkeypatch):
    texts = [f"Ferry {number} left Brenholm at {number % 24} h, " * (number % 7) for number in range(400)]
    spans = [[(3, 9), (0, number % 5)] for number in range(400)]
    monkeypatch.setattr(jit, "_SLICE", 500)
    monkeypatch.setattr(jit, "cores", lambda: 3)
    assert_same(texts, spans)
    assert_same(texts)


@pytest.mark.parametrize("group", [1, 70, 4000])
def test_texts_that_are_read_one_after_the_other_do_not_show(monkeypatch, group):
    monkeypatch.setattr(parallel, "_GROUP", group)
    assert_same(["", "", *("Rain fell " * k for k in range(20)), "", "a b c d e f g h " * 90, "東京" * 50, ""])
    for few in ([], [""], ["", "x"]):
        assert_same(few)


def test_an_article_longer_than_a_slice():
    assert_same(["", "the quick brown fox " * 60_000, "end"])


def test_hashes_use_all_64_bits():
    found = TOKENS_BY["numba"](["one two three four five six seven eight nine ten"]).hashes
    assert found.dtype == np.uint64
    assert (found > 2**63).any()


def test_a_very_long_token_widens_the_lengths_of_all(monkeypatch):
    monkeypatch.setattr(parallel, "_GROUP", 40)
    texts = ["two words", "some more of them stand in this text", "x" * 300 + " stands alone", "the last of all"]
    read, expected = TOKENS_BY["numba"](texts), tokens(texts)
    assert read.ends.tolist() == expected.ends.tolist()
    assert read.lengths.dtype == np.uint32
    assert TOKENS_BY["numba"](texts[:2]).lengths.dtype == np.uint8
