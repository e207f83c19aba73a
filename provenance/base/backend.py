"""Which backend counts: plain Python with numpy, the readable definition, or kernels that give the same output faster.

Kernels are files named `*_kernel.py` with flat functions over arrays, compiled by numba for this machine. They are
imported here only, and only when somebody asks for the backend "numba".
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Literal

from provenance.base.errors import EngineError

Backend = Literal["python", "numba"]
Starting = Callable[[], Backend]  # one that is made ready when it is first asked for
Note = Callable[[str], None]

COMPILING = "compiling kernels, once on this machine: about 40 seconds (`provenance warmup` does it ahead of time)"
_JIT = "provenance.base.jit"
_SAID: list[Note] = []  # who has heard it in this process


def ready(backend: Backend | Starting) -> Backend:
    """The backend, once its kernels are loaded.

    >>> ready("python"), ready(lambda: "python")
    ('python', 'python')
    """
    return backend if isinstance(backend, str) else backend()


def load(module: str, note: Note = lambda _: None) -> ModuleType:
    """The kernels of that module, compiled now unless an earlier run has kept them; `note` hears of compiling.

    Raises EngineError where numba is missing, or does not know this Python or machine.
    """
    if module in sys.modules:
        return import_module(module)
    try:
        with _said_once(note):
            loaded = import_module(module)
        import_module(_JIT).mark_loaded(module)
    except Exception as error:  # whatever numba trips over, the other backend has the same output
        reason = str(error).strip().partition("\n")[0] or "no reason given"
        raise EngineError(
            "E-NUMBA",
            f"kernels cannot be compiled here ({type(error).__name__}: {reason})",
            advice="pip install 'article-provenance[fast]'",
        ) from error
    return loaded


@contextmanager
def _said_once(note: Note) -> Iterator[None]:
    """`note` hears of compiling that happens inside, if it has not in this process."""
    event = import_module("numba.core.event")

    class Listener(event.Listener):  # type: ignore[misc,name-defined]
        def on_start(self, _: object) -> None:
            if note not in _SAID:
                _SAID.append(note)
                note(COMPILING)

        def on_end(self, _: object) -> None:
            pass

    with event.install_listener("numba:compile", Listener()):
        yield
