"""Files of records whose every row carries a mark, and where these marks are after a run of `dedupe`."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from random import Random

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from provenance.corpus.writers.rows import SIDES

MARK = re.compile(rb"mark\d{3}")
_WORDS = (
    "ferry harbour council glass furnace choir engineer dam road beekeeper hive bread van clock flood spring coast "
    "apprentice winter bridge market lamp widow teacher schooner engine orchard quarry signal letter storm witness "
    "evening morning carried opened asked refused painted counted repaired measured promised forgot returned sold "
    "heavy narrow silent northern broken yellow distant careful early late across behind under beside without during"
)


def text(number: int) -> str:
    """An article that is like no other, with its mark at the end."""
    words = Random(number).choices(_WORDS.split(), k=45)
    return f"{' '.join(words[:20]).capitalize()}, and {' '.join(words[20:])} at mark{number:03d}."


def copy_of(number: int, mark: int) -> str:
    """The same article under another mark."""
    return text(number).replace(f"mark{number:03d}", f"mark{mark:03d}")


def marks(data: bytes) -> Counter[str]:
    """How often each mark stands in the bytes."""
    return Counter(mark.decode() for mark in MARK.findall(data))


def sides(out: Path) -> dict[str, Counter[str]]:
    """The marks in what was kept, removed and rejected, whatever the format."""
    found: dict[str, Counter[str]] = {}
    for side in SIDES:
        paths = [*out.glob(f"{side}.*"), *(path for path in out.glob(f"{side}/**/*") if path.is_file())]
        found[side] = sum(
            (
                marks(_bytes(path))
                for path in paths
                if path.name != "removed.csv" or side != "removed" or not (out / "removed").is_dir()
            ),
            Counter(),
        )
    return found


def _bytes(path: Path) -> bytes:
    if path.suffix != ".parquet":
        return path.read_bytes()
    try:
        rows = pq.read_table(path).to_pylist()
    except (OSError, pa.ArrowException):  # a broken file, which is rejected as it is
        return path.read_bytes()
    return "\n".join(str(value) for row in rows for name, value in row.items() if name != "provenance_match").encode()


def as_csv(rows: list[list[object]], **how: object) -> bytes:
    """Rows as the standard library writes them."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", **how).writerows(rows)  # type: ignore[arg-type]
    return written.getvalue().encode()


def as_lines(rows: list[object]) -> bytes:
    """A line of JSON a row."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_parquet(rows: dict[str, list[object]], path: Path) -> bytes:
    """The bytes of a parquet file."""
    pl.DataFrame(rows).write_parquet(path)
    return path.read_bytes()
