"""Pieces come in their order, one ahead, and what goes wrong with one is heard where it is used."""

from threading import Event

import pytest

from provenance.base.ahead import ahead


def test_the_next_piece_is_made_while_one_is_in_use():
    second = Event()

    def made():
        yield 1
        second.set()
        yield 2

    pieces = ahead(made())
    assert next(pieces) == 1
    assert second.wait(10)
    assert list(pieces) == [2]


def test_no_more_than_one_is_made_ahead():
    made = []
    pieces = ahead(made.append(n) or n for n in range(5))
    assert next(pieces) == 0
    pieces.close()
    assert made in ([0], [0, 1])  # the second may be begun by then


def test_an_error_comes_after_the_pieces_before_it():
    def made():
        yield 1
        raise ValueError("no more")

    pieces = ahead(made())
    assert next(pieces) == 1
    with pytest.raises(ValueError, match="no more"):
        next(pieces)


@pytest.mark.parametrize("given", [[], [None], [(), 0, ""]])
def test_empty_pieces_are_pieces(given):
    assert list(ahead(given)) == given
