"""How likely each node is the source of each other, when every node has one source or is the first.

Sums over all trees that grow from the root, by the matrix-tree theorem for directed graphs (Tutte 1948), with the
marginals of Koo, Globerson, Carreras and Collins (EMNLP 2007), section 3.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
LARGEST = 300  # nodes; above, each node decides by itself, since inverting is cubic


class Marginals(NamedTuple):
    """Log of the sum over trees; probability that each node is first [n]; of each edge [m]."""

    log_total: float
    first: F64
    edge: F64


def marginals(root: F64, source: I64, derived: I64, weight: F64) -> Marginals:
    """Tree marginals for the log weights `root` [n] of being first and `weight` [m] of the edges source -> derived.

    No edge may stand twice. Two nodes that may copy each other at the same price:

    >>> one, other = np.array([0, 1]), np.array([1, 0])
    >>> marginals(np.zeros(2), one, other, np.array([2., 2.])).edge.round(2).tolist()
    [0.47, 0.47]
    """
    top = root.copy()
    np.maximum.at(top, derived, weight)  # each column is scaled by its largest: the marginals stay as they are
    first, scaled = np.exp(root - top), np.exp(weight - top[derived])
    total = first.copy()
    np.add.at(total, derived, scaled)
    if len(root) > LARGEST:
        return Marginals(float((np.log(total) + top).sum()), first / total, scaled / total[derived])
    laplacian = np.diag(total)
    laplacian[source, derived] -= scaled
    inverse = np.linalg.inv(laplacian)
    own = np.diag(inverse)
    edge = scaled * (own[derived] - inverse[derived, source])
    log_total = float(np.linalg.slogdet(laplacian)[1] + top.sum())
    return Marginals(log_total, np.clip(first * own, 0, 1), np.clip(edge, 0, 1))
