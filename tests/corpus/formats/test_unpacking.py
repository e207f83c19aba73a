"""Packed files are unpacked as they stream, never beyond their caps; a broken end is an error, not an end."""

import gzip
import io
import zlib
from contextlib import nullcontext as does_not_raise

import pytest
import zstandard

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.formats.unpacking import CHUNK, chunks, whole

DATA = bytes(range(256)) * 20_000
PACK = {"": bytes, "gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("data", [b"", b"Rain fell.", DATA])
def test_round_trip(packing, data):
    assert b"".join(chunks(io.BytesIO(PACK[packing](data)), packing)) == data


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_members_follow_each_other(packing):
    packed = PACK[packing](b"Rain ") + PACK[packing](b"fell.")
    assert b"".join(chunks(io.BytesIO(packed), packing)) == b"Rain fell."


@pytest.mark.parametrize("packing", ["gz", "zst"])
@pytest.mark.parametrize("cut", [1, 9, 200])
def test_a_cut_end_is_an_error_after_what_was_whole(packing, cut):
    packed = PACK[packing](zlib.compress(DATA, 0)[:9000] * 10)
    found = []
    with pytest.raises(InputError) as caught:
        found.extend(chunks(io.BytesIO(packed[:-cut]), packing))
    assert caught.value.code == "E-TRUNCATED"


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_other_bytes_are_refused(packing):
    with pytest.raises(InputError, match="E-COMPRESSED"):
        list(chunks(io.BytesIO(b"Rain fell on the pier."), packing))


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_bomb_never_comes_in_large_pieces(packing):
    pieces = chunks(io.BytesIO(PACK[packing](bytes(64 * CHUNK))), packing)
    assert max(len(piece) for piece in pieces) <= 32 * CHUNK


@pytest.mark.parametrize(
    ("size", "settings", "fits"),
    [
        (2_000_000, Settings(), False),  # some 10 kB packed: 1 MB and 100 times as much are allowed
        (1_000_000, Settings(), True),
        (2_000_000, Settings(expansion=1000), True),
        (2_000_000, Settings(expansion=1000, file_bytes=1_500_000), False),
    ],
)
def test_caps(size, settings, fits):
    packed = gzip.compress(bytes(size))
    expected = does_not_raise() if fits else pytest.raises(InputError, match="E-TOO-LARGE")
    with expected:
        assert len(whole(io.BytesIO(packed), "gz", len(packed), settings, longest=10**9)) == size


def test_a_large_file_is_refused_before_it_is_read():
    with pytest.raises(InputError, match="E-TOO-LARGE"):
        whole(io.BytesIO(b""), "", 10 << 30, Settings(), longest=10**6)
