"""What any text of this language or this corpus would say anyway: frequent words, and runs of words seen elsewhere."""

import gzip
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from provenance.base.arrays import distinct, distinct_counts, is_among
from provenance.base.shingles import runs_of_many, word_runs
from provenance.base.tokens import I32, I64, U64, Tokens, tokens, word_hash, words
from provenance.match.align.alignment import AlignedSpans, matched_words

LONGEST_RUN = 3  # words in a row whose frequency in the corpus is known: a word and the two before it
LONG = 20  # matched words from which a passage is a copied one, not a turn that many use
FAMILY = 6  # articles that may share a short passage because they draw on one story, before it is everybody's
HEARD = 1 << 22  # words outside of passages that are counted: four times those from which a corpus knows its phrases
OWN = 255  # a word that an article says more often is counted as often
_CENTIBEL = math.log2(10) / 100  # wordfreq's unit, in bits

_UMLAUT = re.compile("[aou]e")  # which tokens fold

_PHRASES = files("provenance.match.significance") / "phrases.txt"

_NOTHING: Mapping[int, float] = MappingProxyType({})


@cache
def general_bits(language: str) -> Mapping[int, float]:
    """-log2 of the frequency of each word (by its hash) of that language; empty where there is no list.

    The lists are those of the wordfreq package, read as its documented file format: importing the package costs six
    times more than reading the list, and `check` has half a second in all.

    >>> table = general_bits("en")
    >>> round(table[word_hash("the")]), round(table[word_hash("ferry")])
    (4, 17)
    >>> len(general_bits("xx"))
    0
    """
    path = _list_path(language)
    if path is None:
        return _NOTHING
    import msgpack  # type: ignore[import-untyped]  # noqa: PLC0415  # the one place; only scoring needs it

    with gzip.open(path, "rb") as file:
        header, *levels = msgpack.load(file, raw=False)
    if header.get("format") != "cB" or header.get("version") != 1:
        raise ValueError(f"{path.name} is not in the word list format that wordfreq documents")
    return _summed(levels)


@cache
def listed_bits(language: str) -> tuple[U64, npt.NDArray[np.float64]]:
    """The same as two columns: the hashes of the words, ascending, and the bits of each.

    >>> hashes, bits = listed_bits("en")
    >>> round(float(bits[np.searchsorted(hashes, np.uint64(word_hash("the")))]))
    4
    """
    table = general_bits(language)
    words = np.fromiter(table, np.uint64, len(table))
    order = np.argsort(words)
    return words[order], np.fromiter(table.values(), np.float64, len(table))[order]


def _list_path(language: str) -> Path | None:
    package = find_spec("wordfreq")  # finds the package without importing it
    if package is None or package.origin is None or not language.isalpha():
        return None
    path = Path(package.origin).parent / "data" / f"small_{language}.msgpack.gz"
    return path if path.is_file() else None


def _summed(levels: list[list[str]]) -> Mapping[int, float]:
    """Bits of our words: an entry that is several of them ("it's") counts for each."""
    total: dict[str, float] = {}
    others: list[str] = []
    shares: list[float] = []
    for level, entries in enumerate(levels):
        share = 2.0 ** (-_CENTIBEL * level)
        for entry in entries:
            if (
                entry.isascii() and entry.isalpha() and not _UMLAUT.search(entry)
            ):  # in small letters as it stands: it is the word that it makes
                total[entry] = total.get(entry, 0.0) + share
            else:
                others.append(entry)
                shares.append(share)
    entries_read = words("\n".join(others))
    ends = np.cumsum([len(entry) + 1 for entry in others])
    frequency = np.array(shares)[np.searchsorted(ends, entries_read.starts, "right")]
    for word, share in zip(entries_read.words, frequency.tolist(), strict=True):
        total[word] = total.get(word, 0.0) + share
    return MappingProxyType({word_hash(word): -math.log2(share) for word, share in total.items()})


