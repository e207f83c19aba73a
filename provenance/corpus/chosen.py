"""Which column of a file's records is the text, which the date …, judged by what the first records hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from provenance.corpus.article import LONGEST_PLACEHOLDER, is_placeholder, paragraphs
from provenance.corpus.columns import NAMES, columns_for, plain_name, value_at
from provenance.corpus.dates.date_intervals import moment
from provenance.corpus.ledger import Note
from provenance.corpus.prose import is_prose

SAMPLE = 100  # records that are looked at
_DEEP = 3  # objects within one another in which a column is looked for
_PATHS = 500  # of a record
_ENVELOPES = {  # objects that hold an article's fields
    "_source", "source", "fields", "attributes", "article", "data", "doc", "document", "meta", "metadata", "item",
    "record", "node", "html", "result", "story", "payload", "properties",
}  # fmt: skip
_WRAPPED = {"rendered", "value", "text", "plain", "name", "title", "$date", "$oid", "$numberLong", "#text", "_text"}
_FIELDS = {name: field for field, names in NAMES.items() for name in names}
_ADDRESS = ("http://", "https://")

Pairs = tuple[tuple[str, str], ...]  # what an article has, and its column
Fields = Mapping[str, object]


def chosen_columns(sample: Sequence[Fields], mapping: Pairs = ()) -> tuple[Pairs, tuple[Note, ...]]:
    """What the names of columns do not tell of these records, and what a reader should know of it.

    >>> long = "Rain fell on the old north pier, and the ferry to the island stayed in port all night. " * 5
    >>> chosen_columns([{"body": {"parts": 2}, "plaintext": long}])[0]
    (('text', 'plaintext'),)
    >>> chosen_columns([{"nr": 1, "lead": long}])[0]
    (('text', 'lead'),)
    """
    names = tuple(dict.fromkeys(name for fields in sample for name in fields))
    guessed: dict[str, str] = {}
    notes: list[Note] = []
    if "text" not in dict(mapping) and sample:
        column = _text_column(sample, names)
        if column is not None:
            guessed["text"] = column
            if column not in names or plain_name(column) not in NAMES["text"]:
                notes += _said(column, names)
    nested = any(isinstance(value, dict) for fields in sample for value in fields.values())
    if nested:
        guessed |= _nested(sample, names, mapping, guessed)
    guessed |= _sources(sample, names, mapping, guessed)
    if names and all(name.isdigit() for name in names):
        guessed |= _of_no_name(sample, names, guessed)
    return tuple((field, column) for field, column in guessed.items() if field not in dict(mapping)), tuple(notes)


def _said(column: str, names: Sequence[str]) -> list[Note]:
    if column not in names and _name_of(column) in NAMES["text"]:
        return []  # a column of a known name, inside an object
    return [Note("W-TEXT-COLUMN", f"the text is taken from the column {column!r}, the longest; --text names another")]


def is_text(value: object) -> bool:
    """Whether a value can be an article's text: not empty, no placeholder, no object."""
    if isinstance(value, list):
        value = paragraphs(value)
    if isinstance(value, bytes):
        return bool(value.strip())
    if not isinstance(value, str) or not value.strip():
        return False
    return len(value) >= LONGEST_PLACEHOLDER or not is_placeholder(value)


def _text_column(sample: Sequence[Fields], names: Sequence[str]) -> str | None:
    """The column that holds texts, where it is not the one that its name tells."""
    likely = columns_for(tuple(names)).get("text")
    count = {column: sum(is_text(value_at(fields, column)) for fields in sample) for column in _candidates(sample)}
    highest = max(count.values(), default=0)
    if highest == 0:
        return _longest(sample)
    first = next(column for column, number in count.items() if number * 2 >= highest)
    return None if first == likely else first


def _candidates(sample: Sequence[Fields]) -> list[str]:
    """Columns that by their names hold texts, likeliest first: those of the record, then those inside objects."""
    paths = dict.fromkeys(path for fields in sample for path in paths_of(fields))
    rank = {name: number for number, name in enumerate(NAMES["text"])}
    candidates = [path for path in paths if _name_of(path) in rank]
    return sorted(candidates, key=lambda path: (path.count("."), rank[_name_of(path)]))


def _longest(sample: Sequence[Fields]) -> str | None:
    """The column that reads like articles in at least half of the records, and has most letters."""
    sizes: dict[str, int] = {}
    counts: dict[str, int] = {}
    for fields in sample:
        for path in paths_of(fields):
            value = value_at(fields, path)
            if isinstance(value, list):
                value = paragraphs(value)
            if is_prose(value):
                sizes[path] = sizes.get(path, 0) + len(str(value))
                counts[path] = counts.get(path, 0) + 1
    fit = [path for path, number in counts.items() if number * 2 >= len(sample)]
    return max(fit, key=lambda path: sizes[path], default=None)


