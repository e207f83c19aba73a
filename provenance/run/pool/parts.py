"""Parts: what one stage made of one slice of articles, kept so that a run that was stopped does not make it again.

A part is named after everything it depends on: the code, the settings, the agencies and the slice itself.
"""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import polars as pl
import xxhash

from provenance.base.atomic_write import atomic_write
from provenance.run.pool.text_stages import Frames, TextStages
from provenance.run.stages import key

_HASHED = 8  # bytes of a hash at the end of a part


def part_name(stage: str, stages: TextStages, files: Sequence[bytes]) -> str:
    """The name of the part that a stage makes of a slice, given as the bytes of its files."""
    agencies = [path.read_bytes() for path in stages.agencies]
    settings = json.dumps(stages.message()["settings"], sort_keys=True)
    hashes = [xxhash.xxh3_128_hexdigest(data) for data in files]
    return f"{stage}-{key(stage, settings, agencies, hashes)}.part"


def slice_files(frames: Frames) -> list[bytes]:
    """The frames of a slice as a worker reads them."""
    return [_ipc(frame) for frame in frames]


def _ipc(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.write_ipc(buffer, compat_level=pl.CompatLevel.oldest())  # whose strings hold no more than the slice
    return buffer.getvalue()


def keep_part(folder: Path, name: str, frame: pl.DataFrame) -> None:
    """Keep the rows of a part, with a hash of them behind."""
    buffer = BytesIO()
    frame.write_parquet(buffer, compression="lz4")
    data = buffer.getvalue()
    with atomic_write(folder / name) as file:
        file.write(data + xxhash.xxh3_64_digest(data))


def kept_part(folder: Path, name: str) -> pl.DataFrame | None:
    """The rows of a part; None where it is not there, or its bytes are not those that were written."""
    try:
        data = (folder / name).read_bytes()
    except OSError:
        return None
    rows, digest = data[:-_HASHED], data[-_HASHED:]
    return pl.read_parquet(rows) if xxhash.xxh3_64_digest(rows) == digest else None
