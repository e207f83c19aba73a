"""Memory that was freed goes back to the machine."""

import ctypes
import sys

_MUCH = 1_000_000  # items from which it is worth looking: 0.1 ms, or as long as a small question takes in all


def release_memory(items: int = _MUCH) -> bool:
    """Give back what the C library keeps of freed memory: a hundred megabytes after a stage of a large corpus.

    Where fewer `items` were worked on than a million, there is too little to look for.

    Linux' own library only; elsewhere nothing is done.

    >>> release_memory() and sys.platform != "linux"
    False
    """
    if items < _MUCH:
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    return bool(trim and trim(0))
