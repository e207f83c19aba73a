"""The speaker of each quotation of an article: named beside it, or carried on from the quotation before.

A speaker stays in the paragraph, and goes on where a paragraph opens with a mark after one that nobody closed.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from provenance.origin.quotes.antecedents import antecedent, holder
from provenance.origin.quotes.attribution import speaker_after, speaker_before
from provenance.origin.quotes.frames import framed_speaker, is_framed
from provenance.origin.quotes.sentences import paragraph_starts, sentence_starts
from provenance.origin.quotes.speech import Word, is_dash_verb, sentence_words, tells
from provenance.origin.quotes.subjects import NOBODY, Subject

LOOK = 240  # characters of the sentence before that are searched for a speaker
_AFTER = 150  # characters of the sentence after
_RECENT = 6  # quotations that are remembered for a pronoun
_GLANCE = 40  # characters in which it shows whether the sentence goes on
_BETWEEN = 14  # words at most from one part of a quotation to the next: "a clear day" and also "a dry"
_FULL_STOPS = (".", "!", "?")
_ENDS = frozenset(".!?…。！？")
_ASIDE = re.compile(r"[,!?…]\s[—–]\s")
_BLANK = " \t\r\n\xa0#"
_CLOSING = "\"”“’'»‘`"
_MARKS = "\"“”„‟«»‹›「」『』‘’‚'`–—- ,"


class _QuotePlace(NamedTuple):
    """A quotation with its paragraph and its speaker; `open` where the paragraph ends before any closing mark."""

    start: int
    end: int
    paragraph: int
    open: bool
    speaker: str | None


class _Around(NamedTuple):
    """The sentence around a quotation: what leads up to it, what follows, and what both say of the speaker."""

    lead: int
    opens: bool  # the quotation begins the sentence
    stop: int
    ahead: Subject
    behind: Subject


def speakers(text: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The speakers of quotations that are in order and disjoint.

    >>> story = "“Rain helps,” said engineer Ida Fenn. “Sun does not.”\\n\\n“Fog,” she added, “is worse.”"
    >>> speakers(story, [(0, 13), (38, 53), (55, 61), (73, 84)])
    ['Ida Fenn', 'Ida Fenn', 'Ida Fenn', 'Ida Fenn']
    """
    starts = [0, *paragraph_starts(text)] if spans else []
    places: list[_QuotePlace] = []
    for number, (start, end) in enumerate(spans):
        paragraph = bisect_right(starts, start) - 1
        last = starts[paragraph + 1] if paragraph + 1 < len(starts) else len(text)
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        around = _around(text, start, end, places[-1].end if places else 0, starts[paragraph], min(last, following))
        ends = not text[end:last].strip(_BLANK)
        if is_framed(text, start, end):
            bounds = places[-1].end if places else 0, min(last, following)
            known = [quotation.speaker for quotation in places if quotation.speaker]
            speaker = framed_speaker(text, start, end, (max(bounds[0], starts[paragraph]), bounds[1]), known)
        else:
            speaker = _speaker(text, start, around, paragraph, starts, places, alone=ends)
        places.append(_QuotePlace(start, end, paragraph, ends and text[end - 1] not in _CLOSING, speaker))
    names = [quotation.speaker for quotation in places]
    for number in range(len(places) - 2, -1, -1):  # an open paragraph is of whoever is named where it closes
        current, after = places[number], places[number + 1]
        if current.open and names[number] is None and after.paragraph == current.paragraph + 1:
            names[number] = names[number + 1]
    return names


def speaker_of(text: str, start: int, end: int) -> str | None:
    """The speaker whom the sentence around start:end names, or None."""
    [speaker] = speakers(text, [(start, end)])
    return speaker


def _around(text: str, start: int, end: int, previous: int, paragraph: int, last: int) -> _Around:
    low = max(paragraph, start - LOOK, previous)
    lead = max(sentence_starts(text, low, start), default=low)
    opens = not text[lead:start].strip(_MARKS)
    stop = min(end + _AFTER, last)
    behind = _behind(text, end, stop, opens=opens)
    credited = text[end : end + 14].lstrip(" ,").startswith("according to")  # a paper, where somebody is named before
    if behind == NOBODY:
        behind = _within(text, start, end)
    leads = not opens and (behind == NOBODY or credited) and tells(text[lead:start])
    ahead = speaker_before(sentence_words(text, lead, start)) if leads else NOBODY
    if opens and lead == paragraph and behind == NOBODY:
        ahead = _above(text, max(previous, paragraph - LOOK), paragraph)
    return _Around(lead, opens, stop, ahead, behind)


