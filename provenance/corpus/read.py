"""Inputs become articles, one at a time, each beside its line in the ledger; nothing is skipped in silence.

Files that hold one article give one entry; files of records give an entry a record and, last, one for the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.article import Article, Draft, draft, finished, record_id
from provenance.corpus.chosen import SAMPLE, chosen_columns, is_text
from provenance.corpus.columns import NAMES, columns_for, given_columns, plain_name, value_at, without_text
from provenance.corpus.dates.date_columns import DateColumn, columns_notes
from provenance.corpus.files import PAGES, File, files, named_file
from provenance.corpus.formats.decode import Decoded, read_as
from provenance.corpus.formats.exports import Export, bytes_of, taken_apart, with_lines
from provenance.corpus.formats.front_matter import front_matter
from provenance.corpus.formats.record_files import Given, as_sent, records
from provenance.corpus.formats.records import HEADER, Record
from provenance.corpus.formats.several import POINTER, is_pointer, several
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.html.pages import article_values, page, saved_page
from provenance.corpus.ids import Ids, content
from provenance.corpus.ledger import Entry, Note, entry
from provenance.corpus.prose import is_prose
from provenance.corpus.quality import oddities

if TYPE_CHECKING:  # each is loaded where such a file is read: .02 s that the commit hook does without
    from provenance.corpus.formats.warc import WarcRecord
    from provenance.corpus.formats.xml_documents import XmlDocument, XmlItem

_SAMPLE_BYTES = 8_000_000  # of the records that show which column is which
_BODY = "\0"  # a name that no front matter can have, for the text that follows it
Reading = tuple[Entry, Article | None]  # the article where one came in


def read(
    inputs: Sequence[str | Path],
    settings: Settings,
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    without: Path | None = None,
) -> Iterator[Reading]:
    """Every file and record of the inputs with what became of it, in the inputs' order.

    `columns` says which column is what, where its name does not: {"text": "lead", "id": "nr"}. `without` is a folder
    that is passed over.
    """
    mapping = given_columns(columns, settings)
    ids = Ids()
    for item in (as_sent(item, stdin) for item in files(inputs, without)):
        if isinstance(item, Entry):
            yield item, None
        else:
            yield from readings(item, settings, mapping, ids, stdin)


def read_bytes(
    name: str, data: bytes, settings: Settings, *, path: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Reading]:
    """The same for bytes in hand, such as a staged blob: `name` says their format and is the id of a file that is one
    article; `path`, where it differs, is what messages and tables call it.

    >>> for entry, article in read_bytes("pier.txt", b"Rain fell on the north pier.", Settings(), path="in/pier.txt"):
    ...     print(entry.verdict, entry.path, article.article, article.text)
    accepted in/pier.txt pier.txt Rain fell on the north pier.
    """
    item = named_file(path or name, name, alone=True)
    if isinstance(item, Entry):
        yield item, None
    else:
        yield from readings(item, settings, given_columns(columns, settings), Ids(), BytesIO(data))


def read_records(
    rows: Iterable[Mapping[str, object]], settings: Settings, *, columns: Mapping[str, str] | None = None
) -> Iterator[Reading]:
    """The same for records in memory, such as the rows of a frame, numbered from 1.

    >>> [(entry, article)] = read_records([{"id": 7, "body": "Rain fell on the pier."}], Settings())
    >>> article.article, article.record, article.text
    ('7', 1, 'Rain fell on the pier.')
    """
    file, mapping, ids = File("frame", "frame", "jsonl"), given_columns(columns, settings), Ids()
    numbered = (Record(number, None, fields) for number, fields in enumerate(rows, 1))
    notes: list[Note] = []
    yield from _chosen(file, numbered, settings, mapping, ids, notes)
    of_dates = [note for note in notes if note.code.startswith("W-DATE")]
    if of_dates:
        yield entry(file.path, of_dates), None


def readings(file: File, settings: Settings, mapping: Given, ids: Ids, stdin: BinaryIO | None) -> Iterator[Reading]:
    """The same for one file, whose articles get ids that no article of the files before has."""
    if file.format in ("zip", "tar"):  # bytes in hand; archives on the disk came as their members
        yield (
            entry(file.path, [*file.notes, Note("E-UNSUPPORTED", "an archive is read as a file or in a folder only")]),
            None,
        )
    elif file.one_article:
        yield from _alone(file, settings, ids, stdin)
    else:
        yield from _many(file, settings, mapping, ids, stdin)


def _alone(file: File, settings: Settings, ids: Ids, stdin: BinaryIO | None) -> Iterator[Reading]:
    """A file of one article, or one into which an archive has written several."""
    try:
        if file.format in PAGES:
            yield _page(file, bytes_of(file, settings, stdin), settings, ids)
            return
        if file.format == "xml":
            from provenance.corpus.formats.xml_documents import xml_document  # noqa: PLC0415  # see above

            yield from _items(file, xml_document(bytes_of(file, settings, stdin), settings.encoding), settings, ids)
            return
        decoded, parts = taken_apart(file, settings, stdin)
    except InputError as error:
        code = "W-UNSUPPORTED" if error.code == "E-UNSUPPORTED" and not file.alone else error.code
        yield entry(file.path, [*file.notes, Note(code, error.what)], line=error.line), None
        return
    except OSError as error:
        yield entry(file.path, [*file.notes, Note("E-IO", str(error.strerror))]), None
        return
    if is_pointer(decoded.text):
        yield entry(file.path, [*file.notes, POINTER]), None
    elif parts is not None:
        yield from _exported(file, decoded, parts, settings, ids)
    else:
        yield _one_article(file, decoded, settings, ids)


def _exported(file: File, decoded: Decoded, parts: Export, settings: Settings, ids: Ids) -> Iterator[Reading]:
    """The articles of an export, called file#1, file#2 …, then the file itself."""
    remarks: list[Note] = []
    articles = 0
    dated: dict[str, DateColumn] = {}
    for number, line, piece in with_lines(parts.pieces):
        piece_text = read_as(piece, parts.encoding)
        fields = parts.layout.fields(piece_text.text)
        columns = columns_for(tuple(fields))
        content = draft(fields, columns, settings, verbatim=not parts.layout.markup, dated=dated)
        content = replace(content, encoding=decoded.encoding)
        reading = _settled(file, content, f"{file.name}#{number}", piece_text.notes, ids, Record(number, line, fields))
        articles += reading[1] is not None
        remarks.extend(note for note in reading[0].notes if len(remarks) < REMEMBERED)
        yield reading
    what = f"is {parts.layout.name} of {len(parts.pieces):,} articles: each is read by itself"
    notes = (*file.notes, *decoded.notes, Note("W-SEVERAL-ARTICLES", what), *columns_notes(dated.values()))
    yield file_entry(replace(file, notes=notes), articles, [], remarks), None


