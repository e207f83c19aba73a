"""How likely each node is the source of each other, when every node has one source or is the first.

Sums over all trees that grow from the root, by the matrix-tree theorem for directed graphs (Tutte 1948), with the
marginals of Koo, Globerson, Carreras and Collins (EMNLP 2007), section 3.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
LARGEST = 300  # nodes; above, each node decides by itself, since inverting is cubic
STEPS, CLOSE = 500, 1e-6  # of following sources in such a family, at most; change from which it is enough


class Marginals(NamedTuple):
    """Log of the sum over trees; probabilities: each node first [n], each edge [m], each group [groups, n]."""

    log_total: float
    first: F64
    edge: F64
    rooted: F64  # that a node stands in a tree that grows from one of a group of roots, through any number of others


def marginals(root: F64, source: I64, derived: I64, weight: F64, roots: Sequence[I64] = ()) -> Marginals:
    """Tree marginals for the log weights `root` [n] of being first and `weight` [m] of the edges source -> derived.

    No edge may stand twice. With L the matrix of the tree theorem, det L is the sum of the weights of all trees, and

        P(source -> derived) = exp(weight) * (L^-1[derived, derived] - L^-1[derived, source])
        P(node goes back to a root of the group g, by any route) = sum over r in g of exp(root_r) * L^-1[r, node].

    The second is asked for the groups of nodes that `roots` numbers: the matrix forest theorem (Chebotarev and Shamis,
    1997) reads it off the same inverse. Two nodes that may copy each other at the same price:

    >>> one, other = np.array([0, 1]), np.array([1, 0])
    >>> found = marginals(np.zeros(2), one, other, np.array([2., 2.]), [np.array([0])])
    >>> found.edge.round(2).tolist(), found.rooted.round(2).tolist()
    ([0.47, 0.47], [[0.53, 0.47]])

    A chain: the second may copy the first, and the third the second, each with probability e / (1 + e) = .73. Whether
    the third goes back to the first is the product of the two:

    >>> chain = marginals(np.zeros(3), np.array([0, 1]), np.array([1, 2]), np.ones(2), [np.array([0])])
    >>> chain.rooted.round(2).tolist()
    [[1.0, 0.73, 0.53]]
    """
    top = root.copy()
    np.maximum.at(top, derived, weight)  # each column is scaled by its largest: the marginals stay as they are
    first, scaled = np.exp(root - top), np.exp(weight - top[derived])
    total = first.copy()
    np.add.at(total, derived, scaled)
    if len(root) > LARGEST:
        edge = scaled / total[derived]
        return Marginals(
            float((np.log(total) + top).sum()),
            first / total,
            edge,
            _absorbed(first / total, source, derived, edge, roots),
        )
    laplacian = np.diag(total)
    laplacian[source, derived] -= scaled
    inverse = np.linalg.inv(laplacian)
    diagonal = np.diag(inverse)
    edge = scaled * (diagonal[derived] - inverse[derived, source])
    log_total = float(np.linalg.slogdet(laplacian)[1] + top.sum())
    rooted = np.array([(first[group][:, None] * inverse[group]).sum(axis=0) for group in roots])
    rooted = rooted.reshape(-1, len(root))
    return Marginals(log_total, np.clip(first * diagonal, 0, 1), np.clip(edge, 0, 1), np.clip(rooted, 0, 1))


def _absorbed(first: F64, source: I64, derived: I64, edge: F64, roots: Sequence[I64]) -> F64:
    """Probability that a walk from each node to its sources ends at one of each group of roots [groups, n].

    This is the forest probability itself (Wilson's algorithm, 1996), summed edge by edge: linear in the edges.
    """
    ends = np.zeros((len(roots), len(first)))
    for row, group in enumerate(roots):
        ends[row, group] = first[group]
    rooted = ends
    for _ in range(STEPS):
        further = ends.copy()
        for row in range(len(roots)):
            further[row] += np.bincount(derived, edge * rooted[row][source], len(first))
        done, rooted = bool(np.abs(further - rooted).max(initial=0.0) < CLOSE), further
        if done:
            break
    return rooted
