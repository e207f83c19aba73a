"""daft's `minhash` between polars and numpy: polars reads and writes, exact copies are signed once, numpy links.

Given text as it stands; daft's own reader, and its other hash functions, take longer on the whole.
"""

import daft
import files
import links
import numpy as np
import polars as pl
from daft.functions import minhash

given = files.arguments()
table = pl.read_parquet(given.source)
first, place = files.firsts(table["text"])
texts = daft.from_arrow(table.select(pl.col("text").gather(first)).to_arrow())
values = minhash(
    daft.col("text"), num_hashes=given.bands * given.rows, ngram_size=given.shingle, seed=1, hash_function="xxhash"
)
signed = texts.select(values.alias("signature")).to_arrow()["signature"]
signatures = np.concatenate([part.flatten().to_numpy() for part in signed.chunks]).reshape(-1, given.bands * given.rows)
labels = links.labels(signatures, given.bands, given.rows, given.agreement)
files.write_kept(table, first[labels][place], given)
files.write_estimates(signatures, place, given)
