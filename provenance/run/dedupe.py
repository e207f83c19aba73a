"""`provenance dedupe`: a corpus in, the same corpus without its near-duplicates out, row for row as it came."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import polars as pl

from provenance import __version__
from provenance.base.arrays import distinct
from provenance.base.engine import Engine
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMA_VERSION, write_table
from provenance.base.tokens import I64
from provenance.base.tokens import VERSION as TOKENS_VERSION
from provenance.corpus.files import total_bytes
from provenance.corpus.ledger import Entry
from provenance.corpus.rows import FATES, write_rows
from provenance.corpus.slices import Slice, slices
from provenance.corpus.unpacking import spooled
from provenance.index.exact import firsts
from provenance.match.clusters import clusters as clusters_of
from provenance.match.pairs import pairs as pairs_of
from provenance.run.engines import engine_for
from provenance.run.intake import Intake, intake
from provenance.run.out import RUN, Lines, cleared, free_for, prepared, write_json
from provenance.run.stages import Stages
from provenance.run.texts import Texts
from provenance.run.told import dated_where_told

EARLIER = "against:"  # stands before the id of an article of the corpus that is compared against
STDIN = "-"
_TOLD = 10_000  # entries of the ledger that are kept to be told

Heard = Callable[[Sequence[Entry], Mapping[str, int]], None]


@dataclass(frozen=True)
class Resembling:
    """What resembles what in a corpus, and what stays of it."""

    articles: pl.DataFrame  # intake.COLUMNS
    pairs: pl.DataFrame
    clusters: pl.DataFrame


@dataclass(frozen=True)
class Deduped:
    """What stays and what goes; `clusters` and `pairs` tell of every article, those compared against included."""

    clusters: pl.DataFrame
    pairs: pl.DataFrame
    run: dict[str, Any] = field(repr=False)
    written: list[Path] = field(default_factory=list)

    @property
    def removed(self) -> pl.DataFrame:
        """The clusters' rows of articles that go."""
        return self.clusters.filter(~pl.col("kept") & ~pl.col("article").str.starts_with(EARLIER))


def dedupe(
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    *,
    against: Sequence[str | Path] = (),
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    dry_run: bool = False,
    force: bool = False,
    heard: Heard = lambda *_: None,
    started: Callable[[str], None] = lambda _: None,
    said: Callable[[str], None] = lambda _: None,
    progress: Callable[[int], None] | None = None,
) -> Deduped:
    """Find what resembles what, and write what stays; to `stdout` alone where `out` is None.

    Articles of `against` are kept before any other and never written. Nothing is written on a dry run. `heard` is told
    what became of the inputs' records where it is more than "accepted", with the number of each verdict, then the same
    of `against`, before anything is made of what was read, and may raise.
    """
    stages = Stages(started, said)
    place = None if dry_run else out
    if place is not None:
        prepared(place, [*inputs, *against])
    with ExitStack() as stack:
        asked = stdin is not None and STDIN in map(str, inputs)
        stdin = stack.enter_context(spooled(stdin)) if stdin is not None and asked else None
        size = total_bytes([*inputs, *against]) + (stdin.seek(0, 2) if stdin is not None else 0)
        if stdin is not None:
            stdin.seek(0)
        engine = engine_for(size, said)
        texts = stack.enter_context(Texts(place))
        ledger = stack.enter_context(Lines(place / "ledger.jsonl" if place is not None else None))
        with stages.stage("read"):
            new = _told(slices(inputs, settings, columns=columns, stdin=stdin, engine=engine), heard)
            old = _told(_earlier(slices(against, settings, columns=columns, engine=engine)), heard)
            given = (one for source in (new, old) for one in source)
            kept = intake(given, settings.sketch, engine, texts, ledger=ledger.write, progress=progress)
        if place is not None:
            free_for(place, kept.name, settings, force=force)
        found = resembling(kept, settings, engine, stages)
        run = _run(kept, found, settings, stages)
        if dry_run:
            return Deduped(found.clusters, found.pairs, run)
        with stages.stage("write"):
            written = _write(found, texts, inputs, out, settings, columns, stdin, stdout)
            ledger.done()
    if out is not None:
        write_json(out / RUN, run)
    return Deduped(found.clusters, found.pairs, run, written)


