"""`provenance inspect`: how one file is read."""

import json
from pathlib import Path

import click

from provenance.base.errors import InputError
from provenance.cli import options
from provenance.report.inspection import inspection
from provenance.run.inspect import inspected


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--most", type=int, default=3, show_default=True, help="Articles to show of a file of records.")
@options.with_json
@options.with_settings
@options.with_columns
def command(
    file: Path, most: int, as_json: bool, settings_file: Path | None, **columns: str | None
) -> int:  # the exit code
    """Show how FILE is read: encoding, metadata, furniture, credits, dates, quotes, and what was amiss.

    \b
    Examples:
      provenance inspect seeds/harbour-strike-edited.md
      provenance inspect corpus.csv --text lead --most 1
    """
    found = inspected(file, options.settings(settings_file), columns=options.columns(columns), most=most)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo(inspection(found, colour=options.coloured(), width=options.width()), nl=False, color=True)
    rejected = [entry for entry in found["ledger"] if entry["verdict"] == "rejected"]
    if rejected and not found["articles"]:
        first = rejected[-1]
        raise InputError(first["code"], first["message"], path=first["path"], line=first["line"])
    return options.REJECTED if rejected else 0
