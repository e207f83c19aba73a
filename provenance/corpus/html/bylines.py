"""A byline becomes the names of its persons, without job titles, agencies, outlets and addresses (words: bylines.toml).

What is no person's name is left out: an article whose byline names an agency only has no author.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from provenance.base.toml import read_toml
from provenance.corpus.dates.date_names import date_names

LONGEST = 300  # characters of a byline; what is longer is a text about an author
_WORDS = Path(__file__).with_name("bylines.toml")
_PARTICLES = frozenset({
    "al", "ap", "bin", "binti", "bint", "d", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "e", "el", "ibn", "la", "las", "le", "los", "mac", "ter", "van", "vander", "vom", "von", "y", "z", "zu",
})  # fmt: skip
_OPENINGS = frozenset({
    "the", "a", "an", "our", "your", "this", "die", "der", "les", "los", "las", "il", "het", "about", "view", "more",
    "read", "follow", "see", "all",
})  # fmt: skip
_MOST = 5  # words of a name
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts whose names have few letters
_WORD = re.compile(r"[^\W_]+(?:[.'’ʼ\-‐‑][^\W_]+)*\.?")
_MARKS_OF_NAMES = frozenset(" .'’ʼ‘-‐‑·・\u200c\u200d")
_ADDRESS = re.compile(r"\S{1,64}@\S{1,200}|@\w{2,40}|https?://\S{1,300}|\b[\w-]{2,63}\.(?:com|net|org)\b")
_BREAKS = re.compile(
    r"(?<=[a-z]{3})\.\s{1,9}(?=[A-Z])|\s{0,9}[|•·–—/()\[\]<>{}\n\t：:＝=►»«¦]{1,9}\s{0,9}"
    r"|\s-{1,9}\s{0,9}|-{1,9}\s|\s{3,9}"
)
_COMMAS = re.compile(r"\s{0,9}[,;&、，；＆]{1,9}\s{0,9}|\s{0,9}・\s{0,9}(?=[\u3400-\u9fff])")
_DATE = re.compile(r"\d{1,4}")
_INITIALS = re.compile(r"(?!I+\Z)(?:[A-Z]\.?){2,5}\Z|Ph\.?D\.?\Z|M\.?Sc\.?\Z|Dr\.?\Z", re.ASCII)
_TITLES = frozenset(
    {"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "mag.", "dipl.-ing."}
)


class BylineWords(NamedTuple):
    """The words of bylines.toml, folded."""

    by: tuple[str, ...]  # the longest first
    joins: frozenset[str]
    roles: frozenset[str]
    desks: frozenset[str]
    pictures: frozenset[str]
    accounts: frozenset[str]
    agencies: frozenset[str]


@cache
def byline_words() -> BylineWords:
    """The words, read once."""
    tables = read_toml(_WORDS, "E-BUG")[1]
    lists = {key: {word.casefold() for words in by.values() for word in words} for key, by in tables.items()}
    by = tuple(sorted(lists.pop("by"), key=lambda word: (-len(word), word)))
    return BylineWords(by, **{key: frozenset(words) for key, words in lists.items()})


def person_names(byline: str, outlets: Collection[str] = ()) -> list[str]:
    """The persons that a byline names, in their order. `outlets` are names that are no persons'.

    >>> person_names("By Ida Fenn and Sten Ovell, Wick Post Staff Writers | 3 May 2031", ["The Wick Post"])
    ['Ida Fenn', 'Sten Ovell']
    >>> person_names("Von Ada Lindt und Jo van der Wiek"), person_names("김하늘 기자"), person_names("Northwire Agency")
    (['Ada Lindt', 'Jo van der Wiek'], ['김하늘'], [])
    """
    return names_in(byline_pieces(html.unescape(byline)), outlets)


def byline_pieces(text: str) -> list[str]:
    """A byline in the pieces that marks part, without addresses.

    >>> byline_pieces("By Ida Fenn | ida@wick.example")
    ['By Ida Fenn', '', '']
    """
    return [piece.strip() for piece in _BREAKS.split(_ADDRESS.sub(" | ", text[:LONGEST].replace("\xa0", " ")).strip())]


def names_in(pieces: Sequence[str], outlets: Collection[str] = ()) -> list[str]:
    """The names in a byline's pieces: of the first that has any, and of those that are joined to it.

    >>> names_in(["By", "Ida Fenn", "and", "Sten Ovell", "Lower Wick"])
    ['Ida Fenn', 'Sten Ovell']
    >>> names_in(["By", "Northwire", "Lower Wick"], ["Northwire"])
    []
    """
    squashed = {squash(outlet) for outlet in outlets} - {""}
    names: list[str] = []
    joined = True
    for piece in pieces:
        text = piece.strip(' .;"“”*')
        if not text.strip(" ,&") or _is_join(text):
            joined = joined or bool(text)
            continue
        if not joined or _starts_with(text, byline_words().pictures):
            break  # a town, a photographer
        read = list(_names_of(text.strip(" ,"), squashed, first=not names))
        if not names and not read and _is_body(text, squashed):
            break  # an agency wrote it
        names += _new(read, names)
        joined = not names or text.endswith((",", "&")) or text.split()[-1] in byline_words().joins
    return names


def names_body(pieces: Sequence[str], outlets: Collection[str] = ()) -> bool:
    """Whether a byline's first piece with words is an agency, a desk or the outlet.

    >>> names_body(["By", "Wick Post Staff"], ["Wick Post"]), names_body(["By", "Ida Fenn"])
    (True, False)
    """
    squashed = {squash(outlet) for outlet in outlets} - {""}
    first = next((name for piece in pieces if (name := without_by(piece.strip(" ,.:"))) and not _is_join(name)), "")
    return bool(first) and _is_body(first, squashed)


def _new(names: Sequence[str], listed: Sequence[str]) -> list[str]:
    """The names that are not known yet, whole or as a part: Ida where Ida Fenn is known."""
    folded = [name.casefold() for name in listed]
    return [name for name in names if name.casefold() not in folded]


def merged_names(names: Sequence[str]) -> list[str]:
    """The names, each once whatever its capitals, without those that are a part of another.

    >>> merged_names(["Ida", "Ida Fenn", "IDA FENN"])
    ['Ida Fenn']
    """
    merged: list[str] = []
    for name in names:
        merged += _new([name], merged)
    parts = {word.casefold() for name in merged if " " in name for word in name.split()}
    return [name for name in merged if name.casefold() not in parts]


def _is_body(text: str, squashed: Collection[str]) -> bool:
    """Whether a byline names an agency, a desk or the outlet, and so no person."""
    name = without_by(text.strip(" ,"))
    return squash(name) in squashed or name.casefold() in byline_words().agencies or _has_desk(name.split())


def _names_of(piece: str, squashed: Collection[str], *, first: bool) -> Iterator[str]:
    for phrase in _COMMAS.split(without_by(piece)):
        for name in _joined(phrase):
            cut = _without_role(name)
            if cut != name and cut.split()[:1] and cut.split()[0].casefold() in byline_words().agencies:
                return  # AP Auto Writer
            if _is_person(cut, squashed, single=first):
                yield cut
                first = False
            elif cut:
                return  # a role, a body, a town: no more names follow


def without_by(text: str) -> str:
    """A byline without the words that say that one follows.

    >>> without_by("Analysis by Ida Fenn"), without_by("Byron Fenn")
    ('Ida Fenn', 'Byron Fenn')
    """
    folded = text.casefold()
    for word in byline_words().by:
        if folded.startswith(word) and len(folded) == len(text):
            name = text[len(word) :]
            if word in _PARTICLES and len(name.split()) < 2:
                continue  # De Vries
            if not name or not name[0].isalnum() or _is_glued(word, name):
                return without_by(name.strip(" :,.;*")) if name else ""
    return text


def introduces(text: str) -> bool:
    """Whether a text begins as a byline does: "By Ida Fenn", "Von Ada Lindt", "記者 山田"."""
    return without_by(text) != text


def _is_glued(word: str, name: str) -> bool:
    return bool(_UNSPACED.match(word) and len(word) > 1 and len(name) <= len("ヴァレンティーナ"))


def _joined(phrase: str) -> list[str]:
    """The names between the words that join names, where each side is a name."""
    words = phrase.split()
    names: list[list[str]] = [[]]
    for number, word in enumerate(words):
        joins = word in byline_words().joins or word == "AND"
        if joins and names[-1] and (len(words) - number > 2 or word in ("and", "und", "et", "и")):
            names.append([])
        else:
            names[-1].append(word)
    return [" ".join(name) for name in names if name]


def _without_role(name: str) -> str:
    """The name before a role, and without its titles: `Ida Fenn News reporter` is Ida Fenn."""
    words = [word for word in name.split() if word.casefold() not in _TITLES]
    for number, word in enumerate(words):
        folded = word.casefold().strip(".,").split("-", 1)[0]
        weekday = number > 1 and folded in date_names().weekdays
        if folded in byline_words().roles or weekday or _DATE.match(word) or _is_small(word):
            return _unspaced(" ".join(words[:number]))
    return _unspaced(" ".join(words).strip("-–. ") + ("." if name.endswith((" Jr.", " Sr.")) else ""))


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter and is no part of names, as "in" of "Ida Fenn in Wick"."""
    return (
        word[0].islower() and word.casefold().strip("'’") not in _PARTICLES and not word.startswith(("d'", "d’", "al-"))
    )


