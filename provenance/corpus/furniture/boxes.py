"""Boxes that open at a name on the page stand in its text as the name once more, headlines stuck to it, and MORE."""

import re
from collections.abc import Iterator

SIGN = " MORE"  # closes a box
_BOX = 900  # characters: three headlines, of which one may be a list of several
_NAME = re.compile(  # "Ida Fenn Ida Marie FennBridge stays shut": the name again, and no space behind it
    r"(?<![^\s(])(?P<name>[A-Z][\w’'-]{2,24})(?:\s[\w.()’'\"-]{1,25}){0,5}?\s(?P<again>(?P=name))(?=[A-Z0-9])"
)


def boxes(line: str) -> Iterator[tuple[int, int]]:
    """Where boxes stand in a line, from the name's last word on.

    >>> line = "Mayor Ida Fenn Ida Marie FennBridge stays shut Ferry sold again MORE (I) said no."
    >>> [line[start:end] for start, end in boxes(line)]
    ['FennBridge stays shut Ferry sold again MORE']
    """
    last = 0
    at = line.find(SIGN)
    while at >= 0:
        end = at + len(SIGN)
        if not line[end : end + 1].isalnum():
            match = _NAME.search(line, max(last, at - _BOX), at)
            if match:
                yield match.start("again"), end
            last = end
        at = line.find(SIGN, end)
