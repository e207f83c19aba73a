"""`dedupe` gives back the corpus without its copies: every kept row byte for byte, every column with its type."""

import csv
import datetime
import gzip
import io
import json

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.cli.texts import CORPUS, FERRY, MUSEUM, NEAR_FERRY, TURNIPS, lines

ODD_LINES = [  # kept lines whose writing no parser would give back
    b'{"id":"a",  "text": "' + FERRY.encode() + b'", "n": 1.50, "big": 12345678901234567890, "x": null}\n',
    b'{ "text" : "' + TURNIPS.replace("'", "\\u2019").encode() + b'" , "id" : "b", "n": 1e2, "n": 007 }\r\n',
    '{"id": "c", "text": "Ønsket om en ny båt, \\u00e9crit \\ud83d\\ude00", "tags": [ "x" ,{"y":[]}]}\n'.encode(),
]
COPY = b'{"id": "z", "text": "' + FERRY.upper().encode() + b'"}\n'


def test_kept_lines_go_through_a_pipe_untouched(provenance):
    valid = [ODD_LINES[0], ODD_LINES[1].replace(b"007", b"7"), ODD_LINES[2]]
    ran = provenance("dedupe", "-", stdin=valid[0] + COPY + valid[1] + b"\n" + valid[2])
    assert ran.out.encode() == b"".join(valid)
    assert ran.code == 0
    assert "Removed    1, 1 of them word for word" in ran.err


def test_a_last_line_without_its_end_stays_so(provenance):
    assert provenance("dedupe", "-", stdin=COPY + ODD_LINES[0].rstrip()).out.encode() in (COPY, ODD_LINES[0].rstrip())
    assert provenance("dedupe", "-", stdin=ODD_LINES[2] + ODD_LINES[0].rstrip()).out.encode().endswith(b"null}")


def test_a_bad_line_loses_no_neighbour_and_is_not_kept(provenance):
    ran = provenance("dedupe", "-", stdin=ODD_LINES[0] + b"{broken\n\xff\xfe\n" + ODD_LINES[2])
    assert ran.out.encode() == ODD_LINES[0] + ODD_LINES[2]
    assert ran.code == 3
    assert "provenance: rejected: E-JSON -:2: " in ran.err


def test_records_of_which_no_article_came_are_counted(provenance):
    again = b'{"id": "a", "text": "Another story under an id that is taken."}\n'
    ran = provenance("dedupe", "-", stdin=ODD_LINES[0] + again + b'{"id": "e", "text": ""}\n' + ODD_LINES[0])
    assert ran.out.encode() == ODD_LINES[0] + again
    assert "Left out   2 records" in ran.err


def test_nothing_but_kept_lines_goes_to_stdout(provenance):
    for option in (["--json"], ["--quiet"], []):
        assert provenance("dedupe", "-", *option, stdin=ODD_LINES[0]).out.encode() == ODD_LINES[0]


def test_an_empty_pipe_is_an_empty_corpus(provenance):
    ran = provenance("dedupe", "-")
    assert (ran.code, ran.out) == (0, "")


def test_a_file_of_lines_is_split_in_two(provenance, tmp_path):
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(ODD_LINES[0] + COPY))
    assert provenance("dedupe", "in.jsonl.gz", "-o", "out").code == 0
    kept, removed = ((tmp_path / "out" / f"{name}.jsonl").read_bytes() for name in ("kept", "removed"))
    assert {kept, COPY} == {ODD_LINES[0], COPY} or kept == COPY
    told = json.loads(removed)
    assert (told["provenance_match"], told["provenance_similarity"]) == (json.loads(kept)["id"], 1.0)


def test_csv_keeps_quotes_line_ends_and_columns(provenance, tmp_path):
    rows = [
        b"\xef\xbb\xbfid,headline,body,n\r\n",
        b'1,"A ""ferry"", late","' + FERRY.encode() + b'",007\r\n',
        b"2,x," + b'"' + MUSEUM.replace(" ", "\n", 1).encode() + b'",\r\n',
        b'3,=1+1,"' + FERRY.encode() + b'",1.50\r\n',
    ]
    (tmp_path / "in.csv").write_bytes(b"".join(rows))
    ran = provenance("dedupe", "in.csv", "-o", "out", "--keep", "first")
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "out" / "kept.csv").read_bytes() == b"".join(rows[:3])
    [removed] = csv.DictReader(io.StringIO((tmp_path / "out" / "removed.csv").read_text("utf-8-sig")))
    assert (removed["id"], removed["n"], removed["provenance_match"]) == ("3", "1.50", "1")