def _unspaced(name: str) -> str:
    """A name of East Asia without the role that is written at its end or beginning."""
    if not _UNSPACED.search(name):
        return name
    for role in sorted(byline_words().roles, key=len, reverse=True):
        if _UNSPACED.match(role) and len(role) > 1:
            name = name.removesuffix(role).removeprefix(role)
    return name.strip(" ・")


def _is_person(name: str, squashed: Collection[str], *, single: bool) -> bool:
    words = name.split()
    folded = name.casefold()
    vocabulary = byline_words()
    if not 0 < len(words) <= _MOST or not all(map(_is_of_names, name)) or words[0].casefold() in _OPENINGS:
        return False
    if folded in vocabulary.accounts | vocabulary.agencies or _is_day_word(folded):
        return False
    if words[0].isupper() and not name.isupper() and words[0].casefold() in vocabulary.agencies:
        return False
    if _has_desk(words):
        return False
    if any(squash(name) == outlet or (len(squash(name)) > 3 and squash(name) in outlet) for outlet in squashed):
        return False
    return _has_shape(name, words, single=single)


def _is_day_word(folded: str) -> bool:
    return folded in date_names().months or folded in date_names().weekdays


def _is_of_names(character: str) -> bool:
    """Whether names have such a character: a letter, a mark on one, a blank, a hyphen."""
    return character.isalpha() or character in _MARKS_OF_NAMES or unicodedata.category(character)[0] == "M"


def _has_desk(words: Sequence[str]) -> bool:
    desks = byline_words().desks
    return any(
        word.casefold().strip(".") in desks
        or (_UNSPACED.match(word) and any(word.endswith(d) for d in desks if len(d) > 1))
        for word in words
    )


def _has_shape(name: str, words: Sequence[str], *, single: bool) -> bool:
    """Whether the letters are those of a name: capitals where the script has them; a single word only where allowed."""
    if _UNSPACED.search(name):
        return 2 <= len(name.replace(" ", "")) <= 14
    if len(words) == 1:
        return single and len(name) > 2 and not name.isupper() and not name.islower()
    return not name.islower() and (name.isupper() or not _INITIALS.match(words[-1]))


def squash(name: str) -> str:
    """The letters of a name only, for comparing: `The Wick-Post` is wickpost."""
    return "".join(filter(str.isalnum, name.casefold())).removeprefix("the")


def _starts_with(text: str, vocabulary: Collection[str]) -> bool:
    word = _WORD.match(text)
    return bool(word) and word[0].casefold() in vocabulary  # type: ignore[index]


def _is_join(text: str) -> bool:
    return text.casefold() in byline_words().joins
