"""The articles of a run become pairs and clusters; both are kept, so that an interrupted run resumes after them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from provenance.base.arrays import distinct
from provenance.base.backend import Backend
from provenance.base.errors import SettingsError
from provenance.base.preference import preference
from provenance.base.settings import Settings
from provenance.base.tokens import I64, Tokens
from provenance.corpus.furniture.ignored import IgnoredLines
from provenance.corpus.ledger import Entry
from provenance.corpus.slices import Slice
from provenance.index.exact import firsts
from provenance.match.clusters.table import clusters as clusters_of
from provenance.match.pairs import pairs as pairs_of
from provenance.run.intake import Intake
from provenance.run.stages import Stages
from provenance.run.text_dates import with_text_dates

EARLIER = "against:"  # stands before the id of an article of the corpus that is compared against
CANDIDATES = "candidates"  # the first stage that is kept
_TOLD = 10_000  # entries of the ledger that are kept to be told, of files and of records each

Heard = Callable[[Sequence[Entry], Mapping[str, int], int], None]


@dataclass(frozen=True)
class Resembling:
    """What resembles what in a corpus, and what stays of it."""

    articles: pl.DataFrame  # intake.COLUMNS
    pairs: pl.DataFrame
    clusters: pl.DataFrame
    verified: int  # pairs that were measured on their texts


class Measured:
    """What the pairs and clusters of some articles rest on, by their numbers.

    `first_same` is each one's first exact duplicate, furniture and all. `lengths` are the words of those that have no
    tokens, -1 for the others. `candidates` have tokens.
    """

    def __init__(self, words: Tokens, first_same: I64, lengths: I64, candidates: I64) -> None:
        self._words, self._near = words, candidates
        self._firsts = firsts(words)[first_same]  # some are the same but for their furniture
        self._counted = np.where(lengths < 0, np.diff(words.offsets), lengths)[first_same]

    def pairs(self, articles: pl.Series, settings: Settings, backend: Backend) -> pl.DataFrame:
        """PAIRS of articles, whose ids are in order."""
        candidates = _distinct(self._firsts[self._near])
        return pairs_of(articles, self._words, candidates, self._firsts, settings, backend=backend)

    def clusters(
        self,
        articles: pl.DataFrame,
        pairs: pl.DataFrame,
        settings: Settings,
        *,
        standing: Collection[str] = (),
        read: I64 | None = None,
        backend: Backend,
    ) -> pl.DataFrame:
        """CLUSTERS of articles, of which the words are counted here."""
        counted = articles.with_columns(words=pl.Series(self._counted, dtype=pl.UInt32))
        return clusters_of(
            counted, pairs, self._words, self._firsts, settings, standing=standing, read=read, backend=backend
        )


def resembling(
    kept: Intake, settings: Settings, backend: Backend, stages: Stages, ignored: IgnoredLines | None = None
) -> Resembling:
    """Pairs and clusters of all that was taken in; lines that are `ignored` are furniture.

    Candidates are found on whole texts, and measured without furniture, which is looked for in candidates alone. Each
    stage is kept until the run is done, so that a stopped one goes on.
    """
    _check_order(kept.articles, settings)
    compared = cache(lambda: kept.compared(settings, backend))
    with stages.stage("candidates"):
        candidates = stages.frame(CANDIDATES, lambda: compared().candidates)
        articles = stages.frame("firsts", lambda: compared().articles)
        compared.cache_clear()
    likely, first_same, lengths = candidates.to_numpy(), articles["first"].to_numpy(), articles["words"].to_numpy()
    is_compared = np.zeros(len(first_same), np.bool_)
    is_compared[likely.ravel()] = True

    @cache
    def measured() -> Measured:
        return Measured(
            kept.tokens(is_compared, lengths, backend, ignored), first_same, np.where(is_compared, -1, lengths), likely
        )

    def paired() -> pl.DataFrame:
        return measured().pairs(kept.articles["article"], settings, backend)

    def clustered() -> pl.DataFrame:
        dated = with_text_dates(kept, pairs, settings)
        standing = dated["article"].filter(dated["article"].str.starts_with(EARLIER)).to_list()
        return measured().clusters(dated, pairs, settings, standing=standing, read=kept.rows, backend=backend)

    with stages.stage("pairs"):
        pairs = stages.frame("pairs", paired)
    with stages.stage("clusters"):
        clusters = stages.frame("clusters", clustered)
    return Resembling(kept.articles, pairs, clusters, len(candidates))


def _check_order(articles: pl.DataFrame, settings: Settings) -> None:
    """Raises SettingsError where the column that is to decide what stays has no number in any record."""
    order = preference(settings.keep, settings.prefer)
    if order is None or order.column is None or not articles.height:
        return
    if "rank" not in articles.columns or not articles["rank"].is_finite().any():
        what = f"no record has a number in the column {order.column!r}, by which articles are to be kept"
        raise SettingsError("E-KEEP-COLUMN", what, advice="another --keep")


def _distinct(pairs: I64) -> I64:
    """Pairs of different numbers, the smaller first, each pair once."""
    ordered = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    keys = distinct(ordered[:, 0] << 32 | ordered[:, 1])
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1)


def noted_slices(slices: Iterator[Slice], on_read: Heard) -> Iterator[Slice]:
    """The slices; after the last one, `on_read` gets the entries to report, counts and the number of articles."""
    entries: list[Entry] = []
    verdicts: Counter[str] = Counter()
    articles = 0
    kept: Counter[bool] = Counter()  # of files and of records; what is said of files is not crowded out by records
    for piece in slices:
        articles += len(piece.ids)
        for entry in piece.told:
            if kept[entry.record is None] < _TOLD:
                kept[entry.record is None] += 1
                entries.append(entry)
        verdicts.update(piece.verdicts)
        yield piece
    on_read(entries, verdicts, articles)


def earlier(slices: Iterator[Slice]) -> Iterator[Slice]:
    """The slices of the corpus that is compared against, under ids of their own."""
    for piece in slices:
        piece.ids = [EARLIER + name for name in piece.ids]
        piece.unread = 0
        piece.open = {EARLIER + name: date for name, date in piece.open.items()}
        yield piece
