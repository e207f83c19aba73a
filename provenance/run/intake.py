"""A corpus goes by, slice by slice, and what is kept of it is small: who each article is, and its signature."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import xxhash

from provenance.base.backend import Backend, Starting, load, ready
from provenance.base.prefetch import prefetch
from provenance.base.settings import Settings, Sketch
from provenance.base.tokens import I64, U64, Tokens
from provenance.base.twins import HASHES_BY
from provenance.corpus.furniture.ignored import IgnoredLines
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.slices import Slice
from provenance.index.bands import band_hashes, bucket_candidates, likely_pairs
from provenance.index.signatures import Signatures
from provenance.index.signed import Signed
from provenance.index.twins import SIGNED_TEXTS_BY
from provenance.run.open_dates import OpenDates
from provenance.run.texts import Column, Texts

WHOLE = 0.7  # of the threshold: with their furniture, two near-duplicates may be less alike
_ROOM = 1 << 14  # rows for which room is made at a time, at least

COLUMNS = {
    "article": pl.String(), "path": pl.String(), "record": pl.UInt32(),
    "published_from": pl.Datetime("us", "UTC"), "published_to": pl.Datetime("us", "UTC"),
}  # fmt: skip
RANKED = ("preferred", "rank")  # further columns, where a user chooses what is kept by columns of the records
_DATES = ("published_from", "published_to")
_UNDATED = -(1 << 62)
_BOOL = npt.NDArray[np.bool_]


class Compared(NamedTuple):
    """What signatures tell, by the articles' numbers."""

    candidates: pl.DataFrame  # left, right: pairs that may be near-duplicates
    articles: pl.DataFrame  # first: the first article with the same words; words: how many, furniture and all


@dataclass
class Intake:
    """What is kept of n articles, numbered in the order of their ids."""

    articles: pl.DataFrame  # COLUMNS
    rows: I64  # each article's place in the order of reading
    texts: Texts
    verdicts: Counter[str]  # of all files and records
    records: int  # how many of these were records of a file
    unread: int  # dates of publication that say nothing
    name: str  # one number for all that came in, whatever its order
    signed: Signed | None = None  # of the whole texts, furniture and all, in the order of reading

    def compared(self, settings: Settings, backend: Backend) -> Compared:
        """Signatures compared, and forgotten."""
        signed = self.signed or self._signed_again(settings.sketch, backend)
        self.signed = None
        numbers = np.empty(len(self.rows), np.int64)
        numbers[self.rows] = np.arange(len(self.rows))
        signatures = Signatures(signed.signatures.values, numbers[signed.signatures.articles])
        arranged = Signed(signatures, signed.lengths[self.rows], signed.digests[self.rows])
        first_same = arranged.firsts()
        candidates = likely_pairs(
            signatures, bucket_candidates(signatures, settings.banded, first_same), settings.threshold * WHOLE
        )
        return Compared(
            pl.DataFrame({"left": candidates[:, 0], "right": candidates[:, 1]}),
            pl.DataFrame({"first": first_same, "words": arranged.lengths}),
        )

    def _signed_again(self, sketch: Sketch, backend: Backend) -> Signed:
        every = np.ones(len(self.rows), np.bool_)
        rows = _Rows(sketch)
        for _, texts in self.texts.chosen(every):
            rows.add(texts, backend)
        return rows.whole()

    def as_read(self, chosen: _BOOL) -> _BOOL:
        """The same for the articles in the order of reading."""
        read = np.zeros(len(chosen), np.bool_)
        read[self.rows[chosen]] = True
        return read

    def tokens(self, is_chosen: _BOOL, lengths: I64, backend: Backend, ignored: IgnoredLines | None = None) -> Tokens:
        """The tokens of the wanted articles, furniture and places in the text left out; the others have none.

        `lengths` are the articles' tokens with furniture. Lines that are `ignored` are furniture too.
        """
        room = np.concatenate([[0], np.cumsum(np.where(is_chosen, lengths, 0))])
        hashes, left = np.empty(room[-1], np.uint64), np.zeros(len(is_chosen), np.int64)
        numbers = np.empty(len(is_chosen), np.int64)
        numbers[self.rows] = np.arange(len(is_chosen))
        chosen = prefetch(self.texts.chosen(self.as_read(is_chosen)))
        for places, texts, apart in prefetch(
            (rows, texts, furniture_spans(texts, backend, ignored)) for rows, texts in chosen
        ):
            rows = numbers[places]
            left[rows] = HASHES_BY[backend](texts, apart, hashes, room[rows])
        return _closed_up(hashes, room, left)


