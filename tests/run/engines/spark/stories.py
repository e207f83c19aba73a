"""Made-up articles that copy each other, with every oddity that rows can have; and Spark, where it is there."""

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import polars as pl
import pytest

SYLLABLES = [f"{a}{b}{c}" for a in "bdgklmnprst" for b in ("a", "e", "ou", "in", "or") for c in ("l", "rd", "ton", "s")]
TEASER = "\nRead also:\nWind fells oak in Lower Wick\n2 hours ago"
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def texts(count: int, seed: int = 3) -> list[str]:
    """So many texts: three in five have words of another one, some of these with edits, cuts, or furniture."""
    chance = random.Random(seed)
    bases = [chance.choices(SYLLABLES, k=chance.randint(60, 160)) for _ in range(count // 2)]
    made = []
    for _ in range(count):
        kind = chance.random()
        words = list(chance.choice(bases)) if kind < 0.6 else chance.choices(SYLLABLES, k=120)
        if kind < 0.2:
            for _ in range(3):
                words[chance.randrange(len(words))] = chance.choice(SYLLABLES)
        elif kind < 0.3:
            words = words[: len(words) - chance.randint(1, 20)]
        made.append(" ".join(words).capitalize() + "." + (TEASER if chance.random() < 0.2 else ""))
    return made


def corpus(count: int = 600) -> pl.DataFrame:
    """A frame of that many rows, among them ids given twice, names made of ids, no id, no text, dates of all kinds."""
    start = datetime(2024, 1, 1)
    rows: list[dict[str, Any]] = [
        {
            "id": f"a{number:05}",
            "text": text,
            "date": None if number % 7 == 0 else (start + timedelta(hours=number * 37 % 9000)).isoformat(),
            "n": number,
        }
        for number, text in enumerate(texts(count))
    ]
    rows[5]["id"] = rows[4]["id"]  # another text: a version
    rows[9] |= {"id": rows[8]["id"], "text": rows[8]["text"]}  # the same again
    rows[10]["id"] = "a00004-2"  # the name that the version gets
    rows[11]["text"], rows[12]["text"] = None, ""
    rows[13]["id"] = rows[14]["id"] = None
    rows[14]["date"] = "nonsense"
    rows[15]["date"], rows[16]["date"] = "03/04/2024", "17/04/2024"  # one tells the order of the other
    return pl.DataFrame(rows)


def spark_session(parts: int = 2, master: str = "local[2]", **conf: str) -> Any:
    """A small session on this machine alone; the test is skipped where there is no Spark or no Java."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'article-provenance[spark]'")
    if shutil.which("java") is None:
        pytest.skip("there is no Java: Spark needs 17 or later")
    small = {"spark.driver.memory": "1g", "spark.driver.extraJavaOptions": JAVA}
    return on_spark("session").session(master, parts, {**small, **conf})


def on_spark(module: str) -> Any:
    """A module of the engine, which imports pyspark."""
    return import_module(f"provenance.run.engines.spark.{module}")


def sessions() -> Iterator[Any]:
    """A session that is stopped in the end."""
    spark = spark_session()
    yield spark
    spark.stop()


def frame_of(spark: Any, rows: pl.DataFrame) -> Any:
    return spark.createDataFrame(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))


def polars_of(frame: Any, like: pl.DataFrame) -> pl.DataFrame:
    """A frame of Spark with the columns and types of one of polars."""
    return pl.DataFrame(pl.from_arrow(frame.toArrow())).select(like.columns).cast(dict(like.schema))
