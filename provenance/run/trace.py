"""`provenance trace`: inputs in, the folder with all tables, the graph and the reports out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from provenance.base.settings import LOCK_SECONDS, Settings
from provenance.base.tables import SCHEMAS, Tables
from provenance.corpus.article import Article
from provenance.corpus.articles import articles as read_articles
from provenance.corpus.articles import frame
from provenance.corpus.furniture.ignored import ignored_lines, with_ignored
from provenance.corpus.ledger import Entry, Note, counts, json_lines, with_notes
from provenance.match.translation.encoder import Encoder, encoder_for
from provenance.match.translation.table import uncompared_languages
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.crowded import crowded
from provenance.origin.dates.fact_file import dated_facts
from provenance.origin.dates.table import contradicted
from provenance.origin.graph.graph_json import graph
from provenance.origin.graph.reviewed import ReviewedEdge, read_reviewed, unknown_ends
from provenance.report.web.pages import write_report
from provenance.run.index.opened import Index
from provenance.run.journey import traced
from provenance.run.out import apart, free_for, input_hash, lies_in, write_json, write_lines, writing
from provenance.run.pool.text_stages import TextStages
from provenance.run.pool.workers import Workers
from provenance.run.stages import Listener, Stages, key
from provenance.run.stamp import stamp
from provenance.run.swap import MARKERS, RUN, committed

NAMED = 3  # articles that a note names
_FILES = (*(f"{name}.parquet" for name in SCHEMAS), "graph.json", "ledger.jsonl", RUN)
_MARKED = tuple(f"{MARKERS}/{name}.json" for name in SCHEMAS)


@dataclass(frozen=True)
class Trace:
    """What a trace made, and where it stands."""

    tables: Tables
    run: dict[str, Any]
    ledger: list[Entry]
    out: Path


@dataclass(frozen=True)
class TraceOptions:
    """What a trace may be given besides inputs, OUT and settings."""

    columns: Mapping[str, str] | None = None
    stdin: BinaryIO | None = None
    agencies: Sequence[Path] = ()  # files with more agencies
    judged: Path | None = None  # edges that people reviewed
    index: Path | None = None  # articles of it that may share text with those read are traced with them
    force: bool = False  # replace the result of another run
    lock_seconds: float = LOCK_SECONDS
    workers: int | None = None  # processes that read texts: as many as there are cores
    make_workers: Callable[[TextStages, Path, int | None], Workers] = Workers


def trace_inputs(
    inputs: Sequence[str | Path],
    out: Path,
    settings: Settings,
    options: TraceOptions = TraceOptions(),  # frozen
    listener: Listener = Listener(),  # noqa: B008  # frozen
) -> Trace:
    """Read, trace and write; nothing is read before the folder is known to be writable and this run's alone.

    The listener hears the ledger before anything is made of what was read, and may raise. Tables that a stopped run of
    the same inputs and settings left in the folder are read and not made again. Raises SettingsError where the folder
    holds another run and `force` is not given. The result does not depend on the number of workers, nor on who they
    are. An earlier result stays until the new one is whole.
    """
    on_note = listener.on_note
    stages = Stages(listener.on_stage, on_note)
    stages.say(settings.recall())
    catalogue = Catalogue.load(*options.agencies)
    looked_at = read_reviewed(options.judged) if options.judged else ()
    facts = dated_facts(Path(settings.dated_facts)) if settings.dated_facts else ()
    ignored = ignored_lines(Path(settings.furniture_lines)) if settings.furniture_lines else None
    texts = TextStages(settings, options.agencies, loaded=catalogue)
    apart(out, inputs, passed_over=True)
    for folder in lies_in(out, inputs):
        on_note(f"the results go to {out}, which lies in {folder}: it is left out of what is read")
    with (
        writing(out, options.lock_seconds, _FILES) as new,
        options.make_workers(texts, new / MARKERS / "parts", options.workers) as readers,
    ):
        with stages.stage("read"):
            articles, ledger = read_articles(
                inputs,
                settings,
                columns=options.columns,
                stdin=options.stdin,
                progress=listener.on_progress,
                without=out,
                reader=readers.read,
            )
        listener.on_read(ledger)
        if ignored is not None:
            articles = with_ignored(articles, ignored)
        if options.index is not None:
            articles = with_relatives(articles, options.index, settings)
        name = input_hash(articles)
        articles = articles.with_columns(record=pl.lit(None, pl.UInt32))  # as the input is ordered; tables are not
        free_for(out, name, settings, force=options.force)
        stages.folder, stages.earlier = new, out
        encoder = encoder_for(settings.translation_model) if settings.translation else None
        weights = encoder and encoder.weights
        lines = ignored and ignored.key
        stages.key = key(
            name, settings, [path.read_bytes() for path in options.agencies], looked_at, facts, weights, lines
        )
        tables = traced(articles, settings, agencies=catalogue, judged=looked_at, stages=stages, workers=readers)
        _tell_unknown(tables, looked_at, options.judged, on_note)
        _tell_doubted(tables, settings, on_note)
        ledger = _with_crowded(ledger, crowded(tables.articles, tables.quotes, catalogue), on_note)
        run: dict[str, Any] = {
            **stamp(name, settings),
            "ledger": counts(ledger),
            "counts": _counts(tables),
            "agencies": agency_names(tables, catalogue),
            "catalogue": catalogue.own_lines() if options.agencies else [],
            "judged": len(looked_at),
            "translation": _languages(tables, encoder, on_note),
            "seconds": stages.seconds,
        }
        with stages.stage("write"):
            ledger, files = _written(tables, run, ledger, new, on_note)
        write_json(new / RUN, run)
        committed(out, files)
    return Trace(tables, run, ledger, out)


def _languages(tables: Tables, encoder: Encoder | None, on_note: Callable[[str], None]) -> dict[str, Any]:
    """The entry of run.json on compared languages; languages that the encoder does not know are noted."""
    strange = uncompared_languages(tables.articles["language"].unique().to_list(), encoder)
    if encoder and strange:
        on_note(f"not compared across languages: {', '.join(strange)} ({encoder.name} does not know them)")
    return {"encoder": encoder and encoder.name, "weights": encoder and encoder.weights, "not_compared": strange}


def with_relatives(articles: pl.DataFrame, index: Path, settings: Settings) -> pl.DataFrame:
    """ARTICLES, and those of an index that may share text with them; of an id that both have, the one read."""
    read = [Article(name, "", None, None, text) for name, text in articles.select("article", "text").iter_rows()]
    others = Index(index, settings).relatives(read, set(articles["article"]))
    return pl.concat([articles, frame([record.row() for record in others])]).sort("article")


def _written(
    tables: Tables, run: dict[str, Any], ledger: list[Entry], new: Path, on_note: Callable[[str], None]
) -> tuple[list[Entry], list[str]]:
    """Write graph, report and ledger; the ledger with what was noted meanwhile, and the names of all files of OUT."""
    write_json(new / "graph.json", graph(tables.articles, tables.sources, tables.derivations))
    ledger, pages = _reported(tables, run, ledger, new, on_note)
    run["ledger"] = counts(ledger)
    write_lines(new / "ledger.jsonl", json_lines(ledger))
    return ledger, [*_FILES, *_MARKED, *(page.relative_to(new).as_posix() for page in pages)]


def _reported(
    tables: Tables, run: Mapping[str, Any], ledger: list[Entry], new: Path, on_note: Callable[[str], None]
) -> tuple[list[Entry], list[Path]]:
    """Write the report; a page that failed is noted to the user and in the ledger that is returned."""
    notes: dict[str, Note] = {}

    def unmade(article: str, error: str) -> None:
        text = f"its report page could not be made ({error}); its rows in the tables stand"
        notes[article] = Note("W-REPORT", text)
        on_note(f"W-REPORT {article}: {text}")

    pages = write_report(tables, run, new / "report", agencies=run["agencies"], on_fault=unmade)
    return with_notes(ledger, notes), pages


def _tell_unknown(
    tables: Tables, looked_at: Sequence[ReviewedEdge], file: Path | None, on_note: Callable[[str], None]
) -> None:
    """Note the reviewed edges that are not of this collection."""
    for entry in unknown_ends(looked_at, [*tables.articles["article"], *tables.sources["source"]]):
        where = f"{file}:{entry.line}" if entry.line else str(file)
        on_note(f"{where} is about no edge of this collection: {entry.derived!r} on {entry.source!r}")


def _tell_doubted(tables: Tables, settings: Settings, on_note: Callable[[str], None]) -> None:
    """Note the articles that contradict the file of dated facts."""
    doubted = contradicted(tables.articles)
    if doubted:
        names = ", ".join(map(repr, doubted[:NAMED])) + (" …" if len(doubted) > NAMED else "")
        subject = f"{len(doubted)} article{'s contradict' if len(doubted) > 1 else ' contradicts'} it, and got"
        on_note(f"{settings.dated_facts}: {subject} the wider bounds: {names}")


def _with_crowded(ledger: list[Entry], sentences: Mapping[str, str], on_note: Callable[[str], None]) -> list[Entry]:
    """The ledger with a note for each article that is not read in full; the user gets these notes too."""
    for article, sentence in list(sentences.items())[:NAMED]:
        on_note(f"W-CROWDED {article}: {sentence}")
    if len(sentences) > NAMED:
        on_note(f"W-CROWDED {len(sentences) - NAMED:,} more articles: see ledger.jsonl")
    return with_notes(ledger, {article: Note("W-CROWDED", sentence) for article, sentence in sentences.items()})


def agency_names(tables: Tables, catalogue: Catalogue) -> dict[str, str]:
    """The names of all bodies that the tables hold by id."""
    columns = (tables.credits["agency"], tables.credits["alternatives"].explode(), tables.sources["agency"])
    return {name: catalogue[name].name for name in sorted(set().union(*(column.drop_nulls() for column in columns)))}


def _counts(tables: Tables) -> dict[str, int]:
    copies = tables.clusters.filter(~tables.clusters["kept"])
    return {
        "articles": tables.articles.height,
        "words": int(tables.articles["words"].sum() or 0),
        "credits": tables.credits.height,
        "quotes": tables.quotes.height,
        "shared quotations": tables.quotations["quotation"].n_unique(),
        "pairs": tables.pairs.height,
        "clusters": tables.clusters["cluster"].n_unique(),
        "copies": copies.height,
        "passages": tables.passages.height,
        "significant passages": tables.passages.filter("significant").height,
        "unseen sources": tables.sources.height,
        "derivations": tables.derivations.height,
    }
