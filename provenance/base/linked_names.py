"""Names that rows of a table link: all that a chain of rows connects with one of them."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from provenance.base.disjoint_sets import smallest_linked


def linked_names(left: pl.Series, right: pl.Series, names: Iterable[str]) -> list[str]:
    """These names and all that a chain of rows connects with any of them, sorted; a row links its left and its right.

    >>> linked_names(pl.Series(["a", "c", "x"]), pl.Series(["b", "b", "y"]), ["a"])
    ['a', 'b', 'c']
    """
    chosen = pl.Series(list(names), dtype=pl.String)
    every = pl.concat([left, right, chosen]).unique().sort().alias("name")
    numbers = pl.DataFrame(every).with_row_index("number")
    ends = (numbers.join(pl.DataFrame({"name": side}), on="name", how="right", maintain_order="right")["number"]
            for side in (left, right, chosen))  # fmt: skip
    left_numbers, right_numbers, chosen_numbers = (side.to_numpy().astype(np.int64) for side in ends)
    families = smallest_linked(left_numbers, right_numbers, len(every))
    linked: list[str] = every.filter(pl.Series(np.isin(families, families[chosen_numbers]))).to_list()
    return linked
