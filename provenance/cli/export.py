"""`provenance export`: the graph of a trace for other programs."""

from pathlib import Path

import click

from provenance.cli import options
from provenance.cli.streams import show
from provenance.report.export.claims import LEAST, RANKS
from provenance.report.export.formats import FORMATS
from provenance.run.export import export, write_export


@click.command("export")
@click.option(
    "--from",
    "out",
    type=click.Path(path_type=Path),
    default=Path("out/trace"),
    show_default=True,
    help="A finished trace.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="What to write.",
)
@options.with_json
@click.option("-o", "--out", "file", type=click.Path(path_type=Path), help="Write to this file.  [default: stdout]")
@click.option(
    "--least",
    "minimum",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Leave out derivations of lower probability.",
)
@click.option(
    "--ranks",
    type=click.IntRange(min=1),
    default=RANKS,
    show_default=True,
    help="How many sources of the same passages to tell: 1 is the chosen one, 2 adds the runner-up.",
)
def command(out: Path, form: str, as_json: bool, file: Path | None, minimum: float, ranks: int) -> None:
    """Write the graph of a trace for other programs: W3C PROV, graph tools, drawings, spreadsheets.

    PROV as prov-json, prov-n and json-ld tells everything, with the evidence. graphml is for graph tools, dot and
    mermaid draw what is connected, csv has a row for every derivation. --json is --format prov-json.

    \b
    Examples:
      provenance export --format prov-json -o trace.prov.json
      provenance export --from out/march --format dot | dot -Tsvg > march.svg
      provenance export --format mermaid --least .5
      provenance export --format csv --least 0 --ranks 3 > derivations.csv
    """
    text = export(out, FORMATS[0] if as_json else form, minimum=minimum, ranks=ranks)
    if file is None or str(file) == "-":
        show(text.encode("utf-8"), nl=False)  # bytes: the same whatever the locale and the system's line ends
    else:
        write_export(text, file)
