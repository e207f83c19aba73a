"""Articles become pairs that may say the same in other words: their sentences share two rare words, and not once only.

Each sentence is known by the pairs of its rarest words, which rewording, translation and summaries leave standing, and
each such pair of words links the article to the first that has it and to the last two before it: linear, whatever is
common. Only articles with enough links in common are candidates, and of these only the nearest few of each article.
"""

from collections.abc import Sequence

import numpy as np

from provenance.base.arrays import counted, distinct
from provenance.base.tokens import I64, U64, Tokens
from provenance.match.sentences import sentence_borders

_RAREST = 7  # words by whose pairs a sentence is known
_HOLDERS = 200  # articles that may hold such a word: what more of them hold is a subject, or grammar
_LINKS_BACK = 2  # articles before it that a pair of words is linked to, beside the first
_SHARED = 3  # pairs of words that two articles must share
_NEAREST = 8  # candidates of an article: those with which it shares most


def alike(tokens: Tokens, texts: Sequence[str], order: I64) -> list[tuple[int, int]]:
    """Pairs of article numbers, left < right, sorted; `order` is each article's rank in the canonical order.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["A storm tore the roof off the old cannery. Gulls nest inside.", "Buses ran late. Nobody knew why.",
    ...          "The old cannery lost its roof to a storm, so gulls nest inside now.", "Late buses again."]
    >>> alike(tokens_of(texts), texts, np.arange(4))
    [(0, 2)]
    """
    keys, articles = _keys(tokens, texts)
    keys, articles = _once(keys, articles, len(tokens))
    left, right = _links(keys, articles, order)
    pairs, shared = counted(left * len(tokens) + right)
    kept = shared >= _SHARED
    return _nearest(pairs[kept], shared[kept], len(tokens))


def _keys(tokens: Tokens, texts: Sequence[str]) -> tuple[U64, I64]:
    """The pairs of rare words of all sentences, each as one number, and whose they are."""
    sentence = np.cumsum(_begins(tokens, texts)) - 1
    article = np.repeat(np.arange(len(tokens)), np.diff(tokens.offsets))
    vocabulary = distinct(tokens.hashes)
    word = np.searchsorted(vocabulary, tokens.hashes)
    held = counted(distinct(word * len(tokens) + article) // max(1, len(tokens)))[1]  # articles that hold each word
    rare = np.flatnonzero((held[word] > 1) & (held[word] <= _HOLDERS))
    rows = rare[np.lexsort((word[rare], held[word[rare]], sentence[rare]))]
    again = np.concatenate([[False], (np.diff(sentence[rows]) == 0) & (np.diff(word[rows]) == 0)])[: len(rows)]
    rows = rows[~again]
    first = np.concatenate([[True], np.diff(sentence[rows]) != 0])[: len(rows)]
    place = (
        np.arange(len(rows)) - np.flatnonzero(first)[np.cumsum(first) - 1]
    )  # of a word in its sentence, rarest first
    rows, place = rows[place < _RAREST], place[place < _RAREST]
    keys, owners = [], []
    for back in range(1, _RAREST):
        later = np.flatnonzero(place >= back)
        one, other = word[rows[later]], word[rows[later - back]]
        keys.append(np.minimum(one, other) * len(vocabulary) + np.maximum(one, other))
        owners.append(article[rows[later]])
    return np.concatenate(keys).astype(np.uint64), np.concatenate(owners)


def _begins(tokens: Tokens, texts: Sequence[str]) -> I64:
    """1 at each token that begins a sentence."""
    begins = np.zeros(len(tokens.hashes), np.int64)
    for article, text in enumerate(texts):
        borders = sentence_borders(text, tokens[article][1])[:-1]
        begins[borders + tokens.offsets[article] if len(tokens[article][0]) else []] = 1
    return begins


def _once(keys: U64, articles: I64, count: int) -> tuple[U64, I64]:
    """Each key of an article once, keys that only one article has left out; by key."""
    rows = np.lexsort((articles, keys))
    keys, articles = keys[rows], articles[rows]
    fresh = np.concatenate([[True], (np.diff(keys) != 0) | (np.diff(articles) != 0)])[: len(keys)]
    keys, articles = keys[fresh], articles[fresh]
    same = keys[1:] == keys[:-1]
    shared = np.concatenate([same, [False]])[: len(keys)] | np.concatenate([[False], same])[: len(keys)]
    return keys[shared], articles[shared]


def _links(keys: U64, articles: I64, order: I64) -> tuple[I64, I64]:
    """Each article under each key beside the first that has it and the last two before it, in canonical order."""
    rows = np.lexsort((order[articles], keys))
    keys, articles = keys[rows], articles[rows]
    places = np.arange(len(keys))
    fresh = np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]
    first = np.maximum.accumulate(np.where(fresh, places, 0))
    here = [
        np.flatnonzero(places > first),
        *(np.flatnonzero(places - back > first) for back in range(1, _LINKS_BACK + 1)),
    ]
    there = [first[here[0]], *(here[back] - back for back in range(1, _LINKS_BACK + 1))]
    one, other = articles[np.concatenate(here)], articles[np.concatenate(there)]
    return np.minimum(one, other), np.maximum(one, other)


def _nearest(pairs: I64, shared: I64, count: int) -> list[tuple[int, int]]:
    """Of each article the pairs with which it shares most; a pair stays when either of its articles keeps it."""
    kept = np.zeros(len(pairs), np.bool_)
    for own in (pairs // max(1, count), pairs % max(1, count)):
        rows = np.lexsort((pairs, -shared, own))
        first = np.concatenate([[True], np.diff(own[rows]) != 0])[: len(rows)]
        rank = np.arange(len(rows)) - np.flatnonzero(first)[np.cumsum(first) - 1]
        kept[rows[rank < _NEAREST]] = True
    return [divmod(pair, count) for pair in pairs[kept].tolist()]