def _closed_up(hashes: U64, room: I64, lengths: I64) -> Tokens:
    """The tokens without gaps: article i has `lengths[i]` of them from `room[i]` on, and furniture left room behind."""
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    first = int(np.argmax(offsets != room)) - 1 if (offsets != room).any() else len(lengths)
    for number in range(max(first, 0), len(lengths)):
        if lengths[number]:
            article_hashes = hashes[room[number] : room[number] + lengths[number]]
            hashes[offsets[number] : offsets[number + 1]] = (
                article_hashes  # to the left of itself, which numpy allows for
            )
    return Tokens(hashes[: offsets[-1]], np.empty(0, np.uint32), np.empty(0, np.uint32), offsets)


def furniture_spans(
    texts: Column, backend: Backend, ignored: IgnoredLines | None = None
) -> list[list[tuple[int, int]]]:
    """Where each text holds furniture, and lines that are ignored."""
    spans = _found_furniture(texts, backend)
    if ignored is not None:
        plain = texts if isinstance(texts, list) else texts.to_pylist()
        spans = [
            sorted([*text_spans, *ignored.beside(text, text_spans)])
            for text, text_spans in zip(plain, spans, strict=True)
        ]
    return spans


def _found_furniture(texts: Column, backend: Backend) -> list[list[tuple[int, int]]]:
    """Where each text holds furniture; most are seen to be prose without a closer look."""
    if backend == "python":
        return [[(start, end) for start, end, _ in furniture(text)] for text in texts]
    spans: list[list[tuple[int, int]]] = [[] for _ in range(len(texts))]
    for number in np.flatnonzero(~load("provenance.corpus.furniture.prose_parallel").prose(texts)).tolist():
        text = texts[number] if isinstance(texts, list) else texts[number].as_py()
        spans[number] = [(start, end) for start, end, _ in furniture(text)]
    return spans


