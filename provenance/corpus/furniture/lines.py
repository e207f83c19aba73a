"""A text becomes lines and sentences, each with what a reader sees at a glance: does it end, does it run on?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from provenance.corpus.furniture.labels import folded

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_OTHER_ENDS = ("\r", "\v", "\f", "\x85", "\u2028", "\u2029")
# Some crawls keep paragraphs apart by hashes on one line.
_MARK = "###"
_HASHES = re.compile(r"[ \t]#{3,6}(?=[ \t])")
# Begins with a set of characters, which the machine looks for ten times as fast as for a choice of two ends.
_SENTENCE_END = re.compile(
    r"[.!?…。！？۔؟](?:(?<=[.!?…])[.!?…]{0,3}[\"'”’»)\]]{0,3}(?=\s|$)|(?<=[。！？۔؟])[。！？۔؟]{0,2}[」』”）]{0,2})\s{0,8}"
)
_ENDS = tuple(".!?…。！？۔؟:;：؛")
_TEASED = ("…", "...", "[…]", "[...]", "(…)")
BULLETS = "•·*-–—>»→▶►▪■□●○◆|#“”\"'[]()【】「」《》〉›✓+_=~ \t"
_CLOSERS = "\"'”’»)]」』）】*_ "
_WRAP_SHARE = 0.2  # of lines that run on into a lower-case line, from which a text counts as hard-wrapped
_WRAP_LINES = 4  # such lines needed besides
_NEAR = 200  # characters at a line's end in which its last sentence mostly begins
_OPENING = 700  # characters of a line that are folded
_KEY = 400
_REMEMBERED = 1024  # folded beginnings: lines of furniture come again from article to article


class TextLine(NamedTuple):
    """The visible part of one line, half-open in the text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    apart: bool

    @property
    def key(self) -> str:
        """Folded, without bullets, brackets and closing marks: what labels are compared with."""
        return _key(self.text[:_KEY])

    @property
    def opening(self) -> str:
        """Folded, without leading bullets: what the beginnings of lines are compared with."""
        return _opening(self.text[:_OPENING])

    @property
    def ended(self) -> bool:
        """Whether the line closes a sentence."""
        return self.text.endswith(_ENDS) or self.text[-20:].rstrip(_CLOSERS).endswith(_ENDS)

    @property
    def teased(self) -> bool:
        """Whether the line breaks off with dots, as a teaser does."""
        return self.text.endswith(_TEASED)

    @property
    def words(self) -> int:
        """Words between spaces; a script without spaces counts three letters a word."""
        spaced = self.text.count(" ") + 1
        if spaced >= len(self.text) / 15 or ord(max(self.text)) <= 0x3000:
            return spaced
        return max(spaced, len(self.text) // 3)


@lru_cache(_REMEMBERED)
def _key(beginning: str) -> str:
    return folded(beginning).strip(BULLETS).rstrip(":：…. \t").rstrip(BULLETS)


@lru_cache(_REMEMBERED)
def _opening(beginning: str) -> str:
    return folded(beginning).lstrip(BULLETS)


def split_lines(text: str) -> list[TextLine]:
    r"""Lines that hold anything visible, trimmed.

    >>> [(line.start, line.text, line.apart) for line in split_lines("One.\n\n  Two \nThree ### Four")]
    [(0, 'One.', True), (8, 'Two', True), (13, 'Three', False), (23, 'Four', True)]
    """
    if _is_odd(text):
        return _lines_of_any_kind(text)
    result: list[TextLine] = []
    start, blank = 0, True
    for row in text.split("\n"):
        shown = row.strip()
        if shown:
            first = start if shown[0] == row[0] else start + len(row) - len(row.lstrip())
            result.append(TextLine(first, first + len(shown), shown, blank))
        blank = not shown
        start += len(row) + 1
    return result


def is_broken(text: str) -> bool:
    """Whether a text may have more than one line."""
    return "\n" in text or _is_odd(text)


def visible_lines(text: str) -> list[str]:
    """The texts of split_lines alone, in half the time."""
    if _is_odd(text):
        return [line.text for line in _lines_of_any_kind(text)]
    return [shown for row in text.split("\n") if (shown := row.strip())]


def _is_odd(text: str) -> bool:
    """Whether a text has other line ends than the usual one."""
    return _MARK in text or any(end in text for end in _OTHER_ENDS)


def _lines_of_any_kind(text: str) -> list[TextLine]:
    result: list[TextLine] = []
    reached = 0
    for match in _LINE.finditer(text):
        for start, end, hashed in _between_hashes(text, match.start(), match.end()):
            row = text[start:end]
            shown = row.strip()
            if shown:
                first = start + len(row) - len(row.lstrip())
                apart = (
                    not result or hashed or text.count("\n", reached, first) > 1 or text.count("\r", reached, first) > 2
                )
                result.append(TextLine(first, first + len(shown), shown, apart))
                reached = first + len(shown)
    return result


def _between_hashes(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    hashed = False
    for cut in _HASHES.finditer(text, start, end):
        yield start, cut.start(), hashed
        start, hashed = cut.end(), True
    yield start, end, hashed


def wrapped(text_lines: list[TextLine]) -> bool:
    r"""Whether the text is broken in the middle of its sentences: a line end there means nothing.

    >>> wrapped(split_lines("\n\n".join(["The mayor of", "the town said", "on Monday that", "work had", "begun."])))
    True
    """
    runs_on = sum(after.text[0].islower() and not line.ended for line, after in pairwise(text_lines))
    return runs_on >= min(_WRAP_LINES, max(1, len(text_lines) - 2)) and runs_on >= _WRAP_SHARE * len(text_lines)


def sentences(line: TextLine) -> list[tuple[int, int]]:
    """Spans of a line's sentences in the text, by closing marks alone; abbreviations may cut one in two.

    >>> sentences(split_lines("Rain fell. All rights reserved.")[0])
    [(0, 10), (11, 31)]
    """
    return [(line.start + start, line.start + stop) for start, stop in _spans(line.text, 0)]


def last_sentences(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Spans of a line's sentences, the last first, up to one that is longer.

    >>> said = "Rain fell on the moor. Two oaks fell. All rights reserved."
    >>> [said[start:stop] for start, stop in last_sentences(said, 20)]
    ['All rights reserved.', 'Two oaks fell.']
    """
    yielded = 0
    for reach in (_NEAR, longest, len(text)):
        cut = max(len(text) - reach - 1, 0)
        while cut and not text[cut - 1].isalnum():  # so that no run of marks is cut in two
            cut -= 1
        sentences = _spans(text, cut)
        for start, stop in reversed(sentences[: len(sentences) - yielded]):
            if start == cut and cut:
                break  # it may begin before the cut
            if stop - start > longest:
                return
            yield start, stop
            yielded += 1
        if not cut or (reach == longest and not yielded):
            return


def _spans(text: str, start: int) -> list[tuple[int, int]]:
    spans = []
    for match in _SENTENCE_END.finditer(text, start):
        if match.end() > start:
            spans.append((start, match.start() + len(match.group().rstrip())))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
