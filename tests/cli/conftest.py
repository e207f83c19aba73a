"""The command line run in the test's own process, in an empty folder: its exit code and what it wrote where."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from provenance.cli.main import run


class Ran(NamedTuple):
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def provenance(tmp_path, monkeypatch, capsysbinary) -> Command:
    """`provenance("trace", "seeds/", stdin=b"")`, in an empty folder that is the working folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return command


@pytest.fixture(scope="session")
def seeds_trace(root, tmp_path_factory) -> Path:
    """A finished trace of seeds/."""
    out = tmp_path_factory.mktemp("seeds") / "trace"
    assert run(["trace", str(root / "seeds"), "-o", str(out), "--quiet"]) == 0
    return out
