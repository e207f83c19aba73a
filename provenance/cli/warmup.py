"""`provenance warmup`: the kernels are compiled now, so that no later run waits for it."""

import click

from provenance.cli import options
from provenance.cli.streams import show, tell
from provenance.run.backends import kept, kept_fault, warm


@click.command("warmup")
@options.with_json
def command(as_json: bool) -> None:
    """Compile the kernels for large corpora now (about 40 seconds, once on a machine).

    Nothing needs it: the first run over 20 MB compiles them otherwise, and smaller ones do without until then. Kernels
    need the extra [fast]; without it every run gives the same output, slower.

    \b
    Examples:
      provenance warmup
      provenance warmup --json                           where they are kept, for programs
      NUMBA_CACHE_DIR=/var/cache/kernels provenance warmup     keep them there
    """
    warm(lambda message: tell(f"provenance: {message}"))
    folder = kept()
    if as_json:
        show(options.json_of({"backend": "numba", "kept": None if folder is None else str(folder)}))
    else:
        folder_text = f"kept in {folder}" if folder else f"but {kept_fault() or 'there is no folder to keep them in'}"
        tell(f"provenance: kernels are ready, {folder_text}")
