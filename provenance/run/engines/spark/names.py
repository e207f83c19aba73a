"""Ids are settled as on one machine: in the order of reading, among those records alone whose ids can meet.

Most ids are given once, and stay. Where one is given twice, later articles get names made of it (`7-2`, `b.csv#7`).
Another record may have such a name as its own id: so all names that can be made are looked for, until there are no
more. Ids that can meet have the same stem: `stem("b.csv#7-2")` is `7`.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pyarrow as pa

from provenance.corpus.ids import UNNAMED, Ids
from provenance.run.engines.spark.reading import ARTICLE
from provenance.run.engines.spark.rows import Order
from provenance.run.engines.spark.session import F, Frame
from provenance.run.engines.spark.stages import SparkStages

SETTLED = "row long, article string, came boolean, code string, message string, said string"
_SCHEMA = pa.schema([
    ("row", pa.int64()), ("article", pa.string()), ("came", pa.bool_()),
    *((name, pa.string()) for name in ("code", "message", "said")),
])  # fmt: skip
_NUMBERED = re.compile(r"(-\d+)+\Z")
_ROUNDS = 20  # in which names made of names are looked for


def stem(name: str) -> str:
    """What all names have in common that can be made of each other.

    >>> stem("b.csv#7-2"), stem("7"), stem("2024-11-30")
    ('7', '7', '2024')
    """
    return _NUMBERED.sub("", name.rpartition("#")[2].removeprefix(UNNAMED))


def settled_names(read: Frame, order: Order, stages: SparkStages) -> Frame | None:
    """SETTLED of the records whose ids can meet, `came` false where the article was there before; None for none."""
    articles = read.where(F.col("kind") == ARTICLE).select("row", "name", "content")
    twice = stages.table("ids-given-twice", lambda: _given_twice(articles))
    if twice.isEmpty():
        return None
    meeting = _meeting(articles, twice, order, stages)
    stages.table("ids-settled", lambda: _grouped(articles, meeting, order))
    return stages.again("ids-settled")


def _given_twice(articles: Frame) -> Frame:
    counts = articles.select(_plain()).groupBy("name").agg(F.count("*").alias("count"))
    return counts.where("count > 1").select("name")


def _plain() -> Any:  # noqa: ANN401
    """An id without the mark of one that is not the record's own."""
    return F.translate("name", UNNAMED, "").alias("name")


def _meeting(articles: Frame, twice: Frame, order: Order, stages: SparkStages) -> Frame:
    """All ids that are given twice or can be made of these, as far as records have them."""
    alone = articles.select(_plain()).distinct().join(twice, "name", "left_anti")
    bases = F.udf(_bases_with(order.names), "array<string>")
    hits = alone.select("name", F.explode(bases("name")).alias("base"))
    names = twice
    for number in range(_ROUNDS):
        more = stages.table(f"ids-meeting-{number}", partial(_more, hits, names))
        if more.isEmpty():
            break
        names = names.union(more)
    return names


def _more(hits: Frame, names: Frame) -> Frame:
    fresh = hits.join(names.select(F.col("name").alias("base")), "base", "left_semi").select("name").distinct()
    return fresh.join(names, "name", "left_anti")


def _bases_with(files: tuple[str, ...]) -> Callable[[str], list[str]]:
    """For an id the ids that it can be made of, where a file has one of these names."""

    def bases(name: str) -> list[str]:
        numbered = re.match(r"(.+)-\d+\Z", name, re.DOTALL)
        made = [name, *([numbered[1]] if numbered else [])]
        made += [base.removeprefix(f"{file}#") for base in made for file in files if base.startswith(f"{file}#")]
        return [base for base in made if base != name]

    return bases


def _grouped(articles: Frame, meeting: Frame, order: Order) -> Frame:
    plain = meeting.select(F.col("name").alias("plain"))
    among = articles.withColumn("plain", F.translate("name", UNNAMED, "")).join(plain, "plain", "left_semi")
    stems = among.withColumn("stem", F.udf(stem, "string")("name"))
    return stems.groupBy("stem").applyInArrow(_settle(order), SETTLED)


def _settle(order: Order) -> Callable[[Any], Any]:
    """The records of one stem -> SETTLED, in the order of reading."""

    def work(table: Any) -> Any:  # noqa: ANN401
        rows = table.column("row").to_numpy()
        by_place = order.places(rows).argsort()
        names, contents = (table.column(name).take(pa.array(by_place)).to_pylist() for name in ("name", "content"))
        files, ids = order.files_of(rows[by_place]).tolist(), Ids()
        settled = [
            _settled(ids, name, content, order.names[file])
            for name, content, file in zip(names, contents, files, strict=True)
        ]
        columns = [rows[by_place], *zip(*settled, strict=True)]
        arrays = [pa.array(column, kind) for column, kind in zip(columns, _SCHEMA.types, strict=True)]
        return pa.Table.from_arrays(arrays, schema=_SCHEMA)

    return work


def _settled(ids: Ids, name: str, content: bytes, file: str) -> tuple[str, bool, str | None, str | None, str]:
    """The article's id, whether it is a new article, the note, and what the ledger says."""
    if name.startswith(UNNAMED):
        return ids.unused(name.removeprefix(UNNAMED), content), True, None, None, ""
    article, note = ids.settle(name, content, file)
    said = "another file has this id for another text" if article.startswith(f"{file}#") else ""
    code, message = (note.code, note.message) if note else (None, None)
    return article, code != "W-DUP-ID", code, message, said
