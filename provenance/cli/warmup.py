"""`provenance warmup`: what a run would wait for is made now: compiled kernels, or a table of words."""

from pathlib import Path

import click

from provenance.cli import options
from provenance.cli.streams import show, tell
from provenance.run.backends import kept, kept_fault, warm
from provenance.run.word_table import write_word_table


@click.command("warmup")
@click.option(
    "--translation",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write a table of words there instead: a fast encoder for the setting translation_model.",
)
@click.option(
    "--languages", default="", metavar="CODES", help="Languages of the table, as in es,fr,en; without it, all."
)
@click.option(
    "--model", default="", metavar="FOLDER", help="Make the table from this model2vec model, not the extra's encoder."
)
@options.with_json
def command(folder: Path | None, languages: str, model: str, as_json: bool) -> None:
    """Compile the kernels for large corpora now (about 40 seconds, once on a machine).

    Nothing needs it: the first run over 20 MB compiles them otherwise, and smaller ones do without until then. Kernels
    need the extra [fast]; without it every run gives the same output, slower.

    With --translation it compiles nothing. It writes a table of words from the encoder of the extra [translation]. A
    trace whose setting translation_model names that folder compares languages with little time, and finds less.

    \b
    Examples:
      provenance warmup
      provenance warmup --json                           where they are kept, for programs
      NUMBA_CACHE_DIR=/var/cache/kernels provenance warmup     keep them there
      provenance warmup --translation models/words --languages en,es,fr
    """
    if folder is not None:
        _write_table(folder, languages, model, as_json)
    elif languages or model:
        raise click.UsageError("--languages and --model are for --translation FOLDER.")
    else:
        _compile(as_json)


def _compile(as_json: bool) -> None:
    warm(lambda message: tell(f"provenance: {message}"))
    folder = kept()
    if as_json:
        show(options.json_of({"backend": "numba", "kept": None if folder is None else str(folder)}))
    else:
        folder_text = f"kept in {folder}" if folder else f"but {kept_fault() or 'there is no folder to keep them in'}"
        tell(f"provenance: kernels are ready, {folder_text}")


def _write_table(folder: Path, languages: str, model: str, as_json: bool) -> None:
    codes = [code.strip().lower() for code in languages.split(",") if code.strip()]
    written = write_word_table(
        folder, codes, model, lambda language, count: tell(f"provenance: {language}: {count:,} words")
    )
    if as_json:
        show(options.json_of({"table": str(written.path), "encoder": written.encoder, "languages": written.languages}))
    else:
        tell(f"provenance: wrote {written.path}. The setting translation_model = {str(folder)!r} uses it.")
