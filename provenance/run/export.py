"""A finished trace in the format of another program."""

from pathlib import Path

from provenance.base.errors import MachineError
from provenance.report.export.claims import LEAST, RANKS, claims
from provenance.report.export.formats import exported
from provenance.run.one_story import agencies
from provenance.run.out import read_tables, write_text_file


def export(out: Path, form: str, *, minimum: float = LEAST, ranks: int = RANKS) -> str:
    """The trace in `out` as text in that format; derivations of lower probability or higher rank are left out."""
    tables, run = read_tables(out)
    return exported(claims(tables, agencies(run), minimum=minimum, ranks=ranks), run, form)


def write_export(text: str, path: Path) -> None:
    """The text as UTF-8 in a file, aside and renamed into place; MachineError where it cannot be written."""
    try:
        write_text_file(path, text)
    except OSError as error:
        advice = "another file with -o"
        raise MachineError("E-OUT", f"cannot write here ({error.strerror})", path=path, advice=advice) from None
