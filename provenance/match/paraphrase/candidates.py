"""Articles become pairs that may say the same in other words: their sentences share two rare words, and not once only.

Each sentence is known by the pairs of its rarest words, which rewording, translation and summaries leave standing, and
each such pair of words links the article to the first that has it and to the last two before it: linear, whatever is
common. Only articles with enough links in common are candidates, and of these only the nearest few of each article.
"""

from collections.abc import Sequence

import numpy as np

from provenance.base.arrays import distinct, distinct_counts
from provenance.base.tokens import I64, U64, Tokens
from provenance.match.paraphrase.neighbours import begins, distinct_keys, key_links, nearest
from provenance.match.paraphrase.sentences import sentence_borders

_RAREST = 7  # words by whose pairs a sentence is known
_HOLDERS = 200  # articles that may hold such a word: what more of them hold is a subject, or grammar
_SHARED = 3  # pairs of words that two articles must share


def paraphrase_candidates(tokens: Tokens, texts: Sequence[str], order: I64) -> list[tuple[int, int]]:
    """Pairs of article numbers, left < right, sorted; `order` is each article's rank in the canonical order.

    >>> from provenance.base.tokens import tokens as tokens_of
    >>> texts = ["A storm tore the roof off the old cannery. Gulls nest inside.", "Buses ran late. Nobody knew why.",
    ...          "The old cannery lost its roof to a storm, so gulls nest inside now.", "Late buses again."]
    >>> paraphrase_candidates(tokens_of(texts), texts, np.arange(4))
    [(0, 2)]
    """
    keys, articles = _keys(tokens, texts)
    keys, articles = distinct_keys(keys, articles)
    pairs, common = distinct_counts(key_links(keys, articles, order, len(tokens)))
    kept = common >= _SHARED
    return [divmod(pair, len(tokens)) for pair in nearest(pairs[kept], common[kept], len(tokens)).tolist()]


def _keys(tokens: Tokens, texts: Sequence[str]) -> tuple[U64, I64]:
    """The pairs of rare words of all sentences, each as one number, and whose they are."""
    sentence = np.cumsum(_begins(tokens, texts)) - 1
    article = np.repeat(np.arange(len(tokens)), np.diff(tokens.offsets))
    vocabulary = distinct(tokens.hashes)
    word = np.searchsorted(vocabulary, tokens.hashes)
    holders = distinct_counts(distinct(word * len(tokens) + article) // max(1, len(tokens)))[
        1
    ]  # articles that hold each word
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


def _begins(tokens: Tokens, texts: Sequence[str]) -> I64:
    """1 at each token that begins a sentence."""
    begins = np.zeros(len(tokens.hashes), np.int64)
    for article, text in enumerate(texts):
        borders = sentence_borders(text, tokens[article][1])[:-1]
        begins[borders + tokens.offsets[article] if len(tokens[article][0]) else []] = 1
    return begins
