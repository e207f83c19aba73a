"""`provenance dedupe`: a corpus in, the same corpus without its near-duplicates out, row for row as it came."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from provenance import __version__
from provenance.base.engine import ready
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMA_VERSION
from provenance.base.tokens import VERSION as TOKENS_VERSION
from provenance.corpus.rows import FATES, write_rows
from provenance.corpus.slices import size_of, slices
from provenance.corpus.unpacking import spooled
from provenance.run.engines import WORTH, engine_for
from provenance.run.intake import Intake, intake
from provenance.run.out import RUN, Lines, cleared, free_for, prepared, write_json
from provenance.run.resembling import CANDIDATES, EARLIER, Heard, Resembling, earlier, resembling, told_of
from provenance.run.stages import Stages, key
from provenance.run.texts import Texts

STDIN = "-"


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
    what became of the inputs' records where it is more than "accepted", with the numbers of each verdict and of the
    articles, then the same of `against`, before anything is made of what was read, and may raise.
    """
    stages = Stages(started, said)
    place = None if dry_run else out
    if place is not None:
        prepared(place, [*inputs, *against])
    with ExitStack() as stack:
        asked = stdin is not None and STDIN in map(str, inputs)
        stdin = stack.enter_context(spooled(stdin)) if stdin is not None and asked else None
        size = size_of(inputs, settings, stdin) + size_of(against, settings)
        starting = cache(lambda: engine_for(size, said))  # while the first rows are decoded
        engine = starting if size >= WORTH else starting()
        texts = stack.enter_context(Texts(place))
        ledger = stack.enter_context(Lines(place / "ledger.jsonl" if place is not None else None))
        stages.folder = place
        with stages.stage("read"):
            new = told_of(slices(inputs, settings, columns=columns, stdin=stdin, engine=engine), heard)
            old = told_of(earlier(slices(against, settings, columns=columns, engine=engine)), heard)
            given = (one for source in (new, old) for one in source)
            taken = partial(intake, ledger=ledger.write, sign=not stages.has(CANDIDATES), progress=progress)
            kept = taken(given, settings.sketch, engine, texts)
        if place is not None:
            free_for(place, kept.name, settings, force=force)
            stages.key = key(kept.name, settings)
        found = resembling(kept, settings, ready(engine), stages)
        run = _run(kept, found, settings, stages)
        if dry_run:
            return Deduped(found.clusters, found.pairs, run)
        with stages.stage("write"):
            written = _write(found, texts, inputs, out, settings, columns, stdin, stdout, stages)
            ledger.done()
    if out is not None:
        write_json(out / RUN, run)
        stages.done()
    return Deduped(found.clusters, found.pairs, run, written)


def _write(
    found: Resembling,
    texts: Texts,
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    columns: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    stdout: BinaryIO | None,
    stages: Stages,
) -> list[Path]:
    fates = found.clusters.with_columns(found.articles["path"], found.articles["record"])  # both in the order of ids
    fates = fates.filter(~pl.col("article").str.starts_with(EARLIER)).select(*FATES)
    if out is not None:
        cleared(out)
    texts.forget()
    written = write_rows(inputs, settings, fates, out, columns=columns, stdin=stdin, stdout=stdout, texts=texts.columns)
    if out is not None:
        stages.placed("clusters", found.clusters, out / "clusters.parquet")
        stages.placed("pairs", found.pairs, out / "pairs.parquet")
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
            "verified pairs": found.verified,
        },
        "seconds": stages.seconds,
    }
