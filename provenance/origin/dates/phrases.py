"""A text's mentions of days, months and years, each with its place, found where a word or a number promises one."""

import re
from functools import lru_cache
from itertools import accumulate, compress, count, islice

from provenance.origin.dates.grammar import (
    DAY_WORD,
    MONTH_WORD,
    NUMBERED,
    DateMention,
    Piece,
    adjoining,
    date_pieces,
    is_year,
    numbered_mention,
    worded_mention,
)
from provenance.origin.dates.words import BETWEEN, MONTHS, WEEKDAYS, date_word

_YEAR = re.compile(r"[12](?:(?<=1)[5-9]|(?<=2)[01])[0-9]{2}(?!\d)")
_OTHER_DIGIT = re.compile("[\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U000104a0-\U0001fbf9]")  # or a letter there
_FOUR_DIGITS = re.compile(r"\d{4}(?!\d)")
# A date in numbers with these may hold spaces; without them it has none.
_SPACED = (*"年년月월", *f"{DAY_WORD}|{MONTH_WORD}".split("|"))
_MOST = 8  # pieces of a mention and one: weekday, day, two small words, month, a small word, year
_REACH = 260  # characters in which so many stand
_BETWEEN_WORDS = re.compile(r"[^\w'’]")
_LETTERS = 21  # of the longest word that is looked at whole
_AROUND = '.,;:!?()“”"'
_REMEMBERED = 65_536  # words and numbers: those of the news come again


def date_mentions(text: str) -> list[DateMention]:
    """Every named day, month with a day or a year, year of four digits, and weekday, in order and disjoint.

    >>> found = date_mentions("On Wednesday, January 17, in July 2022 or 17 января 2024 года")
    >>> [(m.year, m.month, m.day, m.weekday) for m in found]
    [(None, 1, 17, 2), (2022, 7, None, None), (2024, 1, 17, None)]
    """
    spaced = text.split(" ")
    telling = list(map(_telling, spaced))
    if not any(telling):
        return []
    letters = accumulate(map(len, spaced))  # spaces left out
    bounds = [
        (end - len(word) + i, end + i)
        for i, end, word in compress(zip(count(), letters, spaced, strict=False), telling)
    ]
    spans = [(0, len(text))] if _has_characters(text) else bounds
    mentions = [
        mention for span in spans for match in NUMBERED.finditer(text, *span) if (mention := numbered_mention(match))
    ]
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    reached = 0
    for start, end in bounds:
        for piece in date_pieces(text, max(start, reached), end, taken):
            if piece.start >= reached and _tells(piece):
                candidates = list(islice(date_pieces(text, piece.start, piece.start + _REACH, taken), _MOST))
                mention, used = worded_mention(text, candidates, 0)
                if mention:
                    mentions.append(mention)
                    reached = candidates[used - 1].end
    return sorted(mentions, key=lambda mention: mention.start)


def named_days(text: str) -> list[DateMention]:
    """The mentions that name a month and a day.

    >>> [(m.year, m.month, m.day) for m in named_days("On Wednesday, January 17, in July 2022 or 17 января 2024 года")]
    [(None, 1, 17), (2024, 1, 17)]
    """
    if not any(map(_monthly, text.split())) and not _has_characters(text):
        return []
    return [mention for mention in date_mentions(text) if mention.month and mention.day]


@lru_cache(_REMEMBERED)
def _monthly(word: str) -> bool:
    """Whether what stands between two blanks holds a month or a date in numbers."""
    if bare := _only_word(word):
        return date_word(bare) in MONTHS
    return any(piece.word in MONTHS for piece in date_pieces(word, 0, len(word), set())) or bool(NUMBERED.search(word))


def named_years(text: str) -> list[DateMention]:
    """The mentions that name a year: of `date_mentions`, those that bound the time of publication.

    >>> [(m.year, m.month, m.day) for m in named_years("On Wednesday, January 17, in July 2022 or 17 января 2024 года")]
    [(2022, 7, None), (2024, 1, 17)]
    """
    other_digits = not text.isascii() and _OTHER_DIGIT.search(text)
    places = [(match.start(), match.end()) for match in (_FOUR_DIGITS if other_digits else _YEAR).finditer(text)]
    if not places:
        return []
    numbered: list[DateMention] = []
    if any(NUMBERED.search(text, max(start - 7, 0), end + 7) for start, end in places) or _has_characters(text):
        numbered = [mention for match in NUMBERED.finditer(text) if (mention := numbered_mention(match))]
    taken = {position for mention in numbered for position in range(mention.start, mention.end)}
    mentions = [mention for mention in numbered if mention.year is not None]
    for start, end in places:
        if start not in taken:
            mentions += _ending(text, start, end, taken)
    return sorted(mentions, key=lambda mention: mention.start)


def _ending(text: str, start: int, end: int, taken: set[int]) -> list[DateMention]:
    """The mention that ends with the year which stands there, if that is a year."""
    [*_, year] = date_pieces(text, start, end, set())
    if not is_year(year):
        return []
    if _alone(text, start):
        return [DateMention(start, end, year.number)]
    chain = [*_chain(text, year, taken), year]
    i = 0
    while i < len(chain):
        mention, used = worded_mention(text, chain, i)
        if mention and mention.end == end:
            return [mention]
        i += used
    return []


def _alone(text: str, start: int) -> bool:
    """Whether a word or a mark before the year shows that nothing before it belongs to it."""
    before = text[max(start - _LETTERS - 3, 0) : start].split()
    bare = _only_word(before[-1]) if len(before) > 1 else ""
    return bare != "" and not _dated(date_word(bare))


def _dated(word: str) -> bool:
    return word in MONTHS or word in WEEKDAYS or word in BETWEEN


def _chain(text: str, year: Piece, taken: set[int]) -> list[Piece]:
    """The pieces before a year without a gap, back to the first that no mention can hold."""
    for reach in (_REACH // 4, 4 * _REACH):
        edge = _BETWEEN_WORDS.search(text, max(year.start - reach, 0), year.start)
        begin = edge.end() if edge and year.start > reach else max(year.start - reach, 0)
        chained = list(date_pieces(text, begin, year.end, taken))[:-1]
        first, after = len(chained), year
        while first and _chained(chained[first - 1]) and adjoining(text, chained[first - 1], after):
            first -= 1
            after = chained[first]
        if first:
            break
    return chained[first:]


def _chained(piece: Piece) -> bool:
    """Whether the piece can stand in a mention before the year."""
    if piece.number is not None:
        return 1 <= piece.number <= 31
    return _dated(piece.word)


def _has_characters(text: str) -> bool:
    return not text.isascii() and any(word in text for word in _SPACED)


@lru_cache(_REMEMBERED)
def _telling(word: str) -> bool:
    """Whether what stands between two spaces holds a month, a weekday, or a number that can be a day or a year."""
    if bare := _only_word(word):
        return date_word(bare) in MONTHS or date_word(bare) in WEEKDAYS
    return any(map(_tells, date_pieces(word, 0, len(word), set()))) or NUMBERED.search(word) is not None


def _only_word(word: str) -> str:
    """The word, where there is but one and marks around it; else nothing."""
    bare = word.strip(_AROUND)
    return bare if bare.isalpha() and len(bare) <= _LETTERS else ""


def _tells(piece: Piece) -> bool:
    if piece.number is None:
        return piece.word in MONTHS or piece.word in WEEKDAYS
    return 1 <= piece.number <= 31 or is_year(piece)
