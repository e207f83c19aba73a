"""Kernels are compiled for this machine once and kept, and run over slices of articles, a thread a core.

Only kernels and what drives them import this, through backend.load: it is the one place that knows numba. A kernel is
compiled for the types in its annotations, which are exact here: `U64` is a row of numbers, `U64x2` has two dimensions,
`int` is 64 bits wide, a NamedTuple is what its fields are.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import READ_ONLY
from provenance.base.private import private_cache

numba = import_module("numba")  # not an import statement: where numba is missing, checks of types stay the same

Function = TypeVar("Function", bound=Callable[..., Any])
Result = TypeVar("Result")

F64 = npt.NDArray[np.float64]
U8x2 = Annotated[npt.NDArray[np.uint8], 2]
U32x2 = Annotated[npt.NDArray[np.uint32], 2]
U64x2 = Annotated[npt.NDArray[np.uint64], 2]
I32x2 = Annotated[npt.NDArray[np.int32], 2]
I64x2 = Annotated[npt.NDArray[np.int64], 2]
F64x2 = Annotated[npt.NDArray[np.float64], 2]
_NUMBERS = {int: numba.int64, float: numba.float64, bool: numba.boolean, NoneType: numba.void}

_SLICE = 1 << 18  # bytes of text a thread takes at a time: its tokens stay in the cache
CORES = "PROVENANCE_CORES"  # the variable that says how many cores a process may use
_ROOT = Path(__file__).parent.parent


def _arrays_without_scipy() -> None:
    """numba's array functions import scipy to see whether it is there: .2 s for nothing that a kernel needs.

    Whoever compiles linear algebra in this process finds it all the same.
    """
    arrays, blas = "numba.np.arraymath", "scipy.linalg.cython_blas"
    if arrays not in sys.modules and blas not in sys.modules:
        sys.modules[blas] = None  # type: ignore[assignment]  # which makes its import fail
        try:
            vars(import_module(arrays))["_HAVE_BLAS"] = find_spec("scipy") is not None
        finally:
            del sys.modules[blas]


_arrays_without_scipy()


def compiled(function: Function) -> Function:
    """Decorator: a kernel for just the annotated types, compiled here and now or fetched from the cache."""
    folder = cache_folder()
    if folder is not None:
        try:
            return _compiled(function, folder)
        except OSError:  # the disk is full
            pass
    return _compiled(function, None)


def kernel_signatures(function: Callable[..., Any]) -> list[Any]:
    """What numba is to compile a kernel for, one signature for each choice that its annotations leave.

    >>> row, short = npt.NDArray[np.uint64], npt.NDArray[np.uint8]
    >>> def count(hashes: row, rows: U32x2, size: int, starts: short | row) -> tuple[int, int]: ...
    >>> kernel_signatures(count)
    [(Array(uint64, 1, 'C', False, aligned=True), Array(uint32, 2, 'C', False, aligned=True), int64, ...
    >>> len(kernel_signatures(count))
    2
    """
    hints = get_type_hints(function, include_extras=True)
    (result,) = _types(hints.pop("return"))
    return [result(*arguments) for arguments in product(*map(_types, hints.values()))]


def _types(hint: Any) -> list[Any]:  # noqa: ANN401
    """The types that an annotation allows, in numba's terms."""
    if get_origin(hint) in (Union, UnionType):
        return [kind for choice in get_args(hint) for kind in _types(choice)]
    if get_origin(hint) is Annotated:
        array, *marks = get_args(hint)
        numbers = [mark for mark in marks if isinstance(mark, int)]
        return [_array(array, numbers[0] if numbers else 1, READ_ONLY in marks)]
    if get_origin(hint) is np.ndarray:
        return [_array(hint, 1, False)]
    if get_origin(hint) is tuple:
        return [numba.types.Tuple([_types(item)[0] for item in get_args(hint)])]
    if hasattr(hint, "_fields"):
        fields = get_type_hints(hint, include_extras=True)
        columns = product(*(_types(fields[name]) for name in hint._fields))
        return [numba.types.BaseTuple.from_types(column, hint) for column in columns]
    return [_NUMBERS.get(hint) or numba.from_dtype(np.dtype(hint))]


def _array(hint: Any, dimensions: int, read_only: bool) -> Any:  # noqa: ANN401
    (number,) = get_args(get_args(hint)[-1])
    return numba.types.Array(numba.from_dtype(np.dtype(number)), dimensions, "C", readonly=read_only)


def in_slices(work: Callable[[int, int], Result], offsets: npt.NDArray[np.int64]) -> list[Result]:
    """What `work(first, beyond)` gives for slices of articles of about 256 kB each, in order; a thread a core.

    There is one slice at least, which may be empty. `offsets` tell the articles' sizes.

    >>> in_slices(lambda first, beyond: (first, beyond), np.array([0, 200_000, 400_000, 400_010]))
    [(0, 2), (2, 3)]
    """
    marks = np.arange(offsets[0] + _SLICE, max(offsets[-1], offsets[0] + 1), _SLICE)
    cuts = np.unique(np.concatenate([[0], np.searchsorted(offsets, marks), [len(offsets) - 1]])).tolist()
    slices = list(pairwise(cuts)) or [(0, 0)]
    results: dict[int, Result] = {}
    waiting = enumerate(slices)  # whose next one goes to whoever asks first

    def some() -> None:
        for number, bounds in waiting:
            results[number] = work(*bounds)

    helpers = [_threads().submit(some) for _ in range(min(cores(), len(slices)) - 1)]
    try:
        some()
    finally:
        for _ in waiting:  # where this thread is stopped, nothing more is begun
            pass
        for helper in helpers:
            if not helper.cancel():
                helper.result()
    return [results[number] for number in range(len(slices))]


@cache
def _threads() -> ThreadPoolExecutor:
    """Threads beside the one that asks, started once: what works in them never asks for more."""
    return ThreadPoolExecutor(max(1, cores() - 1))


def cores() -> int:
    """How many cores this process may use; no more than PROVENANCE_CORES, where that is set."""
    most = os.environ.get(CORES, "")
    return min(_usable(), int(most)) if most.isdigit() and int(most) else _usable()


def _usable() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def inline(function: Function) -> Function:
    """Decorator: what a kernel calls for numbers; it becomes part of the kernel.

    It makes no array and gives none back, so it does not count who holds those it is given: that would take longer than
    most of what is done with them.
    """
    (result,) = _types(get_type_hints(function, include_extras=True)["return"])
    if _holds_arrays(result):
        raise TypeError(f"{function.__qualname__} gives arrays back: it is to be an inline_array")
    return _inlined(function, counts=False)


def inline_array(function: Function) -> Function:
    """Decorator: the same for what makes arrays, as sorting does too."""
    return _inlined(function, counts=True)


def _inlined(function: Function, *, counts: bool) -> Function:
    inlined: Function = numba.njit(forceinline=True, nogil=True, error_model="numpy", _nrt=counts)(function)
    return inlined


def _holds_arrays(kind: Any) -> bool:  # noqa: ANN401
    """Whether a numba type is an array or a tuple of some."""
    if isinstance(kind, numba.types.BaseTuple):
        return any(map(_holds_arrays, kind))
    return isinstance(kind, numba.types.Array)


def _compiled(function: Function, folder: Path | None) -> Function:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder or "")
    try:
        options = {"nogil": True, "error_model": "numpy", "cache": folder is not None}
        kernel: Function = numba.njit(kernel_signatures(function), **options)(function)
    finally:
        numba.config.CACHE_DIR = before
    return kernel


def cache_folder() -> Path | None:
    """Where compiled kernels are kept; None where nothing can be written, or others could write there too.

    Named after all that kernels are made of: they become part of each other, which numba, looking at one file, would
    not see.
    """
    return _cache()[0]


def cache_fault() -> str | None:
    """Why kernels are not kept where that is for the sake of safety, in words."""
    return _cache()[1]


def mark_loaded(module: str) -> None:
    """Note beside the kept kernels that those of this module are among them."""
    folder = cache_folder()
    if folder is not None:
        with suppress(OSError):  # then they count as not compiled, which costs no more than time
            (folder / _mark(module)).touch()


def is_loaded_fast(module: str) -> bool:
    """Whether the kernels of this module load from the cache: no run has to compile them."""
    folder = cache_folder()
    return module in sys.modules or (folder is not None and (folder / _mark(module)).is_file())


def _mark(module: str) -> str:
    """The name of the mark; kernels are compiled for one numba, Python, kind of processor, and installation."""
    processor = import_module("llvmlite.binding").get_host_cpu_name()
    return f"{module}-{numba.__version__}-{sys.implementation.cache_tag}-{processor}-{installation(_ROOT)}.loaded"


@cache
def installation(root: Path) -> str:
    """Where the kernels lie and when they were written: numba compiles them again where either is another."""
    stamps = [f"{path}:{path.stat().st_mtime_ns}" for path in sorted(root.rglob("*kernel.py"))]
    return hashlib.sha256("\n".join(stamps).encode("utf-8", "surrogateescape")).hexdigest()[:8]


@cache
def _cache() -> tuple[Path | None, str | None]:
    if os.environ.get("NUMBA_BOUNDSCHECK"):
        return None, None  # numba would find kernels compiled without
    sources = sorted({*_ROOT.glob("base/**/*.py"), *_ROOT.rglob("*kernel.py")})
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder, strange = private_cache(f"kernels-{digest}")  # numba's files can run code when they are loaded
    return folder, strange and f"compiled kernels are not kept, since others can write to {strange}"
