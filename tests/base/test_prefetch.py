"""Pieces come in their order, one ahead, and what goes wrong with one is heard where it is used."""

import signal
from threading import Event, Timer, get_ident

import pytest

from provenance.base.prefetch import prefetch


def test_the_next_piece_is_made_while_one_is_in_use():
    second = Event()

    def made():
        yield 1
        second.set()
        yield 2

    pieces = prefetch(made())
    assert next(pieces) == 1
    assert second.wait(10)
    assert list(pieces) == [2]


def test_no_more_than_one_is_made_ahead():
    made = []
    pieces = prefetch(made.append(n) or n for n in range(5))
    assert next(pieces) == 0
    pieces.close()
    assert made in ([0], [0, 1])  # the second may be begun by then


def test_an_error_comes_after_the_pieces_before_it():
    def made():
        yield 1
        raise ValueError("no more")

    pieces = prefetch(made())
    assert next(pieces) == 1
    with pytest.raises(ValueError, match="no more"):
        next(pieces)


@pytest.mark.parametrize("given", [[], [None], [(), 0, ""]])
def test_empty_pieces_are_pieces(given):
    assert list(prefetch(given)) == given


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="signals of single threads are POSIX")
def test_an_interrupt_is_heard_at_once_whichever_thread_it_reaches():
    enough, worker = Event(), []

    def made():
        worker.append(get_ident())
        enough.wait(10)
        yield 1

    stop = Timer(0.3, lambda: signal.pthread_kill(worker[0], signal.SIGINT))
    pieces = prefetch(made())
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        next(pieces)
    assert not enough.is_set()
    enough.set()
