"""What is worked on waits for nothing: the next piece is made in a thread of its own."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")


def ahead(given: Iterable[Piece]) -> Iterator[Piece]:
    """The same pieces in the same order, one of them made while the one before is in use.

    >>> list(ahead(iter("abc")))
    ['a', 'b', 'c']
    """
    pieces = iter(given)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(_next, pieces)
        while made := coming.result():
            coming = pool.submit(_next, pieces)
            yield made[0]


def _next(pieces: Iterator[Piece]) -> tuple[()] | tuple[Piece]:
    """The next one; nothing at the end."""
    for piece in pieces:
        return (piece,)
    return ()
