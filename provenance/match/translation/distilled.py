"""An encoder becomes a table of words: each word's vector by itself, without what all words of its language have.

The sum of such vectors, rare words counting more (Arora and others, 2017), is a sentence's. The vectors keep the
directions that vary most, as whole numbers of one byte.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from provenance.base.atomic_write import atomic_write
from provenance.base.errors import SettingsError
from provenance.match.translation.encoder import Encoder, one_thread
from provenance.match.translation.word_table import F32, I8, TABLE_FILE, VERSION

F64 = npt.NDArray[np.float64]

WORDS = 15_000  # of a language, the most frequent ones
_DIMENSIONS = 128  # of a word's vector; the encoder's has 512
_BLOCK = 500  # words that are encoded at a time
_RARE = 0.001  # frequency at which a word counts half
_ZIPF = 0.1  # frequency of a language's first word; that of its tenth is a tenth of it
_LARGEST = 127  # whole number of one byte


def distil(
    encoder: Encoder,
    languages: Sequence[str],
    folder: Path,
    *,
    count: int = WORDS,
    on_language: Callable[[str, int], None] = lambda language, count: None,
) -> Path:
    """The file of a table of words in a folder, made from an encoder; the same one gives the same bytes.

    `languages` are those of the table, of which word lists are there; `on_language` hears of each before its words are
    encoded.
    """
    words, vectors = [], []
    with one_thread():
        for language in languages:
            words.append(frequent_words(language, count))
            on_language(language, len(words[-1]))
            vectors.append(_encoded(encoder, words[-1]))
    numbers, scales = in_bytes(np.concatenate(rarity_weighted(in_fewer_dimensions(vectors))))
    folder.mkdir(parents=True, exist_ok=True)
    with atomic_write(folder / TABLE_FILE) as file:
        np.savez(
            file,
            version=np.array(VERSION),
            languages=_in_utf8(languages),
            counts=np.array([len(each) for each in words]),
            words=_in_utf8([word for each in words for word in each]),
            numbers=numbers,
            scales=scales,
        )
    return folder / TABLE_FILE


def languages_with_lists(wanted: Sequence[str], encoder: Encoder) -> list[str]:
    """The languages for which a table can be made, in alphabetical order; all that are known, where none is wanted.

    Raises SettingsError for one that is wanted and unknown.
    """
    from wordfreq import available_languages  # noqa: PLC0415  # half a second, for this command only

    known = set(available_languages("best"))
    known &= encoder.languages if encoder.languages is not None else known
    unknown = [language for language in wanted if language not in known]
    if unknown:
        what = f"no table can be made for {', '.join(unknown)}: the encoder or the word lists do not know it"
        raise SettingsError("E-SETTING", what, advice=f"any of {', '.join(sorted(known))}")
    return sorted({*wanted} or known)


def frequent_words(language: str, count: int = WORDS) -> list[str]:
    """The words of a language that are used most, the most frequent first; no numbers, and no letters alone.

    >>> frequent_words("fr", 5)
    ['de', 'la', 'le', 'et', 'les']
    """
    from wordfreq import top_n_list  # noqa: PLC0415  # half a second, for this command only

    least = 1 if language in ("ja", "zh") else 2
    listed = top_n_list(language, count + count // 2)
    return [word for word in listed if len(word) >= least and not any(map(str.isdigit, word))][:count]


def _encoded(encoder: Encoder, words: Sequence[str]) -> F32:
    blocks = [encoder.encode([*words[start : start + _BLOCK]]) for start in range(0, len(words), _BLOCK)]
    return np.concatenate(blocks)


def in_fewer_dimensions(vectors: Sequence[F32]) -> list[F64]:
    """Vectors by language along the directions that vary most, each language around its own middle."""
    centred = [np.asarray(rows, np.float64) - np.mean(rows, axis=0, dtype=np.float64) for rows in vectors]
    both = np.concatenate(centred)
    _, directions = np.linalg.eigh(both.T @ both / len(both))
    most = directions[:, ::-1][:, :_DIMENSIONS]
    return [rows @ most for rows in centred]


def rarity_weighted(vectors: Sequence[F64]) -> list[F64]:
    """The vectors of words, the most frequent first, less of those that stand in every sentence."""
    return [rows * (_RARE / (_RARE + _ZIPF / np.arange(1, len(rows) + 1)))[:, None] for rows in vectors]


def in_bytes(rows: F64) -> tuple[I8, F32]:
    """Each row as whole numbers of one byte, and what they are to be multiplied by.

    >>> numbers, scales = in_bytes(np.array([[1.0, -0.5], [0.0, 0.0]]))
    >>> numbers.tolist(), scales.round(4).tolist()
    ([[127, -64], [0, 0]], [0.007899999618530273, 0.0])
    """
    scales = np.abs(rows).max(axis=1) / _LARGEST
    numbers = np.rint(rows / np.where(scales > 0, scales, 1.0)[:, None])
    return numbers.astype(np.int8), scales.astype(np.float32)


def _in_utf8(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)
