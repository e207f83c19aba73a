"""Files and records become articles; one bad record costs itself alone, and everything seen is in the ledger."""

import gzip
import json
from io import BytesIO

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.corpus.formats.csv_records import csv_records
from provenance.corpus.formats.decode import scrubbed
from provenance.corpus.formats.lines import Line
from provenance.corpus.formats.lines import lines as cut
from provenance.corpus.ledger import counts, json_lines
from provenance.corpus.read import read, read_bytes

RAIN, SNOW, HAIL = (f"{what} fell on the north pier of Larne Bay all night." for what in ("Rain", "Snow", "Hail"))


def lines(*records):
    return "".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records).encode()


def told(name, data, **more):
    """(record, line, verdict, code, article, text) of each reading."""
    return [
        (e.record, e.line, e.verdict, e.code, e.article, a and a.text)
        for e, a in read_bytes(name, data, Settings(), **more)
    ]


def texts(name, data, **more):
    return [a.text for _, a in read_bytes(name, data, Settings(), **more) if a]


def test_a_text_file_is_its_article_verbatim():
    text = "Rain  fell\r\non the\tnorth pier.\r\rIt stayed.\n"
    assert told("in/a.txt", b"\xef\xbb\xbf" + text.encode()) == [(None, None, "accepted", "", "in/a.txt", text)]


def test_front_matter_is_metadata_and_the_body_is_the_text():
    data = f"---\nid: n7\ntitle: Pier\ndate: 17.01.2024\nauthors: [Ada, Bo]\nlang: en\n---\n{RAIN}\n".encode()
    ((_, article),) = read_bytes("a.md", data, Settings())
    assert (article.article, article.title, article.byline, article.language) == ("n7", "Pier", "Ada, Bo", "en")
    assert (article.published, str(article.published_to), article.text) == (
        "17.01.2024",
        "2024-01-17 23:59:59.999999+00:00",
        RAIN + "\n",
    )


def test_one_bad_line_costs_one_line():
    data = lines({"id": "a", "text": RAIN}, "{broken\n", "\n", "[1]\n", {"id": "b", "text": SNOW})
    assert told("a.jsonl", data) == [
        (1, 1, "accepted", "", "a", RAIN),
        (2, 2, "rejected", "E-JSON", None, None),
        (3, 4, "rejected", "E-NOT-OBJECT", None, None),
        (4, 5, "accepted", "", "b", SNOW),
        (None, None, "warned", "E-JSON", None, None),
    ]


BAD = [
    ("{", "E-JSON"),
    ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "E-JSON"),
    ('{"a": ' + "9" * 5000 + "}", "E-JSON"),
    ('{"text": 5}', "E-FIELD-TYPE"),
    ('{"text": [5]}', "E-FIELD-TYPE"),
    ('{"text": ""}', "W-EMPTY"),
    ('{"text": null}', "W-EMPTY"),
    ('{"title": "x"}', "E-NO-TEXT-FIELD"),
]


@pytest.mark.parametrize(("bad", "code"), BAD, ids=[code for _, code in BAD])
def test_a_bad_record_never_loses_its_neighbours(bad, code):
    data = lines({"id": "first", "text": RAIN}, bad + "\n", {"id": "last", "text": SNOW})
    found = told("a.jsonl", data)
    assert [row[3] for row in found] == ["", code, "", code]
    assert texts("a.jsonl", data) == [RAIN, SNOW]


IDS = [  # id in the record, id of the article (None: a hash of the record), code
    ("007", "007", ""), (7, "7", ""), (7.5, "7.5", ""), (2**70, str(2**70), ""), (None, None, ""), ("", None, ""),
    (True, None, "W-ID-TYPE"), ([1], None, "W-ID-TYPE"), ({"a": 1}, None, "W-ID-TYPE"),
    ("../../x", "../../x", "W-ID-ESCAPED"), ("/tmp/x", "/tmp/x", "W-ID-ESCAPED"), ("a\0b", "a\ufffdb", "W-ID-ESCAPED"),
    ("a\nb", "a\nb", "W-ID-ESCAPED"), ("x" * 300, "x" * 300, "W-ID-ESCAPED"), (".", ".", "W-ID-ESCAPED"),
    ("https://example.org/a/b?c=1", "https://example.org/a/b?c=1", ""),
    ("'; DROP TABLE x;--", "'; DROP TABLE x;--", ""),
]  # fmt: skip


@pytest.mark.parametrize(("given_id", "article", "code"), IDS, ids=[repr(row[0])[:20] for row in IDS])
def test_ids(given_id, article, code):
    found = told("a.jsonl", lines({"id": given_id, "text": RAIN}))[0]
    assert found[3] == code
    assert found[4] == article if article else len(found[4]) == 32


