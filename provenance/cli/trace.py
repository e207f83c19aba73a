"""`provenance trace`: where the articles of a corpus come from."""

from collections import Counter
from functools import partial
from pathlib import Path

import click

from provenance.base.errors import SettingsError
from provenance.cli import options
from provenance.cli.progress import OF_TRACE, progress, usual
from provenance.cli.streams import show, stdin_bytes, sum_up
from provenance.report.summary import summary
from provenance.run.engines.engine import engine as engine_of
from provenance.run.row_files import is_row_file
from provenance.run.stages import Listener
from provenance.run.trace import Trace, TraceOptions, trace_inputs


@click.command("trace")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    type=options.LocalPath(path_type=Path),
    default=Path("out/trace"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--agencies", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="A table of further agencies."
)
@click.option(
    "--judged",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A TOML file of edges that people confirmed or denied: docs/how-to/review-edges.md.",
)
@click.option(
    "--index",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of an index: its articles that may share text with INPUT are traced with it.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=256),
    metavar="N",
    help="Read texts in N processes (default: one a core). The result does not depend on it.",
)
@click.option("--force", is_flag=True, help="Replace the result of other inputs or settings in OUT.")
@click.option("--keep-going", is_flag=True, help="Exit 0 although some inputs were rejected.")
@options.with_quiet
@options.with_lock
@options.with_json
@options.with_dated_facts
@options.with_furniture_lines
@options.with_settings
@options.with_columns
@options.with_forms
@options.with_engine
def command(
    inputs: tuple[str, ...],
    out: Path,
    agencies: tuple[Path, ...],
    judged: Path | None,
    index: Path | None,
    workers: int | None,
    force: bool,
    keep_going: bool,
    quiet: bool,
    lock_timeout: float,
    as_json: bool,
    dated_facts: str | None,
    furniture_lines: str | None,
    settings_file: Path | None,
    engine: str,
    master: str | None,
    parts: int | None,
    work: str | None,
    conf: tuple[str, ...],
    **reading_options: str | None,
) -> int:  # the exit code
    """Find out who draws on whom, and on which sources that are not there.

    INPUT: files, folders, patterns, or - for JSON lines, CSV or Parquet on stdin. .txt .md .html .warc .xml .zip .tar
    .jsonl .json .csv .parquet, also as .gz and .zst.
    Writes tables, graph and reports into OUT (open OUT/report/index.html), and prints a summary.

    \b
    Examples:
      provenance trace seeds/
      provenance trace corpus.parquet -o out/march --text body --id url
      zcat crawl.jsonl.gz | provenance trace - -o out/crawl
      provenance trace seeds/ --judged judged.toml
      provenance trace monday.jsonl --index archive.index -o out/monday
      provenance trace seeds/ --dated-facts facts.toml
      provenance trace corpus.parquet --engine spark --master spark://head:7077 --parts 64
    """
    if is_row_file(out):
        advice = "-o FOLDER; provenance export writes the graph to one file"
        raise SettingsError(
            "E-OUT-NAME", "a trace is a folder of tables and pages, not one file", path=out, advice=advice
        )
    before = options.run_of(out)
    files = {"dated_facts": dated_facts, "furniture_lines": furniture_lines}
    chosen = options.settings(settings_file, **files, **options.forms(reading_options))
    cluster = options.cluster(engine, master, parts, work, conf, settings_file)
    if work is not None:
        raise SettingsError("E-OPTION", "--work goes with dedupe: a trace keeps its stages in OUT", advice="-o FOLDER")
    with (
        engine_of(engine).text_workers(cluster, chosen) as make_workers,
        options.resumable(None if quiet else out),
        progress(quiet, usual(OF_TRACE, before.get("seconds"))) as (started, read),
    ):
        result = trace_inputs(
            inputs,
            out,
            chosen,
            TraceOptions(
                columns=options.columns(reading_options),
                stdin=stdin_bytes() if "-" in inputs else None,
                agencies=agencies,
                judged=judged,
                index=index,
                force=force,
                lock_seconds=lock_timeout,
                workers=workers,
                make_workers=make_workers,
            ),
            Listener(partial(options.tell_rejected, quiet=quiet), started, options.note, read),
        )
    if as_json:
        show(options.json_of(result.run))
    elif not quiet:
        sum_up(_summary(result))
        options.tell_same(before, result.run)
    return options.exit_code(result.run, keep_going=keep_going)


def _summary(result: Trace) -> str:
    return summary(
        result.tables,
        result.run,
        out=result.out,
        codes=Counter(entry.code for entry in result.ledger if entry.code),
        agencies=result.run["agencies"],
        colour=options.coloured(),
        width=options.width(),
    )