def test_parquet_keeps_columns_types_order_and_metadata(provenance, tmp_path):
    frame = pl.DataFrame(
        {
            "n": [1, 2, 3],
            "body": [TURNIPS, FERRY, NEAR_FERRY],
            "key": ["c", "b", "a"],
            "day": [datetime.date(2024, 3, day) for day in (1, 2, 3)],
            "tags": [["x"], [], None],
            "nested": [{"a": 1}, {"a": None}, None],
            "kind": ["p", "q", "p"],
        },
        schema_overrides={"n": pl.Int8, "kind": pl.Categorical},
    )
    frame.write_parquet(tmp_path / "in.parquet", metadata={"made by": "hand"})
    ran = provenance("dedupe", "in.parquet", "-o", "out", "--id", "key", "--text", "body", "--published", "day")
    assert ran.code == 0
    kept = pl.read_parquet(tmp_path / "out" / "kept.parquet")
    assert kept.schema == frame.schema
    assert kept.equals(frame[:2])
    about = [pq.read_metadata(tmp_path / name).metadata for name in ("in.parquet", "out/kept.parquet")]
    assert [own[b"made by"] for own in about] == [b"hand", b"hand"]
    removed = pl.read_parquet(tmp_path / "out" / "removed.parquet")
    assert removed.select(frame.columns).equals(frame[2:])
    assert removed["provenance_match"].to_list() == ["b"]


def test_a_folder_gives_a_folder(provenance, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    files = {"a.txt": FERRY, "deep/b.md": f"---\ntitle: x\n---\n{MUSEUM}", "deep/c.txt": FERRY + "\r\n"}
    for name, text in files.items():
        (tmp_path / "in" / name).write_bytes(text.encode())
    assert provenance("dedupe", "in", "-o", "out", "--keep", "first").code == 0
    below = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.parent.name in ("kept", "removed", "deep")
    }
    assert below == {
        "kept/a.txt": files["a.txt"].encode(),
        "kept/deep/b.md": files["deep/b.md"].encode(),
        "removed/deep/c.txt": files["deep/c.txt"].encode(),
    }
    [row] = csv.DictReader(io.StringIO((tmp_path / "out" / "removed.csv").read_text()))
    assert (row["file"], row["provenance_match"]) == ("deep/c.txt", "a.txt")


@pytest.mark.parametrize(
    ("keep", "stays"), [("earliest", "m-early"), ("longest", "z-long"), ("first", "a-first")], ids=str
)
def test_who_stays(provenance, keep, stays):
    corpus = [
        {"id": "a-first", "text": FERRY, "published": "2024-03-05"},
        {"id": "m-early", "text": FERRY, "published": "2024-03-03"},
        {"id": "z-long", "text": FERRY + " More later today.", "published": "2024-03-04"},
    ]
    ran = provenance("dedupe", "-", "--keep", keep, stdin=lines(corpus))
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [stays]


def dated(*dates: str | None) -> bytes:
    """The copy first, then the original, which is shorter; then others whose dates are of the same column."""
    texts = [FERRY + " More later today.", FERRY, TURNIPS, MUSEUM]
    return lines([{"id": f"n{n}", "date": date, "text": text} for n, (date, text) in enumerate(zip(dates, texts))])  # noqa: B905


@pytest.mark.parametrize(
    "dates",
    [("18. Januar 2024", "17. Januar 2024"), ("2024年1月18日", "2024年1月17日"), ("20240118093000", "20240117083000"),
     ("01-06-2024", "01-05-2024", "01-13-2024"), ("04/03/2024", "05/02/2024", "13/02/2024"),
     ("18/01/24", "17/01/24", "31/12/23"), ("۲۸ دی ۱۴۰۲", "۲۷ دی ۱۴۰۲")],
    ids=lambda dates: dates[0],
)  # fmt: skip
def test_the_earliest_stays_whatever_its_date_looks_like(provenance, dates):
    ran = provenance("dedupe", "-", stdin=dated(*dates))
    ids = [json.loads(line)["id"] for line in ran.out.splitlines()]
    assert ("n1" in ids, "n0" in ids) == (True, False)
    assert "could not be read" not in ran.err


