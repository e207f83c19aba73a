"""Which backend counts, by the size of what is counted; and all kernels made ready ahead of time."""

from pathlib import Path

from provenance.base.backend import Backend, Note, load
from provenance.base.errors import EngineError

KERNELS = ("provenance.base.parallel", "provenance.index.parallel", "provenance.match.similarity.parallel")
# Loaded where rows are met:
OF_ROWS = ("provenance.corpus.ordinary_parallel", "provenance.corpus.furniture.prose_parallel")
# Those that dedupe does not wait for, and those of passages in other words, which are loaded where they are asked for.
OF_PASSAGES = ("provenance.match.align.parallel", "provenance.match.significance.parallel")
OF_REWORDED = ("provenance.match.paraphrase.parallel",)
WORTH = 4_000_000  # bytes of text from which starting numba (.8 s) pays
_PAIRS = 250  # pairs of articles, 6 ms each, from which the kernels of passages in other words pay
_WORTH_COMPILING = 64_000_000  # from which compiling (10 s) pays, where it would be for this run only


def backend_for(size: int, note: Note = lambda _: None, kernels: tuple[str, ...] = KERNELS) -> Backend:
    """The backend for so many bytes of text, ready to run; `note` hears of compiling, and why there is no faster one.

    >>> backend_for(20_000)
    'python'
    """
    if size < WORTH:
        return "python"
    try:
        if kept() is None:
            fault = kept_fault()
            if fault is not None:
                note(fault)
            if size < _WORTH_COMPILING:
                return "python"
        warm(note, kernels)
    except EngineError as error:
        note(f"{error.what}: the slower backend does it, with the same output")
        return "python"
    return "numba"


def backend_for_pairs(count: int, note: Note = lambda _: None) -> Backend:
    """The backend that looks for passages in other words in so many pairs of articles.

    >>> backend_for_pairs(20)
    'python'
    """
    return backend_for(WORTH if count >= _PAIRS else 0, note, OF_REWORDED)


def warm(note: Note = lambda _: None, kernels: tuple[str, ...] = KERNELS + OF_ROWS + OF_PASSAGES + OF_REWORDED) -> None:
    """Kernels are compiled, loaded, and kept for later runs; EngineError where that is impossible."""
    for module in kernels:
        load(module, note)


def kept() -> Path | None:
    """The folder that keeps compiled kernels; None where none can be written to."""
    folder: Path | None = load("provenance.base.jit").cache_folder()
    return folder


def kept_fault() -> str | None:
    """Why no folder is fit to keep compiled kernels, where others could put files into it; in words."""
    fault: str | None = load("provenance.base.jit").cache_fault()
    return fault
