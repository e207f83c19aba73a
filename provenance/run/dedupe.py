"""`provenance dedupe`: a corpus in, the same corpus without its near-duplicates out, row for row as it came."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from provenance import __version__
from provenance.base.settings import Settings
from provenance.base.tables import SCHEMA_VERSION, write_table
from provenance.base.tokens import VERSION as TOKENS_VERSION
from provenance.corpus.articles import articles as read_articles
from provenance.corpus.ledger import Entry, counts, json_lines
from provenance.corpus.rows import Match, Place, write_rows
from provenance.corpus.unpacking import spooled
from provenance.index.exact import firsts
from provenance.match.clusters import clusters as clusters_of
from provenance.origin.dated import dated
from provenance.run.journey import engine_of, paired, tokens_of
from provenance.run.out import RUN, cleared, free_for, input_hash, prepared, write_json, write_lines
from provenance.run.stages import Stages

EARLIER = "against:"  # stands before the id of an article of the corpus that is compared against
STDIN = "-"


@dataclass(frozen=True)
class Deduped:
    """What stays and what goes; `clusters` and `pairs` tell of every article, those compared against included."""

    articles: pl.DataFrame
    clusters: pl.DataFrame
    pairs: pl.DataFrame
    ledger: list[Entry] = field(repr=False)
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
    heard: Callable[[Sequence[Entry]], None] = lambda _: None,
    started: Callable[[str], None] = lambda _: None,
    said: Callable[[str], None] = lambda _: None,
    progress: Callable[[int], None] | None = None,
) -> Deduped:
    """Find what resembles what, and write what stays; to `stdout` alone where `out` is None.

    Articles of `against` are kept before any other and never written. Nothing is written on a dry run. `heard` is told
    the ledger of the inputs, then that of `against`, before anything is made of what was read, and may raise.
    """
    stages = Stages(started, said)
    if out is not None and not dry_run:
        prepared(out, [*inputs, *against])
    with ExitStack() as stack:
        asked = stdin is not None and STDIN in map(str, inputs)
        stdin = stack.enter_context(spooled(stdin)) if stdin is not None and asked else None
        with stages.stage("read"):
            articles, ledger, earlier = _read(inputs, against, settings, columns, stdin, progress)
        heard(ledger)
        heard(earlier)
        ledger = ledger + earlier
        name = input_hash(articles)
        if out is not None and not dry_run:
            free_for(out, name, settings, force=force)
        engine = engine_of(articles, said)
        words = tokens_of(articles, engine)
        with stages.stage("pairs"):
            same = firsts(words)
            near = paired(articles, words, same, settings, engine)
        with stages.stage("clusters"):
            standing = [one for one in articles["article"] if one.startswith(EARLIER)]
            articles = _dated_where_it_counts(articles, near, settings)
            clusters = clusters_of(articles, near, words, same, settings, standing=standing)
        found = Deduped(articles, clusters, near, ledger, _run(articles, clusters, ledger, settings, name, stages))
        if dry_run:
            return found
        with stages.stage("write"):
            written = _write(found, inputs, out, settings, columns, stdin, stdout)
    if out is not None:
        write_json(out / RUN, found.run)
    return Deduped(articles, clusters, near, ledger, found.run, written)


def _read(
    inputs: Sequence[str | Path],
    against: Sequence[str | Path],
    settings: Settings,
    columns: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    progress: Callable[[int], None] | None,
) -> tuple[pl.DataFrame, list[Entry], list[Entry]]:
    """All articles; the ledger of the inputs, and that of the corpus compared against."""
    new, ledger = read_articles(inputs, settings, columns=columns, stdin=stdin, progress=progress)
    if not against:
        return new, ledger, []
    old, earlier = read_articles(against, settings, columns=columns)
    old = old.with_columns(article=pl.lit(EARLIER) + pl.col("article"))
    return pl.concat([new, old]).sort("article"), ledger, earlier


def _dated_where_it_counts(articles: pl.DataFrame, near: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Dates out of the text for articles of a pair that have none from their metadata; the others need none."""
    if settings.keep != "earliest":
        return articles
    needy = (
        pl.col("article").is_in(pl.concat([near["left"], near["right"]]).implode()) & pl.col("published_from").is_null()
    )
    chosen = articles.filter(needy)
    return pl.concat([articles.filter(~needy), dated(chosen, settings)]).sort("article") if chosen.height else articles


def _write(
    found: Deduped,
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    columns: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    stdout: BinaryIO | None,
) -> list[Path]:
    fates = found.clusters.join(found.articles.select("article", "path", "record"), on="article", maintain_order="left")
    fates = fates.filter(~pl.col("article").str.starts_with(EARLIER))
    kept: set[Place] = set(fates.filter("kept").select("path", "record").iter_rows())
    columns_of_match = ("path", "record", "cluster", "similarity", "article_in_kept", "kept_in_article")
    removed: dict[Place, Match] = {
        (path, record): Match(cluster, *measured)
        for path, record, cluster, *measured in fates.filter(~pl.col("kept")).select(columns_of_match).iter_rows()
    }
    if out is not None:
        cleared(out)
    written = write_rows(inputs, settings, kept, removed, out, columns=columns, stdin=stdin, stdout=stdout)
    if out is not None:
        write_table(found.clusters, out / "clusters.parquet", "clusters")
        write_table(found.pairs, out / "pairs.parquet", "pairs")
        write_lines(out / "ledger.jsonl", json_lines(found.ledger))
    return written


def _run(
    articles: pl.DataFrame, clusters: pl.DataFrame, ledger: list[Entry], settings: Settings, name: str, stages: Stages
) -> dict[str, Any]:
    own = clusters.filter(~pl.col("article").str.starts_with(EARLIER))
    copies = own.filter(~pl.col("kept"))
    return {
        "version": __version__,
        "schema": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "settings": settings.flat(),
        "inputs": name,
        "ledger": counts(ledger),
        "counts": {
            "articles": own.height,
            "against": articles.height - own.height,
            "left out": sum(entry.record is not None for entry in ledger) - articles["record"].count(),
            "kept": own.height - copies.height,
            "removed": copies.height,
            "exact copies": copies.filter(pl.col("similarity") == 1).height,
            "clusters": own["cluster"].n_unique(),
        },
        "seconds": stages.seconds,
    }
