"""Rows in = kept + removed + rejected, for every format and every kind of broken row."""

import json
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.rows_in import as_csv, as_lines, copy_of, marks, sides, text

IDS = ["id", "date", "text"]
PLAIN = [[number, "2024-03-01", text(number)] for number in range(6)]
COPY = [6, "2024-03-02", copy_of(2, 6)]
MORE = [[number, "2024-03-01", text(number)] for number in range(7, 10)]


def rows_with(bad: bytes, **how) -> bytes:
    """A CSV file of ten rows, one of them a copy, and a bad one in the midst."""
    return as_csv([IDS, *PLAIN[:3]], **how) + bad + as_csv([*PLAIN[3:], COPY, *MORE], **how)


def tabs(*rows: list[object]) -> bytes:
    """Tabs and no quoting, as many programs write."""
    return "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()


def quoted(number: int) -> str:
    """An article that begins with a quotation that is not closed in its paragraph."""
    return '"' + text(number)


ALL = as_csv([IDS, *PLAIN, COPY, *MORE])
PIPES = as_csv([IDS, *PLAIN, COPY, *MORE], delimiter="|", quoting=1)
SPARK = as_csv([IDS, *([a, b, f'"Yes", {c} "No", they said'] for a, b, c in [*PLAIN, COPY, *MORE])],
               quoting=1, doublequote=False, escapechar="\\")  # fmt: skip
MYSQL = "".join(
    "\t".join((str(a), b, c.replace(",", ",\\\n"))) + "\n" for a, b, c in [IDS, *PLAIN, COPY, *MORE]
).encode()
BLANKS = (
    "".join(f'{a}, {b}, "{c}, twice"\n' for a, b, c in [IDS, *PLAIN, COPY, *MORE])
    .replace('"text, twice"', "text")
    .encode()
)
HEADLESS = as_csv([*PLAIN, COPY, *MORE])
TWO = as_csv([IDS, *PLAIN[:3], IDS, *PLAIN[3:], COPY, ["text", "date", "id"], *([c, b, a] for a, b, c in MORE)])

