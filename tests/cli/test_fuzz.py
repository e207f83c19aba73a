"""Mutated files of every format through whole runs of `dedupe`: nothing crashes, and every row comes out.

By default a few hundred runs; `pytest -m long tests/cli/test_fuzz.py` goes on for ten minutes, with other mutations
each time it is given another PROVENANCE_FUZZ_SEED.
"""

import gzip
import io
import json
import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

import pytest
import zstandard
from click.testing import CliRunner

from provenance.base.errors import ProvenanceError
from provenance.cli.main import cli
from tests.cli.rows_in import as_csv, as_lines, as_parquet, copy_of, marks, sides, text

LONG = 600  # seconds
RUNS = 160  # of the short test: some 20 s
HEADER = ["id", "date", "text"]
NUMBERS = (0, 1, 2, 3)
DEEP = b"[" * 3_000 + b"]" * 3_000
PIECES = [
    b'"', b"'", b"\\", b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\x1a", b"\xff", b"\xfe\xff", b"\xc3",
    b"\xd0\xdf\xe2", b"{", b"}", b"[", b"]", b"<", b"<p>", b"---\n", b"NaN", b"null", b'""', b'\\"', b"\xef\xbb\xbf",
    b"[" * 700, b"]" * 700, b'{"a":' * 300, DEEP, b"\nk: " + DEEP + b"\n", b', "x": ' + DEEP, b'{"x": ' + DEEP + b"}, ",
    b"\n\n\n\n", b"text", b"id", b"\xe2\x80\xa8", b"\\ud800",
    b"sep=;\n", b"9" * 5000,
]  # fmt: skip


def rows() -> list[list[str]]:
    """Six articles; the last is a copy of the third."""
    dates = ("2024-03-01", "03/04/2024", "17/04/2024", "1 März 2024", "soon")
    return [*([str(n), dates[n], text(n)] for n in range(5)), ["5", "2024-03-02", copy_of(2, 5)]]


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in rows()]


def front_matter() -> bytes:
    return f"---\ntitle: A pier\nauthors: [Ada, Bo]\ndate: 2024-03-01\n---\n{text(0)}\n".encode()


EXPORTS = {  # of archives; the layout around each article
    "b.txt": "\n{n} of 6 DOCUMENTS\n\nThe Post\n\nMay {n}, 2024\n\nPier\n\nLENGTH: 45 words\n\n{text}\n\nURL: x\n",
    "c.txt": "<DOC>\n<DATE>24050{n}</DATE>\n<HEAD>Pier</HEAD>\n<TEXT>\n{text}\n</TEXT>\n</DOC>\n",
    "d.txt": "HD  Pier\nWC  45 words\nPD  {n} May 2024\nLP  \n{text}\n\nAN  Document POST00002024050{n}ek51000\n\n",
}


def export(name: str) -> bytes:
    return "".join(EXPORTS[name].format(n=n, text=row[2]) for n, row in enumerate(rows(), 1)).encode()


