"""Which backend counts, by the size of what is counted; and all kernels made ready ahead of time."""

from collections.abc import Callable
from pathlib import Path

from provenance.base.backend import Backend, Note, load
from provenance.base.errors import EngineError

KERNELS = ("provenance.base.parallel", "provenance.index.parallel", "provenance.match.similarity.parallel")
# Loaded where rows are met:
OF_ROWS = ("provenance.corpus.ordinary_parallel", "provenance.corpus.furniture.prose_parallel")
# Those that dedupe does not wait for, and those of passages in other words, which are loaded where they are asked for.
OF_PASSAGES = ("provenance.match.align.parallel", "provenance.match.significance.parallel")
OF_REWORDED = ("provenance.match.paraphrase.parallel",)
OF_TEXTS = ("provenance.base.parallel",)
WORTH = 4_000_000  # bytes of text from which starting numba (.8 s) pays
_WORTH_COMPILING = 20_000_000  # from which a run compiles kernels (40 CPU s) that no earlier one has kept
_WORTH_COMPILING_ONCE = 64_000_000  # the same, where they would be for this run only
_PAIRS = 250  # pairs of articles, 6 ms each, from which loading the kernels of passages in other words pays
_PAIRS_COMPILING = 4_000  # from which compiling them (15 CPU s) is sooner done than looking at the pairs without
UNCOMPILED = "kernels are not compiled yet, so the plain backend runs: `provenance warmup` compiles them, once"
UNKEPT = "there is no folder to keep compiled kernels in, so the plain backend runs: NUMBA_CACHE_DIR names one"


def backend_for(size: int, note: Note = lambda _: None, kernels: tuple[str, ...] = KERNELS) -> Backend:
    """The backend for this many bytes of text, ready to run; `note` reports compiling, or why none is faster.

    >>> backend_for(20_000)
    'python'
    """

    def worth_compiling() -> bool:
        return size >= (_WORTH_COMPILING if kept() else _WORTH_COMPILING_ONCE)

    return _backend(size >= WORTH, worth_compiling, note, kernels)


def backend_for_pairs(count: int, note: Note = lambda _: None) -> Backend:
    """The backend for passages in other words, by the number of pairs.

    >>> backend_for_pairs(20)
    'python'
    """
    return _backend(count >= _PAIRS, lambda: count >= _PAIRS_COMPILING, note, OF_REWORDED)


def _backend(worth: bool, worth_compiling: Callable[[], bool], note: Note, kernels: tuple[str, ...]) -> Backend:
    """Kernels where they are worth loading, and compiled before or worth compiling."""
    if not worth:
        return "python"
    try:
        if not compiled_before(kernels) and not worth_compiling():
            if kernels != OF_REWORDED:  # which come second, where it has been said
                note(kept_fault() or (UNCOMPILED if kept() else UNKEPT))
            return "python"
        warm(note, kernels)
    except EngineError as error:
        note(f"{error.what}: the slower backend does it, with the same output")
        return "python"
    return "numba"


def backend_if_kept(kernels: tuple[str, ...]) -> Backend:
    """The backend for work that pays for loading these kernels, but not for compiling them."""
    return _backend(True, lambda: False, lambda _: None, kernels)


def compiled_before(kernels: tuple[str, ...]) -> bool:
    """Whether all of these load at once, and those that a run loads when it meets rows."""
    is_loaded_fast = load("provenance.base.jit").is_loaded_fast
    return all(map(is_loaded_fast, (*kernels, *OF_ROWS)))


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
