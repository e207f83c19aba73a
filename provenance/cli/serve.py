"""`provenance serve`: a page on this machine to paste a text into."""

from importlib.util import find_spec
from pathlib import Path

import click

from provenance.base.errors import EngineError, SettingsError
from provenance.base.escaping import one_line
from provenance.cli import options
from provenance.cli.streams import show, tell

PARTS = ("starlette", "uvicorn", "python_multipart")  # of the extra


@click.command("serve")
@click.option(
    "--index", type=click.Path(file_okay=False, path_type=Path), metavar="PATH", help="Compare with this index."
)
@click.option(
    "--from", "out", type=click.Path(path_type=Path), help="Compare with the articles of this finished trace."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8421,
    show_default=True,
    help="The port on 127.0.0.1; 0 is any that is free.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=1, max=3600),
    default=60.0,
    show_default=True,
    help="The time that one answer may take.",
)
@options.with_json
@options.with_settings
def command(
    index: Path | None, out: Path | None, port: int, seconds: float, as_json: bool, settings_file: Path | None
) -> None:
    """Open a page on this machine: paste a text, and see its near-duplicates, passages, likely sources, dates, credits.

    Only this machine can reach it. Texts stay in memory and are gone when the server stops (Ctrl-C). A saved web page
    can be dropped on the page in place of a text. The same addresses give JSON to programs.

    \b
    Examples:
      provenance serve --index archive.index
      provenance serve --from out/trace --port 0
      curl --data-binary @a.txt -H 'Content-Type: text/plain' -H 'Accept: application/json' localhost:8421/answers
    """
    if (index is None) == (out is None):
        advice = "--index PATH or --from OUT"
        raise SettingsError("E-OPTION", "one of --index and --from is wanted", advice=advice)
    if not all(map(find_spec, PARTS)):
        advice = 'pip install "article-provenance[serve]"'
        raise EngineError("E-EXTRA", "the server needs the extra [serve]: " + ", ".join(PARTS), advice=advice)
    from provenance.run.serve.guard import RequestLimits  # noqa: PLC0415  # of the extra
    from provenance.run.serve.server import serve_pages  # noqa: PLC0415

    def ready(address: str, articles: int) -> None:
        if as_json:
            show(options.json_of({"address": address, "articles": articles}))
        else:
            tell(f"provenance: {articles:,} articles at {one_line(address)}; Ctrl-C stops the server")

    chosen = options.settings(settings_file)
    serve_pages(
        chosen,
        index=index,
        out=out,
        port=port,
        limits=RequestLimits(seconds=seconds),
        on_ready=ready,
        on_note=options.note,
    )
