"""A text becomes the name of its language, by the model of the package py3langid.

The package keeps its model compressed. Unpacking it takes .3 s, more than all the rest of a question about one article.
So the model is unpacked once on a machine, into a private folder, and its arrays are read where they lie. The rows of
its table lie in memory as they are looked up, which halves the time of a guess.
"""

import json
import tempfile
import unicodedata
from collections import Counter
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_hexdigest

from provenance.base.atomic_write import atomic_write, room_for
from provenance.base.errors import MachineError
from provenance.base.private import private_cache

_PACKAGE, _FILE = "py3langid", Path("data", "model.npz.xz")
_LAYOUT = 1  # of the arrays that are kept
_NAMES = "names.json"  # written last: where it is, the others are


class LanguageModel(NamedTuple):
    """Sequences of bytes that tell languages apart: an automaton that finds them, and what each says of a language."""

    names: list[str]  # ISO 639-1, one a column
    weights: npt.NDArray[np.float16]  # sequence x language
    priors: npt.NDArray[np.float32]
    steps: npt.NDArray[np.uint32]  # 256 for each row: the state that a byte leads to
    rows: npt.NDArray[np.uint32]  # where the steps of each state begin
    sequences: npt.NDArray[np.int32]  # the sequence that each state ends, or -1


def best_language(text: str, model: LanguageModel) -> str:
    """The language that the model finds likeliest, as py3langid's `classify` has it.

    >>> best_language("Färjan till Skarn var sen igen i måndags, uppgav hamnkontoret.", language_model())
    'sv'
    """
    counts = Counter(_sequences(_normalised(text), model))
    if not counts:
        return model.names[0]
    rows = np.fromiter(counts, np.intp, len(counts))
    times = np.fromiter(counts.values(), np.float32, len(counts))
    return model.names[int((np.log1p(times) @ model.weights[rows] + model.priors).argmax())]


def _normalised(text: str) -> bytes:
    cased = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", cased).encode("utf-8", "surrogatepass")


def _sequences(data: bytes, model: LanguageModel) -> list[int]:
    """Kernel: the sequences that end at each byte."""
    steps, rows, sequences = model.steps.data, model.rows.data, model.sequences.data
    state, result = 0, []
    for byte in data:
        state = steps[rows[state] + byte]
        sequence = sequences[state]
        if sequence >= 0:
            result.append(sequence)
    return result


@cache
def language_model() -> LanguageModel:
    """The model, read where it lies unpacked; it is unpacked where it is not yet, and kept if there is a folder."""
    package = find_spec(_PACKAGE)  # finds it without importing it
    packed = Path(package.origin).parent / _FILE if package and package.origin else None
    if packed is None or not packed.is_file():
        return unpacked_model()
    about = packed.stat()
    key = xxh3_64_hexdigest(f"{packed} {about.st_size} {about.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    folder, _ = private_cache(f"languages-{_LAYOUT}-{key}")
    if folder is None:
        return unpacked_model()
    return _kept(folder) or _keep(unpacked_model(), folder)


def unpacked_model() -> LanguageModel:
    """The model out of the package, for languages that have a code of two letters."""
    package: Any = import_module(f"{_PACKAGE}.langid")
    with room_for(tempfile.gettempdir()):  # where it unpacks its model
        model = package.LanguageIdentifier.from_model_file(_FILE)
    columns = [number for number, name in enumerate(model.nb_classes) if len(name) == 2]
    return LanguageModel(
        [model.nb_classes[number] for number in columns],
        np.ascontiguousarray(model.nb_ptc[:, columns]),
        np.ascontiguousarray(model.nb_pc[columns]),
        np.array(model.tk_nextmove, np.uint32),
        np.array(model.tk_row, np.uint32) << np.uint32(8),
        np.array(model.tk_output, np.int32),
    )


def _kept(folder: Path) -> LanguageModel | None:
    """The model as it is kept in a folder; None where it is not, or not whole."""
    try:
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        arrays = [np.load(_array(folder, name), "r", allow_pickle=False) for name in LanguageModel._fields[1:]]
        return LanguageModel(names, *map(np.asarray, arrays))  # a memmap is slow
    except (OSError, ValueError, EOFError):
        return None


def _keep(model: LanguageModel, folder: Path) -> LanguageModel:
    """The same model, kept for later runs unless the disk is full."""
    try:
        for name in LanguageModel._fields[1:]:
            with atomic_write(_array(folder, name)) as file:
                np.save(file, getattr(model, name), allow_pickle=False)
        with atomic_write(folder / _NAMES) as file:
            file.write(json.dumps(model.names).encode())
    except (OSError, MachineError):
        pass  # a later run tries again
    return model


def _array(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
