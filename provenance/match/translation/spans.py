"""An article becomes sentences with their places, in any script and layout, furniture left out."""

import re
from collections.abc import Sequence

import polars as pl

Span = tuple[int, int]

_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|[。！？؟۔।][\"'”’»」』）)]{0,3}|\n|\Z")
_SHORTENED = re.compile(  # a word whose full stop ends no sentence: initials, and what stands before a name
    r"(?<!\w)(?:[A-ZА-ЯЁ]|Mrs?|Ms|[DS]r|[SD]ra|St|Prof|Gen|Sen|Rep|Rev|Gov|Sgt|Lt|Capt|Col|Mme|Hr|Fr|Nr|vs|г|ул|им|тов)\.\Z"
)
_STOP = re.compile(r"[.!?…:。！？؟۔।][\"'”’»」』）)\]]{0,3}\Z")
_SPACED, _UNSPACED = 12, 5  # characters of a sentence; shorter ones belong to the next one
_ABBREVIATION = 6  # characters of the longest of them, with what stands before
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST = 400  # sentences of an article that are compared


def sentence_spans(text: str, furniture: Sequence[Span] = ()) -> list[Span]:
    """Where the sentences of a text stand. A line that breaks in mid-sentence goes on; furniture ends a sentence.

    >>> story = "A ferry sank\\nnear the pier.\\nNobody was hurt, said the captain. Share this page"
    >>> [story[start:end] for start, end in sentence_spans(story, [(62, 77)])]
    ['A ferry sank\\nnear the pier.', 'Nobody was hurt, said the captain.']
    >>> len(sentence_spans("Mrs. J. Fenn of St. Ives rang the bell. Nobody came."))
    2
    """
    spans: list[Span] = []
    start = 0
    for first, last in [*sorted(furniture), (len(text), len(text))]:
        if first > start:
            spans += _between(text, start, first)
        start = max(start, last)
    return spans[:_MOST]


def _between(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a stretch without furniture."""
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end() if match.group() != "\n" else match.start()
        if match.group() == "\n" and _goes_on(text, match.start(), end):
            continue
        if match.group() == "." and _SHORTENED.search(text, max(begin, stop - _ABBREVIATION), stop):
            continue
        span = _trimmed(text, begin, stop)
        if span[1] - span[0] >= (_UNSPACED if _WIDE.search(text, *span) else _SPACED):
            spans.append(span)
            begin = match.end()
    tail = _trimmed(text, begin, end)
    if spans and tail[1] > tail[0]:  # too short for a sentence
        spans[-1] = (spans[-1][0], tail[1])
    return spans


def _goes_on(text: str, stop: int, end: int) -> bool:
    """Whether the sentence before a line's end goes on in the next line."""
    following = text[stop + 1 : min(stop + 2, end)]
    return following.islower() and not _STOP.search(text[max(0, stop - 8) : stop].rstrip())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Originals:
    """The texts of ARTICLES by row number, each read when it is asked for."""

    def __init__(self, articles: pl.DataFrame) -> None:
        self._texts, self._furniture = articles["text"], articles["furniture"]

    def text(self, row: int) -> str:
        """The original."""
        return str(self._texts[row])

    def furniture(self, row: int) -> list[Span]:
        """Its furniture, in order."""
        spans = self._furniture[row]
        return [] if spans is None else sorted((span["start"], span["end"]) for span in spans)

    def plain(self, row: int) -> str:
        """The text without its furniture."""
        text, parts, begin = self.text(row), [], 0
        for start, end in self.furniture(row):
            parts.append(text[begin:start])
            begin = max(begin, end)
        return "\n".join([*parts, text[begin:]])

    def sentences(self, row: int) -> list[Span]:
        """Where its sentences stand."""
        return sentence_spans(self.text(row), self.furniture(row))
