"""One article of a finished trace becomes its report, by id, path or address. It imports no more than that needs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError
from provenance.base.tables import Tables
from provenance.report.story import Story
from provenance.report.verdict import article_story
from provenance.run.out import read_tables

NEAREST = 5  # ids offered where a name fits none


def story(name: str, out: Path) -> Story:
    """The story of one article of the trace in `out`; InputError naming the nearest ids where there is none."""
    tables, run = read_tables(out)
    return article_story(tables, article_meant(tables, name, out), agencies(run))


def agencies(run: Mapping[str, Any]) -> dict[str, str]:
    """The names of credited agencies by id, as the trace wrote them down."""
    return dict(run.get("agencies", {}))


def article_meant(tables: Tables, name: str, out: Path) -> str:
    """The id that a person means: an id, the path or address of an article, or the id of an unseen source."""
    articles = tables.articles
    if name in articles["article"] or name in tables.sources["source"]:
        return name
    for column in ("path", "url"):
        hits = articles.filter(articles[column] == name)["article"].to_list()
        if len(hits) == 1:
            return str(hits[0])
        if hits:
            what = f"{len(hits)} articles have the {'address' if column == 'url' else 'path'} {name!r}"
            raise InputError("E-NO-ARTICLE", what, path=out, advice="one of " + ", ".join(sorted(hits)[:NEAREST]))
    ends = [a for a in articles["article"].to_list() if a.endswith("/" + name) or name.endswith("/" + a)]
    if len(ends) == 1:
        return str(ends[0])
    raise InputError(
        "E-NO-ARTICLE",
        f"there is no article {name!r}",
        path=out,
        advice=closest_ids(ends or articles["article"].to_list(), name),
    )


def closest_ids(ids: Sequence[str], name: str) -> str:
    """What to try where a name is no id: the nearest ones."""
    from difflib import get_close_matches  # noqa: PLC0415  only on the way to an error

    close = get_close_matches(name, ids, NEAREST, 0.3) or sorted(ids)[:NEAREST]
    return "one of " + ", ".join(close) if close else "a trace that holds articles"