def _above(text: str, low: int, paragraph: int) -> Subject:
    """Who speaks where the paragraph before ends with a colon."""
    end = low + len(text[low:paragraph].rstrip(_BLANK))
    if text[max(low, end - 1) : end] != ":":
        return NOBODY
    return speaker_before(sentence_words(text, max(sentence_starts(text, low, end), default=low), end))


def _behind(text: str, end: int, stop: int, *, opens: bool) -> Subject:
    """Who speaks in the words behind a quotation, if these go on with its sentence."""
    if not tells(text[end:stop]):
        return NOBODY
    reach = min(end + _GLANCE, stop)
    glance = sentence_words(text, end, reach, all_sentences=False, enough=2)
    if all(word.kind == "mark" for word in glance):
        glance = sentence_words(text, end, reach, all_sentences=False)
    first = next((word for word in glance if word.kind != "mark"), None)
    inside = text[max(0, end - 4) : end].rstrip(_CLOSING + " ")[-1:]
    if first is None or (glance[0].text in (".", "!", "?", ";", ":", "(") and inside not in (",", "，")):
        return NOBODY
    joined = inside in (",", "，", "、", "!", "?", "…") or any(mark in text[end : first.start] for mark in ",，、—–-")
    if joined or first.kind in ("verb", "auxiliary") or first.small == "according":
        return speaker_after(sentence_words(text, end, stop, all_sentences=False))
    row = sentence_words(text, end, stop, all_sentences=False) if inside in _ENDS and opens else []
    return speaker_after(row) if _ends_with_verb(row) else NOBODY


def _within(text: str, start: int, end: int) -> Subject:
    """Who speaks, where a quotation holds the words of saying: «Rain, — said Ida Fenn. — It helps»."""
    dash = _ASIDE.search(text, start, end) if text[start] in "«„“" else None
    row = sentence_words(text, dash.end(), min(end, dash.end() + _AFTER)) if dash else []
    return speaker_after(row) if row and is_dash_verb(row[0].text) else NOBODY


def _ends_with_verb(row: Sequence[Word]) -> bool:
    """Whether the first sentence is no more than "Ida Fenn said."."""
    stop = next((n for n, word in enumerate(row) if word.text == "."), len(row))
    return stop > 0 and row[stop - 1].kind == "verb"


def _speaker(
    text: str,
    start: int,
    around: _Around,
    paragraph: int,
    starts: Sequence[int],
    places: Sequence[_QuotePlace],
    *,
    alone: bool,
) -> str | None:
    subject = around.ahead if around.ahead != NOBODY else around.behind
    if subject.name:
        return subject.name
    if subject.pronoun:
        above = starts[paragraph - 1] if paragraph else 0
        quotations = [(quotation.start, quotation.end, quotation.speaker) for quotation in places[-_RECENT:]]
        return antecedent(text, start, subject.pronoun, (above, starts[paragraph]), quotations)
    if subject.job:
        return holder(text, start, subject.job)
    if not places:
        return None
    previous = places[-1]
    if previous.paragraph == paragraph:
        return previous.speaker if _carries(text, previous.end, start, opens=around.opens) else None
    continued = (previous.open or alone) and previous.paragraph == paragraph - 1
    return previous.speaker if continued and not text[starts[paragraph] : start].strip() else None


def _carries(text: str, previous: int, start: int, *, opens: bool) -> bool:
    """Whether nothing but the first quotation's own words of saying stands between two."""
    if opens:
        return sum(word.text in _FULL_STOPS for word in sentence_words(text, previous, start)) <= 1
    if text[max(0, previous - 4) : previous].rstrip(_CLOSING + " ")[-1:] in _ENDS:  # a new sentence has begun since
        return False
    between = sentence_words(text, previous, start, enough=_BETWEEN + 1)
    return len(between) <= _BETWEEN and not any(word.kind == "verb" or word.text in _FULL_STOPS for word in between)
