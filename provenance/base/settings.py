"""Every number that a user can set, once, with its unit and its reason."""

import codecs
import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

from provenance.base.errors import SettingsError
from provenance.base.preference import preference
from provenance.base.toml import read_toml

LAST_YEAR = 9999  # Python's dates end there
_LONGEST_SKETCH = 4096  # shingle, values, bands and rows of a signature: its error is .008 then
_MOST_WORDS = 100_000  # of a passage or a window; no article has a longer one
_MOST_BYTES = 1 << 40  # which no machine holds in memory
_MOST_SHOWN, _LONGEST_SHOWN = 10**30, 80  # the largest number and the longest text in a message
_BANDS, _ROWS = 32, 4
RECALL = 0.99  # of pairs just as similar as the threshold, the share that bands derived from it find at least
_FEWEST_ROWS = 2  # of a derived band: too many articles that are not alike share one value
SPARK = "spark"  # the table of a settings file that says how Spark runs; no setting of a result
LOCK_SECONDS = 10.0  # that the second of two runs waits for a place to write to; no setting of a result


@dataclass(frozen=True)
class Sketch:
    """Baked into signatures: changing one means signing again."""

    shingle: int = 5  # tokens in a row; 5 keeps stock phrases apart and survives an edit every ten words
    values: int = 128  # minhash values an article; RMSE of the estimate .04
    seed: int = 1  # datasketch's default, so that its users can join signatures with ours
    bands: int = _BANDS  # 32 x 4 catches 99.98 % of pairs at .7; below .6 bands are derived from the threshold
    rows: int = _ROWS  # values a band

    def __post_init__(self) -> None:
        _within(self, 1, _LONGEST_SKETCH, "shingle", "values", "bands", "rows")
        if not 0 <= self.seed < 2**32:
            raise SettingsError("E-SETTING", f"seed is {_brief(self.seed)}, not between 0 and {2**32 - 1}")

    def catch(self, similarity: float) -> float:
        """The probability that two articles of that similarity share a band, and so are compared.

        1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).

        >>> for s in (.3, .5, .6, .7, .8, .9):
        ...     print(f"{s:.1f}  {Sketch().catch(s):.4f}")
        0.3  0.2291
        0.5  0.8732
        0.6  0.9882
        0.7  0.9998
        0.8  1.0000
        0.9  1.0000
        """
        return float(1 - (1 - similarity**self.rows) ** self.bands)

    def banded(self, threshold: float) -> Self:
        """With the bands that find RECALL of the pairs at the threshold; as it is where others than 32 x 4 are set.

        Of those with the most rows, which make the fewest candidates. Raises SettingsError where there are none.

        >>> [(sketch.bands, sketch.rows) for sketch in map(Sketch().banded, (.9, .7, .6, .5, .4, .3))]
        [(32, 4), (32, 4), (42, 3), (42, 3), (64, 2), (64, 2)]
        """
        if (self.bands, self.rows) != (_BANDS, _ROWS) or self.catch(threshold) >= RECALL:
            return self
        wider = [
            dataclasses.replace(self, bands=self.values // rows, rows=rows)
            for rows in range(_ROWS, _FEWEST_ROWS - 1, -1)
        ]
        enough = next((sketch for sketch in wider if sketch.catch(threshold) >= RECALL), None)
        if enough is None:
            best = f"{wider[-1].bands} bands of {wider[-1].rows} values find only {wider[-1].catch(threshold):.0%}"
            raise SettingsError(
                "E-SETTING",
                f"threshold is {threshold}: of such pairs {best}, less than {RECALL:.0%}",
                advice="a higher threshold, more `values` in [sketch], or `bands` and `rows` of your own",
            )
        return enough


@dataclass(frozen=True)
class Settings:
    """Free for each question.

    >>> Settings(threshold=.8).threshold
    0.8
    """

    sketch: Sketch = field(default_factory=Sketch)
    threshold: float = 0.7  # Jaccard similarity from which two articles are near-duplicates
    keep: str = "earliest"  # which article of a cluster stays; COLUMN:max and COLUMN:min go by a column of records
    prefer: tuple[str, ...] = ()  # COLUMN=VALUE: articles that stay before any other, the most preferred first
    passage_words: int = 8  # matched words below which a passage is not reported
    chance: float = 0.001  # of pairs on one subject that copy nothing, the share called significant all the same
    winnow: int = 2  # shingles a window; with shingle 5 any shared run of 6 words shares a fingerprint
    reworded: bool = True  # whether passages in other words are looked for too: .5 ms a pair that may have one
    translation: bool = True  # whether articles in different languages are compared
    translation_model: str = ""  # a folder with a table of words or a model2vec model; relative to the settings' file
    block_share: float = 0.5  # share of an added article's words in one existing article at which `check` blocks
    first_year: int = 2000  # earliest year that a date without a year may mean
    last_year: int = 2030  # latest such year
    dated_facts: str = ""  # a file of office holders and events that date texts; relative to the settings' file
    furniture_lines: str = ""  # a file of lines that are furniture; relative to the settings' file
    encoding: str = ""  # of texts without a mark that are no parquet; empty: UTF-8, else guessed from the bytes
    csv_delimiter: str = ""  # of CSV files: one character, or tab; what is empty here is inferred from the file
    csv_quote: str = ""  # the character around fields, or none
    csv_escape: str = ""  # doubled or backslash: how a quote inside quotes is written
    csv_header: str = ""  # first: the first row; none: there is none; else the names of the columns, with commas
    article_bytes: int = 20_000_000  # longest article, bytes of text; more is refused
    file_bytes: int = 200_000_000  # longest file that holds one article, after decompression
    expansion: int = 100  # most that such a file may grow when decompressed, beyond its first megabyte

    def __post_init__(self) -> None:
        for name in ("threshold", "block_share", "chance"):
            if not 0 < getattr(self, name) <= 1:
                raise SettingsError("E-SETTING", f"{name} is {_brief(getattr(self, name))}, not between 0 and 1")
        _within(self, 1, _MOST_WORDS, "passage_words", "winnow")
        _within(self, 1, _MOST_BYTES, "first_year", "article_bytes", "file_bytes", "expansion")
        if not self.first_year <= self.last_year <= LAST_YEAR:
            first, last = _brief(self.first_year), _brief(self.last_year)
            message = f"last_year is {last}, not between first_year ({first}) and {LAST_YEAR}"
            raise SettingsError("E-SETTING", message)
        preference(self.keep, self.prefer)
        _checked_csv(self)
        _checked_encoding(self.encoding)
        if self.sketch.bands * self.sketch.rows > self.sketch.values:
            raise SettingsError("E-SETTING", "bands times rows is more than the values of a signature")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Settings from a TOML file: its `[tool.provenance]` table, or the whole file where there is none.

        Raises SettingsError with the path for what cannot be read, is unknown, or has the wrong type.
        """
        table = _table_of(path)
        settings = cls.of({name: value for name, value in table.items() if name != SPARK}, path)
        facts, model, lines = (
            name and str(path.parent / name)
            for name in (settings.dated_facts, settings.translation_model, settings.furniture_lines)
        )
        return dataclasses.replace(settings, dated_facts=facts, translation_model=model, furniture_lines=lines)

    @classmethod
    def of(cls, table: dict[str, Any], path: Path | None = None) -> Self:
        """Settings from a mapping with the field names as keys; `sketch` is itself a mapping.

        >>> Settings.of({"threshold": .9, "sketch": {"bands": 16, "rows": 8}}).sketch.rows
        8
        """
        table = dict(table)
        sketch = table.pop("sketch", {})
        if not isinstance(sketch, dict):
            raise SettingsError("E-SETTING", f"sketch is {_brief(sketch)}, not a table", path=path)
        try:
            return _made(cls, {**table, "sketch": _made(Sketch, sketch, path)}, path)
        except SettingsError as error:  # what __post_init__ refuses knows no path
            raise SettingsError(error.code, error.what, path=path, advice=error.advice) from None

    @property
    def banded(self) -> Sketch:
        """How candidates are found: the sketch, with the bands of the threshold."""
        return self.sketch.banded(self.threshold)

    def recall(self) -> str | None:
        """A sentence where bands that were set find too few pairs at the threshold; SettingsError where none can.

        >>> Settings(sketch=Sketch(bands=16, rows=8)).recall()
        'W-RECALL: 16 bands of 8 values find 61% of the pairs at similarity 0.7'
        """
        sketch, caught = self.banded, self.banded.catch(self.threshold)
        bands = f"{sketch.bands} bands of {sketch.rows} values"
        return (
            None
            if caught >= RECALL
            else f"W-RECALL: {bands} find {caught:.0%} of the pairs at similarity {self.threshold}"
        )

    def flat(self) -> dict[str, int | float | str | list[str]]:
        """All fields in one mapping, for run.json and for hashing."""
        return {
            **dataclasses.asdict(self.banded),
            **{k: list(v) if k == "prefer" else v for k, v in dataclasses.asdict(self).items() if k != "sketch"},
        }


def _within(settings: object, low: int, high: int, *names: str) -> None:
    for name in names:
        value = getattr(settings, name)
        if not low <= value <= high:
            wrong = f"less than {low}" if value < low else f"more than {high}"
            raise SettingsError("E-SETTING", f"{name} is {_brief(value)}, {wrong}")


def _brief(value: object) -> str:
    """A value as a message can show it, whatever its length or depth."""
    if isinstance(value, int) and abs(value) >= _MOST_SHOWN:
        return "a number too long to show"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + "…"


def _checked_csv(settings: Settings) -> None:
    mark, quote, escape = settings.csv_delimiter, settings.csv_quote, settings.csv_escape
    if len(mark) > 1 or mark in ("\n", "\r", '"'):
        advice = "one character such as ; or |, or tab"
        raise SettingsError("E-SETTING", f"csv_delimiter is {mark!r}, not one character", advice=advice)
    if (len(quote) > 1 and quote != "none") or quote in ("\n", "\r") or (quote and quote == mark):
        raise SettingsError("E-SETTING", f"csv_quote is {quote!r}", advice="one character, or none")
    if escape not in ("", "doubled", "backslash"):
        raise SettingsError("E-SETTING", f"csv_escape is {escape!r}", advice="doubled or backslash")


def plain_encoding(name: str) -> str:
    """An encoding's name as Python writes it; a name that Python does not know as it is.

    >>> plain_encoding("UTF-16LE"), plain_encoding("Windows-1252")
    ('utf-16-le', 'cp1252')
    """
    try:
        return codecs.lookup(name).name if name else name
    except (LookupError, ValueError):
        return name


def _checked_encoding(name: str) -> None:
    try:
        if name and b"a".decode(name) not in ("a", "\ufffd"):
            raise LookupError(name)
    except (LookupError, ValueError):
        advice = "a name that Python knows, such as cp1252, koi8-u or mac_roman"
        raise SettingsError("E-ENCODING", f"{name!r} is no encoding of text", advice=advice) from None


_T = TypeVar("_T")


def spark_table(path: Path) -> dict[str, Any]:
    """How Spark runs, by the table `spark` beside the settings of a file; empty where there is none."""
    table = _table_of(path).get(SPARK, {})
    if not isinstance(table, dict):
        raise SettingsError("E-SETTING", f"{SPARK} is {_brief(table)}, not a table", path=path)
    return table


def _table_of(path: Path) -> dict[str, Any]:
    """What a TOML file says to this package."""
    _, table = read_toml(path, "E-SETTINGS-FILE", SettingsError)
    tool = table.get("tool", {})
    if path.name == "pyproject.toml" or "tool" in table:
        table = tool.get("provenance", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        raise SettingsError("E-SETTING", "tool.provenance is no table", path=path)
    return table


def _made(kind: type[_T], table: dict[str, Any], path: Path | None) -> _T:
    fields = {f.name: f.default for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    table = {name.replace("-", "_"): value for name, value in table.items()}
    if isinstance(table.get("encoding"), str):
        table["encoding"] = plain_encoding(table["encoding"])
    if table.get("csv_delimiter") in ("tab", "\\t"):
        table["csv_delimiter"] = "\t"
    if isinstance(table.get("prefer"), list) and all(isinstance(one, str) for one in table["prefer"]):
        table["prefer"] = tuple(table["prefer"])
    for name, value in table.items():
        if name not in fields:
            raise SettingsError(
                "E-SETTING", f"there is no setting {_brief(name)}", path=path, advice=", ".join(sorted(fields))
            )
        default = fields[name]
        right = (float, int) if isinstance(default, float) else type(default)
        strange = not isinstance(value, right) or isinstance(value, bool) != isinstance(default, bool)
        if default is not dataclasses.MISSING and strange:
            raise SettingsError("E-SETTING", f"{name} is {_brief(value)}, not {type(default).__name__}", path=path)
    return kind(**table)
