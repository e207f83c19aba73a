"""A WARC becomes its records; what is damaged costs itself, and the bytes of every record are the file's."""

import gzip
import zlib
from io import BytesIO

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.corpus.formats.warc import WarcRecord, warc_records

END = b"\r\n\r\n"


def warc(number: int, block: bytes = b"Rain fell.", *, length: int | str | None = None, more: str = "") -> bytes:
    """A record of a page that was captured, packed by nothing."""
    size = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n{more}Content-Length: {size}\r\n"
    return head.encode() + b"\r\n" + block + END


def read(data: bytes, packing: str = "", settings: Settings | None = None, *, whole: bool = False) -> list[WarcRecord]:
    return list(warc_records(BytesIO(data), packing, settings or Settings(), whole=whole))


def outcomes(data: bytes, packing: str = "", settings: Settings | None = None) -> list[object]:
    """Of each record its block, or the code that says why there is none."""
    return [
        record.notes[0].code if any(note.code.startswith("E-") for note in record.notes) else record.block
        for record in read(data, packing, settings)
    ]


PACKED = {
    "": lambda data: data,
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


@pytest.mark.parametrize("packing", PACKED)
def test_records_are_read_one_a_member_or_all_in_one(packing):
    one, other = warc(1), warc(2, b"Snow fell.")
    pack = PACKED[packing]
    for data in (pack(one) + pack(other), pack(one + other)):
        assert outcomes(data, packing) == [b"Rain fell.", b"Snow fell."]


@pytest.mark.parametrize("packing", ["gz", "zst"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "between", "noise"])
def test_a_damaged_member_costs_itself(packing, damage):
    bad, good = (PACKED[packing](warc(number, bytes(range(256)) * 8)) for number in (1, 2))
    middle = len(bad) // 2
    data = {
        "cut": bad[:middle] + good,
        "flipped": bad[:middle] + bytes([bad[middle] ^ 0xFF]) * 9 + bad[middle + 9 :] + good,
        "between": bad + b"\0\0GARBAGE" * 8 + good,
        "noise": b"noise" + bad[:12] + b"noise" * 40 + good,
    }[damage]
    read = outcomes(data, packing)
    assert read[-1] == bytes(range(256)) * 8
    assert all(code in ("E-WARC", "E-WARC-TRUNCATED") for code in read[:-1] if isinstance(code, str))
    assert any(isinstance(code, str) for code in read)


@pytest.mark.parametrize("packing", PACKED)
def test_a_file_that_breaks_off_says_so_and_gives_what_came_before(packing):
    data = PACKED[packing](warc(1)) + PACKED[packing](warc(2, bytes(range(256)) * 2))[:-80]
    assert outcomes(data, packing) == [b"Rain fell.", "E-WARC-TRUNCATED"]


@pytest.mark.parametrize(
    ("length", "first"),
    [(10**12, "E-WARC-TRUNCATED"), (10**5, "E-WARC-TRUNCATED"), (-5, "E-WARC"), ("ten", "E-WARC"), ("", "E-WARC"),
     (10**400, "E-WARC"), (4, b"Rain fell."), (30, b"Rain fell.")],
)  # fmt: skip
def test_a_wrong_length_costs_no_other_record(length, first):
    data = warc(1, length=length) + warc(2, b"Snow fell.") + warc(3, b"Hail fell.")
    assert outcomes(data) == [first, b"Snow fell.", b"Hail fell."]
    if first == b"Rain fell.":
        assert read(data)[0].notes[0].code == "W-WARC-LENGTH"


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_length_beyond_its_member_costs_no_other_record(packing):
    data = b"".join(map(PACKED[packing], (warc(1, length=10**12), warc(2, length=50_000), warc(3))))
    assert outcomes(data, packing) == ["E-WARC-TRUNCATED", "E-WARC-TRUNCATED", b"Rain fell."]


def test_a_warc_within_a_record_is_its_content():
    inner = warc(7) + warc(8)
    assert outcomes(warc(1, b"HTTP/1.1 200 OK" + END + inner) + warc(2)) == [
        b"HTTP/1.1 200 OK" + END + inner,
        b"Rain fell.",
    ]


def test_headers_have_a_cap_and_blocks_too():
    assert outcomes(warc(1, more="X-Pad: " + "y" * 300_000 + "\r\n") + warc(2)) == ["E-WARC", b"Rain fell."]
    small = Settings(article_bytes=1000)
    assert outcomes(warc(1, b"a" * 5000) + warc(2), settings=small) == ["E-TOO-LARGE", b"Rain fell."]
    bomb = gzip.compress(warc(1, b"a" * 30_000_000))
    assert outcomes(bomb + gzip.compress(warc(2)), "gz", small) == ["E-TOO-LARGE", b"Rain fell."]


def test_null_bytes_and_rubbish_are_one_record_each():
    data = b"\0" * 3000 + b"\r\n\r\n" + warc(1, b"Rain\0fell.") + b"rubbish\r\n\r\n" + warc(2)
    assert outcomes(data) == ["E-WARC", b"Rain\0fell.", "E-WARC", b"Rain fell."]
    assert outcomes(b"no warc at all\n" * 50) == ["E-WARC"]
    assert outcomes(b"") == outcomes(b"\r\n\r\n") == []


def test_the_dictionary_of_a_zstandard_warc_is_used():
    samples = [warc(number, b"Rain fell on pier %d in the harbour." % number) for number in range(300)]
    dictionary = zstandard.train_dictionary(2000, samples)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    for held in (dictionary.as_bytes(), zstandard.ZstdCompressor().compress(dictionary.as_bytes())):
        frame = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
        assert outcomes(frame + b"".join(map(packer.compress, samples[:3])), "zst") == [
            b"Rain fell on pier %d in the harbour." % number for number in range(3)
        ]


@pytest.mark.parametrize("packing", PACKED)
def test_the_bytes_of_all_records_are_the_file(packing):
    data = warc(1) + warc(2, b"a" * 5000) + b"rubbish\r\n\r\n" + warc(3)
    pieces = read(PACKED[packing](data), packing, Settings(article_bytes=1000), whole=True)
    assert b"".join(record.raw for record in pieces) == data
    assert [record.number for record in pieces if record.whole] == [1, 2, 3, 4]


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4), st.booleans())
def test_no_bytes_make_an_error(flips, packed):
    pack = gzip.compress if packed else bytes
    damaged = bytearray(pack(warc(1)) + pack(warc(2)))
    for place, value in flips:
        damaged[place % len(damaged)] = value
    found = outcomes(bytes(damaged) + pack(warc(3, b"Hail fell.")), "gz" if packed else "")
    assert 1 <= len(found) < 12


def test_a_member_that_unpacks_to_nothing_ends():
    assert outcomes(zlib.compress(b"", wbits=31) * 3 + gzip.compress(warc(1)), "gz") == [b"Rain fell."]
