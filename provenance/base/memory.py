"""Memory that was freed goes back to the machine."""

import ctypes
import sys


def release_memory() -> bool:
    """Give back what the C library keeps of freed memory: a hundred megabytes after a stage of a large corpus.

    Linux' own library only; elsewhere nothing is done.

    >>> release_memory() and sys.platform != "linux"
    False
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    return bool(trim and trim(0))
