"""How long daft's `minhash` takes for texts that lie in memory, on so many cores: CORPUS CORES RESULT."""

import json
import os
import sys
from pathlib import Path
from time import perf_counter, process_time

corpus, cores, told = sys.argv[1:]
if hasattr(os, "sched_setaffinity"):  # before daft counts them
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])

import daft  # noqa: E402
import polars as pl  # noqa: E402
from daft.functions import minhash  # noqa: E402

texts = pl.read_parquet(corpus, columns=["text"])
table = texts.to_arrow()
values = minhash(daft.col("text"), num_hashes=128, ngram_size=5, seed=1, hash_function="xxhash")
daft.from_arrow(table.slice(0, 100)).select(values.alias("signature")).to_arrow()  # starts its engine
cpu, wall = process_time(), perf_counter()
signed = daft.from_arrow(table).select(values.alias("signature")).to_arrow()
cpu, wall = process_time() - cpu, perf_counter() - wall
assert signed.num_rows == texts.height
size = int(texts["text"].str.len_bytes().sum())
Path(told).write_text(json.dumps({"bytes": size, "cpu": cpu, "wall": wall}))
