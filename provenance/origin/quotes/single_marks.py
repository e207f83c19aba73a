"""Quotations between straight single marks, as in many British papers; a stop inside tells them from apostrophes."""

import re
from bisect import bisect_right
from collections.abc import Iterator

SHORTEST, LONGEST = 16, 900  # characters; a shorter one is a title or a nickname as often
_OPENS = re.compile(r"'(?<![\w'’.,!?]')(?=[^\W_]|\[|\.{3}|…)(?!(?:\d0s|[tT]is|[tT]was|[eE]m|n|til)\b)")
_CLOSES = re.compile(r"'(?<=[.,!?…]')(?![\w'])")  # the stop stands inside; no plural's apostrophe has one before it
_APART = re.compile(r"\n|[ \t]###")


def between_single_marks(text: str) -> Iterator[tuple[int, int]]:
    """Each quotation, marks included, half-open and in order.

    >>> story = "The farmers' pond is dry. 'We don't know what the farmers' sons will do,' she said in the 'old town'."
    >>> [story[start:end] for start, end in between_single_marks(story)]
    ["'We don't know what the farmers' sons will do,'"]
    """
    if "'" not in text:
        return
    opened = [match.start() for match in _OPENS.finditer(text)]
    reached = 0
    for match in _CLOSES.finditer(text):
        end = match.end()
        first = bisect_right(opened, max(reached, end - LONGEST) - 1)
        last = bisect_right(opened, end - SHORTEST)
        if first == last:
            continue
        start = opened[last - 1]
        if not _APART.search(text, start, end):
            yield start, end
        reached = end
