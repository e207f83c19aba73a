"""`provenance report`: where one article of a trace comes from."""

from pathlib import Path

import click

from provenance.cli import options
from provenance.cli.streams import show
from provenance.report.as_json import as_json as json_of
from provenance.report.markdown import markdown
from provenance.report.terminal import report
from provenance.report.web.html import article_page
from provenance.run.one_story import story


@click.command("report")
@click.argument("article")
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
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@options.with_json
def command(article: str, out: Path, form: str, as_json: bool) -> None:
    """Show what of ARTICLE is its own, what came from where, how sure that is, and why.

    ARTICLE: an id of the trace, a path, or an address. The report goes to stdout.

    \b
    Examples:
      provenance report harbour-strike-cut.txt
      provenance report harbour-strike-cut.txt --format html > cut.html
      provenance report https://example.org/news/1 --from out/march --json
    """
    article_story = story(article, out)
    if as_json or form == "json":
        show(json_of(article_story), nl=False)
    elif form == "markdown":
        show(markdown(article_story), nl=False)
    elif form == "html":
        show(article_page(article_story), nl=False)
    else:
        show(report(article_story, colour=options.coloured(), width=options.width()), color=True)
