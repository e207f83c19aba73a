"""Articles in different languages become TRANSLATIONS: which two may be one text, and what says so.

Without an encoder keys alone are compared, and what they say is never more than a possibility. With one, the sentences
of those that share most keys are.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import Any

import numpy as np
import polars as pl

from provenance.base.tables import ARTICLES, QUOTES, TRANSLATIONS, checked, in_one_language, table
from provenance.match.translation.candidates import Candidates, Flags, Kin, candidates_between_languages, nearest_others
from provenance.match.translation.chains import SentenceChain
from provenance.match.translation.compared import EncodedArticles, sentence_chains
from provenance.match.translation.encoder import Encoder, one_thread
from provenance.match.translation.keys import surfaces, text_keys
from provenance.match.translation.spans import Originals, Span

# Set on the NTREX half of ../shared/data/translation: docs/evaluation/translation.md.
_LEAST = 0.05  # score that is kept; less is what two reports of one event have by chance
_ALIKE = 0.15  # of the keys of both, and
_TIMES = 2.0  # times as much as with the nearest others: what is noted without an encoder
_NAMED = 8  # keys that a row names
_SPOKEN = 0.8  # of a sentence in quotation marks, from which it is a quotation
_DIGITS = 4  # decimals of what is measured: machines differ in the last ones


def translations(
    articles: pl.DataFrame,
    quotes: pl.DataFrame,
    passages: pl.DataFrame,
    pairs: pl.DataFrame,
    encoder: Encoder | None = None,
) -> pl.DataFrame:
    """TRANSLATIONS of all ARTICLES, left < right, sorted; PASSAGES and PAIRS say which share text with which."""
    articles = checked(articles, ARTICLES, "articles")
    originals = Originals(articles)
    candidates = candidates_between_languages(articles, originals.plain)
    if not len(candidates.left):
        return table([], TRANSLATIONS)
    names, languages = articles["article"].to_list(), articles["language"].to_list()
    kin = kin_of(names, passages, pairs)
    has_encoder = _supported(candidates, languages, encoder)
    rows = [*_noted(candidates.where(~has_encoder), kin, originals)]
    if encoder is not None:
        marks = _marks(names, checked(quotes, QUOTES, "quotes"))
        with one_thread():
            rows += _chained(candidates.where(has_encoder), kin, EncodedArticles(encoder, originals), languages, marks)
    named_rows = [{**row, "left": names[row["left"]], "right": names[row["right"]]} for row in rows]
    return table(sorted(named_rows, key=lambda row: (row["left"], row["right"])), TRANSLATIONS)


def uncompared_languages(languages: Sequence[str | None], encoder: Encoder | None) -> list[str]:
    """The languages of the articles whose sentences no encoder compares, where there are several languages.

    >>> uncompared_languages(["en", "uk", None, "fa"], None), uncompared_languages(["en", "en"], None)
    (['en', 'fa', 'uk'], [])
    """
    present = sorted({language for language in languages if language})
    if len(present) < 2 or (encoder is not None and encoder.languages is None):
        return []
    encoded = (encoder.languages or frozenset()) if encoder is not None else frozenset()
    return [language for language in present if language not in encoded]


def kin_of(names: Sequence[str], passages: pl.DataFrame, pairs: pl.DataFrame) -> Kin:
    """The articles that share text with each article, by row number."""
    numbers = {name: number for number, name in enumerate(names)}
    significant = in_one_language(passages).filter("significant")
    kin_pairs = pl.concat([frame.select("left", "right") for frame in (significant, pairs)]).unique()
    kin: dict[int, set[int]] = {}
    for left, right in kin_pairs.iter_rows():
        kin.setdefault(numbers[left], set()).add(numbers[right])
        kin.setdefault(numbers[right], set()).add(numbers[left])
    return kin


def _noted(candidates: Candidates, kin: Kin, originals: Originals) -> Iterator[dict[str, Any]]:
    """Rows of pairs whose keys alone are compared, where they share far more than they do with others."""
    others = nearest_others(candidates, kin)
    enough = (candidates.likeness >= _ALIKE) & (candidates.likeness >= _TIMES * others)
    for number in np.flatnonzero(enough).tolist():
        left, right = int(candidates.left[number]), int(candidates.right[number])
        yield {
            "left": left,
            "right": right,
            "basis": "keys",
            "likeness": round(float(candidates.likeness[number]), _DIGITS),
            "others": round(float(others[number]), _DIGITS),
            "shared": _shared(originals.plain(left), originals.plain(right)),
            "chain": [],
        }


def _shared(left: str, right: str) -> list[str]:
    """Some of what both have, as the left one writes it, the longest first: they are the least likely by chance."""
    common = sorted(text_keys(left) & text_keys(right), key=lambda key: (-len(key), key))
    written = surfaces(left, common)
    return list(dict.fromkeys(written[key] for key in common if key in written))[:_NAMED]


def _chained(
    candidates: Candidates,
    kin: Kin,
    encoded: EncodedArticles,
    languages: Sequence[str],
    marks: Sequence[Sequence[Span]],
) -> Iterator[dict[str, Any]]:
    """Rows of pairs some of whose sentences say the same."""
    for number, chain in sentence_chains(candidates, encoded, languages, kin):
        if chain.score <= _LEAST:
            continue
        left, right = int(candidates.left[number]), int(candidates.right[number])
        pairs = _sentence_pairs(chain, encoded[left].spans, encoded[right].spans)
        score = round(chain.score, _DIGITS)
        quoted = fsum(
            gain
            for pair, gain in zip(pairs, chain.gains, strict=True)
            if _quoted_share(pair, "left", marks[left]) >= _SPOKEN
            or _quoted_share(pair, "right", marks[right]) >= _SPOKEN
        )
        yield {
            "left": left,
            "right": right,
            "basis": "sentences",
            "likeness": round(float(candidates.likeness[number]), _DIGITS),
            "score": score,
            "quoted": round(min(quoted, score), _DIGITS),
            "shared": [],
            "chain": pairs,
        }


def _sentence_pairs(chain: SentenceChain, left: Sequence[Span], right: Sequence[Span]) -> list[dict[str, int]]:
    """The matched sentences with their places, and how many lie between each and the one before."""
    last, pairs = chain.matches[0], []
    for left_row, right_row in chain.matches:
        ends = {"left_start": left[left_row][0], "left_end": left[left_row][1]}
        ends |= {"right_start": right[right_row][0], "right_end": right[right_row][1]}
        pairs.append({**ends, "gap": max(left_row - last[0], right_row - last[1])})
        last = left_row, right_row
    return pairs


def _quoted_share(pair: Mapping[str, int], side: str, marks: Sequence[Span]) -> float:
    """The share of one side's sentence that lies in quotation marks."""
    start, end = pair[f"{side}_start"], pair[f"{side}_end"]
    return sum(max(0, min(end, b) - max(start, a)) for a, b in marks) / max(1, end - start)


def _marks(names: Sequence[str], quotes: pl.DataFrame) -> list[list[Span]]:
    by_article: dict[str, list[Span]] = {}
    for article, start, end in quotes.select("article", "start", "end").sort("article", "start").iter_rows():
        by_article.setdefault(article, []).append((start, end))
    return [by_article.get(name, []) for name in names]


def _supported(candidates: Candidates, languages: Sequence[str], encoder: Encoder | None) -> Flags:
    """Which pairs are of two languages that the encoder knows."""
    if encoder is None:
        return np.zeros(len(candidates.left), np.bool_)
    is_encoded = np.array([encoder.languages is None or language in encoder.languages for language in languages])
    return np.asarray(is_encoded[candidates.left] & is_encoded[candidates.right], np.bool_)