def intake(
    slices: Iterable[Slice],
    sketch: Sketch,
    backend: Backend | Starting,
    texts: Texts,
    *,
    ledger: Callable[[Sequence[str]], object] = lambda _: None,
    sign: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Intake:
    """All slices taken in: their texts added to `texts`, the lines of their ledger given to `ledger` in order.

    Without `sign`, signatures are made once they are asked for.

    >>> from provenance.base.settings import Settings
    >>> from provenance.corpus.slices import Slice
    >>> texts, contents = ["Rain fell.", "Snow came down."], [b"1" * 16, b"2" * 16]
    >>> one = Slice(["b", "a"], ["x", "x"], [1, 2], [(None, None)] * 2, contents, texts)
    >>> found = intake([one], Sketch(), "python", Texts())
    >>> found.articles.select("article", "record").rows(), found.rows.tolist()
    ([('a', 2), ('b', 1)], [1, 0])
    """
    frames: list[pl.DataFrame] = []
    rows, verdicts, records, name, still = _Rows(sketch), Counter[str](), 0, InputName(), OpenDates()
    unread = 0

    def stored(piece: Slice) -> None:
        ledger(piece.ledger)
        verdicts.update(piece.verdicts)
        if piece.column is not None:
            texts.keep(*piece.column)
        if piece.ids:
            still.add(piece, texts.count)
            texts.add(piece.strings, piece.texts)
            frames.append(_frame(piece))
            name.add(piece.ids, piece.contents, frames[-1])

    with ThreadPoolExecutor(1) as beside:
        for piece in prefetch(slices):
            storing = beside.submit(stored, piece)
            if piece.ids and sign:
                rows.add(piece.strings if piece.texts is None else piece.texts, ready(backend))
            storing.result()
            records += piece.seen
            unread += piece.unread
            if progress is not None:
                progress(texts.count)
    settled = still.settled()
    articles, order = _in_order(frames, settled)
    if settled.height:
        name.settle(articles["article"].to_list(), articles)
    signs = rows.whole() if sign else None
    unread += int(settled["published_from"].is_null().sum()) - int(settled["vague"].sum())
    return Intake(articles, order, texts, verdicts, records, unread, name.whole(), signs)


class _Rows:
    """What is signed, slice by slice, in one table that grows in place."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._table, self._count = np.empty((_ROOM, sketch.values), np.uint32), 0
        self._parts = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 2), np.uint64))]
        self._read = 0

    def add(self, texts: Column, backend: Backend) -> None:
        """The next texts, signed into the table itself."""
        needed = self._count + len(texts)
        if needed > len(self._table):
            self._table.resize((max(needed, len(self._table) * 5 // 4), self._table.shape[1]), refcheck=False)
        signed = SIGNED_TEXTS_BY[backend](texts, self._sketch, rows=self._table[self._count : needed])
        self._parts.append((signed.signatures.articles + self._read, signed.lengths, signed.digests))
        self._count, self._read = self._count + len(signed.signatures), self._read + len(texts)

    def whole(self) -> Signed:
        articles, lengths, digests = (np.concatenate(column) for column in zip(*self._parts, strict=True))
        return Signed(Signatures(self._table[: self._count], articles), lengths, digests)


def _frame(piece: Slice) -> pl.DataFrame:
    count = len(piece.ids)
    dated = piece.published.count((None, None)) < count
    dates = zip(*piece.published, strict=True) if dated else ([None], [None])
    columns: dict[str, Any] = {"article": piece.ids, "path": piece.paths, "record": piece.records}
    columns |= dict(zip(_DATES, dates, strict=True))
    series = {name: pl.Series(values, dtype=COLUMNS[name]) for name, values in columns.items()}
    frame = pl.DataFrame(series | ({} if dated else {name: series[name].new_from_index(0, count) for name in _DATES}))
    if not piece.ranks:
        return frame
    preferred, ranks = zip(*piece.ranks, strict=True)
    return frame.with_columns(preferred=pl.Series(preferred, dtype=pl.UInt32), rank=pl.Series(ranks, dtype=pl.Float64))


class InputName:
    """One number for many articles, whatever their order: their ids, texts and dates as numbers, stirred and added."""

    def __init__(self) -> None:
        self.sums, self.count = np.zeros(2, np.uint64), 0

    def add(self, ids: Sequence[str], contents: Sequence[bytes], frame: pl.DataFrame) -> None:
        """Articles with the dates that they came with, and their ranks where a user chose columns for these."""
        texts = np.frombuffer(b"".join(contents), np.uint64).reshape(-1, 2)
        ranks = [frame[name].cast(pl.Float64).to_numpy().view(np.uint64) for name in RANKED if name in frame.columns]
        numbers = np.stack([_hashes(ids), *texts.T, *_date_numbers(frame), *ranks], axis=1)
        self.sums += [band_hashes(numbers).sum(), band_hashes(numbers[:, ::-1]).sum()]
        self.count += len(ids)

    def settle(self, ids: Sequence[str], dates: pl.DataFrame) -> None:
        """The dates of all, where some of them were settled by others."""
        self.sums += band_hashes(np.stack([_hashes(ids), *_date_numbers(dates)], axis=1)).sum()

    def whole(self) -> str:
        return xxhash.xxh3_128_hexdigest(self.sums.tobytes() + str(self.count).encode())


def _hashes(ids: Sequence[str]) -> U64:
    return np.frombuffer(_digests(ids), ">u8").astype(np.uint64)


def _date_numbers(dates: pl.DataFrame) -> list[U64]:
    return [dates[name].to_physical().fill_null(_UNDATED).to_numpy().view(np.uint64) for name in _DATES]


def _digests(names: Sequence[str]) -> bytes:
    """XXH3-64 of each name's UTF-8."""
    try:
        return b"".join(map(xxhash.xxh3_64_digest, map(str.encode, names)))
    except UnicodeEncodeError:  # halves of surrogate pairs
        return b"".join(xxhash.xxh3_64_digest(name.encode("utf-8", "surrogatepass")) for name in names)


def _in_order(frames: list[pl.DataFrame], settled: pl.DataFrame) -> tuple[pl.DataFrame, I64]:
    """The table sorted by id, with the dates that were settled, and the place each row had."""
    frame = pl.concat(frames, how="diagonal") if frames else pl.DataFrame(schema=COLUMNS)
    if settled.height:
        rows = settled["row"]
        frame = frame.with_columns(frame[name].scatter(rows, settled[name]) for name in _DATES)
    arranged = frame.with_row_index("row").sort("article")
    names = [name for name in (*COLUMNS, *RANKED) if name in arranged.columns]
    return arranged.select(names), arranged["row"].to_numpy().astype(np.int64)
