"""Options and habits that several commands share."""

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click

from provenance.base.errors import InputError, SettingsError
from provenance.base.escaping import one_line, printable_json
from provenance.base.settings import LOCK_SECONDS, Settings, spark_table
from provenance.cli.signals import Terminated
from provenance.cli.streams import tell
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.engine import ENGINES

Command = TypeVar("Command", bound=Callable[..., Any])
REJECTED, UNREADABLE = 3, 4  # exit codes: some inputs could not be used; none could
_SUMS = {"W-DATE": "W-DATES"}  # what is said of a record -> of its file, where it sums up what its records say
WIDEST = 160  # columns: longer lines are hard to read
SHOWN = 20  # ledger lines on the terminal before "and n more"

_ENGINE_HELP = "Where it runs: on this machine, or on Spark (docs/how-to/run-on-spark.md)."


class LocalPath(click.Path):
    """A path to write to: of this machine."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The path; a usage error for an address, which pathlib would take for a folder."""
        if "://" in str(value):
            self.fail(f"{value!r} is an address; results go to a local folder or file", param, ctx)
        return super().convert(value, param, ctx)


COLUMNS = {  # what a record can hold, and how the help calls it
    "text": "text",
    "id": "id",
    "url": "address",
    "title": "headline",
    "outlet": "outlet",
    "byline": "author line",
    "published": "date of publication",
    "captured": "date of capture",
    "language": "language",
}

FORMS = (  # settings that say how files are written
    ("encoding", "NAME", "The encoding of the inputs, unless their first bytes say it.  [default: UTF-8, or guessed]"),
    ("csv-delimiter", "CHARACTER", "What stands between the fields of CSV files; tab for tabs.  [default: inferred]"),
    ("csv-quote", "CHARACTER", "What stands around fields; none: quotes are text.  [default: inferred]"),
    ("csv-escape", "HOW", "How a quote inside quotes is written: doubled or backslash.  [default: inferred]"),
    ("csv-header", "HEADER", "first: the first row; none; or the names of the columns.  [default: inferred]"),
)


def with_settings(command: Command) -> Command:
    """`--settings FILE`; without it `[tool.provenance]` of the pyproject.toml in the working folder."""
    return click.option(
        "--settings",
        "settings_file",
        type=click.Path(dir_okay=False, path_type=Path),
        help="A TOML file with settings; default: [tool.provenance] in ./pyproject.toml.",
    )(command)


def with_dated_facts(command: Command) -> Command:
    """`--dated-facts FILE`: office holders, events and renamings that date texts."""
    return click.option(
        "--dated-facts",
        "dated_facts",
        type=click.Path(dir_okay=False),
        help="A TOML file of office holders, events and renamings that date texts: docs/how-to/dated-facts.md.",
    )(command)


def with_furniture_lines(command: Command) -> Command:
    """`--furniture-lines FILE`: lines that are furniture."""
    return click.option(
        "--furniture-lines",
        "furniture_lines",
        type=click.Path(dir_okay=False),
        help="A file of lines that are furniture, with * at an end for anything: docs/how-to/furniture-lines.md.",
    )(command)


def with_lock(command: Command) -> Command:
    """`--lock-timeout SECONDS`: how long to wait for another run that writes to the same place."""
    return click.option(
        "--lock-timeout",
        type=click.FloatRange(min=0, max=1e6),
        default=LOCK_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="Wait so long for another run that writes to the same place; then exit 5.",
    )(command)


def with_columns(command: Command) -> Command:
    """`--text body --id url ...`: which column of records holds what; guessed where not given."""
    for name, called in reversed(COLUMNS.items()):
        text = f"The column of records that holds the {called}."
        command = click.option(f"--{name}", f"column_{name}", metavar="COLUMN", help=text)(command)
    return command


def with_engine(command: Command) -> Command:
    """`--engine spark --master … --parts N --work URI --conf k=v`: where the run happens."""
    for option in reversed(
        (
            click.option("--engine", type=click.Choice([*ENGINES]), default="machine", help=_ENGINE_HELP),
            click.option(
                "--master", metavar="URL", help="Spark's master, or sc://HOST for Connect.  [default: local[*]]"
            ),
            click.option(
                "--parts", type=click.IntRange(1, 1_000_000), help="Partitions of Spark's shuffles.  [default: 8]"
            ),
            click.option(
                "--work", metavar="URI", help="Where Spark's stages go; all executors reach it.  [default: OUT/_work]"
            ),
            click.option("--conf", multiple=True, metavar="KEY=VALUE", help="A setting of Spark's own; repeatable."),
        )
    ):
        command = option(command)
    return command


