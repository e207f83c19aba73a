"""`provenance warmup`: the kernels are compiled now, so that no later run waits for it."""

import click

from provenance.run.engines import kept, warm


@click.command("warmup")
def command() -> None:
    """Compile the kernels for large corpora now (about half a minute, once on a machine).

    Nothing needs it: the first large run compiles them otherwise.

    \b
    Examples:
      provenance warmup
      NUMBA_CACHE_DIR=/var/cache/provenance provenance warmup      keep them there
    """
    warm(lambda message: click.echo(f"provenance: {message}", err=True))
    folder = kept()
    click.echo(f"provenance: kernels are ready{f', kept in {folder}' if folder else ', but cannot be kept'}", err=True)
