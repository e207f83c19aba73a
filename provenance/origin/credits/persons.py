"""A reporter whose name is also an agency's: "By Petra Lindholm", "Maria Efe", "Antara Sen"."""

import re
from collections.abc import Sequence

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.names import BodyName

_GIVEN = frozenset(("Tasnim", "Wafa"))  # names of agencies that need no cue, and are first names too
_AFTER = re.compile(r"[ \u00a0-](?P<word>[^\W\d_][\w’'-]{0,30})")
_BEFORE = re.compile(r"(?<![\w’'.-])(?P<word>[^\W\d_][\w’'-]{0,30}\.?)[ \u00a0]\Z")
_REACH = 40  # characters on either side in which a given name or a surname stands
_BY = re.compile(r"(?:\bby|\bBY)\s{1,3}(?:[^\W\d_a-z]{1,20}[.,]?\s{1,3}){0,6}\Z")
_TRADE_WORDS = """
    africa agence agencia agencies agency agenzia agência ajansı america americas and asia bureau business by
    channel correspondent correspondente correspondents credit da daily de desk di du east economics editor editors
    energy english entertainment europe exclusive fact finance financial for foreign friday from global health in
    international journalist journalists latin live magazine markets media middle mit monday monitoring network
    news newsagency newsroom newswire newswires of online opinion photo photographer photos plus political politics
    por press radio report reporter reporters reporting saturday science service services source sources special
    sport sports staff state sunday team tech technology television text the thursday today tuesday tv van via
    video view views von weather web website wednesday wire wires with world writer writers wrote
"""
TRADE = frozenset(_TRADE_WORDS.split())  # what stands beside an agency's name: its trade, its desks, a day


def is_person(text: str, names: Sequence[BodyName], number: int, catalogue: Catalogue) -> bool:
    """Whether name number `number` is part of a person's: one word, beside a given name or surname in like letters.

    >>> book = Catalogue.load()
    >>> [is_person(line, book.names(line), 0, book) for line in ("By Petra Lindholm", "By Petra News", "Efe/AP", "Efe")]
    [True, False, False, False]
    """
    name = names[number]
    word = text[name.start : name.end]
    signed = word.istitle() or _BY.search(text, max(0, name.start - 3 * _REACH), name.start)
    if not signed or not _may_be_a_first_name(word.title(), catalogue):
        return False
    if _has_surname(text, names, number):
        return True
    before = _BEFORE.search(text, max(0, name.start - _REACH), name.start)
    tied = any(neighbour.end == name.start - 1 for neighbour in names[max(0, number - 1) : number])
    return before is not None and not tied and _is_part(before["word"], word)


def is_first_name(text: str, names: Sequence[BodyName], number: int, catalogue: Catalogue) -> bool:
    """The same within a sentence, where any word may stand before a name: "told Saba Karim", not "Iran's Fars".

    >>> book = Catalogue.load()
    >>> said = ("He told Saba Karim of it.", "He told Saba of it.", "He told Saba Monday.")
    >>> [is_first_name(line, book.names(line), 0, book) for line in said]
    [True, False, False]
    """
    word = text[names[number].start : names[number].end]
    return word.istitle() and _may_be_a_first_name(word, catalogue) and _has_surname(text, names, number)


def _has_surname(text: str, names: Sequence[BodyName], number: int) -> bool:
    name = names[number]
    after = _AFTER.match(text, name.end, name.end + _REACH)
    if after is None or any(neighbour.start == after.start("word") for neighbour in names[number + 1 : number + 2]):
        return False
    return _is_part(after["word"], text[name.start : name.end])


def _may_be_a_first_name(word: str, catalogue: Catalogue) -> bool:
    """Whether an alias is short or an ordinary word; of names in capitals, one that is written small as well."""
    return word in _GIVEN or any(
        word.isalpha() and word in (*agency.needs_cue, *agency.common) for agency in catalogue.find(word)
    )


def _is_part(beside: str, word: str) -> bool:
    """Whether a word beside a name can be the rest of a person's name, in capitals where that is."""
    capitals = beside.isupper() and len(beside.strip(".")) > 1
    alike = capitals if word.isupper() else beside[0].isupper() and not capitals
    return alike and beside.casefold().strip(".’'") not in TRADE
