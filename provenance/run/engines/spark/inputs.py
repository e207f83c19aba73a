"""Files become frames of rows: Parquet and JSON lines, on any file system that Spark reads."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from provenance.base.errors import InputError, SettingsError
from provenance.corpus.files import File, files, kind_of
from provenance.corpus.ledger import Entry
from provenance.run.engines.spark.rows import LINE, Source, file_address, is_remote
from provenance.run.engines.spark.session import F

_GLOB = re.compile(r"([\\\[\]{}*?,])")
_HIDDEN = ("_", ".")  # first characters of names that Spark passes over
_FORMATS = {"parquet": {""}, "jsonl": {"", "gz"}}  # and their packings
_ADVICE = "Parquet or JSON lines (.gz), of one kind in one run; or --engine machine, which reads all formats"


def source_of(inputs: Sequence[str], out: str, spark: Any) -> tuple[Source, list[Entry]]:  # noqa: ANN401
    """The rows of all files of the inputs, and the entries of what is no file."""
    remote = [address for address in inputs if is_remote(address)]
    local = [address.removeprefix("file://") for address in inputs if not is_remote(address)]
    listed = [*files(local, None if is_remote(out) else Path(out))] if local else []
    entries = [item for item in listed if isinstance(item, Entry)]
    sources = [item for item in listed if isinstance(item, File)] + [*_remote_files(remote, spark)]
    form = _form(sources)
    names = {_address_of(file): (file.path, file.name) for file in sources}
    paths = [_GLOB.sub(r"\\\1", str(file.place.resolve()) if file.place else file.path) for file in sources]
    read = spark.read.option("lineSep", "\n").option("mergeSchema", "true")
    if form == "parquet":
        return Source(read.parquet(*paths), files=names), entries
    frame = read.text(paths).select(F.col("value").cast("binary").alias(LINE), "_metadata")
    return Source(frame, lines=True, files=names), entries


def _address_of(file: File) -> str:
    return file_address(str(file.place.resolve()) if file.place else file.path)


def _remote_files(inputs: Sequence[str], spark: Any) -> Iterable[File]:  # noqa: ANN401
    """The files below addresses, in order."""
    for address in inputs:
        listed = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(address)
        for (path,) in sorted(listed.select("path").collect()):
            name = path.rpartition("/")[2]
            kind, packing, _ = kind_of(name)
            yield File(path, name, kind or "", packing)


def _form(sources: Sequence[File]) -> str:
    """The format of all files; raises an error where Spark cannot read one, or would pass it over."""
    if not sources:
        raise InputError("E-NOTHING-READ", "there is no file to read", advice=_ADVICE)
    first = sources[0].format
    for file in sources:
        if file.format != first or file.packing not in _FORMATS.get(file.format, ()):
            what = "the engine spark does not read this" if file.format == first else f"is not {first}, as others are"
            raise SettingsError("E-SPARK-INPUT", what, path=file.path, advice=_ADVICE)
        if (file.place.name if file.place else file.name).startswith(_HIDDEN):
            what = "Spark passes over files whose names begin with _ or ."
            raise SettingsError("E-SPARK-INPUT", what, path=file.path, advice="another name for it")
    return first
