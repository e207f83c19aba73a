"""`-o FILE`, `-o -`, `--removed`, `--rejected`, `--tables`: rows where they are wanted, and nothing else."""

import gzip
import json

import polars as pl
import pytest
import zstandard

from tests.cli.processes import ran
from tests.cli.test_exit_codes import error
from tests.cli.texts import CORPUS, FERRY, lines

KEPT = lines(row for row in CORPUS if row["id"] != "near")
BROKEN = b"{broken\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines(CORPUS) + BROKEN)
    (tmp_path / "in.csv").write_text("id,text\n" + "".join(f'{row["id"]},"{row["text"]}"\n' for row in CORPUS))
    pl.DataFrame([{"id": row["id"], "text": row["text"]} for row in CORPUS]).write_parquet(tmp_path / "in.parquet")
    (tmp_path / "a.txt").write_text(FERRY)
    return tmp_path


def names(folder):
    return {path.name for path in folder.iterdir()} - {"in.jsonl", "in.csv", "in.parquet", "a.txt"}


def test_a_file_of_kept_rows_and_nothing_else(provenance, folder):
    done = provenance("dedupe", "in.jsonl", "-o", "clean.jsonl")
    assert done.code == 3
    assert (folder / "clean.jsonl").read_bytes() == KEPT
    assert names(folder) == {"clean.jsonl"}
    assert "Removed    1" in done.err
    assert "Left out   1 record" in done.err
    assert "Written    clean.jsonl\n" in done.err
    assert done.out == ""


def test_the_others_go_where_they_are_wanted(provenance, folder):
    more = ["--removed", "x/gone.jsonl", "--rejected", "x/bad.jsonl", "--tables", "t"]
    assert provenance("dedupe", "in.jsonl", "-o", "x/clean.jsonl", *more).code == 3
    assert (folder / "x" / "clean.jsonl").read_bytes() == KEPT
    assert json.loads((folder / "x" / "gone.jsonl").read_text())["provenance_match"] == "ferry"
    assert (folder / "x" / "bad.jsonl").read_bytes() == BROKEN
    tables = {".provenance-files", "clusters.parquet", "ledger.jsonl", "pairs.parquet", "run.json"}
    assert {path.name for path in (folder / "t").iterdir()} == tables
    assert {path.name for path in (folder / "x").iterdir()} == {"clean.jsonl", "gone.jsonl", "bad.jsonl"}


@pytest.mark.parametrize(
    ("given", "name", "unpacked"),
    [
        ("in.jsonl", "c.jsonl.gz", gzip.decompress),
        ("in.jsonl", "c.jsonl.zst", lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data)),
        ("in.csv", "c.csv", bytes),
        ("in.csv", "c.csv.gz", gzip.decompress),
    ],
)
def test_the_name_says_how_it_is_packed(provenance, folder, given, name, unpacked):
    provenance("dedupe", given, "-o", name)
    provenance("dedupe", given, "-o", "out")
    assert unpacked((folder / name).read_bytes()) == (folder / "out" / f"kept.{given[3:]}").read_bytes()
    first = (folder / name).read_bytes()
    assert provenance("dedupe", given, "-o", name, "--force").code in (0, 3)
    assert (folder / name).read_bytes() == first


def test_parquet_goes_to_a_file_as_to_a_folder(provenance, folder):
    assert provenance("dedupe", "in.parquet", "-o", "c.parquet", "--removed", "r.parquet").code == 0
    assert provenance("dedupe", "in.parquet", "-o", "out").code == 0
    for name, side in (("c.parquet", "kept"), ("r.parquet", "removed")):
        assert (folder / name).read_bytes() == (folder / "out" / f"{side}.parquet").read_bytes()


@pytest.mark.parametrize("given", ["in.jsonl", "in.csv", "in.parquet"])
def test_standard_output_is_a_file_too(provenance, folder, given):
    provenance("dedupe", given, "-o", "out")
    done = ran(["dedupe", given, "-o", "-"], folder)
    assert done.stdout == (folder / "out" / f"kept{given[2:]}").read_bytes()
    assert b"Removed    1" in done.stderr
    assert names(folder) == {"out"}


