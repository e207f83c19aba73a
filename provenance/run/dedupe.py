"""`provenance dedupe`: a corpus in, the same corpus without its near-duplicates out, row for row as it came."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import polars as pl

from provenance.base.atomic_write import scratch
from provenance.base.backend import Backend, Starting, ready
from provenance.base.settings import LOCK_SECONDS, Settings
from provenance.corpus.files import File, files, watched
from provenance.corpus.formats.record_files import as_sent
from provenance.corpus.formats.unpacking import spooled
from provenance.corpus.furniture.ignored import ignored_lines
from provenance.corpus.input_slices import size_of, slices
from provenance.corpus.ledger import Entry
from provenance.corpus.slices import Slice
from provenance.corpus.watch import Watch
from provenance.corpus.writers.article_lines import ArticleLines
from provenance.corpus.writers.rows import FATES, RowInputs, Sinks, Written, write_rows
from provenance.match.clusters.keeping import undated
from provenance.run.backends import WORTH, backend_for
from provenance.run.index.against import Against, is_index
from provenance.run.intake import Intake, intake
from provenance.run.out import Lines, apart, free_for, lies_in, write_json, writing
from provenance.run.resembling import CANDIDATES, EARLIER, Resembling, earlier, noted_slices, resembling
from provenance.run.row_files import RowFiles, as_lines, claimed, fitting, sinks
from provenance.run.stages import Listener, Stages, key
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


@dataclass(frozen=True)
class DedupeOptions:
    """What `dedupe` may be given besides inputs, OUT and settings."""

    against: Sequence[str | Path] = ()  # corpora, or folders of an index: kept before any other and never written
    columns: Mapping[str, str] | None = None
    rows: RowFiles | None = None  # rows go there, and OUT holds the tables
    stdin: BinaryIO | None = None
    stdout: BinaryIO | None = None
    dry_run: bool = False  # nothing is written
    force: bool = False  # replace the result of another run
    lock_seconds: float = LOCK_SECONDS


def dedupe_inputs(
    inputs: Sequence[str | Path],
    out: Path | None,
    settings: Settings,
    options: DedupeOptions = DedupeOptions(),  # frozen
    listener: Listener = Listener(),  # noqa: B008  # frozen
) -> DedupeRun:
    """Find what resembles what, and write what stays; to `stdout` alone where neither `out` nor `rows` are given.

    The listener hears what became of the inputs' records where it is more than "accepted", with the numbers of each
    verdict and of the articles, then the same of `against`, before anything is made of what was read, and may raise. An
    earlier result stays until the new one is whole. Raises MachineError, and replaces nothing, where an input changes
    between its two readings.
    """
    on_note, against = listener.on_note, options.against
    stages = Stages(listener.on_stage, on_note)
    stages.say(settings.recall())
    ignored = ignored_lines(Path(settings.furniture_lines)) if settings.furniture_lines else None
    rows = options.rows or (RowFiles() if out is None else None)
    for folder in [] if out is None else lies_in(out, [item for item in inputs if str(item) != STDIN]):
        on_note(f"the results go to {out}, which lies in {folder}: it is left out of what is read")
    with ExitStack() as stack:
        if not options.dry_run:
            stages.folder = _claimed(stack, out, rows, [*inputs, *against], options.lock_seconds, force=options.force)
        source = _source(stack, inputs, settings, options, out)
        if rows is not None:
            fitting(rows, source.listed)
            if not options.dry_run and as_lines(source.listed):
                source.lines = ArticleLines(*stack.enter_context(scratch()))
        indexes = Against([path for path in against if is_index(path)], settings)
        against = [path for path in against if not is_index(path)]
        size = size_of(inputs, settings, source.inputs.stdin, source.listed) + size_of(against, settings)
        starting = cache(lambda: backend_for(size, on_note))  # while the first rows are decoded
        backend = starting if size >= WORTH else starting()
        texts = stack.enter_context(Texts(stages.folder or (rows.folder if rows and not options.dry_run else None)))
        ledger = stack.enter_context(Lines(None if stages.folder is None else stages.folder / "ledger.jsonl"))
        with stages.stage("read"):
            new = noted_slices(indexes.watched(source.slices(backend), backend), listener.on_read)
            files_of = slices(against, settings, columns=options.columns, backend=backend)
            old = noted_slices(
                earlier(item for source_slices in (files_of, indexes.slices()) for item in source_slices),
                listener.on_read,
            )
            slices_in = (item for source_slices in (new, old) for item in source_slices)
            taken = partial(intake, ledger=ledger.write, sign=not stages.has(CANDIDATES), progress=listener.on_progress)
            kept = taken(slices_in, settings.sketch, backend, texts)
        if out is not None and not options.dry_run:
            free_for(out, kept.name, settings, force=options.force)
            stages.key = key(kept.name, settings, ignored and ignored.key)
        resembled = resembling(kept, settings, ready(backend), stages, ignored)
        run = _run(kept, resembled, settings, stages)
        if options.dry_run:
            return DedupeRun(resembled.clusters, resembled.pairs, run)
        written = _write(resembled, texts, source, _Destination(out, rows, options.stdout), run, ledger, stages)
    return DedupeRun(resembled.clusters, resembled.pairs, run, written)


class _Destination(NamedTuple):
    """Where rows and tables go."""

    out: Path | None
    rows: RowFiles | None
    stdout: BinaryIO | None


@dataclass
class _RowSource:
    """The inputs, which are read twice and must be the same both times."""

    inputs: RowInputs
    watch: Watch
    records: int = 0  # of files, that were seen
    lines: ArticleLines | None = None  # where articles are written as JSON lines

    @property
    def listed(self) -> Sequence[File | Entry]:
        """The files of the inputs."""
        return self.inputs.listed or ()

    def slices(self, backend: Backend | Starting) -> Iterator[Slice]:
        """The first reading."""
        for piece in slices(
            self.inputs.inputs,
            self.inputs.settings,
            columns=self.inputs.columns,
            stdin=self.inputs.stdin,
            backend=backend,
            listed=self.listed,
            on_read=None if self.lines is None else self.lines.add,
        ):
            self.records += piece.seen
            yield piece

    def written(self, fates: pl.DataFrame, texts: Texts, out: Path | None, to: Sinks | None) -> Written:
        """The second reading: rows go to `out`, or `to` these sinks."""
        self.watch.again = True
        return write_rows(self.inputs, fates, out, texts=texts.columns, sinks=to, lines=self.lines)


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
    options: DedupeOptions,
    out: Path | None,
) -> _RowSource:
    stdin = options.stdin
    asked = stdin is not None and STDIN in map(str, inputs)
    copy = stack.enter_context(spooled(stdin)) if stdin is not None and asked else None
    listed, watch = watched(as_sent(item, copy) for item in files(inputs, out))
    return _RowSource(RowInputs(inputs, settings, options.columns, copy, listed), watch)


def _write(
    resembled: Resembling,
    texts: Texts,
    source: _RowSource,
    to: _Destination,
    run: dict[str, Any],
    ledger: Lines,
    stages: Stages,
) -> list[Path]:
    """Write rows and tables aside, and put them in place once all of them are whole; the files of rows."""
    texts.forget()
    out, rows, stdout = to
    new = stages.folder
    with ExitStack() as ends:
        with stages.stage("write"):
            from_files = any(str(item) != STDIN for item in source.inputs.inputs)
            ends_of = (
                None if rows is None else ends.enter_context(sinks(rows, stdout or BytesIO(), held_back=from_files))
            )
            written = source.written(_fates(resembled), texts, new if rows is None else None, ends_of)
            alone = resembled.articles.filter(pl.col("record").is_null() & ~pl.col("article").str.starts_with(EARLIER))
            _add_up(written, run["counts"], source.records + alone.height)
            ledger.done()
            if new is not None:
                stages.placed("clusters", resembled.clusters, new / "clusters.parquet")
                stages.placed("pairs", resembled.pairs, new / "pairs.parquet")
        if out is None or new is None:
            return [] if rows is None else rows.paths
        write_json(new / RUN, run)
        names = [path.relative_to(new).as_posix() for path in written.paths]
        committed(out, [*_FILES, *names])
    return [out / name for name in names] if rows is None else rows.paths


def _fates(resembled: Resembling) -> pl.DataFrame:
    fates = resembled.clusters.with_columns(
        resembled.articles["path"], resembled.articles["record"]
    )  # both in the order of ids
    return fates.filter(~pl.col("article").str.starts_with(EARLIER)).select(*FATES)


def _add_up(written: Written, counts: Mapping[str, int], records: int) -> None:
    """Raises an error, and nothing is replaced, where rows are not as many as were decided on: a bug of ours.

    `records` are those of all files, and the files of one article that came in.
    """
    kept, removed, rejected = written.counts
    if (kept, removed, kept + removed + rejected) != (counts["kept"], counts["removed"], records):
        decided = f"{counts['kept']} rows to keep and {counts['removed']} to remove, of {records} seen"
        raise RuntimeError(f"{decided}, became {kept} kept, {removed} removed and {rejected} rejected ones")


def _run(kept: Intake, resembled: Resembling, settings: Settings, stages: Stages) -> dict[str, Any]:
    new_articles = resembled.clusters.filter(~pl.col("article").str.starts_with(EARLIER))
    copies = new_articles.filter(~pl.col("kept"))
    lost = undated(new_articles) if settings.keep == "earliest" else new_articles.clear()
    return {
        **stamp(kept.name, settings),
        "ledger": {"seen": kept.verdicts.total(), **{v: kept.verdicts[v] for v in ("accepted", "warned", "rejected")}},
        "counts": {
            "articles": new_articles.height,
            "against": resembled.clusters.height - new_articles.height,
            "left out": kept.records - resembled.articles["record"].count(),
            "kept": new_articles.height - copies.height,
            "removed": copies.height,
            "exact copies": copies.filter(pl.col("similarity") == 1).height,
            "clusters": new_articles["cluster"].n_unique(),
            "verified pairs": resembled.verified,
            "dated": new_articles["date"].count(),
            "dates not read": kept.unread,
            "undated removed": lost.height,
        },
        "undated removed": lost.select("article", "cluster").head(_NAMED).rows(),
        "seconds": stages.seconds,
    }
