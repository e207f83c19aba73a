"""What an index says of one article, as text for a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from provenance.base.escaping import one_line

_SHOWN = 20  # near-duplicates, passages and sources that are shown
_QUOTED = 80  # characters of a passage

Row = Mapping[str, Any]


def answer_text(answer: Row, text: str, *, sources: bool) -> str:
    """The answer's JSON as lines; `text` is that of the article asked about.

    >>> near = {"article": "a.txt", "similarity": 1.0, "query_in_article": 1.0, "article_in_query": 1.0}
    >>> print(answer_text({"near_duplicates": [near], "passages": [], "sources": []}, "Rain.", sources=False), end="")
    1 near-duplicate
      a.txt: similarity 1.00
    No shared passage
    """
    duplicates, passages = answer["near_duplicates"], answer["passages"]
    lines = _listed(duplicates, "near-duplicate", lambda row: f"{row['article']}: similarity {row['similarity']:.2f}")
    lines += _listed(passages, "shared passage", lambda row: _passage(row, text))
    if sources:
        lines += _listed(answer["sources"], "likely source or derivation", _source)
    return "".join(line + "\n" for line in lines)


def _listed(rows: Sequence[Row], name: str, shown: Any) -> list[str]:  # noqa: ANN401  # a function of a row
    if not rows:
        return [f"No {name}"]
    head, _, alternative = name.partition(" or ")
    plural = f"{head}s or {alternative}s" if alternative else f"{name}s"
    lines = [f"{len(rows)} {name if len(rows) == 1 else plural}"]
    for row in rows[:_SHOWN]:
        lines += [f"  {line}" for line in shown(row).split("\n")]
    more = len(rows) - _SHOWN
    return [*lines, f"  … and {more} more, with --json"] if more > 0 else lines


def _passage(row: Row, text: str) -> str:
    quote = " ".join(text[row["start"] : row["end"]].split())
    quote = quote if len(quote) <= _QUOTED else quote[:_QUOTED].rsplit(" ", 1)[0] + " …"
    weak = "" if row["significant"] else ", which many texts would share"
    span = f"{row['start']}-{row['end']}, there {row['article_start']}-{row['article_end']}"
    return f"{one_line(row['article'])}: {row['matched']} words{weak}, at {span}\n  “{one_line(quote)}”"


def _source(row: Row) -> str:
    head = f"{row['derived']} draws on {row['source']}: {row['relation']}, probability {row['probability']:.2f}"
    if row["direction"] == "unknown":
        head += ", or the other way round"
    notes = [f"  {piece['weight']:+.1f} {piece['note']}" for piece in row["evidence"][:3]]
    return "\n".join(one_line(line) for line in (head, *notes))
