"""datasketch's MinHash on shingles hashed by polars, so that it hashes nothing itself; numpy links the signatures.

Its own dictionary index takes longer than all the rest.
"""

from itertools import pairwise
from operator import index

import files
import links
import numpy as np
import polars as pl
import shingles
from datasketch import MinHash

given = files.arguments()
values = given.bands * given.rows
table = pl.read_parquet(given.source)
first, place = files.firsts(table["text"])
low = np.uint64(0xFFFFFFFF)  # its affine32 scheme takes 32 bits
parts = (
    (hashes[start:end] & low).tolist()
    for hashes, offsets in shingles.slices(table["text"].gather(first), given.shingle)
    for start, end in pairwise(offsets)
)
found = MinHash.generator(parts, num_perm=values, hashfunc=index)  # `index` leaves a number as it is, without a frame
signatures = np.empty((len(first), values), np.uint32)
for row, minhash in enumerate(found):
    signatures[row] = minhash.hashvalues
labels = links.labels(signatures, given.bands, given.rows, given.agreement)
files.write_kept(table, first[labels][place], given)
files.write_estimates(signatures, place, given)
