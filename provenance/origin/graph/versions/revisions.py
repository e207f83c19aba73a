"""What the edits between two versions of a page say of which is the later: writers add, set right, bring up to date.

Nothing of this depends on dates, outlets or credits: it is read from what one version has and the other has not.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum, log, sqrt

from provenance.base.tokens import words
from provenance.origin.graph.versions.edits import Edit, edits

_SHORT = 3  # letters up to which a word is short
_SMOOTH = 50  # words added to a text's length, so that a short one has no extreme shares
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_UNTIDY = re.compile(r"(?<=\S)[ \t]{2,9}(?=\S)|[ \t][,;](?=\s)|\b(\w{2,20}) \1\b")

SIGNS = {  # what each sign says of the version that it speaks for
    "inserted": "words were put in at {} places and left out at {}",
    "years": "what it has more names a later year",
    "newest_year": "it names a later year",
    "figures": "it has more figures",
    "spelling": "words that differ are longer in it",
    "tags": "the other has more left-over markup",
    "untidy": "the other is less tidy",
    "word_length": "its words are longer",
    "short_words": "it has fewer short words",
}


@dataclass(frozen=True)
class PageVersion:
    """What is read once from each version of a page."""

    words: list[str]
    sizes: list[int]  # letters of each word as it is written
    newest_year: int  # that it names; 0 where it names none
    tags: int
    untidy: int

    @property
    def word_length(self) -> float:
        """Letters a word."""
        return sum(self.sizes) / (len(self.words) + 5)

    @property
    def short_words(self) -> float:
        """The logarithm of the share of short words."""
        return log((sum(size <= _SHORT for size in self.sizes) + 1) / (len(self.words) + _SMOOTH))


def version(text: str) -> PageVersion:
    """One text, read once for being compared with others."""
    tokens = words(text)
    return PageVersion(
        tokens.words,
        (tokens.ends - tokens.starts).tolist(),
        max(map(int, _YEAR.findall(text)), default=0),
        sum(1 for _ in _TAG.finditer(text)),
        sum(1 for _ in _UNTIDY.finditer(text)),
    )


@dataclass(frozen=True)
class Change:
    """From one version to another: how many words differ, and the signs that the other is the later."""

    words: int
    put_in: int  # places
    left_out: int
    signs: Mapping[str, float]  # each is minus itself when the two change places

    @property
    def weight(self) -> float:
        """Log odds that the other is the later."""
        return fsum(revision_weights()[name] * value for name, value in self.signs.items())

    def reasons(self, *, turned: bool = False) -> list[tuple[float, str]]:
        """Each sign's weight and what it says, those for the other (`turned`: the first) being later first."""
        sign, places = (-1, (self.left_out, self.put_in)) if turned else (1, (self.put_in, self.left_out))
        weighed = [(sign * revision_weights()[name] * value, name) for name, value in self.signs.items() if value]
        return [(weight, SIGNS[name].format(*places)) for weight, name in sorted(weighed, reverse=True)]


def change(earlier: PageVersion, later: PageVersion) -> Change:
    """What makes the second version of the first.

    >>> early = version("The mayor open the bridge on Monday. It is 90 metres long.")
    >>> later = version("The mayor opened the new bridge on Monday in 2021. It is 90 metres long and 8 metres wide.")
    >>> change(early, later).weight > 1 > -1 > change(later, early).weight
    True
    """
    edited = edits(earlier.words, later.words)
    come = Counter(word for edit in edited for word in later.words[edit.other_start : edit.other_end])
    gone = Counter(word for edit in edited for word in earlier.words[edit.start : edit.end])
    put_in, left_out = sum(not edit.gone for edit in edited), sum(not edit.come for edit in edited)
    dated = earlier.newest_year and later.newest_year
    signs = {
        "inserted": _balance(put_in, left_out),
        "years": _sign(_newest(come) - _newest(gone)),
        "newest_year": _sign(later.newest_year - earlier.newest_year) if dated else 0.0,
        "figures": _root(_figures(come), _figures(gone)),
        "spelling": _spelling(edited, earlier, later),
        "tags": _root(later.tags, earlier.tags),
        "untidy": _root(later.untidy, earlier.untidy),
        "word_length": later.word_length - earlier.word_length,
        "short_words": later.short_words - earlier.short_words,
    }
    return Change(sum(edit.gone + edit.come for edit in edited), put_in, left_out, signs)


@cache
def revision_weights() -> Mapping[str, float]:
    """The weight of each sign, from the file beside this one."""
    return tomllib.loads((files("provenance.origin.graph.versions") / "revisions.toml").read_text(encoding="utf-8"))


def _balance(more: float, less: float) -> float:
    return (more - less) / (more + less + 1)


def _root(more: float, less: float) -> float:
    return (more - less) / sqrt(more + less + 1)


def _sign(number: float) -> float:
    return float((number > 0) - (number < 0))


def _newest(years: Iterable[str]) -> int:
    return max((int(word) for word in years if _YEAR.fullmatch(word)), default=0)


def _figures(counts: Mapping[str, int]) -> int:
    return sum(count for word, count in counts.items() if word[0].isdecimal())


def _spelling(edited: Iterable[Edit], earlier: PageVersion, later: PageVersion) -> float:
    single = [edit for edit in edited if edit.gone == edit.come == 1]
    longer = [_sign(later.sizes[edit.other_start] - earlier.sizes[edit.start]) for edit in single]
    return fsum(longer) / (len(longer) + 1)
