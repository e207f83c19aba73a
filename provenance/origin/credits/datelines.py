"""The dateline and the byline of an article, read from its head: "OSK, Vale (AP) —", "By Ann Roe, Associated Press"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from provenance.base.tables import ARTICLES, checked
from provenance.origin.layout import one_line_a_paragraph
from provenance.origin.own_text import Furniture, OwnText, own_text

HEAD = 3_000  # characters of an article's own text in which its dateline begins
TOP = 800  # the same for its byline
_STORY = 40  # characters that follow a dateline on its line
_WORD = r"[^\W\d_a-zа-яіїєґё][^\W\d_]{1,20}[.’'-]?(?:[^\W\d_]{1,20})?"
_SMALL = r"(?:de|del|la|le|of|the|al|el|am|do|da)"
_CITY = rf"{_WORD}(?:[ /-](?:{_SMALL} )?{_WORD}){{0,3}}"
_REGION = r"(?:,\s[^\W\d_a-z][\w.’' -]{1,24}){0,2}"
_DAY = (
    r"(?:[,.]?\s{1,2}(?:[^\W\d_]{3,10}day,?\s)?(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10})"
    r"\.?(?:,?\s(?:de\s)?\d{4})?)"
)
_AGENCY = r"[.,]?\s{0,2}(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/|\[[^\]\n]{2,40}\])"
_DATELINE = re.compile(
    rf"(?P<place>{_CITY}{_REGION})(?P<day>{_DAY})?(?P<agency>{_AGENCY})?"
    r"[.,]?\s{0,3}(?P<dash>--|[–—―]|(?<=\s)-|(?<=[)\]/])[-.:])(?=\s{0,2}[\"“'‘«„(]?\s?[^\W_a-z])"
)
_DASH = re.compile(r"--|[–—―]|\s-|[)\]/][-.:]|[)\]/]\s{0,2}-")
_MAY_END = re.compile(r"[-–—―]|[)\]/][.:]")  # in whatever _DASH finds
_SENTENCE = re.compile(r"[.!?][”\"’')\]]{0,2}\s(?=[A-ZÀ-Þ])|\s(?=[A-ZÀ-Þ]{3})")  # or a word in capitals
_LONGEST = 120  # characters of a dateline
_CAPTION = re.compile(r"\s{0,2}[A-Z]{3,9}\.? \d{1,2}(?:, \d{4})?\s?:")  # OSK, VALE - JULY 16: a picture's words
_LABEL_WORDS = """
    advertisement analysis breaking column commentary correction exclusive explainer feature latest live more new
    news note opinion photo photos poll profile read related review sponsored story update updated video watch
"""
_LABELS = frozenset(_LABEL_WORDS.split())  # words in capitals before a dash that are no place
_BYLINE = re.compile(r"(?:\A|(?<=\n))B[yY]:?\s(?:[Tt]he\s)?[^\W\d_a-z][^\n]{2,100}(?=\n|\Z)")
_PROSE = re.compile(r"[.!?]\s|\b(?:is|was|are|were|has|have|had|said|says|will)\b")


def dateline(text: str, furniture: Furniture = (), placed: Sequence[tuple[int, int]] = ()) -> str | None:
    """The dateline, from its place to its dash; `placed` are the spans of credits that stand in datelines.

    >>> dateline("Pier shut\\n\\nOSK, Vale — The pier was shut on Monday, and all of the ferries stayed in port.")
    'OSK, Vale —'
    >>> dateline("OSK, VALE - JULY 16: The mayor waves from the pier. (Photo by Ann Roe)") is None
    True
    """
    body = own_text(text, furniture)
    head = text[: _reach(body, HEAD)]
    credited = min(placed, default=None)
    laid = one_line_a_paragraph(head if _MAY_END.search(head) else "")
    for match in _datelines(laid.text):
        start = laid.outward(match.start())
        if credited and credited[1] < start:
            break
        if not body.is_furniture(start) and _is_dateline(laid.text, match):
            return match.group().strip()
    return text[slice(*credited)].strip() if credited else None


def _reach(body: OwnText, depth: int) -> int:
    """Where the first `size` characters of the article's own text end."""
    return depth + sum(end - start for start, end in body.furniture if start < 2 * depth)


def _datelines(text: str) -> Iterator[re.Match[str]]:
    """What may be a dateline before each dash: from the line's start, or from the end of a sentence shortly before."""
    for dash in _DASH.finditer(text):
        first = text.rfind("\n", max(0, dash.start() - _LONGEST), dash.start()) + 1
        low = max(first, dash.start() - _LONGEST)
        ends = [low, *(end.end() for end in _SENTENCE.finditer(text, low, dash.start()))]
        for start in ends:
            match = _DATELINE.match(text, start)
            if match and match.end() >= dash.end() - 1:
                yield match


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    """Whether a place is in capitals, or a day or an agency stands behind it; and the story follows on the line."""
    city = match["place"].partition(",")[0]
    stop = text.find("\n", match.end())
    length = (len(text) if stop < 0 else stop) - match.end()
    if length < _STORY or _CAPTION.match(text, match.end()) or any(w in _LABELS for w in city.casefold().split()):
        return False
    return bool(match["day"] or match["agency"]) or (city.isupper() and match["dash"] not in ".:")


def byline(text: str, furniture: Furniture = (), signed: Sequence[tuple[int, int]] = ()) -> str | None:
    """The line that says who wrote; `signed` are the spans of credits that stand in bylines.

    >>> byline("Pier shut\\nBy Ann Roe, Osk Courier\\nThe pier was shut on Monday.")
    'By Ann Roe, Osk Courier'
    """
    body = own_text(text, furniture)
    head = text[: _reach(body, TOP)]
    laid = one_line_a_paragraph(head if "By" in head or "BY" in head else "")
    for match in _BYLINE.finditer(laid.text):
        if not _PROSE.search(match.group()):
            return match.group().strip()
    return text[slice(*min(signed))].strip() if signed else None


def with_datelines(articles: pl.DataFrame, credits: pl.DataFrame) -> pl.DataFrame:
    """ARTICLES with `dateline` and `byline` from their texts, where the metadata are silent."""
    articles = checked(articles, ARTICLES, "articles")
    story = credits.filter(pl.col("scope") == "story", pl.col("start").is_not_null())
    spans = {
        position: _spans(story.filter(pl.col("position") == position).iter_rows(named=True))
        for position in ("dateline", "byline")
    }
    lines: list[str | None] = []
    writers: list[str | None] = []
    for row in articles.select("article", "text", "furniture", "dateline", "byline").iter_rows(named=True):
        text, furniture = row["text"] or "", [(s["start"], s["end"], s["kind"]) for s in row["furniture"] or ()]
        lines.append(row["dateline"] or dateline(text, furniture, spans["dateline"].get(row["article"], ())))
        writers.append(row["byline"] or byline(text, furniture, spans["byline"].get(row["article"], ())))
    return articles.with_columns(
        pl.Series("dateline", lines, ARTICLES["dateline"]), pl.Series("byline", writers, ARTICLES["byline"])
    )


def _spans(rows: Iterable[dict[str, Any]]) -> dict[str, list[tuple[int, int]]]:
    by_article: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        by_article.setdefault(row["article"], []).append((row["start"], row["end"]))
    return by_article
