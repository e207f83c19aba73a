"""Articles become pairs that may say the same in other words: their sentences share two rare words, and not once only.

Each sentence is known by the pairs of its rarest words, which rewording, translation and summaries leave standing, and
each such pair of words links the article to the first that has it and to the last two before it: linear, whatever is
common. Only articles with enough links in common are candidates, and of these only the nearest few of each article.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from provenance.base.arrays import distinct
from provenance.base.tokens import I32, I64, U64, Tokens, token_blocks
from provenance.match.paraphrase.array_parts import ArrayParts, part_count
from provenance.match.paraphrase.neighbours import begins, distinct_keys, linked_pairs
from provenance.match.paraphrase.sentences import sentence_borders

_RAREST = 7  # words by whose pairs a sentence is known
_HOLDERS = 200  # articles that may hold such a word: what more of them hold is a subject, or grammar
_SHARED = 3  # pairs of words that two articles must share
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, after splitmix


def paraphrase_candidates(tokens: Tokens, texts: Sequence[str], order: I64, folder: Path | None = None) -> I64:
    """Pairs of article numbers, left < right, sorted, a row each.

    `order` is each article's rank in the canonical order. What does not fit into memory lies in the folder meanwhile.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["A storm tore the roof off the old cannery. Gulls nest inside.", "Buses ran late. Nobody knew why.",
    ...          "The old cannery lost its roof to a storm, so gulls nest inside now.", "Late buses again."]
    >>> paraphrase_candidates(tokens_of(texts), texts, np.arange(4)).tolist()
    [[0, 2]]
    """
    vocabulary = _vocabulary(tokens)
    holders = _holders(tokens, vocabulary)
    size = len(tokens.hashes)
    with ArrayParts(part_count(size), [np.uint64, np.int32], folder) as keys:
        for first, beyond in token_blocks(tokens):
            block, articles = _keys(tokens, texts, vocabulary, holders, range(first, beyond))
            keys.add((block * _MIX >> np.uint64(32)) * np.uint64(keys.count) >> np.uint64(32), block, articles)
        shared = (distinct_keys(*part) for part in keys)
        return linked_pairs(shared, order, lambda _, __, common: common >= _SHARED, size, folder)


def _vocabulary(tokens: Tokens) -> U64:
    """Every word once, sorted."""
    vocabulary, waiting = np.empty(0, np.uint64), [np.empty(0, np.uint64)]
    for first, beyond in token_blocks(tokens):
        waiting.append(distinct(tokens.hashes[tokens.offsets[first] : tokens.offsets[beyond]]))
        if sum(map(len, waiting)) > len(vocabulary):  # so that a word is sorted a few times, not once a block
            vocabulary, waiting = distinct(np.concatenate([vocabulary, *waiting])), []
    return distinct(np.concatenate([vocabulary, *waiting]))


def _holders(tokens: Tokens, vocabulary: U64) -> I64:
    """How many articles hold each word."""
    holders = np.zeros(len(vocabulary), np.int64)
    for first, beyond in token_blocks(tokens):
        offsets = tokens.offsets[first : beyond + 1]
        words = np.searchsorted(vocabulary, tokens.hashes[offsets[0] : offsets[-1]])
        articles = np.repeat(np.arange(beyond - first), np.diff(offsets))
        held = distinct(words * (beyond - first) + articles) // max(1, beyond - first)
        holders += np.bincount(held, minlength=len(vocabulary))
    return holders


def _keys(tokens: Tokens, texts: Sequence[str], vocabulary: U64, holders: I64, articles: range) -> tuple[U64, I32]:
    """The pairs of rare words of all sentences of some articles, each as one number, and whose they are."""
    offsets = tokens.offsets[articles.start : articles.stop + 1]
    word = np.searchsorted(vocabulary, tokens.hashes[offsets[0] : offsets[-1]])
    sentence = np.cumsum(_begins(tokens, texts, articles)) - 1
    article = np.repeat(np.array(articles, np.int32), np.diff(offsets))
    rare = np.flatnonzero((holders[word] > 1) & (holders[word] <= _HOLDERS))
    rows = rare[np.lexsort((word[rare], holders[word[rare]], sentence[rare]))]
    rows = rows[begins(sentence[rows], word[rows])]
    first = begins(sentence[rows])
    rarity = (
        np.arange(len(rows)) - np.flatnonzero(first)[np.cumsum(first) - 1]
    )  # of a word in its sentence, rarest first
    rows, rarity = rows[rarity < _RAREST], rarity[rarity < _RAREST]
    keys, owners = [], []
    for distance in range(1, _RAREST):
        later = np.flatnonzero(rarity >= distance)
        first_words, second_words = word[rows[later]], word[rows[later - distance]]
        keys.append(np.minimum(first_words, second_words) * len(vocabulary) + np.maximum(first_words, second_words))
        owners.append(article[rows[later]])
    return np.concatenate(keys).astype(np.uint64), np.concatenate(owners)


def _begins(tokens: Tokens, texts: Sequence[str], articles: range) -> I64:
    """1 at each token of some articles that begins a sentence."""
    offset = int(tokens.offsets[articles.start])
    begins = np.zeros(int(tokens.offsets[articles.stop]) - offset, np.int64)
    for article in articles:
        borders = sentence_borders(texts[article], tokens[article][1])[:-1]
        begins[borders + tokens.offsets[article] - offset if len(tokens[article][0]) else []] = 1
    return begins
