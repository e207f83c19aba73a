"""A file of rows is packed as its name says: .gz, .zst, or not at all."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, cast

from provenance.corpus.files import PACKINGS


@contextmanager
def packed(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Where to write what goes into the file of that name; the same bytes give the same packed bytes.

    >>> from io import BytesIO
    >>> file = BytesIO()
    >>> with packed(file, "kept.jsonl.gz") as sink:
    ...     _ = sink.write(b"Rain.")
    >>> gzip.decompress(file.getvalue())
    b'Rain.'
    """
    packing = PACKINGS.get(PurePath(name).suffix.lower())
    if packing == "gz":
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as sink:
            yield cast(BinaryIO, sink)
    elif packing == "zst":
        import zstandard  # noqa: PLC0415  # only where a .zst file is written

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as sink:
            yield cast(BinaryIO, sink)
    else:
        yield file
