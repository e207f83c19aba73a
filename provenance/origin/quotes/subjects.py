"""The subject of a verb, before it or behind it: a name, a pronoun, or a post such as "the judge"."""

from collections.abc import Sequence
from typing import NamedTuple

from provenance.origin.quotes.name_runs import (
    ends_in_name,
    is_cyrillic,
    is_possessive,
    name_of,
    proper_name,
    pure_name,
    run_end,
    run_start,
)
from provenance.origin.quotes.speech import Word, is_agent, is_institution, is_job, is_kin, is_naming

MODIFIERS = 5  # small words at most between a verb and the name: "said the board's chief engineer"
_POSTED = 2  # capital words behind "Secretary of"; more hold the name: "Secretary of State Ida Fenn"
_BREAKS = frozenset((",", ";", ":", "(", ")", "—", "–", "--", ".", "!", "?", "…"))


class Subject(NamedTuple):
    """Who speaks, by name, by pronoun (he, she), or by job; all None where the sentence does not say."""

    name: str | None = None
    pronoun: str | None = None
    job: str | None = None


NOBODY = Subject()


def subject_before(row: Sequence[Word], verb: int) -> Subject:
    """The subject that ends before a verb, perhaps with what the person is set between commas."""
    end = verb
    while end and row[end - 1].kind in ("auxiliary", "adverb", "day", "month") and not ends_in_name(row, end - 1):
        end -= 1
    if end > 1 and row[end - 1].small == "who":  # "Ida Fenn, who said"
        end -= 2 if row[end - 2].text == "," else 1
        first = run_start(row, 0, end)
        agent = first is not None and first > 0 and is_agent(row[first - 1].text)
        return Subject(name_of(row, first or 0, end - 1)) if agent else _ending(row, end)
    if end and row[end - 1].text == ",":
        return _set_off(row, end - 1)
    return _ending(row, end)


def _set_off(row: Sequence[Word], comma: int) -> Subject:
    """The subject where a comma stands before the verb: "Ida Fenn, the mayor, said", "the mayor, Ida Fenn, said"."""
    opening = _last_comma(row, comma)
    if opening is None:
        return NOBODY
    plain = pure_name(row, opening + 1, comma)
    while opening is not None:
        subject = _ending(row, opening)
        if subject.name or subject.pronoun:
            return subject
        if plain and (subject.job or row[_begin(row, opening)].kind == "article"):
            return Subject(plain)
        opening = _last_comma(row, opening)
    return NOBODY


def _last_comma(row: Sequence[Word], before: int) -> int | None:
    return next((n for n in range(before - 1, -1, -1) if row[n].text == ","), None)


def _begin(row: Sequence[Word], end: int) -> int:
    """Where a subject that ends at a place begins."""
    return next((n + 1 for n in range(end - 1, -1, -1) if _parts(row, n)), 0)


def _ending(row: Sequence[Word], end: int) -> Subject:
    """The subject whose words end at a place: back to the comma, verb or conjunction before it."""
    start = _begin(row, end)
    if start == end:
        return NOBODY
    if row[end - 1].kind in ("he", "she"):
        return Subject(pronoun=row[end - 1].kind)
    first = run_start(row, start, end)
    if is_cyrillic(row[end - 1]):
        if first == end - 1 and any(word.kind == "preposition" for word in row[start:first]):
            return NOBODY  # «Источник из окружения Фенна сказал»
        return Subject(name_of(row, max(first, end - 2), end - 1)) if first is not None else NOBODY
    if row[start].kind == "preposition":  # "In a note Ida Fenn said"
        inside = first is None or row[first - 1].kind in ("preposition", "article")
        return NOBODY if inside or first is None else Subject(name_of(row, first, end - 1))
    return _headed(row, start, next((n for n in range(start, end) if row[n].kind == "preposition"), end), end)


def _headed(row: Sequence[Word], start: int, head: int, end: int) -> Subject:
    """The subject whose head ends before the first preposition: "Gov. Ida Fenn of Osk", "the Ministry of Works"."""
    first = run_start(row, start, head)
    if first is None or (head < end and is_job(row[head - 1].text)):
        return _behind_the_post(row, start, head, end)
    if head < end and is_institution(row[head - 1].text):
        return Subject(" ".join(word.text for word in row[first:end]))
    before = row[first - 1] if first > start else None
    if before and before.kind == "other":  # "another Osker"
        return NOBODY
    if before and before.kind == "small" and not any(is_job(word.text) for word in row[start:first]):
        return NOBODY
    return Subject(proper_name(row, first, head - 1, before))


