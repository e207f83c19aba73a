"""Posts set among the paragraphs of an article: the words above "— Ida Fenn (@idafenn) May 3, 2019"."""

import re
from collections.abc import Iterator

LONGEST = 700  # characters of a post; a longer paragraph is the article's own
_HANDLE = re.compile(r"\(@\w{1,30}\)")
_NAME = 64  # characters before the handle within which a dash opens the name
_DASH = re.compile(r"(?:\A|(?<=\s))[—–-]{1,2}[ \t]?(?P<name>[^\n@()—–]{1,60}?)[ \t]?\Z")


def posts(text: str) -> Iterator[tuple[int, int, str]]:
    """Each post in order, half-open, with who wrote it.

    >>> story = "She was angry.\\n\\nThe bridge stays shut! — Ida Fenn (@idafenn) May 3, 2019\\n\\nThen it rained."
    >>> [(story[start:end], who) for start, end, who in posts(story)]
    [('The bridge stays shut!', 'Ida Fenn')]
    """
    last = 0
    for handle in _HANDLE.finditer(text):
        low = max(last, handle.start() - _NAME)
        before = text[low : handle.start()]
        dash = _DASH.search(before) if any(mark in before for mark in "—–-") else None
        if dash is None:
            continue
        end = low + dash.start()
        last, begin = handle.end(), max(last, end - LONGEST - _NAME)
        above = text[begin:end].rstrip()
        words = above[above.rfind("\n") + 1 :].strip()
        if words and len(words) <= LONGEST:
            yield begin + len(above) - len(words), begin + len(above), dash["name"].strip()