def test_json_lines_of_several_files_follow_each_other(provenance, folder):
    (folder / "b.jsonl").write_bytes(lines([{"id": "b", "text": "Quite another story about a lost kite."}]).rstrip())
    (folder / "c.jsonl").write_bytes(lines([{"id": "c", "text": "Nobody has seen the mayor's hat for a week."}]))
    done = provenance("dedupe", "b.jsonl", "c.jsonl", "-o", "-")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["b", "c"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["dedupe", "in.jsonl", "-o", "c.parquet"], (2, "E-OUT-FORMAT")),
        (["dedupe", "in.parquet", "-o", "c.jsonl"], (2, "E-OUT-FORMAT")),
        (["dedupe", "in.jsonl", "-o", "c.jsonl", "--removed", "r.csv"], (2, "E-OUT-FORMAT")),
        (["dedupe", "in.csv", "in.parquet", "-o", "-"], (2, "E-OUT-FORMAT")),
        (["dedupe", "a.txt", "-o", "c.csv"], (2, "E-OUT-FORMAT")),
        (["dedupe", "a.txt", "in.jsonl", "-o", "c.parquet"], (2, "E-OUT-FORMAT")),
        (["dedupe", "in.jsonl", "-o", "in.jsonl", "--force"], (2, "E-OUT-INPUT")),
        (["dedupe", "in.jsonl", "-o", "c.jsonl", "--removed", "in.jsonl", "--force"], (2, "E-OUT-INPUT")),
        (["dedupe", ".", "-o", "c.jsonl"], (2, "E-OUT-INPUT")),
        (["dedupe", "in.jsonl", "-o", "c.jsonl", "--removed", "c.jsonl"], (2, "E-OPTION")),
        (["dedupe", "in.jsonl", "-o", "out", "--removed", "r.jsonl"], (2, "E-OPTION")),
        (["dedupe", "in.jsonl", "--tables", "t"], (2, "E-OPTION")),
        (["dedupe", "in.jsonl", "--against", "-"], (2, "E-OPTION")),
        (["dedupe", "in.jsonl", "-o", "a.txt/c.jsonl"], (6, "E-OUT")),
        (["trace", "a.txt", "-o", "t.jsonl"], (2, "E-OUT-NAME")),
        (["trace", "a.txt", "-o", "t.parquet.zst"], (2, "E-OUT-NAME")),
        (["trace", "a.txt", "-o", "-"], (2, "E-OUT-NAME")),
    ],
    ids=str,
)
def test_what_cannot_be(provenance, folder, arguments, expected):
    before = names(folder)
    assert error(provenance(*arguments)) == expected
    assert names(folder) - {"t"} == before


def test_a_file_that_is_there_is_not_replaced_unless_asked(provenance, folder):
    (folder / "clean.jsonl").write_text("mine")
    assert error(provenance("dedupe", "in.jsonl", "-o", "clean.jsonl")) == (2, "E-OUT-TAKEN")
    assert (folder / "clean.jsonl").read_text() == "mine"
    assert provenance("dedupe", "in.jsonl", "-o", "clean.jsonl", "--force").code == 3
    assert (folder / "clean.jsonl").read_bytes() == KEPT


def test_a_link_is_not_replaced_nor_followed(provenance, folder):
    (folder / "theirs").write_text("theirs")
    (folder / "clean.jsonl").symlink_to("theirs")
    assert error(provenance("dedupe", "in.jsonl", "-o", "clean.jsonl", "--force")) == (2, "E-OUT-FOREIGN")
    assert (folder / "theirs").read_text() == "theirs"


def test_a_dry_run_into_a_file_writes_nothing(provenance, folder):
    assert "1 would go" in provenance("dedupe", "in.jsonl", "-o", "x/clean.jsonl", "--dry-run").out
    assert names(folder) == set()