def cluster(
    engine: str,
    master: str | None,
    parts: int | None,
    work: str | None,
    conf: Sequence[str],
    settings_file: Path | None = None,
) -> Cluster | None:
    """How Spark runs; None for the engine machine, which has none of these options.

    What the table `[tool.provenance.spark]` says holds where no option says otherwise, setting by setting of `conf`.
    """
    choices = {"master": master, "parts": parts, "work": work, "conf": dict(_pair(setting) for setting in conf)}
    chosen = {name: value for name, value in choices.items() if value}
    if engine == "machine" and chosen:
        raise SettingsError("E-OPTION", f"--{next(iter(chosen))} goes with --engine spark", advice="--engine spark")
    if engine == "machine":
        return None
    file = settings_file or Path("pyproject.toml")
    before = Cluster.of(spark_table(file), file) if settings_file or file.is_file() else Cluster()
    return replace(before, **{**chosen, "conf": {**before.conf, **choices["conf"]}})  # type: ignore[arg-type,dict-item]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise SettingsError(
            "E-OPTION", f"--conf {one_line(text)} is no KEY=VALUE", advice="--conf spark.executor.memory=4g"
        )
    return name, value


def with_forms(command: Command) -> Command:
    """`--csv-delimiter ";"` and the like: how files are written, where what is inferred is not right."""
    for name, metavar, text in reversed(FORMS):
        command = click.option(f"--{name}", metavar=metavar, help=text)(command)
    return command


def with_quiet(command: Command) -> Command:
    """`-q`, `--quiet`: neither progress nor summary nor warnings."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress, no summary, no warnings.")(command)


def with_json(command: Command) -> Command:
    """`--json`: the same for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def json_of(content: object) -> str:
    """What `--json` prints: JSON without NaN that is safe on a terminal too."""
    return printable_json(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2, default=str))


def columns(parameters: Mapping[str, str | None]) -> dict[str, str]:
    """The column mapping out of a command's parameters."""
    return {
        name.removeprefix("column_"): value
        for name, value in parameters.items()
        if name.startswith("column_") and value is not None
    }


def forms(parameters: Mapping[str, str | None]) -> dict[str, str | None]:
    """The settings that say how files are written, out of a command's parameters."""
    return {name: value for name, value in parameters.items() if not name.startswith("column_")}


def settings(path: Path | None, **choices: object) -> Settings:
    """Settings of a file, with what the command line gives on top."""
    project_file = Path("pyproject.toml")
    base = Settings.load(path) if path else Settings.load(project_file) if project_file.is_file() else Settings()
    return Settings.of({**_as_table(base), **{name: value for name, value in choices.items() if value is not None}})


def _as_table(base: Settings) -> dict[str, Any]:
    flat = {name: getattr(base, name) for name in base.__dataclass_fields__ if name != "sketch"}
    return {**flat, "sketch": {name: getattr(base.sketch, name) for name in base.sketch.__dataclass_fields__}}


def coloured() -> bool:
    """Whether to colour what goes to stdout: only on a terminal, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns of the terminal; 100 where there is none."""
    return max(40, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))


@cache
def note(text: str) -> None:
    """Print a note on stderr, each text once."""
    tell(f"provenance: note: {one_line(text)}")


def tell_rejected(
    ledger: Sequence[Any],
    verdicts: Mapping[str, int] | None = None,
    articles: int | None = None,
    *,
    quiet: bool = False,
) -> None:
    """Name on stderr what was rejected, and what was warned about: a line for each code, with the first record.

    `verdicts` are the numbers of all, where the ledger holds only the first of what is not accepted; `articles` is the
    number of articles read. Warnings are not said to the `quiet`. Raises InputError where something was there to be
    read and no article came of it.
    """
    verdicts = Counter(entry.verdict for entry in ledger) if verdicts is None else verdicts
    alike: dict[tuple[str, ...], list[Any]] = {}
    for entry, code, message in _told(noteworthy(ledger)):
        if not (quiet and entry.verdict == "warned"):
            alike.setdefault(_likeness(entry.verdict, code, str(entry.path), message), []).append((entry, message))
    for (verdict, code, *_), entries in list(alike.items())[:SHOWN]:
        first, message = entries[0]
        where = one_line(first.path) + ("" if first.line is None else f":{first.line}")
        tell(f"provenance: {verdict}: {code} {where}: {one_line(message)}{_again(entries)}")
    seen = sum(verdicts.values())
    unnamed = sum(map(len, list(alike.values())[SHOWN:])) + seen - verdicts.get("accepted", 0) - len(noteworthy(ledger))
    if unnamed > 0 and not quiet:
        tell(f"provenance: … and {unnamed:,} more, in the ledger")
    if articles is None:
        articles = sum(entry.article is not None for entry in ledger)
    if not articles and _is_unread(noteworthy(ledger)):
        raise InputError("E-NOTHING-READ", "no input could be used", advice="provenance inspect on one of them")


