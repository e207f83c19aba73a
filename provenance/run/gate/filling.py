"""Files and folders become articles of an index; what became of each record is counted on the way."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from provenance.base.backend import Backend
from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.corpus.formats.unpacking import spooled
from provenance.corpus.input_slices import size_of
from provenance.corpus.ledger import Entry
from provenance.corpus.read import read, read_bytes
from provenance.run.backends import KERNELS, backend_for

_ALL_KERNELS = (*KERNELS, "provenance.corpus.furniture.prose_parallel", "provenance.match.fingerprints.parallel")
_TOLD = 10_000  # entries of the ledger that are kept to be told
_STDIN = "-"

Heard = Callable[[Sequence[Entry], Mapping[str, int], int], None]


@dataclass
class Inputs:
    """Inputs on their way into an index; `heard` gets the entries of their records before anything is stored."""

    inputs: Sequence[str | Path]
    settings: Settings
    columns: Mapping[str, str] | None = None
    stdin: BinaryIO | None = None
    heard: Heard = lambda *_: None
    said: Callable[[str], None] = lambda _: None
    progress: Callable[[int], None] = lambda _: None
    verdicts: Counter[str] = field(default_factory=Counter)
    _backend: Backend | None = None

    def backend(self) -> Backend:
        """The backend that pays for so much text."""
        if self._backend is None:
            self._backend = backend_for(size_of(self.inputs, self.settings), self.said, _ALL_KERNELS)
        return self._backend

    def articles(self) -> Iterator[Article]:
        """All articles, read a few ahead."""
        stream = self.stdin if _STDIN in map(str, self.inputs) else None
        if stream is None:
            yield from self._read(None)
            return
        with spooled(stream) as copy:
            yield from self._read(copy)

    def _read(self, stdin: BinaryIO | None) -> Iterator[Article]:
        weighed: list[Entry] = []
        count = 0
        for entry, article in read(self.inputs, self.settings, columns=self.columns, stdin=stdin):
            self.verdicts[entry.verdict] += 1
            if entry.verdict != "accepted" and len(weighed) < _TOLD:
                weighed.append(entry)
            if article is not None:
                count += 1
                yield article
                if count % 1000 == 0:
                    self.progress(count)
        self.heard(weighed, self.verdicts, count)

    @property
    def ledger(self) -> dict[str, Any]:
        """What became of all records, in numbers."""
        counts = {name: self.verdicts[name] for name in ("accepted", "warned", "rejected")}
        return {"ledger": {"seen": self.verdicts.total(), **counts}}


def one_article(name: str, data: bytes, settings: Settings) -> Article:
    """The one article that a file's bytes hold; InputError where there is none, or more than one."""
    readings = list(read_bytes(name, data, settings))
    articles = [article for _, article in readings if article is not None]
    if len(articles) == 1:
        return articles[0]
    rejected = next((entry for entry, _ in readings if entry.verdict != "accepted"), None)
    if not articles and rejected is not None:
        raise InputError(rejected.code, rejected.message, path=name, line=rejected.line)
    advice = "one article at a time; provenance dedupe --against asks about many"
    raise InputError("E-QUERY", f"this holds {len(articles)} articles, not one", path=name, advice=advice)
