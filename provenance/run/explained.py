"""Why one article stays or goes: what an earlier `dedupe` decided about it, and about the others of its cluster."""

from pathlib import Path
from typing import Any

import polars as pl

from provenance.base.errors import InputError, StoreError
from provenance.run.one_story import closest_ids
from provenance.run.resembling import EARLIER

OTHERS = 20  # further articles of its cluster that are named


def explained(article: str, out: Path) -> dict[str, Any]:
    """The article's row of `clusters`, in words and figures; InputError naming the nearest ids where there is none."""
    path = out / "clusters.parquet"
    advice = f"provenance dedupe INPUT -o {out}"
    try:
        clusters = _table_at(path)
    except FileNotFoundError:
        raise StoreError("E-NO-DEDUPE", "there is no finished dedupe here", path=out, advice=advice) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        raise StoreError("E-DEDUPE", f"its clusters cannot be read ({error})", path=path, advice=advice) from None
    rows = clusters.filter(pl.col("article").is_in([article, EARLIER + article])).to_dicts()
    if not rows:
        names = [name.removeprefix(EARLIER) for name in clusters["article"]]
        raise InputError(
            "E-NO-ARTICLE", f"there is no article {article!r}", path=out, advice=closest_ids(names, article)
        )
    row = min(rows, key=lambda row: row["article"] != article)  # the input's, where the earlier corpus has one too
    mates = clusters.filter((pl.col("cluster") == row["cluster"]) & (pl.col("article") != row["article"]))
    named = mates["article"].sort().head(OTHERS).to_list()
    return {
        "article": article,
        "kept": row["kept"],
        "reason": _plain(row["reason"]),
        "match": None if row["kept"] else row["cluster"].removeprefix(EARLIER),
        "match_in": None if row["kept"] else "against" if row["cluster"].startswith(EARLIER) else "input",
        **{name: row[name] for name in ("similarity", "article_in_kept", "kept_in_article")},
        "others": [name.removeprefix(EARLIER) for name in named],
        "others_in": ["against" if name.startswith(EARLIER) else "input" for name in named],
        "others_count": mates.height,
    }


def _table_at(path: Path) -> pl.DataFrame:
    """The table of a file, or of a folder of part files, as Spark writes it."""
    if not path.is_dir():
        return pl.read_parquet(path.read_bytes())
    parts = sorted(
        part for part in path.iterdir() if part.suffix == ".parquet" and not part.name.startswith((".", "_"))
    )
    if not parts:
        raise FileNotFoundError(path)
    return pl.concat([pl.read_parquet(part.read_bytes()) for part in parts])


def _plain(reason: str) -> str:
    """The reason without the prefix that tells the ids of the earlier corpus apart."""
    return reason.replace(EARLIER, "")
