"""gaoya's index in Rust, all in one: it makes words, shingles and signatures, and tells what resembles what.

Text as it stands, exact copies once; the index compares signatures itself.
"""

import files
import links
import numpy as np
import polars as pl
from gaoya.minhash import MinHashStringIndex

given = files.arguments()
table = pl.read_parquet(given.source)
first, place = files.firsts(table["text"])
texts = table["text"].gather(first).to_list()
index = MinHashStringIndex(
    hash_size=32,
    jaccard_threshold=given.agreement,
    num_bands=given.bands,
    band_size=given.rows,
    analyzer="word",
    ngram_range=(given.shingle, given.shingle),
    id_container="smallvec",  # its fastest where few resemble each other
)
index.par_bulk_insert_docs(list(range(len(texts))), texts)
found = index.par_bulk_query(texts)
others = np.concatenate([np.array(ids, np.int64) for ids in found])
own = np.repeat(np.arange(len(found)), [len(ids) for ids in found])
pairs = np.stack([own, others], axis=1)[own < others]
labels = links.joined(len(texts), pairs)
files.write_kept(table, first[labels][place], given)
if given.pairs:
    asked = place[np.load(given.pairs)]
    everything = MinHashStringIndex(32, 0.0, given.bands * given.rows, 1, None, "word", False, (given.shingle,) * 2)
    everything.par_bulk_insert_docs(
        list(range(len(texts))), texts
    )  # bands of one value: it tells of all that share one
    alike = everything.par_bulk_query([texts[left] for left in asked[:, 0]], return_similarity=True)
    told = [dict(near).get(right, 0.0) for near, right in zip(alike, asked[:, 1].tolist(), strict=True)]
    np.save(given.estimates, np.array(told))
