"""The folder that a run writes: tables, ledger, run.json; each file written aside and renamed into place."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import polars as pl
import xxhash

from provenance.base.aside import aside
from provenance.base.errors import MachineError, SettingsError, StoreError
from provenance.base.settings import Settings
from provenance.base.tables import ADDED, ADDED_TABLES, SCHEMA_VERSION, SCHEMAS, Tables

_OURS = {"kept", "removed", "rejected", "ledger", "run", "graph", "report", *SCHEMAS}  # what OUT holds, without endings
RUN = "run.json"  # written last: a folder without it holds no finished run


def prepared(out: Path, inputs: Iterable[str | Path], *, apart: bool = True) -> Path:
    """The folder, made where it was absent and known to be writable; MachineError before anything is read.

    Raises SettingsError where it is an input or holds one under a name of ours, and where it lies in one unless the
    caller passes over it (`apart` False): no result is read as an article.
    """
    place = out.resolve()
    for given in map(Path, inputs):
        found = given.resolve()
        ours = found != place and found.is_relative_to(place) and _stem(found.relative_to(place)) in _OURS
        if found == place or ours or (apart and place.is_relative_to(found)):
            what = f"the result would lie in the input {given}, or over it"
            raise SettingsError("E-OUT-INPUT", what, path=out, advice="another folder with -o")
    probe = out / ".provenance.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        what = f"cannot write here ({error.strerror})"
        raise MachineError("E-OUT", what, path=out, advice="another folder with -o") from None
    return out


def _stem(path: Path) -> str:
    return path.parts[0].split(".")[0]


def lies_in(out: Path, inputs: Iterable[str | Path]) -> list[str]:
    """The inputs that the folder lies in.

    >>> lies_in(Path("in/out/trace"), ["in", "in/out", "elsewhere", "-"])
    ['in', 'in/out']
    """
    place = out.resolve()
    return [str(given) for given in inputs if place.is_relative_to(Path(given).resolve())]


def free_for(out: Path, inputs: str, settings: Settings, *, force: bool) -> None:
    """Refuse a folder that holds the result of other inputs or settings, unless it may be written over."""
    try:
        before = json.loads((out / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if force or not isinstance(before, dict):
        return
    changed = [name for name, now in (("inputs", inputs), ("settings", settings.flat())) if before.get(name) != now]
    if changed:
        what = f"this folder holds a run with other {' and '.join(changed)}"
        raise SettingsError("E-OUT-TAKEN", what, path=out, advice="--force to replace it, or another folder with -o")


def cleared(out: Path) -> None:
    """Take away the rows that a finished `dedupe` wrote here, then its run.json; nothing where there is none."""
    if not (out / RUN).is_file():
        return
    for name in ("kept", "removed", "rejected"):
        for path in sorted(out.glob(f"{name}.*")):
            path.unlink()
        if (out / name).is_dir() and not (out / name).is_symlink():
            shutil.rmtree(out / name)
    (out / RUN).unlink()


def input_hash(articles: pl.DataFrame) -> str:
    """One number for all that was read, whatever the order: the hash of the sorted hashes of its rows, places left out.

    >>> one, other = pl.DataFrame({"article": ["a", "b"]}), pl.DataFrame({"article": ["b", "a"]})
    >>> input_hash(one) == input_hash(other)
    True
    """
    rows = articles.drop("record", strict=False)
    hashes = sorted(xxhash.xxh3_128_digest(repr(row).encode("utf-8", "surrogatepass")) for row in rows.iter_rows())
    return xxhash.xxh3_128_hexdigest(b"".join(hashes))


def write_text(path: Path, text: str) -> None:
    """The text as UTF-8, aside and renamed into place, line ends untouched."""
    with aside(path, lasting=True) as file:
        file.write(text.encode())


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """The mapping as JSON that a person can read; no NaN."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n")


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Lines that end themselves."""
    write_text(path, "".join(lines))


class Lines:
    """A file of lines that grows while a run reads; it takes its place when it is `done`, else it was never there."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._aside = None if path is None else path.with_name(path.name + ".part")
        self._file = None if self._aside is None else self._aside.open("w", encoding="utf-8", newline="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None and self._aside is not None:
            self._file.close()
            self._aside.unlink(missing_ok=True)

    def write(self, lines: Iterable[str]) -> None:
        """Lines that end themselves, behind the others."""
        if self._file is not None:
            self._file.write("".join(lines))  # a line at a time takes six times as long

    def done(self) -> None:
        """The file is whole."""
        if self._file is not None and self._aside is not None and self._path is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._aside.replace(self._path)


def read_tables(out: Path) -> tuple[Tables, dict[str, Any]]:
    """The tables of a finished trace and its run.json; StoreError where there is none or it cannot be used."""
    advice = f"provenance trace INPUT -o {out}"
    try:
        run = json.loads((out / RUN).read_text(encoding="utf-8"))
        version = run.get("schema") if isinstance(run, dict) else None
        if version != SCHEMA_VERSION:
            what = f"the trace has tables of schema {version}, this version reads {SCHEMA_VERSION}"
            raise StoreError("E-TRACE-VERSION", what, path=out, advice=advice)
        there = [name for name in SCHEMAS if name not in ADDED_TABLES or (out / f"{name}.parquet").exists()]
        frames = {name: pl.read_parquet((out / f"{name}.parquet").read_bytes()) for name in there}
        return Tables(**{name: _as_now(frame, name) for name, frame in frames.items()}).checked(), run
    except FileNotFoundError:
        raise StoreError("E-NO-TRACE", "there is no finished trace here", path=out, advice=advice) from None
    except (OSError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
        raise StoreError("E-TRACE", f"the trace cannot be read ({error})", path=out, advice=advice) from None


def _as_now(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The table of that name with the columns that were added since it was written, empty."""
    lacking = ADDED.get(name, set()) - set(frame.columns)
    return frame.with_columns(pl.lit(None, SCHEMAS[name][column]).alias(column) for column in sorted(lacking))
