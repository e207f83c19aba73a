"""The capital words in a row that make a name: where they begin and end, and what they are not."""

from collections.abc import Sequence

from provenance.origin.quotes.speech import (
    Word,
    is_german_article,
    is_indefinite,
    is_job,
    is_particle,
    is_possessive_article,
)

_LONGEST = 7  # words of a name; more capitals in a row are a headline
_COMMON_ENDINGS = ("s", "an", "ish", "ese", "crat", "ist", "er", "or")  # of one capital word after "the": the Russian


def run_end(row: Sequence[Word], first: int) -> int:
    """The last of the capital words in a row that begin at a place, over small parts of names such as "van".

    >>> from provenance.origin.quotes.speech import sentence_words
    >>> run_end(sentence_words("Ida van Fenn said", 0, 17), 0)
    2
    """
    last = first
    for at in range(first, min(first + 2 * _LONGEST, len(row))):
        if at > first and last == at - 1 and is_possessive(row[last]):
            break
        if row[at].kind == "capital" or ends_in_name(row, at):
            last = at
        elif not is_particle(row[at].text):
            break
    return last


def run_start(row: Sequence[Word], start: int, end: int) -> int | None:
    """The first of the capital words in a row that end at a place, not before `start`; None where there is none."""
    first = None
    for at in range(end - 1, start - 1, -1):
        if row[at].kind == "capital" or ends_in_name(row, at):
            if is_possessive(row[at]):
                break
            first = at
        elif first is None or not is_particle(row[at].text) or at == start or row[at - 1].kind != "capital":
            break
    return first


def ends_in_name(row: Sequence[Word], number: int) -> bool:
    """Whether the month at a place is a surname: "Theresa May"."""
    return row[number].kind == "month" and number > 0 and row[number - 1].kind == "capital"


def name_of(row: Sequence[Word], first: int, last: int) -> str | None:
    """The words of a name, or None where they end with a post or a possessive, or are too many."""
    name_words = row[first : last + 1]
    while (
        len(name_words) > 2
        and name_words[0].text.isupper()
        and len(name_words[0].text) > 1
        and "." not in name_words[0].text
    ):
        name_words = name_words[1:]  # "NATO Ida Fenn"
    if (
        not name_words
        or len(name_words) > _LONGEST
        or is_job(name_words[-1].text.rstrip("."))
        or is_possessive(name_words[-1])
    ):
        return None
    return " ".join(word.text for word in name_words)


def proper_name(row: Sequence[Word], first: int, last: int, before: Word | None) -> str | None:
    """The name; None for a single capital word behind an article that is a common noun: the Russian, der Minister."""
    if first == last and before and before.kind == "article":
        common = row[last].text.lower().endswith(_COMMON_ENDINGS) and not row[last].text.isupper()
        if common or is_indefinite(before.text) or is_german_article(before.text) or is_possessive_article(before.text):
            return None
    return name_of(row, first, last)


def pure_name(row: Sequence[Word], start: int, end: int) -> str | None:
    """The name, where nothing but a name of two words or more stands between two places."""
    if start >= end or row[start].kind != "capital":
        return None
    last = run_end(row, start)
    return name_of(row, start, last) if last == end - 1 and last > start else None


def is_possessive(word: Word) -> bool:
    """Whether a word is somebody's: "Fenn's"."""
    return word.text.endswith(("'s", "’s", "s'", "s’"))


def is_cyrillic(word: Word) -> bool:
    """Whether a word is Cyrillic: a post takes names of its own there, as in "президент Норландии Ида Фенн"."""
    return "\u0400" <= word.text[0] <= "\u04ff"
