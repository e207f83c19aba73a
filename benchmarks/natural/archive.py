"""Real articles of one file, handed out once each; no two of them share twelve words in a row outside quotations."""

import random
import re
from bisect import bisect_left
from collections import Counter
from datetime import timedelta
from itertools import islice
from math import log
from pathlib import Path

from benchmarks.natural.stories import Told, rows, sentence, told
from benchmarks.newsroom.story import Sentence

APART = 12  # words in a row that two articles must not share, or one may draw on the other's source
_WINDOW = timedelta(days=4)  # before and after, for articles of the same subject
_NEARBY = 240  # articles looked at for them, at most
_FIT = (8, 45)  # words of a sentence that can stand by itself
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")
_WORD = re.compile(r"\w+")


class Archive:
    """A file's articles in order of time, and what has been handed out of it."""

    def __init__(self, data: Path, file: str, seed: int) -> None:
        self._rows = rows(data, file)
        self._rng = random.Random(f"{file}-{seed}")
        self._order = self._rng.sample(range(len(self._rows)), len(self._rows))
        self._given: set[int] = set()
        self._said: set[int] = set()  # hashes of rows of words of those handed out
        self._read: dict[int, Told | None] = {}

    def article(self, *, agency: bool | None = None) -> Told:
        """The next one, an agency's or a paper's own where that is asked for."""
        for i in self._order:
            if agency is not None and agency != (self._rows[i].agency is not None):
                continue
            if (found := self._handed(i)) is not None:
                return found
        raise LookupError("too few articles in the file")

    def nearest(self, to: Told, count: int) -> list[Told]:
        """Those of the same days that share most rare words with an article, the nearest first; then any others."""
        at = bisect_left(self._rows, (to.when, to.name), key=lambda row: (row.when, row.name))
        around = range(max(0, at - _NEARBY // 2), min(len(self._rows), at + _NEARBY // 2))
        near = [i for i in around if i not in self._given and abs(self._rows[i].when - to.when) <= _WINDOW]
        articles = {i: article for i in near if (article := self._told(i)) is not None}
        common = Counter(word for article in articles.values() for word in article.subject)

        def alike(i: int) -> tuple[float, int]:
            words = articles[i].subject
            shared = sum(log(len(articles) / common[word]) for word in words & to.subject)
            return -shared / (1 + len(words)) ** 0.5, i

        handed = (self._handed(i) for i in sorted(articles, key=alike))
        found = list(islice((article for article in handed if article is not None), count))
        return found + [self.article() for _ in range(count - len(found))]

    def _told(self, i: int) -> Told | None:
        if i not in self._read:
            self._read[i] = told(self._rows[i])
        return self._read[i]

    def _handed(self, i: int) -> Told | None:
        """The article, if it can be told and has nothing of those handed out before."""
        article = self._told(i) if i not in self._given else None
        said = _rows_of(article.text) if article else set()
        if article is None or said & self._said:
            return None
        self._given.add(i)
        self._said |= said
        return article


def _rows_of(text: str) -> set[int]:
    found = set()
    for stretch in _QUOTED.sub("\n", text).split("\n"):
        words = _WORD.findall(stretch.casefold())
        found |= {hash(tuple(words[i : i + APART])) for i in range(len(words) - APART + 1)}
    return found


class Supply:
    """Sentences of real articles, each handed out once: leads, others, and what an agency uses as background."""

    def __init__(self, archive: Archive, articles: list[Told], *, agency: bool) -> None:
        self._archive, self._agency = archive, agency
        self._leads = [article.paragraphs[0][0] for article in articles]
        self._others = [text for article in articles for text in _alone(article)]
        self._background: list[str] = []

    def __call__(self, key: str, kind: str) -> Sentence:
        """A new sentence of a kind: lead, body, own or background."""
        if kind == "background":
            if not self._background:
                self._background = _alone(self._archive.article(agency=self._agency))[::-1]
            return sentence(key, self._background.pop(), kind)
        pool = self._leads if kind == "lead" else self._others
        if not pool:
            article = self._archive.article()
            self._leads.append(article.paragraphs[0][0])
            self._others += _alone(article)
        return sentence(key, pool.pop(0), kind)


def _alone(article: Told) -> list[str]:
    """The sentences after the first paragraph that can stand by themselves."""
    every = [text for paragraph in article.paragraphs[1:] for text in paragraph]
    found = [text for text in every if _FIT[0] <= len(text.split()) <= _FIT[1] and text.count('"') % 2 == 0]
    return found or every
