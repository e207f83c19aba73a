"""The floor under all: polars reads, drops exact copies, and writes the same file."""

import files
import polars as pl

given = files.arguments()
table = pl.read_parquet(given.source)
first, place = files.firsts(table["text"])
files.write_kept(table, first[place], given)
