"""`provenance dedupe`: the corpus without its near-duplicates."""

import sys
from pathlib import Path

import click

from provenance.cli import options
from provenance.report.deduped import deduped
from provenance.run.dedupe import dedupe


@click.command("dedupe")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.  [default: out/dedupe; stdout where - is the only input]",
)
@click.option("--against", multiple=True, metavar="OLD", help="A corpus whose articles are kept before any of INPUT.")
@click.option("--threshold", type=float, help="Similarity from which two articles are near-duplicates.  [default: 0.7]")
@click.option(
    "--keep",
    type=click.Choice(["earliest", "longest", "first"]),
    help="Which one stays; first: by id.  [default: earliest]",
)
@click.option("--dry-run", is_flag=True, help="Write nothing, say what would be removed.")
@click.option("--force", is_flag=True, help="Replace the result of other inputs or settings in OUT.")
@click.option("--keep-going", is_flag=True, help="Exit 0 although some inputs were rejected.")
@click.option("--quiet", is_flag=True, help="No progress, no summary.")
@options.with_json
@options.with_settings
@options.with_columns
@options.with_forms
def command(
    inputs: tuple[str, ...],
    out: Path | None,
    against: tuple[str, ...],
    threshold: float | None,
    keep: str | None,
    dry_run: bool,
    force: bool,
    keep_going: bool,
    quiet: bool,
    as_json: bool,
    settings_file: Path | None,
    **given: str | None,
) -> int:  # the exit code
    """Write the articles of INPUT without near-duplicates, rows and columns untouched.

    INPUT: files, folders, or - for JSON lines or CSV on stdin; .txt .md .jsonl .json .csv .parquet, also .gz and .zst.
    OUT gets kept.* and removed.* (with the article each one matches, and how closely), rejected.* (rows that no
    article came of), clusters, pairs, ledger.

    \b
    Examples:
      provenance dedupe corpus.parquet -o clean
      cat corpus.jsonl | provenance dedupe - > clean.jsonl
      provenance dedupe monday.jsonl --against archive.parquet --dry-run
    """
    piped = inputs == ("-",) and out is None
    out = None if piped else out or Path("out/dedupe")
    with options.progress(quiet) as (started, read):
        found = dedupe(
            inputs,
            out,
            options.settings(settings_file, threshold=threshold, keep=keep, **options.forms(given)),
            against=against,
            columns=options.columns(given),
            stdin=sys.stdin.buffer,
            stdout=sys.stdout.buffer,
            dry_run=dry_run,
            force=force,
            heard=options.tell_rejected,
            started=started,
            said=options.note,
            progress=read,
        )
    to_stderr = piped and not dry_run
    if as_json:
        click.echo(options.json_of(found.run), err=to_stderr)
    elif not quiet:
        told = deduped(
            found.clusters,
            found.run,
            out=None if out is None else str(out),
            dry_run=dry_run,
            colour=options.coloured() and not to_stderr,
            width=options.width(),
        )
        click.echo(told, nl=False, err=to_stderr, color=True)
    return options.exit_code(found.run, keep_going=keep_going)
