"""`provenance compare`: two articles side by side, and one edge of a trace explained."""

from pathlib import Path

import click

from provenance.base.errors import SettingsError
from provenance.cli import options
from provenance.cli.streams import show
from provenance.report.as_json import as_json as json_of
from provenance.report.markdown import comparison_markdown
from provenance.report.terminal import comparison_text
from provenance.report.web.pair_page import pair_page
from provenance.run.story import comparison_in, comparison_of


@click.command("compare")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--from", "out", type=click.Path(path_type=Path), help="Take A and B from this finished trace.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="How it is written; html: both texts side by side, on one page that needs nothing else.",
)
@options.with_json
@options.with_dated_facts
@options.with_settings
def command(
    left: str,
    right: str,
    out: Path | None,
    form: str,
    as_json: bool,
    dated_facts: str | None,
    settings_file: Path | None,
) -> None:
    """Show what A and B share, what it means, and what speaks for and against one drawing on the other.

    A and B are two files, or their addresses; with --from, two articles (or an article and an unseen source) of that
    trace, which then judges them against all its other articles. Each direction is weighed, with the weight of every
    reason (+1 makes a case 2.7 times as likely), and beside it what else would explain what they share; where
    the graph has no edge between the two, also what was chosen instead.

    \b
    Examples:
      provenance compare seeds/harbour-strike-wire.txt seeds/harbour-strike-cut.txt
      provenance compare seeds/harbour-strike-wire.txt seeds/harbour-strike-cut.txt --dated-facts facts.toml
      provenance compare harbour-strike-wire.txt harbour-strike-cut.txt --from out/trace
      provenance compare harbour-strike-cut.txt harbour-strike-relay.txt --from out/trace --json
      provenance compare seeds/harbour-strike-wire.txt seeds/harbour-strike-cut.txt --format html > pair.html
    """
    if out is None:
        pair = comparison_of(left, right, options.settings(settings_file, dated_facts=dated_facts))
    elif dated_facts:
        advice = f"provenance trace INPUT... -o {out} --dated-facts {dated_facts} --force"
        raise SettingsError("E-OPTION", "with --from, dates stand as the trace read them", advice=advice)
    else:
        pair = comparison_in(left, right, out)
    if as_json or form == "json":
        show(json_of(pair), nl=False)
    elif form == "markdown":
        show(comparison_markdown(pair), nl=False)
    elif form == "html":
        show(pair_page(pair), nl=False)
    else:
        show(comparison_text(pair, colour=options.coloured(), width=options.width()), color=True)
