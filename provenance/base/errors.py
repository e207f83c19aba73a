"""What can go wrong, as one tree; each branch has its exit code, and the command line is the only catcher."""

from pathlib import Path


class ProvenanceError(Exception):
    """A problem in the user's words: a stable code, where, what, and what to try.

    >>> print(InputError("E-BINARY", "this is a picture, not text", path="a.txt", advice="leave it out"))
    E-BINARY a.txt: this is a picture, not text. Try: leave it out.
    """

    exit_code = 70

    def __init__(
        self,
        code: str,
        what: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        advice: str | None = None,
    ) -> None:
        self.code, self.what, self.path, self.line, self.advice = code, what, path, line, advice
        super().__init__(code, what)

    def __str__(self) -> str:
        where = "" if self.path is None else f" {self.path}"
        where += "" if self.line is None else f":{self.line}"
        advice = "" if self.advice is None else f" Try: {self.advice.rstrip('.')}."
        return f"{self.code}{where}: {self.what.rstrip('.')}.{advice}"


class SettingsError(ProvenanceError):
    """The command line or a settings file asks for what cannot be."""

    exit_code = 2


class InputError(ProvenanceError):
    """Nothing readable was given."""

    exit_code = 4


class StoreError(ProvenanceError):
    """An index or an earlier result cannot be used."""

    exit_code = 5


class MachineError(ProvenanceError):
    """The machine refused: permissions, a full disk, a missing program."""

    exit_code = 6


class EngineError(MachineError):
    """An optional engine is missing or failed; the message names its install line."""
