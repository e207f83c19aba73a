"""`provenance dedupe`: a corpus in, the same corpus without its near-duplicates out, row for row as it came."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from provenance.base.atomic_write import scratch
from provenance.base.backend import Backend, Starting, ready
from provenance.base.settings import LOCK_SECONDS, Settings
from provenance.corpus.files import File, files, watched
from provenance.corpus.formats.record_files import as_sent
from provenance.corpus.formats.unpacking import spooled
from provenance.corpus.furniture.ignored import ignored_lines
from provenance.corpus.ledger import Entry
from provenance.corpus.slices import Slice, size_of, slices
from provenance.corpus.watch import Watch
from provenance.corpus.writers.article_lines import ArticleLines
from provenance.corpus.writers.rows import FATES, Sinks, Written, write_rows
from provenance.match.clusters.keeping import undated
from provenance.run.against import Against, is_index
from provenance.run.backends import WORTH, backend_for
from provenance.run.intake import Intake, intake
from provenance.run.out import Lines, apart, free_for, lies_in, write_json, writing
from provenance.run.resembling import CANDIDATES, EARLIER, Heard, Resembling, earlier, resembling, told_of
from provenance.run.row_files import RowFiles, as_lines, claimed, fitting, sinks
from provenance.run.stages import Stages, key
from provenance.run.stamp import stamp
from provenance.run.swap import RUN, committed
from provenance.run.texts import Texts

STDIN = "-"
_NAMED = 3  # articles of a kind that run.json names
_FILES = ("clusters.parquet", "pairs.parquet", "ledger.jsonl", RUN)  # what OUT holds beside the rows


@dataclass(frozen=True)
class DedupeRun:
    """What stays and what goes; `clusters` and `pairs` tell of every article, those compared against included."""

    clusters: pl.DataFrame
    pairs: pl.DataFrame
    run: dict[str, Any] = field(repr=False)
    written: list[Path] = field(default_factory=list)

    @property
    def removed(self) -> pl.DataFrame:
        """The clusters' rows of articles that go."""
        return self.clusters.filter(~pl.col("kept") & ~pl.col("article").str.starts_with(EARLIER))


def dedupe_inputs(
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    *,
    against: Sequence[str | Path] = (),
    columns: Mapping[str, str] | None = None,
    rows: RowFiles | None = None,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    dry_run: bool = False,
    force: bool = False,
    lock_seconds: float = LOCK_SECONDS,
    heard: Heard = lambda *_: None,
    started: Callable[[str], None] = lambda _: None,
    said: Callable[[str], None] = lambda _: None,
    progress: Callable[[int], None] | None = None,
) -> DedupeRun:
    """Find what resembles what, and write what stays; to `stdout` alone where neither `out` nor `rows` are given.

    With `rows`, rows go there, and `out` holds the tables. Articles of `against` (corpora, or folders of an index) are
    kept before any other and never written. Nothing is written on a dry run. `heard` is told what became of the inputs'
    records where it is more than "accepted", with the numbers of each verdict and of the articles, then the same of
    `against`, before anything is made of what was read, and may raise. An earlier result stays until the new one is
    whole. Raises MachineError, and replaces nothing, where an input changes between its two readings.
    """
    stages = Stages(started, said)
    stages.say(settings.recall())
    ignored = ignored_lines(Path(settings.furniture_lines)) if settings.furniture_lines else None
    rows = rows or (RowFiles() if out is None else None)
    for folder in [] if out is None else lies_in(out, [one for one in inputs if str(one) != STDIN]):
        said(f"the results go to {out}, which lies in {folder}: it is left out of what is read")
    with ExitStack() as stack:
        if not dry_run:
            stages.folder = _claimed(stack, out, rows, [*inputs, *against], lock_seconds, force=force)
        source = _source(stack, inputs, settings, columns, stdin, out)
        if rows is not None:
            fitting(rows, source.listed)
            if not dry_run and as_lines(source.listed):
                source.lines = ArticleLines(*stack.enter_context(scratch()))
        indexes = Against([path for path in against if is_index(path)], settings)
        against = [path for path in against if not is_index(path)]
        size = size_of(inputs, settings, source.stdin, source.listed) + size_of(against, settings)
        starting = cache(lambda: backend_for(size, said))  # while the first rows are decoded
        backend = starting if size >= WORTH else starting()
        texts = stack.enter_context(Texts(stages.folder or (rows.folder if rows and not dry_run else None)))
        ledger = stack.enter_context(Lines(None if stages.folder is None else stages.folder / "ledger.jsonl"))
        with stages.stage("read"):
            new = told_of(indexes.watched(source.slices(backend), backend), heard)
            files_of = slices(against, settings, columns=columns, backend=backend)
            old = told_of(earlier(one for part in (files_of, indexes.slices()) for one in part), heard)
            given = (one for part in (new, old) for one in part)
            taken = partial(intake, ledger=ledger.write, sign=not stages.has(CANDIDATES), progress=progress)
            kept = taken(given, settings.sketch, backend, texts)
        if out is not None and not dry_run:
            free_for(out, kept.name, settings, force=force)
            stages.key = key(kept.name, settings, ignored and ignored.key)
        found = resembling(kept, settings, ready(backend), stages, ignored)
        run = _run(kept, found, settings, stages)
        if dry_run:
            return DedupeRun(found.clusters, found.pairs, run)
        written = _write(found, texts, source, out, rows, run, ledger, stdout, stages)
    return DedupeRun(found.clusters, found.pairs, run, written)