# name: (file, bytes, kept, removed, rejected, exit, the code on the terminal)
CSV = {
    "whole": ("a.csv", ALL, 9, 1, 0, 0, ""),
    "one row in another encoding": (
        "a.csv", rows_with("50,2024-03-01,Ночью mark050 прошёл дождь и снег над гаванью\n".encode("cp1251")),
        9, 1, 1, 3, "E-BINARY"),
    "a quote that is never closed": (
        "a.csv", rows_with(b'50,2024-03-01,"It began, mark050\n', quoting=1), 9, 1, 1, 3, "E-CSV-QUOTE"),
    "a torn row of many lines": (
        "a.csv", rows_with(b'50,2024,"It began\n\nLater, in the town, mark050, was dark\n\nand left\n', quoting=1),
        9, 1, 1, 3, "E-CSV-QUOTE"),
    "the last row breaks off": (
        "a.csv", as_csv([IDS, *PLAIN, COPY, *MORE], quoting=1) + b'"50","2024","mark050 and', 9, 1, 1, 3, "E-CSV"),
    "quotes inside quotes": (
        "a.csv", rows_with(b'50,2024-03-01,"She said "no, mark050" and left us all here"\n', quoting=1),
        10, 1, 0, 0, "W-CSV-QUOTE"),
    "a row that is too short": ("a.csv", rows_with(b"50 mark050\n"), 9, 1, 1, 0, "W-EMPTY"),
    "a row that is too wide": ("a.csv", rows_with(b"50,2024,mark050 fell on the old pier,x\n"), 10, 1, 0, 0, "RAGGED"),
    "backslash escapes": ("a.csv", SPARK, 9, 1, 0, 0, "W-CSV-DIALECT"),
    "tabs without quoting": (
        "a.tsv", tabs(IDS, *PLAIN, [50, "2024-03-01", quoted(50)], [51, "2024-03-01", quoted(51)], COPY, *MORE),
        11, 1, 0, 0, "W-CSV-DIALECT"),
    "tabs with one quote": (
        "a.tsv", tabs(IDS, *PLAIN, [50, "2024-03-01", quoted(50)], COPY, *MORE), 10, 1, 0, 0, "W-CSV-DIALECT"),
    "tabs and backslashes before line ends": ("a.tsv", MYSQL, 9, 1, 0, 0, "W-CSV-DIALECT"),
    "blanks after delimiters": ("a.csv", BLANKS, 9, 1, 0, 0, "blanks after the delimiters"),
    "a delimiter that is said": (
        "a.csv", b"sep=^\n" + as_csv([IDS, *PLAIN, COPY, *MORE], delimiter="^"), 9, 1, 0, 0, "'^' between fields"),
    "pipes": ("a.csv", PIPES, 9, 1, 0, 0, "pipes between fields"),
    "pipes that are said": ("a.csv", b"sep=|\r\n" + PIPES, 9, 1, 0, 0, "1 line above the header"),
    "lines above the header": ("a.csv", b"Export of a search\n10 results; by day\n\n" + ALL, 9, 1, 0, 0, "3 lines"),
    "no header": ("a.csv", HEADLESS, 9, 1, 0, 0, "no header"),
    "files behind one another": ("a.csv", TWO, 9, 1, 2, 0, "W-CSV-HEADER"),
    "a column named twice": ("a.csv", ALL.replace(b"date", b"text"), 0, 0, 10, 4, "E-CSV-HEADER"),
    "no word in a row": ("a.csv", rows_with(b"50,mark050,\n51,mark051,NULL\n52,mark052,N/A\n53,mark053,[Removed]\n"),
                         9, 1, 4, 0, "W-EMPTY"),
    "blank lines": ("a.csv", ALL.replace(b"\n", b"\n\n\n\r\n"), 9, 1, 0, 0, ""),
}  # fmt: skip


ROWS = [{"id": str(a), "date": b, "text": c} for a, b, c in [*PLAIN, COPY, *MORE]]
LINES = [json.dumps(row) for row in ROWS]
DEEP = '{"id": "50", "text": "mark050", "x": ' + "[" * 3_000 + "]" * 3_000 + "}"
STRAY = '{"id": "50", "text": "She said "no" at mark050", "tags": [{"id": 1}, {"id": 2}]}'
BARE = '{id: "50", "text": "mark050", "tags": [{"id": 1}, {"id": 2}]}'


def array(*records: str, before: str = "[", after: str = "]", between: str = ",\n") -> bytes:
    """Records in a JSON document, given ones in the midst of others."""
    return (before + between.join([*LINES[:4], *records, *LINES[4:]]) + after).encode()


def columnwise() -> dict:
    return {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]}


def rowwise() -> dict:
    return {"columns": [*ROWS[0]], "index": [*range(10)], "data": [[*row.values()] for row in ROWS]}


