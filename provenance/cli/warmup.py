"""`provenance warmup`: the kernels are compiled now, so that no later run waits for it."""

import click

from provenance.cli import options
from provenance.run.engines import kept, warm


@click.command("warmup")
@options.with_json
def command(as_json: bool) -> None:
    """Compile the kernels for large corpora now (half a minute at most, once on a machine).

    Nothing needs it: the first large run compiles them otherwise. Kernels need the extra [fast]; without it every run
    gives the same output, slower.

    \b
    Examples:
      provenance warmup
      provenance warmup --json                           where they are kept, for programs
      NUMBA_CACHE_DIR=/var/cache/kernels provenance warmup     keep them there
    """
    warm(lambda message: click.echo(f"provenance: {message}", err=True))
    folder = kept()
    if as_json:
        click.echo(options.json_of({"engine": "numba", "kept": None if folder is None else str(folder)}))
    else:
        place = f"kept in {folder}" if folder else "but there is no folder to keep them in"
        click.echo(f"provenance: kernels are ready, {place}", err=True)