def _items(file: File, document: "XmlDocument", settings: Settings, ids: Ids) -> Iterator[Reading]:
    """The items of an XML document: entries of a feed, stories of an agency."""
    file = replace(file, notes=(*file.notes, *document.decoded.notes, *document.notes))
    if document.alone and document.items:
        yield _item(file, document, document.items[0], None, settings, ids, {})
        return
    articles, remarks, dated = 0, list[Note](), dict[str, DateColumn]()
    for number, item in enumerate(document.items, 1):
        reading = _item(file, document, item, number, settings, ids, dated)
        articles += reading[1] is not None
        remarks.extend(note for note in reading[0].notes if len(remarks) < REMEMBERED)
        yield reading
    error = document.broken
    broken = [Note(error.code, f"line {error.line or 1}: {error.what}")] if error else []
    file = replace(file, notes=(*file.notes, *columns_notes(dated.values())))
    yield file_entry(file, articles, broken, remarks), None


def _item(
    file: File,
    document: "XmlDocument",
    item: "XmlItem",
    number: int | None,
    settings: Settings,
    ids: Ids,
    dated: dict[str, DateColumn],
) -> Reading:
    read, line = item.read, item.line if number is not None else None
    if read.other:
        return entry(
            file.path, file.notes if number is None else [], record=number, line=line, message=read.other
        ), None
    content = draft(read.fields, {name: name for name in read.fields}, settings, verbatim=True, dated=dated)
    content = replace(content, encoding=document.decoded.encoding, metadata=read.facts)
    notes = read.notes if number is not None else [*file.notes, *read.notes]
    record = None if number is None else Record(number, line, read.fields)
    return _settled(file, content, file.name if number is None else f"{file.name}#{number}", notes, ids, record)