FORMATS: dict[str, Callable[[Path], bytes]] = {
    "a.csv": lambda _: as_csv([HEADER, *rows()], quoting=1),
    "b.csv": lambda _: as_csv([HEADER, *rows()]),
    "a.tsv": lambda _: as_csv([HEADER, *rows()], delimiter="\t"),
    "a.jsonl": lambda _: as_lines(records()),
    "a.json": lambda _: json.dumps(records(), indent=1).encode(),
    "b.json": lambda _: json.dumps({"n": 6, "articles": records()}).encode(),
    "c.json": lambda _: as_lines(records()),
    "d.json": lambda _: json.dumps({key: {str(n): r[key] for n, r in enumerate(records())} for key in HEADER}).encode(),
    "e.json": lambda _: json.dumps({"columns": HEADER, "index": [*range(6)], "data": rows()}).encode(),
    "a.parquet": lambda folder: as_parquet({name: [r[name] for r in records()] for name in HEADER}, folder / "made"),
    "a.txt": lambda _: text(0).encode(),
    "b.txt": lambda _: export("b.txt"),
    "c.txt": lambda _: export("c.txt"),
    "d.txt": lambda _: export("d.txt"),
    "a.md": lambda _: front_matter(),
    "a.jsonl.gz": lambda _: gzip.compress(as_lines(records()), mtime=0),
    "a.csv.zst": lambda _: zstandard.ZstdCompressor().compress(as_csv([HEADER, *rows()])),
}  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """The bytes with a few accidents: a piece put in, taken out, doubled, moved or changed, or the end cut off."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        place = random.randrange(len(data) + 1)
        size = random.choice((1, 1, 2, 8, 60, 400))
        kind = random.randrange(7)
        if kind <= 2:
            data = data[:place] + random.choice(PIECES) + data[place + random.choice((0, 0, 1, 2)) :]
        elif kind == 3:
            data = data[:place] + data[place + size :]
        elif kind == 4:
            data = data[:place] + data[place : place + size] + data[place:]
        elif kind == 5:
            data = data[:place] + bytes(random.randrange(256) for _ in range(min(size, 8))) + data[place + size :]
        else:
            data = data[:place] if random.random() < 0.3 else data[:place] + data[place:].replace(b'"', b"", 1)
    return data


def is_text(name: str) -> bool:
    return name in EXPORTS or name.rpartition(".")[2] in ("csv", "tsv", "jsonl", "json")


def check(name: str, data: bytes, folder: Path) -> None:
    """One run over a file and a whole one beside it; every mark that was in the file is in the output."""
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "whole.jsonl").write_bytes(as_lines([{"id": f"w{n}", "text": text(n + 100)} for n in NUMBERS]))
    for inputs in ([name], [name, "whole.jsonl"]):
        out = folder / f"out{len(inputs)}"
        given = ["dedupe", *(str(folder / one) for one in inputs), "-o", str(out), "--quiet"]
        result = CliRunner().invoke(cli, given, standalone_mode=False)
        if isinstance(result.exception, ProvenanceError):
            assert result.exception.exit_code == 4, result.exception
            assert inputs == [name]
            continue
        if result.exception is not None:
            raise result.exception
        assert result.return_value in (0, 3)
        holds_all(name, data, out, len(inputs))


def holds_all(name: str, data: bytes, out: Path, inputs: int) -> None:
    """The marks of the input are in the output, each in one part of it; so are the counts of the run."""
    found = sides(out)
    counts = json.loads((out / "run.json").read_text())["counts"]
    lines = [json.loads(line) for line in (out / "ledger.jsonl").read_text().splitlines()]
    read = {line["article"] for line in lines if line["article"] and line["code"] != "W-DUP-ID"}
    assert counts["articles"] == len(read) == counts["kept"] + counts["removed"]
    if inputs == 2:
        assert {f"mark{n + 100}" for n in NUMBERS} <= {*found["kept"], *found["removed"]}
    if is_text(name):
        own = marks(data)
        everywhere = sum(found.values(), marks(b""))
        assert {mark: everywhere[mark] for mark in own if everywhere[mark] < own[mark]} == {}


def run(random: Random, folder: Path, number: int) -> None:
    name = random.choice([*FORMATS])
    whole = FORMATS[name](folder)
    data = mutated(whole, random)
    if name.endswith((".gz", ".zst")) and random.random() < 0.7:  # what is packed is broken, not the packing
        plain = name.rpartition(".")[0]
        whole = FORMATS[plain if plain in FORMATS else "b.csv"](folder)
        data = mutated(whole, random)
        data = gzip.compress(data, mtime=0) if name.endswith("gz") else zstandard.ZstdCompressor().compress(data)
    try:
        check(name, data, folder / str(number))
    except BaseException:
        (folder / f"broken-{number}-{name}").write_bytes(data)
        print(f"broken: {folder / f'broken-{number}-{name}'}", file=sys.stderr)
        raise


@pytest.fixture(autouse=True)
def no_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files_lose_no_row(tmp_path, seed):
    random = Random(seed)
    for number in range(RUNS // 4):
        run(random, tmp_path, number)


@pytest.mark.long
def test_mutated_files_lose_no_row_for_ten_minutes(tmp_path):
    random = Random(int(os.environ.get("PROVENANCE_FUZZ_SEED", "1000")))
    until = time.monotonic() + LONG
    for number in count():
        if time.monotonic() > until:
            break
        run(random, tmp_path, number)
