"""The words with which reporters say who speaks, from the file beside this one, and what kind of word a word is."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from provenance.base.language_data import DASHES, VERBS
from provenance.origin.dates.words import MONTHS, WEEKDAYS, date_word

_NO_NAME = r"\d{1,12}(?:[.,]\d{1,9}){0,3}|[,;:()—–]|(?<=\s)-{1,2}(?=\s)|[.!?…]"
_WORD = re.compile(rf"[^\W\d_][\w’']{{0,39}}(?:[.&-]\w[\w’']{{0,39}}){{0,39}}\.?|{_NO_NAME}")
_LONGEST_WORD = 40  # letters; what is longer is read as several words:
_PART = re.compile(rf"[^\W\d_](?:[\w’']|[.&-](?=\w)){{0,39}}\.?|{_NO_NAME}")
_TABLES = tomllib.loads((files("provenance.origin.quotes") / "speech.toml").read_text(encoding="utf-8"))
_WORDS: Mapping[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _TABLES["words"].items()}
_VERBS = frozenset(word for words in VERBS.values() for word in words.split())
_LISTS = ("adverb", "auxiliary", "other", "conjunction", "preposition", "article", "she", "he")  # the last one counts
_KINDS: Mapping[str, str] = {word: name for name in _LISTS for word in _WORDS[name]} | dict.fromkeys(_VERBS, "verb")
_DASHED = frozenset(word for code in DASHES for word in VERBS[code].split())
_TELLING = _VERBS | {"according", "quoted"}
_MARKS = ",.:;!?()—–-"
_ENDINGS = tuple(_TABLES["words"]["job_ending"].split())
_ARABIC = re.compile(r"[a-z]{2}-[^\W\d_a-z]")  # al-Sibai
_STOPS = frozenset(".!?…;")
_ASIDE = 6  # words in brackets that are passed over
_ADVERB = re.compile(r"\w{3,20}(?:al|ent|ant|ous|te|ed|ful|less|ing|ab|ib)ly")
_REMEMBERED = 65_536  # words: those of the news come again

_new = tuple.__new__  # a word is made in a third of the time

MALE, FEMALE = _WORDS["man"], _WORDS["woman"]


class Word(NamedTuple):
    """A word or a mark near a quotation, with its place and what it can be in a sentence."""

    start: int
    end: int
    text: str
    kind: str  # verb, capital, small, mark, day, month, or the name of a list of words in the file
    small: str  # the word in small letters, without its possessive ending


def sentence_words(
    text: str,
    start: int,
    end: int,
    *,
    all_sentences: bool = True,
    enough: int | None = None,
    pattern: re.Pattern[str] = _WORD,
) -> list[Word]:
    """The words and marks between two places of a text; without `all_sentences` up to the end of the first sentence.

    Where it is told that some number of words is `enough`, those behind them may be left out.

    >>> [(word.text, word.kind) for word in sentence_words("said Gov. Ida Fenn.", 0, 19)]
    [('said', 'verb'), ('Gov.', 'capital'), ('Ida', 'capital'), ('Fenn', 'capital'), ('.', 'mark')]
    """
    row: list[Word] = []
    bracket = None
    for match in pattern.finditer(text, start, end):
        bare, kind, small, size, stopped = _reading(match.group())
        first = match.start()
        if size > _LONGEST_WORD and pattern is _WORD:
            return sentence_words(text, start, end, all_sentences=all_sentences, enough=enough, pattern=_PART)
        if bare == "(":
            bracket = len(row)
        elif bare == ")" and bracket is not None and len(row) - bracket <= _ASIDE:  # "Sen. Ida Fenn (D-Va.)"
            del row[bracket:]
            bracket = None
            continue
        row.append(_new(Word, (first, first + size, bare, kind, small)))
        if stopped:
            row.append(_new(Word, (first + size, first + size + 1, ".", "mark", ".")))
        if not all_sentences and bracket is None and row[-1].text in _STOPS and len(row) > 1:
            break
        if enough is not None and len(row) >= enough and (bracket is None or len(row) - bracket > _ASIDE):
            break
    return row


def tells(stretch: str) -> bool:
    """Whether a stretch of text has a word with which somebody is said to speak: a quick look before reading it.

    >>> tells("the mayor said: "), tells("the old mayor ")
    (True, False)
    """
    words = stretch.lower()
    for mark in _MARKS:  # a fourth of the time of one pattern for all of them
        words = words.replace(mark, " ")
    return not _TELLING.isdisjoint(words.split())


@lru_cache(_REMEMBERED)
def _reading(word: str) -> tuple[str, str, str, int, bool]:
    """A word without the full stop of its sentence, its kind, its small letters and size; its full stop."""
    stopped = word[-1] == "." and len(word) > 1 and not is_abbreviation(word)
    bare = word[:-1] if stopped else word
    return bare, word_kind(bare), bare.lower().removesuffix("’s").removesuffix("'s"), len(bare), stopped


def is_abbreviation(word: str) -> bool:
    """Whether a word that ends in a full stop is an abbreviation, so that the sentence may go on.

    >>> [is_abbreviation(word) for word in ("Gov.", "U.S.", "J.", "Osk.")]
    [True, True, True, False]
    """
    bare = word[:-1].lower()
    return len(bare) == 1 or "." in bare or bare in _WORDS["abbreviation"]


@lru_cache(_REMEMBERED)
def word_kind(word: str) -> str:
    """What a word can be in a sentence.

    >>> [word_kind(word) for word in ("said", "Fenn", "engineer", "She", "Monday", ",")]
    ['verb', 'capital', 'small', 'she', 'day', 'mark']
    """
    small = word.lower()
    if not word[0].isalnum():
        return "mark"
    if small in _KINDS and (_KINDS[small] != "verb" or word[0].islower()):
        return _KINDS[small]
    if date_word(word) in WEEKDAYS or word[0].isdigit():
        return "day"
    if word[0].isupper() and date_word(word.rstrip(".")) in MONTHS:
        return "month"
    return "adverb" if _ADVERB.fullmatch(small) else "capital" if word[0].isupper() or _ARABIC.match(word) else "small"


@lru_cache(_REMEMBERED)
def is_job(word: str) -> bool:
    """Whether a word names what somebody does; a word with a capital only where it can be no surname.

    >>> is_job("engineer"), is_job("spokeswoman"), is_job("Minister"), is_job("Baker"), is_job("old")
    (True, True, True, False, False)
    """
    small = word.lower()
    by_ending = word.islower() and len(word) > 4 and small.endswith(_ENDINGS) and small not in _KINDS
    return by_ending or small in _WORDS["job"]


def is_particle(word: str) -> bool:
    """Whether a small word can stand inside a name: van, de, bin."""
    return word in _WORDS["particle"]


def is_institution(word: str) -> bool:
    """Whether a word names a body of people: Ministry, Bank."""
    return word.lower().removesuffix("s") in _WORDS["institution"] or word.lower() in _WORDS["institution"]


def is_indefinite(word: str) -> bool:
    """Whether the word is an article of somebody not known: "a"."""
    return word.lower() in _WORDS["indefinite"]


def is_german_article(word: str) -> bool:
    """Whether the word is an article of a language whose nouns are all capitals."""
    return word.lower() in _WORDS["german_article"]


def is_naming(word: str) -> bool:
    """Whether a word tells that a name follows: "gave his name as"."""
    return word.lower() in _WORDS["named_as"]


def is_auxiliary(word: str) -> bool:
    """Whether the word can begin a verb of two words: "a ajouté", "ha detto"."""
    return word in _WORDS["auxiliary"]


def is_agent(word: str) -> bool:
    """Whether the name of who did it can follow: "echoed by Ida Fenn"."""
    return word.lower() in _WORDS["agent"]


def is_dash_verb(word: str) -> bool:
    """Whether a word is a verb of saying of a language that sets speech between dashes."""
    return word.lower() in _DASHED


def is_possessive_article(word: str) -> bool:
    """Whether the word says whose a thing is: "her"."""
    return word.lower() in _WORDS["possessive"]


def is_kin(word: str) -> bool:
    """Whether a word names somebody by another person: "the son of Ida Fenn"."""
    return word.lower() in _WORDS["kin"]
