"""`provenance dedupe`: the corpus without its near-duplicates."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from provenance.base.errors import SettingsError
from provenance.base.settings import Settings
from provenance.base.tables import CLUSTERS, table
from provenance.cli import options
from provenance.cli.progress import OF_DEDUPE, progress, usual
from provenance.cli.streams import show, stdin_bytes, stdout_bytes, sum_up, tell
from provenance.report.deduped import GOING, deduped, explanation, going
from provenance.run.dedupe import DedupeOptions, DedupeRun, dedupe_inputs
from provenance.run.engines.engine import engine as engine_of
from provenance.run.engines.task import Task
from provenance.run.explained import explained
from provenance.run.row_files import STDOUT, RowFiles, is_row_file
from provenance.run.stages import Listener

EXPLAIN = "explain"  # in place of INPUT: the ids after it are explained
OUT = "out/dedupe"


@click.command("dedupe")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    metavar="PATH",
    help="A folder; or the file of kept rows: .jsonl, .csv or .parquet, also .gz and .zst; or - for stdout.  "
    "[default: out/dedupe; stdout where - is the only input]",
)
@click.option(
    "--removed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of removed rows, where -o is a file or stdout.",
)
@click.option(
    "--rejected",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of rows that no article came of, likewise.",
)
@click.option(
    "--tables",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder for clusters, pairs and ledger, likewise.",
)
@click.option(
    "--against",
    multiple=True,
    metavar="OLD",
    help="A corpus, or the folder of an index, whose articles are kept before any of INPUT.",
)
@click.option("--threshold", type=float, help="Similarity from which two articles are near-duplicates.  [default: 0.7]")
@click.option(
    "--keep",
    metavar="HOW",
    help="Which one stays: earliest, longest, first (by id), input-order (the first one read), or by a column of the "
    "records: COLUMN:max or COLUMN:min.  [default: earliest]",
)
@click.option(
    "--prefer",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Articles with this value stay before any other. Repeatable, the most preferred first.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing, say what would be removed.")
@click.option("--force", is_flag=True, help="Replace the result of other inputs or settings in OUT.")
@click.option("--keep-going", is_flag=True, help="Exit 0 although some inputs were rejected.")
@options.with_quiet
@options.with_lock
@options.with_json
@options.with_furniture_lines
@options.with_settings
@options.with_columns
@options.with_forms
@options.with_engine
def command(
    inputs: tuple[str, ...],
    out: str | None,
    removed: Path | None,
    rejected: Path | None,
    tables: Path | None,
    against: tuple[str, ...],
    threshold: float | None,
    keep: str | None,
    prefer: tuple[str, ...],
    dry_run: bool,
    force: bool,
    keep_going: bool,
    quiet: bool,
    lock_timeout: float,
    as_json: bool,
    furniture_lines: str | None,
    settings_file: Path | None,
    engine: str,
    master: str | None,
    parts: int | None,
    work: str | None,
    conf: tuple[str, ...],
    **reading_options: str | None,
) -> int:  # the exit code
    """Write the articles of INPUT without near-duplicates, rows and columns untouched.

    INPUT: files, folders, patterns, or - for JSON lines, CSV or Parquet on stdin. .txt .md .html .warc .xml .zip .tar
    .jsonl .json .csv .parquet, also as .gz and .zst.
    OUT gets kept.* and removed.* (with the article each one matches, and how closely), rejected.* (rows that no
    article came of), clusters, pairs, ledger. With a file or stdout (-) as OUT, kept rows go there and nothing else is
    written, unless --removed, --rejected or --tables say where. An earlier result stays until the new one is whole.

    \b
    Examples:
      provenance dedupe corpus.parquet -o clean
      provenance dedupe corpus.parquet -o clean.parquet --removed copies.parquet
      cat corpus.jsonl | provenance dedupe - > clean.jsonl
      provenance dedupe corpus.parquet --keep score:max --prefer outlet=Reuters --prefer outlet=AP
      provenance dedupe crawl.warc.gz -o clean.jsonl
      provenance dedupe monday.jsonl --against archive.parquet --dry-run
      provenance dedupe monday.jsonl --against archive.index -o monday-new.jsonl
      provenance dedupe s3a://b/in -o s3a://b/clean --engine spark --master spark://head:7077 --parts 200
      provenance dedupe explain harbour-strike-cut.txt -o clean     why it stays or goes, by the run in clean
    """
    if inputs[0] == EXPLAIN and not Path(EXPLAIN).exists():
        return _explain(inputs[1:], Path(out or OUT), as_json=as_json)
    choices = {"threshold": threshold, "keep": keep, "prefer": prefer or None, "furniture_lines": furniture_lines}
    chosen = options.settings(settings_file, **choices, **options.forms(reading_options))
    cluster = options.cluster(engine, master, parts, work, conf, settings_file)
    if cluster is not None:
        _refuse_on_cluster(
            chosen, to_files=bool(removed or rejected or tables or is_row_file(out or OUT)), against=against
        )
        task = Task(
            inputs,
            out or OUT,
            chosen,
            options.columns(reading_options),
            force=force,
            dry_run=dry_run,
            lock_seconds=lock_timeout,
            cluster=cluster,
        )
        return _on_cluster(task, engine, quiet=quiet, as_json=as_json, keep_going=keep_going)
    if "://" in (out or ""):
        raise SettingsError(
            "E-OPTION", f"{out} is an address; results go to a local folder or file", advice="-o FOLDER"
        )
    folder, rows = _places(inputs, Path(out) if out else None, removed, rejected, tables)
    if STDOUT in against:
        raise SettingsError("E-OPTION", "--against cannot be standard input", advice="a file")
    to_stdout = rows is not None and rows.kept is None and not dry_run
    before = {} if dry_run else options.run_of(folder)
    stages = usual(OF_DEDUPE, before.get("seconds"))
    with options.resumable(None if dry_run or quiet else folder), progress(quiet, stages) as (started, read):
        result = dedupe_inputs(
            inputs,
            folder,
            chosen,
            DedupeOptions(
                against=against,
                columns=options.columns(reading_options),
                rows=rows,
                stdin=stdin_bytes() if STDOUT in inputs else None,
                stdout=stdout_bytes() if to_stdout else None,
                dry_run=dry_run,
                force=force,
                lock_seconds=lock_timeout,
            ),
            Listener(partial(options.tell_rejected, quiet=quiet), started, options.note, read),
        )
    if as_json:
        summary = {**result.run, "removed": going(result.clusters)} if dry_run else result.run
        (tell if to_stdout else show)(options.json_of(summary))
    elif not quiet:
        sum_up(_summary(result, folder, rows, dry_run=dry_run), err=rows is not None and not dry_run)
        options.tell_same(before, result.run)
    return options.exit_code(result.run, keep_going=keep_going)


def _refuse_on_cluster(settings: Settings, *, to_files: bool, against: Sequence[str]) -> None:
    """Raise SettingsError for what only one machine can do."""
    if to_files:
        raise SettingsError("E-OPTION", "with --engine spark the result is a folder", advice="-o FOLDER alone")
    if against:
        what = "--engine spark compares nothing against an older corpus"
        advice = "both corpora in one run with a column that says which, and --prefer: docs/how-to/run-on-spark.md"
        raise SettingsError("E-OPTION", what, advice=advice)
    if settings.furniture_lines:
        what = "--furniture-lines is for one machine"
        raise SettingsError("E-OPTION", what, advice="--engine machine, or no such file")


def _on_cluster(task: Task, engine: str, *, quiet: bool, as_json: bool, keep_going: bool) -> int:
    """The same on a cluster; the exit code."""
    removed = [table([], CLUSTERS)]
    with progress(quiet, {}) as (started, _):
        on_read = partial(options.tell_rejected, quiet=quiet)
        heard = replace(task, started=started, on_read=on_read, on_removed=removed.append, on_note=options.note)
        run = engine_of(engine).dedupe(heard)
    if as_json:
        show(options.json_of({**run, "removed": going(removed[-1])} if task.dry_run else run))
    elif not quiet:
        summary = deduped(
            removed[-1].head(GOING),
            run,
            out=task.out,
            dry_run=task.dry_run,
            colour=options.coloured(),
            width=options.width(),
        )
        sum_up(summary)
    return options.exit_code(run, keep_going=keep_going)


def _summary(result: DedupeRun, folder: Path | None, rows: RowFiles | None, *, dry_run: bool) -> str:
    return deduped(
        result.clusters,
        result.run,
        out=None if folder is None else str(folder),
        files=[] if rows is None else [str(path) for path in (*rows.paths, *([folder] if folder else []))],
        dry_run=dry_run,
        colour=options.coloured() and (rows is None or dry_run),
        width=options.width(),
    )


def _places(
    inputs: tuple[str, ...], out: Path | None, removed: Path | None, rejected: Path | None, tables: Path | None
) -> tuple[Path | None, RowFiles | None]:
    """The folder for the result or its tables, and the files of rows where -o names one; None for what is not there."""
    if inputs == (STDOUT,) and out is None:
        out = Path(STDOUT)
    if out is not None and is_row_file(out):
        return tables, RowFiles(None if str(out) == STDOUT else out, removed, rejected)
    for option, path in (("--removed", removed), ("--rejected", rejected), ("--tables", tables)):
        if path is not None:
            what = f"{option} goes with a file or - as -o: a folder holds all of it"
            raise SettingsError("E-OPTION", what, advice="-o FILE, such as clean.jsonl")
    return out or Path(OUT), None


def _explain(ids: tuple[str, ...], out: Path, *, as_json: bool) -> int:
    """Why the articles of these ids stay or go, as an earlier run in OUT decided."""
    if not ids:
        advice = f"provenance dedupe {EXPLAIN} ID -o {out}"
        raise SettingsError("E-OPTION", "there is no id to explain", advice=advice)
    explanations = [explained(name, out) for name in ids]
    if as_json:
        show(options.json_of(explanations))
    else:
        show(explanation(explanations, colour=options.coloured(), width=options.width()), nl=False, color=True)
    return 0
