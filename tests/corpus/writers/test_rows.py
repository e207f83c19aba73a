"""What is kept comes out as the bytes that came in; what is removed says which article it matches."""

import csv
import gzip
import io
import json

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.base.settings import Settings
from provenance.corpus.formats.unpacking import spooled
from provenance.corpus.read import read
from provenance.corpus.writers.rows import FATES, Match, RowInputs, write_rows

TEXTS = [f"{what} fell on the north pier of Larne Bay all night." for what in ("Rain", "Snow", "Hail")]
MATCH = Match("=a", 0.9, 1.0, 0.8)
EXTRA = {
    "provenance_match": "=a",
    "provenance_similarity": 0.9,
    "provenance_removed_in_kept": 1.0,
    "provenance_kept_in_removed": 0.8,
}


def fates(places, removed):
    """Every place kept but the removed one."""
    rows = [(*place, place != removed, *(MATCH if place == removed else [None] * 4)) for place in places]
    return pl.DataFrame(rows, schema=FATES, orient="row")


def parted(inputs, out, stdin=None, stdout=None):
    """The second article is removed, every other is kept."""
    places = [(a.path, a.record) for _, a in read(inputs, Settings(), stdin=stdin) if a]
    found = write_rows(
        RowInputs(inputs, Settings(), stdin=stdin),
        fates(places, places[1]),
        out,
        sinks=stdout and (stdout, io.BytesIO(), io.BytesIO()),
    ).paths
    return [place.relative_to(out).as_posix() for place in found] if out else found


def json_line(number, **more):
    return json.dumps({"x": [1, None], "text": TEXTS[number], **more}, ensure_ascii=False)


LINES = [
    json_line(0, id="a") + "\n",
    '  {"b" :1.0,  "text": "' + TEXTS[1] + '"}  \r\n',
    "{broken\n",
    "\n",
    json_line(2, n="café") + "\n",
]


def test_json_lines_are_kept_byte_for_byte(tmp_path):
    (tmp_path / "a.jsonl").write_bytes("".join(LINES).encode())
    assert parted([tmp_path / "a.jsonl"], tmp_path / "out") == ["kept.jsonl", "rejected.jsonl", "removed.jsonl"]
    assert (tmp_path / "out" / "kept.jsonl").read_bytes() == (LINES[0] + LINES[4]).encode()
    assert (tmp_path / "out" / "rejected.jsonl").read_bytes() == LINES[2].encode()
    removed = (tmp_path / "out" / "removed.jsonl").read_bytes()
    assert removed.startswith(b'  {"b" :1.0,  "text": "')
    assert removed.endswith(b"}  \r\n") or removed.endswith(b"}\r\n")
    assert json.loads(removed) == {"b": 1.0, "text": TEXTS[1], **EXTRA}


def test_standard_input_goes_to_standard_output(tmp_path):
    out = io.BytesIO()
    with spooled(io.BytesIO("".join(LINES).encode())) as copy:
        places = [(a.path, a.record) for _, a in read(["-"], Settings(), stdin=copy) if a]
        write_rows(
            RowInputs(["-"], Settings(), stdin=copy),
            fates(places[:2], places[1]),
            None,
            sinks=(out, io.BytesIO(), io.BytesIO()),
        )
    assert out.getvalue() == LINES[0].encode()


def test_packed_lines_are_written_plain(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(LINES).encode()))
    parted([tmp_path / "a.jsonl.gz"], tmp_path / "out")
    assert (tmp_path / "out" / "kept.jsonl").read_bytes() == (LINES[0] + LINES[4]).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_rows_are_kept_byte_for_byte(tmp_path, end, encoding):
    rows = ["id;text;é", f'1;"{TEXTS[0]}{end}{end}So it ""was"".";é', f" 2 ;{TEXTS[1]};é", f"003;{TEXTS[2]};déjà"]
    data = end.join(rows).encode(encoding)
    (tmp_path / "a.csv").write_bytes(data)
    assert parted([tmp_path / "a.csv"], tmp_path / "out") == ["kept.csv", "removed.csv"]
    kept = (tmp_path / "out" / "kept.csv").read_bytes()
    assert kept == end.join([rows[0], rows[1], rows[3]]).encode(encoding)
    removed = (tmp_path / "out" / "removed.csv").read_bytes().decode(encoding)
    assert list(csv.reader(io.StringIO(removed, newline=""), delimiter=";")) == [
        ["id", "text", "é", *EXTRA],
        [" 2 ", TEXTS[1], "é", "'=a", "0.9", "1.0", "0.8"],
    ]


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_keeps_its_document(tmp_path, wrapped):
    records = [{"id": str(n), "text": text, "n": 1.50} for n, text in enumerate(TEXTS)]
    document = {"made": "now", "articles": records, "end": 1} if wrapped else records
    (tmp_path / "a.json").write_text(json.dumps(document, indent=2))
    parted([tmp_path / "a.json"], tmp_path / "out")
    kept, removed = (json.loads((tmp_path / "out" / f"{side}.json").read_text()) for side in ("kept", "removed"))
    around = (lambda found: {"made": "now", "articles": found, "end": 1}) if wrapped else (lambda found: found)
    assert (kept, removed) == (around([records[0], records[2]]), around([{**records[1], **EXTRA}]))


