"""Candidates become chains: their articles' sentences are encoded and compared, a subject at a time."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from provenance.match.translation.candidates import Candidates, Kin
from provenance.match.translation.chains import SentenceChain, best_chain, gains
from provenance.match.translation.encoder import Encoder
from provenance.match.translation.spans import Originals, Span
from provenance.match.translation.word_table import F32

_OTHERS = 16  # articles on the same subject whose sentences a pair of sentences is held against
_HELD = 4_000  # articles whose vectors are kept: 160 MB or so


class Sentences(NamedTuple):
    """Where the sentences of an article stand, and their vectors."""

    spans: list[Span]
    vectors: F32


class EncodedArticles:
    """Articles' sentences, encoded when first asked for; the last ones asked for are kept."""

    def __init__(self, encoder: Encoder, originals: Originals) -> None:
        self._encoder, self._originals = encoder, originals
        self.scoring = encoder.scoring
        self._kept: OrderedDict[int, Sentences] = OrderedDict()

    def __getitem__(self, row: int) -> Sentences:
        if row not in self._kept:
            text, spans = self._originals.text(row), self._originals.sentences(row)
            sentences = [" ".join(text[start:end].split()) for start, end in spans]
            vectors = self._encoder.encode(sentences) if spans else np.zeros((0, 1), np.float32)
            self._kept[row] = Sentences(spans, vectors)
            if len(self._kept) > _HELD:
                self._kept.popitem(last=False)
        self._kept.move_to_end(row)
        return self._kept[row]


def sentence_chains(
    pairs: Candidates,
    articles: EncodedArticles,
    languages: Sequence[str],
    kin: Kin,
) -> Iterator[tuple[int, SentenceChain]]:
    """The number of each pair and its chain, where some sentences say the same.

    `kin` are the articles that share text with an article: they are no others, for what they say of it is the same.
    """
    subject = _Subject(pairs, languages, kin)
    for number in np.lexsort((pairs.left, pairs.right)).tolist():
        left, right = int(pairs.left[number]), int(pairs.right[number])
        left_article, right_article = articles[left], articles[right]
        if not left_article.spans or not right_article.spans:
            continue
        left_others, right_others = (
            _stacked([articles[row].vectors for row in subject.others(*pair)], vectors)
            for pair, vectors in (((left, right), left_article.vectors), ((right, left), right_article.vectors))
        )
        gain = gains(left_article.vectors, right_article.vectors, left_others, right_others, articles.scoring)
        if (gain > 0).any():
            yield number, best_chain(gain)


class _Subject:
    """Which articles are on the same subject as a pair."""

    def __init__(self, pairs: Candidates, languages: Sequence[str], kin: Kin) -> None:
        self._languages, self._kin = languages, kin
        self._beside: dict[int, list[tuple[float, int]]] = {}
        for left, right, like in zip(pairs.left.tolist(), pairs.right.tolist(), pairs.likeness.tolist(), strict=True):
            self._beside.setdefault(left, []).append((-like, right))
            self._beside.setdefault(right, []).append((-like, left))
        for neighbours in self._beside.values():
            neighbours.sort()

    def others(self, article: int, partner: int) -> list[int]:
        """Articles in the language of `other`, neither it nor its kin, that are like `article` or like what is.

        Those nearest to `article` come first.
        """
        language, strange = self._languages[partner], {partner, *self._kin.get(partner, ())}
        neighbours = [row for _, row in self._beside[article]]
        further = chain.from_iterable(
            (row for _, row in self._beside[row][:_OTHERS]) for row in self._siblings(partner)
        )
        fit = (r for r in chain(neighbours, further) if self._languages[r] == language and r not in strange)
        return [*islice(dict.fromkeys(fit), _OTHERS)]

    def _siblings(self, partner: int) -> list[int]:
        """What competes with an article for being the other one's translation."""
        return [row for _, row in self._beside[partner][:_OTHERS]]


def _stacked(vectors: list[F32], like: F32) -> F32:
    kept = [vector for vector in vectors if len(vector)]
    return np.concatenate(kept) if kept else np.zeros((0, like.shape[1]), np.float32)
