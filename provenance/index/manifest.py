"""The manifest of an index: its format, how its hashes are made, and which files it consists of."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from xxhash import xxh3_128_hexdigest

from provenance.base.atomic_write import atomic_write, save_directory
from provenance.base.errors import StoreError
from provenance.index.columns import damaged
from provenance.index.segment import SegmentFile

NAME = "manifest.json"
FORMAT = 1  # of the files; a version of the package reads this one and all before it
_KIND = "provenance index"
_PLAIN = re.compile(r"journal-[0-9]{1,18}|[0-9a-f]{32}")  # names of its files

Baked = Mapping[str, int | str]


@dataclass(frozen=True)
class Manifest:
    """What an index is; `baked` are the values that hashes and records were made with."""

    baked: Baked
    journal: str
    segments: tuple[SegmentFile, ...] = ()
    dead: Mapping[str, frozenset[int]] = field(default_factory=dict)  # rows of segments that are no more

    @classmethod
    def of(cls, data: bytes, path: Path) -> Self:
        """The manifest from its file's bytes; StoreError where a newer version wrote it, or it was changed since."""
        try:
            table = json.loads(data)
            version = table["format"]
            if table["kind"] != _KIND or not isinstance(version, int):
                raise ValueError("it is of another kind")
            if version > FORMAT:
                what = f"the index has format {version}, this version reads formats up to {FORMAT}"
                raise StoreError("E-INDEX-NEWER", what, path=path, advice="a newer version of the package")
            if table.pop("digest") != _digest(table):
                raise ValueError("its checksum does not match")
            segments = tuple(SegmentFile(*item) for item in table["segments"])
            if not all(_PLAIN.fullmatch(name) for name in (table["journal"], *(item.name for item in segments))):
                raise ValueError("it names files elsewhere")
            return cls(
                table["baked"],
                table["journal"],
                segments,
                {name: _rows(packed) for name, packed in table["dead"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise damaged(path, f"this is no manifest of an index ({error})") from None

    def write(self, folder: Path) -> bytes:
        """Put the manifest in place of the one there, on the disk; its bytes."""
        table: dict[str, Any] = {
            "kind": _KIND,
            "format": FORMAT,
            "baked": dict(self.baked),
            "journal": self.journal,
            "segments": [list(item) for item in self.segments],
            "dead": {name: _packed(rows) for name, rows in sorted(self.dead.items()) if rows},
        }
        data = json.dumps({**table, "digest": _digest(table)}, indent=1).encode()
        with atomic_write(folder / NAME, lasting=True) as file:
            file.write(data)
        save_directory(folder)
        return data

    def fitting(self, baked: Baked, folder: Path) -> None:
        """Raises StoreError naming both values where the index was made with others than these."""
        for name, ours in baked.items():
            theirs = self.baked.get(name)
            if theirs != ours:
                what = f"the index was made with {name} {theirs}, not {ours}"
                advice = f"the same settings and version, or provenance index build INPUT... --index {folder} --force"
                raise StoreError("E-INDEX-OTHER", what, path=folder, advice=advice)

    def but(self, **changed: Any) -> Self:  # noqa: ANN401
        """The same with some fields changed."""
        return replace(self, **changed)


def manifest_bytes(folder: Path) -> bytes:
    """The manifest of a folder as it lies there; StoreError where there is none."""
    try:
        return (folder / NAME).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        advice = f"provenance index build INPUT... --index {folder}"
        raise StoreError("E-NO-INDEX", "there is no index here", path=folder, advice=advice) from None


def _digest(table: Mapping[str, Any]) -> str:
    return xxh3_128_hexdigest(json.dumps(table, sort_keys=True).encode())


def _packed(rows: frozenset[int]) -> str:
    return b64encode(np.array(sorted(rows), np.uint32).tobytes()).decode()


def _rows(packed: str) -> frozenset[int]:
    return frozenset(np.frombuffer(b64decode(packed), np.uint32).tolist())
