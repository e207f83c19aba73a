"""What is worked on waits for nothing: the next pieces are made in a thread of their own."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

Piece = TypeVar("Piece")

_HEARS = 0.1  # seconds until an interrupt is heard, at most


def prefetch(items: Iterable[Piece], first: int = 1) -> Generator[Piece, None, None]:
    """The same pieces in the same order, the next one made while one is in use; the first few are begun at once.

    >>> list(prefetch(iter("abc")))
    ['a', 'b', 'c']
    """
    pieces, pool = iter(items), ThreadPoolExecutor(1)
    return _handed_on(pieces, pool, deque(pool.submit(_next, pieces) for _ in range(first)))


def _handed_on(
    pieces: Iterator[Piece], pool: ThreadPoolExecutor, coming: deque[Future[tuple[()] | tuple[Piece]]]
) -> Generator[Piece, None, None]:
    patient = True
    try:
        while piece := _awaited(coming.popleft()):
            if not coming:
                coming.append(pool.submit(_next, pieces))
            yield piece[0]
    except KeyboardInterrupt:  # who stops a run does not wait for a piece, which may be seconds of compiling
        patient = False
        raise
    finally:
        pool.shutdown(wait=patient, cancel_futures=True)


def _awaited(coming: Future[Piece]) -> Piece:
    """The result, awaited in short steps, so that an interrupt of another thread is noticed here too."""
    while not coming.done():
        wait([coming], _HEARS)
    return coming.result()


def _next(pieces: Iterator[Piece]) -> tuple[()] | tuple[Piece]:
    """The next one; nothing at the end."""
    for piece in pieces:
        return (piece,)
    return ()