def test_records_without_an_id_are_named_by_what_they_hold_wherever_they_stand():
    one, two = {"text": RAIN, "outlet": "Gull"}, {"text": SNOW, "outlet": "Gull"}
    forward = {row[4]: row[5] for row in told("a.jsonl", lines(one, two))[:2]}
    backward = {row[4]: row[5] for row in told("b.jsonl", lines(two, "\n", dict(reversed(one.items()))))[:2]}
    assert forward == backward


def test_identical_records_without_an_id_are_all_articles():
    first, second, third, _ = (row[4] for row in told("a.jsonl", lines(*[{"text": RAIN}] * 3)))
    assert [second, third] == [f"{first}-2", f"{first}-3"]


def test_the_same_id_twice():
    found = told("a.jsonl", lines(*[{"id": "a", "text": text} for text in (RAIN, RAIN, SNOW, SNOW, HAIL)]))
    assert [row[2:5] for row in found[:5]] == [
        ("accepted", "", "a"),
        ("warned", "W-DUP-ID", "a"),
        ("warned", "W-ID-VERSION", "a-2"),
        ("warned", "W-DUP-ID", "a-2"),
        ("warned", "W-ID-VERSION", "a-3"),
    ]


def test_ids_of_another_file_are_another_matter(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines({"id": 1, "text": RAIN}, {"id": 2, "text": SNOW}))
    (tmp_path / "b.jsonl").write_bytes(lines({"id": 1, "text": HAIL}, {"id": 2, "text": SNOW}))
    found = [(e.code, a and a.article) for e, a in read([tmp_path], Settings()) if e.record]
    assert found == [("", "1"), ("", "2"), ("", "b.jsonl#1"), ("W-DUP-ID", None)]