@cache
def set_phrases() -> Tokens:
    """The set phrases of news writing, each as if it were an article."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    return tokens(line for line in lines if not line.startswith("#"))


@cache
def set_phrase_runs(size: int) -> tuple[U64, I64]:
    """The runs of so many words of the set phrases, and how often each counts as said: by a family of articles."""
    phrases = set_phrases()
    phrase_runs, times = distinct_counts(runs_of_many(phrases.hashes, phrases.offsets, size)[0])
    return phrase_runs, times * FAMILY


def set_phrase_counts(hashes: U64) -> I64:
    """How often set phrases make each word count as said: before others, that is, and not by itself."""
    phrase_runs, times = set_phrase_runs(1)
    words = word_runs(hashes, 1)
    rank = _rank(phrase_runs, words)
    return np.where(phrase_runs[rank] == words, times[rank], 0)


@dataclass(frozen=True)
class Background:
    """How often the runs of one to three words that passages hold occur outside of all passages."""

    runs: tuple[U64, ...]  # the runs of one word, of two, of three; sorted, each once
    times: tuple[I64, ...]  # how often each of them is said
    own: I64  # article * len(runs[0]) + word, sorted: which of the words which article says outside of passages
    own_times: I64  # how often
    sizes: I64  # words outside of passages, each article
    words: int  # those of them that were counted for `times`
    lefts: I64  # tokens of the corpus that lie in left sides of passages, before each and in all

    def said(self, hashes: U64) -> I64:
        """How often each word occurs (row 0), with the word before it (row 1), and with the two before it (row 2).

        Places with too few words before them have 0.
        """
        rows = np.zeros((LONGEST_RUN, len(hashes)), np.int64)
        for size in range(1, min(LONGEST_RUN, len(hashes)) + 1):
            rows[size - 1, size - 1 :] = self.times[size - 1][_rank(self.runs[size - 1], word_runs(hashes, size))]
        return rows

    def said_by(self, article: int, hashes: U64) -> I64:
        """How often the article itself says each word outside of passages."""
        keys = article * len(self.runs[0]) + _rank(self.runs[0], word_runs(hashes, 1))
        row = _rank(self.own, keys)
        times = np.minimum(self.own_times[row], OWN) if len(self.own) else keys * 0
        return np.where(self.own[row] == keys, times, 0) if len(self.own) else times

    def stretches(self, first: int, beyond: int) -> list[tuple[int, int]]:
        """The stretches of left sides of passages among these tokens, as places from the first."""
        inside = np.concatenate([[0], np.diff(self.lefts[first : beyond + 1]), [0]])
        edges = np.flatnonzero(np.diff(inside)).tolist()
        return list(zip(edges[::2], edges[1::2], strict=True))


def background(tokens: Tokens, spans: AlignedSpans) -> Background:
    """The background of a corpus: all its text but the passages, which are what is to be judged.

    A run inside short passages counts too, for each article beyond the first `FAMILY` that has it: copies of one story
    share long passages, and a turn that many articles share without sharing more is everybody's. One pass over the
    tokens for each length of run; only the runs that passages hold are counted, and outside of passages no more than
    `HEARD` words.
    """
    left, right = (spans.left, spans.left_from, spans.left_to), (spans.right, spans.right_from, spans.right_to)
    lefts, inside = _before(tokens, [left]), _before(tokens, [left, right])
    long = matched_words(spans, tokens) >= LONG
    copied = _before(tokens, [tuple(column[long] for column in side) for side in (left, right)])
    sizes = np.diff(tokens.offsets) - np.diff(inside[tokens.offsets])
    is_counted = counted_articles(tokens, sizes)
    counted = [_counted(tokens, inside, copied, is_counted, size) for size in range(1, LONGEST_RUN + 1)]
    keys, times, keys_of_size, times_of_size = zip(*counted, strict=True)
    return Background(keys, times, keys_of_size[0], times_of_size[0], sizes, int(sizes[is_counted].sum()), lefts)


def counted_articles(tokens: Tokens, sizes: I64) -> npt.NDArray[np.bool_]:
    """The articles whose words outside of passages (`sizes` of them) are counted: all, or as many as have `HEARD`.

    Those come first whose words have the least sum of hashes: no order of the articles changes them.
    """
    if sizes.sum() <= HEARD:
        return np.ones(len(sizes), np.bool_)
    order = np.argsort(word_sums(tokens), kind="stable")
    is_counted = np.zeros(len(sizes), np.bool_)
    is_counted[order[np.cumsum(sizes[order]) - sizes[order] < HEARD]] = True
    return is_counted


def word_sums(tokens: Tokens) -> U64:
    """A number for each article that its words alone make."""
    sums = np.zeros(len(tokens), np.uint64)
    filled = np.flatnonzero(np.diff(tokens.offsets))
    if len(filled):
        sums[filled] = np.add.reduceat(tokens.hashes, tokens.offsets[filled])
    return sums


def _counted(
    tokens: Tokens, inside: I64, copied: I64, is_counted: npt.NDArray[np.bool_], size: int
) -> tuple[U64, I64, I64, I64]:
    """The runs of that size in passages with their counts, and how often each article has each of them."""
    hashes, run_offsets = runs_of_many(tokens.hashes, tokens.offsets, size)
    article = np.repeat(np.arange(len(tokens)), np.diff(run_offsets))
    places = np.arange(len(hashes)) - run_offsets[article] + tokens.offsets[article]
    inside_count = inside[places + size] - inside[places]
    passage_runs = distinct(hashes[inside_count == size])
    keys, times = _by_article(passage_runs, hashes[inside_count == 0], article[inside_count == 0])
    short = (inside_count == size) & (copied[places + size] == copied[places])
    width = max(1, len(passage_runs))
    holders = np.bincount(_by_article(passage_runs, hashes[short], article[short])[0] % width)
    counted_times = is_counted[keys // width] * times
    counts = np.bincount(keys % width, weights=counted_times, minlength=len(passage_runs)).astype(np.int64)
    counts[: len(holders)] += np.maximum(holders - FAMILY, 0)[: len(counts)]
    phrases, often = set_phrase_runs(size)
    if len(passage_runs) < len(phrases):  # each of the fewer ones is looked for
        rank = _rank(phrases, passage_runs)
        counts += np.where(phrases[rank] == passage_runs, often[rank], 0)
    else:
        rank = _rank(passage_runs, phrases)
        is_passage_run = is_among(phrases, passage_runs)
        counts[rank[is_passage_run]] += often[is_passage_run]
    return passage_runs, counts, keys, times


def _by_article(passage_runs: U64, hashes: U64, article: I64) -> tuple[I64, I64]:
    """Which article has which of the wanted runs, as article * len(wanted) + run, and how often."""
    rank = _rank(passage_runs, hashes)
    hit = passage_runs[rank] == hashes if len(passage_runs) else np.zeros(len(hashes), np.bool_)
    return distinct_counts(article[hit] * len(passage_runs) + rank[hit])


def _before(tokens: Tokens, sides: Sequence[tuple[I32, ...]]) -> I64:
    """How many tokens before each place, and before the end, lie in one of these stretches: article, start and end."""
    steps = np.zeros(len(tokens.hashes) + 1, np.int64)
    for article, start, end in sides:
        np.add.at(steps, tokens.offsets[article] + start, 1)
        np.add.at(steps, tokens.offsets[article] + end, -1)
    return np.concatenate([[0], np.cumsum(np.minimum(np.cumsum(steps[:-1]), 1))])


def _rank(column: U64 | I64, hashes: U64 | I64) -> I64:
    """The place of each number in a sorted column, or of the nearest where it is not there."""
    return np.minimum(np.searchsorted(column, hashes), max(0, len(column) - 1))