def test_who_reads_a_column_of_dates_is_told_how_it_was_read(provenance):
    ran = provenance("dedupe", "-", stdin=dated("01-06-2024", "01-05-2024", "01-13-2024", "when it rained"))
    assert ran.err.splitlines()[:2] == [
        "provenance: warned: W-DATES -: column 'date': 1 of 4 dates cannot be read, such as 'when it rained'",
        "provenance: warned: W-DATE-ORDER -: column 'date': 2 dates such as '01-06-2024' are read with the month first,"
        " as 1 other must be",
    ]
    assert "W-DATE " not in ran.err
    assert "Dates      1 could not be read; 3 are known" in ran.err


def test_a_column_of_which_no_date_is_read_is_one_line_however_many_rows_it_has(provenance, tmp_path):
    rows = [{"id": f"n{n}", "date": f"on day {n}", "text": f"{FERRY} {n}"} for n in range(60)]
    (tmp_path / "in.jsonl").write_bytes(lines(rows))
    ran = provenance("dedupe", "in.jsonl", "-o", "out")
    assert "W-DATES in.jsonl: column 'date': none of 60 dates can be read, such as 'on day 0'" in ran.err
    assert ran.err.count("provenance: ") == 1
    assert "60 could not be read, none is known: of copies the longest stays" in " ".join(ran.out.split())
    ledger = (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()
    assert sum('"W-DATE"' in line and '"record": null' not in line for line in ledger) == 60
    assert "could not be read" not in provenance("dedupe", "in.jsonl", "-o", "two", "--keep", "longest").out


def test_an_undated_article_never_loses_to_a_dated_copy_in_silence(provenance, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(dated("2024-01-18", None, "2024-01-17", "2024"))
    ran = provenance("dedupe", "in.jsonl", "-o", "out")
    assert "Undated    1 removed for one with a date, and may be older: n1, for n0" in ran.out
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert (run["counts"]["undated removed"], run["undated removed"]) == (1, [["n1", "n0"]])
    clusters = pl.read_parquet(tmp_path / "out" / "clusters.parquet")
    assert clusters["date"].is_null().to_list() == [False, True, False, True]  # a year says nothing
    assert "Undated" not in provenance("dedupe", "in.jsonl", "-o", "two", "--keep", "longest").out
    (tmp_path / "none.jsonl").write_bytes(dated(None, None))
    none = provenance("dedupe", "none.jsonl", "-o", "three").out
    assert "Undated" not in none
    assert "Dates      none is known: of copies the longest stays" in none


@pytest.mark.parametrize(("threshold", "left"), [(None, 3), ("0.7", 3), ("0.99", 4)])
def test_the_threshold_moves_the_line(provenance, threshold, left):
    given = [] if threshold is None else ["--threshold", threshold]
    assert len(provenance("dedupe", "-", *given, stdin=lines(CORPUS)).out.splitlines()) == left


def test_settings_of_the_folder_move_it_too_and_the_command_line_goes_first(provenance, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.provenance]\nthreshold = 0.99\n")
    assert len(provenance("dedupe", "-", stdin=lines(CORPUS)).out.splitlines()) == 4
    assert len(provenance("dedupe", "-", "--threshold", "0.7", stdin=lines(CORPUS)).out.splitlines()) == 3
    (tmp_path / "own.toml").write_text("threshold = 0.7\n")
    assert len(provenance("dedupe", "-", "--settings", "own.toml", stdin=lines(CORPUS)).out.splitlines()) == 3


def test_an_earlier_corpus_is_kept_before_and_not_written(provenance, tmp_path):
    (tmp_path / "old.jsonl").write_bytes(lines([{"id": "old", "text": NEAR_FERRY, "published": "2025-01-01"}]))
    ran = provenance("dedupe", "-", "--against", "old.jsonl", stdin=lines(CORPUS))
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["turnips", "museum"]
    (tmp_path / "new.jsonl").write_bytes(lines(CORPUS))
    assert provenance("dedupe", "new.jsonl", "--against", "old.jsonl", "-o", "out", "--quiet").code == 0
    clusters = pl.read_parquet(tmp_path / "out" / "clusters.parquet")
    assert set(clusters.filter(pl.col("cluster") == "against:old")["article"]) == {"against:old", "ferry", "near"}


def test_a_dry_run_writes_nothing(provenance, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines(CORPUS))
    ran = provenance("dedupe", "in.jsonl", "-o", "out", "--dry-run")
    assert ran.code == 0
    assert "1 would go" in ran.out
    piped = provenance("dedupe", "-", "--dry-run", stdin=lines(CORPUS))
    assert "1 would go" in piped.out
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_nothing_of_an_earlier_result_is_left_beside_a_new_one(provenance, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FERRY)
    (tmp_path / "in" / "b.txt").write_text(MUSEUM)
    (tmp_path / "in.jsonl").write_bytes(lines(CORPUS))
    assert provenance("dedupe", "in", "-o", "out").code == 0
    (tmp_path / "in" / "a.txt").unlink()
    assert provenance("dedupe", "in", "-o", "out", "--force").code == 0
    assert [path.name for path in (tmp_path / "out" / "kept").iterdir()] == ["b.txt"]
    assert provenance("dedupe", "in.jsonl", "-o", "out", "--force").code == 0
    beside = {".provenance-files", "clusters.parquet", "ledger.jsonl", "pairs.parquet", "run.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == beside | {"kept.jsonl", "removed.jsonl"}


@pytest.mark.parametrize("place", [".", "sub"])
def test_a_result_is_never_written_over_its_input(provenance, tmp_path, place):
    (tmp_path / "sub").mkdir()
    data = lines(CORPUS)
    (tmp_path / place / "kept.jsonl").write_bytes(data)
    assert provenance("dedupe", f"{place}/kept.jsonl", "-o", place).code == 2
    assert (tmp_path / place / "kept.jsonl").read_bytes() == data
    (tmp_path / place / "corpus.jsonl").write_bytes(data)
    (tmp_path / place / "kept.jsonl").unlink()
    assert provenance("dedupe", f"{place}/corpus.jsonl", "-o", place).code == 0
    assert (tmp_path / place / "corpus.jsonl").read_bytes() == data


def test_a_file_of_which_no_article_came_gives_its_rows_back_too(provenance, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(CORPUS))
    (tmp_path / "b.jsonl").write_bytes(lines(CORPUS[:2]) + b"{broken\n")
    assert provenance("dedupe", "a.jsonl", "b.jsonl", "-o", "out").code == 3
    assert (tmp_path / "out" / "rejected" / "b.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert not (tmp_path / "out" / "kept" / "b.jsonl").exists()
    assert not (tmp_path / "out" / "removed" / "b.jsonl").exists()


def test_low_thresholds_find_their_pairs_and_lower_ones_are_refused(provenance, tmp_path):
    rows = []
    for story in range(40):  # of each ten runs of five words five are shared: similarity a third
        first = [f"osk{story}pier{place}" for place in range(200)]
        second = [f"{word}x" if place % 10 == 0 else word for place, word in enumerate(first)]
        rows += [{"id": f"{story}a", "text": " ".join(first)}, {"id": f"{story}b", "text": " ".join(second)}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert provenance("dedupe", "a.jsonl", "-o", "out", "--threshold", ".3").code == 0
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert (run["settings"]["bands"], run["settings"]["rows"]) == (64, 2)
    assert len((tmp_path / "out" / "kept.jsonl").read_text().splitlines()) == 40
    refused = provenance("dedupe", "a.jsonl", "-o", "out2", "--threshold", ".2")
    assert refused.code == 2
    assert "threshold is 0.2" in refused.err
    (tmp_path / "own.toml").write_text("threshold = 0.3\nsketch = { bands = 16, rows = 8 }\n")
    warned = provenance("dedupe", "a.jsonl", "-o", "out3", "--settings", "own.toml")
    assert warned.code == 0
    assert "W-RECALL" in warned.err