def _behind_the_post(row: Sequence[Word], start: int, head: int, end: int) -> Subject:
    """The subject whose head is a post: "the head of the league Ida Fenn", "a man who was named as Bo", "the judge"."""
    job = row[head - 1].text if head > start and row[head - 1].kind in ("small", "capital") else None
    first = run_start(row, head, end)
    if job and is_kin(job):
        return NOBODY
    if first is not None:
        long_enough = end - first > 1 and job is not None and is_job(job)
        direct = row[first - 1].kind == "small" or (row[first].text.isupper() and row[first - 1].kind == "preposition")
        if job and job[0].isupper() and is_job(job) and row[first - 1].kind == "preposition" and end - first > _POSTED:
            return Subject(name_of(row, run_start(row, start, head) or start, end - 1))  # "Secretary of State Ida Fenn"
        if (direct and long_enough) or any(is_naming(word.text) for word in row[max(head - 4, start) : first]):
            return Subject(name_of(row, first, end - 1))
        return Subject(job=job) if job and is_job(job) else NOBODY
    definite = head == end and start < head and row[start].kind == "article"
    return Subject(job=job) if job and (definite or head < end) and is_job(job) else NOBODY


def _parts(row: Sequence[Word], number: int) -> bool:
    """Whether a subject cannot go on over this word."""
    word = row[number]
    if word.kind == "conjunction":
        return word.small != "who" or not any(is_naming(later.text) for later in row[number + 1 : number + 4])
    return word.kind == "verb" or word.text in _BREAKS


def subject_behind(row: Sequence[Word], first: int) -> Subject:
    """The subject behind a verb: pronoun, name, or what somebody does and then the name."""
    at = first
    if at < len(row) and row[at].kind in ("he", "she"):
        return Subject(pronoun=row[at].kind)
    while at < len(row) and row[at].kind in ("article", "small", "auxiliary", "adverb") and at - first <= MODIFIERS:
        at += 1
    if at < len(row) and row[at].kind == "capital":
        return _named_behind(row, first, at)
    job = row[at - 1].text if at > first and is_job(row[at - 1].text) else None
    comma = next((n for n in range(at, min(at + 12, len(row))) if row[n].text == ","), None)
    if job and comma is not None:
        end = next((n for n in range(comma + 1, len(row)) if row[n].kind not in ("capital", "small")), len(row))
        name = pure_name(row, comma + 1, end)
        if name:
            return Subject(name)
    definite = at - first > 1 and row[first].kind == "article"
    return Subject(job=job) if definite and (at == len(row) or row[at].text != ",") else NOBODY


def _named_behind(row: Sequence[Word], first: int, at: int) -> Subject:
    """The name that begins at a capital behind a verb, or the one behind a post that it belongs to."""
    last = run_end(row, at)
    before = row[at - 1] if at > first else None
    if is_cyrillic(row[at]):
        return Subject(_cyrillic(row, first, at))
    ahead = last + 1
    while ahead < len(row) and row[ahead].kind == "small" and ahead - last <= 3:
        ahead += 1
    behind_post = ahead > last + 1 and is_job(row[ahead - 1].text)
    if (behind_post or is_possessive(row[last])) and ahead < len(row) and row[ahead].kind == "capital":
        return Subject(name_of(row, ahead, run_end(row, ahead)))
    if behind_post and ahead < len(row) and row[ahead].text == ",":  # "said Osk's chief engineer, Ida Fenn"
        end = next((n for n in range(ahead + 1, len(row)) if row[n].kind not in ("capital", "small")), len(row))
        return Subject(pure_name(row, ahead + 1, end))
    if behind_post or is_possessive(row[last]):
        return NOBODY
    if before and before.kind == "small" and last == at and not any(is_job(word.text) for word in row[first:at]):
        return NOBODY
    if is_institution(row[last].text) and last + 1 < len(row) and row[last + 1].small in ("of", "for"):
        end = next((n for n in range(last + 2, len(row)) if row[n].kind not in ("capital", "article")), len(row))
        last = max(last, end - 1)
    return Subject(proper_name(row, at, last, before))


def _cyrillic(row: Sequence[Word], first: int, at: int) -> str | None:
    """The name behind a verb where a post takes a genitive: the last two of the capitals, or those beside the verb."""
    last = run_end(row, at)
    if at == first:
        return name_of(row, at, last)
    while (later := next((n for n in range(last + 1, len(row)) if row[n].kind == "capital"), None)) is not None:
        if any(word.kind in ("mark", "conjunction") for word in row[last + 1 : later]):
            break
        at, last = later, run_end(row, later)
    return name_of(row, max(at, last - 1), last) if last > at else None