ODD_LINES = [
    (b'{"id":"a","text":"one \\ud800 two three four five"}\n',
     "one \ufffd two three four five", ["W-ENCODING-REPLACED"]),
    (b'{"id":"a","text":"one \\u0000 two three four five"}\n', "one \ufffd two three four five", ["W-CONTROL-CHARS"]),
    (b'{"id":"a","text":"one \x1c two three four five"}\n', "one \ufffd two three four five", ["W-CONTROL-CHARS"]),
    ('{"id":"a","text":"one\u2028two\x85three four five six"}\n'.encode(), "one\u2028two\x85three four five six", []),
    (b'{"id":"a","text":"one\ttwo three four five"}\n', "one\ttwo three four five", []),
    (b'{"id":"a","s":NaN,"text":"one two three four five"}\n', "one two three four five", ["W-JSON-NONSTANDARD"]),
    (b'{"id":"a","text":"x","text":"one two three four five"}\n', "one two three four five", ["W-DUP-KEY"]),
    (b'{"id":"a","text":"caf\xe9 two three four five"}\n', "caf\ufffd two three four five", ["W-ENCODING-REPLACED"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "codes"), ODD_LINES)
def test_odd_lines_are_one_record_each_and_said(data, text, codes):
    entry, article = next(read_bytes("a.jsonl", data, Settings()))
    assert (article.text, [note.code for note in entry.notes]) == (text, codes)


FIELDS = [  # record, (url, title, byline, outlet), codes
    ({"url": "https://gull.example/a", "headline": "Pier", "source": "Gull"},
     ("https://gull.example/a", "Pier", None, "Gull"), []),
    ({"url": "javascript:x", "author": ["Ada", "Bo"]}, (None, None, "Ada, Bo", None), ["W-URL-SCHEME"]),
    ({"url": "https://x/\" onclick=\"y", "author": [{"name": "Ada"}]}, (None, None, "Ada", None), ["W-URL-SCHEME"]),
    ({"url": "//x/y", "byline": ["Ada", 5, None]}, (None, None, "Ada", None), ["W-FIELD-TYPE", "W-URL-SCHEME"]),
    ({"title": 5, "byline": None, "source": " \u2028"}, (None, None, None, None), ["W-FIELD-TYPE"]),
    ({"title": "a\x1b[2Jb", "date": "2024-02-30"}, (None, "a\ufffd[2Jb", None, None), ["W-DATE"]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected", "codes"), FIELDS)
def test_other_fields(fields, expected, codes):
    entry, article = next(read_bytes("a.jsonl", lines({"id": "a", "text": RAIN, **fields}), Settings()))
    assert (article.url, article.title, article.byline, article.outlet) == expected
    assert sorted(note.code for note in entry.notes) == codes


JSON = [
    ([{"id": "a", "text": RAIN}, {"id": "b", "text": SNOW}], [RAIN, SNOW]),
    ({"articles": [{"id": "a", "text": RAIN}], "n": 1}, [RAIN]),
    ({"n": [1], "meta": {"articles": []}, "articles": [{"id": "a", "text": RAIN}]}, [RAIN]),
    ({"id": "a", "text": RAIN, "tags": ["x"]}, [RAIN]),
    ([], []),
]


def test_json_lines_named_json_lose_no_line():
    assert texts("a.json", lines({"id": "a", "text": RAIN}, {"id": "b", "text": SNOW})) == [RAIN, SNOW]
    assert [row[3] for row in told("a.json", lines({"id": "a", "text": RAIN}, "{broken\n"))] == ["", "E-JSON", "E-JSON"]


@pytest.mark.parametrize(("document", "expected"), JSON)
@pytest.mark.parametrize("indent", [None, 1])
def test_json_documents(document, expected, indent):
    assert texts("a.json", json.dumps(document, indent=indent).encode()) == expected


def test_records_of_a_json_document_know_their_lines():
    text = f'{{"n": 1,\n "articles": [\n{{"id": "a", "text":\n "{RAIN}"}},\n\n  7, {{"id": "b", "text": "{SNOW}"}}]}}'
    found = [(e.record, e.line, e.code) for e, _ in read_bytes("a.json", text.encode(), Settings())]
    assert found == [(1, 3, ""), (2, 6, "E-NOT-OBJECT"), (3, 6, ""), (None, None, "E-NOT-OBJECT")]
    rows = "\n" + lines({"id": "a", "text": RAIN}, {"id": "b"}).decode()
    assert [e.line for e, _ in read_bytes("a.json", rows.encode(), Settings())] == [2, 3, None]


def test_a_json_array_that_breaks_off_gives_what_was_whole():
    data = b'[{"id": "a", "text": "' + RAIN.encode() + b'"},\n 5, {"id": "b", "te'
    assert [row[:4] for row in told("a.json", data)] == [
        (1, 1, "accepted", ""),
        (2, 2, "rejected", "E-NOT-OBJECT"),
        (3, 2, "rejected", "E-JSON"),
        (None, None, "warned", "E-NOT-OBJECT"),
    ]


CSV = [
    ("id,text\n007,{}\n", [RAIN]),
    ("id;text;x\n1;{};a,b\n", [RAIN]),
    ("id\ttext\n1\t{}\n", [RAIN]),
    ("id,text\r1,{}\r2,Hail and snow and rain fell.\r", [RAIN, "Hail and snow and rain fell."]),
    ("id,text\r\n1,{}\r\n", [RAIN]),
    ('\n\nid,text\n1,"{}\r\n\r\nMore, ""he"" said.\n"\n', [RAIN + '\r\n\r\nMore, "he" said.\n']),
    ('"id","text"\n"1","{}"', [RAIN]),
]


@pytest.mark.parametrize(("form", "expected"), CSV)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_many_kinds(form, expected, encoding):
    assert texts("a.csv", form.format(RAIN).encode(encoding)) == expected


def test_csv_fields_may_be_long_and_rows_ragged():
    long = " ".join(f"ferry{number} left" for number in range(16_000))
    data = f"id,text\n1,{long}\n2\n3,{SNOW},x\n".encode()
    assert [row[:4] for row in told("a.csv", data)] == [
        (1, 2, "accepted", ""),
        (2, 3, "warned", "W-EMPTY"),
        (3, 4, "warned", "W-CSV-RAGGED"),
        (None, None, "warned", "W-EMPTY"),
    ]


CSV_ERRORS = [
    (f'id,text\n"1","{RAIN}"\n"2","open\n"3","x"\n', "warned", "E-CSV-QUOTE", "a quote is opened and never closed"),
    (f"text,text\n{RAIN},{SNOW}\n", "rejected", "E-CSV-HEADER", "two columns are named text"),
    ("id,lead\n1,x\n", "rejected", "E-NO-TEXT-FIELD", "has no text, only id, lead"),
    ("id,text\n", "warned", "W-EMPTY", "holds no record"),
    ("", "warned", "W-EMPTY", "holds no record"),
]


@pytest.mark.parametrize(("data", "verdict", "code", "message"), CSV_ERRORS, ids=[row[2] for row in CSV_ERRORS])
def test_csv_that_breaks_says_where(data, verdict, code, message):
    entry, _ = list(read_bytes("a.csv", data.encode(), Settings()))[-1]
    assert (entry.verdict, entry.code, entry.message) == (verdict, code, message)


def test_an_open_quote_is_given_up_before_it_holds_the_whole_file():
    taken = []
    rows = ("id,text\n", *[f'1,"{RAIN}"\n'] * 2_000, '2,"open\n', *["3,and so on\n"] * 10_000)
    found = (taken.append(n) or Line(n, row.encode(), row) for n, row in enumerate(rows, 1))
    records = csv_records(found, longest=1_000)
    for record in records:
        if record.notes:
            break
    assert (record.number, record.line, record.notes[0].code) == (2001, 2002, "E-CSV-QUOTE")
    assert len(taken) < 2_200
    assert sum(record.fields is not None for record in records) > 9_000


def test_quotes_that_are_never_closed_lose_no_byte():
    rows = ["id,text\n", *['a"b,"c\n'] * 3_000]
    found = csv_records((Line(n, row.encode(), row) for n, row in enumerate(rows, 1)), longest=4_000)
    assert b"".join(record.raw for record in found) == "".join(rows).encode()


def test_columns_can_be_said():
    data = lines({"nr": "n1", "lead": RAIN, "text": "not this"})
    found = told("a.jsonl", data, columns={"id": "nr", "text": "lead"})
    assert found[0][4:] == ("n1", RAIN)
    with pytest.raises(SettingsError):
        told("a.jsonl", data, columns={"lede": "lead"})


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json"])
def test_packed_files_read_as_plain_ones(name):
    data = {
        "a.txt": RAIN.encode(),
        "a.jsonl": lines({"id": "a", "text": RAIN}),
        "a.csv": f"id,text\na,{RAIN}\n".encode(),
        "a.json": json.dumps({"id": "a", "text": RAIN}).encode(),
    }[name]
    packed = {".gz": gzip.compress(data), ".zst": zstandard.ZstdCompressor().compress(data)}
    assert [texts(name + ending, bytes_) for ending, bytes_ in packed.items()] == [[RAIN], [RAIN]]


def test_records_before_a_cut_are_kept_and_the_cut_is_said():
    packed = gzip.compress(lines({"id": "a", "text": RAIN})) + gzip.compress(lines({"id": "b", "text": SNOW}))[:-12]
    found = told("a.jsonl.gz", packed)
    assert [row[5] for row in found if row[5]][:1] == [RAIN]
    assert found[-1][2:4] == ("warned", "E-TRUNCATED")
    assert told("a.txt.gz", gzip.compress(RAIN.encode())[:-12])[0][2:4] == ("rejected", "E-TRUNCATED")


def test_a_line_that_is_too_long_costs_itself_and_a_text_too():
    small = Settings(article_bytes=2_000)
    data = lines({"id": "a", "text": "word " * 500}, {"id": "b", "text": "x" * 2_000_000}, {"id": "c", "text": RAIN})
    found = [(e.code, a and a.article) for e, a in read_bytes("a.jsonl", data, small)]
    assert found == [("E-TOO-LARGE", None), ("E-TOO-LARGE", None), ("", "c"), ("E-TOO-LARGE", None)]


def test_standard_input_is_json_lines():
    found = [(e.path, a and a.text) for e, a in read(["-"], Settings(), stdin=BytesIO(lines({"text": RAIN})))]
    assert found == [("-", RAIN), ("-", None)]


def test_the_ledger_adds_up_and_is_json():
    data = lines({"id": "a", "text": RAIN}, "{\n", {"id": "b", "text": "Too short"}, {"id": "c", "text": ""})
    entries = [entry for entry, _ in read_bytes("esc\x1b.jsonl", data, Settings())]
    assert counts(entries) == {"seen": 5, "accepted": 1, "warned": 3, "rejected": 1}
    parsed = [json.loads(line) for line in json_lines(entries)]
    assert [entry["verdict"] for entry in parsed] == ["accepted", "rejected", "warned", "warned", "warned"]
    assert all(line.isascii() and line.isprintable() for line in (part.rstrip("\n") for part in json_lines(entries)))


@given(st.text(max_size=80))
def test_a_record_gives_its_text_verbatim(text):
    clean, _ = scrubbed(text)
    data = json.dumps({"id": "a", "text": text}).encode()
    for entry, article in read_bytes("a.jsonl", data, Settings()):
        if article:
            assert article.text == clean
            assert len(article.text) == len(text)
        elif entry.record:
            assert entry.code == "W-EMPTY"


@given(
    st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.json", "a.csv", "a.parquet", "a.txt", "a.md", "a.csv.gz"])
)
def test_no_bytes_break_the_reader(data, name):
    entries = [entry for entry, _ in read_bytes(name, data, Settings())]
    assert entries[-1].record is None


def test_blank_lines_are_counted_and_not_handed_on():
    data = b"\n" * 500_000 + b"{}\n \n\r\n\t\n{}" + b"\n" * 500_000
    pieces = [data[place : place + 1000] for place in range(0, len(data), 1000)]
    assert [line.number for line in cut(iter(pieces), Settings(), blank=False)] == [500_001, 500_005]
    rows = list(cut(iter([b"a\n\n\r\n\n", b"\nb\r\r\rc\n"]), Settings(), carriage_returns=True))
    assert [row.number for row in rows if row.text.strip()] == [1, 6, 9]
    assert b"".join(row.raw for row in rows) == b"a\n\n\r\n\n\nb\r\r\rc\n"
