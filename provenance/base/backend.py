"""Which backend counts: plain Python with numpy, the readable definition, or kernels that give the same output faster.

Kernels are files named `*_kernel.py` with flat functions over arrays, compiled by numba for this machine. They are
imported here only, and only when somebody asks for the backend "numba".
Each room says in `twins.py` what it has of both.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Generic, Literal, ParamSpec, TypeVar, get_args

from provenance.base.errors import EngineError, SettingsError

Backend = Literal["python", "numba"]
Starting = Callable[[], Backend]  # one that is made ready when it is first asked for
Note = Callable[[str], None]
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

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
    """The kernels of a module, compiled now unless an earlier run has kept them; `note` reports compiling.

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


class Twin(Generic[Arguments, Result]):
    """A readable function, and the one of the same name and shape that drives the kernels of a module.

    A room lists its twins in `twins.py`; a function that has the kernels becomes one by a line there. The module is
    imported when somebody asks for it. It may import the readable function, which knows nothing of it.

    >>> doubled = Twin(abs, "provenance.no_kernel")
    >>> doubled["python"](-2)
    2
    """

    def __init__(self, readable: Callable[Arguments, Result], module: str) -> None:
        self.readable, self.module = readable, module

    def __getitem__(self, backend: str) -> Callable[Arguments, Result]:
        """The twin that this backend runs; SettingsError names the backends, EngineError says why it cannot run."""
        if backend not in get_args(Backend):
            raise SettingsError("E-BACKEND", f"there is no backend {backend!r}", advice=", ".join(get_args(Backend)))
        if backend == "python":
            return self.readable
        driven: Callable[Arguments, Result] = getattr(load(self.module), self.readable.__name__)
        return driven


@contextmanager
def _said_once(note: Note) -> Iterator[None]:
    """Call `note` when kernels are compiled inside, once in this process."""
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
