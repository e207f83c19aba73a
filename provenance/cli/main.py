"""The `provenance` command: finds the subcommand, catches every error once, and turns it into an exit code."""

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module

import click

from provenance import __version__
from provenance.base.errors import ProvenanceError
from provenance.base.escaping import one_line
from provenance.cli.signals import EXIT, Terminated, heeded, leaving
from provenance.cli.streams import Closed, flushed, restored, tell

COMMANDS = {  # in the order of --help; each is a module of this folder, imported when it is called
    "dedupe": "Write a corpus without its near-duplicates.",
    "trace": "Find out where the articles of a corpus come from.",
    "report": "Show the provenance of one article.",
    "compare": "Show what two articles share, and what it means.",
    "check": "Stop articles that copy those already there (for hooks and CI).",
    "index": "Keep an index of a corpus on disk, and ask it about an article.",
    "serve": "Open a page on this machine to paste a text into.",
    "inspect": "Show how one file is read.",
    "export": "Write the graph of a trace for other programs.",
    "warmup": "Compile the kernels for large corpora now.",
}
BUG, INTERRUPTED, TERMINATED = 70, 130, 143

# numpy is imported later, and reads this then: our matrices are small, its threads take 60 ms to start, and sums in
# another order on machines with other cores
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# corpus/batches.py says why; what arrow itself takes for reading and writing asks here, and only before it is imported.
# Its wheels for Linux have this allocator
if sys.platform == "linux":
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")

# what is made here seldom refers to itself; looking for such garbage after every 700 objects takes a run that holds a
# million articles a tenth of its time
gc.set_threshold(200_000, 20, 20)


class Commands(click.Group):
    """Subcommands that are imported when they are asked for, so that `check` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of --help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        with leaving():
            command: click.Command = import_module(f"provenance.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; an error that names the nearest one where there is none."""
        close = get_close_matches(args[0], COMMANDS, 1) if args and args[0] not in COMMANDS else []
        if close and not args[0].startswith("-"):
            ctx.fail(f"No such command '{args[0]}'. Did you mean {close[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="provenance")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """De-duplicate news articles and trace where they come from.

    \b
    Examples:
      provenance trace seeds/                      who draws on whom, with the evidence
      provenance dedupe corpus.jsonl -o clean/     the corpus without its copies
      cat corpus.jsonl | provenance dedupe - > clean.jsonl
      provenance report harbour-strike-cut.txt     one article of the last trace
      provenance compare a.txt b.txt               what two files share

    Each command has examples of its own: provenance trace --help.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    restored()
    code = run(sys.argv[1:] if arguments is None else arguments)
    flushed()  # and what was said before an error
    os._exit(code)  # all files are closed; taking a large corpus apart object by object would take half a second


def run(arguments: Sequence[str]) -> int:
    """Run the command line; its exit code.

    >>> run(["--version"])
    provenance, version 0.1.0
    0
    """
    stops = heeded()
    for stream in (sys.stdout, sys.stderr):  # any text can be shown, whatever the locale
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    debug = "--debug" in arguments
    try:
        code = cli.main([a for a in arguments if a != "--debug"], prog_name="provenance", standalone_mode=False)
        fault = flushed()
        if fault is not None:
            raise fault
    except (click.Abort, KeyboardInterrupt, Terminated) as stop:
        return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the second of the first
        if not isinstance(sys.stdout, Closed):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has had enough
        return 0
    except Exception as error:
        if stops:  # what was stopped in an import may end in any error
            return EXIT + stops[0]
        return _told(error, debug=debug)
    return code if isinstance(code, int) else 0


def _told(error: Exception, *, debug: bool) -> int:
    """Say an error in at most two lines, and give its exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return 0
    if debug:
        with suppress(OSError):
            traceback.print_exception(error)
    if isinstance(error, ProvenanceError):
        message, code = str(error), error.exit_code
    elif isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        advice = f" Try: {context.command_path} --help." if context else ""
        reason = error.format_message().rstrip(".")
        message, code = f"E-USAGE: {reason}{'' if reason.endswith('?') else '.'}{advice}", 2
    elif isinstance(error, MemoryError):
        message, code = "E-MEMORY: the memory is used up. Try: fewer inputs at a time, or a larger machine.", 6
    elif isinstance(error, OSError):
        where = f" {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) and error.filename else ""
        message, code = f"E-MACHINE{where}: {error.strerror or error}.", 6
    else:
        message, code = f"E-BUG: {type(error).__name__}: {error}. Try: the same with --debug, and tell us.", BUG
    tell("provenance: error: " + one_line(message))
    return code
