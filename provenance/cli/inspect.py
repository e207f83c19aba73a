"""`provenance inspect`: how one file is read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from provenance.base.errors import InputError
from provenance.cli import options
from provenance.cli.streams import show
from provenance.report.inspection import inspection
from provenance.report.web.inspect_page import inspection_page
from provenance.run.inspect import inspected


@click.command("inspect")
@click.argument("file")
@click.option(
    "--most",
    "limit",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Articles to show of a file of records.",
)
@click.option("--full", is_flag=True, help="Show the whole text of each article, its furniture marked.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    default="text",
    show_default=True,
    help="How it is written; html: one page, with the whole text and all that was recognised in it marked.",
)
@options.with_json
@options.with_dated_facts
@options.with_furniture_lines
@options.with_settings
@options.with_columns
@options.with_forms
def command(
    file: str,
    limit: int,
    full: bool,
    form: str,
    as_json: bool,
    dated_facts: str | None,
    furniture_lines: str | None,
    settings_file: Path | None,
    **reading_options: str | None,
) -> int:  # the exit code
    """Show how FILE is read: format, encoding, dialect, columns, text, metadata with its basis, furniture, credits,
    dates, quotes, and what was amiss. FILE may be of any format that is read, an archive, a folder or an address.

    \b
    Examples:
      provenance inspect seeds/harbour-strike-edited.md
      provenance inspect corpus.csv --text lead --most 1
      provenance inspect page.html --full
      provenance inspect crawl.warc.gz --json
      provenance inspect page.html --format html > page-as-read.html
      provenance inspect seeds/harbour-strike-edited.md --dated-facts facts.toml
    """
    report = inspected(
        file,
        options.settings(
            settings_file, dated_facts=dated_facts, furniture_lines=furniture_lines, **options.forms(reading_options)
        ),
        columns=options.columns(reading_options),
        limit=limit,
    )
    rejected = [entry for entry in report["ledger"] if entry["verdict"] == "rejected"]
    if rejected and report["counts"]["seen"] == 1:
        raise _refused(rejected[0])
    if as_json or form == "json":
        show(options.json_of(report))
    elif form == "html":
        show(inspection_page(report), nl=False)
    else:
        show(inspection(report, colour=options.coloured(), width=options.width(), full=full), nl=False, color=True)
    if rejected and not report["articles"]:
        raise _refused(rejected[-1])
    return options.REJECTED if rejected else 0


def _refused(entry: Mapping[str, Any]) -> InputError:
    return InputError(entry["code"], entry["message"], path=entry["path"], line=entry["line"])