def _one_article(file: File, decoded: Decoded, settings: Settings, ids: Ids) -> Reading:
    fields: Mapping[str, object] = {}
    text, notes = decoded.text, [*file.notes, *decoded.notes]
    if file.format == "md":
        fields, text, more = front_matter(text)
        notes += more
    chosen = {name: column for name, column in columns_for(tuple(fields)).items() if name != "text"}
    content = draft({**fields, _BODY: text}, {**chosen, "text": _BODY}, settings, verbatim=True)
    notes += [note for note in (several(content.text),) if note]
    content = replace(content, encoding=decoded.encoding)
    return _settled(file, content, file.name, notes, ids)


def _page(file: File, data: bytes, settings: Settings, ids: Ids) -> Reading:
    """The article of a web page, with what the page says of itself where it says it best."""
    read = page(saved_page(data) if file.format == "mhtml" else data, settings.encoding)
    values = article_values(read)
    content = draft(
        {**values, _BODY: read.text}, {**dict(zip(values, values, strict=True)), "text": _BODY}, settings, verbatim=True
    )
    content = replace(content, encoding=read.encoding, metadata=read.facts)
    return _settled(file, content, file.name, [*file.notes, *read.notes], ids)


def _many(file: File, settings: Settings, mapping: Given, ids: Ids, stdin: BinaryIO | None) -> Iterator[Reading]:
    """The records of a file, then the file itself; what breaks it off comes in the file's own entry."""
    remarks: list[Note] = []
    articles = 0
    broken: list[Note] = []
    of_file: list[Note] = []
    try:
        readings_of = (
            _captured(file, settings, ids, stdin)
            if file.format == "warc"
            else _chosen(file, records(file, settings, mapping, stdin), settings, mapping, ids, of_file)
        )
        for reading in readings_of:
            articles += reading[1] is not None
            remarks.extend(note for note in reading[0].notes if len(remarks) < REMEMBERED)
            yield reading
    except InputError as error:
        broken = [Note(error.code, error.what if error.line is None else f"line {error.line}: {error.what}")]
    except OSError as error:
        broken = [Note("E-IO", str(error.strerror))]
    yield file_entry(replace(file, notes=(*file.notes, *of_file)), articles, broken, remarks), None


def _captured(file: File, settings: Settings, ids: Ids, stdin: BinaryIO | None) -> Iterator[Reading]:
    """The records of a WARC: pages and texts are articles; what is neither is in the ledger as what it is."""
    from provenance.corpus.formats.warc import warc_records  # noqa: PLC0415  # see above

    with opened(file, stdin) as (handle, _):
        for record in warc_records(handle, file.packing, settings):
            yield _of_capture(file, record, settings, ids)


def _of_capture(file: File, record: "WarcRecord", settings: Settings, ids: Ids) -> Reading:
    from provenance.corpus.html.captures import capture  # noqa: PLC0415  # see above

    notes = record.notes
    try:
        read = "" if any(note.code.startswith("E-") for note in notes) else capture(record, settings)
    except InputError as error:
        if error.code == "E-EXTRA":
            raise
        read, notes = "", (*notes, Note(error.code, error.what))
    if isinstance(read, str):
        return entry(file.path, notes, record=record.number, message=read), None
    columns = {**{name: name for name in read.fields}, "text": _BODY}
    content = draft({**read.fields, _BODY: read.text}, columns, settings, verbatim=True)
    content = replace(content, encoding=read.encoding, metadata=read.facts)
    position = Record(record.number, None, read.fields)
    name = read.name or record_id({**read.fields, "text": read.text})
    return _settled(file, content, name, [*notes, *read.notes], ids, position)


def _chosen(
    file: File, stream: Iterator[Record], settings: Settings, mapping: Given, ids: Ids, of_file: list[Note]
) -> Iterator[Reading]:
    """The records, read by the columns that the first of them show; notes on the file are put into `of_file`."""
    first, numbered = _first(stream)
    guessed, notes = chosen_columns([record.fields for record in first if record.fields is not None], mapping)
    of_file += notes
    dated: dict[str, DateColumn] = {}
    try:
        for record in numbered:
            if record.number == HEADER:
                of_file += record.notes
            else:
                yield one_record(file, record, settings, mapping, ids, guessed, dated)
    finally:
        of_file += columns_notes(dated.values())


def _first(stream: Iterator[Record]) -> tuple[list[Record], Iterator[Record]]:
    """The first records, and all of them; what breaks them off is raised behind them, as it would be."""
    first: list[Record] = []
    broken: list[Exception] = []
    size = 0
    try:
        for record in stream:
            first.append(record)
            size += len(record.raw)
            if len(first) >= SAMPLE or size > _SAMPLE_BYTES:
                break
    except (InputError, OSError) as error:
        broken.append(error)
    return first, _again(first, stream, broken)


