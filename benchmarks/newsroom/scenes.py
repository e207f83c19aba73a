"""Situations worked out by hand that the newsroom does not write, or not often enough: they weigh in when it is fitted.

Each names, for every article, what its text may be from: another article, the item of the agency that somebody
credits ("named"), an item that nobody names ("unnamed"), or nothing ("first"); of two answers each has its share.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from provenance.base.tables import (
    ARTICLES,
    CLUSTERS,
    CREDITS,
    DERIVATIONS,
    PAIRS,
    PASSAGES,
    QUOTES,
    SOURCES,
    Tables,
    table,
)

LETTERS = 6  # of a word, with the space behind it
Answer = Mapping[str, str]


@dataclass(frozen=True)
class Scene:
    """Articles as (words, day, outlet), who credits whom, passages as word numbers, quotations, and the answers."""

    about: str
    articles: Mapping[str, tuple[int, str | None, str | None]]
    passages: tuple[tuple[str, int, str, int, int], ...]  # left, its word, right, its word, words
    answers: tuple[tuple[float, Answer], ...]
    credits: tuple[tuple[str, str, str], ...] = ()  # article, agency, position
    quotes: tuple[tuple[str, int, int], ...] = ()  # article, word, words
    opening: Mapping[str, str] = field(default_factory=dict)  # the text's first words, where they matter


def tables(scene: Scene) -> Tables:
    """The scene as the graph reads it."""
    return Tables(
        table(
            [_article(name, *about, scene.opening.get(name, "")) for name, about in scene.articles.items()], ARTICLES
        ),
        table([_credit(*credit) for credit in scene.credits], CREDITS),
        table([{"article": a, "start": LETTERS * w, "end": LETTERS * (w + n)} for a, w, n in scene.quotes], QUOTES),
        table([], PAIRS),
        table([], CLUSTERS),
        table([_passage(*passage) for passage in scene.passages], PASSAGES),
        table([], SOURCES),
        table([], DERIVATIONS),
    )


def _article(name: str, words: int, day: str | None, outlet: str | None, opening: str) -> dict[str, object]:
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    until = start and start + timedelta(days=1, microseconds=-1)
    text = opening + "words " * (words - len(opening) // LETTERS)
    return {"article": name, "words": words, "text": text, "furniture": [], "outlet": outlet,
            "published_from": start, "published_to": until}  # fmt: skip


def _credit(name: str, agency: str, position: str) -> dict[str, Any]:
    kind = "citation" if position == "sentence" else "credit"
    return {"article": name, "agency": agency, "alternatives": [], "kind": kind, "scope": "story", "start": 0,
            "end": 10, "name_start": 0, "name_end": 10, "position": position}  # fmt: skip


def _passage(left: str, at: int, right: str, there: int, words: int) -> dict[str, object]:
    a, b = LETTERS * at, LETTERS * there
    return {"left": left, "right": right, "left_start": a, "left_end": a + LETTERS * words, "right_start": b,
            "right_end": b + LETTERS * words, "words": words, "matched": words, "bits": 8.0 * words, "expect": 1e-9,
            "significant": True}  # fmt: skip


def frame() -> pl.DataFrame:
    """What the scenes are about, for the page that tells of the fit."""
    return pl.DataFrame({"scene": [scene.about for scene in SCENES]})


_TWO = {"a": (300, None, None), "b": (300, None, None)}
_ITS_ITEM = (
    (0.8, {"a": "named", "b": "named"}),
    (0.1, {"a": "named", "b": "a"}),
    (0.1, {"a": "b", "b": "named"}),
)  # by judgment: papers have an agency's story from the agency sooner than from one another
_FORM = "Rates: {} for sale, {} to buy, {} at noon. "
SCENES = (
    Scene(
        "one clause in common, and one of the two cites an agency",
        _TWO, (("a", 50, "b", 70, 11),),
        ((0.75, {"a": "named", "b": "named"}), (0.25, {"a": "first", "b": "named"})),
        (("b", "reuters", "sentence"),),
    ),
    Scene(
        "three that share text, each with something that the others lack",
        dict.fromkeys("abc", (100, None, None)),
        (("a", 0, "b", 0, 40), ("a", 50, "c", 0, 40), ("b", 50, "c", 50, 40),
         ("a", 20, "b", 20, 25), ("a", 20, "c", 20, 70), ("b", 20, "c", 30, 60)),
        ((1.0, {"a": "unnamed", "b": "unnamed", "c": "unnamed"}),),
    ),
    Scene(
        "a quotation in common: both may have heard it",
        _TWO, (("a", 50, "b", 70, 60),),
        ((1.0, {"a": "unnamed", "b": "unnamed"}),),
        quotes=(("a", 50, 60), ("b", 70, 60)),
    ),
    Scene(
        "a third in common, a day apart, and the earlier one quotes all of it: both may have heard it",
        {"a": (300, "2024-03-12", None), "b": (300, "2024-03-13", None)},
        (("a", 50, "b", 70, 90),),
        ((0.8, {"a": "unnamed", "b": "unnamed"}), (0.2, {"a": "first", "b": "a"})),
        quotes=(("a", 50, 90),),
    ),
    Scene(
        "the same where only the later one quotes it",
        {"a": (300, "2024-03-12", None), "b": (300, "2024-03-13", None)},
        (("a", 50, "b", 70, 90),),
        ((0.4, {"a": "unnamed", "b": "unnamed"}), (0.6, {"a": "first", "b": "a"})),
        quotes=(("b", 50, 90),),
    ),
    Scene(
        "a long stretch of a longer article, a day later elsewhere",
        {"a": (1000, "2024-03-12", "The Vale Courier"), "b": (1000, "2024-03-13", "Wick Mail")},
        (("a", 900, "b", 800, 80),),
        ((0.6, {"a": "first", "b": "a"}), (0.4, {"a": "unnamed", "b": "unnamed"})),
    ),
    Scene(
        "the same in one house, which repeats itself",
        {"a": (1000, "2024-03-12", "The Vale Courier"), "b": (1000, "2024-03-13", "The Vale Courier")},
        (("a", 900, "b", 800, 80),),
        ((1.0, {"a": "first", "b": "first"}),),
    ),
    Scene(
        "a third of an article in one of the same house a year later",
        {"a": (300, "2023-03-12", "Wick Mail"), "b": (300, "2024-03-12", "Wick Mail")},
        (("a", 0, "b", 0, 120),),
        ((1.0, {"a": "first", "b": "a"}),),
    ),
    Scene(
        "a sentence in common with the agency that is credited",
        {"a": (1000, None, None), "b": (1000, None, "TASS")},
        (("a", 50, "b", 70, 15),),
        ((0.6, {"a": "b", "b": "first"}), (0.4, {"a": "first", "b": "first"})),
        (("a", "tass", "signoff"),),
    ),
    Scene(
        "the same where the sentence is a quotation",
        {"a": (1000, None, None), "b": (1000, None, "TASS")},
        (("a", 50, "b", 70, 15),),
        ((1.0, {"a": "first", "b": "first"}),),
        (("a", "tass", "signoff"),),
        (("a", 50, 15), ("b", 70, 15)),
    ),
    Scene(
        "one form filled twice with other figures",
        {"a": (40, "2024-03-12", None), "b": (40, "2024-03-13", None)},
        (("a", 0, "b", 0, 35),),
        ((1.0, {"a": "first", "b": "first"}),),
        opening={"a": _FORM.format("10001", "20002", "30003"), "b": _FORM.format("7", "8", "9")},
    ),
    Scene(
        "the same with the same figures",
        {"a": (40, "2024-03-12", None), "b": (40, "2024-03-13", None)},
        (("a", 0, "b", 0, 35),),
        ((1.0, {"a": "first", "b": "a"}),),
        opening=dict.fromkeys("ab", _FORM.format("10001", "20002", "30003")),
    ),
    Scene(
        "two copies under one agency's dateline, in two outlets and without dates",
        {"a": (300, None, "The Vale Courier"), "b": (300, None, "Wick Mail")},
        (("a", 0, "b", 0, 300),),
        _ITS_ITEM,
        (("a", "reuters", "dateline"), ("b", "reuters", "dateline")),
    ),
    Scene(
        "the same where the outlets are not known",
        _TWO, (("a", 0, "b", 0, 300),),
        _ITS_ITEM,
        (("a", "reuters", "dateline"), ("b", "reuters", "dateline")),
    ),
    Scene(
        "the same where the credit closes both, and a few words differ",
        _TWO, (("a", 0, "b", 0, 290),),
        _ITS_ITEM,
        (("a", "reuters", "bracket"), ("b", "reuters", "bracket")),
    ),
)  # fmt: skip
