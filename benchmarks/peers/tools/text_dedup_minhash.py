"""text-dedup's own steps: read, sign, cluster, verify exactly; polars writes what it keeps, which costs it less."""

import os
import tempfile
from pathlib import Path

import files
import numpy as np
import polars as pl

given = files.arguments()
scratch = Path(tempfile.mkdtemp(dir=given.kept.parent))
os.environ.update(HF_HOME=str(scratch), HF_HUB_OFFLINE="1")  # before it is imported: what it caches goes with the run

from text_dedup import minhash  # noqa: E402
from text_dedup.config.base import load_config_from_toml  # noqa: E402

CONFIG = """
[input]
input_type = "local_files"
read_arguments = {{ path = "parquet", data_files = "{source}", split = "train" }}
[algorithm]
algorithm_name = "minhash"
text_column = "text"
num_perm = {values}
bands = {bands}
rows = {rows}
ngram_size = {shingle}
threshold = {threshold}
check_false_positive = true
[output]
output_dir = "{scratch}/out"
[debug]
logging_level = 50
"""
settings = scratch / "config.toml"
settings.write_text(
    CONFIG.format(
        source=given.source.resolve(),
        values=given.bands * given.rows,
        bands=given.bands,
        rows=given.rows,
        shingle=given.shingle,
        threshold=given.threshold,
        scratch=scratch,
    )
)
config = load_config_from_toml(settings)
articles, _, _ = minhash.load_and_preprocess(config)
articles = minhash.assign(config, articles, minhash.cluster(config, minhash.fingerprint(config, articles)))
_, parents = minhash.check_false_positives(config, articles)
table = pl.read_parquet(given.source)
labels = np.array([parents.get(row, row) for row in range(table.height)])
files.write_kept(table, labels, given)