def _likeness(verdict: str, code: str, path: str, message: str) -> tuple[str, ...]:
    """The key by which entries share a line: warnings by code; rejections by code, file and reason."""
    return (verdict, code) if verdict == "warned" else (verdict, code, path, message)


def _again(entries: Sequence[tuple[Any, str]]) -> str:
    """How often the same came up again, and in how many files.

    >>> from provenance.corpus.ledger import entry
    >>> _again([(entry("a.txt"), ""), (entry("b.txt"), "")]), _again([(entry("a.csv"), "")])
    (' (and 1 more, in 2 files)', '')
    """
    files = len({entry.path for entry, _ in entries})
    more = len(entries) - 1
    if not more:
        return ""
    return f" (and {more:,} more, in {files:,} files)" if files > 1 else f" (and {more:,} more records)"


@contextmanager
def resumable(out: Path | None) -> Iterator[None]:
    """A run that is stopped inside says how to go on, where it left something to go on from."""
    try:
        yield
    except (KeyboardInterrupt, Terminated):
        if out is not None and out.exists():
            folder = one_line(str(out))
            tell(f"\nprovenance: stopped; the same command resumes after the last finished stage, in {folder}")
        raise


def run_of(out: Path | None) -> dict[str, Any]:
    """What the run.json of an earlier run in the folder says; nothing where there is none."""
    try:
        run = json.loads((out / "run.json").read_bytes()) if out is not None else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return run if isinstance(run, dict) else {}


def tell_same(before: Mapping[str, Any], run: Mapping[str, Any]) -> None:
    """Say that a run came to what was there before: the same inputs, settings, version and counts."""
    if before and all(before.get(name) == run.get(name) for name in ("version", "inputs", "settings", "counts")):
        tell("provenance: same as before: the same inputs, settings and result")


def _is_unread(entries: Sequence[Any]) -> bool:
    """Whether something was there to be read; an input that is empty beside rejected ones is a result, and exit 3."""
    of_records = {entry.path for entry in entries if entry.record is not None}
    empty = [e for e in entries if e.record is None and e.code == "W-EMPTY" and e.path not in of_records]
    rejected = any(entry.verdict == "rejected" for entry in entries)
    return len(empty) < len(entries) and not (empty and rejected)


def _told(entries: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
    """Each entry with its notes; a file's notes only where its records do not have them already.

    Of a file's records, nothing is said of what the file sums up. What is said of a file comes before its records.
    """
    of_records: dict[str, set[str]] = {}
    of_files: dict[str, set[str]] = {}
    for entry in entries:
        codes = of_files if entry.record is None else of_records
        codes.setdefault(entry.path, set()).update(note.code for note in entry.notes)
    order = {path: number for number, path in enumerate(dict.fromkeys(entry.path for entry in entries))}
    for entry in sorted(entries, key=lambda entry: (order[entry.path], entry.record is not None)):
        if entry.record is None:
            notes = [note for note in entry.notes if note.code not in of_records.get(entry.path, ())]
        else:
            of_file = of_files.get(entry.path, set())
            notes = [note for note in entry.notes if _SUMS.get(note.code) not in of_file][:1]
        for note in notes:
            yield entry, note.code, note.message


def noteworthy(ledger: Sequence[Any]) -> list[Any]:
    """The entries that say more than "accepted"."""
    return [entry for entry in ledger if entry.verdict != "accepted"]


def exit_code(run: Mapping[str, Any], *, keep_going: bool) -> int:
    """What a run's ledger means for the exit code."""
    return REJECTED if not keep_going and run["ledger"]["rejected"] else 0
