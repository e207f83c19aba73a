"""Standard input, output and error as they may be: closed, full, or gone."""

import io
import os
import sys
from contextlib import suppress
from errno import EBADF
from typing import BinaryIO

import click

from provenance.base.errors import InputError, MachineError

STDOUT = "standard output"


class Closed(io.TextIOBase):
    """Stands in for a standard output that is closed: writing to it is an error."""

    def write(self, text: str) -> int:
        raise OSError(EBADF, "it is closed", STDOUT)


class _Unheard(io.TextIOBase):
    """Stands in for a standard error that is closed: what is written to it is lost."""

    def write(self, text: str) -> int:
        return len(text)


def restored() -> None:
    """Takes closed standard streams into account.

    The system gives a closed stream's number to the next file that is opened, which would then hold what is written to
    that stream; so the numbers are taken here.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    if sys.stdout is None:
        sys.stdout = Closed()
    if sys.stderr is None:
        sys.stderr = _Unheard()


def stdin_bytes() -> BinaryIO:
    """Standard input; InputError where it is closed."""
    if sys.stdin is None:
        raise InputError("E-STDIN", "standard input is closed", path="-", advice="give a file")
    return sys.stdin.buffer


def stdout_bytes() -> BinaryIO:
    """Standard output; MachineError where it is closed."""
    if isinstance(sys.stdout, Closed):
        raise MachineError("E-STDOUT", "it is closed", path=STDOUT, advice="-o FILE")
    return sys.stdout.buffer


def tell(text: str, *, nl: bool = True, color: bool | None = None) -> None:
    """Print a line on stderr; nothing happens where stderr is closed."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True, nl=nl, color=color)


def show(text: str | bytes, *, nl: bool = True, color: bool | None = None) -> None:
    """What was asked for, on stdout; OSError that names it where it cannot be written."""
    try:
        click.echo(text, nl=nl, color=color)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, STDOUT) from None


def sum_up(text: str, *, err: bool = False) -> None:
    """A summary, on stdout; it is left out where that is closed, since the result is elsewhere."""
    if err:
        tell(text, nl=False, color=True)
    elif not isinstance(sys.stdout, Closed):
        show(text, nl=False, color=True)


def flushed() -> OSError | None:
    """Flush standard output and return the error, if any; a reader that closed the pipe is no error."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return None
    except OSError as error:
        return OSError(error.errno, error.strerror, STDOUT)
    return None