def resembling(kept: Intake, settings: Settings, engine: Engine, stages: Stages) -> Resembling:
    """Pairs and clusters of all that was taken in.

    Candidates are found on whole texts, and measured without furniture, which is looked for in candidates alone.
    """
    with stages.stage("pairs"):
        near, same = kept.candidates(settings)
        wanted = np.zeros(kept.articles.height, np.bool_)
        wanted[near.ravel()] = True
        words = kept.tokens(wanted, engine)
        counted = np.where(wanted, np.diff(words.offsets), kept.articles["words"])[same]
        again = firsts(words)  # some are the same but for their furniture
        near, same = _distinct(again[near]), again[same]
        pairs = pairs_of(kept.articles["article"], words, near, same, settings, engine=engine)
    with stages.stage("clusters"):
        articles = dated_where_told(kept, pairs, settings).with_columns(words=pl.Series(counted, dtype=pl.UInt32))
        standing = [one for one in articles["article"] if one.startswith(EARLIER)]
        grouped = clusters_of(articles, pairs, words, same, settings, standing=standing, engine=engine)
        return Resembling(articles, pairs, grouped)


def _distinct(pairs: I64) -> I64:
    """Pairs of different numbers, the smaller first, each pair once."""
    ordered = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    keys = distinct(ordered[:, 0] << 32 | ordered[:, 1])
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1)


def _told(given: Iterator[Slice], heard: Heard) -> Iterator[Slice]:
    """The slices; `heard` is told, once they are through, what there is to say of their records."""
    told: list[Entry] = []
    verdicts: Counter[str] = Counter()
    for made in given:
        told += made.told[: _TOLD - len(told)]
        verdicts.update(made.verdicts)
        yield made
    heard(told, verdicts)


def _earlier(given: Iterator[Slice]) -> Iterator[Slice]:
    """The slices of the corpus that is compared against, under ids of their own."""
    for made in given:
        made.ids = [EARLIER + name for name in made.ids]
        yield made


def _write(
    found: Resembling,
    texts: Texts,
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    columns: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    stdout: BinaryIO | None,
) -> list[Path]:
    fates = found.clusters.join(found.articles.select("article", "path", "record"), on="article", maintain_order="left")
    fates = fates.filter(~pl.col("article").str.starts_with(EARLIER)).select(*FATES)
    if out is not None:
        cleared(out)
    texts.forget()
    written = write_rows(inputs, settings, fates, out, columns=columns, stdin=stdin, stdout=stdout, texts=texts.columns)
    if out is not None:
        write_table(found.clusters, out / "clusters.parquet", "clusters")
        write_table(found.pairs, out / "pairs.parquet", "pairs")
    return written


def _run(kept: Intake, found: Resembling, settings: Settings, stages: Stages) -> dict[str, Any]:
    own = found.clusters.filter(~pl.col("article").str.starts_with(EARLIER))
    copies = own.filter(~pl.col("kept"))
    return {
        "version": __version__,
        "schema": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "settings": settings.flat(),
        "inputs": kept.name,
        "ledger": {"seen": kept.verdicts.total(), **{v: kept.verdicts[v] for v in ("accepted", "warned", "rejected")}},
        "counts": {
            "articles": own.height,
            "against": found.clusters.height - own.height,
            "left out": kept.records - found.articles["record"].count(),
            "kept": own.height - copies.height,
            "removed": copies.height,
            "exact copies": copies.filter(pl.col("similarity") == 1).height,
            "clusters": own["cluster"].n_unique(),
        },
        "seconds": stages.seconds,
    }
