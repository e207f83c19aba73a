"""`provenance index`: an index of a corpus on disk, which is asked about one article at a time."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from provenance.base.errors import InputError, SettingsError
from provenance.base.escaping import one_line
from provenance.cli import options
from provenance.cli.progress import progress
from provenance.cli.streams import show, stdin_bytes, tell
from provenance.report.answer import answer_text
from provenance.run.gate.filling import Inputs, one_article
from provenance.run.index.opened import Index

Command = TypeVar("Command", bound=Callable[..., Any])
_LARGEST = 200_000_000  # bytes of standard input that is one article


@click.group("index")
def command() -> None:
    """Keep an index of a corpus on disk, and ask it about one article at a time.

    An index is one folder. Many may read it while one writes; whatever is stopped, the last commit stands. Adding
    later gives the same answers as building at once.

    \b
    Examples:
      provenance index build corpus.parquet --index archive.index
      provenance index add monday.jsonl --index archive.index
      provenance index query article.txt --index archive.index
      provenance index verify --index archive.index
    """


def with_index_path(decorated: Command) -> Command:
    """`--index PATH`: the folder of the index."""
    return click.option(
        "--index",
        "path",
        type=click.Path(file_okay=False, path_type=Path),
        required=True,
        metavar="PATH",
        help="The folder of the index.",
    )(decorated)


def with_inputs(decorated: Command) -> Command:
    """INPUTs, and the options that say how they are read."""
    for option in (
        options.with_forms,
        options.with_columns,
        options.with_settings,
        options.with_json,
        options.with_lock,
        click.option("--quiet", is_flag=True, help="No progress, no summary."),
        click.option("--keep-going", is_flag=True, help="Exit 0 although some inputs were rejected."),
        with_index_path,
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    ):
        decorated = option(decorated)
    return decorated


def _read(inputs: tuple[str, ...], file: Path | None, reading_options: Mapping[str, str | None], read: Any) -> Inputs:  # noqa: ANN401
    settings = options.settings(file, **options.forms(reading_options))
    stdin = stdin_bytes() if "-" in inputs else None
    return Inputs(inputs, settings, options.columns(reading_options), stdin, options.tell_rejected, options.note, read)


def _ended(figures: dict[str, Any], text: str, *, as_json: bool, quiet: bool = False) -> None:
    if as_json:
        show(options.json_of(figures))
    elif not quiet:
        tell(f"provenance: {text}")


def _many(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


@command.command("build")
@with_inputs
@click.option("--force", is_flag=True, help="Replace the index that is there.")
def build_index(
    inputs: tuple[str, ...],
    path: Path,
    force: bool,
    keep_going: bool,
    quiet: bool,
    lock_timeout: float,
    as_json: bool,
    settings_file: Path | None,
    **reading_options: str | None,
) -> int:
    """Make an index of the articles of INPUT.

    INPUT: files, folders, or - for JSON lines, CSV or Parquet on stdin, as for dedupe.

    \b
    Examples:
      provenance index build corpus.parquet --index archive.index
      zcat crawl.jsonl.gz | provenance index build - --index crawl.index
    """
    with progress(quiet, {}) as (_, read):
        taken = _read(inputs, settings_file, reading_options, read)
        index = Index.build(
            path, taken.articles(), taken.settings, lock_seconds=lock_timeout, backend=taken.backend, force=force
        )
    figures = {**index.info(), **taken.ledger}
    text = f"{_many(figures['articles'])} in {one_line(str(path))}, {figures['bytes']:,} bytes"
    _ended(figures, text, as_json=as_json, quiet=quiet)
    return options.exit_code(figures, keep_going=keep_going)


@command.command("add")
@with_inputs
def add(
    inputs: tuple[str, ...],
    path: Path,
    keep_going: bool,
    quiet: bool,
    lock_timeout: float,
    as_json: bool,
    settings_file: Path | None,
    **reading_options: str | None,
) -> int:
    """Add the articles of INPUT to an index, all of them or none.

    An article takes the place of an earlier one under its id; one that is there as it is changes nothing. Once the
    command has ended, what it added is on the disk.

    \b
    Examples:
      provenance index add monday.jsonl --index archive.index
      provenance index add incoming/ --index archive.index --keep-going
    """
    with progress(quiet, {}) as (_, read):
        taken = _read(inputs, settings_file, reading_options, read)
        index = Index(path, taken.settings, lock_seconds=lock_timeout)
        new, unchanged = index.add(taken.articles(), backend=taken.backend)
    figures = {"added": new, "unchanged": unchanged, "articles": len(index), **taken.ledger}
    _ended(figures, f"{_many(new)} added, {unchanged:,} unchanged; {len(index):,} in all", as_json=as_json, quiet=quiet)
    return options.exit_code(figures, keep_going=keep_going)


@command.command("query")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--text", help="The text itself, in place of ARTICLE.")
@with_index_path
@click.option("--sources/--no-sources", default=True, show_default=True, help="Look for likely sources, too.")
@click.option("--without", multiple=True, metavar="ID", help="Leave this article of the index out.")
@options.with_json
@options.with_settings
def query(
    article: str | None,
    text: str | None,
    path: Path,
    sources: bool,
    without: tuple[str, ...],
    as_json: bool,
    settings_file: Path | None,
) -> None:
    """Ask an index about one article: near-duplicates, reused passages with places, likely sources with the evidence.

    ARTICLE is a file of one article, or - for its text on stdin. In the sources the article is called query:NAME.

    \b
    Examples:
      provenance index query article.txt --index archive.index
      provenance index query --text "The ferry lost both engines off Skarn." --index archive.index
      pbpaste | provenance index query - --index archive.index --json
    """
    settings = options.settings(settings_file)
    index = Index(path, settings)
    item = one_article(*_bytes(article, text), settings)
    answer = index.query(item, sources=sources, without=without)
    if as_json:
        show(options.json_of(answer.as_json()))
    else:
        show(answer_text(answer.as_json(), item.text, sources=sources), nl=False)


def _bytes(article: str | None, text: str | None) -> tuple[str, bytes]:
    """The name and the bytes of what is asked about."""
    if (article is None) == (text is None):
        raise SettingsError("E-OPTION", "one of ARTICLE and --text is wanted", advice="a file, -, or --text TEXT")
    if text is not None:
        return "text.txt", text.encode("utf-8", "surrogatepass")
    if article == "-":
        return "stdin.txt", stdin_bytes().read(_LARGEST)
    file = Path(str(article))
    try:
        return file.name, file.read_bytes()
    except OSError as error:
        raise InputError("E-NOT-FOUND", error.strerror or "cannot be read", path=file) from None


@command.command("remove")
@click.argument("articles", nargs=-1, required=True, metavar="ID...")
@with_index_path
@options.with_lock
@options.with_json
@options.with_settings
def remove(
    articles: tuple[str, ...], path: Path, lock_timeout: float, as_json: bool, settings_file: Path | None
) -> None:
    """Take articles out of an index, by their ids.

    Their texts leave the disk with the next compact.

    \b
    Examples:
      provenance index remove harbour-strike-cut.txt --index archive.index
    """
    index = Index(path, options.settings(settings_file), lock_seconds=lock_timeout)
    absent = index.remove(articles)
    for name in absent:
        tell(f"provenance: note: {one_line(name)} is not in the index")
    gone = len(set(articles)) - len(absent)
    figures = {"removed": gone, "absent": absent, "articles": len(index)}
    _ended(figures, f"{_many(gone)} removed; {len(index):,} in all", as_json=as_json)


@command.command("info")
@with_index_path
@options.with_json
@options.with_settings
def info(path: Path, as_json: bool, settings_file: Path | None) -> None:
    """Show what an index holds and what it was made with.

    \b
    Examples:
      provenance index info --index archive.index
    """
    figures = Index(path, options.settings(settings_file)).info()
    if as_json:
        show(options.json_of(figures))
    else:
        for name, value in figures.items():
            show(f"{name.replace('_', ' '):18} {one_line(f'{value:,}' if isinstance(value, int) else str(value))}")


@command.command("verify")
@with_index_path
@options.with_json
@options.with_settings
def verify(path: Path, as_json: bool, settings_file: Path | None) -> None:
    """Read all of an index, and check that every byte is what was written; exit 5 where one is not.

    \b
    Examples:
      provenance index verify --index archive.index
    """
    count = Index(path, options.settings(settings_file)).verify()
    _ended({"articles": count, "sound": True}, f"{_many(count)}, all sound", as_json=as_json)


@command.command("compact")
@with_index_path
@options.with_lock
@options.with_json
@options.with_settings
def compact(path: Path, lock_timeout: float, as_json: bool, settings_file: Path | None) -> None:
    """Make one segment of an index, without what was removed. Two that hold the same articles are then the same bytes.

    \b
    Examples:
      provenance index compact --index archive.index
    """
    index = Index(path, options.settings(settings_file), lock_seconds=lock_timeout)
    before = index.info()["bytes"]
    index.compact()
    figures = {**index.info(), "bytes_before": before}
    _ended(figures, f"{before:,} bytes before, {figures['bytes']:,} now", as_json=as_json)


@command.command("merge")
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="OTHER...")
@with_index_path
@options.with_lock
@options.with_json
@options.with_settings
def merge(others: tuple[Path, ...], path: Path, lock_timeout: float, as_json: bool, settings_file: Path | None) -> None:
    """Add the articles of OTHER indexes, which were made elsewhere with the same settings.

    An article whose id is here stays as it is here; of several OTHERs, the first one's comes.

    \b
    Examples:
      provenance index merge march.index april.index --index year.index
    """
    index = Index(path, options.settings(settings_file), lock_seconds=lock_timeout)
    came, stayed = index.merge(others)
    figures = {"added": came, "left_out": stayed, "articles": len(index)}
    _ended(figures, f"{_many(came)} added, {stayed:,} were here; {len(index):,} in all", as_json=as_json)
