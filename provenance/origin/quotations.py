"""One quotation in several articles: which holds the longest form, which a part of it, and who is said to have said it.

Quotations are compared by shingles of three words, longest first: each joins the quotation that holds most of it, or
is one of its own. Marks, capitals and commas do not count, so marks of different kinds make no difference.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SHORTEST = 5  # words; fewer are anybody's
SURE = 8  # words from which the same ones are the same quotation, whoever is said to have said them
_SHINGLE = 3  # words
_HOLDERS = 8  # longest forms that share three words are remembered; stock phrases are in more
_PART = 0.6  # of a quotation's shingles that the longest form holds: a trimmed and edited one keeps as many
_INDIRECT = 0.5  # of a quotation's pairs of neighbouring words that stand in a sentence without marks
_SLACK = 15  # words by which an aligned place may be off
_STRETCHED = 2  # times as long as the quotation may its words be spread


@dataclass(frozen=True)
class Said:
    """A quotation as it stands in one article."""

    article: int
    start: int  # marks included
    end: int
    words: tuple[int, ...]  # hashes
    speaker: str | None = None

    @property
    def worth(self) -> int:
        """How many words of a language with spaces it is worth: a Chinese or Japanese letter is a token of its own.

        >>> Said(0, 0, 13, (1, 2, 3, 4, 5, 6, 7, 8, 9)).worth, Said(0, 0, 60, (1, 2, 3)).worth
        (6, 3)
        """
        return len(self.words) * 2 // 3 if self.end - self.start < 2 * len(self.words) else len(self.words)


@dataclass(frozen=True)
class Form:
    """One form of a quotation: `whole` is the number of the longest form, its own where it is that itself."""

    whole: int
    form: str  # exact, trimmed, altered


Related = Callable[[int, int], bool]


def forms(said: Sequence[Said], related: Related = lambda *_: False) -> list[Form | None]:
    """For each quotation its form, or None for one that is too short; those alike are one quotation.

    `related` tells whether two articles share text otherwise; a short quotation is the same one only there, or where
    the speaker is.

    >>> long = Said(0, 9, 80, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
    >>> part = Said(1, 5, 60, (2, 3, 4, 5, 6, 7, 8, 9, 10))
    >>> forms([part, long, Said(2, 0, 9, (7, 8))])
    [Form(whole=1, form='trimmed'), Form(whole=1, form='exact'), None]
    """
    found: list[Form | None] = [None] * len(said)
    holders: dict[tuple[int, ...], list[int]] = {}
    for number in sorted(range(len(said)), key=lambda n: (-len(said[n].words), said[n].article, said[n].start)):
        own = said[number]
        if own.worth < SHORTEST:
            continue
        whole = _whole(said, number, holders, related)
        if whole is None:
            for shingle in dict.fromkeys(_shingles(own.words)):
                known = holders.setdefault(shingle, [])
                if len(known) < _HOLDERS:
                    known.append(number)
        found[number] = Form(number if whole is None else whole, _form(own, own if whole is None else said[whole]))
    return found


def _shingles(words: Sequence[int], size: int = _SHINGLE) -> list[tuple[int, ...]]:
    return [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]


def _whole(
    said: Sequence[Said], number: int, holders: dict[tuple[int, ...], list[int]], related: Related
) -> int | None:
    """The longest form that holds most of a quotation, of equals the one that came first."""
    own = said[number]
    shingles = dict.fromkeys(_shingles(own.words))
    held = Counter(holder for shingle in shingles for holder in holders.get(shingle, ()))
    best = min(held, key=lambda holder: (-held[holder], holder != number, _place(said[holder])), default=None)
    if best is None or held[best] < _PART * len(shingles):
        return None
    other = said[best]
    alike = held[best] + _SHINGLE - 1 >= min(SURE, len(own.words)) and own.worth >= SURE
    trusted = alike or own.article == other.article or kept(own.speaker, other.speaker) is True
    return best if trusted or related(own.article, other.article) else None


def _place(one: Said) -> tuple[int, int, int]:
    return -len(one.words), one.article, one.start


def _form(own: Said, whole: Said) -> str:
    """Exact, word for word; trimmed, where it is one stretch of the whole; else altered."""
    if own.words == whole.words:
        return "exact"
    size = len(own.words)
    firsts = (i for i, word in enumerate(whole.words) if word == own.words[0])
    return "trimmed" if any(whole.words[i : i + size] == own.words for i in firsts) else "altered"


def kept(speaker: str | None, other: str | None) -> bool | None:
    """Whether two names are of one speaker: the last words agree; None where one is not named.

    >>> kept("Ida Fenn", "Mayor Fenn"), kept("Ida Fenn", "Bo Sund"), kept(None, "Bo Sund")
    (True, False, None)
    """
    if not speaker or not other:
        return None
    ours, theirs = speaker.casefold().split(), other.casefold().split()
    return ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def indirect(words: Sequence[int], text: Sequence[int], guess: int, apart: int = 0) -> tuple[int, int] | None:
    """Where a quotation's words stand in a text without marks: first and last word, half-open, near place `guess`.

    `apart` is by how many words the aligned stretches differ in length.

    >>> indirect((1, 2, 3, 4, 5, 6), (9, 9, 1, 2, 3, 8, 5, 6, 9), 2)
    (2, 8)
    """
    size, slack = len(words), _SLACK + apart
    low = max(0, guess - slack)
    near = text[low : max(0, guess) + size + slack]
    pairs = set(_shingles(words, 2))
    hits = [i for i in range(len(near) - 1) if (near[i], near[i + 1]) in pairs]
    if len({(near[i], near[i + 1]) for i in hits}) < _INDIRECT * len(pairs):
        return None
    middle = hits[len(hits) // 2]
    reach = [i for i in hits if abs(i - middle) <= size * _STRETCHED // 2 + 1]
    return low + reach[0], low + reach[-1] + 2