def _again(first: list[Record], stream: Iterator[Record], broken: list[Exception]) -> Iterator[Record]:
    while first:
        yield first.pop(0)
    if broken:
        raise broken[0]
    yield from stream


REMEMBERED = 1000  # notes on records from which the file's own is chosen


def file_entry(file: File, articles: int, broken: list[Note], remarks: list[Note]) -> Entry:
    """A file of records is rejected when it should have articles and gave none, warned when something was not right."""
    notes = [*file.notes, *broken]
    if not broken and remarks:
        codes = {note.code for note in remarks}
        if articles == 0 and codes == {"E-NOT-OBJECT"}:
            notes.append(Note("E-NO-RECORDS", "JSON, but no objects with fields"))
        else:
            notes.append(min(remarks, key=lambda note: not note.code.startswith("E-")))
    elif not broken and not articles:
        notes.append(Note("W-EMPTY", f"holds no {'article' if file.format == 'warc' else 'record'}"))
    count = entry(file.path, notes, message=f"{articles:,} articles")
    if articles and count.verdict == "rejected":
        return Entry(count.path, None, None, None, "warned", count.code, count.message, count.also)
    return count


def one_record(
    file: File,
    record: Record,
    settings: Settings,
    mapping: Given,
    ids: Ids,
    guessed: Given = (),
    dated: dict[str, DateColumn] | None = None,
) -> Reading:
    """One record with what became of it; `guessed` is what the file's records show of their columns.

    Its dates are added to those of the `dated` columns.
    """
    if record.fields is None:
        return entry(file.path, record.notes, record=record.number, line=record.line), None
    chosen = columns_for(tuple(record.fields), mapping, guessed)
    notes = record.notes
    if not is_text(value_at(record.fields, chosen.get("text", ""))) and "text" not in dict(mapping):
        replacement = _other_text(record.fields)
        if replacement is not None:
            notes = (*notes, Note("W-TEXT-COLUMN", f"its text is taken from {replacement!r}"))
            chosen = {**chosen, "text": replacement}
    if "text" not in chosen:
        note = Note("E-NO-TEXT-FIELD", without_text(tuple(record.fields), mapping))
        return entry(file.path, [*record.notes, note], record=record.number, line=record.line), None
    content = draft(record.fields, chosen, settings, dated=dated)
    own_name = "" if content.own_id is not None else record_id(record.fields)
    return _settled(file, content, own_name, notes, ids, record)


def _other_text(fields: Mapping[str, object]) -> str | None:
    """Another column of this record that by its name and content is a text."""
    columns = {plain_name(name): name for name in fields}
    return next((columns[name] for name in NAMES["text"] if name in columns and is_prose(fields[columns[name]])), None)


def _settled(
    file: File,
    content: Draft,
    own_name: str,
    notes: Iterable[Note],
    ids: Ids,
    record: Record | None = None,
) -> Reading:
    """The article under its record's id, else under `own_name`; or the entry that says why it is none."""
    number, line = (record.number, record.line) if record else (None, None)
    notes = [*notes, *content.notes]
    if not any(note.code.startswith("E-") for note in notes):
        odd = oddities(content.text)
        empty = odd[0].code == "W-EMPTY" if odd else False
        if not empty:
            notes += odd
            return _named(file, content, own_name, notes, ids, number, line)
        notes = notes if any(note.code == "W-EMPTY" for note in notes) else [*odd, *notes]
    return entry(file.path, notes, record=number, line=line), None


def _named(
    file: File, article_draft: Draft, own_name: str, notes: list[Note], ids: Ids, number: int | None, line: int | None
) -> Reading:
    """The article under an id that no other has."""
    cause = ""
    if article_draft.own_id is not None:
        article, about = ids.settle(article_draft.own_id, content(article_draft.text), file.name)
        if about is not None and about.code == "W-DUP-ID":
            return entry(file.path, [about, *notes], record=number, line=line, article=article), None
        cause = "another file has this id for another text" if article.startswith(f"{file.name}#") else ""
        notes = notes if about is None else [about, *notes]
    else:
        article = ids.unused(own_name, content(article_draft.text))
    name = entry(file.path, notes, record=number, line=line, article=article, message=cause)
    return name, finished(article_draft, article, file.path, number, line)
