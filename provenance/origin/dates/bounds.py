"""Named times become bounds: what an article reports as past lies before its publication, what it announces after."""

import re
from dataclasses import dataclass
from datetime import date

from provenance.origin.dates.grammar import DateMention
from provenance.origin.dates.words import AHEAD, AMENDED, ANNOUNCED, FOR, HAPPENED, IN, LOOKED_BACK, NOT_VERBS, SINCE

_BEFORE, _AFTER = 120, 90  # characters of the sentence that are looked at on either side
_BESIDE = 48  # characters in which the small words directly before a date begin
_OPENING = 16  # characters at most between a sentence's beginning and the year of its "In March 2001"
_ADJACENT = 30  # characters between the announcement and its date
_NEAR = 60  # characters between the past verb and the date
_SENTENCE = re.compile(r"[.!?…。！？۔]['\"”’»)]{0,2}\s|\n\s{0,9}\n|[;]")
# "in 2016," is a time, "the 2016 race" a thing.
_FREE = re.compile(
    r"\s{0,2}(?:[,.;:)\]\"”’»–—-]|$|(?<=\s)(?:and|when|but|by|for|as|after|with|that|who|which|in|to|on|at|from|under|году|року)\b)"
)
_ON = re.compile(r"\b(?:on|of)\s{1,4}(?:the )?$")
_SPOKEN = re.compile(r"\b(?:said|told|wrote|сказал\w?|заявил\w?)\b")
_PRESENT = re.compile(r"\b(?:is|are|be|being|am)\s$")  # "all imports are freed in 2031" has not happened
_MODAL = re.compile(r"\b(?:will|would|could|may|might|should|can)\b")


@dataclass(frozen=True)
class Bound:
    """Published on this day or later (or earlier), because of these words."""

    day: date
    start: int
    end: int
    note: str


def earliest(text: str, mentions: list[DateMention]) -> list[Bound]:
    """Lower bounds: years, months and days that the text tells as past.

    >>> from provenance.origin.dates.phrases import date_mentions
    >>> story = "The dam was built in 1998. It will be torn down in 2031."
    >>> [(bound.day.year, bound.note) for bound in earliest(story, date_mentions(story))]
    [(1998, '“1998” is past: published in 1998 or later')]
    """
    bounds = []
    for mention in mentions:
        span = mention.span()
        if span and _past(text, mention):
            words = text[mention.start : mention.end]
            bounds.append(
                Bound(span[0], mention.start, mention.end, f"“{words}” is past: published in {words} or later")
            )
    return bounds


def latest(text: str, mentions: list[DateMention]) -> list[Bound]:
    """Upper bounds: named times for which the text announces something.

    >>> from provenance.origin.dates.phrases import date_mentions
    >>> story = "The licence is now set to expire in March 2031."
    >>> [str(bound.day) for bound in latest(story, date_mentions(story))]
    ['2031-03-31']
    """
    bounds = []
    for mention in mentions:
        span = mention.span()
        if span and _announced(text, mention):
            words = text[mention.start : mention.end]
            note = f"“{words}” is still to come: published in {words} or earlier"
            bounds.append(Bound(span[1], mention.start, mention.end, note))
        elif span and _amended(_around(text, mention)[0]):
            note = f"changed in “{text[mention.start : mention.end]}”: published by then"
            bounds.append(Bound(span[1], mention.start, mention.end, note))
    return bounds


def _around(text: str, mention: DateMention) -> tuple[str, str, bool]:
    """The sentence before and after a mention, folded, and whether its beginning is in sight."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    cuts = [cut.end() for cut in _SENTENCE.finditer(before)]
    complete = bool(cuts) or mention.start <= _BEFORE
    after = text[mention.end : mention.end + _AFTER]
    cut = _SENTENCE.search(after)
    return before[cuts[-1] if cuts else 0 :].lower().lstrip(), after[: cut.start() if cut else None].lower(), complete


def _past(text: str, mention: DateMention) -> bool:
    before, after, complete = _around(text, mention)
    beside = max(len(before) - _BESIDE, 0)
    if _amended(before):
        return False
    if SINCE.search(before, beside):
        return True
    if not IN.search(before, beside):
        return False
    if mention.month is None and (not _FREE.match(after) or _ON.search(before)):
        return False
    if complete and len(before) <= _OPENING:
        return _verb(after, _SPOKEN) and not _MODAL.search(after[: _NEAR // 2])
    return not AHEAD.search(before) and _verb(before[-_NEAR:]) and not AHEAD.search(after[:20])


def _amended(before: str) -> bool:
    return "this " in before and AMENDED.search(before) is not None


def _verb(words: str, also: re.Pattern[str] | None = None) -> bool:
    by_also = also is not None and also.search(words) is not None
    return by_also or any(
        match.group() not in NOT_VERBS and not _PRESENT.search(words, max(0, match.start() - 7), match.start())
        for match in HAPPENED.finditer(words)
    )


def _announced(text: str, mention: DateMention) -> bool:
    before, after, _ = _around(text, mention)
    if not FOR.search(before, max(len(before) - _BESIDE, 0)) or not _FREE.match(after):
        return False
    return any(
        len(before) - match.end() <= _ADJACENT
        and not LOOKED_BACK.search(before[max(0, match.start() - _NEAR // 2) : match.start()].rpartition(", ")[2])
        and not _verb(before[match.end() :])
        for match in ANNOUNCED.finditer(before)
    )
