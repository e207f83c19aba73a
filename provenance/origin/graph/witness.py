"""How far an article's relatives bear witness to its word trigrams, and what a run that one lacks counts."""

from itertools import accumulate

import numpy as np

from provenance.origin.graph.shared_trigrams import F64, I64, LONG, NEAR, Bits, before, true_runs

ONCE, WORD, MOST = 1.0, 0.05, 4.0  # what one stretch lacked counts: for being there, for each word, at most


def run_weights(sums: F64, first: I64, last: I64) -> F64:
    """What runs count, each by the places of the first and the last of its trigrams that anybody else has.

    That is cost(n) * mean witness, with cost(n) = min(MOST, ONCE + WORD * n) for n trigrams; `sums` are the witnesses
    up to each trigram. Of 40 trigrams with a witness of .5 each, a run of 20 counts (1 + 20 / 20) * .5, none counts 0:

    >>> run_weights(np.arange(41) * 0.5, np.array([0, 10]), np.array([20, 10])).tolist()
    [1.0, 0.0]
    """
    length = np.maximum(last - first, 0)
    counts = np.where(length > 0, np.minimum(MOST, ONCE + WORD * length), 0.0)
    weighed: F64 = counts * (sums[last] - sums[first]) / np.maximum(length, 1)
    return weighed


def seen_so_far(values: F64, base: int) -> tuple[F64, I64, I64]:
    """How far relatives bear witness to an article's trigrams, up to each, and where anybody does.

    The next trigram that anybody has, from each on; and the place behind the last one that anybody has, before each.
    """
    places = np.arange(base, base + len(values))
    none = values <= 0
    after = np.minimum.accumulate(np.where(none, base + len(values), places)[::-1])[::-1]
    behind = np.maximum.accumulate(np.where(none, base, places + 1))
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return sums, np.append(after, base + len(values)), np.insert(behind, 0, base)


def only_two(inside: Bits, anywhere: Bits) -> tuple[Bits, Bits]:
    """Trigrams that one relative alone has, where another has what stands on either side: short runs and long ones."""
    only = np.count_nonzero(anywhere, axis=0) == 1
    size = inside.shape[1]
    short, long = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    around = np.zeros(size, np.bool_)
    sums = before(inside)
    for a, b in true_runs(only):
        left = sums[:, a] - sums[:, max(0, a - NEAR)] > NEAR // 2
        right = sums[:, min(size, b + NEAR)] - sums[:, b] > NEAR // 2
        around[a:b] = (left & right & ~anywhere[:, a:b].any(axis=1)).any()
    for a, b in true_runs(only & around):
        (short if b - a < LONG else long)[a:b] = True
    return short, long


def run_starts(bits: Bits) -> Bits:
    """Where a run begins, in each row."""
    begins = bits.copy()
    begins[:, 1:] &= ~bits[:, :-1]
    return begins


def without_each(values: list[float]) -> list[float]:
    """The sum of all values but one, for each of them.

    >>> without_each([1.0, 2.0, 4.0])
    [6.0, 5.0, 3.0]
    """
    up_to = list(accumulate(values, initial=0.0))
    from_on = list(accumulate(reversed(values), initial=0.0))[::-1]
    return [left + right for left, right in zip(up_to, from_on[1:], strict=False)]
