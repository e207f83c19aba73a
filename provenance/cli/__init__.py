"""The commands, and the one place where an error becomes an exit code."""

from provenance.cli.main import main

__all__ = ["main"]
