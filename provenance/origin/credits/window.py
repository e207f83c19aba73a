"""A name and the text around it become one short string, in which the patterns of credits are looked for."""

import re
from dataclasses import dataclass

PLACEHOLDER = "\ufdd0"  # stands for the name; a code point that no text may hold
BEFORE, AFTER = 200, 160  # characters looked at on either side: the longest credits seen are under 150


@dataclass(frozen=True)
class Window:
    """The name's surroundings with the name itself replaced by MARK; a line end stands for either end of the text."""

    text: str
    offset: int  # place in the article of the first character
    start: int  # of MARK in `text`
    length: int  # of the name

    def span(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """Where the match lies in the article, without white space at its ends.

        >>> article = "Rain will fall, as quoted by Tass."
        >>> around = window(article, 29, 33)
        >>> around.span(re.search("as quoted by " + PLACEHOLDER, around.text))
        (16, 33)
        """
        start, end = match.span(group)
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self._in_article(start), self._in_article(end)

    def _in_article(self, position: int) -> int:
        return self.offset + position + (self.length - 1 if position > self.start else 0)


def window(text: str, start: int, end: int, before: int = BEFORE, after: int = AFTER) -> Window:
    """The surroundings of the name at start:end.

    >>> window("says Tass.", 5, 9).text.replace(PLACEHOLDER, "*")
    '\\nsays *.\\n'
    """
    first, last = max(0, start - before), min(len(text), end + after)
    opening = "\n" if first == 0 else ""
    closing = "\n" if last == len(text) else ""
    left = opening + text[first:start].replace(PLACEHOLDER, " ")
    right = text[end:last].replace(PLACEHOLDER, " ") + closing
    return Window(left + PLACEHOLDER + right, first - len(opening), len(left), end - start)