JSON = {
    "lines": ("a.jsonl", array(before="", after="\n", between="\n"), 9, 1, 0, 0, ""),
    "lines and broken ones": (
        "a.jsonl", array("{mark050", '"mark051"', DEEP.replace("50", "52"), before="", after="", between="\n"),
        9, 1, 3, 3, "E-JSON"),
    "lines of which one is cut": ("a.jsonl", array(before="", after="\n{\"id\": \"mark050", between="\n"),
                                  9, 1, 1, 3, "E-JSON"),
    "lines named json": ("a.json", array("{mark050", before="", after="\n", between="\n"), 9, 1, 1, 3, "E-JSON"),
    "an array named lines": ("a.jsonl", array(), 9, 1, 0, 0, ""),
    "an array in one line": ("a.json", array(between=", "), 9, 1, 0, 0, ""),
    "a deep element": ("a.json", array(DEEP), 9, 1, 1, 3, "within one another"),
    "a stray quote": ("a.json", array(STRAY), 9, 1, 1, 3, "E-JSON"),
    "two stray quotes": (
        "a.json", array(STRAY, json.dumps({"id": "60", "text": text(60)}), STRAY.replace("50", "51")),
        10, 1, 2, 3, "E-JSON"),
    "a bare key": ("a.json", array(BARE), 9, 1, 1, 3, "E-JSON"),
    "no comma": ("a.json", array(between="\n"), 9, 1, 0, 0, ""),
    "a constant": ("a.json", array("mark050", "5", '"mark051"'), 9, 1, 2, 3, "E-"),
    "an array that breaks off": ("a.json", array(after=',{"id": "mark050", "te'), 9, 1, 1, 3, "E-JSON"),
    "a list in an object": ("a.json", array(STRAY, before='{"n": 1, "articles": [', after="]}"), 9, 1, 1, 3, "E-JSON"),
    "a list in an object that breaks off": (
        "a.json", array(before='{"response": {"results": [', after=',{"id": "mark050'), 9, 1, 1, 3, "E-JSON"),
    "objects one after the other": ("a.json", array(before="", after="", between=""), 9, 1, 0, 0, ""),
    "pandas, columns": ("a.json", json.dumps(columnwise()).encode(), 9, 1, 0, 0, ""),
    "pandas, a key given twice": (
        "a.json", json.dumps(columnwise()).replace('"text": {', '"text": {"0": "mark050", ').encode(), 0, 0, 1, 4, ""),
    "pandas, rows": ("a.json", json.dumps(rowwise()).encode(), 9, 1, 0, 0, ""),
    "pandas, index": ("a.json", json.dumps({str(n): row for n, row in enumerate(ROWS)}).encode(), 9, 1, 0, 0, ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", [*CSV, *JSON])
def test_every_row_comes_out(provenance, tmp_path, kind):
    name, data, kept, removed, rejected, code, said = {**CSV, **JSON}[kind]
    (tmp_path / name).write_bytes(data)
    ran = provenance("dedupe", name, "-o", "out")
    assert ran.code == code, ran.err
    assert said in ran.err
    if code == 4:
        return
    found = sides(tmp_path / "out")
    numbers = [counted(name, tmp_path / "out", side, found) for side in found]
    assert [found[side].total() for side in found] == numbers, ran.err
    assert numbers == [kept, removed, rejected - 2 * (kind == "files behind one another")], ran.err  # headers: no mark
    assert sum(found.values(), marks(b"")) == marks(data)
    again = provenance("dedupe", tmp_path / "out" / f"kept{Path(name).suffix}", "-o", "again")
    assert again.code == 0, again.err
    assert sides(tmp_path / "again")["kept"] == found["kept"]


def counted(name: str, out: Path, side: str, found: dict) -> int:
    """The marks of a side; for JSON, its records by the plain parser too, where all can be read."""
    path = out / f"{side}{Path(name).suffix}"
    if path.suffix == ".json" and side != "rejected":
        data = path.read_text()
        with suppress(ValueError):
            assert marks(json.dumps(json.loads(data)).encode()) == found[side]
    return found[side].total()


def test_a_row_that_is_too_long_is_rejected_with_its_bytes(provenance, tmp_path):
    (tmp_path / "small.toml").write_text("article-bytes = 3000\n")
    long = b"50,2024-03-01,mark050" + b" and so on" * 200_000 + b"\n"
    (tmp_path / "a.csv").write_bytes(rows_with(long))
    ran = provenance("dedupe", "a.csv", "-o", "out", "--settings", "small.toml")
    assert (ran.code, "E-TOO-LARGE" in ran.err) == (3, True)
    assert (tmp_path / "out" / "rejected.csv").read_bytes() == b"id,date,text\n" + long
    assert [count.total() for count in sides(tmp_path / "out").values()] == [9, 1, 1]


def test_what_a_file_does_not_show_can_be_given(provenance, tmp_path):
    rows = "1:2024-03-01:'It''s late'\n2:2024-03-01:'Rain: fell on the old pier again'\n"
    (tmp_path / "a.csv").write_text(rows)
    given = ["--csv-delimiter", ":", "--csv-quote", "'", "--csv-header", "id,date,text"]
    ran = provenance("dedupe", "a.csv", "-o", "out", *given)
    assert (ran.code, (tmp_path / "out" / "kept.csv").read_text()) == (0, rows), ran.err
    assert provenance("dedupe", "a.csv", "-o", "out2", "--csv-delimiter", "ab").code == 2
    assert provenance("dedupe", "a.csv", "-o", "out2", "--csv-escape", "odd").code == 2


VIEWS = {
    "string_view": [pa.string_view()] * 3,
    "binary_view": [pa.string(), pa.string(), pa.binary_view()],
    "another column": [pa.string(), pa.string_view(), pa.string()],
    "a list of views": [pa.string(), pa.string(), pa.list_(pa.string_view())],
    "dictionary": [pa.string(), pa.dictionary(pa.int32(), pa.string()), pa.large_string()],
}


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.parametrize("broken", [False, True])
def test_every_row_of_parquet_comes_out_with_its_type(provenance, tmp_path, kind, broken):
    rows = [[str(a), b, c] for a, b, c in [*PLAIN, COPY, *MORE]] + [["50", "mark050", ""]] * broken
    nested = kind == "a list of views"
    columns = [*zip(*rows, strict=True)]
    given = [columns[0], columns[1], [[text] for text in columns[2]] if nested else columns[2]]
    arrays = [
        pa.array(
            [v.encode() for v in values] if type_ == pa.binary_view() else list(values),
            None if pa.types.is_dictionary(type_) else type_,
        )
        for values, type_ in zip(given, VIEWS[kind], strict=True)
    ]
    arrays = [
        a.dictionary_encode() if pa.types.is_dictionary(t) else a for a, t in zip(arrays, VIEWS[kind], strict=True)
    ]
    pq.write_table(pa.table(arrays, IDS), tmp_path / "a.parquet")
    ran = provenance("dedupe", "a.parquet", "-o", "out")
    assert ran.code == 0, ran.err
    assert [count.total() for count in sides(tmp_path / "out").values()] == [9, 1, broken]
    kept = pq.read_schema(tmp_path / "out" / "kept.parquet")
    assert kept.types == pq.read_schema(tmp_path / "a.parquet").types


def test_files_of_which_no_article_came_are_rejected_as_they_are(provenance, tmp_path):
    files = {"a.jsonl": as_lines(ROWS), "b.csv": b"id,x\n1,mark050\n", "c.parquet": b"PAR1mark051",
             "d.txt": b"\xff" * 99, "e.json": b"{mark052", "f.jsonl.gz": b"mark053"}  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert provenance("dedupe", "in", "-o", "out").code == 3
    rejected = {path.name: path.read_bytes() for path in (tmp_path / "out" / "rejected").iterdir()}
    assert rejected == {name: data for name, data in files.items() if name != "a.jsonl"}


@pytest.mark.parametrize("command", ["dedupe", "trace"])
def test_a_folder_of_which_nothing_is_read_is_no_empty_result(provenance, tmp_path, command):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_text("<news/>")
    ran = provenance(command, "in", "-o", "out")
    assert (ran.code, "W-UNSUPPORTED" in ran.err, "E-NOTHING-READ" in ran.err) == (4, True, True)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    (folder / "102345").write_text(text(1))
    (folder / "items.jl").write_bytes(as_lines(ROWS))
    assert provenance(command, "in", "-o", "out").code == 0


def test_csv_comes_through_a_pipe(provenance):
    ran = provenance("dedupe", "-", stdin=ALL)
    assert (ran.code, marks(ran.out.encode()).total()) == (0, 9)
    assert ran.out.startswith("id,date,text\n")
    assert provenance("dedupe", "-", "-o", "out", stdin=ALL).code == 0
