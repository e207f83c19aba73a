"""Where an article's dateline stands: a place, perhaps its day and an agency, and a dash before the story."""

import re
from collections.abc import Iterator

from provenance.origin.dates.grammar import DateMention
from provenance.origin.dates.words import (
    BARE_DATELINE,
    COMING,
    DATELINE_REST,
    FULL_STOP,
    LABELS,
    PLACE,
    SMALL_IN_PLACES,
    SPANNED,
    WIRED,
)

_BREAK = re.compile(r"\n\s{0,9}|###\s{1,3}")
_TOP = 400  # characters in which the day of a dateline stands
_OPENING = 100  # characters in which a line begins that is a day, its year and a full stop
_PAGE_TOP = 4000  # characters in which a dateline without a day stands, below a page's menus
_CITY = 4  # words of a place
_ASIAN = 24  # letters of agency and place before the day of a Chinese or Japanese dateline


def dated_line(head: str, mentions: list[DateMention]) -> tuple[DateMention, str] | None:
    """The dateline's day and its whole text: place, day, perhaps agency, then a dash or a full stop.

    >>> from provenance.origin.dates.phrases import named_days
    >>> story = "OSK, Jan 17 (AP) -- Rain fell."
    >>> dated_line(story, named_days(story))[1]
    'OSK, Jan 17 (AP) --'
    """
    for mention in mentions:
        if mention.start > _TOP:
            return None
        begin = max(head.rfind("\n", 0, mention.start), head.rfind(" ### ", 0, mention.start) + 4) + 1
        begin = 0 if begin == 4 else begin
        before = head[begin : mention.start].strip()
        asian = WIRED.match(head, mention.end)
        if asian and len(before) <= _ASIAN and not re.search("[。，,]", before):  # 新华社奥斯克1月17日电
            return mention, head[begin : asian.end()].strip()
        town = PLACE.fullmatch(before + " ") if before and mention.start - begin <= 90 else None
        remainder = DATELINE_REST.match(head, mention.end)
        if town and remainder and _is_place(town["place"]):
            return mention, head[begin : remainder.end()].strip()
        if not before and (opening := _opening(head, mention, begin)):
            return mention, opening
    return None


def _opening(head: str, mention: DateMention, begin: int) -> str | None:
    """The dateline that begins with its day: "June 13 (UPI) --", and with a year "27 июня 2023."."""
    remainder = DATELINE_REST.match(head, mention.end)
    bracket = remainder is not None and re.match(r"[.,]?\s{0,3}[(/\[]\D{2,40}[)/\]]\s{0,2}[-–—]", remainder.group())
    stop = FULL_STOP.match(head, mention.end) if mention.year and begin <= _OPENING else None
    dash = remainder is not None and remainder.group().rstrip()[-1:] in "-–—"
    no_hour = (
        remainder is not None and dash and not head[remainder.end() : remainder.end() + 4].strip()[:1].isdigit()
    )  # no hour
    line_end = remainder if bracket or (no_hour and mention.year) else stop
    return head[begin : line_end.end()].strip() if line_end else None


def _is_place(words: str) -> bool:
    """Whether words before a date may be a dateline's place; a broken line can begin in mid-sentence.

    >>> _is_place("Oxmoor, Vale"), _is_place("the Vale"), _is_place("Oxmoor, effective")
    (True, False, False)
    """
    small = any(word.islower() and word not in SMALL_IN_PLACES and len(word) > 1 for word in words.split())
    ahead = COMING.search(words.lower()) or SPANNED.search(words)
    return not ahead and not words[0].islower() and not (small and words[0].isupper()) and len(words.split()) <= 7


def bare_datelines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Where a paragraph opens with a place in capitals, perhaps an agency, and a dash; with its place in the text.

    >>> list(bare_datelines("Rain in Osk ### By Ida Fenn ### OSK, Vale (AP) — Rain fell.", 0))
    [(32, 'OSK, Vale (AP) —')]
    """
    top = text[:_PAGE_TOP]
    first = start + len(top[start:]) - len(top[start:].lstrip())
    for begin in (first, *(cut.end() for cut in _BREAK.finditer(top, start))):
        match = BARE_DATELINE.match(top, begin)
        if match and _may_be_a_place(match["place"]):
            yield begin, match.group().strip()


def _may_be_a_place(words: str | None) -> bool:
    """Whether words in capitals before a dash are no label of a page, or a place stands before an agency in brackets.

    >>> _may_be_a_place("OSK, Vale"), _may_be_a_place("FILE"), _may_be_a_place(None)
    (True, False, True)
    """
    if words is None:
        return True
    city = words.split(",")[0].strip()
    return city.isupper() and len(city.split()) <= _CITY and LABELS.isdisjoint(city.split())