ROWS = [{"id": n, "text": text} for n, text in enumerate([TEXTS[0], "", TEXTS[1], None, TEXTS[2]])]


def as_csv(path):
    pl.DataFrame(ROWS).write_csv(path)


def as_json(path):
    path.write_text(json.dumps(ROWS))


def as_parquet(path):
    pl.DataFrame(ROWS).write_parquet(path)


@pytest.mark.parametrize(
    ("write", "again"),
    [
        (as_csv, pl.read_csv),
        (as_json, lambda path: pl.DataFrame(json.loads(path.read_text()))),
        (as_parquet, pl.read_parquet),
    ],
    ids=["csv", "json", "parquet"],
)
def test_every_row_is_kept_removed_or_rejected(tmp_path, write, again):
    ending = write.__name__[3:]
    write(tmp_path / f"a.{ending}")
    parted([tmp_path / f"a.{ending}"], tmp_path / "out")
    sides = [again(tmp_path / "out" / f"{side}.{ending}") for side in ("kept", "removed", "rejected")]
    assert [side["id"].to_list() for side in sides] == [[0, 4], [2], [1, 3]]
    assert sides[2].columns == ["id", "text"]


def test_where_nothing_is_rejected_nothing_of_an_earlier_run_stays(tmp_path):
    (tmp_path / "a.jsonl").write_bytes((LINES[0] + LINES[1]).encode())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "rejected.jsonl").write_text("of a stopped run")
    parted([tmp_path / "a.jsonl"], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["kept.jsonl", "removed.jsonl"]


def test_parquet_keeps_columns_types_and_metadata(tmp_path):
    table = pa.table(
        {
            "id": pa.array([1, 2, 3], pa.int16()),
            "text": pa.array(TEXTS).dictionary_encode(),
            "tags": pa.array([["a"], None, []], pa.list_(pa.string())),
            "at": pa.array([0, 1, None], pa.timestamp("ms", "Asia/Tokyo")),
            "blob": pa.array([b"\0", None, b"\xff"]),
        }
    ).replace_schema_metadata({"made": "now"})
    pq.write_table(table, tmp_path / "a.parquet", compression="zstd", row_group_size=2)
    table = pq.read_table(tmp_path / "a.parquet")
    assert parted([tmp_path / "a.parquet"], tmp_path / "out") == ["kept.parquet", "removed.parquet"]
    kept, removed = (pq.read_table(tmp_path / "out" / f"{side}.parquet") for side in ("kept", "removed"))
    assert kept.equals(table.take([0, 2]), check_metadata=True)
    assert removed.drop_columns(list(EXTRA)).equals(table.take([1]))
    assert removed.select(list(EXTRA)).to_pylist() == [EXTRA]
    assert pq.ParquetFile(tmp_path / "out" / "kept.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_folders_of_articles_become_two_folders(tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name, text in zip(("a.txt", "b.txt", "sub/=c.txt"), TEXTS, strict=True):
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n")
    (folder / "accepted.toml").write_text("")
    assert parted([folder], tmp_path / "out") == ["kept/a.txt", "kept/sub/=c.txt", "removed/b.txt", "removed.csv"]
    for place in ("kept/a.txt", "kept/sub/=c.txt", "removed/b.txt"):
        assert (tmp_path / "out" / place).read_bytes() == (folder / place.partition("/")[2]).read_bytes()
    assert (tmp_path / "out" / "removed.csv").read_text() == (
        "file,provenance_match,provenance_similarity,provenance_removed_in_kept,provenance_kept_in_removed\n"
        "b.txt,'=a,0.9,1.0,0.8\n"
    )


def test_several_files_of_records_keep_their_names(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(LINES[0])
    (folder / "b.csv").write_text(f"id,text\n1,{TEXTS[1]}\n2,{TEXTS[2]}\n")
    assert parted([folder], tmp_path / "out") == ["kept/a.jsonl", "kept/b.csv", "removed/a.jsonl", "removed/b.csv"]
    assert (tmp_path / "out" / "kept" / "b.csv").read_text() == f"id,text\n2,{TEXTS[2]}\n"
    assert not list((tmp_path / "out").rglob("*.part"))
