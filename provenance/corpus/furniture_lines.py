"""A text becomes lines and sentences, each with what a reader sees at a glance: does it end, does it run on?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from provenance.corpus.furniture_labels import folded

# Some crawls keep paragraphs apart by hashes on one line.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_HASHES = re.compile(r"[ \t]#{3,6}(?=[ \t])")
_SENTENCE_END = re.compile(r"(?:[.!?…]{1,4}[\"'”’»)\]]{0,3}(?=\s|$)|[。！？۔؟]{1,3}[」』”）]{0,2})\s{0,8}")
_ENDED = re.compile(r"[.!?…。！？۔؟:;：؛]$")
_TEASED = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\))$")
_BULLETS = "•·*-–—>»→▶►▪■□●○◆|#“”\"'[]()【】「」《》〉›✓+_=~ \t"
_CLOSERS = "\"'”’»)]」』）】*_ "
_WRAP_SHARE = 0.2  # of lines that run on into a lower-case line, from which a text counts as hard-wrapped
_WRAP_LINES = 4  # such lines needed besides


@dataclass(frozen=True)
class Line:
    """The visible part of one line, half-open in the text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    apart: bool

    @cached_property
    def key(self) -> str:
        """Folded, without bullets, brackets and closing marks: what labels are compared with."""
        return folded(self.text[:400]).strip(_BULLETS).rstrip(":：…. \t").rstrip(_BULLETS)

    @cached_property
    def opening(self) -> str:
        """Folded, without leading bullets: what the beginnings of lines are compared with."""
        return folded(self.text[:700]).lstrip(_BULLETS)

    @cached_property
    def ended(self) -> bool:
        """Whether the line closes a sentence."""
        return bool(_ENDED.search(self.text[-20:].rstrip(_CLOSERS)))

    @property
    def teased(self) -> bool:
        """Whether the line breaks off with dots, as a teaser does."""
        return bool(_TEASED.search(self.text[-8:]))

    @cached_property
    def words(self) -> int:
        """Words between spaces; a script without spaces counts three letters a word."""
        spaced = self.text.count(" ") + 1
        return (
            max(spaced, len(self.text) // 3)
            if ord(max(self.text)) > 0x3000 and spaced < len(self.text) / 15
            else spaced
        )


def lines(text: str) -> list[Line]:
    r"""Lines that hold anything visible, trimmed.

    >>> [(line.start, line.text, line.apart) for line in lines("One.\n\n  Two \nThree ### Four")]
    [(0, 'One.', True), (8, 'Two', True), (13, 'Three', False), (23, 'Four', True)]
    """
    found: list[Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        for start, end, hashed in _between_hashes(text, match.start(), match.end()):
            seen = text[start:end]
            shown = seen.strip()
            if shown:
                first = start + len(seen) - len(seen.lstrip())
                apart = (
                    not found or hashed or text.count("\n", reached, first) > 1 or text.count("\r", reached, first) > 2
                )
                found.append(Line(first, first + len(shown), shown, apart))
                reached = first + len(shown)
    return found


def _between_hashes(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    hashed = False
    for cut in _HASHES.finditer(text, start, end):
        yield start, cut.start(), hashed
        start, hashed = cut.end(), True
    yield start, end, hashed


def wrapped(found: list[Line]) -> bool:
    r"""Whether the text is broken in the middle of its sentences: a line end there means nothing.

    >>> wrapped(lines("\n\n".join(["The mayor of", "the town said", "on Monday that", "work had", "begun."])))
    True
    """
    runs_on = sum(not line.ended and after.text[0].islower() for line, after in pairwise(found))
    return runs_on >= min(_WRAP_LINES, max(1, len(found) - 2)) and runs_on >= _WRAP_SHARE * len(found)


def sentences(line: Line) -> list[tuple[int, int]]:
    """Spans of a line's sentences in the text, by closing marks alone; abbreviations may cut one in two.

    >>> sentences(lines("Rain fell. All rights reserved.")[0])
    [(0, 10), (11, 31)]
    """
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(line.text):
        if match.end() > start:
            stop = match.start() + len(match.group().rstrip())
            spans.append((line.start + start, line.start + stop))
            start = match.end()
    if start < len(line.text):
        spans.append((line.start + start, line.end))
    return spans
