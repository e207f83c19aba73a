"""The folder that a run writes: tables, ledger, run.json; made aside, and put in place as a whole (see swap.py)."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any, Self

import polars as pl
import xxhash

from provenance.base.atomic_write import atomic_write, room_for
from provenance.base.errors import MachineError, SettingsError, StoreError
from provenance.base.settings import Settings
from provenance.base.tables import ADDED, ADDED_TABLES, SCHEMA_VERSION, SCHEMAS, Tables
from provenance.run.lock import cannot_write, locked
from provenance.run.swap import RUN, begun, ended, refuse_strangers, settled, unsettled

_OURS = {"kept", "removed", "rejected", "ledger", "run", "graph", "report", *SCHEMAS}  # what OUT holds, without endings
_TRIES = 5  # times that a trace is read anew where another one takes its place meanwhile


def apart(out: Path, inputs: Iterable[str | Path], *, passed_over: bool = False) -> None:
    """Raises SettingsError where the folder is an input or holds one under a name of ours, and where it lies in one.

    The last does not matter where the caller passes over it. No result is read as an article.
    """
    target = out.resolve()
    for item in map(Path, inputs):
        resolved = item.resolve()
        ours = resolved != target and resolved.is_relative_to(target) and _stem(resolved.relative_to(target)) in _OURS
        if resolved == target or ours or (target.is_relative_to(resolved) and not passed_over):
            what = f"the result would lie in the input {item}, or over it"
            raise SettingsError("E-OUT-INPUT", what, path=out, advice="another folder with -o")


@contextmanager
def writing(out: Path, seconds: float, names: Iterable[str] = ()) -> Iterator[Path]:
    """A folder for the new result, in OUT, which is made where it was absent and is this run's alone meanwhile.

    Raises MachineError where OUT cannot be written to, StoreError where another run writes there for so many seconds,
    and SettingsError where a file that no run wrote has one of these names. The earlier result is not touched: see
    swap.committed. A run that is stopped leaves the tables it had finished.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(out, error.strerror or str(error)) from None
    with locked(out, seconds):
        new, resumable = begun(out), False
        try:
            refuse_strangers(out, names)
            yield new
        except BaseException as stop:
            resumable = not isinstance(stop, OSError | MachineError)
            raise
        finally:
            ended(out, resumable=resumable)


def _stem(path: Path) -> str:
    return path.parts[0].split(".")[0]


def lies_in(out: Path, inputs: Iterable[str | Path]) -> list[str]:
    """The inputs that the folder lies in.

    >>> lies_in(Path("in/out/trace"), ["in", "in/out", "elsewhere", "-"])
    ['in', 'in/out']
    """
    target = out.resolve()
    return [str(item) for item in inputs if target.is_relative_to(Path(item).resolve())]


def free_for(out: Path, inputs: str, settings: Settings, *, force: bool) -> None:
    """Refuse a folder that holds the result of other inputs or settings, unless it may be written over."""
    try:
        before = json.loads((out / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    if force or not isinstance(before, dict):
        return
    changed = [name for name, now in (("inputs", inputs), ("settings", settings.flat())) if before.get(name) != now]
    if changed:
        what = f"this folder holds a run with other {' and '.join(changed)}"
        raise SettingsError("E-OUT-TAKEN", what, path=out, advice="--force to replace it, or another folder with -o")


def input_hash(articles: pl.DataFrame) -> str:
    """One number for all that was read, whatever the order: the hash of the sorted hashes of its rows, places left out.

    >>> one, other = pl.DataFrame({"article": ["a", "b"]}), pl.DataFrame({"article": ["b", "a"]})
    >>> input_hash(one) == input_hash(other)
    True
    """
    rows = articles.drop("record", strict=False)
    hashes = sorted(xxhash.xxh3_128_digest(repr(row).encode("utf-8", "surrogatepass")) for row in rows.iter_rows())
    return xxhash.xxh3_128_hexdigest(b"".join(hashes))


def write_text_file(path: Path, text: str) -> None:
    """The text as UTF-8, aside and renamed into place, line ends untouched."""
    with atomic_write(path, lasting=True) as file:
        file.write(text.encode())


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """The mapping as JSON that a person can read; no NaN."""
    write_text_file(path, json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n")


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Lines that end themselves."""
    write_text_file(path, "".join(lines))


class Lines:
    """A file of lines that grows while a run reads; it takes its place when it is `done`, else it was never there."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._aside = None if path is None else path.with_name(f".{path.name}-{token_hex(4)}.part")
        self._file = None if self._aside is None else self._aside.open("x", encoding="utf-8", newline="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None and self._aside is not None:
            try:
                self._file.close()
            finally:
                self._aside.unlink(missing_ok=True)

    def write(self, lines: Iterable[str]) -> None:
        """Lines that end themselves, behind the others."""
        if self._file is not None and self._path is not None:
            with room_for(self._path):
                self._file.write("".join(lines))  # a line at a time takes six times as long

    def done(self) -> None:
        """The file is whole."""
        if self._file is not None and self._aside is not None and self._path is not None:
            with room_for(self._path):
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
                self._aside.replace(self._path)


def read_tables(out: Path) -> tuple[Tables, dict[str, Any]]:
    """The tables of a finished trace and its run.json; StoreError where there is none or it cannot be used.

    They are of one run, even where another one takes its place at that moment.
    """
    for last in (False,) * _TRIES + (True,):
        if unsettled(out):  # another run is at its last moves, or was killed there
            with locked(out):
                settled(out)
        try:
            data, tables, run = _read_tables(out)
        except StoreError:
            if last:
                raise
            continue
        if last or _bytes(out / RUN) == data:
            break
    return tables, run


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read_tables(out: Path) -> tuple[bytes, Tables, dict[str, Any]]:
    """The bytes of run.json, the tables, and what run.json says."""
    advice = f"provenance trace INPUT -o {out}"
    try:
        data = (out / RUN).read_bytes()
        run = json.loads(data)
        version = run.get("schema") if isinstance(run, dict) else None
        if version != SCHEMA_VERSION:
            what = f"the trace has tables of schema {version}, this version reads {SCHEMA_VERSION}"
            raise StoreError("E-TRACE-VERSION", what, path=out, advice=advice)
        names = [name for name in SCHEMAS if name not in ADDED_TABLES or (out / f"{name}.parquet").exists()]
        frames = {name: pl.read_parquet((out / f"{name}.parquet").read_bytes()) for name in names}
        return data, Tables(**{name: _as_now(frame, name) for name, frame in frames.items()}).checked(), run
    except FileNotFoundError:
        raise StoreError("E-NO-TRACE", "there is no finished trace here", path=out, advice=advice) from None
    except (OSError, ValueError, TypeError, RecursionError, pl.exceptions.PolarsError) as error:
        raise StoreError("E-TRACE", f"the trace cannot be read ({error})", path=out, advice=advice) from None


def _as_now(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The table of that name with the columns that were added since it was written, empty."""
    lacking = ADDED.get(name, set()) - set(frame.columns)
    return frame.with_columns(pl.lit(None, SCHEMAS[name][column]).alias(column) for column in sorted(lacking))
