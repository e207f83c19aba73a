"""A text with one line a paragraph, however it was laid out: blank lines, " ### ", wide gaps, lines broken at a width.

Credits are then read alike in every layout; the way back to the article's own places is kept.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.origin.names import BodyName

BREAK = "\n\n"  # between paragraphs
WIDEST = 120  # characters of a line that was broken at a width
_FULL = 0.5  # share of line ends that only a width explains, from which a text was broken at one
_FEW = 3  # line ends from which that share tells anything
# White space, which is quick to look for, then more of it, or a line end.
_RUN = re.compile(r"\s(?:(?=[\s#])[\s#]{0,400}\s|(?<=[\n\r\x0b\x0c\u2028\u2029]))")
_WIDE = 4  # blanks in a row that part two paragraphs
_APART = re.compile(r"\n[^\S\n]{0,40}\n|#{2}")
_ENDED = re.compile(r"[.!?…:][\"”»’')\]]{0,3}\Z")
_GOES_ON = re.compile(r"[,;]\Z|\b(?:and|by|for|from|in|of|the|to|told|with)\Z")


_NEARBY = 90  # characters before a name in which its dateline or byline begins
_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,20}"
_DAY = r"(?:,? {0,2}(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8})(?:,? \d{4})?)"
_PLACE = re.compile(  # in capitals, or behind a sentence's end
    rf"(?:\A| )(?:{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:, [A-Z][\w.]{{1,15}}(?: [A-Z]\w{{1,15}})?)?{_DAY}?|(?<=[.!?”\"’)] )"
    rf"[A-Z]\w{{1,15}}(?: [A-Z]\w{{1,15}}){{0,2}}{_DAY}?),? {{0,2}}[(\[/]{{0,1}}\Z"
)
_BY = re.compile(r" B[yY] (?:(?:and|[A-ZÀ-Þ][\w.’'-]{0,20}),? ){0,9}(?:[Tt]he )?\Z")
_TITLE = re.compile(r"(?: (?:Staff|Business|Political|Sports|Writers?|Reporters?|Correspondent|News|Service)){0,3} ")
_DASHED = re.compile(r"[)\]/]?,?[.]?\s?[-–—]")


@dataclass(frozen=True)
class LaidOut:
    """A text in that layout, with the way between its places and the article's."""

    text: str
    places: Sequence[int]  # where each piece begins in `text`
    origins: Sequence[int]  # and in the article

    def outward(self, position: int) -> int:
        """The article's place of a place in `text`."""
        number = bisect_right(self.places, position) - 1
        end = self.origins[number + 1] if number + 1 < len(self.origins) else self.origins[number] + position
        return min(self.origins[number] + position - self.places[number], end)

    def inward(self, position: int) -> int:
        """The place in `text` of a place of the article."""
        number = bisect_right(self.origins, position) - 1
        end = self.places[number + 1] if number + 1 < len(self.places) else len(self.text)
        return min(self.places[number] + position - self.origins[number], end)


def one_line_a_paragraph(text: str) -> LaidOut:
    """The text with BREAK between its paragraphs and a blank wherever a line was broken within one.

    >>> one_line_a_paragraph("Pier shut ### By Ann Roe ### It rained.").text
    'Pier shut\\n\\nBy Ann Roe\\n\\nIt rained.'
    >>> laid = one_line_a_paragraph("It rained on Osk,\\nKyodo said.")
    >>> laid.text, laid.outward(18), laid.inward(18)
    ('It rained on Osk, Kyodo said.', 18, 18)
    """
    places, origins = [0], [0]
    if text.isprintable() and "  " not in text and " #" not in text:  # single blanks alone
        return LaidOut(text, places, origins)
    width = _width(text)
    parts: list[str] = []
    last = length = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        between = _between(text, start, end, width)
        if between == run.group():
            continue
        parts += (text[last:start], between)
        places += (length + start - last, length + start - last + len(between))
        origins += (start, end)
        length, last = places[-1], end
    parts.append(text[last:])
    return LaidOut("".join(parts), places, origins)


def with_line_breaks(text: str, names: Sequence[BodyName]) -> str:
    """The text with a line end for the blank before a dateline or byline that stands within a long line.

    >>> name = BodyName(38, 41, ("afp",), "sure")
    >>> with_line_breaks("It rained. Read by many. OSK, Jan 17 (AFP) - Rain fell on the pier.", [name])
    'It rained. Read by many.\\nOSK, Jan 17 (AFP) - Rain fell on the pier.'
    """
    cuts: set[int] = set()
    for name in names:
        if "\n" in text[max(0, name.start - _NEARBY) : name.start] or name.grade in ("common", "unnamed"):
            continue
        before = text[max(0, name.start - _NEARBY) : name.start]
        head = (_DASHED.match(text, name.end) and _PLACE.search(before)) or _BY.search(before)
        if head and head.start() > 0:
            cuts.add(name.start - len(before) + head.start())
            behind = _TITLE.match(text, name.end) if head.re is _BY else None
            cuts |= {behind.end() - 1} if behind else set()
    parts = [text[start:stop] for start, stop in pairwise([0, *(cut + 1 for cut in sorted(cuts)), len(text)])]
    return "\n".join([*(line[:-1] for line in parts[:-1]), parts[-1]]) if cuts else text


def _between(text: str, start: int, end: int, width: int) -> str:
    """What stands for the white space at start:end."""
    run = text[start:end]
    if _APART.search(run) or end == len(text) or start == 0:
        return BREAK
    if "\n" not in run.replace("\r", "\n"):
        return BREAK if len(run) >= _WIDE else run
    if _GOES_ON.search(text, max(0, start - 8), start):
        return " "
    if text[end].islower() and not _ENDED.search(text, max(0, start - 8), start):
        return " "
    first = text.rfind("\n", max(0, start - WIDEST - 1), start) + 1
    return " " if width and start - first + 1 + len(_word(text, end)) > width else BREAK


def _word(text: str, position: int) -> str:
    return text[position : position + WIDEST].split(None, 1)[0]


def _width(text: str) -> int:
    """The width at which the lines were broken; 0 where they were not."""
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines))
    if width > WIDEST or len(lines) <= _FEW:
        return 0
    ends = [
        len(line) + 1 + len(below.split(None, 1)[0]) > width
        for line, below in pairwise(lines)
        if line and below.strip()
    ]
    return width if len(ends) >= _FEW and sum(ends) >= _FULL * len(ends) else 0