@dataclass
class _RowSource:
    """The inputs, which are read twice and must be the same both times."""

    inputs: Sequence[str | Path]
    settings: Settings
    columns: Mapping[str, str] | None
    stdin: BinaryIO | None
    listed: Sequence[File | Entry]
    watch: Watch
    records: int = 0  # of files, that were seen
    lines: ArticleLines | None = None  # where articles are written as JSON lines

    def slices(self, backend: Backend | Starting) -> Iterator[Slice]:
        """The first reading."""
        for made in slices(
            self.inputs,
            self.settings,
            columns=self.columns,
            stdin=self.stdin,
            backend=backend,
            listed=self.listed,
            on_read=None if self.lines is None else self.lines.add,
        ):
            self.records += made.seen
            yield made

    def written(self, fates: pl.DataFrame, texts: Texts, out: Path | None, to: Sinks | None) -> Written:
        """The second reading: rows go to `out`, or `to` these sinks."""
        self.watch.again = True
        return write_rows(
            self.inputs,
            self.settings,
            fates,
            out,
            columns=self.columns,
            stdin=self.stdin,
            texts=texts.columns,
            listed=self.listed,
            sinks=to,
            lines=self.lines,
        )


def _claimed(
    stack: ExitStack,
    out: Path | None,
    rows: RowFiles | None,
    inputs: Sequence[str | Path],
    seconds: float,
    *,
    force: bool,
) -> Path | None:
    """The folder for the new result, where there is to be one; all places to write to are this run's alone."""
    if rows is not None:
        stack.enter_context(claimed(rows, inputs, seconds, force=force))
    if out is None:
        return None
    apart(out, inputs, passed_over=True)
    return stack.enter_context(writing(out, seconds, _FILES))


def _source(
    stack: ExitStack,
    inputs: Sequence[str | Path],
    settings: Settings,
    columns: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    out: Path | None,
) -> _RowSource:
    asked = stdin is not None and STDIN in map(str, inputs)
    copy = stack.enter_context(spooled(stdin)) if stdin is not None and asked else None
    return _RowSource(inputs, settings, columns, copy, *watched(as_sent(item, copy) for item in files(inputs, out)))


def _write(
    found: Resembling,
    texts: Texts,
    source: _RowSource,
    out: Path | None,
    rows: RowFiles | None,
    run: dict[str, Any],
    ledger: Lines,
    stdout: BinaryIO | None,
    stages: Stages,
) -> list[Path]:
    """Write rows and tables aside, and put them in place once all of them are whole; the files of rows."""
    texts.forget()
    new = stages.folder
    with ExitStack() as ends:
        with stages.stage("write"):
            held = any(str(given) != STDIN for given in source.inputs)
            to = None if rows is None else ends.enter_context(sinks(rows, stdout or BytesIO(), held=held))
            written = source.written(_fates(found), texts, new if rows is None else None, to)
            alone = found.articles.filter(pl.col("record").is_null() & ~pl.col("article").str.starts_with(EARLIER))
            _add_up(written, run["counts"], source.records + alone.height)
            ledger.done()
            if new is not None:
                stages.placed("clusters", found.clusters, new / "clusters.parquet")
                stages.placed("pairs", found.pairs, new / "pairs.parquet")
        if out is None or new is None:
            return [] if rows is None else rows.paths
        write_json(new / RUN, run)
        names = [path.relative_to(new).as_posix() for path in written.paths]
        committed(out, [*_FILES, *names])
    return [out / name for name in names] if rows is None else rows.paths


def _fates(found: Resembling) -> pl.DataFrame:
    fates = found.clusters.with_columns(found.articles["path"], found.articles["record"])  # both in the order of ids
    return fates.filter(~pl.col("article").str.starts_with(EARLIER)).select(*FATES)


def _add_up(written: Written, counts: Mapping[str, int], seen: int) -> None:
    """Raises an error, and nothing is replaced, where rows are not as many as were decided on: a bug of ours.

    `seen` are the records of all files, and the files of one article that came in.
    """
    kept, removed, rejected = written.counts
    if (kept, removed, kept + removed + rejected) != (counts["kept"], counts["removed"], seen):
        decided = f"{counts['kept']} rows to keep and {counts['removed']} to remove, of {seen} seen"
        raise RuntimeError(f"{decided}, became {kept} kept, {removed} removed and {rejected} rejected ones")


def _run(kept: Intake, found: Resembling, settings: Settings, stages: Stages) -> dict[str, Any]:
    own = found.clusters.filter(~pl.col("article").str.starts_with(EARLIER))
    copies = own.filter(~pl.col("kept"))
    lost = undated(own) if settings.keep == "earliest" else own.clear()
    return {
        **stamp(kept.name, settings),
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
            "dated": own["date"].count(),
            "dates not read": kept.unread,
            "undated removed": lost.height,
        },
        "undated removed": lost.select("article", "cluster").head(_NAMED).rows(),
        "seconds": stages.seconds,
    }