def _nested(
    sample: Sequence[Fields], names: Sequence[str], mapping: Pairs, guessed: Mapping[str, str]
) -> dict[str, str]:
    """Columns inside objects, for what the record's own columns do not hold as plain values."""
    flat = columns_for(tuple(names), mapping, tuple(guessed.items()))
    paths = dict.fromkeys(path for fields in sample for path in paths_of(fields) if path not in fields)
    columns: dict[str, str] = {}
    for field, likely in NAMES.items():
        if field == "text" or _holds_values(sample, flat.get(field)):
            continue
        fit = [path for path in paths if _name_of(path) in likely and _holds_values(sample, path)]
        if fit:
            columns[field] = min(fit, key=lambda path: (likely.index(_name_of(path)), path.count(".")))
    return columns


def _holds_values(sample: Sequence[Fields], column: str | None) -> bool:
    """Whether any record has a plain value in the column."""
    if column is None:
        return False
    return any(value not in (None, "") and not isinstance(value, dict) for value in _values(sample, column))


def _sources(
    sample: Sequence[Fields], names: Sequence[str], mapping: Pairs, guessed: Mapping[str, str]
) -> dict[str, str]:
    """Where the column of outlets holds addresses, it is the articles'; the next one that names outlets has these.

    >>> _sources([{"source": "https://x.example/1", "hostname": "x.example"}], ["source", "hostname"], (), {})
    {'url': 'source', 'outlet': 'hostname'}
    """
    flat = columns_for(tuple(names), mapping, tuple(guessed.items()))
    column = flat.get("outlet")
    if column is None or not _are_addresses(sample, column):
        return {}
    columns = {} if "url" in flat else {"url": column}
    plain = {plain_name(name): name for name in names}
    others = [plain[name] for name in NAMES["outlet"] if name in plain and plain[name] != column]
    source = next((name for name in others if not _are_addresses(sample, name)), None)
    return columns | ({} if source is None else {"outlet": source})


def _are_addresses(sample: Sequence[Fields], column: str) -> bool:
    """Whether a column holds addresses and nothing else."""
    values = [str(value).strip() for value in _values(sample, column) if value not in (None, "")]
    return bool(values) and all(value.startswith(_ADDRESS) for value in values)


def _values(sample: Iterable[Fields], column: str) -> Iterator[object]:
    return (value_at(fields, column) for fields in sample)


def paths_of(fields: Fields) -> list[str]:
    """The columns of a record, and those inside its objects as paths.

    >>> paths_of({"id": 1, "content": {"rendered": "Rain."}, "image": {"url": "x"}})
    ['id', 'content', 'image', 'content.rendered']
    """
    paths: list[str] = []
    level: list[tuple[str, Fields]] = [("", fields)]
    for depth in range(_DEEP):
        deeper: list[tuple[str, Fields]] = []
        for before, inner in level:
            for name, value in inner.items():
                path = before + str(name)
                if depth and not _leads(before, str(name)):
                    continue
                paths.append(path)
                if isinstance(value, dict):
                    deeper.append((path + ".", value))
        level = deeper
        if len(paths) > _PATHS:
            break
    return paths[:_PATHS]


def _leads(before: str, name: str) -> bool:
    """Whether what an object holds under a name can be an article's: in an envelope, or the value of a known column."""
    parent = plain_name(before.rstrip(".").rpartition(".")[2])
    return parent in _ENVELOPES or (parent in _FIELDS and name in _WRAPPED)


def _name_of(path: str) -> str:
    """The plain name that a path goes by: its last part, or the one before it where that says no more.

    >>> _name_of("_source.bodyText"), _name_of("content.rendered")
    ('body_text', 'content')
    """
    before, _, last = path.rpartition(".")
    parent = plain_name(before.rpartition(".")[2]) if before else ""
    return parent if last in _WRAPPED and parent in _FIELDS else plain_name(last)


def _of_no_name(sample: Sequence[Fields], names: Sequence[str], guessed: Mapping[str, str]) -> dict[str, str]:
    """Of columns that have no names: the one that holds dates, and the one that holds addresses."""
    columns: dict[str, str] = {}
    for name in names:
        values = [str(value).strip() for value in _values(sample, name) if value not in (None, "")]
        if not values or name in guessed.values():
            continue
        if "url" not in columns and _are_addresses(sample, name):
            columns["url"] = name
        elif "published" not in columns and all(
            len(value) >= len("1/1/2024") and moment(value).earliest for value in values
        ):
            columns["published"] = name
    return columns
