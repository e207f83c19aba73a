"""rensa's R-MinHash, its fastest that keeps all 128 values, on shingles made by polars; numpy links the signatures.

Not its "rho" matrix, whose values are those of a sample. Its own index links every article to all others of a bucket.
"""

import files
import links
import numpy as np
import polars as pl
import shingles
from rensa import RMinHash

given = files.arguments()
values = given.bands * given.rows
table = pl.read_parquet(given.source)
first, place = files.firsts(table["text"])
signatures = np.empty((len(first), values), np.uint32)
done = 0
for hashes, offsets in shingles.slices(table["text"].gather(first), given.shingle):
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, values, 1)
    signatures[done : done + len(offsets) - 1] = matrix.to_rows()
    done += len(offsets) - 1
labels = links.labels(signatures, given.bands, given.rows, given.agreement)
files.write_kept(table, first[labels][place], given)
files.write_estimates(signatures, place, given)
