"""Whom "he" or "the judge" stands for: a person whom the sentences before are about, or who spoke there."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from provenance.origin.quotes.attribution import sentence_subject, speaker_before
from provenance.origin.quotes.name_runs import is_possessive
from provenance.origin.quotes.sentences import sentence_starts
from provenance.origin.quotes.speech import FEMALE, MALE, Word, is_institution, sentence_words, word_kind

Spoken = tuple[int, int, str | None]  # a quotation's place and speaker

_BACK = 600  # characters in which the name is looked for
_SENTENCES = 4  # of the paragraph that are looked at
_ABOVE = 3  # of the paragraph before
_TITLE = 2000  # characters before "the judge" in which a judge is named
_GIVEN = 26  # characters of a given name and a space
_NAMED = 6000  # characters before a surname in which the whole name stands


def antecedent(
    text: str, position: int, pronoun: str, starts: tuple[int, int], quotations: Sequence[Spoken]
) -> str | None:
    """The name for which "he" or "she" stands at a place, or None.

    `starts` are where the paragraph before and this one begin, `quotations` the last ones. The paragraph before
    counts only where this one is of the same person from its beginning.

    >>> antecedent("Mayor Ida Fenn left Osk. It rained. ", 36, "she", (0, 0), [])
    'Mayor Ida Fenn'
    """
    above, start = (max(begin, position - _BACK) for begin in starts)
    for begin, end in islice(_backwards(text, start, position, quotations), _SENTENCES):
        row = _outside(sentence_words(text, begin, end), quotations)
        name, ambiguous = _about(text, row, begin, end, quotations)
        if name:
            return name if _agrees(name, pronoun) else None
        if ambiguous and begin == start and end < position:
            return None
    first = _first_outside(text, start, position, quotations)
    if first and first.kind in ("capital", "article"):
        return None
    for begin, end in islice(_backwards(text, above, start, quotations), _ABOVE):
        name, _ = _about(text, _outside(sentence_words(text, begin, end), quotations), begin, end, quotations)
        if name:
            return name if _agrees(name, pronoun) else None
    return None


def _about(
    text: str, row: Sequence[Word], begin: int, end: int, quotations: Sequence[Spoken]
) -> tuple[str | None, bool]:
    """The person who speaks in a sentence or whom it is about; else whether it is about something else."""
    subject = speaker_before(row)
    if not subject.name:
        subject = sentence_subject(row)
    if subject.name and _is_person(text, subject.name, begin, quotations):
        return (None if _names_another(row, subject.name) else subject.name), True
    name = next((who for first, _, who in reversed(quotations) if begin <= first <= end and who), None)
    if name and not is_institution(name.rsplit(maxsplit=1)[-1]) and not name.isupper():
        return name, False
    return None, bool(row) and subject.pronoun is None


def _names_another(row: Sequence[Word], name: str) -> bool:
    """Whether a sentence goes on with another person, so that nobody knows whom "he" means."""
    parts = set(name.split())
    return any(
        before.text in ("—", "–", "--") or before.small in ("and", "but", "while", "as")
        for before, first, second in zip(row, row[1:], row[2:], strict=False)
        if first.kind == second.kind == "capital" and first.text not in parts and second.text not in parts
        and not is_institution(second.text) and not is_possessive(second)
    )  # fmt: skip


def _backwards(text: str, start: int, end: int, quotations: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch, the last one first; a quotation parts none."""
    cuts = [start]
    for position in sentence_starts(text, start, end):
        if not any(first < position < last for first, last, _ in quotations):
            cuts.append(position)
    for begin, stop in reversed(list(zip(cuts, [*cuts[1:], end], strict=True))):
        if text[begin:stop].strip():
            yield begin, stop


def _outside(row: Sequence[Word], quotations: Sequence[Spoken]) -> list[Word]:
    for first, last, _ in quotations:
        if row and first <= row[-1].start and row[0].start < last:
            row = [word for word in row if not first <= word.start < last]
    return list(row)


def _first_outside(text: str, start: int, end: int, quotations: Sequence[Spoken]) -> Word | None:
    """The first word of a stretch that stands in no quotation."""
    row = _outside(sentence_words(text, start, end, enough=1), quotations) or _outside(
        sentence_words(text, start, end), quotations
    )
    return row[0] if row else None


def _is_person(text: str, name: str, position: int, quotations: Sequence[Spoken]) -> bool:
    """Whether a name is a person's: of two words or more, of one who has spoken, or the surname of one named before."""
    last = name.rsplit(maxsplit=1)[-1]
    if is_institution(last) or name.isupper():
        return False
    if " " in name or any(who and who.rsplit(maxsplit=1)[-1] == last for _, _, who in quotations):
        return True
    at = text.find(last, max(0, position - _NAMED), position)
    while at >= 0:
        forenames = text[max(0, at - _GIVEN) : at].split(" ")[-2:]  # "Ida Fenn", or "Fenn Ida" where that is the order
        second = text[at + len(last) : at + len(last) + _GIVEN].split(" ")[:2]
        if _is_given(forenames[0], forenames[1:] == [""]) or _is_given(second[-1], second[:1] == [""]):
            return True
        at = text.find(last, at + 1, position)
    return False


def _is_given(word: str, beside: bool) -> bool:
    return beside and len(word) > 1 and word[0].isalpha() and word_kind(word) == "capital"


def _agrees(name: str, pronoun: str) -> bool:
    """Whether a title in a name allows the pronoun.

    >>> _agrees("Mrs Fenn", "she"), _agrees("Mrs Fenn", "he"), _agrees("Ida Fenn", "he")
    (True, False, True)
    """
    return not {word.lower() for word in name.split()[:-1]} & (FEMALE if pronoun == "he" else MALE)


def holder(text: str, position: int, job: str) -> str | None:
    """The one person whom the text before a place names with a post: "the judge" where Judge Ida Fenn was named.

    >>> holder("Judge Ida Fenn smiled. So, the judge", 36, "judge")
    'Judge Ida Fenn'
    """
    title = job[0].upper() + job[1:]
    capital = r"[^\W\d_a-z][\w’'-]{1,24}"
    titled = re.compile(rf"(?<!\w){re.escape(title)} (?P<name>{capital}(?: {capital})?)(?!\w)")
    names = {match["name"] for match in titled.finditer(text, max(0, position - _TITLE), position)}
    surnames = {name.rsplit(maxsplit=1)[-1] for name in names}
    if len(surnames) != 1 or any(name.endswith(("'s", "’s", "'", "’")) for name in names):
        return None
    return f"{title} {max(names, key=lambda name: (len(name), name))}"
